"""Writes models/emotion.onnx and models/emotion.json from a training run.

    python export.py --data fer2013.npz --run runs/first                   # figures of PublicTest only
    python export.py --data fer2013.npz --run runs/first --private-test    # for the network that is published

Folds the normalisations into the convolutions, fits a temperature on PublicTest and divides the last layer by it,
writes the graph node by node and holds onnxruntime against PyTorch. Then run reference.py.
"""
import argparse
import datetime
import hashlib
import json
import platform
import re
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch.nn import functional as F

from data import read
from evaluate import MODELS, logits_of, measure_file, scores_of
from network import EMOTIONS, MEAN, SIDE, STD, WEIGHTS, TrainingNetwork, fold


def fit_temperature(logits, labels):
    """The divisor of the logits with the least cross-entropy, by golden section."""
    logits, labels = torch.from_numpy(logits), torch.from_numpy(labels)
    low, high = 0.2, 5.0
    for _ in range(50):
        a, b = high - 0.618 * (high - low), low + 0.618 * (high - low)
        if F.cross_entropy(logits / a, labels) < F.cross_entropy(logits / b, labels):
            high = b
        else:
            low = a
    return (low + high) / 2


def to_onnx(network):
    """The graph; its weights keep PyTorch's names, so that reference.py can load them back."""
    weights = [numpy_helper.from_array(v.numpy(), k) for k, v in network.state_dict().items()]
    assert sum(int(np.prod(w.dims)) for w in weights) == WEIGHTS
    nodes, x = [], "crop"

    def add(op, inputs, output, **attributes):
        nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))
        return output

    for i in range(3):
        x = add("Conv", [x, f"convs.{i}.weight", f"convs.{i}.bias"], f"conv{i}", kernel_shape=[3, 3])
        x = add("Relu", [x], f"conv{i}_relu")
        x = add("MaxPool", [x], f"pool{i}", kernel_shape=[2, 2], strides=[2, 2])
    x = add("Flatten", [x], "flat", axis=1)
    for i in range(3):
        x = add("Gemm", [x, f"denses.{i}.weight", f"denses.{i}.bias"], f"dense{i}", transB=1)
        if i < 2:
            x = add("Relu", [x], f"dense{i}_relu")
    add("Softmax", [x], "scores", axis=1)
    graph = helper.make_graph(
        nodes, "emotion",
        [helper.make_tensor_value_info("crop", TensorProto.FLOAT, ["N", 1, SIDE, SIDE])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N", 7])], weights)
    model = helper.make_model(graph, producer_name="emosense export.py", ir_version=8,
                              opset_imports=[helper.make_opsetid("", 13)])
    onnx.checker.check_model(model, full_check=True)
    return model


def command_of(settings):
    """The line that trains this run again."""
    options = [f"--{k} {v}" for k, v in settings.items() if k not in ("data", "out", "start", "aligned")]
    files = [f"--{k} {Path(settings[k]).name}" for k in ("data", "aligned") if settings[k]]
    if settings["start"]:
        files.append(f"--start runs/{Path(settings['start']).parent.name}/best.pt")
    return " ".join(["python train.py", *files, f"--out runs/{Path(settings['out']).name}", *options])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--run", type=Path, required=True, help="folder with a run's best.pt")
    parser.add_argument("--private-test", action="store_true", help="measure PrivateTest too")
    args = parser.parse_args()

    best = torch.load(args.run / "best.pt")
    settings = best["settings"]
    trained = TrainingNetwork()
    trained.load_state_dict(best["network"])
    trained.eval()
    dataset = read(args.data)
    public = dataset.rows("PublicTest")
    images, labels = dataset.images[public], dataset.labels[public]
    logits = logits_of(trained, images)
    temperature = fit_temperature(logits, labels)
    network = fold(trained, temperature)
    path = MODELS / "emotion.onnx"
    onnx.save(to_onnx(network), path)

    expected = torch.from_numpy(logits / temperature).softmax(1).numpy()
    scores = scores_of(onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]), images)
    difference = float(abs(scores - expected).max())
    assert difference < 1e-4, f"the folded graph differs by {difference} from the trained network"

    card = {
        "name": "EmoSense emotion network",
        "architecture": "Conv 32, 64, 128 (3x3, valid, ReLU, each with a 2x2 max pool), Dense 128, 64, 7, softmax",
        "labels": EMOTIONS,
        "input": {"name": "crop", "shape": [1, 1, SIDE, SIDE], "layout": "NCHW", "colour": "grey"},
        "normalisation": {"mean": MEAN, "std": STD},
        "output": {"name": "scores", "shape": [1, 7]},
        "weights": WEIGHTS,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "trained": {
            "data": "FER-2013, Training split, original labels"
                    + (f" mixed with FER+ votes ({settings['ferplus']} of the target)" if settings["ferplus"] else ""),
            "protocol": "trained on Training; epoch and temperature chosen on PublicTest; PrivateTest measured once",
            "recipe": command_of(settings),
            "epochs": settings["epochs"],
            "chosenEpoch": best["epoch"],
            "seed": settings["seed"],
            "date": datetime.date.today().isoformat(),
            "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0],
                         "numpy": np.__version__, "onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__},
        },
        "temperature": round(temperature, 4),
        "publicTest": measure_file(path, dataset, "PublicTest"),
        "privateTest": measure_file(path, dataset, "PrivateTest") if args.private_test else None,
        "notes": "The confusion matrix has a row per true and a column per predicted label, in the order of labels. "
                 "Weights by the EmoSense project, under its licence; no picture of FER-2013 is part of them.",
    }
    text = re.sub(r"\[[^][{}]*\]", lambda flat: " ".join(flat.group().split()), json.dumps(card, indent=1))
    (MODELS / "emotion.json").write_text(text + "\n")
    print(f"temperature {temperature:.4f}, largest difference from PyTorch {difference:.1e}")
    for split in ["publicTest", "privateTest"]:
        if card[split]:
            print(split, {k: v for k, v in card[split].items() if not isinstance(v, (dict, list))})


if __name__ == "__main__":
    main()
