"""Trains a model by knowledge distillation: on teacher probabilities mixed with the labels (G. Hinton et al., 2015).

python -m emosense_training.distill --data fer2013.npz --people people.npz --teachers runs/teacher/best.pt \
    --out runs/emosense --epochs 24 --bits 5

Each image is augmented weakly in `--views` ways, once, so that the teachers see each view only once, however many
epochs follow; views and targets are saved in the run's folder. Photographs of people add views whose only target is
what the teachers predict. A fraction of the views (`--view-mixup`) is mixed with another image: the teachers have
memorized the labels of their own training images, but for a mixture they must predict what they see (L. Beyer et al.,
"A good teacher is patient and consistent", CVPR 2022). The student sees each view with new corruptions (blur, noise,
...) every time, so it learns to predict from a corrupted image what its teachers predict from the clean one. All other
options are those of train.py. The same command resumes a run that was stopped, also between two views.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from emosense_training.augment import augment_weakly, corrupt, uniform
from emosense_training.crops import load_people, stack_crops
from emosense_training.data import IMAGE_SIZE, PIXEL_MEAN, PIXEL_STD, Dataset, load_fer2013
from emosense_training.device import DEVICE, autocast
from emosense_training.models import EmotionModel, fuse_bn, load_model
from emosense_training.options import training_options
from emosense_training.targets import head_targets, loss_weights
from emosense_training.trainer import fit

TEACHER_BATCH = 512  # images


def load_teachers(paths: list[Path], heads: list[str]) -> list[EmotionModel]:
    """Loads models for inference, from best.pt, or from last.pt the averaged weights of the last epoch.

    Raises:
        ValueError: If no teacher has one of the student's heads.
    """
    models = [load_model(torch.load(path, map_location="cpu")) for path in paths]
    untaught = [head for head in heads if not any(head in model.heads for model in models)]
    if untaught:
        raise ValueError(f"expected a teacher with the head {untaught[0]}, none of {', '.join(map(str, paths))} has it")
    return [fuse_bn(model).to(DEVICE).to(memory_format=torch.channels_last) for model in models]


def teacher_probs(teachers: list[EmotionModel], heads: list[str], x: Tensor) -> Tensor:
    """Returns [B, H, K] probabilities for images [B, 1, 48, 48] of 0-255.

    Those of each head are the mean over the teachers that have it, and over the images and their mirrors.
    """
    x = ((x - PIXEL_MEAN) / PIXEL_STD).to(memory_format=torch.channels_last)
    probabilities: dict[str, list[Tensor]] = {head: [] for head in heads}
    with torch.no_grad():
        for teacher in teachers:
            with autocast(teacher):
                views = [teacher(image).float().softmax(2) for image in (x, x.flip(3))]
            for index, head in enumerate(teacher.heads):
                if head in probabilities:
                    probabilities[head] += [view[:, index] for view in views]
    return torch.stack([torch.stack(values).mean(0) for values in probabilities.values()], 1)


class Sources:
    """The images that views are made from: FER-2013's training images, then photographs of people.

    Attributes:
        images: [N, 1 + A, 48, 48] uint8, each image with its aligned crops.
        weights: [N, H] of votes and labels in the targets, 0-1; the teachers have the rest. Zero for people.
        targets: [N, H, K] distributions of votes and labels times their weights.
        labeled: [N] bool, whether an image is one of FER-2013's.
    """

    def __init__(self, options: argparse.Namespace, dataset: Dataset) -> None:
        """Loads the images and computes the targets."""
        rows = dataset.split(options.split)[0]
        distributions, weights = head_targets(
            dataset, rows, options.heads, options.ferplus_weight, options.label_smoothing
        )
        weights = (1 - options.distill_weight) * weights[rows]
        targets = weights[:, :, None] * distributions[rows]
        images = stack_crops(dataset, options.aligned_crops)[0][rows]
        people = load_people(options.people)[0].crops if options.people else images[:0, 0]
        copies = np.repeat(people[:, None], images.shape[1], 1)
        self.images = torch.from_numpy(np.concatenate([images, copies]))
        self.weights = torch.cat([weights, weights.new_zeros(len(people), *weights.shape[1:])])
        self.targets = torch.cat([targets, targets.new_zeros(len(people), *targets.shape[1:])])
        self.labeled = torch.arange(len(self.images)) < len(rows)


def mix_views(x: Tensor, fraction: float) -> tuple[Tensor, Tensor, Tensor]:
    """Mixes a fraction of the images with up to one half of another image.

    Returns:
        The [B, 1, 48, 48] images, the [B] indices of the other images, and the [B] weights of these.
    """
    weight = uniform(x, 0, 0.5) * (uniform(x, 0, 1) < fraction)  # [B, 1, 1, 1]
    other = torch.randperm(len(x))
    return x.lerp(x[other.to(x.device)], weight), other, weight[:, 0, 0, 0].cpu()


def make_view(
    options: argparse.Namespace, sources: Sources, teachers: list[EmotionModel], index: int, rows: Tensor
) -> tuple[Tensor, Tensor]:
    """Returns [B, 48, 48] uint8 images and [B, H, K] targets of one view of some images.

    Every other view is made from an aligned crop, from each file of crops in turn.
    """
    crop = 1 + index // 2 % (sources.images.shape[1] - 1) if index % 2 else 0  # the image, a crop, the image, ...
    x = augment_weakly(sources.images[rows, crop][:, None].to(DEVICE).float(), options.strength)
    x, other, share = mix_views(x, options.view_mixup)
    x = x.round()
    others = rows[other]
    usable = (share == 0) | (sources.labeled[rows] & sources.labeled[others])  # a mixture needs the labels of both
    weight = sources.weights[rows].lerp(sources.weights[others], share[:, None]) * usable[:, None]  # [B, H]
    target = sources.targets[rows].lerp(sources.targets[others], share[:, None, None]) * usable[:, None, None]
    return x[:, 0].byte().cpu(), target + (1 - weight[:, :, None]) * teacher_probs(teachers, options.heads, x).cpu()


def make_views(options: argparse.Namespace, dataset: Dataset) -> tuple[Tensor, Tensor]:
    """Makes the views of all images and their targets, unless they are in the run's folder.

    Returns:
        [V, N, 48, 48] uint8 views and [V, N, H, K] targets.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    views_path, targets_path, progress_path = (
        options.out / name for name in ("views.npy", "targets.npy", "views.json")
    )
    done = json.loads(progress_path.read_text())["done"] if progress_path.exists() else 0
    if done < options.views:
        teachers = load_teachers(options.teachers, options.heads)
        sources = Sources(options, dataset)
        mode = "r+" if done else "w+"
        views = np.lib.format.open_memmap(
            views_path, mode, np.uint8, (options.views, len(sources.images), IMAGE_SIZE, IMAGE_SIZE)
        )
        shape = (options.views, *sources.targets.shape)
        targets = np.lib.format.open_memmap(targets_path, mode, np.float32, shape)
        for index in tqdm(range(done, options.views), desc="views", initial=done, total=options.views, disable=None):
            torch.manual_seed(options.seed * options.views + index)  # the same after a stop
            for rows in torch.randperm(len(sources.images)).split(TEACHER_BATCH):
                view, target = make_view(options, sources, teachers, index, rows)
                views[index, rows], targets[index, rows] = view.numpy(), target.numpy()
            views.flush()
            targets.flush()
            progress_path.write_text(json.dumps({"done": index + 1}))
    return torch.from_numpy(np.load(views_path)).to(DEVICE), torch.from_numpy(np.load(targets_path)).to(DEVICE)


def distillation_options() -> argparse.ArgumentParser:
    """Creates the parser."""
    parser = training_options(__doc__)
    add = parser.add_argument
    add(
        "--teachers",
        type=Path,
        nargs="+",
        required=True,
        help="best.pt or last.pt of each teacher's run; each head learns from the teachers that have it",
    )
    add("--distill-weight", type=float, default=0.7, help="weight of the teachers' probabilities in the targets, 0-1")
    add("--views", type=int, default=16, help="augmented views of each image")
    add("--view-mixup", type=float, default=0.0, help="fraction of the views that are mixed with another image")
    return parser


def main() -> None:
    """Runs the command line."""
    options = distillation_options().parse_args()
    dataset = load_fer2013(options.data).select_emotions(options.emotions)
    views, targets = make_views(options, dataset)
    targets *= loss_weights(targets.flatten(0, 1), options.label_loss_weight, options.balance_classes)

    def load_batch(rows: Tensor, epoch: int) -> tuple[Tensor, Tensor]:
        view = (epoch + rows) % options.views
        x = views[view, rows][:, None].float()
        mirror = torch.rand(len(rows), 1, 1, 1, device=DEVICE) < 0.5
        return corrupt(torch.where(mirror, x.flip(3), x), options.corruption), targets[view, rows]

    fit("distill", options, dataset, torch.arange(views.shape[1]), load_batch)


if __name__ == "__main__":
    main()
