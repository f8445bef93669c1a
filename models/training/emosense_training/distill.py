"""Trains a network on what trained ones answer, mixed with the labels (G. Hinton et al., 2015).

    python distil.py --data fer2013.npz --teachers runs/teacher/best.pt --out runs/emosense --epochs 90

Each picture is turned, shifted, toned and, for `--blend` of them, blended with another picture in `--views` ways once and
for all, so that the teachers need see each view once only, however many epochs follow; views and targets are kept in the
run's folder. The teachers know the labels of the pictures they learnt from by heart, but not those of blends: there they
answer by what they see (L. Beyer et al., "A good teacher is patient and consistent", CVPR 2022). What the student sees of a
view is disturbed anew each time (blur, noise, ...): it learns to answer as the teachers do where they see well. Otherwise
as train.py, which has the other options.
"""
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from emosense_training.augment import between, disturbed, varied
from emosense_training.data import read
from emosense_training.models import DEVICE, MEAN, STD, build, fold
from emosense_training.targets import soft_targets
from emosense_training.train import fit, half, options, pictures


def load(path):
    """A trained network, ready to answer: of a best.pt, or of a last.pt the averaged weights of the last epoch."""
    saved = torch.load(path, map_location="cpu")
    weights = saved["mean" if "mean" in saved else "network"]
    network = build(saved["settings"]["network"], outputs=len(weights["last.bias"]))
    network.load_state_dict(weights)
    return fold(network).to(DEVICE, memory_format=torch.channels_last)


def answers(teachers, x):
    """[B, K] mean probabilities for pictures [B, 1, 48, 48] of 0-255. Their mirror images add nothing: views are mirrored."""
    x = ((x - MEAN) / STD).to(memory_format=torch.channels_last)
    with torch.no_grad(), half():
        return torch.stack([teacher(x).float().softmax(1) for teacher in teachers]).mean(0)


def blended(x, targets, share):
    """Of a `share` of the pictures up to half is another picture, and of their targets as much."""
    weight = between(x, 0, 0.5) * (between(x, 0, 1) < share)                     # [B, 1, 1, 1]
    other = torch.randperm(len(x), device=x.device)
    return x.lerp(x[other], weight), targets.lerp(targets[other], weight[:, 0, 0])


def make_views(args, dataset):
    """[V, N, 48, 48] uint8 and [V, N, K]: each picture to train on in V ways, and its targets: labels and what the teachers
    say of it; every other view is made from an aligned crop where one was given."""
    files = args.out / "views.npy", args.out / "targets.npy"
    if not files[1].exists():
        args.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(args.seed)
        teachers = [load(path) for path in args.teachers]
        train = dataset.parts(args.split)[0]
        sources = torch.from_numpy(pictures(dataset, args.aligned)[0][train]).to(DEVICE)
        labels = soft_targets(dataset, train, args.votes, args.smoothing)[train].to(DEVICE)
        views = np.lib.format.open_memmap(files[0], "w+", np.uint8, (args.views, len(sources), 48, 48))
        targets = np.zeros((args.views, len(sources), len(dataset.emotions)), np.float32)
        for view in tqdm(range(args.views), desc="views", disable=None):
            source = 1 + view // 2 % (sources.shape[1] - 1) if view % 2 else 0      # the picture, a crop, the picture, ...
            for rows in torch.randperm(len(sources)).split(512):
                x = varied(sources[rows, source][:, None].float(), args.strength)
                x, target = blended(x, labels[rows], args.blend)
                x = x.round()
                views[view, rows] = x[:, 0].byte().cpu().numpy()
                targets[view, rows] = ((1 - args.share) * target + args.share * answers(teachers, x)).cpu().numpy()
        views.flush()
        np.save(files[1], targets)
    return [torch.from_numpy(np.load(file)).to(DEVICE) for file in files]


def main():
    parser = options(__doc__)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True, help="best.pt or last.pt of each teacher's run")
    parser.add_argument("--share", type=float, default=0.7, help="of the teachers' answers in the targets, 0-1")
    parser.add_argument("--views", type=int, default=16, help="distorted views of each picture")
    parser.add_argument("--blend", type=float, default=0.0, help="share of the views that are blended with another picture")
    args = parser.parse_args()
    dataset = read(args.data).only(args.emotions)
    views, targets = make_views(args, dataset)
    train, _ = dataset.parts(args.split)
    place = torch.zeros(len(dataset.images), dtype=torch.long)           # of a picture among those to train on
    place[train] = torch.arange(views.shape[1])
    place = place.to(DEVICE)

    def batch(rows, epoch):
        at = place[rows]
        view = (epoch + at) % args.views
        x = views[view, at][:, None].float()
        mirrored = torch.rand(len(rows), 1, 1, 1, device=DEVICE) < 0.5
        return disturbed(torch.where(mirrored, x.flip(3), x), args.disturb), targets[view, at]

    fit(args, dataset, batch)


if __name__ == "__main__":
    main()
