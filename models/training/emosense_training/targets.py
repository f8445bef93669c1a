"""What a network shall answer for each picture: the label, softened by what the FER+ votes say about it.

FER+'s ten judges (E. Barsoum et al., ICMI 2016) say "neutral" far oftener than the original labels, so their votes are
not used as they are: a logistic regression, fitted on the pictures to train on, first turns them into the chance of each
original label, P(label | votes).
"""
import torch
from torch.nn import functional as F


def label_chances(votes, labels, fitted_on):
    """P(label | votes): votes [N, 10] counts and labels [N] -> [N, K], fitted on the rows given."""
    shares = votes / votes.sum(1, keepdim=True).clamp(min=1)
    x = torch.cat([shares, shares.sqrt(), shares ** 2], 1)                       # [N, 30]
    map = torch.zeros(31, int(labels.max()) + 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([map], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        value = F.cross_entropy(x[fitted_on] @ map[1:] + map[0], labels[fitted_on]) + 1e-4 * map.pow(2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    with torch.no_grad():
        return (x @ map[1:] + map[0]).softmax(1)


def soft_targets(dataset, train, votes_share, smoothing):
    """[N, K]: one at the label, `votes_share` of it moved to P(label | votes), then smoothed."""
    labels = torch.from_numpy(dataset.labels)
    classes = len(dataset.emotions)
    targets = F.one_hot(labels, classes).float()
    if votes_share:
        assert dataset.votes is not None, "--votes needs fer2013.npz: Kaggle's file has no FER+ votes; give --votes 0"
        chances = label_chances(torch.from_numpy(dataset.votes), labels, train)
        targets = (1 - votes_share) * targets + votes_share * chances
    return targets * (1 - smoothing) + smoothing / classes
