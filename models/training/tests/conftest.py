"""Provides synthetic images in the shape of FER-2013 and small training runs: the real images may not be copied."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from emosense_training import device, trainer
from emosense_training.augment import augment
from emosense_training.data import Dataset
from emosense_training.models import HEADS, EmotionModel, build_model
from emosense_training.options import training_options
from emosense_training.targets import head_targets

torch.set_num_threads(1)


class RunInterruptedError(Exception):
    """Stands for a run that is stopped from outside."""


def synthetic(count: int, seed: int = 0) -> Dataset:
    """Returns noise whose brightness depends on the label; 80 % Training, 10 % for each test."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 7, count)
    images = np.clip(rng.normal(60 + 20 * labels[:, None, None], 40, (count, 48, 48)), 0, 255).astype(np.uint8)
    usages = np.select([np.arange(count) % 10 == 8, np.arange(count) % 10 == 9], [1, 2], 0)
    votes = rng.multinomial(10, [0.1] * 10, count).astype(np.float32)
    votes[:, 0] += 5 * (labels == 4)
    return Dataset(images, labels, usages, votes, np.arange(count))


def model_with_statistics(name: str, heads: Sequence[str] = HEADS) -> EmotionModel:
    """Returns a model whose batch normalizations have non-trivial statistics, so that fusing them matters."""
    torch.manual_seed(0)
    model = build_model(name, heads=heads).train()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 1:
                parameter.add_(torch.randn_like(parameter) * 0.2)
        for _ in range(3):
            model(torch.randn(8, 1, 48, 48) * 1.5 + 0.3)
    return model.eval()


@pytest.fixture
def dataset() -> Dataset:
    """Returns 400 synthetic images."""
    return synthetic(400)


@pytest.fixture
def train_paper_cnn(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Returns a function that trains the paper's CNN for two epochs of two batches into a folder."""
    monkeypatch.setattr(device, "USE_BFLOAT16", False)

    def train(out: Path, *more: str, interrupt_in: int | None = None, deadline: float = math.inf) -> bool:
        arguments = ["--data", "none", "--out", str(out), "--model", "paper", "--epochs", "2", "--batch-size", "128"]
        options = training_options("").parse_args([*arguments, *more])
        train_rows = dataset.split(options.split)[0]
        targets, weights = head_targets(
            dataset, train_rows, options.heads, options.ferplus_weight, options.label_smoothing
        )
        targets *= weights[:, :, None]
        images = torch.from_numpy(dataset.images)[:, None].float()

        def load_batch(rows: Tensor, epoch: int) -> tuple[Tensor, Tensor]:
            if epoch == interrupt_in:
                raise RunInterruptedError
            size = trainer.image_size_in(options, epoch)
            return augment(images[rows], options.strength, size=size), targets[rows]

        return trainer.fit("train", options, dataset, torch.from_numpy(train_rows), load_batch, deadline)

    return train
