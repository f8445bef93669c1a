"""Augmentation keeps the shape and range of the images, and changes them."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from emosense_training.augment import CORRUPTIONS, augment, color_jitter, random_affine
from emosense_training.data import Dataset

TRANSFORMS = [
    *(corruption for corruption, _ in CORRUPTIONS),
    lambda x: random_affine(x, 1.0),
    lambda x: color_jitter(x, 1.0),
]
NAMES = [*(corruption.__name__ for corruption, _ in CORRUPTIONS), "random_affine", "color_jitter"]


@pytest.fixture
def images(dataset: Dataset) -> Tensor:
    torch.manual_seed(0)
    return torch.from_numpy(dataset.images[:64])[:, None].float()


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
def test_shape_and_range(images: Tensor, strength: float) -> None:
    out = augment(images.clone(), strength)
    assert out.shape == images.shape
    assert out.dtype == torch.float32
    assert torch.isfinite(out).all()
    assert out.min() >= 0
    assert out.max() <= 255


@pytest.mark.parametrize("size", [32, 64])
def test_images_are_resized_and_keep_their_brightness(images: Tensor, size: int) -> None:
    out = augment(images, strength=0.0, corruption=0.0, size=size)
    assert out.shape == (len(images), 1, size, size)
    assert (out.mean((1, 2, 3)) - images.mean((1, 2, 3))).abs().max() < 3


@pytest.mark.parametrize("transform", TRANSFORMS, ids=NAMES)
def test_each_transform_changes_the_images(images: Tensor, transform: Callable[[Tensor], Tensor]) -> None:
    out = transform(images.clone())
    assert out.shape == images.shape
    changed = (out - images).abs().mean((1, 2, 3))
    assert (changed > 0.5).float().mean() > 0.9  # of 255, in nearly every image
    assert (out.mean() - images.mean()).abs() < 40  # the brightness stays similar
