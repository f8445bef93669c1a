"""A run that is interrupted and resumed ends exactly as one that runs through; schedule and logs are as documented."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import RunInterruptedError
from torch.optim.swa_utils import AveragedModel

from emosense_training import device, trainer
from emosense_training.model_config import read_history
from emosense_training.models import EmotionModel, build_model, load_model
from emosense_training.optimization import build_scheduler, count_warm_up_steps
from emosense_training.quantization import quantization_scale

Train = Callable[..., bool]

HEAD = "heads.scores.weight"  # a parameter that every step changes


def assert_equal(one: Any, other: Any, path: str = "checkpoint") -> None:  # noqa: ANN401
    """Compares nested checkpoints exactly, and names what differs."""
    if isinstance(one, dict):
        assert one.keys() == other.keys(), path
        for key in one:
            assert_equal(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, (list, tuple)):
        assert len(one) == len(other), path
        for index, (a, b) in enumerate(zip(one, other, strict=True)):
            assert_equal(a, b, f"{path}[{index}]")
    elif isinstance(one, torch.Tensor):
        assert torch.equal(one, other), path
    else:
        assert one == other, path


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--optimizer", "adamw", "--lr", "0.001", "--sam", "0.05", "--bits", "5", "--ema-decay", "0.999"],
    ],
    ids=["sgd", "adamw-sam-quantized"],
)
def test_resuming_equals_running_through(tmp_path: Path, train_paper_cnn: Train, options: list[str]) -> None:
    train_paper_cnn(tmp_path / "through", *options)
    with pytest.raises(RunInterruptedError):
        train_paper_cnn(tmp_path / "interrupted", *options, interrupt_in=1)
    first_epoch = torch.load(tmp_path / "interrupted/last.pt")
    train_paper_cnn(tmp_path / "interrupted", *options)
    through, resumed = (torch.load(tmp_path / name / "last.pt") for name in ("through", "interrupted"))
    own_paths = {"settings", "recipe"}
    assert_equal(
        {k: through[k] for k in through.keys() - own_paths}, {k: resumed[k] for k in resumed.keys() - own_paths}
    )
    assert first_epoch["epoch"] == 1
    assert resumed["epoch"] == 2
    assert not torch.equal(first_epoch["model"][HEAD], resumed["model"][HEAD])
    assert read_history(tmp_path / "through") == read_history(tmp_path / "interrupted")


def test_the_learning_rate_warms_up_and_decays_to_zero() -> None:
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    scheduler = build_scheduler(optimizer, count_warm_up_steps(epochs=40, steps_per_epoch=10), steps=400)
    rates = []
    for _ in range(400):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    assert rates[0] == pytest.approx(0.1 / 20)  # two epochs of warm-up
    assert rates[10] == pytest.approx(0.1 * (1 / 20 + 19 / 20 / 2))
    assert rates[20] == max(rates) == pytest.approx(0.1)
    assert rates[210] == pytest.approx(0.05)  # halfway through the decay
    assert rates[399] < 1e-5
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0, abs=1e-9)


def test_the_average_starts_after_the_warm_up(
    tmp_path: Path, train_paper_cnn: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights: list[torch.Tensor] = []  # after each step

    class RecordingModel(AveragedModel):
        def update_parameters(self, model: torch.nn.Module) -> None:
            super().update_parameters(model)
            weights.append(model.get_parameter(HEAD).detach().clone())

    monkeypatch.setattr(trainer, "AveragedModel", RecordingModel)
    train_paper_cnn(tmp_path, "--ema-decay", "0.9")
    expected = weights[0]  # the only step of the warm-up
    for step_weights in weights[1:]:
        expected = expected.lerp(step_weights, 1 - 0.9)
    last = torch.load(tmp_path / "last.pt")
    assert len(weights) == last["ema_updates"] == 4  # two epochs of two batches
    assert torch.allclose(last["ema"][HEAD], expected, atol=1e-6)
    assert not torch.allclose(last["model"][HEAD], expected, atol=1e-6)


def test_the_official_split_validates_on_public_test(tmp_path: Path, train_paper_cnn: Train) -> None:
    train_paper_cnn(tmp_path)
    history = read_history(tmp_path)
    assert [line["epoch"] for line in history] == [1, 2]
    for line in history:
        assert 0 <= line["trainAccuracy"] <= 1
        assert 0 <= line["publicAccuracy"] <= 1
        assert 0 <= line["publicMacroF1"] <= 1
    assert not list(tmp_path.rglob("*.part"))


def test_a_fold_keeps_the_last_epoch(tmp_path: Path, train_paper_cnn: Train) -> None:
    train_paper_cnn(tmp_path, "--split", "fold-2")
    for line in read_history(tmp_path):
        assert "testAccuracy" in line
        assert "publicAccuracy" not in line
    best = torch.load(tmp_path / "best.pt")
    assert best["epoch"] == 2  # nothing is chosen on a fold's test part
    assert best["settings"]["split"] == "fold-2"
    json.dumps(best["settings"])


def test_models_with_one_head_train_on_the_labels_alone(tmp_path: Path, train_paper_cnn: Train) -> None:
    train_paper_cnn(tmp_path, "--heads", "fer2013")
    assert {key for key in torch.load(tmp_path / "best.pt")["model"] if key.startswith("heads.")} == {
        "heads.fer2013.weight",
        "heads.fer2013.bias",
    }
    assert "publicAgreement" not in read_history(tmp_path)[0]


def test_the_best_epoch_is_one_with_rounded_weights(
    tmp_path: Path, train_paper_cnn: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer.Validation, "measure", lambda _, model: ({"distinct": count_distinct(model)}, 0.5))
    train_paper_cnn(tmp_path, "--bits", "4")
    before, after = (line["distinct"] for line in read_history(tmp_path))
    assert before > 15
    assert after <= 15  # -7 to 7
    assert torch.load(tmp_path / "best.pt")["epoch"] == 2


def count_distinct(model: EmotionModel) -> int:
    """Returns the largest number of distinct weights of an output channel of a head, in steps of its scale."""
    weight = model.heads["scores"].get_parameter("weight").detach()
    steps = weight / quantization_scale(weight, [4])
    return max(len(row.unique()) for row in (steps * 1000).round())


def test_no_epoch_begins_that_would_end_after_the_deadline(
    tmp_path: Path, train_paper_cnn: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0, 100, 100, 200, 200, 300])  # start and end of an epoch, in turn
    monkeypatch.setattr(trainer.time, "monotonic", lambda: next(clock))
    assert not train_paper_cnn(tmp_path, deadline=150)
    assert [line["epoch"] for line in read_history(tmp_path)] == [1]
    monkeypatch.undo()
    monkeypatch.setattr(device, "USE_BFLOAT16", False)
    assert train_paper_cnn(tmp_path)


def test_several_image_sizes_share_the_epochs(
    tmp_path: Path, train_paper_cnn: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: dict[bool, list[int]] = {True: [], False: []}  # by whether the model was training

    def build_and_record(*arguments: Any) -> EmotionModel:  # noqa: ANN401
        model = build_model(*arguments)
        model.register_forward_pre_hook(lambda m, inputs: sizes[m.training].append(inputs[0].shape[-1]))
        return model

    monkeypatch.setattr(trainer, "build_model", build_and_record)
    train_paper_cnn(tmp_path, "--model", "emosense", "--image-size", "32", "64")
    assert sizes[True] == [32, 32, 64, 64]
    assert set(sizes[False]) == {48}  # the model resizes them
    best = torch.load(tmp_path / "best.pt")
    assert best["epoch"] == 2
    assert load_model(best).image_size == 64
