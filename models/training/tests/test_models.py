"""Architectures have the published sizes, and fusing batch normalization changes no output."""

import pytest
import torch
from conftest import model_with_statistics

from emosense_training.models import (
    ARCHITECTURES,
    build_model,
    count_multiply_adds,
    count_parameters,
    fuse_bn,
    load_pretrained,
)

PARAMETERS = {
    "emosense": 491_203,
    "emosense-deep": 566_155,
    "emosense-deeper": 865_563,
    "teacher": 1_103_713,
    "wide": 5_131_097,
    "paper": 363_655,
    "resnet5": 619_111,
}


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_parameters(name: str) -> None:
    assert count_parameters(fuse_bn(build_model(name))) == PARAMETERS[name]


@pytest.mark.parametrize("name", [name for name in ARCHITECTURES if name not in ["teacher", "wide"]])
def test_multiply_adds_stay_below_the_budget(name: str) -> None:
    assert count_multiply_adds(fuse_bn(build_model(name))) < 62e6


def test_multiply_adds_by_hand() -> None:
    convolutions = 46**2 * 9 * 32 + 21**2 * 288 * 64 + 8**2 * 576 * 128
    linear_layers = 2048 * 128 + 128 * 64 + 64 * 7
    assert count_multiply_adds(fuse_bn(build_model("paper"))) == convolutions + linear_layers == 13_727_296


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_fusing_batch_normalization_changes_no_output(name: str) -> None:
    model, x = model_with_statistics(name), torch.randn(4, 1, 48, 48)
    with torch.no_grad():
        expected, fused = model(x), fuse_bn(model)(x)
        halved = fuse_bn(model, temperature=2.0)(x)
    assert expected.std() > 1e-3  # the outputs differ from each other
    assert (fused - expected).abs().max() < 1e-4
    assert (halved - expected / 2).abs().max() < 1e-4


def test_two_classes() -> None:
    assert build_model("paper", num_classes=2)(torch.zeros(2, 1, 48, 48)).shape == (2, 2)


def test_a_deeper_model_starts_with_the_outputs_of_the_pretrained_one() -> None:
    shallow, deep = model_with_statistics("emosense"), build_model("emosense-deep").eval()
    x = torch.randn(4, 1, 48, 48)
    load_pretrained(deep, shallow.state_dict())
    with torch.no_grad():
        assert (deep(x) - shallow(x)).abs().max() < 1e-5
    with pytest.raises(ValueError, match=r"blocks\.1\.1"):
        load_pretrained(shallow, deep.state_dict())
