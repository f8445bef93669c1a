"""Weights that are rounded to fewer bits make up for each other's errors."""

import pytest
import torch
from conftest import model_with_statistics, synthetic

from emosense_training.models import EmotionModel, fuse_bn, predict_logits
from emosense_training.quantization import LARGE_LAYER, fake_quantize, quantization_scale, quantize_weights
from emosense_training.rounding import round_compensated, round_to_fewer_bits


@pytest.fixture
def trained() -> EmotionModel:
    model = model_with_statistics("paper")
    quantize_weights(model, [6])
    return model


def test_only_large_layers_change_and_stay_multiples_of_their_scale(trained: EmotionModel) -> None:
    rounded = round_to_fewer_bits(trained, [6, 3], synthetic(40).images)
    changed = {
        name
        for name, weight in trained.named_parameters()
        if not torch.allclose(weight, rounded.get_parameter(name), rtol=1e-5)
    }
    assert changed == {n for n, w in trained.named_parameters() if w.dim() > 1 and w.numel() >= LARGE_LAYER} != set()
    for model in (rounded, fuse_bn(rounded)):
        for weight in model.parameters():
            if weight.dim() > 1:
                assert torch.allclose(fake_quantize(weight, [6, 3]), weight, rtol=1e-5, atol=1e-7)


def test_outputs_change_less_than_with_each_weight_rounded_to_the_nearest_value(trained: EmotionModel) -> None:
    images, others = synthetic(200).images, synthetic(50, seed=1).images
    expected = predict_logits(trained, others)
    compensated = predict_logits(round_to_fewer_bits(trained, [6, 3], images), others)
    quantize_weights(trained, [6, 3])
    nearest = predict_logits(trained, others)
    assert abs(compensated - expected).mean() < 0.7 * abs(nearest - expected).mean()


def test_an_error_is_passed_on_to_a_weight_with_the_same_input() -> None:
    weight = torch.tensor([[3.0, 0.4, 0.4, 0.4]])
    products = torch.tensor([[1.0, 0, 0, 0], [0, 1, 1, 1], [0, 1, 1, 1], [0, 1, 1, 1]], dtype=torch.double)
    rounded = round_compensated(weight, quantization_scale(weight, [3]), products)
    assert rounded[0, 0] == 3
    assert sorted(rounded[0, 1:].tolist()) == [0, 0, 1]  # their sum is 1.2; each alone would become 0
