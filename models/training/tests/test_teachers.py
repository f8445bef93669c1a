"""A plan trains each of its runs once, in order, and writes their logits."""

import argparse
import math
from pathlib import Path

import numpy as np
import pytest

from emosense_training import device, teachers
from emosense_training.data import Dataset
from emosense_training.teachers import Plan, train_all

PLAN: Plan = {
    "options": ["--model paper --epochs 1 --batch-size 128", "--strength 0 --corruption 0"],
    "runs": {"one": "--seed 1", "two": "--seed 2"},
}


def test_runs_are_trained_once_and_write_their_logits(
    tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "USE_BFLOAT16", False)
    options = argparse.Namespace(data=Path("x"), out=tmp_path, aligned_crops=[], people=None, minutes=math.inf)
    train_all(PLAN, options, dataset)
    with np.load(tmp_path / "one/logits.npz") as first, np.load(tmp_path / "two/logits.npz") as second:
        assert first["logits"].shape == (360, 2, 7)  # PrivateTest is left out
        assert set(dataset.usages[first["rows"]]) == {0, 1}
        assert not np.array_equal(first["logits"], second["logits"])
    monkeypatch.setattr(teachers, "train", None)  # would fail if it were called
    train_all(PLAN, options, dataset)


def test_a_plan_stops_when_the_time_is_up(tmp_path: Path, dataset: Dataset, capsys: pytest.CaptureFixture[str]) -> None:
    options = argparse.Namespace(data=Path("x"), out=tmp_path, aligned_crops=[], people=None, minutes=-1)
    train_all(PLAN, options, dataset)
    assert "the same command resumes" in capsys.readouterr().out
    assert not list(tmp_path.rglob("*.pt"))
