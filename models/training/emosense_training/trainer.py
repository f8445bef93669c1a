"""Runs the training loop: SGD with warm-up and cosine decay, averaged weights, validation, and checkpoints."""

import argparse
import contextlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, LRScheduler, SequentialLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from emosense_training.data import PIXEL_MEAN, PIXEL_STD, Dataset
from emosense_training.models import EmotionModel, build_model, load_pretrained, predict_logits
from emosense_training.options import LOW_RESOLUTION
from emosense_training.recipe import recipe

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")

# bfloat16 is only faster where the processor multiplies it natively; elsewhere it is many times slower.
USE_BFLOAT16 = DEVICE.type == "cuda" or torch.cpu._is_avx512_bf16_supported()

EMA_DECAY = 0.998  # per step after the warm-up: averages about the last 500 steps, two epochs with batches of 128
WARM_UP_EPOCHS = 2  # at most; in short runs a tenth of the epochs
TRAIN_SAMPLE = 3_000  # training images, always the same, whose accuracy is logged beside that of the validation images

# Returns the images [B, 1, 48, 48] (0-255) and targets [B, K] of dataset rows [B] in an epoch, all on DEVICE.
BatchLoader = Callable[[Tensor, int], tuple[Tensor, Tensor]]


def autocast() -> contextlib.AbstractContextManager[Any]:
    """Returns a context that computes in bfloat16 where that is faster."""
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=USE_BFLOAT16)


def stack_crops(dataset: Dataset, paths: list[Path]) -> tuple[np.ndarray, np.ndarray]:
    """Stacks each image with its aligned crops.

    Args:
        dataset: N images.
        paths: A files of aligned crops.

    Returns:
        [N, 1 + A, 48, 48] uint8, the original image first; where no face was found, a crop is the original image. And
        [N, A] bool, whether a face was found. Without files, A is 1 and the crop is the original image.
    """
    crops, found = [dataset.images], []
    for path in paths:
        with np.load(path) as file:
            found.append(file["found"][dataset.indices])
            crops.append(np.where(found[-1][:, None, None], file["crops"][dataset.indices], dataset.images))
    if not paths:
        crops.append(dataset.images)
        found.append(np.zeros(len(dataset.images), bool))
    return np.stack(crops, 1), np.stack(found, 1)


def count_warm_up_steps(epochs: int, steps_per_epoch: int) -> int:
    """Returns the number of steps in which the learning rate rises."""
    return max(1, round(min(WARM_UP_EPOCHS, epochs / 10) * steps_per_epoch))


def build_scheduler(optimizer: torch.optim.Optimizer, warm_up_steps: int, steps: int) -> LRScheduler:
    """Creates the learning-rate schedule: linear warm-up, then cosine decay to zero at the last step."""
    warm_up = LinearLR(optimizer, start_factor=1 / warm_up_steps, total_iters=warm_up_steps)
    decay = CosineAnnealingLR(optimizer, T_max=max(1, steps - warm_up_steps))
    return SequentialLR(optimizer, [warm_up, decay], milestones=[warm_up_steps])


def mixup(x: Tensor, targets: Tensor, alpha: float) -> tuple[Tensor, Tensor]:
    """Mixes each image and its target with another one of the batch (H. Zhang et al., ICLR 2018)."""
    if not alpha:
        return x, targets
    weight = torch.distributions.Beta(alpha, alpha).sample()
    other = torch.randperm(len(x), device=x.device)
    return weight * x + (1 - weight) * x[other], weight * targets + (1 - weight) * targets[other]


def save_atomically(checkpoint: dict[str, Any], path: Path) -> None:
    """Writes a checkpoint completely or not at all: a run may be stopped at any moment."""
    torch.save(checkpoint, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


@dataclass
class TrainingState:
    """Everything that changes during a run and that resuming it needs."""

    model: EmotionModel
    ema: AveragedModel
    optimizer: torch.optim.Optimizer
    scheduler: LRScheduler
    warm_up_steps: int
    epoch: int = 0  # completed epochs
    best_accuracy: float = 0.0

    def checkpoint(self) -> dict[str, Any]:
        """Returns the state for last.pt, that of the random number generators included."""
        return {
            "model": self.model.state_dict(),
            "ema": self.ema.module.state_dict(),
            "ema_updates": int(self.ema.n_averaged),
            "optimizer": self.optimizer.state_dict(),
            "scheduler": self.scheduler.state_dict(),
            "epoch": self.epoch,
            "best_accuracy": self.best_accuracy,
            "rng_state": torch.get_rng_state(),
            "cuda_rng_state": torch.cuda.get_rng_state() if DEVICE.type == "cuda" else None,
        }

    def restore(self, checkpoint: dict[str, Any]) -> None:
        """Takes over the state of an earlier run of the same command."""
        self.model.load_state_dict(checkpoint["model"])
        self.ema.module.load_state_dict(checkpoint["ema"])
        self.ema.n_averaged.fill_(checkpoint["ema_updates"])
        self.optimizer.load_state_dict(checkpoint["optimizer"])
        self.scheduler.load_state_dict(checkpoint["scheduler"])
        self.epoch, self.best_accuracy = checkpoint["epoch"], checkpoint["best_accuracy"]
        torch.set_rng_state(checkpoint["rng_state"])
        if DEVICE.type == "cuda":
            torch.cuda.set_rng_state(checkpoint["cuda_rng_state"])


def start(options: argparse.Namespace, num_classes: int, steps_per_epoch: int) -> TrainingState:
    """Creates the model, its average, the optimizer, and the schedule."""
    model = build_model(options.model, options.dropout, num_classes)
    model.to(DEVICE).to(memory_format=torch.channels_last)
    if options.pretrained:
        load_pretrained(model, torch.load(options.pretrained, map_location="cpu")["model"])
    ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(EMA_DECAY), use_buffers=True).eval()
    optimizer = torch.optim.SGD(
        model.parameters(), lr=options.lr, momentum=0.9, weight_decay=options.weight_decay, nesterov=True
    )
    warm_up_steps = count_warm_up_steps(options.epochs, steps_per_epoch)
    scheduler = build_scheduler(optimizer, warm_up_steps, options.epochs * steps_per_epoch)
    return TrainingState(model, ema, optimizer, scheduler, warm_up_steps)


def train_epoch(state: TrainingState, options: argparse.Namespace, rows: Tensor, load_batch: BatchLoader) -> float:
    """Trains on all rows once, in random order, and returns the mean loss."""
    state.model.train()
    order = rows[torch.randperm(len(rows))].to(DEVICE)
    steps = len(rows) // options.batch_size
    low_resolution = state.epoch < options.progressive_resizing * options.epochs
    total_loss = 0.0
    for step in tqdm(range(steps), desc=f"epoch {state.epoch + 1}", leave=False, disable=None):
        x, targets = load_batch(order[step * options.batch_size : (step + 1) * options.batch_size], state.epoch)
        if low_resolution:
            x = F.interpolate(x, LOW_RESOLUTION, mode="bilinear", antialias=True)
        x, targets = mixup((x - PIXEL_MEAN) / PIXEL_STD, targets, options.mixup)
        with autocast():
            logits = state.model(x.to(memory_format=torch.channels_last)).float()  # [B, K]
        loss = F.cross_entropy(logits, targets)
        state.optimizer.zero_grad()
        loss.backward()
        state.optimizer.step()
        state.scheduler.step()
        if state.scheduler.last_epoch <= state.warm_up_steps:
            state.ema.n_averaged.zero_()  # copies the weights: an average over random initial weights would lag behind
        state.ema.update_parameters(state.model)
        total_loss += loss.item()
    return total_loss / steps


class Validation:
    """Measures a model on a sample of the training images, on the validation images, and on their aligned crops."""

    def __init__(self, dataset: Dataset, split: str, aligned_crops: list[Path]) -> None:
        """Selects the images. The official split validates on PublicTest, the others on their test part."""
        train, test = dataset.split(split)
        sample = np.random.default_rng(0).choice(train, min(TRAIN_SAMPLE, len(train)), replace=False)
        crops, found = stack_crops(dataset, aligned_crops)
        rows, file = np.nonzero(found & np.isin(np.arange(len(found)), test)[:, None])  # empty without files
        name = "public" if split == "official" else "test"
        self.train = dataset.images[sample], dataset.labels[sample]
        self.parts = {f"{name}Accuracy": (dataset.images[test], dataset.labels[test])}
        if len(rows):
            self.parts[f"{name}AlignedAccuracy"] = crops[rows, 1 + file], dataset.labels[rows]

    def measure(self, model: torch.nn.Module) -> tuple[dict[str, float], float]:
        """Returns the accuracies for the log, and the mean of those on validation images and their crops."""
        validation = {key: accuracy(model, *part) for key, part in self.parts.items()}
        return {"trainAccuracy": accuracy(model, *self.train), **validation}, sum(validation.values()) / len(validation)


def accuracy(model: torch.nn.Module, images: np.ndarray, labels: np.ndarray) -> float:
    """Returns the fraction of images that are classified correctly."""
    with autocast():
        logits = predict_logits(model, images)
    return round(float((logits.argmax(1) == labels).mean()), 4)


def fit(options: argparse.Namespace, dataset: Dataset, load_batch: BatchLoader) -> None:
    """Trains a model, or resumes its training where last.pt exists.

    Each epoch writes last.pt, appends a line to log.jsonl, and writes best.pt if the averaged weights have the highest
    validation accuracy so far. Splits other than the official one choose nothing: best.pt is the last epoch's.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_flush_denormal(True)
    settings = json.loads(json.dumps(vars(options), default=str))  # paths become strings
    origin = {"settings": settings, "recipe": recipe(Path(sys.argv[0]).stem, settings)}
    validation = Validation(dataset, options.split, options.aligned_crops)
    rows = torch.from_numpy(dataset.split(options.split)[0])
    state = start(options, len(dataset.emotions), len(rows) // options.batch_size)
    last_path = options.out / "last.pt"
    if last_path.exists():
        state.restore(torch.load(last_path, map_location="cpu"))
        print(f"resuming after epoch {state.epoch}")

    while state.epoch < options.epochs:
        started = time.monotonic()
        loss = train_epoch(state, options, rows, load_batch)
        state.epoch += 1
        accuracies, validation_accuracy = validation.measure(state.ema.module)
        line = {"epoch": state.epoch, "loss": round(loss, 4), **accuracies}
        line["seconds"] = round(time.monotonic() - started)
        print(json.dumps(line), flush=True)
        with open(options.out / "log.jsonl", "a") as log:
            log.write(json.dumps(line) + "\n")
        if validation_accuracy > state.best_accuracy or options.split != "official":
            state.best_accuracy = validation_accuracy
            best = {"model": state.ema.module.state_dict(), "epoch": state.epoch}
            save_atomically(best | origin, options.out / "best.pt")
        save_atomically(state.checkpoint() | origin, last_path)
