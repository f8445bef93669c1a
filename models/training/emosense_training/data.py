"""Loads FER-2013 from fer2013.npz or Kaggle's fer2013.csv, and splits it.

python -m emosense_training.data fer2013.npz      # prints the number of images per split and emotion
"""

import argparse
import csv
import dataclasses
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# The labels in the order of the models' outputs, which is also the order of the Rust crate's `Emotion`.
EMOTIONS = ["angry", "disgusted", "fearful", "happy", "neutral", "sad", "surprised"]
FER2013_LABELS = ["angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral"]  # order of the label numbers
FERPLUS_LABELS = ["neutral", "happy", "surprised", "sad", "angry", "disgusted", "fearful"]  # first seven vote columns

IMAGE_SIZE = 48  # pixels, width and height
PIXEL_MEAN, PIXEL_STD = 129.5, 65.0  # of the Training split, 0-255, rounded; `main` prints the exact values

USAGES = ["Training", "PublicTest", "PrivateTest"]
USAGE_COUNTS = [28_709, 3_589, 3_589]
FOLD_COUNT = 5
SPLITS = ["official", "70/30", *(f"fold-{k + 1}" for k in range(FOLD_COUNT))]
SPLIT_SEED = 2013  # of all splits except the official one


@dataclass
class Dataset:
    """Images of FER-2013 with their labels.

    Attributes:
        images: [N, 48, 48] uint8.
        labels: [N] int64, indices into `emotions`.
        usages: [N] int64, indices into USAGES.
        votes: [N, 10] float32, the FER+ vote counts for neutral, happiness, surprise, sadness, anger, disgust, fear,
            contempt, unknown, and not a face; None for Kaggle's file, which has none.
        indices: [N] int64, the row of each image in the file.
        emotions: The classes.
    """

    images: np.ndarray
    labels: np.ndarray
    usages: np.ndarray
    votes: np.ndarray | None
    indices: np.ndarray
    emotions: list[str] = field(default_factory=lambda: list(EMOTIONS))

    def usage_rows(self, usage: str) -> np.ndarray:
        """Returns the row numbers of "Training", "PublicTest", or "PrivateTest"."""
        return np.flatnonzero(self.usages == USAGES.index(usage))

    def select_emotions(self, emotions: list[str]) -> "Dataset":
        """Returns the images of the given emotions only, with labels that index into them."""
        if emotions == self.emotions:
            return self
        new_label = np.array([emotions.index(e) if e in emotions else -1 for e in self.emotions])[self.labels]
        selected = new_label >= 0
        return dataclasses.replace(
            self,
            images=self.images[selected],
            labels=new_label[selected],
            usages=self.usages[selected],
            votes=None if self.votes is None else self.votes[selected],
            indices=self.indices[selected],
            emotions=emotions,
        )

    def split(self, split: str) -> tuple[np.ndarray, np.ndarray]:
        """Returns the row numbers of the training part and of the test part.

        "official" gives Training and PublicTest; PrivateTest is only for reporting. "70/30" and "fold-1" to "fold-5"
        are seeded and stratified splits of all images. FER-2013 contains near-duplicates, which these splits may
        separate, so their accuracy is slightly optimistic.
        """
        if split == "official":
            return self.usage_rows("Training"), self.usage_rows("PublicTest")
        quantile = np.empty(len(self.labels))  # 0-1, evenly spaced within each emotion
        for label, emotion in enumerate(self.emotions):
            rows = np.flatnonzero(self.labels == label)
            # Each emotion has its own random stream, so that a subset of emotions keeps the same split.
            rng = np.random.default_rng([SPLIT_SEED, EMOTIONS.index(emotion)])
            quantile[rows] = rng.permutation(len(rows)) / max(1, len(rows))
        if split == "70/30":
            test = quantile >= 0.7
        else:
            test = (quantile * FOLD_COUNT).astype(int) == SPLITS.index(split) - SPLITS.index("fold-1")
        return np.flatnonzero(~test), np.flatnonzero(test)


def normalize(images: np.ndarray) -> np.ndarray:
    """Normalizes [N, 48, 48] uint8 to [N, 1, 48, 48] float32 exactly as the Rust crate does."""
    return ((images.astype(np.float32) - PIXEL_MEAN) / PIXEL_STD).reshape(-1, 1, IMAGE_SIZE, IMAGE_SIZE)


def parse_emotions(text: str) -> list[str]:
    """Parses a comma-separated list of at least two emotions; the result has the order of EMOTIONS.

    Raises:
        argparse.ArgumentTypeError: If a name is unknown or repeated, or if there is only one.
    """
    names = text.split(",")
    if len(names) < 2 or len(set(names)) < len(names) or not set(names) <= set(EMOTIONS):
        raise argparse.ArgumentTypeError(
            f"expected at least two different emotions of {', '.join(EMOTIONS)}, got {text!r}"
        )
    return [e for e in EMOTIONS if e in names]


def load_fer2013(path: Path) -> Dataset:
    """Loads all of FER-2013; exits with a message if the file is incomplete."""
    dataset = read_file(path)
    counts = [len(dataset.usage_rows(usage)) for usage in USAGES]
    if counts != USAGE_COUNTS:
        sys.exit(f"expected {USAGE_COUNTS} images in {', '.join(USAGES)}, {path} has {counts}")
    return dataset


def read_file(path: Path) -> Dataset:
    """Reads a file in the format of fer2013.npz or fer2013.csv, however many images it holds."""
    if not path.exists():
        sys.exit(
            f"{path} does not exist: expected fer2013.npz, or fer2013.csv from Kaggle's challenge "
            "'Challenges in Representation Learning: Facial Expression Recognition'"
        )
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
    label_order = np.array([EMOTIONS.index(e) for e in FER2013_LABELS])
    return Dataset(
        images=images.reshape(-1, IMAGE_SIZE, IMAGE_SIZE),
        labels=label_order[labels],
        usages=usages.astype(np.int64),
        votes=votes,
        indices=np.arange(len(labels)),
    )


def main() -> None:
    """Prints the label counts of each split and the pixel statistics of Training."""
    dataset = load_fer2013(Path(sys.argv[1]))
    print(f"{'':12}" + "".join(f"{e:>10}" for e in EMOTIONS))
    for usage in USAGES:
        counts = np.bincount(dataset.labels[dataset.usage_rows(usage)], minlength=len(EMOTIONS))
        print(f"{usage:12}" + "".join(f"{c:10}" for c in counts))
    pixels = dataset.images[dataset.usage_rows("Training")]
    print(f"Training pixels: mean {pixels.mean():.2f}, standard deviation {pixels.std():.2f}")


if __name__ == "__main__":
    main()
