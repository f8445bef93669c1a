"""Gives a network of the kind "dlib" the weights of dlib's face recognition network, for train.py to begin from.

    pip download --no-deps face-recognition-models==0.3.0       # D. King's weights, in the public domain (CC0)
    python dlib_start.py --data fer2013.npz --weights face_recognition_models-0.3.0.tar.gz --out runs/dlib-start

dlib keeps a scale and a shift for each convolution. Here they become batch normalisations that do the same to FER-2013's
Training pictures, so that high learning rates are borne.
"""
import argparse
import sys
import tarfile
from pathlib import Path

import numpy as np
import torch

from data import read
from network import MEAN, STD, DlibNetwork, build
from recipe import command_of

DLIB_MEAN, DLIB_SCALE = (122.782, 117.001, 104.298), 256         # of red, green and blue, as its file says
MEMBER = "dlib_face_recognition_resnet_model_v1.dat"


def tensors(file, sizes):
    """The file's arrays of f32 in their order; each has its version and four extents before it."""
    def integer(value):
        size = (value.bit_length() + 7) // 8
        return bytes([size]) + value.to_bytes(size, "little")

    at = 0
    for size in sizes:
        head = integer(2) + integer(size) + 3 * integer(1)
        begin = file.find(head, at)
        if begin < 0:
            sys.exit(f"{MEMBER} has no array of {size} numbers where one is expected: is it another version?")
        at = begin + len(head) + 4 * size
        yield torch.from_numpy(np.frombuffer(file, "<f4", size, at - 4 * size).copy())


def start(file, images):
    """The network with the weights in `file`, its normalisations fitted on `images` [N, 48, 48]."""
    network = build("dlib")
    pairs = [network.stem, *(pair for block in network.blocks for pair in (block.first, block.second))]
    shapes = [(o, 3 if layer is network.stem[0] else i, k, k)
              for layer in (pair[0] for pair in pairs) for o, i, k, _ in [layer.weight.shape]]
    read_next = tensors(file, [n for shape in shapes for n in (np.prod(shape).item() + shape[0], 2 * shape[0])])
    hooks = []
    for (layer, norm), shape in zip(pairs, shapes):
        values, affine = next(read_next), next(read_next)
        weight, bias = values[:-shape[0]].view(shape), values[-shape[0]:]
        scale, shift = affine.view(2, -1)
        if shape[1] == 3:                                        # grey: the three colours are one
            offset = (MEAN - torch.tensor(DLIB_MEAN)) / DLIB_SCALE
            bias = bias + (weight.sum((2, 3)) * offset).sum(1)
            weight = weight.sum(1, keepdim=True) * STD / DLIB_SCALE
        layer.weight.data = weight
        hooks.append(norm.register_forward_pre_hook(same_as(scale, shift + scale * bias)))
    with torch.no_grad():
        network.eval()((torch.from_numpy(images)[:, None].float() - MEAN) / STD)
    for hook in hooks:
        hook.remove()
    return network


def same_as(scale, shift):
    """A hook that sets a normalisation so that on its input it equals x * scale + shift."""
    def fit(norm, inputs):
        mean, variance = inputs[0].mean((0, 2, 3)), inputs[0].var((0, 2, 3))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.data = scale * (variance + norm.eps).sqrt()
        norm.bias.data = shift + scale * mean
    return fit


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--weights", type=Path, required=True, help="the package's .tar.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for best.pt")
    args = parser.parse_args()
    with tarfile.open(args.weights) as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith(MEMBER))
        file = archive.extractfile(member).read()
    dataset = read(args.data)
    torch.manual_seed(1)
    network = start(file, dataset.images[dataset.rows("Training")[:1_000]])
    args.out.mkdir(parents=True, exist_ok=True)
    recipe = ["pip download --no-deps face-recognition-models==0.3.0",
              command_of("dlib_start.py", {"data": args.data, "weights": args.weights.name, "out": args.out})]
    torch.save({"network": network.state_dict(), "recipe": recipe, "settings": {"network": "dlib"}}, args.out / "best.pt")


if __name__ == "__main__":
    main()
