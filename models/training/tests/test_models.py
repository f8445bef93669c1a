"""Architectures have the published sizes; fusing batch normalization and loading weights change no output."""

import importlib.util

import pytest
import torch
from conftest import model_with_statistics

from emosense_training.models import (
    build_model,
    count_multiply_adds,
    count_parameters,
    fuse_bn,
    load_imagenet,
    load_model,
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
HAS_EFFICIENTNET = importlib.util.find_spec("efficientnet_lite_pytorch") is not None
needs_efficientnet = pytest.mark.skipif(
    not HAS_EFFICIENTNET, reason="needs EfficientNet-Lite: pip install -e '.[teachers]'"
)


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters(name: str) -> None:
    assert count_parameters(fuse_bn(build_model(name, heads=["fer2013"]))) == PARAMETERS[name]


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name not in ["teacher", "wide"]])
def test_multiply_adds_stay_below_the_budget(name: str) -> None:
    assert count_multiply_adds(fuse_bn(build_model(name))) < 62e6


def test_multiply_adds_by_hand() -> None:
    convolutions = 46**2 * 9 * 32 + 21**2 * 288 * 64 + 8**2 * 576 * 128
    linear_layers = 2048 * 128 + 128 * 64 + 64 * 7
    assert (
        count_multiply_adds(fuse_bn(build_model("paper", heads=["fer2013"])))
        == convolutions + linear_layers
        == 13_727_296
    )


@pytest.mark.parametrize("name", PARAMETERS)
def test_fusing_batch_normalization_changes_no_output(name: str) -> None:
    model, x = model_with_statistics(name), torch.randn(4, 1, 48, 48)
    with torch.no_grad():
        expected, fused = model(x), fuse_bn(model)(x)
        divided = fuse_bn(model, [2.0, 4.0])(x)
    assert expected.std() > 1e-3  # the outputs differ from each other
    assert (fused - expected).abs().max() < 1e-4
    assert (divided - expected / torch.tensor([[2.0], [4.0]])).abs().max() < 1e-4


def test_two_classes() -> None:
    assert build_model("paper", num_classes=2)(torch.zeros(2, 1, 48, 48)).shape == (2, 2, 2)


def test_a_deeper_model_starts_with_the_outputs_of_the_pretrained_one() -> None:
    shallow, deep = model_with_statistics("emosense"), build_model("emosense-deep").eval()
    x = torch.randn(4, 1, 48, 48)
    load_pretrained(deep, shallow.state_dict())
    with torch.no_grad():
        assert (deep(x) - shallow(x)).abs().max() < 1e-5
    with pytest.raises(ValueError, match=r"blocks\.1\.1"):
        load_pretrained(shallow, deep.state_dict())


def test_both_heads_start_as_the_head_of_a_model_with_one() -> None:
    single, model = model_with_statistics("emosense", ["fer2013"]), build_model("emosense").eval()
    x = torch.randn(4, 1, 48, 48)
    load_pretrained(model, single.state_dict())
    with torch.no_grad():
        assert torch.equal(model(x), single(x).expand(4, 2, 7))
    load_pretrained(single, model_with_statistics("emosense").state_dict())  # the other way round, one head is left out


def test_a_checkpoint_restores_size_heads_and_rounded_weights() -> None:
    trained = model_with_statistics("emosense", ["fer2013"])
    settings = {"model": "emosense", "image_size": [48, 64], "bits": 4}
    model = load_model({"settings": settings, "model": trained.state_dict()})
    assert model.image_size == 64
    assert list(model.heads) == ["fer2013"]
    for name, parameter in model.named_parameters():
        if parameter.dim() > 1:
            assert all(len(row.unique()) <= 15 for row in parameter.detach().flatten(1)), name  # -7 to 7
    x = torch.randn(2, 1, 48, 48)
    enlarged = torch.nn.functional.interpolate(x, 64, mode="bicubic").clamp(-129.5 / 65, 125.5 / 65)
    with torch.no_grad():
        assert torch.equal(model(x), model(enlarged))


@needs_efficientnet
def test_efficientnet_starts_with_the_weights_of_imagenet() -> None:
    model = build_model("efficientnet-lite0").eval()
    before = model.state_dict()["backbone.net._conv_stem.weight"].clone()
    load_imagenet(model)
    assert not torch.equal(model.state_dict()["backbone.net._conv_stem.weight"], before)
    assert count_parameters(model) == 3_388_942
    model.image_size = 64
    with torch.no_grad():
        assert model(torch.randn(2, 1, 48, 48)).shape == (2, 2, 7)
