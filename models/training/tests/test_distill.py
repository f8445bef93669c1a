"""A teacher answers with its averaged weights, whichever of a run's two files it is taken from; views are made once."""
from pathlib import Path

import numpy as np
import torch
from test_train import run

from emosense_training import train
from emosense_training.distill import answers, blended, load, make_views
from emosense_training.models import EMOTIONS, MEAN, STD, build


def test_either_file_of_a_run_can_teach(tmp_path, dataset, monkeypatch):
    monkeypatch.setattr(train, "HALF", False)
    run(tmp_path, dataset)
    pictures = torch.from_numpy(dataset.images[:8])[:, None].float()
    for file, weights in [("best.pt", "network"), ("last.pt", "mean")]:
        network = build("paper").eval()
        network.load_state_dict(torch.load(tmp_path / file)[weights])
        with torch.no_grad():
            expected = network((pictures - MEAN) / STD).softmax(1)
        assert (answers([load(tmp_path / file)], pictures) - expected).abs().max() < 1e-3, file


def test_a_blend_has_as_much_of_the_other_target_as_of_the_other_picture():
    shades = torch.linspace(0, 255, 400)
    x, targets = shades[:, None, None, None].expand(400, 1, 48, 48), torch.stack([shades, 255 - shades], 1)
    mixed, target = blended(x, targets, 0.5)
    assert (mixed[:, 0, 0, 0] - target[:, 0]).abs().max() < 0.01 and (target.sum(1) - 255).abs().max() < 0.01
    assert 0.35 < (mixed != x)[:, 0, 0, 0].float().mean() < 0.65
    assert torch.equal(blended(x, targets, 0)[0], x)


def test_views_and_targets_are_made_once_and_belong_together(tmp_path, dataset, monkeypatch):
    monkeypatch.setattr(train, "HALF", False)
    run(tmp_path / "teacher", dataset)
    args = train.options("").parse_args(["--data", "none", "--out", str(tmp_path / "student"), "--votes", "0"])
    vars(args).update(teachers=[tmp_path / "teacher/best.pt"], views=2, share=0.75, blend=0.0, smoothing=0.0, strength=0.0)
    views, targets = make_views(args, dataset)
    rows = dataset.parts("official")[0]
    assert views.shape == (2, len(rows), 48, 48) and targets.shape == (2, len(rows), len(EMOTIONS))
    said = answers([load(tmp_path / "teacher/best.pt")], views[1][:, None].float())
    labels = torch.eye(len(EMOTIONS))[torch.from_numpy(dataset.labels[rows])]
    assert (targets[1] - (0.25 * labels + 0.75 * said)).abs().max() < 1e-3
    args.teachers = [Path("gone")]
    assert torch.equal(make_views(args, dataset)[1], targets)


def test_every_other_view_is_of_a_crop_each_file_in_its_turn(tmp_path, dataset, monkeypatch):
    monkeypatch.setattr(train, "HALF", False)
    run(tmp_path / "teacher", dataset)
    found = np.arange(len(dataset.images)) % 2 == 0
    for shade in (50, 150):
        crops = np.full_like(dataset.images, shade)
        np.savez(tmp_path / f"{shade}.npz", crops=crops, found=found)
    args = train.options("").parse_args(["--data", "none", "--out", str(tmp_path / "student"),
                                         "--aligned", str(tmp_path / "50.npz"), str(tmp_path / "150.npz")])
    vars(args).update(teachers=[tmp_path / "teacher/best.pt"], views=5, share=0.5, blend=0.0, strength=0.0)
    views, _ = make_views(args, dataset)
    found = torch.from_numpy(found[dataset.parts("official")[0]])
    for view, shade in [(1, 50), (3, 150)]:
        assert (views[view][found] == shade).all()
        assert (views[view][~found].float().std((1, 2)) > 1).all()
    for view in (0, 2, 4):
        assert (views[view].float().std((1, 2)) > 1).all()
