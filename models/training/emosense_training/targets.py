"""Computes the target distributions of each image, one per head, and their weights in the loss.

The head `scores` learns the votes of FER+'s ten annotators (E. Barsoum et al., ICMI 2016). The head `fer2013` learns
the original label, softened by the votes. The annotators choose "neutral" far more often than the original labels, so a
logistic regression, fitted on the training images, first maps the votes to the probability of each original label,
P(label | votes).
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from emosense_training.data import FERPLUS_LABELS, Dataset

# Balancing all classes by their frequency costs 4 percentage points of agreement, because faces at rest, the most
# frequent ones, are then called something else; balancing the rare ones alone costs a quarter of a point.
RARE = 0.1
L2_PENALTY = 1e-4  # of the regression's weights; keeps predictions for rare vote patterns away from 0 and 1


def label_probabilities(votes: Tensor, labels: Tensor, fit_rows: np.ndarray) -> Tensor:
    """Estimates P(label | votes) for all images by a logistic regression that is fitted on some of them.

    Args:
        votes: [N, 10] vote counts.
        labels: [N] class indices.
        fit_rows: The rows to fit on.

    Returns:
        [N, K] probabilities.
    """
    shares = votes / votes.sum(1, keepdim=True).clamp(min=1)
    x = torch.cat([shares, shares.sqrt(), shares**2], 1)  # [N, 30]
    weights = torch.zeros(31, int(labels.max()) + 1, requires_grad=True)  # the first row is the bias
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        cross_entropy = F.cross_entropy(x[fit_rows] @ weights[1:] + weights[0], labels[fit_rows])
        value = cross_entropy + L2_PENALTY * weights.pow(2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    with torch.no_grad():
        return (x @ weights[1:] + weights[0]).softmax(1)


def label_targets(dataset: Dataset, fit_rows: np.ndarray, ferplus_weight: float) -> Tensor:
    """Returns [N, K] targets: one-hot labels, mixed with P(label | votes) by `ferplus_weight`.

    Raises:
        ValueError: If `ferplus_weight` is positive and the data set has no votes.
    """
    labels = torch.from_numpy(dataset.labels)
    targets = F.one_hot(labels, len(dataset.emotions)).float()
    if ferplus_weight:
        if dataset.votes is None:
            raise ValueError("--ferplus-weight needs the FER+ votes of fer2013.npz; with fer2013.csv, set it to 0")
        probabilities = label_probabilities(torch.from_numpy(dataset.votes), labels, fit_rows)
        targets = (1 - ferplus_weight) * targets + ferplus_weight * probabilities
    return targets


def vote_targets(dataset: Dataset) -> tuple[Tensor, Tensor]:
    """Returns the shares of the FER+ votes among the emotions [N, K], and the fraction of votes for any of them [N].

    Where nobody chose one of the emotions, both are zero.

    Raises:
        ValueError: If the data set has no votes.
    """
    if dataset.votes is None:
        raise ValueError("the head scores needs the FER+ votes of fer2013.npz; with fer2013.csv, use --heads fer2013")
    votes = torch.from_numpy(dataset.votes)
    chosen = votes[:, [FERPLUS_LABELS.index(e) for e in dataset.emotions]]
    count = chosen.sum(1)
    return chosen / count.clamp(min=1)[:, None], count / votes.sum(1).clamp(min=1)


def head_targets(
    dataset: Dataset, fit_rows: np.ndarray, heads: Sequence[str], ferplus_weight: float, label_smoothing: float
) -> tuple[Tensor, Tensor]:
    """Returns the smoothed target distributions [N, H, K] and the weight of each in the loss [N, H]."""
    targets, weights = [], []
    for head in heads:
        if head == "scores":
            target, weight = vote_targets(dataset)
        else:
            target = label_targets(dataset, fit_rows, ferplus_weight)
            weight = torch.ones(len(target))
        targets.append(target * (1 - label_smoothing) + label_smoothing / len(dataset.emotions))
        weights.append(weight)
    return torch.stack(targets, 1), torch.stack(weights, 1)


def loss_weights(targets: Tensor, label_loss_weight: float, balance_classes: bool) -> Tensor:
    """Returns the weight of each head and emotion in the loss.

    Args:
        targets: [N, H, K] training targets.
        label_loss_weight: The weight of the head `fer2013`, 0-1, if there are two; `scores` has the rest.
        balance_classes: Whether to weight the emotions that are rarer than RARE by sqrt(RARE / frequency), with a mean
            of 1 over the targets.

    Returns:
        [H, K] factors of the targets.
    """
    heads = targets.shape[1]
    weights = torch.ones(targets.shape[1:], device=targets.device)
    if balance_classes:
        counts = targets.sum(0)  # [H, K]
        frequencies = counts / counts.sum(1, keepdim=True)
        weights = (RARE / frequencies.clamp(min=1e-6)).clamp(min=1).sqrt()
        weights = weights * counts.sum(1, keepdim=True) / (counts * weights).sum(1, keepdim=True)
    if heads == 2:
        weights = weights * weights.new_tensor([[1 - label_loss_weight], [label_loss_weight]])
    return weights
