"""Distillation: teachers load from either checkpoint, and views are made once, together with their targets."""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from emosense_training.data import EMOTIONS, PIXEL_MEAN, PIXEL_STD, Dataset
from emosense_training.distill import distillation_options, load_teacher, make_views, mix_views, teacher_probs
from emosense_training.models import build_model


def parse(folder: Path, *more: str) -> argparse.Namespace:
    """Returns the options of a student whose teacher is in the same folder; views are not augmented."""
    fixed = ["--data", "none", "--out", str(folder / "student"), "--teachers", str(folder / "teacher/best.pt")]
    return distillation_options().parse_args([*fixed, "--strength", "0", *more])


@pytest.mark.parametrize(("file", "key"), [("best.pt", "model"), ("last.pt", "ema")])
def test_teachers_load_from_either_checkpoint(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., None], file: str, key: str
) -> None:
    train_paper_cnn(tmp_path)
    images = torch.from_numpy(dataset.images[:8])[:, None].float()
    model = build_model("paper").eval()
    model.load_state_dict(torch.load(tmp_path / file)[key])
    with torch.no_grad():
        expected = model((images - PIXEL_MEAN) / PIXEL_STD).softmax(1)
    assert (teacher_probs([load_teacher(tmp_path / file)], images) - expected).abs().max() < 1e-3


def test_mix_views_mixes_images_and_targets_alike() -> None:
    gray = torch.linspace(0, 255, 400)
    x, targets = gray[:, None, None, None].expand(400, 1, 48, 48), torch.stack([gray, 255 - gray], 1)
    mixed, target = mix_views(x, targets, 0.5)
    assert (mixed[:, 0, 0, 0] - target[:, 0]).abs().max() < 0.01
    assert (target.sum(1) - 255).abs().max() < 0.01
    assert 0.35 < (mixed != x)[:, 0, 0, 0].float().mean() < 0.65
    assert torch.equal(mix_views(x, targets, 0)[0], x)


def test_views_are_made_once_and_match_their_targets(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., None]
) -> None:
    train_paper_cnn(tmp_path / "teacher")
    hard_labels = ["--ferplus-weight", "0", "--label-smoothing", "0"]
    options = parse(tmp_path, "--views", "2", "--distill-weight", "0.75", *hard_labels)
    views, targets = make_views(options, dataset)
    rows = dataset.split("official")[0]
    assert views.shape == (2, len(rows), 48, 48)
    assert targets.shape == (2, len(rows), len(EMOTIONS))
    probabilities = teacher_probs([load_teacher(tmp_path / "teacher/best.pt")], views[1][:, None].float())
    labels = torch.eye(len(EMOTIONS))[torch.from_numpy(dataset.labels[rows])]
    assert (targets[1] - (0.25 * labels + 0.75 * probabilities)).abs().max() < 1e-3
    options.teachers = [Path("missing")]
    assert torch.equal(make_views(options, dataset)[1], targets)


def test_every_other_view_is_an_aligned_crop_from_each_file_in_turn(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., None]
) -> None:
    train_paper_cnn(tmp_path / "teacher")
    found = np.arange(len(dataset.images)) % 2 == 0
    paths = []
    for gray in (50, 150):
        paths.append(str(tmp_path / f"{gray}.npz"))
        np.savez(paths[-1], crops=np.full_like(dataset.images, gray), found=found)
    views, _ = make_views(parse(tmp_path, "--views", "5", "--aligned-crops", *paths), dataset)
    found_rows = torch.from_numpy(found[dataset.split("official")[0]])
    for view, gray in [(1, 50), (3, 150)]:
        assert (views[view][found_rows] == gray).all(), view
        assert (views[view][~found_rows].float().std((1, 2)) > 1).all(), view
    for view in (0, 2, 4):
        assert (views[view].float().std((1, 2)) > 1).all(), view
