"""Reads FER-2013, from fer2013.npz or from Kaggle's fer2013.csv, with labels in the product's order.

    python data.py ../../../shared/data/fer2013.npz      # prints the counts
"""
import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from network import EMOTIONS, SIDE

ORIGINAL = ["angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral"]
SPLITS = ["Training", "PublicTest", "PrivateTest"]
COUNTS = [28_709, 3_589, 3_589]


@dataclass
class Dataset:
    images: np.ndarray           # [N, 48, 48] uint8
    labels: np.ndarray           # [N] int64, index into EMOTIONS
    splits: np.ndarray           # [N] int64, index into SPLITS
    votes: np.ndarray | None     # [N, 10] float32, FER+ votes as they come: neutral, happiness, surprise, sadness, anger,
                                 # disgust, fear, contempt, unknown, not a face; Kaggle's file has none

    def rows(self, split):
        return np.flatnonzero(self.splits == SPLITS.index(split))


def read(path):
    path = Path(path)
    if not path.exists():
        sys.exit(f"{path} is missing: give fer2013.npz, or fer2013.csv of Kaggle's challenge "
                 "'Challenges in Representation Learning: Facial Expression Recognition'")
    votes = None
    if path.suffix == ".npz":
        with np.load(path) as file:
            images, labels, splits = file["images"], file["label"], file["usage"]
            votes = file["ferplus_votes"].astype(np.float32)
    else:
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        images = np.array([np.array(row["pixels"].split(), np.uint8) for row in rows])
        labels = np.array([int(row["emotion"]) for row in rows])
        splits = np.array([SPLITS.index(row["Usage"].strip()) for row in rows])
    order = np.array([EMOTIONS.index(e) for e in ORIGINAL])
    dataset = Dataset(images.reshape(-1, SIDE, SIDE), order[labels], splits.astype(np.int64), votes)
    counts = [len(dataset.rows(split)) for split in SPLITS]
    assert counts == COUNTS, f"{path} is not the whole FER-2013: {counts} pictures, expected {COUNTS}"
    return dataset


if __name__ == "__main__":
    dataset = read(sys.argv[1])
    print(f"{'':12}" + "".join(f"{e:>10}" for e in EMOTIONS))
    for split in SPLITS:
        counts = np.bincount(dataset.labels[dataset.rows(split)], minlength=7)
        print(f"{split:12}" + "".join(f"{c:10}" for c in counts))
    pixels = dataset.images[dataset.rows("Training")]
    print(f"Training pixels: mean {pixels.mean():.2f}, standard deviation {pixels.std():.2f}")
