"""A run that was stopped and taken up again ends where one that ran through does."""
import json
from pathlib import Path

import pytest
import torch

from emosense_training import train
from emosense_training.augment import augment
from emosense_training.model_config import history_of
from emosense_training.models import build
from emosense_training.targets import soft_targets
from emosense_training.train import fit, options


class Stopped(Exception):
    pass


def run(out, dataset, stop_at=None, *more):
    """Two epochs of two batches; stops in the epoch `stop_at`."""
    args = options("").parse_args(["--data", "none", "--out", str(out), "--network", "paper", "--epochs", "2",
                                   "--batch", "128", *more])
    targets = soft_targets(dataset, dataset.parts(args.split)[0], args.votes, args.smoothing)
    images = torch.from_numpy(dataset.images)[:, None].float()

    def batch(rows, epoch):
        if epoch == stop_at:
            raise Stopped
        return augment(images[rows], args.strength), targets[rows]

    fit(args, dataset, batch)


def weights(path):
    return torch.load(path, weights_only=False)["network"]


def test_resuming_equals_running_through(tmp_path, dataset):
    run(tmp_path / "through", dataset)
    with pytest.raises(Stopped):
        run(tmp_path / "stopped", dataset, 1)
    first = weights(tmp_path / "stopped/last.pt")
    run(tmp_path / "stopped", dataset)
    through, resumed = weights(tmp_path / "through/last.pt"), weights(tmp_path / "stopped/last.pt")
    assert all(torch.equal(through[k], resumed[k]) for k in through)
    assert not torch.equal(first["last.weight"], resumed["last.weight"])
    assert history_of(tmp_path / "through") == history_of(tmp_path / "stopped")


def test_what_an_epoch_leaves(tmp_path, dataset):
    run(tmp_path / "official", dataset)
    run(tmp_path / "fold", dataset, None, "--split", "fold-2")
    official, fold = history_of(tmp_path / "official"), history_of(tmp_path / "fold")
    assert [line["epoch"] for line in official] == [line["epoch"] for line in fold] == [1, 2]
    assert all(0 <= line["trainAccuracy"] <= 1 and "publicAccuracy" in line for line in official)
    assert all("testAccuracy" in line and "publicAccuracy" not in line for line in fold)
    best = torch.load(tmp_path / "fold/best.pt")
    assert best["epoch"] == 2 and best["settings"]["split"] == "fold-2"       # nothing chosen on a fold's test part
    json.dumps(best["settings"])
    assert not list(Path(tmp_path).rglob("*.part"))


def test_small_pictures_first(tmp_path, dataset, monkeypatch):
    sides = []

    def watched(*what):
        network = build(*what)
        network.register_forward_pre_hook(lambda network, inputs: sides.append((network.training, inputs[0].shape[-1])))
        return network

    monkeypatch.setattr(train, "build", watched)
    run(tmp_path, dataset, None, "--network", "emosense", "--small", "0.5")
    assert [side for training, side in sides if training] == [32, 32, 48, 48]
    assert {side for training, side in sides if not training} == {48}
