"""Tables and figures come from the model configs, reproducibly, and the tables replace the text between the markers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("matplotlib", reason="needs matplotlib: pip install -e '.[figures]'")

from emosense_training.model_card import (
    draw_figures,
    load_configs,
    official_table,
    results,
    write_between_markers,
)


def config(
    accuracy: float, split: str = "official", labels: Sequence[str] = ("happy", "sad", "angry")
) -> dict[str, Any]:
    """Returns a model config with the fields that the model card needs."""
    part = {
        "accuracy": accuracy,
        "accuracyWithFlip": accuracy,
        "macroF1": 0.5,
        "ece": 0.1,
        "confusion": [[3, 1, 0]] * 3,
        "perClass": {e: {"precision": 0.5, "recall": 0.5, "f1": 0.5, "count": 4} for e in labels},
        "reliability": [{"count": 20, "confidence": (i + 0.5) / 15, "accuracy": 0.5} for i in range(15)],
    }
    official = split == "official"
    accuracy_key = "publicAccuracy" if official else "testAccuracy"
    return {
        "name": "A model" if official else f"A model, {split}",
        "labels": list(labels),
        "weights": 1234,
        "multiplyAdds": 5_600_000,
        "bytes": 789,
        "stored": {"as": "int8"},
        "trained": {"split": split, "model": "paper"},
        "publicTest": part if official else None,
        "privateTest": None,
        **({} if official else {"test": part}),
        "history": [{"epoch": e, "loss": 1, "trainAccuracy": 0.5, accuracy_key: 0.4} for e in (1, 2)],
    }


def with_votes(one_headed: dict[str, Any]) -> dict[str, Any]:
    """Returns the config of a model with both outputs, whose metrics by the votes differ from those by the labels."""
    part = one_headed["publicTest"]
    agreed = {"accuracy": 0.91, "meanRecall": 0.87, "neutralRecall": 0.93, "confusion": [[4, 0, 0]] * 3}
    curve = [
        {"sensitivity": s, "agreement": 0.91 - s / 10, "neutralRecall": 0.93 - s / 3, "accuracy": 0.6 + s / 10}
        for s in (0, 0.5, 1)
    ]
    by_votes = {"sixOrMore": agreed, "ece": 0.021, "reliability": part["reliability"]}
    private = {**part, "ferPlus": by_votes, "ferPlusMajorityAccuracy": 0.91, "sensitivityCurve": curve}
    first, last = one_headed["history"]
    return {**one_headed, "privateTest": private, "history": [first, {**last, "publicAgreement": 0.9}]}


def point(group: str, condition: str) -> dict[str, Any]:
    """Returns an entry of robustness.json."""
    accuracies = {"accuracyFound": 0.7, "accuracyBareOfFound": 0.7, "accuracyAll": 0.63}
    return {"group": group, "condition": condition, "found": 0.9, **accuracies, "count": 10}


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Returns a folder like models/."""
    (tmp_path / "paper").mkdir()
    (tmp_path / "emotion.json").write_text(json.dumps(config(0.7)))
    for k, accuracy in enumerate([0.60, 0.62, 0.64], 1):
        (tmp_path / f"paper/paper-fold-{k}.json").write_text(json.dumps(config(accuracy, f"fold-{k}")))
    points = [point("face height at 320", "40 px"), point("face height at 320", "80 px"), point("rotated", "-10°")]
    (tmp_path / "robustness.json").write_text(json.dumps(points))
    (tmp_path / "README.md").write_text("before\n<!-- results -->\nearlier results\n<!-- /results -->\nafter\n")
    return tmp_path


def test_tables_replace_the_text_between_the_markers(models: Path) -> None:
    write_between_markers(models / "README.md", results(load_configs(models)))
    text = (models / "README.md").read_text()
    assert text.startswith("before\n<!-- results -->\n")
    assert text.endswith("\n<!-- /results -->\nafter\n")
    assert "earlier" not in text
    unmeasured = " – |" * 8
    assert f"| A model, `emotion.onnx` | 1,234 | 5.6 M | 789 (int8) | – | 70.00 % |{unmeasured}" in text
    assert "62.00 ± 2.00 %" in text  # of 60, 62, and 64


def row_of(table: str, file: str) -> dict[str, str]:
    """Returns the cells of a model's row by their column."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    head = next(line for line in lines if line[0] == "model")
    [row] = [line for line in lines if f"`{file}`" in line[0]]
    return dict(zip(head, row, strict=True))


def test_the_table_has_the_metrics_by_the_votes_and_by_the_labels(models: Path) -> None:
    (models / "emotion.json").write_text(json.dumps(with_votes(config(0.7))))
    private = {**config(0.64)["publicTest"], "ferPlusMajorityAccuracy": 0.7585}
    (models / "paper/paper.json").write_text(json.dumps(config(0.63) | {"privateTest": private}))
    table = official_table(load_configs(models))
    row = row_of(table, "emotion.onnx")
    by_votes = {"PrivateTest agreement": "91.00 %", "mean recall": "87.00 %", "neutral recall": "93.00 %"}
    by_label = {"label accuracy": "70.00 %", "macro F1": "0.500", "ECE, votes": "0.021", "ECE, labels": "0.100"}
    assert by_votes.items() | by_label.items() <= row.items()
    one_headed = row_of(table, "paper/paper.onnx")
    assert one_headed["PrivateTest agreement"] == "75.85 %"
    assert [one_headed[column] for column in ("mean recall", "neutral recall", "ECE, votes")] == ["–"] * 3
    assert one_headed["label accuracy"] == "64.00 %"


def test_missing_markers_are_reported(models: Path) -> None:
    (models / "README.md").write_text("nothing")
    with pytest.raises(SystemExit, match="<!-- results -->"):
        write_between_markers(models / "README.md", "x")


def test_figures_are_reproducible(models: Path) -> None:
    drawings = []
    for _ in range(2):
        draw_figures(load_configs(models), models)
        drawings.append({path.name: path.read_bytes() for path in (models / "figures").iterdir()})
    assert drawings[0] == drawings[1]
    assert set(drawings[0]) == {"confusion.svg", "reliability.svg", "curves.svg", "heights.svg", "corruptions.svg"}


def test_both_conventions_are_drawn_for_a_model_with_both_outputs(models: Path) -> None:
    draw_figures(load_configs(models), models)
    before = {path.name: path.read_bytes() for path in (models / "figures").iterdir()}
    (models / "emotion.json").write_text(json.dumps(with_votes(config(0.7))))
    draw_figures(load_configs(models), models)
    after = {path.name: path.read_bytes() for path in (models / "figures").iterdir()}
    assert set(after) - set(before) == {"confusion-people.svg", "sensitivity.svg"}
    assert after["confusion-people.svg"] != after["confusion.svg"]
    for name in ("reliability.svg", "curves.svg"):
        assert after[name] != before[name], f"{name} shows the votes, too"
