"""Defines the command-line options that train.py and distill.py share."""

import argparse
from pathlib import Path

from emosense_training.data import EMOTIONS, SPLITS, parse_emotions
from emosense_training.models import ARCHITECTURES

LOW_RESOLUTION = 32  # pixels, the image size in the first epochs with --progressive-resizing


def training_options(description: str | None) -> argparse.ArgumentParser:
    """Creates a parser with the shared options."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    add("--out", type=Path, required=True, help="folder for the checkpoints and the log of this run")
    add("--model", choices=ARCHITECTURES, default="emosense", help="architecture, see models.py")
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
    add("--pretrained", type=Path, help="best.pt of a run to start from; it may lack residual blocks")
    add("--epochs", type=int, default=40)
    add("--batch-size", type=int, default=128)
    add("--lr", type=float, default=0.1, help="peak learning rate")
    add("--weight-decay", type=float, default=5e-4)
    add("--dropout", type=float, default=0.2)
    add("--label-smoothing", type=float, default=0.05)
    add("--ferplus-weight", type=float, default=0.4, help="weight of the FER+ votes in the targets, 0-1")
    add("--mixup", type=float, default=0.2, help="alpha of mixup's beta distribution; 0 disables mixup")
    add("--strength", type=float, default=1.0, help="strength of affine and tonal augmentation")
    add("--corruption", type=float, default=1.0, help="factor on the probability of blur, noise, ...; 0 disables them")
    add(
        "--progressive-resizing",
        type=float,
        default=0.0,
        help=f"fraction of the epochs, from the first, on images of {LOW_RESOLUTION}x{LOW_RESOLUTION}, which take half "
        "the time; not for `paper`, which needs 48x48",
    )
    add("--seed", type=int, default=1)
    return parser
