"""Trains a model on FER-2013's Training split: on its labels and on the votes of FER+.

python -m emosense_training.train --data fer2013.npz --model emosense --out runs/emosense
python -m emosense_training.train --data fer2013.npz --model paper --heads fer2013 --split fold-1 --out runs/fold-1
python -m emosense_training.train --data fer2013.npz --model paper --heads fer2013 --emotions happy,sad --out runs/pair

The same command resumes a run that was stopped. PrivateTest is not used. The epoch is chosen on PublicTest, by the mean
of accuracy and macro F1 (labels) and of agreement and mean recall (six or more of the ten annotators). --aligned-crops
and --people add further images to choose on, each with equal weight.
"""

import argparse
import math

import torch
from torch import Tensor

from emosense_training.augment import augment
from emosense_training.crops import stack_crops
from emosense_training.data import Dataset, load_fer2013
from emosense_training.device import DEVICE
from emosense_training.options import training_options
from emosense_training.targets import head_targets, loss_weights
from emosense_training.trainer import fit, image_size_in


def train(options: argparse.Namespace, dataset: Dataset, deadline: float = math.inf) -> bool:
    """Trains a model, or resumes its training; the deadline and the result are those of `fit`."""
    crops = torch.from_numpy(stack_crops(dataset, options.aligned_crops)[0]).to(DEVICE)
    train_rows = dataset.split(options.split)[0]
    distributions, weights = head_targets(
        dataset, train_rows, options.heads, options.ferplus_weight, options.label_smoothing
    )
    targets = distributions * weights[:, :, None]
    targets = (targets * loss_weights(targets[train_rows], options.label_loss_weight, options.balance_classes)).to(
        DEVICE
    )

    def load_batch(rows: Tensor, epoch: int) -> tuple[Tensor, Tensor]:
        crop = torch.randint(1, crops.shape[1], (len(rows),), device=DEVICE)
        use_original = torch.rand(len(rows), device=DEVICE) < 0.5
        x = crops[rows, torch.where(use_original, 0, crop)][:, None].float()
        return augment(x, options.strength, options.corruption, image_size_in(options, epoch)), targets[rows]

    return fit("train", options, dataset, torch.from_numpy(train_rows), load_batch, deadline)


def main() -> None:
    """Runs the command line."""
    options = training_options(__doc__).parse_args()
    train(options, load_fer2013(options.data).select_emotions(options.emotions))


if __name__ == "__main__":
    main()
