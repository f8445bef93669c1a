"""Draws the figures of the model card as SVG.

They have a white background, to be readable on light and dark pages, and are equal byte for byte for equal input.
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.ticker
from matplotlib.axes import Axes
from matplotlib.figure import Figure

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.hashsalt": "emosense",
        "font.size": 9,
        "font.family": "DejaVu Sans",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 10,
        "axes.grid": True,
        "grid.color": "#e4e4e4",
        "axes.axisbelow": True,
        "legend.frameon": False,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "lines.linewidth": 1.6,
    }
)
from matplotlib import pyplot as plt  # noqa: E402 (the backend must be chosen first)

BLUE, ORANGE, GREEN, RED, GRAY, LIGHT_GRAY = "#0060a8", "#d9600c", "#1a7f4b", "#b3261e", "#767676", "#c4c4c4"
MIN_BIN_COUNT = 10  # images; the accuracy of fewer is not shown in the reliability diagram
MIN_DETECTION_RATE = 0.05  # below it, the accuracy on the detected faces is not shown

History = list[dict[str, Any]]  # one entry per epoch
Point = dict[str, Any]  # one entry of robustness.json or of a sensitivity curve


def save(figure: Figure, path: Path) -> None:
    """Writes the SVG without date and creator."""
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    print(path.name)


def use_percent(axes: Axes, which: str = "y") -> None:
    """Labels an axis in percent."""
    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_major_formatter(matplotlib.ticker.PercentFormatter(1, decimals=0))


def groups_of(points: Sequence[Point]) -> dict[str, list[Point]]:
    """Groups points by their field `group`, in order of appearance."""
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point["group"], []).append(point)
    return groups


def draw_curves(panels: Sequence[tuple[str, list[History]]], path: Path) -> None:
    """Draws accuracy and agreement over the epochs, one panel per model; the folds of a model share a panel."""
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    size = (3.1 * columns, 2.5 * rows + 0.5)
    figure, grid = plt.subplots(rows, columns, figsize=size, sharey=True, squeeze=False, layout="constrained")
    for axes, (title, histories) in zip(grid.flat, panels, strict=False):
        for index, history in enumerate(histories):
            epochs = [line["epoch"] for line in history]
            on_test_part = "testAccuracy" in history[-1]
            part, name = ("test", "test part") if on_test_part else ("public", "PublicTest")
            for field, label, color in [
                ("trainAccuracy", "training images", BLUE),
                (f"{part}Accuracy", name, ORANGE),
                (f"{part}Agreement", f"{name}, agreement with people", GREEN),
            ]:
                if any(field in line for line in history):
                    axes.plot(
                        epochs,
                        [line.get(field, math.nan) for line in history],
                        color=color,
                        linewidth=1.6 if len(histories) == 1 else 0.9,
                        marker="." if len(epochs) == 1 else None,
                        label=label if index == 0 else None,
                    )
        axes.set_title(title, wrap=True)
        axes.set_xlabel("epoch")
        axes.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
        axes.legend(loc="lower right")
        use_percent(axes)
    for axes in grid.flat[len(panels) :]:
        axes.set_visible(False)
    for row in grid:
        row[0].set_ylabel("accuracy")
    save(figure, path)


def draw_confusion(metrics: Mapping[str, Any], labels: Sequence[str], part: str, truth: str, path: Path) -> None:
    """Draws the confusion matrix in percent of each row; `truth` says what the rows are."""
    counts = metrics["confusion"]
    fractions = [[cell / max(1, sum(row)) for cell in row] for row in counts]
    figure, axes = plt.subplots(figsize=(5.8, 5.0), layout="constrained")
    axes.imshow(fractions, cmap="Blues", vmin=0, vmax=1)
    for y, row in enumerate(fractions):
        for x, fraction in enumerate(row):
            color, weight = "white" if fraction > 0.55 else "#1b1b1b", "bold" if x == y else "normal"
            axes.text(x, y, f"{100 * fraction:.0f}", ha="center", va="center", color=color, fontweight=weight)
    axes.set_xticks(range(len(labels)), labels, rotation=35, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(labels)), [f"{label} ({sum(row):,})" for label, row in zip(labels, counts, strict=True)])
    axes.set_xlabel("predicted, percent of the row")
    axes.set_ylabel(f"{truth} (images)")
    axes.set_title(f"{part}, accuracy {100 * metrics['accuracy']:.1f} %")
    axes.grid(False)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    save(figure, path)


def draw_reliability(metrics: Mapping[str, Mapping[str, Any]], path: Path) -> None:
    """Draws accuracy against confidence, above the images per bin of confidence; one column per title and metrics."""
    size = (4.6 * len(metrics), 5.0)
    figure, grid = plt.subplots(
        2, len(metrics), figsize=size, height_ratios=[3, 1], sharex=True, squeeze=False, layout="constrained"
    )
    for (upper, lower), (title, own) in zip(grid.T, metrics.items(), strict=True):
        bins = own["reliability"]
        width = 1 / len(bins)
        centers = [(i + 0.5) * width for i in range(len(bins))]
        upper.plot([0, 1], [0, 1], color=GRAY, linewidth=1, linestyle=(0, (4, 3)), label="perfectly calibrated")
        filled = [b for b in bins if b["count"] >= MIN_BIN_COUNT]
        upper.bar(centers, [b["accuracy"] if b in filled else 0 for b in bins], width * 0.92, color=BLUE, alpha=0.3)
        confidence, accuracy = [b["confidence"] for b in filled], [b["accuracy"] for b in filled]
        label = f"the model (bins of at least {MIN_BIN_COUNT})"
        upper.plot(confidence, accuracy, "o-", color=BLUE, markersize=4, label=label)
        title = f"{title}, expected calibration error {own['ece']:.3f}"
        upper.set(xlim=(0, 1), ylim=(0, 1), title=title)
        upper.legend(loc="upper left")
        lower.bar(centers, [b["count"] for b in bins], width * 0.92, color=GRAY)
        lower.set(xlabel="confidence (highest score)")
        use_percent(upper)
        use_percent(upper, "x")
        use_percent(lower, "x")
    grid[0][0].set_ylabel("accuracy")
    grid[1][0].set_ylabel("images")
    save(figure, path)


def draw_sensitivity(curve: Sequence[Point], part: str, path: Path) -> None:
    """Draws agreement with people, recall of neutral and accuracy by label against the sensitivity."""
    figure, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    sensitivities = [point["sensitivity"] for point in curve]
    for field, label, color in [
        ("agreement", "agreement with people (six or more of ten)", GREEN),
        ("neutralRecall", "recall of neutral by them", BLUE),
        ("accuracy", "accuracy by label", ORANGE),
    ]:
        axes.plot(sensitivities, [point[field] for point in curve], color=color, marker=".", label=label)
    axes.set(title=part, xlabel="sensitivity (0: scores, 1: fer2013)", xlim=(0, 1))
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center")
    use_percent(axes)
    save(figure, path)


def draw_heights(points: Sequence[Point], path: Path) -> None:
    """Draws detection rate and accuracy against the face's height, one panel per input size of the detector."""
    groups = groups_of(points)
    size = (3.8 * len(groups), 3.2)
    figure, grid = plt.subplots(1, len(groups), figsize=size, sharey=True, squeeze=False, layout="constrained")
    lines = [
        ("found", "detection rate", GRAY, "--"),
        ("accuracyBareOfFound", "accuracy on the original images of detected faces", ORANGE, "-"),
        ("accuracyFound", "accuracy on detected faces", BLUE, "-"),
        ("accuracyAll", "accuracy on all faces", GREEN, ":"),
    ]
    for axes, (group, own) in zip(grid[0], groups.items(), strict=True):
        x = [number_in(p["condition"]) for p in own]
        for field, label, color, style in lines:
            # The accuracy on a handful of detected faces is meaningless.
            hidden = [field.endswith("Found") and p["found"] <= MIN_DETECTION_RATE for p in own]
            values = [math.nan if hide else p[field] for hide, p in zip(hidden, own, strict=True)]
            axes.plot(x, values, style, color=color, marker=".", label=label)
        axes.set(title=f"detector input {number_in(group):.0f} pixels", xlabel="face height in the frame, pixels")
        axes.set_ylim(0, 1.02)
        use_percent(axes)
    grid[0][0].set_ylabel("detection rate, accuracy")
    figure.legend(*grid[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    save(figure, path)


def number_in(text: str) -> float:
    """Returns the first whole number in a text."""
    match = re.search(r"\d+", text)
    if match is None:
        raise ValueError(f"expected a text with a number, got {text!r}")
    return float(match.group())


def draw_corruptions(points: Sequence[Point], path: Path) -> None:
    """Draws detection rate and accuracy for each condition, one panel per corruption."""
    groups = groups_of(points)
    widths = [len(own) + 0.6 for own in groups.values()]
    size = (0.48 * sum(widths) + 0.8, 3.3)
    figure, grid = plt.subplots(
        1, len(groups), figsize=size, sharey=True, squeeze=False, width_ratios=widths, layout="constrained"
    )
    bars = [
        (-0.27, "found", "detection rate", LIGHT_GRAY),
        (0, "accuracyFound", "accuracy on detected faces", BLUE),
        (0.27, "accuracyAll", "accuracy on all faces", GREEN),
    ]
    for axes, (group, own) in zip(grid[0], groups.items(), strict=True):
        for offset, field, label, color in bars:
            axes.bar([i + offset for i in range(len(own))], [p[field] for p in own], 0.25, color=color, label=label)
        conditions = [p["condition"] for p in own]
        axes.set_xticks(range(len(own)), conditions, rotation=55, ha="right", rotation_mode="anchor")
        axes.set(title=group, ylim=(0, 1.02))
        axes.grid(False, axis="x")
        use_percent(axes)
    figure.legend(*grid[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    save(figure, path)


def draw_frameworks(histories: Mapping[str, History], path: Path) -> None:
    """Draws accuracy and loss of both Keras backends on training and validation images."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.4), layout="constrained")
    styles: list[dict[str, Any]] = [{"linewidth": 4, "alpha": 0.4}, {"linewidth": 1.4, "linestyle": "--"}]
    panels = [(left, "accuracy", "trainAccuracy", "publicAccuracy"), (right, "loss", "loss", "publicLoss")]
    for (framework, history), style in zip(histories.items(), styles, strict=True):
        epochs = [line["epoch"] for line in history]
        for axes, title, train, public in panels:
            axes.plot(epochs, [line[train] for line in history], color=BLUE, label=f"{framework}, Training", **style)
            axes.plot(epochs, [line[public] for line in history], color=RED, label=f"{framework}, PublicTest", **style)
            axes.set(title=title, xlabel="epoch")
            axes.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
    use_percent(left)
    right.set_ylim(bottom=0)
    figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    save(figure, path)
