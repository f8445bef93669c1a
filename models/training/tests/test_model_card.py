"""The table and the pictures come from the cards, the same each time, and go where the markers are."""
import json

import pytest

pytest.importorskip("matplotlib", reason="needs matplotlib: pip install '.[figures]'")

from emosense_training import model_card as compare  # noqa: E402


def card(accuracy, split="official", labels=("happy", "sad", "angry")):
    part = {"accuracy": accuracy, "accuracyWithFlip": accuracy, "macroF1": 0.5, "ece": 0.1, "confusion": [[3, 1, 0]] * 3,
            "perClass": {e: {"precision": 0.5, "recall": 0.5, "f1": 0.5, "count": 4} for e in labels},
            "reliability": [{"count": 20, "confidence": (i + 0.5) / 15, "accuracy": 0.5} for i in range(15)]}
    official = split == "official"
    return {"name": "A network" if official else f"A network, {split}", "labels": list(labels), "weights": 1234,
            "multiplyAdds": 5_600_000, "bytes": 789, "stored": {"as": "int8"},
            "trained": {"split": split, "network": "paper"}, "publicTest": part if official else None, "privateTest": None,
            **({} if official else {"test": part}),
            "history": [{"epoch": e, "loss": 1, "trainAccuracy": 0.5,
                         "publicAccuracy" if official else "testAccuracy": 0.4} for e in (1, 2)]}


@pytest.fixture
def models(tmp_path):
    (tmp_path / "paper").mkdir()
    (tmp_path / "emotion.json").write_text(json.dumps(card(0.7)))
    for k, accuracy in enumerate([0.60, 0.62, 0.64], 1):
        (tmp_path / f"paper/paper-fold-{k}.json").write_text(json.dumps(card(accuracy, f"fold-{k}")))
    (tmp_path / "robustness.json").write_text(json.dumps(
        [{"group": group, "condition": condition, "found": 0.9, "accuracyFound": 0.7, "accuracyBareOfFound": 0.7,
          "accuracyAll": 0.63, "count": 10} for group, condition in
         [("face height, searched at 320", "40 px"), ("face height, searched at 320", "80 px"), ("turned", "-10°")]]))
    (tmp_path / "README.md").write_text("before\n<!-- results -->\nearlier results\n<!-- /results -->\nafter\n")
    return tmp_path


def test_the_table_stands_between_the_markers(models):
    compare.write_between_markers(models / "README.md", compare.results(compare.cards_of(models)))
    text = (models / "README.md").read_text()
    assert text.startswith("before\n<!-- results -->\n") and text.endswith("\n<!-- /results -->\nafter\n")
    assert "earlier" not in text
    assert "| A network, `emotion.onnx` | 1,234 | 5.6 M | 789 (int8) | 70.00 % | – |" in text
    assert "62.00 ± 2.00 %" in text                                   # of 60, 62 and 64


def test_missing_markers_are_named(models):
    (models / "README.md").write_text("nothing")
    with pytest.raises(SystemExit, match="<!-- results -->"):
        compare.write_between_markers(models / "README.md", "x")


def test_pictures_come_out_the_same(models):
    pictures = []
    for _ in range(2):
        compare.draw(compare.cards_of(models), models)
        pictures.append({p.name: p.read_bytes() for p in (models / "figures").iterdir()})
    assert pictures[0] == pictures[1]
    assert set(pictures[0]) == {"confusion.svg", "reliability.svg", "curves.svg", "heights.svg", "disturbances.svg"}
