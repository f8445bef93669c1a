"""The paper's emotion network: Conv 32, 64, 128 (3x3, valid, each with a 2x2 max pool), Dense 128, 64, 7.

`Network` is exactly that, 363,655 weights, and is what export.py writes. `TrainingNetwork` is the same
function with a batch normalisation after each convolution and hidden dense layer, which makes a short
training possible on two cores; `fold` turns it into a `Network` without any loss but rounding.
"""
import torch
from torch import nn
from torch.nn import functional as F

EMOTIONS = ["angry", "disgusted", "fearful", "happy", "neutral", "sad", "surprised"]
SIDE = 48
MEAN, STD = 129.5, 65.0  # of the pixels of the Training split, 0-255, rounded
CHANNELS = [1, 32, 64, 128]
WIDTHS = [4 * 4 * 128, 128, 64, 7]
WEIGHTS = 363_655


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv2d(i, o, 3) for i, o in zip(CHANNELS, CHANNELS[1:]))
        self.denses = nn.ModuleList(nn.Linear(i, o) for i, o in zip(WIDTHS, WIDTHS[1:]))
        assert sum(p.numel() for p in self.parameters()) == WEIGHTS

    def forward(self, x):                                # [N, 1, 48, 48], normalised
        for conv in self.convs:                          # -> [N, 32, 23, 23] -> [N, 64, 10, 10]
            x = F.max_pool2d(F.relu(conv(x)), 2)         # -> [N, 128, 4, 4]
        x = x.flatten(1)                                 # [N, 2048]
        for dense in self.denses[:-1]:
            x = F.relu(dense(x))                         # -> [N, 128] -> [N, 64]
        return self.denses[-1](x)                        # [N, 7] logits


class TrainingNetwork(nn.Module):
    """The pool stands before normalisation and ReLU: a quarter of the work, and the same result, because
    the normalisation's gain is kept at 1, hence positive, and a maximum commutes with what rises."""

    def __init__(self, dropout=0.0):
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv2d(i, o, 3, bias=False) for i, o in zip(CHANNELS, CHANNELS[1:]))
        self.conv_norms = nn.ModuleList(nn.BatchNorm2d(o) for o in CHANNELS[1:])
        self.denses = nn.ModuleList(nn.Linear(i, o, bias=o == 7) for i, o in zip(WIDTHS, WIDTHS[1:]))
        self.dense_norms = nn.ModuleList(nn.BatchNorm1d(o) for o in WIDTHS[1:-1])
        for norm in self.conv_norms:
            norm.weight.requires_grad = False
        self.dropout = dropout

    def forward(self, x):                                # [N, 1, 48, 48], normalised
        for conv, norm in zip(self.convs, self.conv_norms):
            x = F.relu(norm(F.max_pool2d(conv(x), 2)))
        x = F.dropout(x.flatten(1), self.dropout, self.training)
        for dense, norm in zip(self.denses, self.dense_norms):
            x = F.dropout(F.relu(norm(dense(x))), self.dropout, self.training)
        return self.denses[-1](x)                        # [N, 7] logits


def fold(trained, temperature=1.0):
    """The `Network` that equals `trained` in evaluation, its logits divided by the temperature."""
    network = Network()
    with torch.no_grad():
        layers = list(zip(trained.convs, trained.conv_norms, network.convs))
        layers += list(zip(trained.denses, trained.dense_norms, network.denses))
        for source, norm, target in layers:
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)          # [out]
            target.weight.copy_(source.weight * gain.view(-1, *[1] * (source.weight.dim() - 1)))
            target.bias.copy_(norm.bias - norm.running_mean * gain)
        network.denses[-1].weight.copy_(trained.denses[-1].weight / temperature)
        network.denses[-1].bias.copy_(trained.denses[-1].bias / temperature)
    return network.eval()
