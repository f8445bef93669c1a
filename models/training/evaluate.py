"""Measures an exported network over FER-2013: accuracy, F1, confusion, calibration.

    python evaluate.py --data fer2013.npz                       # PublicTest: to choose
    python evaluate.py --data fer2013.npz --private-test        # PrivateTest: once for a network that is published
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from data import read
from network import EMOTIONS, MEAN, SIDE, STD

MODELS = Path(__file__).resolve().parent.parent


def normalise(images):
    """[N, 48, 48] uint8 -> [N, 1, 48, 48] f32, as Rust does it."""
    return ((images.astype(np.float32) - MEAN) / STD).reshape(-1, 1, SIDE, SIDE)


def logits_of(network, images):
    """[N, 7] numpy logits of a torch network."""
    x = torch.from_numpy(normalise(images))
    with torch.no_grad():
        return torch.cat([network(part) for part in x.split(512)]).numpy()


def scores_of(session, images):
    """[N, 7] scores of an onnxruntime session."""
    x = normalise(images)
    return np.concatenate([session.run(None, {"crop": x[i:i + 512]})[0] for i in range(0, len(x), 512)])


def calibration_error(scores, labels, bins=15):
    """Expected calibration error over equal bins of confidence."""
    confidence, right = scores.max(1), scores.argmax(1) == labels
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(confidence[bin_of == b].sum() - right[bin_of == b].sum()) for b in range(bins)) / len(labels))


def measure(scores, labels):
    """All figures of [N, 7] scores, ready for JSON."""
    confusion = np.zeros((7, 7), int)                                # [true, predicted]
    np.add.at(confusion, (labels, scores.argmax(1)), 1)
    right, actual, predicted = confusion.diagonal(), confusion.sum(1), confusion.sum(0)
    precision = right / np.maximum(predicted, 1)
    recall = right / np.maximum(actual, 1)
    f1 = 2 * right / np.maximum(actual + predicted, 1)
    return {
        "accuracy": round(float(right.sum() / len(labels)), 4),
        "macroF1": round(float(f1.mean()), 4),
        "ece": round(calibration_error(scores, labels), 4),
        "perClass": {e: {"precision": round(precision[i], 4), "recall": round(recall[i], 4), "f1": round(f1[i], 4),
                         "count": int(actual[i])} for i, e in enumerate(EMOTIONS)},
        "confusion": confusion.tolist(),
    }


def measure_file(path, dataset, split):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    rows = dataset.rows(split)
    images, labels = dataset.images[rows], dataset.labels[rows]
    scores = scores_of(session, images)
    flipped = (scores + scores_of(session, images[:, :, ::-1])) / 2
    figures = measure(scores, labels)
    return {"accuracy": figures.pop("accuracy"),
            "accuracyWithFlip": round(float((flipped.argmax(1) == labels).mean()), 4), **figures}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--network", type=Path, default=MODELS / "emotion.onnx")
    parser.add_argument("--private-test", action="store_true", help="PrivateTest instead of PublicTest")
    args = parser.parse_args()
    split = "PrivateTest" if args.private_test else "PublicTest"
    print(json.dumps({"split": split, **measure_file(args.network, read(args.data), split)}, indent=1))
