"""Distillation: teachers load from either checkpoint, and views are made once, together with their targets."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from conftest import RunInterruptedError
from torch import Tensor

from emosense_training import distill
from emosense_training.crops import load_people
from emosense_training.data import EMOTIONS, PIXEL_MEAN, PIXEL_STD, Dataset
from emosense_training.distill import distillation_options, load_teachers, make_views, mix_views, teacher_probs
from emosense_training.model_config import read_history
from emosense_training.models import HEADS, build_model
from emosense_training.targets import vote_targets


def parse(folder: Path, *more: str) -> argparse.Namespace:
    """Returns the options of a student whose teacher is in the same folder; views are not augmented."""
    fixed = ["--data", "none", "--out", str(folder / "student"), "--teachers", str(folder / "teacher/best.pt")]
    return distillation_options().parse_args([*fixed, "--strength", "0", *more])


@pytest.mark.parametrize(("file", "key"), [("best.pt", "model"), ("last.pt", "ema")])
def test_teachers_load_from_either_checkpoint(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., bool], file: str, key: str
) -> None:
    train_paper_cnn(tmp_path)
    images = torch.from_numpy(dataset.images[:8])[:, None].float()
    model = build_model("paper").eval()
    model.load_state_dict(torch.load(tmp_path / file)[key])
    with torch.no_grad():
        x = (images - PIXEL_MEAN) / PIXEL_STD
        expected = (model(x).softmax(2) + model(x.flip(3)).softmax(2)) / 2
    teachers = load_teachers([tmp_path / file], HEADS)
    assert (teacher_probs(teachers, HEADS, images) - expected).abs().max() < 1e-3
    assert (teacher_probs(teachers, ["fer2013"], images) - expected[:, 1:]).abs().max() < 1e-3


def test_each_head_learns_from_the_teachers_that_have_it(tmp_path: Path) -> None:
    teachers = []
    for name, heads in ({"both": HEADS, "labels": ["fer2013"]}).items():
        model = build_model("paper", heads=heads)
        torch.save({"model": model.state_dict(), "settings": {"model": "paper"}}, tmp_path / name)
        teachers.append(tmp_path / name)
    both, labels = load_teachers(teachers, HEADS)
    images = torch.rand(4, 1, 48, 48) * 255
    of_both, of_labels = teacher_probs([both], HEADS, images), teacher_probs([labels], ["fer2013"], images)
    together = teacher_probs([both, labels], HEADS, images)
    assert torch.allclose(together[:, 0], of_both[:, 0])
    assert torch.allclose(together[:, 1], (of_both[:, 1] + of_labels[:, 0]) / 2)
    with pytest.raises(ValueError, match=r"expected a teacher with the head scores, none of .*labels has it"):
        load_teachers(teachers[1:], HEADS)


def test_mix_views_mixes_a_fraction_of_the_images() -> None:
    gray = torch.linspace(0, 255, 400)
    x = gray[:, None, None, None].expand(400, 1, 48, 48)
    mixed, other, weight = mix_views(x, 0.5)
    assert (mixed[:, 0, 0, 0] - gray.lerp(gray[other], weight)).abs().max() < 0.01
    assert 0.35 < (weight > 0).float().mean() < 0.65
    assert weight.max() <= 0.5
    assert torch.equal(mix_views(x, 0)[0], x)


def test_views_are_made_once_and_match_their_targets(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., bool]
) -> None:
    train_paper_cnn(tmp_path / "teacher")
    hard_labels = ["--ferplus-weight", "0", "--label-smoothing", "0"]
    options = parse(tmp_path, "--views", "2", "--distill-weight", "0.75", *hard_labels)
    views, targets = make_views(options, dataset)
    rows = dataset.split("official")[0]
    assert views.shape == (2, len(rows), 48, 48)
    assert targets.shape == (2, len(rows), 2, len(EMOTIONS))
    assert torch.allclose(targets.sum(3), torch.ones(2, len(rows), 2), atol=1e-3)
    teachers = load_teachers([tmp_path / "teacher/best.pt"], HEADS)
    probabilities = teacher_probs(teachers, HEADS, views[1][:, None].float())
    labels = torch.eye(len(EMOTIONS))[torch.from_numpy(dataset.labels[rows])]
    assert (targets[1, :, 1] - (0.25 * labels + 0.75 * probabilities[:, 1])).abs().max() < 1e-3
    shares, trust = (values[rows] for values in vote_targets(dataset))
    weight = 0.25 * trust[:, None]  # the less the annotators chose one of the emotions, the more the teacher counts
    assert (targets[1, :, 0] - (weight * shares + (1 - weight) * probabilities[:, 0])).abs().max() < 1e-3
    options.teachers = [Path("missing")]
    assert torch.equal(make_views(options, dataset)[1], targets)


def test_making_views_resumes_after_the_last_complete_one(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    train_paper_cnn(tmp_path / "teacher")
    options = parse(tmp_path, "--views", "3", "--view-mixup", "0.5", "--strength", "0.5")
    views, targets = make_views(options, dataset)
    options.out = tmp_path / "interrupted"
    make_view = distill.make_view

    def interrupted(*arguments: Any) -> tuple[Tensor, Tensor]:  # noqa: ANN401
        if arguments[3] == 1:
            raise RunInterruptedError
        return make_view(*arguments)

    monkeypatch.setattr(distill, "make_view", interrupted)
    with pytest.raises(RunInterruptedError):
        make_views(options, dataset)
    monkeypatch.setattr(distill, "make_view", make_view)
    torch.rand(5)
    resumed_views, resumed_targets = make_views(options, dataset)
    assert torch.equal(resumed_views, views)
    assert torch.equal(resumed_targets, targets)


def test_people_have_the_targets_of_the_teachers_alone(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., bool]
) -> None:
    train_paper_cnn(tmp_path / "teacher")
    write_people(tmp_path / "people.npz", count=20)
    options = parse(tmp_path, "--views", "1", "--view-mixup", "0.5", "--people", str(tmp_path / "people.npz"))
    views, targets = make_views(options, dataset)
    labeled = len(dataset.split("official")[0])
    assert views.shape[1] == labeled + 12  # of 20 people, 4 are for validation, and a quarter has no face
    teachers = load_teachers([tmp_path / "teacher/best.pt"], HEADS)
    probabilities = teacher_probs(teachers, HEADS, views[0, labeled:, None].float())
    assert (targets[0, labeled:] - probabilities).abs().max() < 1e-3


def write_people(path: Path, count: int) -> None:
    """Writes crops whose gray is the number of the person; no face is found in every fourth."""
    person = np.arange(count)
    crops = np.broadcast_to(person[:, None, None], (count, 48, 48)).astype(np.uint8)
    np.savez(path, crops=crops, found=person % 4 != 1, emotion=(person % 7).astype(np.uint8), person=person)


def test_every_fifth_person_is_for_validation_only(tmp_path: Path) -> None:
    write_people(tmp_path / "people.npz", count=20)
    train, validation = load_people(tmp_path / "people.npz")
    assert validation.crops[:, 0, 0].tolist() == [0, 10, 15]  # no face in 5
    assert train.crops[:, 0, 0].tolist() == [n for n in range(20) if n % 5 and n % 4 != 1]
    assert validation.labels.tolist() == [0, 3, 1]
    with pytest.raises(SystemExit, match=r"--crops people\.npz"):
        load_people(tmp_path / "people.zip")


def test_every_other_view_is_an_aligned_crop_from_each_file_in_turn(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., bool]
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


def test_a_student_learns_from_all_views(
    tmp_path: Path, dataset: Dataset, train_paper_cnn: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    train_paper_cnn(tmp_path / "teacher")
    train_paper_cnn(tmp_path / "pretrained", "--heads", "fer2013")
    write_people(tmp_path / "people.npz", count=400)
    monkeypatch.setattr(distill, "load_fer2013", lambda _: dataset)
    arguments = [
        "distill.py",
        "--data",
        "none",
        "--out",
        str(tmp_path / "student"),
        "--model",
        "paper",
        "--epochs",
        "2",
    ]
    arguments += ["--teachers", str(tmp_path / "teacher/best.pt"), "--people", str(tmp_path / "people.npz")]
    arguments += ["--pretrained", str(tmp_path / "pretrained/best.pt"), "--views", "1", "--bits", "5"]
    monkeypatch.setattr("sys.argv", arguments)
    distill.main()
    history = read_history(tmp_path / "student")
    assert [line["epoch"] for line in history] == [1, 2]
    assert {"publicAgreement", "publicMeanRecall", "publicMacroF1", "peopleAccuracy"} <= set(history[1])
    best = torch.load(tmp_path / "student/best.pt")
    assert best["epoch"] == 2  # the first has no rounded weights
    assert len(best["recipe"]) == 3
