"""Reads FER-2013, from fer2013.npz or from Kaggle's fer2013.csv, with labels in the product's order, and splits it.

    python data.py fer2013.npz      # prints the counts
"""
import argparse
import csv
import dataclasses
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from emosense_training.models import EMOTIONS, SIDE

ORIGINAL = ["angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral"]
USAGES = ["Training", "PublicTest", "PrivateTest"]
COUNTS = [28_709, 3_589, 3_589]
FOLDS = 5
SPLITS = ["official", "70/30", *(f"fold-{k + 1}" for k in range(FOLDS))]
SEED = 2013                      # of the splits other than the official one


@dataclass
class Dataset:
    images: np.ndarray           # [N, 48, 48] uint8
    labels: np.ndarray           # [N] int64, index into `emotions`
    usages: np.ndarray           # [N] int64, index into USAGES
    votes: np.ndarray | None     # [N, 10] float32, FER+ votes as they come: neutral, happiness, surprise, sadness, anger,
                                 # disgust, fear, contempt, unknown, not a face; Kaggle's file has none
    numbers: np.ndarray          # [N] int64, each picture's row in the file
    emotions: list = field(default_factory=lambda: list(EMOTIONS))

    def rows(self, usage):
        return np.flatnonzero(self.usages == USAGES.index(usage))

    def only(self, emotions):
        """The pictures of these emotions alone; labels become indices into them."""
        if emotions == self.emotions:
            return self
        place = np.array([emotions.index(e) if e in emotions else -1 for e in self.emotions])[self.labels]
        kept = place >= 0
        votes = None if self.votes is None else self.votes[kept]
        return dataclasses.replace(self, images=self.images[kept], labels=place[kept], usages=self.usages[kept],
                                   votes=votes, numbers=self.numbers[kept], emotions=emotions)

    def parts(self, split):
        """The rows to train on and the rows to test on.

        official: Training and PublicTest, on which everything is chosen (PrivateTest is for reporting alone).
        70/30, fold-1 ... fold-5: of all pictures, seeded, each emotion shared out alike; nothing is chosen on their
        test part. FER-2013 has near-identical twins, which these may separate, so they flatter a little.
        """
        if split == "official":
            return self.rows("Training"), self.rows("PublicTest")
        share = np.empty(len(self.labels))                                  # 0-1, evenly spread within each emotion
        for index, emotion in enumerate(self.emotions):
            own = np.flatnonzero(self.labels == index)
            # A stream of its own, so that a picture's part stays the same whichever other emotions are there.
            random = np.random.default_rng([SEED, EMOTIONS.index(emotion)])
            share[own] = random.permutation(len(own)) / max(1, len(own))
        if split == "70/30":
            test = share >= 0.7
        else:
            test = (share * FOLDS).astype(int) == SPLITS.index(split) - SPLITS.index("fold-1")
        return np.flatnonzero(~test), np.flatnonzero(test)


def emotions_named(text):
    """argparse's type for --emotions: "happy,sad" -> ["happy", "sad"], in the product's order."""
    names = text.split(",")
    unknown = [name for name in names if name not in EMOTIONS]
    if unknown or len(set(names)) < max(2, len(names)):
        raise argparse.ArgumentTypeError(f"{text!r}: give two or more of {', '.join(EMOTIONS)}, each once, with commas")
    return [e for e in EMOTIONS if e in names]


def read(path):
    """The whole FER-2013."""
    dataset = parse(Path(path))
    counts = [len(dataset.rows(usage)) for usage in USAGES]
    if counts != COUNTS:
        sys.exit(f"{path} is not the whole FER-2013: {counts} pictures, expected {COUNTS}")
    return dataset


def parse(path):
    """Whatever is in the file, whole or not."""
    if not path.exists():
        sys.exit(f"{path} is missing: give fer2013.npz, or fer2013.csv of Kaggle's challenge "
                 "'Challenges in Representation Learning: Facial Expression Recognition'")
    votes = None
    if path.suffix == ".npz":
        with np.load(path) as file:
            images, labels, usages = file["images"], file["label"], file["usage"]
            votes = file["ferplus_votes"].astype(np.float32)
    else:
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        images = np.array([np.array(row["pixels"].split(), np.uint8) for row in rows])
        labels = np.array([int(row["emotion"]) for row in rows])
        usages = np.array([USAGES.index(row["Usage"].strip()) for row in rows])
    order = np.array([EMOTIONS.index(e) for e in ORIGINAL])
    return Dataset(images.reshape(-1, SIDE, SIDE), order[labels], usages.astype(np.int64), votes, np.arange(len(labels)))


if __name__ == "__main__":
    dataset = read(sys.argv[1])
    print(f"{'':12}" + "".join(f"{e:>10}" for e in EMOTIONS))
    for usage in USAGES:
        counts = np.bincount(dataset.labels[dataset.rows(usage)], minlength=7)
        print(f"{usage:12}" + "".join(f"{c:10}" for c in counts))
    pixels = dataset.images[dataset.rows("Training")]
    print(f"Training pixels: mean {pixels.mean():.2f}, standard deviation {pixels.std():.2f}")
