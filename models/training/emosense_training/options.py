"""Defines the command-line options that train.py and distill.py share."""

import argparse
from pathlib import Path

from emosense_training.backbones import ARCHITECTURES
from emosense_training.data import EMOTIONS, IMAGE_SIZE, SPLITS, parse_emotions
from emosense_training.models import HEADS

OPTIMIZERS = ["sgd", "adamw"]


def training_options(description: str | None) -> argparse.ArgumentParser:
    """Creates a parser with the shared options."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_options(parser)
    add_loss_options(parser)
    add_optimization_options(parser)
    return parser


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """Adds what says which images a model learns from, and how they are augmented."""
    add = parser.add_argument
    add("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    add("--out", type=Path, required=True, help="folder for the checkpoints and the log of this run")
    add("--split", choices=SPLITS, default="official", help="see Dataset.split in data.py")
    add("--emotions", type=parse_emotions, default=EMOTIONS, help="train on these only, such as happy,sad")
    add(
        "--aligned-crops",
        type=Path,
        nargs="+",
        default=[],
        help=".npz files with crops uint8 [35887, 48, 48] and found bool [35887], written by the crate's "
        "`evaluate --crops`; half of the training images are crops of detected faces",
    )
    add(
        "--people",
        type=Path,
        help=".npz of aligned crops of photographs of people, see crops.py; those of every fifth person help to choose "
        "the epoch, and distill.py trains on the others",
    )
    add("--mixup", type=float, default=0.2, help="alpha of mixup's beta distribution; 0 disables mixup")
    add("--strength", type=float, default=1.0, help="strength of affine and tonal augmentation")
    add(
        "--corruption",
        type=float,
        default=1.0,
        help="factor on the probability of blur, noise, random erasing, ...; 0 disables them",
    )
    add(
        "--image-size",
        type=int,
        nargs="+",
        default=[IMAGE_SIZE],
        help="pixels; several sizes each have an equal share of the epochs, and the model keeps the last; not for "
        "`paper`, which needs 48",
    )


def add_loss_options(parser: argparse.ArgumentParser) -> None:
    """Adds the heads of the model, their targets, and their weights in the loss."""
    add = parser.add_argument
    add("--heads", nargs="+", choices=HEADS, default=HEADS, help="scores learns FER+ votes, fer2013 original labels")
    add("--label-smoothing", type=float, default=0.05)
    add("--ferplus-weight", type=float, default=0.4, help="weight of the FER+ votes in the targets of fer2013, 0-1")
    add("--label-loss-weight", type=float, default=0.5, help="weight of fer2013 in the loss of two heads, 0-1")
    add("--balance-classes", action="store_true", help="weight rare emotions more, see targets.py")


def add_optimization_options(parser: argparse.ArgumentParser) -> None:
    """Adds the model and how its weights are optimized."""
    add = parser.add_argument
    add("--model", choices=ARCHITECTURES, default="emosense", help="architecture, see backbones.py")
    add("--pretrained", type=Path, help="best.pt of a run to start from; it may lack residual blocks and a head")
    add("--optimizer", choices=OPTIMIZERS, default="sgd")
    add("--epochs", type=int, default=40)
    add("--batch-size", type=int, default=128)
    add("--lr", type=float, default=0.1, help="peak learning rate")
    add("--weight-decay", type=float, default=5e-4)
    add("--dropout", type=float, default=0.2)
    add("--sam", type=float, metavar="RHO", help="sharpness-aware minimization within this radius, such as 0.05")
    add("--ema-decay", type=float, default=0.998, help="of the averaged weights, per step after the warm-up")
    add(
        "--bits",
        type=int,
        nargs="+",
        choices=range(3, 9),
        help="quantization-aware training with this many bits per weight; a second number is for large layers",
    )
    add("--quantize-from", type=float, default=0.5, help="fraction of the epochs after which --bits takes effect")
    add("--seed", type=int, default=1)
