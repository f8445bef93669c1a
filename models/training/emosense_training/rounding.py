"""Rounds the weights of a trained model to fewer bits, so that its outputs change as little as possible.

Rounding each weight to the nearest value ignores that others can make up for its error. Here the weights of a layer are
rounded one after another, and each error is passed on to those that are not rounded yet, by how the inputs of both are
correlated over real images (GPTQ: E. Frantar et al., ICLR 2023).
"""

import copy
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from emosense_training.models import EmotionModel, predict_logits
from emosense_training.quantization import fake_quantize, quantization_scale

DAMPING = 0.01  # of the mean square of the inputs, added to each; 0.001 and 0.1 give the same


def input_products(model: EmotionModel, layer: nn.Conv2d | nn.Linear, images: np.ndarray) -> Tensor:
    """Returns the [I, I] products of the inputs of each of a layer's outputs, summed over uint8 images [N, 48, 48]."""
    products = torch.zeros(layer.weight[0].numel(), layer.weight[0].numel(), dtype=torch.double)

    def add(_layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        nonlocal products
        x = inputs[0]
        if isinstance(layer, nn.Conv2d):
            assert not isinstance(layer.padding, str)
            unfolded = nn.Unfold(layer.kernel_size, padding=layer.padding, stride=layer.stride)
            x = unfolded(x.contiguous()).transpose(1, 2).flatten(0, 1)
        products += (x.T @ x).double()

    hook = layer.register_forward_pre_hook(add)
    predict_logits(model, images)
    hook.remove()
    return products


def round_compensated(weight: Tensor, scale: Tensor, products: Tensor) -> Tensor:
    """Rounds a weight [O, I] to multiples of a scale [O, 1], of which the largest weight of a row has the most.

    Args:
        weight: The weights.
        scale: The difference between adjacent values.
        products: [I, I] sums of the products of the inputs.
    """
    order = products.diagonal().argsort(descending=True)  # the weights that matter most, while others can make up
    weight, scale, products = weight[:, order].double(), scale.double(), products[order][:, order]
    limit = weight.abs().amax(1, keepdim=True)
    rounded = torch.where(weight.abs() == limit, weight, 0)  # the largest weight of a row stays, as the scale is its
    products += DAMPING * products.diagonal().mean() * torch.eye(len(products))
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(products))
    factors = torch.linalg.cholesky(inverse, upper=True)
    for i in range(len(factors)):
        now = weight[:, i : i + 1]
        nearest = ((now / scale).round() * scale).clamp(-limit, limit)
        rounded[:, i : i + 1] = torch.where(rounded[:, i : i + 1] == 0, nearest, rounded[:, i : i + 1])
        weight[:, i:] -= (now - rounded[:, i : i + 1]) / factors[i, i] * factors[i, i:]
    return rounded[:, order.argsort()].float()


def round_to_fewer_bits(trained: EmotionModel, bits: Sequence[int], images: np.ndarray) -> EmotionModel:
    """Returns a copy with the weights that have more bits rounded, in the order of the layers.

    Args:
        trained: A model in evaluation mode.
        bits: As for quantization-aware training.
        images: [N, 48, 48] uint8 images for which the outputs are to change as little as possible.
    """
    model = copy.deepcopy(trained)
    for layer in model.modules():
        if not isinstance(layer, (nn.Conv2d, nn.Linear)):
            continue
        weight = layer.weight.detach()
        if torch.allclose(fake_quantize(weight, bits), weight):
            continue
        scale = quantization_scale(weight, bits)
        rounded = round_compensated(weight.flatten(1), scale.flatten(1), input_products(model, layer, images))
        layer.weight.data.copy_(rounded.view_as(weight))
    return model
