"""Distorting keeps the pictures' shape and range, and does something."""
import pytest
import torch

from emosense_training.augment import DISTURBANCES, augment, toned, turned


@pytest.fixture
def pictures(dataset):
    torch.manual_seed(0)
    return torch.from_numpy(dataset.images[:64])[:, None].float()


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
def test_shape_and_range(pictures, strength):
    out = augment(pictures.clone(), strength)
    assert out.shape == pictures.shape and out.dtype == torch.float32
    assert torch.isfinite(out).all() and out.min() >= 0 and out.max() <= 255


@pytest.mark.parametrize("disturb", [d for d, _ in DISTURBANCES] + [lambda x: turned(x, 1.0), lambda x: toned(x, 1.0)],
                         ids=[d.__name__ for d, _ in DISTURBANCES] + ["turned", "toned"])
def test_each_disturbance_changes_the_picture(pictures, disturb):
    out = disturb(pictures.clone())
    assert out.shape == pictures.shape
    changed = (out - pictures).abs().mean((1, 2, 3))
    assert (changed > 0.5).float().mean() > 0.9                       # of 255; nearly every picture
    assert (out.mean() - pictures.mean()).abs() < 40                  # still the same kind of picture
