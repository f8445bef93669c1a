"""The networks: the product's own, its teachers, and the two of the EmoSense paper; built by name.

All take [N, 1, 48, 48], grey and normalised, and give [N, 7] logits in the order of EMOTIONS. While training, each
convolution and hidden dense layer has a batch normalisation, which `fold` melts into the layer before it.
"""
import copy

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

EMOTIONS = ["angry", "disgusted", "fearful", "happy", "neutral", "sad", "surprised"]
SIDE = 48
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")    # where networks are trained
MEAN, STD = 129.5, 65.0  # of the pixels of the Training split, 0-255, rounded


def convolution(inputs, outputs, stride=1, padding=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, padding, bias=False), nn.BatchNorm2d(outputs))


def dense(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, outputs, bias=False), nn.BatchNorm1d(outputs))


class Squeeze(nn.Module):
    """Squeeze-and-excitation (J. Hu et al., CVPR 2018): weighs the channels by their means."""

    def __init__(self, channels, reduction=8):
        super().__init__()
        self.down = nn.Conv2d(channels, channels // reduction, 1)
        self.up = nn.Conv2d(channels // reduction, channels, 1)

    def forward(self, x):
        return x * self.up(F.relu(self.down(x.mean((2, 3), keepdim=True)))).sigmoid()


class Residual(nn.Module):
    """Two 3x3 convolutions beside a short cut (K. He et al., CVPR 2016)."""

    def __init__(self, inputs, outputs, stride=1, squeeze=False):
        super().__init__()
        self.first, self.second = convolution(inputs, outputs, stride), convolution(outputs, outputs)
        self.squeeze = Squeeze(outputs) if squeeze else nn.Identity()
        same = inputs == outputs and stride == 1
        self.cut = nn.Identity() if same else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return F.relu(self.cut(x) + self.squeeze(self.second(F.relu(self.first(x)))))


class EmotionNetwork(nn.Module):
    """48 -> 24 -> 12 -> 6 (-> 3): to each size one halving convolution, then residual blocks with squeeze-and-excitation."""

    def __init__(self, stem, channels, blocks, dropout):
        super().__init__()
        self.stem = convolution(1, stem)
        widths = [stem, *channels]
        self.halves = nn.ModuleList(convolution(i, o, stride=2) for i, o in zip(widths, widths[1:]))
        self.blocks = nn.ModuleList(nn.Sequential(*(Residual(c, c, squeeze=True) for _ in range(n)))
                                    for c, n in zip(channels, blocks))
        self.dropout = dropout
        self.last = nn.Linear(channels[-1], 7)

    def forward(self, x):
        x = F.relu(self.stem(x))                                   # [N, stem, 48, 48]
        for half, block in zip(self.halves, self.blocks):
            x = block(F.relu(half(x)))                             # [N, C, 24, 24], [N, C, 12, 12], ...
        return self.last(F.dropout(x.mean((2, 3)), self.dropout, self.training))


class PaperNetwork(nn.Module):
    """The paper's: Conv 32, 64, 128 (3x3, valid, each with a 2x2 max pool), Dense 128, 64, 7."""

    def __init__(self, dropout):
        super().__init__()
        self.convs = nn.ModuleList(convolution(i, o, padding=0) for i, o in [(1, 32), (32, 64), (64, 128)])
        self.denses = nn.ModuleList([dense(4 * 4 * 128, 128), dense(128, 64)])
        self.dropout = dropout
        self.last = nn.Linear(64, 7)

    def forward(self, x):
        for conv in self.convs:                                    # [N, 32, 23, 23], [N, 64, 10, 10], [N, 128, 4, 4]
            x = F.max_pool2d(F.relu(conv(x)), 2)
        x = F.dropout(x.flatten(1), self.dropout, self.training)   # [N, 2048]
        for layer in self.denses:
            x = F.dropout(F.relu(layer(x)), self.dropout, self.training)
        return self.last(x)


class ResNet5(nn.Module):
    """The paper's "ResNet-5": five residual blocks. It gives no widths; these halve 48 -> 24 -> 12 -> 6 -> 3."""

    def __init__(self, dropout):
        super().__init__()
        self.stem = convolution(1, 16)
        widths = [16, 16, 32, 64, 128, 128]
        self.blocks = nn.Sequential(*(Residual(i, o, stride=1 if k == 0 else 2)
                                      for k, (i, o) in enumerate(zip(widths, widths[1:]))))
        self.dropout = dropout
        self.last = nn.Linear(128, 7)

    def forward(self, x):
        x = self.blocks(F.relu(self.stem(x)))                      # [N, 128, 3, 3]
        return self.last(F.dropout(x.mean((2, 3)), self.dropout, self.training))


NETWORKS = {
    "emosense": lambda dropout: EmotionNetwork(16, [32, 64, 128], [1, 1, 1], dropout),
    "emosense-deep": lambda dropout: EmotionNetwork(16, [32, 64, 128], [1, 2, 1], dropout),
    "emosense-deeper": lambda dropout: EmotionNetwork(16, [32, 64, 128], [1, 2, 2], dropout),
    "teacher": lambda dropout: EmotionNetwork(24, [48, 96, 192], [1, 1, 1], dropout),
    "wide": lambda dropout: EmotionNetwork(16, [48, 96, 192, 384], [1, 1, 2, 1], dropout),
    "paper": PaperNetwork,
    "resnet5": ResNet5,
}


def build(name, dropout=0.0, outputs=len(EMOTIONS)):
    network = NETWORKS[name](dropout)
    if outputs != len(EMOTIONS):
        network.last = nn.Linear(network.last.in_features, outputs)
    return network


def begin_from(network, weights):
    """Takes over the weights of another network; a residual block that it lacks begins as if it were not there."""
    missing, unexpected = map(set, network.load_state_dict(weights, strict=False))
    for name, block in network.named_modules():
        if isinstance(block, Residual) and missing.issuperset(f"{name}.{key}" for key, _ in block.named_parameters()):
            nn.init.zeros_(block.second[1].weight)
            missing -= {f"{name}.{key}" for key in block.state_dict()}
    if missing or unexpected:
        raise ValueError(f"the networks differ in more than residual blocks: {', '.join(sorted(missing | unexpected))}")


def fold(trained, temperature=1.0):
    """The network without normalisations that equals `trained` in evaluation, its logits divided by the temperature."""
    network = copy.deepcopy(trained).eval()
    for module in list(network.modules()):
        if isinstance(module, nn.Sequential) and len(module) == 2:
            layer, norm = module
            if isinstance(norm, nn.BatchNorm2d):
                module[0], module[1] = fuse_conv_bn_eval(layer, norm), nn.Identity()
            elif isinstance(norm, nn.BatchNorm1d):
                module[0], module[1] = fuse_linear_bn_eval(layer, norm), nn.Identity()
    network.last.weight.data /= temperature
    network.last.bias.data /= temperature
    return network


def weights_of(network):
    return sum(p.numel() for p in network.parameters())
