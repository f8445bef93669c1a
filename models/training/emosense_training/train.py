"""Trains a model on the labels of FER-2013's Training split; only PublicTest chooses the epoch.

python -m emosense_training.train --data fer2013.npz --model emosense --out runs/emosense
python -m emosense_training.train --data fer2013.npz --model paper --split fold-1 --out runs/paper-fold-1
python -m emosense_training.train --data fer2013.npz --model paper --emotions happy,sad --out runs/paper-happy-sad

The same command resumes a run that was stopped. PrivateTest is not used. With --aligned-crops, the epoch is chosen by
the mean accuracy on PublicTest's images and on their crops.
"""

import torch
from torch import Tensor

from emosense_training.augment import augment
from emosense_training.data import load_fer2013
from emosense_training.options import training_options
from emosense_training.targets import soft_targets
from emosense_training.trainer import DEVICE, fit, stack_crops


def main() -> None:
    """Runs the command line."""
    options = training_options(__doc__).parse_args()
    dataset = load_fer2013(options.data).select_emotions(options.emotions)
    crops = torch.from_numpy(stack_crops(dataset, options.aligned_crops)[0]).to(DEVICE)
    train_rows = dataset.split(options.split)[0]
    targets = soft_targets(dataset, train_rows, options.ferplus_weight, options.label_smoothing).to(DEVICE)

    def load_batch(rows: Tensor, _epoch: int) -> tuple[Tensor, Tensor]:
        crop = torch.randint(1, crops.shape[1], (len(rows),), device=DEVICE)
        use_original = torch.rand(len(rows), device=DEVICE) < 0.5
        x = crops[rows, torch.where(use_original, 0, crop)][:, None].float()
        return augment(x, options.strength, options.corruption), targets[rows]

    fit(options, dataset, load_batch)


if __name__ == "__main__":
    main()
