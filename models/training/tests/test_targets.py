"""What a network shall answer adds up to one, with votes, smoothing, mixup and fewer emotions."""
import dataclasses

import pytest
import torch

from emosense_training.targets import label_chances, soft_targets
from emosense_training.train import mixed


def sums_to_one(x):
    return torch.allclose(x.sum(1), torch.ones(len(x)), atol=1e-5) and (x >= 0).all()


def test_chances_follow_the_votes(dataset):
    labels = torch.from_numpy(dataset.labels)
    chances = label_chances(torch.from_numpy(dataset.votes), labels, dataset.rows("Training"))
    assert chances.shape == (400, 7) and sums_to_one(chances)
    neutral = labels == 4                                             # conftest gives these more votes for neutral
    assert chances[neutral, 4].mean() > 2 * chances[~neutral, 4].mean()


def test_targets_are_the_label_softened(dataset):
    train = dataset.rows("Training")
    hard = soft_targets(dataset, train, votes_share=0, smoothing=0)
    assert (hard.argmax(1).numpy() == dataset.labels).all() and set(hard.unique().tolist()) == {0.0, 1.0}
    soft = soft_targets(dataset, train, votes_share=0.4, smoothing=0.1)
    assert sums_to_one(soft) and soft.min() >= 0.1 / 7 - 1e-6
    own = soft[torch.arange(400), torch.from_numpy(dataset.labels)]
    assert (own >= 0.9 * 0.6 + 0.1 / 7 - 1e-6).all()                  # votes may move 0.4 of it, smoothing 0.1


def test_targets_of_two_emotions(dataset):
    pair = dataset.only(["happy", "sad"])
    targets = soft_targets(pair, pair.rows("Training"), votes_share=0.4, smoothing=0.1)
    assert targets.shape == (len(pair.labels), 2) and sums_to_one(targets)


def test_votes_that_are_not_there(dataset):
    with pytest.raises(AssertionError, match="--votes 0"):
        soft_targets(dataclasses.replace(dataset, votes=None), dataset.rows("Training"), 0.4, 0)


def test_mixup_mixes_pictures_and_targets_alike():
    torch.manual_seed(0)
    x, target = torch.eye(16)[:, None, None, :], torch.eye(16)
    mixed_x, mixed_target = mixed(x, target, mixup=0.4)
    assert torch.allclose(mixed_x[:, 0, 0], mixed_target) and sums_to_one(mixed_target)
    assert not torch.equal(mixed_target, target)
    assert mixed(x, target, mixup=0) == (x, target)
