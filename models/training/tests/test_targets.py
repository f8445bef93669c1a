"""Targets are probability distributions, with FER+ votes, label smoothing, mixup, and fewer emotions."""

import dataclasses

import numpy as np
import pytest
import torch
from torch import Tensor

from emosense_training.data import EMOTIONS, Dataset
from emosense_training.optimization import mixup
from emosense_training.targets import (
    head_targets,
    label_probabilities,
    label_targets,
    loss_weights,
    vote_targets,
)


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
    targets = label_targets(dataset, dataset.usage_rows("Training"), ferplus_weight=0)
    assert (targets.argmax(1).numpy() == dataset.labels).all()
    assert set(targets.unique().tolist()) == {0.0, 1.0}


def test_softening_keeps_most_of_the_label(dataset: Dataset) -> None:
    targets, weights = head_targets(dataset, dataset.usage_rows("Training"), ["fer2013"], 0.4, label_smoothing=0.1)
    assert (weights == 1).all()
    targets = targets[:, 0]
    assert_distributions(targets)
    assert targets.min() >= 0.1 / 7 - 1e-6
    at_label = targets[torch.arange(400), torch.from_numpy(dataset.labels)]
    assert (at_label >= 0.9 * 0.6 + 0.1 / 7 - 1e-6).all()  # votes may move 0.4 of it, smoothing 0.1


def test_targets_of_two_emotions(dataset: Dataset) -> None:
    pair = dataset.select_emotions(["happy", "sad"])
    targets, _ = head_targets(pair, pair.usage_rows("Training"), ["scores", "fer2013"], 0.4, label_smoothing=0.1)
    assert targets.shape == (len(pair.labels), 2, 2)
    assert_distributions(targets[:, 1])


def test_missing_votes_are_reported(dataset: Dataset) -> None:
    without_votes = dataclasses.replace(dataset, votes=None)
    with pytest.raises(ValueError, match="--ferplus-weight"):
        label_targets(without_votes, dataset.usage_rows("Training"), 0.4)
    with pytest.raises(ValueError, match="--heads fer2013"):
        vote_targets(without_votes)


def test_vote_targets_are_shares_among_the_emotions(dataset: Dataset) -> None:
    votes = np.zeros((3, 10), np.float32)  # neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, ...
    votes[0, [0, 1, 7]] = 3, 5, 2  # two of ten chose contempt
    votes[1, 4] = 10
    votes[2, 9] = 10  # not a face
    shares, weights = vote_targets(dataclasses.replace(dataset, votes=votes))
    expected = torch.zeros(3, 7)
    expected[0, EMOTIONS.index("neutral")], expected[0, EMOTIONS.index("happy")] = 3 / 8, 5 / 8
    expected[1, EMOTIONS.index("angry")] = 1
    assert torch.allclose(shares, expected)
    assert torch.allclose(weights, torch.tensor([0.8, 1.0, 0.0]))


def test_loss_weights_balance_emotions_and_heads() -> None:
    targets = torch.zeros(40, 2, 3)
    targets[:31, :, 0] = 1
    targets[31:39, :, 1] = 1
    targets[39:, :, 2] = 1  # 2.5 %, a quarter of what counts as rare
    weights = loss_weights(targets, label_loss_weight=0.25, balance_classes=True)
    assert weights[0, 1] == weights[0, 0]
    assert weights[0, 2] == pytest.approx(2 * weights[0, 0])
    assert torch.allclose(weights[0], 3 * weights[1])
    assert (targets * weights).sum() == pytest.approx(40)  # 1 per image, on average
    targets = targets[:, :, :2]
    assert loss_weights(targets, 0.25, balance_classes=False).tolist() == [[0.75, 0.75], [0.25, 0.25]]
    assert loss_weights(targets[:, :1], 0.25, balance_classes=False).tolist() == [[1, 1]]


def test_mixup_mixes_images_and_targets_alike() -> None:
    torch.manual_seed(0)
    x, targets = torch.eye(16)[:, None, None, :], torch.eye(16)
    mixed_x, mixed_targets = mixup(x, targets, alpha=0.4)
    assert torch.allclose(mixed_x[:, 0, 0], mixed_targets)
    assert_distributions(mixed_targets)
    assert not torch.equal(mixed_targets, targets)
    assert mixup(x, targets, alpha=0) == (x, targets)
