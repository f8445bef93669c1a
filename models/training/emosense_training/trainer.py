"""Runs the training loop: warm-up and cosine decay, averaged weights, validation, and checkpoints."""

import argparse
import copy
import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.optim.lr_scheduler import LRScheduler
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from emosense_training.data import PIXEL_MEAN, PIXEL_STD, Dataset
from emosense_training.device import DEVICE
from emosense_training.models import EmotionModel, build_model, load_imagenet, load_pretrained
from emosense_training.optimization import (
    build_optimizer,
    build_scheduler,
    compute_gradients,
    count_warm_up_steps,
    mixup,
)
from emosense_training.quantization import quantize_weights
from emosense_training.recipe import recipe
from emosense_training.validation import Validation

# Returns the images [B, 1, S, S] (0-255) and weighted targets [B, H, K] of rows [B] in an epoch, all on DEVICE.
BatchLoader = Callable[[Tensor, int], tuple[Tensor, Tensor]]


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
    best_score: float = 0.0  # of Validation.measure

    def checkpoint(self) -> dict[str, Any]:
        """Returns the state for last.pt, that of the random number generators included."""
        return {
            "model": self.model.state_dict(),
            "ema": self.ema.module.state_dict(),
            "ema_updates": int(self.ema.n_averaged),
            "optimizer": self.optimizer.state_dict(),
            "scheduler": self.scheduler.state_dict(),
            "epoch": self.epoch,
            "best_score": self.best_score,
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
        self.epoch, self.best_score = checkpoint["epoch"], checkpoint["best_score"]
        torch.set_rng_state(checkpoint["rng_state"])
        if DEVICE.type == "cuda":
            torch.cuda.set_rng_state(checkpoint["cuda_rng_state"])

    def averaged_model(self, image_size: int, bits: Sequence[int] | None) -> EmotionModel:
        """Returns a copy of the averaged weights for inference, rounded to these bits, if any."""
        model = copy.deepcopy(self.ema.module)
        assert isinstance(model, EmotionModel)
        model.image_size = image_size
        quantize_weights(model, bits)
        return model


def start(options: argparse.Namespace, num_classes: int, steps_per_epoch: int) -> TrainingState:
    """Creates the model, its average, the optimizer, and the schedule."""
    model = build_model(options.model, options.dropout, options.heads, num_classes)
    if options.pretrained:
        load_pretrained(model, torch.load(options.pretrained, map_location="cpu")["model"])
    else:
        load_imagenet(model)
    model.to(DEVICE).to(memory_format=torch.channels_last)
    ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(options.ema_decay), use_buffers=True).eval()
    optimizer = build_optimizer(model, options)
    warm_up_steps = count_warm_up_steps(options.epochs, steps_per_epoch)
    scheduler = build_scheduler(optimizer, warm_up_steps, options.epochs * steps_per_epoch)
    return TrainingState(model, ema, optimizer, scheduler, warm_up_steps)


def image_size_in(options: argparse.Namespace, epoch: int) -> int:
    """Returns the image size in an epoch: each of --image-size has an equal share of the epochs."""
    return options.image_size[epoch * len(options.image_size) // options.epochs]


def bits_in(options: argparse.Namespace, epoch: int) -> list[int] | None:
    """Returns the numbers of bits per weight in an epoch; None before quantization-aware training begins."""
    return options.bits if epoch >= options.quantize_from * options.epochs else None


def train_epoch(state: TrainingState, options: argparse.Namespace, rows: Tensor, load_batch: BatchLoader) -> float:
    """Trains on all rows once, in random order, and returns the mean loss."""
    state.model.train()
    state.model.image_size = image_size_in(options, state.epoch)
    bits = bits_in(options, state.epoch)
    order = rows[torch.randperm(len(rows))].to(DEVICE)
    steps = len(rows) // options.batch_size
    total_loss = torch.zeros((), device=DEVICE)
    for step in tqdm(range(steps), desc=f"epoch {state.epoch + 1}", leave=False, disable=None):
        x, targets = load_batch(order[step * options.batch_size : (step + 1) * options.batch_size], state.epoch)
        x, targets = mixup((x - PIXEL_MEAN) / PIXEL_STD, targets, options.mixup)
        x = x.to(memory_format=torch.channels_last)
        total_loss += compute_gradients(state.model, x, targets, bits, options.sam)
        state.optimizer.step()
        state.scheduler.step()
        if state.scheduler.last_epoch <= state.warm_up_steps:
            state.ema.n_averaged.zero_()  # copies the weights: an average over random initial weights would lag behind
        state.ema.update_parameters(state.model)
    return float(total_loss) / steps


def fit(
    module: str,
    options: argparse.Namespace,
    dataset: Dataset,
    rows: Tensor,
    load_batch: BatchLoader,
    deadline: float = math.inf,
) -> bool:
    """Trains a model, or resumes its training where last.pt exists.

    Each epoch writes last.pt, appends a line to log.jsonl, and writes best.pt if the averaged weights have the highest
    score on the validation images so far; with quantization-aware training, only once the weights are rounded. Splits
    other than the official one choose nothing: best.pt is the last epoch's.

    Args:
        module: "train" or "distill", for the recipe.
        options: As `training_options` defines them.
        dataset: For validation.
        rows: What to pass to `load_batch`, each once per epoch.
        load_batch: Provides the training images.
        deadline: Time by `time.monotonic`; no epoch begins that would probably end later.

    Returns:
        Whether all epochs are complete.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_flush_denormal(True)
    settings = json.loads(json.dumps(vars(options), default=str))  # paths become strings
    origin = {"settings": settings, "recipe": recipe(module, settings)}
    validation = Validation(dataset, options.split, options.aligned_crops, options.people)
    state = start(options, len(dataset.emotions), len(rows) // options.batch_size)
    last_path = options.out / "last.pt"
    if last_path.exists():
        state.restore(torch.load(last_path, map_location="cpu"))
        print(f"resuming after epoch {state.epoch}")

    seconds = 0.0  # of the latest epoch
    while state.epoch < options.epochs:
        started = time.monotonic()
        if started + seconds > deadline:
            return False
        size, bits = image_size_in(options, state.epoch), bits_in(options, state.epoch)
        loss = train_epoch(state, options, rows, load_batch)
        state.epoch += 1
        metrics, score = validation.measure(state.averaged_model(size, bits))
        line = {"epoch": state.epoch, "loss": round(loss, 4), **metrics}
        seconds = time.monotonic() - started
        line["seconds"] = round(seconds)
        print(json.dumps(line), flush=True)
        with open(options.out / "log.jsonl", "a") as log:
            log.write(json.dumps(line) + "\n")
        final = size == options.image_size[-1] and bits == options.bits  # as the exported model will be
        if options.split != "official" or (final and score > state.best_score):
            state.best_score = score
            best = {"model": state.ema.module.state_dict(), "epoch": state.epoch}
            save_atomically(best | origin, options.out / "best.pt")
        save_atomically(state.checkpoint() | origin, last_path)
    return True
