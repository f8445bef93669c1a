"""Splits are disjoint, complete, and stratified; both files of FER-2013 give the same data."""

import argparse
import os
from pathlib import Path

import numpy as np
import pytest

from emosense_training.data import (
    EMOTIONS,
    FOLD_COUNT,
    SPLITS,
    USAGES,
    Dataset,
    load_fer2013,
    parse_emotions,
    read_file,
)


@pytest.mark.parametrize("split", SPLITS)
def test_parts_are_disjoint_and_stratified(dataset: Dataset, split: str) -> None:
    train, test = dataset.split(split)
    assert not set(train) & set(test)
    expected = len(dataset.labels) - (len(dataset.usage_rows("PrivateTest")) if split == "official" else 0)
    assert len(train) + len(test) == expected
    if split != "official":
        test_fraction = 0.3 if split == "70/30" else 1 / FOLD_COUNT
        for label in range(7):
            count = (dataset.labels == label).sum()
            assert abs((dataset.labels[test] == label).sum() - test_fraction * count) <= 1
        repeated_train, repeated_test = dataset.split(split)
        assert (train == repeated_train).all()
        assert (test == repeated_test).all()


def test_the_official_split_excludes_private_test(dataset: Dataset) -> None:
    train, test = dataset.split("official")
    assert set(dataset.usages[train]) == {0}
    assert set(dataset.usages[test]) == {1}


def test_each_image_is_in_the_test_part_of_one_fold(dataset: Dataset) -> None:
    tested = np.concatenate([dataset.split(f"fold-{k + 1}")[1] for k in range(FOLD_COUNT)])
    assert sorted(tested) == list(range(len(dataset.labels)))


def test_selecting_emotions_keeps_the_split_of_each_image(dataset: Dataset) -> None:
    pair = dataset.select_emotions(["happy", "sad"])
    assert set(pair.labels) == {0, 1}
    assert pair.emotions == ["happy", "sad"]
    assert pair.votes is not None
    assert dataset.votes is not None
    assert (np.array(EMOTIONS)[dataset.labels[pair.indices]] == np.array(pair.emotions)[pair.labels]).all()
    assert (pair.images == dataset.images[pair.indices]).all()
    assert (pair.votes == dataset.votes[pair.indices]).all()
    for split in SPLITS:
        for selected, all_rows in zip(pair.split(split), dataset.split(split), strict=True):
            assert set(pair.indices[selected]) <= set(all_rows)


def test_parse_emotions_sorts_the_names() -> None:
    assert parse_emotions("sad,happy") == ["happy", "sad"]


@pytest.mark.parametrize("text", ["happy", "happy,happy", "happy,glad", ""])
def test_parse_emotions_rejects(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="at least two different emotions"):
        parse_emotions(text)


def test_csv_and_npz_give_the_same_data(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (14, 48, 48), np.uint8), np.arange(14, dtype=np.uint8) % 7
    usages = np.arange(14, dtype=np.uint8) % 3
    votes = np.ones((14, 10), np.uint8)
    np.savez(tmp_path / "fer.npz", images=images, label=labels, usage=usages, ferplus_votes=votes)
    lines = [
        f"{label},{' '.join(map(str, image.flatten()))},{USAGES[usage]}"
        for label, image, usage in zip(labels, images, usages, strict=True)
    ]
    (tmp_path / "fer.csv").write_text("\n".join(["emotion,pixels,Usage", *lines]) + "\n")
    npz, csv = read_file(tmp_path / "fer.npz"), read_file(tmp_path / "fer.csv")
    for name in ("images", "labels", "usages"):
        one, other = getattr(npz, name), getattr(csv, name)
        assert one.dtype == other.dtype, name
        assert (one == other).all(), name
    assert npz.votes is not None
    assert npz.votes.shape == (14, 10)
    assert csv.votes is None
    # Kaggle's numbers: 0 angry, 1 disgust, 2 fear, 3 happy, 4 sad, 5 surprise, 6 neutral
    expected = ["angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral"]
    assert [EMOTIONS[i] for i in csv.labels[:7]] == expected


def test_an_incomplete_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "fer.npz"
    np.savez(path, images=np.zeros((1, 48, 48), np.uint8), label=[0], usage=[0], ferplus_votes=np.ones((1, 10)))
    with pytest.raises(SystemExit, match=r"expected \[28709, 3589, 3589\] images"):
        load_fer2013(path)
    with pytest.raises(SystemExit, match="does not exist"):
        load_fer2013(tmp_path / "nothing.npz")


@pytest.mark.skipif("FER2013" not in os.environ, reason="needs FER-2013: set the variable FER2013 to its path")
def test_all_of_fer2013() -> None:
    dataset = load_fer2013(Path(os.environ["FER2013"]))
    counts = [np.bincount(dataset.labels[dataset.usage_rows(usage)], minlength=7).tolist() for usage in USAGES]
    assert counts[1] == [467, 56, 496, 895, 607, 653, 415]
    assert counts[2] == [491, 55, 528, 879, 626, 594, 416]
    assert [len(rows) for rows in dataset.split("70/30")] == [25_124, 10_763]
