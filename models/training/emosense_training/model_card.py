"""Writes the figures and the results tables of the model card from the model configs.

pip install -e ".[figures]"
python -m emosense_training.model_card

Reads ../emotion.json, ../paper/*.json, and ../robustness.json (written by the crate's `evaluate --robustness`); writes
../figures/*.svg and, in ../README.md, the text between <!-- results --> and <!-- /results -->. It needs no image of
FER-2013, and the same configs always give the same bytes.
"""

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any

from emosense_training import figures
from emosense_training.evaluate import MODELS_FOLDER
from emosense_training.train_keras import BACKENDS

MARKERS = "<!-- results -->", "<!-- /results -->"
MISSING = "–"

Config = dict[str, Any]


def load_configs(models: Path) -> dict[str, Config]:
    """Loads the configs by the path of their model, in the order of the tables.

    The emotion model comes first, then the other models of the official split with all classes, then the rest.
    """
    paths = [models / "emotion.json", *sorted((models / "paper").glob("*.json"))]
    configs = {path.relative_to(models).with_suffix(".onnx").as_posix(): json.loads(path.read_text()) for path in paths}

    def order(item: tuple[str, Config]) -> tuple[bool, bool, int, bool]:
        file, config = item
        return file != "emotion.onnx", split_of(config) != "official", -len(config["labels"]), "keras-" in file

    return dict(sorted(configs.items(), key=order))


def split_of(config: Config) -> str:
    """Returns the split that a model was trained on."""
    return config["trained"].get("split", "official")


def is_fold(config: Config) -> bool:
    """Returns whether a model belongs to a cross-validation."""
    return split_of(config).startswith("fold-")


def percent(fraction: float | None) -> str:
    """Formats a fraction as a percentage."""
    return MISSING if fraction is None else f"{100 * fraction:.2f} %"


def markdown_table(head: list[str], rows: list[list[str]]) -> str:
    """Formats a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def size_cells(config: Config) -> list[str]:
    """Returns the cells for parameters, multiply-adds, and file size."""
    multiply_adds = config.get("multiplyAdds")
    weight_format = config.get("stored", {}).get("as")
    size = f"{config['bytes']:,}" if "bytes" in config else MISSING
    return [
        f"{config['weights']:,}",
        f"{multiply_adds / 1e6:.1f} M" if multiply_adds else MISSING,
        f"{size} ({weight_format})" if weight_format else size,
    ]


def metric_cells(metrics: dict[str, Any] | None, fields: list[str]) -> list[str]:
    """Returns a cell for each metric."""

    def cell(field: str) -> str:
        if not metrics or metrics.get(field) is None:
            return MISSING
        return f"{metrics[field]:.3f}" if field in ("macroF1", "ece") else percent(metrics[field])

    return [cell(field) for field in fields]


def agreement_cells(metrics: dict[str, Any] | None) -> list[str]:
    """Returns the cells by the votes: agreement, mean recall, recall of neutral, and calibration error.

    Of a model with labels as its only output, often the agreement alone was measured.
    """
    metrics = metrics or {}
    by_votes = metrics.get("ferPlus") or {}
    agreed = by_votes.get("sixOrMore") or {"accuracy": metrics.get("ferPlusMajorityAccuracy")}
    return [*metric_cells(agreed, ["accuracy", "meanRecall", "neutralRecall"]), *metric_cells(by_votes, ["ece"])]


def official_table(configs: dict[str, Config]) -> str:
    """Formats the results of the official split with all classes."""
    rows = []
    for file, config in configs.items():
        if split_of(config) != "official" or len(config["labels"]) == 2:
            continue
        public, private = config["publicTest"], config["privateTest"]
        agreement, mean_recall, neutral_recall, vote_ece = agreement_cells(private)
        accuracy, with_flip, macro_f1, ece = metric_cells(private, ["accuracy", "accuracyWithFlip", "macroF1", "ece"])
        rows.append(
            [
                f"{config['name']}, `{file}`",
                *size_cells(config),
                agreement_cells(public)[0],
                *metric_cells(public, ["accuracy"]),
                *[agreement, mean_recall, neutral_recall, accuracy, with_flip, macro_f1, vote_ece, ece],
            ]
        )
    head = ["model", "parameters", "multiply-adds", "bytes", "PublicTest agreement", "PublicTest label accuracy"]
    by_votes = ["PrivateTest agreement", "mean recall", "neutral recall"]
    by_label = ["label accuracy", "with flip", "macro F1", "ECE, votes", "ECE, labels"]
    return markdown_table([*head, *by_votes, *by_label], rows)


def split_table(configs: dict[str, Config]) -> str | None:
    """Formats the results on the paper's own splits, with mean and standard deviation over the folds."""
    fields = ["accuracy", "accuracyWithFlip", "macroF1", "ece"]
    rows: list[list[str]] = []
    folds: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = {}
    for file, config in configs.items():
        if split_of(config) == "official":
            continue
        metrics = config["test"]
        count = sum(c["count"] for c in metrics["perClass"].values())
        rows.append([f"{config['name']}, `{file}`", f"{count:,}", *metric_cells(metrics, fields)])
        if is_fold(config):
            folds.setdefault((config["trained"]["model"], tuple(config["labels"])), []).append(metrics)

    def spread(parts: list[dict[str, Any]], field: str, scale: float = 1.0, digits: int = 3) -> str:
        values = [scale * metrics[field] for metrics in parts]
        deviation = statistics.stdev(values) if len(values) > 1 else 0
        return f"{statistics.mean(values):.{digits}f} ± {deviation:.{digits}f}"

    for (model, _), parts in folds.items():
        title = f"mean ± standard deviation over the {len(parts)} folds of `{model}`"
        percentages = [f"{spread(parts, field, 100, 2)} %" for field in fields[:2]]
        rows.append([title, "", *percentages, *(spread(parts, field) for field in fields[2:])])
    return markdown_table(["model", "images", "accuracy", "with flip", "macro F1", "ECE"], rows) if rows else None


def pair_table(configs: dict[str, Config]) -> str | None:
    """Formats the paper's happy/sad task: models of these two classes, and of seven with the other scores dropped."""
    emotions, fields = ["happy", "sad"], ["precision", "recall", "f1"]
    rows = []
    for file, config in configs.items():
        if split_of(config) != "official":
            continue
        binary = config["labels"] == emotions
        metrics = config["privateTest"] if binary else (config.get("happySad") or {}).get("privateTest")
        if metrics:
            classes = "trained on the two" if binary else "seven, restricted to the two"
            numbers = [f"{metrics['perClass'][e][f]:.3f}" for e in emotions for f in fields]
            rows.append([f"{config['name']}, `{file}`", classes, percent(metrics["accuracy"]), *numbers])
    head = ["model", "classes", "accuracy", *(f"{e} {f}" for e in emotions for f in ("precision", "recall", "F1"))]
    return markdown_table(head, rows) if rows else None


def results(configs: dict[str, Config]) -> str:
    """Formats all tables of results."""
    blocks = [
        "Agreement, mean recall and neutral recall are measured on the images for which six or more of FER+'s ten\n"
        "annotators agree, the accuracy, the macro F1 and the last column by FER-2013's labels:",
        official_table(configs),
    ]
    optional = [
        (
            "The paper's 70/30 split and five folds of all 35,887 images, each model on its own test part:",
            split_table(configs),
        ),
        ("The happy/sad task, on the 879 happy and 594 sad images of PrivateTest:", pair_table(configs)),
    ]
    for title, table in optional:
        if table:
            blocks += [title, table]
    return "\n\n".join(blocks)


def write_between_markers(path: Path, text: str) -> None:
    """Replaces the text between the markers; exits with a message if they are not there exactly once."""
    content = path.read_text()
    start, end = MARKERS
    if [content.count(m) for m in MARKERS] != [1, 1] or content.index(start) > content.index(end):
        sys.exit(f"{path} must contain {start} once and after it {end} once; the tables go between them")
    path.write_text(f"{content.split(start)[0]}{start}\n{text}\n{end}{content.split(end)[1]}")


def training_panels(configs: dict[str, Config]) -> list[tuple[str, list[figures.History]]]:
    """Returns title and histories of each panel of training curves; the folds of a model share one panel."""
    panels: dict[str, list[figures.History]] = {}
    for config in configs.values():
        if config.get("history") and "publicLoss" not in config["history"][-1]:
            name = config["name"]
            title = name.replace(f", {split_of(config)}", ", five folds") if is_fold(config) else name
            panels.setdefault(title.replace(", ", ",\n", 1), []).append(config["history"])
    return list(panels.items())


def draw_figures(configs: dict[str, Config], models: Path) -> None:
    """Draws all figures into the folder figures/."""
    out = models / "figures"
    out.mkdir(exist_ok=True)
    emotion = configs["emotion.onnx"]
    part = "privateTest" if emotion["privateTest"] else "publicTest"
    metrics, title = emotion[part], part[0].upper() + part[1:]
    by_votes = metrics.get("ferPlus")
    labels = emotion["labels"]
    figures.draw_confusion(metrics, labels, title, "FER-2013's label", out / "confusion.svg")
    if by_votes:
        truth = "six or more of ten people"
        figures.draw_confusion(by_votes["sixOrMore"], labels, title, truth, out / "confusion-people.svg")
    if "sensitivityCurve" in metrics:
        figures.draw_sensitivity(metrics["sensitivityCurve"], title, out / "sensitivity.svg")
    if "reliability" in metrics:
        by_title = {f"{title}, votes": by_votes} if by_votes else {}
        figures.draw_reliability({**by_title, f"{title}, labels": metrics}, out / "reliability.svg")
    panels = training_panels(configs)
    if panels:
        figures.draw_curves(panels, out / "curves.svg")
    histories = {
        file.split("keras-")[1].removesuffix(".onnx"): config["history"]
        for file, config in configs.items()
        if "keras-" in file
    }
    if len(histories) == 2:
        by_framework = {BACKENDS[backend]: history for backend, history in sorted(histories.items())}
        figures.draw_frameworks(by_framework, out / "frameworks.svg")
    robustness = models / "robustness.json"
    if robustness.exists():
        points = json.loads(robustness.read_text())
        by_height = [p for p in points if "height" in p["group"]]
        corrupted = [p for p in points if "height" not in p["group"]]
        if by_height:
            figures.draw_heights(by_height, out / "heights.svg")
        if corrupted:
            figures.draw_corruptions(corrupted, out / "corruptions.svg")


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--models", type=Path, default=MODELS_FOLDER, help="folder of emotion.json, paper/, and README.md"
    )
    models = parser.parse_args().models
    configs = load_configs(models)
    draw_figures(configs, models)
    write_between_markers(models / "README.md", results(configs))


if __name__ == "__main__":
    main()
