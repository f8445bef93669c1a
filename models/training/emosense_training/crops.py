"""Loads what the crate's `evaluate --crops` writes: aligned crops of FER-2013's images and of photographs of people."""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emosense_training.data import Dataset

VALIDATION_FOLDS = 5  # every fifth person is for validation


@dataclass
class People:
    """Aligned crops of photographs of people, with weak labels.

    Attributes:
        crops: [M, 48, 48] uint8.
        labels: [M] int64, indices into EMOTIONS.
    """

    crops: np.ndarray
    labels: np.ndarray


def load_people(path: Path) -> tuple[People, People]:
    """Loads the photographs in which a face was found: those to train on, and those of every fifth person.

    The second part is for validation and must never be trained on. A file has the arrays crops uint8 [M, 48, 48], found
    bool [M], emotion [M] (indices into EMOTIONS), and person [M] (numbers).
    """
    if path.suffix != ".npz":
        sys.exit(
            f"expected an .npz of aligned crops, got {path}: unpack people.zip into a folder and run\n"
            "cargo run --release --example evaluate -- --images FOLDER FOLDER/labels.csv --crops people.npz"
        )
    with np.load(path) as file:
        crops, found, labels, persons = (file[key] for key in ("crops", "found", "emotion", "person"))
    for_validation = persons % VALIDATION_FOLDS == 0
    train, validation = (
        People(crops[rows], labels[rows].astype(np.int64)) for rows in (found & ~for_validation, found & for_validation)
    )
    return train, validation


def stack_crops(dataset: Dataset, paths: list[Path]) -> tuple[np.ndarray, np.ndarray]:
    """Stacks each image of FER-2013 with its aligned crops.

    Args:
        dataset: N images.
        paths: A files of aligned crops.

    Returns:
        [N, 1 + A, 48, 48] uint8, the original image first; where no face was found, a crop is the original image. And
        [N, A] bool, whether a face was found. Without files, A is 1 and the crop is the original image.
    """
    crops, found = [dataset.images], []
    for path in paths:
        with np.load(path) as file:
            found.append(file["found"][dataset.indices])
            crops.append(np.where(found[-1][:, None, None], file["crops"][dataset.indices], dataset.images))
    if not paths:
        crops.append(dataset.images)
        found.append(np.zeros(len(dataset.images), bool))
    return np.stack(crops, 1), np.stack(found, 1)
