"""Trains a model by knowledge distillation: on teacher probabilities mixed with the labels (G. Hinton et al., 2015).

python -m emosense_training.distill --data fer2013.npz --teachers runs/teacher/best.pt --out runs/emosense --epochs 90

Each image is augmented weakly in `--views` ways, once, so that the teachers see each view only once, however many
epochs follow; views and targets are saved in the run's folder. A fraction of the views (`--view-mixup`) is mixed with
another image: the teachers have memorized the labels of their own training images, but for a mixture they must predict
what they see (L. Beyer et al., "A good teacher is patient and consistent", CVPR 2022). The student sees each view with
new corruptions (blur, noise, ...) every time, so it learns to predict from a corrupted image what its teachers predict
from the clean one. All other options are those of train.py.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from emosense_training.augment import augment_weakly, corrupt, uniform
from emosense_training.data import IMAGE_SIZE, PIXEL_MEAN, PIXEL_STD, Dataset, load_fer2013
from emosense_training.models import EmotionModel, build_model, fuse_bn
from emosense_training.options import training_options
from emosense_training.targets import soft_targets
from emosense_training.trainer import DEVICE, autocast, fit, stack_crops

TEACHER_BATCH = 512  # images


def load_teacher(path: Path) -> EmotionModel:
    """Loads a model for inference: from best.pt, or from last.pt the averaged weights of the last epoch."""
    checkpoint = torch.load(path, map_location="cpu")
    weights = checkpoint["ema" if "ema" in checkpoint else "model"]
    model = build_model(checkpoint["settings"]["model"], num_classes=len(weights["head.bias"]))
    model.load_state_dict(weights)
    return fuse_bn(model).to(DEVICE).to(memory_format=torch.channels_last)


def teacher_probs(teachers: list[EmotionModel], x: Tensor) -> Tensor:
    """Returns the [B, K] mean probabilities of the teachers for images [B, 1, 48, 48] with pixels of 0-255.

    Mirrored images would add nothing: half of the views are mirrored.
    """
    x = ((x - PIXEL_MEAN) / PIXEL_STD).to(memory_format=torch.channels_last)
    with torch.no_grad(), autocast():
        return torch.stack([teacher(x).float().softmax(1) for teacher in teachers]).mean(0)


def mix_views(x: Tensor, targets: Tensor, fraction: float) -> tuple[Tensor, Tensor]:
    """Mixes a fraction of the images with up to one half of another image, and their targets alike."""
    weight = uniform(x, 0, 0.5) * (uniform(x, 0, 1) < fraction)  # [B, 1, 1, 1]
    other = torch.randperm(len(x), device=x.device)
    return x.lerp(x[other], weight), targets.lerp(targets[other], weight[:, 0, 0])


def make_views(options: argparse.Namespace, dataset: Dataset) -> tuple[Tensor, Tensor]:
    """Makes the views of all training images and their targets, or loads them from the run's folder.

    Every other view is made from an aligned crop, from each file of crops in turn.

    Returns:
        [V, N, 48, 48] uint8 views and [V, N, K] targets.
    """
    views_path, targets_path = options.out / "views.npy", options.out / "targets.npy"
    if not targets_path.exists():
        options.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(options.seed)
        teachers = [load_teacher(path) for path in options.teachers]
        train_rows = dataset.split(options.split)[0]
        crops = torch.from_numpy(stack_crops(dataset, options.aligned_crops)[0][train_rows]).to(DEVICE)
        labels = soft_targets(dataset, train_rows, options.ferplus_weight, options.label_smoothing)
        labels = labels[train_rows].to(DEVICE)
        shape = (options.views, len(crops), IMAGE_SIZE, IMAGE_SIZE)
        views = np.lib.format.open_memmap(views_path, "w+", np.uint8, shape)
        targets = np.zeros((options.views, len(crops), len(dataset.emotions)), np.float32)
        for view in tqdm(range(options.views), desc="views", disable=None):
            crop = 1 + view // 2 % (crops.shape[1] - 1) if view % 2 else 0  # the image, a crop, the image, ...
            for rows in torch.randperm(len(crops)).split(TEACHER_BATCH):
                x = augment_weakly(crops[rows, crop][:, None].float(), options.strength)
                x, target = mix_views(x, labels[rows], options.view_mixup)
                x = x.round()
                target = (1 - options.distill_weight) * target + options.distill_weight * teacher_probs(teachers, x)
                views[view, rows] = x[:, 0].byte().cpu().numpy()
                targets[view, rows] = target.cpu().numpy()
        views.flush()
        np.save(targets_path, targets)
    return torch.from_numpy(np.load(views_path)).to(DEVICE), torch.from_numpy(np.load(targets_path)).to(DEVICE)


def distillation_options() -> argparse.ArgumentParser:
    """Creates the parser."""
    parser = training_options(__doc__)
    add = parser.add_argument
    add("--teachers", type=Path, nargs="+", required=True, help="best.pt or last.pt of each teacher's run")
    add("--distill-weight", type=float, default=0.7, help="weight of the teachers' probabilities in the targets, 0-1")
    add("--views", type=int, default=16, help="augmented views of each image")
    add("--view-mixup", type=float, default=0.0, help="fraction of the views that are mixed with another image")
    return parser


def main() -> None:
    """Runs the command line."""
    options = distillation_options().parse_args()
    dataset = load_fer2013(options.data).select_emotions(options.emotions)
    views, targets = make_views(options, dataset)
    view_index = torch.zeros(len(dataset.images), dtype=torch.long)  # of each dataset row among the training images
    view_index[dataset.split(options.split)[0]] = torch.arange(views.shape[1])
    view_index = view_index.to(DEVICE)

    def load_batch(rows: Tensor, epoch: int) -> tuple[Tensor, Tensor]:
        index = view_index[rows]
        view = (epoch + index) % options.views
        x = views[view, index][:, None].float()
        mirror = torch.rand(len(rows), 1, 1, 1, device=DEVICE) < 0.5
        return corrupt(torch.where(mirror, x.flip(3), x), options.corruption), targets[view, index]

    fit(options, dataset, load_batch)


if __name__ == "__main__":
    main()
