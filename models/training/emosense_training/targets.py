"""Computes the target distribution of each image: its label, softened by the FER+ votes and by label smoothing.

FER+'s ten annotators (E. Barsoum et al., ICMI 2016) choose "neutral" far more often than the original labels, so their
votes are not used directly: a logistic regression, fitted on the training images, first maps them to the probability of
each original label, P(label | votes).
"""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from emosense_training.data import Dataset

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


def soft_targets(dataset: Dataset, fit_rows: np.ndarray, ferplus_weight: float, label_smoothing: float) -> Tensor:
    """Returns [N, K] targets: one-hot labels, mixed with P(label | votes) by `ferplus_weight`, then smoothed.

    Raises:
        ValueError: If `ferplus_weight` is positive and the data set has no votes.
    """
    labels = torch.from_numpy(dataset.labels)
    num_classes = len(dataset.emotions)
    targets = F.one_hot(labels, num_classes).float()
    if ferplus_weight:
        if dataset.votes is None:
            raise ValueError("--ferplus-weight needs the FER+ votes of fer2013.npz; with fer2013.csv, set it to 0")
        probabilities = label_probabilities(torch.from_numpy(dataset.votes), labels, fit_rows)
        targets = (1 - ferplus_weight) * targets + ferplus_weight * probabilities
    return targets * (1 - label_smoothing) + label_smoothing / num_classes
