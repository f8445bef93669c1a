"""Quantizes weights symmetrically, with one scale per output channel.

With `bits` bits, a weight is one of the integers -(2^(bits-1) - 1) to 2^(bits-1) - 1 times the scale of its channel.
Batch normalization multiplies whole output channels, so fusing it changes the scales and none of the integers.
"""

import torch
from torch import Tensor, nn

DEFAULT_BITS = 7  # as accurate as eight without quantization-aware training, and an eighth smaller when compressed


def quantization_scale(weight: Tensor, bits: int) -> Tensor:
    """Returns the [O, 1, ...] difference between adjacent values of a weight [O, ...]."""
    largest = weight.detach().abs().amax(dim=tuple(range(1, weight.dim())), keepdim=True)
    return torch.where(largest > 0, largest / (2 ** (bits - 1) - 1), 1.0)


def fake_quantize(weight: Tensor, bits: int) -> Tensor:
    """Rounds a weight; its gradient passes straight through (Y. Bengio et al., 2013)."""
    scale = quantization_scale(weight, bits)
    rounded = (weight.detach() / scale).round() * scale
    return rounded + (weight - weight.detach())  # the bracket is zero and has the gradient


def quantized_weights(model: nn.Module, bits: int | None) -> dict[str, Tensor]:
    """Returns all parameters by name, those of two and more dimensions rounded; without `bits`, none is."""
    return {
        name: fake_quantize(parameter, bits) if bits and parameter.dim() > 1 else parameter
        for name, parameter in model.named_parameters()
    }


def quantize_weights(model: nn.Module, bits: int | None) -> None:
    """Rounds the weights of two and more dimensions in place; without `bits`, does nothing."""
    with torch.no_grad():
        for name, weight in quantized_weights(model, bits).items():
            model.get_parameter(name).copy_(weight)
