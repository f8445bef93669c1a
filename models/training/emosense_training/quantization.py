"""Quantizes weights symmetrically, with one scale per output channel.

With b bits, a weight is one of the integers -(2^(b-1) - 1) to 2^(b-1) - 1 times the scale of its channel.
Batch normalization multiplies whole output channels, so fusing it changes the scales and none of the integers. The few
large layers hold most of the weights and tolerate fewer bits, so `bits` may give a second number for them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

DEFAULT_BITS = (7,)  # as accurate as eight without quantization-aware training, and an eighth smaller when compressed
LARGE_LAYER = 100_000  # weights from which a layer takes the last of `bits`


def trained_bits(settings: Mapping[str, Any]) -> Sequence[int] | None:
    """Returns the bits of a run by its settings, in which early runs have one number; None if its weights are f32."""
    bits = settings.get("bits")
    return [bits] if isinstance(bits, int) else bits


def quantization_scale(weight: Tensor, bits: Sequence[int]) -> Tensor:
    """Returns the [O, 1, ...] difference between adjacent values of a weight [O, ...]."""
    steps = 2 ** (bits[-1 if weight.numel() >= LARGE_LAYER else 0] - 1) - 1
    largest = weight.detach().abs().amax(dim=tuple(range(1, weight.dim())), keepdim=True)
    return torch.where(largest > 0, largest / steps, 1.0)


def fake_quantize(weight: Tensor, bits: Sequence[int]) -> Tensor:
    """Rounds a weight; its gradient passes straight through (Y. Bengio et al., 2013)."""
    scale = quantization_scale(weight, bits)
    rounded = (weight.detach() / scale).round() * scale
    return rounded + (weight - weight.detach())  # the bracket is zero and has the gradient


def quantized_weights(model: nn.Module, bits: Sequence[int] | None) -> dict[str, Tensor]:
    """Returns all parameters by name, those of two and more dimensions rounded; without `bits`, none is."""
    return {
        name: fake_quantize(parameter, bits) if bits and parameter.dim() > 1 else parameter
        for name, parameter in model.named_parameters()
    }


def quantize_weights(model: nn.Module, bits: Sequence[int] | None) -> None:
    """Rounds the weights of two and more dimensions in place; without `bits`, does nothing."""
    with torch.no_grad():
        for name, weight in quantized_weights(model, bits).items():
            model.get_parameter(name).copy_(weight)
