"""Defines the emotion model: a backbone with one linear head per labeling convention.

The head `scores` learns what most people see, the votes of FER+; the head `fer2013` learns the original labels. Models
of other splits or emotions may have the second alone.
"""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from emosense_training.backbones import ARCHITECTURES, Backbone, EfficientNetLite, ResidualBlock
from emosense_training.data import EMOTIONS, IMAGE_SIZE, PIXEL_MEAN, PIXEL_STD, normalize
from emosense_training.quantization import quantize_weights, trained_bits

HEADS = ["scores", "fer2013"]  # in this order wherever a model has both
DARKEST, BRIGHTEST = -PIXEL_MEAN / PIXEL_STD, (255 - PIXEL_MEAN) / PIXEL_STD  # normalized pixels
INFERENCE_BATCH = 512  # images


class EmotionModel(nn.Module):
    """Maps normalized gray images to the logits of each head."""

    def __init__(self, backbone: Backbone, heads: Sequence[str], num_classes: int, dropout: float) -> None:
        super().__init__()
        self.backbone = backbone
        self.heads = nn.ModuleDict({name: nn.Linear(backbone.num_features, num_classes) for name in heads})
        self.dropout = dropout
        self.image_size = IMAGE_SIZE  # pixels; images of another size are resized to it

    def forward(self, x: Tensor) -> Tensor:
        """Maps [N, 1, S, S] to [N, H, K] logits for H heads and K emotions."""
        if x.shape[-1] != self.image_size:
            shrink = self.image_size < x.shape[-1]
            x = F.interpolate(x, self.image_size, mode="bicubic", antialias=shrink).clamp(DARKEST, BRIGHTEST)
        return torch.stack(self.head_logits(x), 1)

    def head_logits(self, x: Tensor) -> list[Tensor]:
        """Maps [N, 1, image_size, image_size] to the [N, K] logits of each head."""
        features = F.dropout(self.backbone(x), self.dropout, self.training)
        return [head(features) for head in self.heads.values()]


def build_model(
    name: str, dropout: float = 0.0, heads: Sequence[str] = HEADS, num_classes: int = len(EMOTIONS)
) -> EmotionModel:
    """Creates a model with random weights by the name of its architecture."""
    return EmotionModel(ARCHITECTURES[name](dropout), heads, num_classes, dropout)


def load_model(checkpoint: Mapping[str, Any]) -> EmotionModel:
    """Creates the model of a checkpoint for inference; from last.pt, with the averaged weights of the last epoch.

    After quantization-aware training, its weights are rounded as in training.
    """
    settings = checkpoint["settings"]
    weights = checkpoint["ema" if "ema" in checkpoint else "model"]
    heads = [name for name in HEADS if f"heads.{name}.bias" in weights]
    model = build_model(settings.get("model", "paper"), 0.0, heads, len(weights[f"heads.{heads[0]}.bias"]))
    model.load_state_dict(weights)
    model.image_size = settings.get("image_size", [IMAGE_SIZE])[-1]
    quantize_weights(model, trained_bits(settings))
    return model.eval()


def load_pretrained(model: EmotionModel, weights: Mapping[str, Tensor]) -> None:
    """Loads the weights of another model.

    A residual block that it lacks starts as the identity, and a head that it lacks as a copy of its first head.

    Raises:
        ValueError: If the models differ in anything else.
    """
    heads = [name for name in HEADS if f"heads.{name}.bias" in weights]
    own = {key: value for key, value in weights.items() if not key.startswith("heads.")}
    for name in model.heads:
        source = name if name in heads else heads[0]
        own |= {f"heads.{name}.{key}": weights[f"heads.{source}.{key}"] for key in ("weight", "bias")}
    missing, unexpected = map(set, model.load_state_dict(own, strict=False))
    for name, block in model.named_modules():
        if isinstance(block, ResidualBlock) and missing.issuperset(f"{name}.{k}" for k, _ in block.named_parameters()):
            nn.init.zeros_(block.conv2[1].get_parameter("weight"))
            missing -= {f"{name}.{key}" for key in block.state_dict()}
    if missing or unexpected:
        names = ", ".join(sorted(missing | unexpected))
        raise ValueError(f"expected weights that lack at most whole residual blocks, these differ: {names}")


def load_imagenet(model: EmotionModel) -> None:
    """Loads the weights trained on ImageNet, if the backbone has any."""
    if isinstance(model.backbone, EfficientNetLite):
        model.backbone.load_imagenet()


def fuse_bn(trained: EmotionModel, temperatures: Sequence[float] | None = None) -> EmotionModel:
    """Returns a copy without batch normalization, with equal logits in evaluation mode.

    Args:
        trained: The model; an EfficientNet-Lite keeps its batch normalization.
        temperatures: The divisor of the logits of each head; by default 1.
    """
    model = copy.deepcopy(trained).eval()
    for module in list(model.modules()):
        if isinstance(module, nn.Sequential) and len(module) == 2:
            layer, norm = module
            if isinstance(layer, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                module[0], module[1] = fuse_conv_bn_eval(layer, norm), nn.Identity()
            elif isinstance(layer, nn.Linear) and isinstance(norm, nn.BatchNorm1d):
                module[0], module[1] = fuse_linear_bn_eval(layer, norm), nn.Identity()
    for head, temperature in zip(model.heads.values(), temperatures or [1.0] * len(model.heads), strict=True):
        for parameter in head.parameters():
            parameter.data /= temperature
    return model


def predict_logits(model: nn.Module, images: np.ndarray) -> np.ndarray:
    """Returns the [N, H, K] logits for uint8 images [N, 48, 48]; the model may be on any device."""
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
    """Returns the multiply-adds of convolutions and linear layers for one image of 48x48 pixels."""
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
