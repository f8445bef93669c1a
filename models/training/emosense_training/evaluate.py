"""Measures an exported network over FER-2013: accuracy, F1, confusion, calibration.

    python evaluate.py --data fer2013.npz                       # PublicTest: to choose
    python evaluate.py --data fer2013.npz --private-test        # PrivateTest: once for a network that is published
    python evaluate.py --data fer2013.npz --emotions happy,sad  # those pictures alone, the other scores dropped
    python evaluate.py --data fer2013.npz --network ../paper/paper-fold-1.onnx --split fold-1

Takes any ONNX file with a card (the .json beside it): labels, shape and normalisation are the card's.

accuracy, perClass, confusion (a row per true, a column per predicted label), ece and reliability are against FER-2013's
own labels. ferPlusMajorityAccuracy is against FER+'s: over the pictures of which more than five of the ten judges chose
one and the same of the seven emotions (so neither contempt, unknown nor not-a-face), how often the network says it too.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch.nn import functional as F

from emosense_training.data import SPLITS, emotions_named, read
from emosense_training.models import EMOTIONS, MEAN, SIDE, STD

MODELS = Path(__file__).resolve().parents[2]
VOTED = ["neutral", "happy", "surprised", "sad", "angry", "disgusted", "fearful"]      # FER+'s first seven columns
MAJORITY = 5                                                                           # votes that are not yet one
BINS = 15


def normalise(images):
    """[N, 48, 48] uint8 -> [N, 1, 48, 48] f32, as Rust does it."""
    return ((images.astype(np.float32) - MEAN) / STD).reshape(-1, 1, SIDE, SIDE)


def logits_of(network, images):
    """[N, K] numpy logits of a torch network, wherever it is."""
    x, device = torch.from_numpy(normalise(images)), next(network.parameters()).device
    with torch.no_grad():
        return torch.cat([network(part.to(device, memory_format=torch.channels_last)).float().cpu()
                          for part in x.split(512)]).numpy()


class Scorer:
    """An ONNX file as its card describes it."""

    def __init__(self, path):
        self.card = json.loads(Path(path).with_suffix(".json").read_text())
        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        self.known = [i for i, label in enumerate(self.card["labels"]) if label]
        self.emotions = [self.card["labels"][i] for i in self.known]

    def prepared(self, images):
        """[n, 48, 48] uint8 -> the card's layout, size, colour and range, f32."""
        card, x = self.card["input"], torch.from_numpy(images.astype(np.float32))[:, None]
        channels_last = card["layout"] == "NHWC"
        side, channels = card["shape"][2], card["shape"][3 if channels_last else 1]
        if side != SIDE:
            x = F.interpolate(x, side, mode="bilinear", antialias=True)
        x = x.repeat(1, channels, 1, 1).numpy()
        shape = (1, -1, 1, 1)
        x = (x - np.float32(self.card["normalization"]["mean"]).reshape(shape)) / np.float32(
            self.card["normalization"]["std"]).reshape(shape)
        return np.ascontiguousarray(x.transpose(0, 2, 3, 1)) if channels_last else x

    def __call__(self, images, emotions=None):
        """[N, K] scores: of all the card's emotions in its order, or of some, which then sum to one."""
        [feed] = self.session.get_inputs()
        step = 512 if isinstance(feed.shape[0], str) or feed.shape[0] is None else feed.shape[0]
        out = self.card["output"]
        scores = np.concatenate([self.session.run([out["name"]], {feed.name: self.prepared(images[i:i + step])})[0]
                                 for i in range(0, len(images), step)])
        if out.get("kind") == "logits":
            scores = torch.from_numpy(scores).softmax(1).numpy()
        emotions = emotions or self.emotions
        columns = [self.known[self.emotions.index(e)] for e in emotions]
        if columns == list(range(scores.shape[1])):
            return scores
        return scores[:, columns] / np.maximum(scores[:, columns].sum(1, keepdims=True), 1e-12)


def reliability(scores, labels):
    """How many pictures, how sure and how often right, for each of 15 equal bins of the highest score."""
    confidence, right = scores.max(1), scores.argmax(1) == labels
    bin_of = np.minimum((confidence * BINS).astype(int), BINS - 1)
    counts = np.bincount(bin_of, minlength=BINS)
    return (counts, np.bincount(bin_of, confidence, BINS) / np.maximum(counts, 1),
            np.bincount(bin_of, right, BINS) / np.maximum(counts, 1))


def measure(scores, labels, emotions):
    """All figures of [N, K] scores, ready for JSON."""
    k = len(emotions)
    confusion = np.zeros((k, k), int)                                # [true, predicted]
    np.add.at(confusion, (labels, scores.argmax(1)), 1)
    right, actual, predicted = confusion.diagonal(), confusion.sum(1), confusion.sum(0)
    precision = right / np.maximum(predicted, 1)
    recall = right / np.maximum(actual, 1)
    f1 = 2 * right / np.maximum(actual + predicted, 1)
    counts, confidence, accuracy = reliability(scores, labels)
    return {
        "accuracy": round(float(right.sum() / len(labels)), 4),
        "macroF1": round(float(f1.mean()), 4),
        "ece": round(float((counts * abs(confidence - accuracy)).sum() / len(labels)), 4),
        "perClass": {e: {"precision": round(precision[i], 4), "recall": round(recall[i], 4), "f1": round(f1[i], 4),
                         "count": int(actual[i])} for i, e in enumerate(emotions)},
        "confusion": confusion.tolist(),
        "reliability": [{"count": int(n), "confidence": round(c, 4), "accuracy": round(a, 4)}
                        for n, c, a in zip(counts, confidence, accuracy)],
    }


def majority_accuracy(scores, votes, emotions):
    """Against FER+'s majority, as the head of this file defines it; null without votes or without any majority."""
    if votes is None:
        return None
    votes = votes[:, [VOTED.index(e) for e in emotions]]
    clear = votes.max(1) > MAJORITY
    return None if not clear.any() else round(float((scores.argmax(1) == votes.argmax(1))[clear].mean()), 4)


def measure_rows(scorer, dataset, rows):
    """All figures of these rows; the dataset's emotions are the classes."""
    images, labels = dataset.images[rows], dataset.labels[rows]
    votes = None if dataset.votes is None else dataset.votes[rows]
    scores = scorer(images, dataset.emotions)
    flipped = (scores + scorer(images[:, :, ::-1], dataset.emotions)) / 2
    figures = measure(scores, labels, dataset.emotions)
    return {"accuracy": figures.pop("accuracy"),
            "accuracyWithFlip": round(float((flipped.argmax(1) == labels).mean()), 4),
            "macroF1": figures.pop("macroF1"), "ece": figures.pop("ece"),
            "ferPlusMajorityAccuracy": majority_accuracy(scores, votes, dataset.emotions), **figures}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--network", type=Path, default=MODELS / "emotion.onnx")
    parser.add_argument("--emotions", type=emotions_named, help="these alone, such as happy,sad; else all of the card's")
    parser.add_argument("--split", choices=SPLITS, default="official", help="whose test part; official: PublicTest")
    parser.add_argument("--private-test", action="store_true", help="PrivateTest instead")
    args = parser.parse_args()
    scorer = Scorer(args.network)
    emotions = args.emotions or [e for e in EMOTIONS if e in scorer.emotions]
    missing = [e for e in emotions if e not in scorer.emotions]
    if missing:
        parser.error(f"{args.network} does not know {', '.join(missing)}")
    if args.private_test and args.split != "official":
        parser.error("--private-test is a part of the official split")
    dataset = read(args.data).only(emotions)
    rows = dataset.rows("PrivateTest") if args.private_test else dataset.parts(args.split)[1]
    part = "PrivateTest" if args.private_test else "PublicTest" if args.split == "official" else args.split
    print(json.dumps({"part": part, **measure_rows(scorer, dataset, rows)}, indent=1))


if __name__ == "__main__":
    main()
