"""Trains all teachers of a plan, one after the other, on a GPU if there is one.

pip install -e ".[teachers]"
python -m emosense_training.teachers --plan teachers.json --data fer2013.npz --out runs --minutes 12

A plan is a JSON object: "options" are the options of train.py that all runs share, and "runs" those of each run by its
name, for example {"options": ["--optimizer adamw"], "runs": {"lite0": "--model efficientnet-lite0 --seed 1"}}. The same
command resumes where it was stopped, and skips runs that are complete. Each run also writes logits.npz: the logits of
best.pt for all images but PrivateTest, with which ensembles can be judged without the teachers.
"""

import argparse
import json
import shlex
import time
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import torch

from emosense_training.crops import load_people
from emosense_training.data import Dataset, load_fer2013
from emosense_training.device import DEVICE
from emosense_training.models import load_model
from emosense_training.options import training_options
from emosense_training.train import train
from emosense_training.validation import logits_of


class Plan(TypedDict):
    """The content of a plan, as described above."""

    options: list[str]
    runs: dict[str, str]


def run_options(plan: Plan, name: str, options: argparse.Namespace) -> argparse.Namespace:
    """Returns the options of train.py for one run."""
    files = ["--data", str(options.data), "--out", str(options.out / name)]
    if options.aligned_crops:
        files += ["--aligned-crops", *map(str, options.aligned_crops)]
    if options.people:
        files += ["--people", str(options.people)]
    return training_options(None).parse_args(
        [*files, *shlex.split(" ".join(plan["options"])), *shlex.split(plan["runs"][name])]
    )


def write_logits(run: Path, dataset: Dataset, people: Path | None) -> None:
    """Writes the [N, H, K] logits of best.pt for Training and PublicTest, and for photographs of people."""
    model = load_model(torch.load(run / "best.pt", map_location="cpu")).to(DEVICE)
    rows = np.concatenate(dataset.split("official"))
    logits: dict[str, Any] = {"rows": rows, "logits": logits_of(model, dataset.images[rows])}
    if people:
        train_people, validation_people = load_people(people)
        logits["people"] = logits_of(model, train_people.crops)
        logits["validation_people"] = logits_of(model, validation_people.crops)
    np.savez(run / "logits.npz", **logits)


def train_all(plan: Plan, options: argparse.Namespace, dataset: Dataset) -> None:
    """Trains each run of the plan, or resumes it, until all are complete or the time is up."""
    deadline = time.monotonic() + 60 * options.minutes
    for name in plan["runs"]:
        run = options.out / name
        if (run / "logits.npz").exists():
            continue
        print(f"teacher {name}", flush=True)
        if not train(run_options(plan, name, options), dataset, deadline):
            print("The time is up: the same command resumes.")
            return
        write_logits(run, dataset, options.people)


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--plan", type=Path, required=True, help="JSON file, as described above")
    add("--data", type=Path, required=True, help="fer2013.npz")
    add("--aligned-crops", type=Path, nargs="+", default=[], help="as in train.py")
    add("--people", type=Path, help="as in train.py")
    add("--out", type=Path, required=True, help="folder for the folders of the runs")
    add("--minutes", type=float, default=float("inf"), help="stops before an epoch that would end later")
    options = parser.parse_args()
    train_all(json.loads(options.plan.read_text()), options, load_fer2013(options.data))


if __name__ == "__main__":
    main()
