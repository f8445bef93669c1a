"""Targets are probability distributions, with FER+ votes, label smoothing, mixup, and fewer emotions."""

import dataclasses

import pytest
import torch
from torch import Tensor

from emosense_training.data import Dataset
from emosense_training.targets import label_probabilities, soft_targets
from emosense_training.trainer import mixup


def assert_distributions(x: Tensor) -> None:
    assert torch.allclose(x.sum(1), torch.ones(len(x)), atol=1e-5)
    assert (x >= 0).all()


def test_label_probabilities_follow_the_votes(dataset: Dataset) -> None:
    assert dataset.votes is not None
    labels = torch.from_numpy(dataset.labels)
    probabilities = label_probabilities(torch.from_numpy(dataset.votes), labels, dataset.usage_rows("Training"))
    assert probabilities.shape == (400, 7)
    assert_distributions(probabilities)
    neutral = labels == 4  # the synthetic votes favor neutral for these
    assert probabilities[neutral, 4].mean() > 2 * probabilities[~neutral, 4].mean()


def test_targets_without_softening_are_one_hot(dataset: Dataset) -> None:
    targets = soft_targets(dataset, dataset.usage_rows("Training"), ferplus_weight=0, label_smoothing=0)
    assert (targets.argmax(1).numpy() == dataset.labels).all()
    assert set(targets.unique().tolist()) == {0.0, 1.0}


def test_softening_keeps_most_of_the_label(dataset: Dataset) -> None:
    targets = soft_targets(dataset, dataset.usage_rows("Training"), ferplus_weight=0.4, label_smoothing=0.1)
    assert_distributions(targets)
    assert targets.min() >= 0.1 / 7 - 1e-6
    at_label = targets[torch.arange(400), torch.from_numpy(dataset.labels)]
    assert (at_label >= 0.9 * 0.6 + 0.1 / 7 - 1e-6).all()  # votes may move 0.4 of it, smoothing 0.1


def test_targets_of_two_emotions(dataset: Dataset) -> None:
    pair = dataset.select_emotions(["happy", "sad"])
    targets = soft_targets(pair, pair.usage_rows("Training"), ferplus_weight=0.4, label_smoothing=0.1)
    assert targets.shape == (len(pair.labels), 2)
    assert_distributions(targets)


def test_missing_votes_are_reported(dataset: Dataset) -> None:
    without_votes = dataclasses.replace(dataset, votes=None)
    with pytest.raises(ValueError, match="--ferplus-weight"):
        soft_targets(without_votes, dataset.usage_rows("Training"), 0.4, 0)


def test_mixup_mixes_images_and_targets_alike() -> None:
    torch.manual_seed(0)
    x, targets = torch.eye(16)[:, None, None, :], torch.eye(16)
    mixed_x, mixed_targets = mixup(x, targets, alpha=0.4)
    assert torch.allclose(mixed_x[:, 0, 0], mixed_targets)
    assert_distributions(mixed_targets)
    assert not torch.equal(mixed_targets, targets)
    assert mixup(x, targets, alpha=0) == (x, targets)
