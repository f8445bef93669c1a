"""Defines the architectures: the emotion model, its teachers, and the two models of the EmoSense paper.

All of them map [N, 1, 48, 48] normalized gray images to [N, 7] logits in the order of EMOTIONS. During training, a
batch normalization follows each convolution and each hidden linear layer; `fuse_bn` folds it into that layer.
"""

import copy
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from emosense_training.data import EMOTIONS, IMAGE_SIZE, normalize

INFERENCE_BATCH = 512  # images


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


class EmotionModel(nn.Module):
    """Base class of all architectures: a feature extractor, dropout, and a linear classification head."""

    summary: ClassVar[str]  # goes into the model config
    head: nn.Linear


class EmotionNet(EmotionModel):
    """The emotion model and its teachers; they differ in width and depth."""

    summary = (
        "A 3x3 stem, then for each resolution a strided 3x3 convolution and residual blocks with "
        "squeeze-and-excitation, then global average pooling and a linear layer."
    )

    def __init__(self, stem: int, channels: list[int], blocks: list[int], dropout: float) -> None:
        super().__init__()
        self.stem = conv_bn(1, stem)
        self.downsamples = nn.ModuleList(conv_bn(i, o, stride=2) for i, o in pairwise([stem, *channels]))
        self.blocks = nn.ModuleList(
            nn.Sequential(*(ResidualBlock(width, width, use_se=True) for _ in range(count)))
            for width, count in zip(channels, blocks, strict=True)
        )
        self.dropout = dropout
        self.head = nn.Linear(channels[-1], len(EMOTIONS))

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, 48, 48] to [N, 7] logits."""
        x = F.relu(self.stem(x))  # [N, stem, 48, 48]
        for downsample, block in zip(self.downsamples, self.blocks, strict=True):
            x = block(F.relu(downsample(x)))  # [N, C, 24, 24], [N, C, 12, 12], ...
        return self.head(F.dropout(x.mean((2, 3)), self.dropout, self.training))


class PaperCNN(EmotionModel):
    """The CNN of the EmoSense paper."""

    summary = "The paper's CNN: Conv 32, 64, 128 (3x3, valid, each with a 2x2 max pool), Dense 128, 64, 7."

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.convs = nn.ModuleList(conv_bn(i, o, padding=0) for i, o in pairwise([1, 32, 64, 128]))
        self.linears = nn.ModuleList([linear_bn(4 * 4 * 128, 128), linear_bn(128, 64)])
        self.dropout = dropout
        self.head = nn.Linear(64, len(EMOTIONS))

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, 48, 48] to [N, 7] logits."""
        for conv in self.convs:  # [N, 32, 23, 23], [N, 64, 10, 10], [N, 128, 4, 4]
            x = F.max_pool2d(F.relu(conv(x)), 2)
        x = F.dropout(x.flatten(1), self.dropout, self.training)  # [N, 2048]
        for linear in self.linears:
            x = F.dropout(F.relu(linear(x)), self.dropout, self.training)
        return self.head(x)


class ResNet5(EmotionModel):
    """The "ResNet-5" of the EmoSense paper, which gives neither widths nor strides."""

    summary = (
        "The paper's ResNet-5: five residual blocks; widths and strides are ours, 48 -> 24 -> 12 -> 6 -> 3 pixels."
    )

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.stem = conv_bn(1, 16)
        widths = list(pairwise([16, 16, 32, 64, 128, 128]))
        self.blocks = nn.Sequential(*(ResidualBlock(i, o, 1 if k == 0 else 2) for k, (i, o) in enumerate(widths)))
        self.dropout = dropout
        self.head = nn.Linear(128, len(EMOTIONS))

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, 48, 48] to [N, 7] logits."""
        x = self.blocks(F.relu(self.stem(x)))  # [N, 128, 3, 3]
        return self.head(F.dropout(x.mean((2, 3)), self.dropout, self.training))


ARCHITECTURES: dict[str, Callable[[float], EmotionModel]] = {
    "emosense": lambda dropout: EmotionNet(16, [32, 64, 128], [1, 1, 1], dropout),
    "emosense-deep": lambda dropout: EmotionNet(16, [32, 64, 128], [1, 2, 1], dropout),
    "emosense-deeper": lambda dropout: EmotionNet(16, [32, 64, 128], [1, 2, 2], dropout),
    "teacher": lambda dropout: EmotionNet(24, [48, 96, 192], [1, 1, 1], dropout),
    "wide": lambda dropout: EmotionNet(16, [48, 96, 192, 384], [1, 1, 2, 1], dropout),
    "paper": PaperCNN,
    "resnet5": ResNet5,
}


def build_model(name: str, dropout: float = 0.0, num_classes: int = len(EMOTIONS)) -> EmotionModel:
    """Creates a model with random weights by the name of its architecture."""
    model = ARCHITECTURES[name](dropout)
    if num_classes != len(EMOTIONS):
        model.head = nn.Linear(model.head.in_features, num_classes)
    return model


def load_pretrained(model: EmotionModel, weights: Mapping[str, Tensor]) -> None:
    """Loads the weights of another model; a residual block that it lacks starts as the identity.

    Raises:
        ValueError: If the models differ in anything but additional residual blocks.
    """
    missing, unexpected = map(set, model.load_state_dict(weights, strict=False))
    for name, block in model.named_modules():
        if isinstance(block, ResidualBlock) and missing.issuperset(f"{name}.{k}" for k, _ in block.named_parameters()):
            nn.init.zeros_(block.conv2[1].get_parameter("weight"))
            missing -= {f"{name}.{key}" for key in block.state_dict()}
    if missing or unexpected:
        names = ", ".join(sorted(missing | unexpected))
        raise ValueError(f"expected weights that lack at most whole residual blocks, these differ: {names}")


def fuse_bn(trained: EmotionModel, temperature: float = 1.0) -> EmotionModel:
    """Returns a copy with fused batch normalization, whose logits are divided by the temperature."""
    model = copy.deepcopy(trained).eval()
    for module in list(model.modules()):
        if isinstance(module, nn.Sequential) and len(module) == 2:
            layer, norm = module
            if isinstance(layer, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                module[0], module[1] = fuse_conv_bn_eval(layer, norm), nn.Identity()
            elif isinstance(layer, nn.Linear) and isinstance(norm, nn.BatchNorm1d):
                module[0], module[1] = fuse_linear_bn_eval(layer, norm), nn.Identity()
    model.head.weight.data /= temperature
    model.head.bias.data /= temperature
    return model


def predict_logits(model: torch.nn.Module, images: np.ndarray) -> np.ndarray:
    """Returns the [N, K] logits for uint8 images [N, 48, 48]; the model may be on any device."""
    device = next(model.parameters()).device
    with torch.no_grad():
        batches = [
            model(batch.to(device, memory_format=torch.channels_last)).float().cpu()
            for batch in torch.from_numpy(normalize(images)).split(INFERENCE_BATCH)
        ]
    return torch.cat(batches).numpy()


def count_parameters(model: nn.Module) -> int:
    """Returns the number of weights and biases."""
    return sum(p.numel() for p in model.parameters())


def count_multiply_adds(model: nn.Module) -> int:
    """Returns the multiply-adds of convolutions and linear layers for one image."""
    count = 0

    def add(layer: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal count
        positions = output.shape[2] * output.shape[3] if output.dim() == 4 else 1
        count += layer.get_parameter("weight").numel() * positions

    hooks = [m.register_forward_hook(add) for m in model.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        model(torch.zeros(1, 1, IMAGE_SIZE, IMAGE_SIZE))
    for hook in hooks:
        hook.remove()
    return count
