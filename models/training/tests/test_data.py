"""Splits are disjoint, complete and alike; both files of FER-2013 read the same."""
import argparse
import os
from pathlib import Path

import numpy as np
import pytest

from emosense_training.data import FOLDS, SPLITS, USAGES, emotions_named, parse, read
from emosense_training.models import EMOTIONS


@pytest.mark.parametrize("split", SPLITS)
def test_parts_are_disjoint_and_alike(dataset, split):
    train, test = dataset.parts(split)
    assert not set(train) & set(test)
    whole = len(dataset.labels) - (len(dataset.rows("PrivateTest")) if split == "official" else 0)
    assert len(train) + len(test) == whole
    if split != "official":
        share = 0.3 if split == "70/30" else 1 / FOLDS
        for label in range(7):
            own = (dataset.labels == label).sum()
            assert abs((dataset.labels[test] == label).sum() - share * own) <= 1
        again_train, again_test = dataset.parts(split)
        assert (train == again_train).all() and (test == again_test).all()


def test_official_never_shows_private_test(dataset):
    train, test = dataset.parts("official")
    assert set(dataset.usages[train]) == {0} and set(dataset.usages[test]) == {1}


def test_each_picture_is_tested_in_one_fold(dataset):
    tested = np.concatenate([dataset.parts(f"fold-{k + 1}")[1] for k in range(FOLDS)])
    assert sorted(tested) == list(range(len(dataset.labels)))


def test_some_emotions_alone_keep_their_parts(dataset):
    pair = dataset.only(["happy", "sad"])
    assert set(pair.labels) == {0, 1} and pair.emotions == ["happy", "sad"]
    assert (np.array(EMOTIONS)[dataset.labels[pair.numbers]] == np.array(pair.emotions)[pair.labels]).all()
    assert (pair.images == dataset.images[pair.numbers]).all() and (pair.votes == dataset.votes[pair.numbers]).all()
    for split in SPLITS:
        for own, whole in zip(pair.parts(split), dataset.parts(split)):
            assert set(pair.numbers[own]) <= set(whole)


def test_emotions_are_named():
    assert emotions_named("sad,happy") == ["happy", "sad"]
    for wrong in ["happy", "happy,happy", "happy,glad", ""]:
        with pytest.raises(argparse.ArgumentTypeError):
            emotions_named(wrong)


def test_kaggles_file_reads_like_the_npz(tmp_path):
    random = np.random.default_rng(0)
    images, labels = random.integers(0, 256, (14, 48, 48), np.uint8), np.arange(14, dtype=np.uint8) % 7
    usages = np.arange(14, dtype=np.uint8) % 3
    np.savez(tmp_path / "fer.npz", images=images, label=labels, usage=usages, ferplus_votes=np.ones((14, 10), np.uint8))
    lines = ["emotion,pixels,Usage"] + [f"{label},{' '.join(map(str, image.flatten()))},{USAGES[usage]}"
                                        for label, image, usage in zip(labels, images, usages)]
    (tmp_path / "fer.csv").write_text("\n".join(lines) + "\n")
    npz, csv = parse(tmp_path / "fer.npz"), parse(tmp_path / "fer.csv")
    for one, other in [(npz.images, csv.images), (npz.labels, csv.labels), (npz.usages, csv.usages)]:
        assert one.dtype == other.dtype and (one == other).all()
    assert npz.votes.shape == (14, 10) and csv.votes is None
    # 0 angry, 1 disgust, 2 fear, 3 happy, 4 sad, 5 surprise, 6 neutral, as Kaggle numbers them
    assert [EMOTIONS[i] for i in csv.labels[:7]] == [
        "angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral"]


def test_half_a_file_is_refused(tmp_path):
    np.savez(tmp_path / "fer.npz", images=np.zeros((1, 48, 48), np.uint8), label=[0], usage=[0],
             ferplus_votes=np.ones((1, 10)))
    with pytest.raises(SystemExit, match="not the whole FER-2013"):
        read(tmp_path / "fer.npz")
    with pytest.raises(SystemExit, match="is missing"):
        read(tmp_path / "nothing.npz")


@pytest.mark.skipif("FER2013" not in os.environ, reason="needs FER-2013: name its file in the variable FER2013")
def test_the_whole_of_fer2013():
    dataset = read(Path(os.environ["FER2013"]))
    counts = [np.bincount(dataset.labels[dataset.rows(usage)], minlength=7).tolist() for usage in USAGES]
    assert counts[1] == [467, 56, 496, 895, 607, 653, 415] and counts[2] == [491, 55, 528, 879, 626, 594, 416]
    assert [len(dataset.parts("70/30")[k]) for k in (0, 1)] == [25_124, 10_763]
