"""Sharpness-aware minimization, quantization, and class weights change the gradients as their definitions say."""

import argparse

import pytest
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from emosense_training import device
from emosense_training.models import EmotionModel, build_model
from emosense_training.optimization import build_optimizer, compute_gradients, soft_cross_entropy
from emosense_training.quantization import quantize_weights


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> EmotionModel:
    """Returns a small model in training mode, without dropout."""
    monkeypatch.setattr(device, "USE_BFLOAT16", False)
    torch.manual_seed(0)
    return build_model("paper").train()


@pytest.fixture
def batch() -> tuple[Tensor, Tensor]:
    """Returns images and targets."""
    torch.manual_seed(1)
    return torch.randn(16, 1, 48, 48), torch.rand(16, 2, 7).softmax(2)


def gradients(model: EmotionModel) -> dict[str, Tensor]:
    """Returns a copy of the gradients by the names of their parameters."""
    return {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}


def test_soft_cross_entropy_sums_the_heads(batch: tuple[Tensor, Tensor]) -> None:
    logits = torch.randn(16, 2, 7)
    expected = sum(float(cross_entropy(logits[:, h], batch[1][:, h])) for h in range(2))
    assert float(soft_cross_entropy(logits, batch[1])) == pytest.approx(expected, rel=1e-5)


def test_sam_takes_the_gradients_at_the_perturbed_weights(model: EmotionModel, batch: tuple[Tensor, Tensor]) -> None:
    radius = 0.5
    compute_gradients(model, *batch)
    ordinary = gradients(model)
    norm = torch.stack([g.norm() for g in ordinary.values()]).norm()
    perturbed = build_model("paper").train()
    perturbed.load_state_dict(model.state_dict())
    with torch.no_grad():
        for name, parameter in perturbed.named_parameters():
            parameter.add_(radius / norm * ordinary[name])
    higher = compute_gradients(perturbed, *batch)
    statistics = model.state_dict()["backbone.convs.0.1.num_batches_tracked"].clone()
    loss = compute_gradients(model, *batch, sam_radius=radius)
    assert loss < higher  # the loss is that of the weights themselves
    expected = gradients(perturbed)
    for name, gradient in gradients(model).items():
        assert torch.allclose(gradient, expected[name], rtol=1e-3, atol=1e-5), name
    assert model.state_dict()["backbone.convs.0.1.num_batches_tracked"] == statistics + 1  # one batch, seen twice


def test_quantization_computes_the_loss_of_the_rounded_weights(
    model: EmotionModel, batch: tuple[Tensor, Tensor]
) -> None:
    before = {name: p.detach().clone() for name, p in model.named_parameters()}
    loss = compute_gradients(model, *batch, bits=[4])
    assert all(torch.equal(p, before[name]) for name, p in model.named_parameters())  # the weights stay as they are
    quantize_weights(model, [4])
    assert compute_gradients(model, *batch) == pytest.approx(float(loss), rel=1e-5)


def test_adamw_does_not_decay_biases(model: EmotionModel) -> None:
    options = argparse.Namespace(optimizer="adamw", lr=0.001, weight_decay=0.02)
    decayed, others = build_optimizer(model, options).param_groups
    assert (decayed["weight_decay"], others["weight_decay"]) == (0.02, 0)
    assert {p.dim() for p in others["params"]} == {1}
    assert len(decayed["params"]) + len(others["params"]) == len(list(model.parameters()))
