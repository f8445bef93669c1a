"""Draws the model card's pictures; compare.py says of what.

Every picture is an SVG on a white card, so that it can be read on a light and on a dark page, and comes out the same,
byte for byte, from the same figures.
"""
import math
import re

import matplotlib
import matplotlib.ticker

matplotlib.use("svg")
matplotlib.rcParams.update({
    "svg.hashsalt": "emosense", "font.size": 9, "font.family": "DejaVu Sans", "axes.spines.top": False,
    "axes.spines.right": False, "axes.titlesize": 10, "axes.grid": True, "grid.color": "#e4e4e4", "axes.axisbelow": True,
    "legend.frameon": False, "figure.facecolor": "white", "savefig.facecolor": "white", "lines.linewidth": 1.6})
from matplotlib import pyplot  # noqa: E402 (the backend comes first)

BLUE, ORANGE, GREEN, RED, GREY = "#0060a8", "#d9600c", "#1a7f4b", "#b3261e", "#767676"
FEWEST = 10        # pictures in a bin, whose share right then says something


def save(figure, path):
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    print(path.name)


def percent(axis, which="y"):
    getattr(axis, f"{which}axis").set_major_formatter(matplotlib.ticker.PercentFormatter(1, decimals=0))


def curves(panels, path):
    """`panels`: a title and histories each; several histories of a panel are its folds."""
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    figure, axes = pyplot.subplots(rows, columns, figsize=(3.1 * columns, 2.5 * rows + 0.5), sharey=True, squeeze=False,
                                   layout="constrained")
    for axis, (title, histories) in zip(axes.flat, panels):
        for index, history in enumerate(histories):
            epochs = [line["epoch"] for line in history]
            name = "test part" if "testAccuracy" in history[-1] else "PublicTest"
            key = "testAccuracy" if "testAccuracy" in history[-1] else "publicAccuracy"
            width = 1.6 if len(histories) == 1 else 0.9
            for field, label, colour in [("trainAccuracy", "training pictures", BLUE), (key, name, ORANGE)]:
                if field in history[-1]:
                    axis.plot(epochs, [line.get(field) for line in history], color=colour, linewidth=width,
                              marker="." if len(epochs) == 1 else None, label=label if index == 0 else None)
        axis.set_title(title, wrap=True)
        axis.set_xlabel("epoch")
        axis.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
        axis.legend(loc="lower right")
        percent(axis)
    for axis in axes.flat[len(panels):]:
        axis.set_visible(False)
    for row in axes:
        row[0].set_ylabel("accuracy")
    save(figure, path)


def confusion(figures, labels, part, path):
    """Rows true, columns recognised, each row's numbers in per cent of it."""
    counts = figures["confusion"]
    shares = [[cell / max(1, sum(row)) for cell in row] for row in counts]
    figure, axis = pyplot.subplots(figsize=(5.8, 5.0), layout="constrained")
    axis.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for y, row in enumerate(shares):
        for x, share in enumerate(row):
            axis.text(x, y, f"{100 * share:.0f}", ha="center", va="center", color="white" if share > 0.55 else "#1b1b1b",
                      fontweight="bold" if x == y else "normal")
    axis.set_xticks(range(len(labels)), labels, rotation=35, ha="right", rotation_mode="anchor")
    axis.set_yticks(range(len(labels)), [f"{label} ({sum(row):,})" for label, row in zip(labels, counts)])
    axis.set_xlabel("recognised as, per cent of the row")
    axis.set_ylabel("labelled (pictures)")
    axis.set_title(f"{part}, accuracy {100 * figures['accuracy']:.1f} %")
    axis.grid(False)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    save(figure, path)


def reliability(figures, part, path):
    """How often right against how sure, above how many pictures are that sure."""
    bins = figures["reliability"]
    width = 1 / len(bins)
    middles = [(i + 0.5) * width for i in range(len(bins))]
    figure, (above, below) = pyplot.subplots(2, 1, figsize=(4.6, 5.0), height_ratios=[3, 1], sharex=True,
                                             layout="constrained")
    above.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle=(0, (4, 3)), label="perfectly calibrated")
    filled = [b for b in bins if b["count"] >= FEWEST]
    above.bar(middles, [b["accuracy"] if b in filled else 0 for b in bins], width * 0.92, color=BLUE, alpha=0.3)
    above.plot([b["confidence"] for b in filled], [b["accuracy"] for b in filled], "o-", color=BLUE, markersize=4,
               label=f"the network (bins of {FEWEST} or more)")
    above.set(xlim=(0, 1), ylim=(0, 1), ylabel="share that is right",
              title=f"{part}, calibration error {figures['ece']:.3f}")
    above.legend(loc="upper left")
    below.bar(middles, [b["count"] for b in bins], width * 0.92, color=GREY)
    below.set(xlabel="highest score", ylabel="pictures")
    percent(above), percent(above, "x"), percent(below, "x")
    save(figure, path)


def heights(points, path):
    """Share found and accuracy against the face's height; a column per side searched at."""
    groups = list(dict.fromkeys(p["group"] for p in points))
    figure, axes = pyplot.subplots(1, len(groups), figsize=(3.8 * len(groups), 3.2), sharey=True, squeeze=False,
                                   layout="constrained")
    lines = [("found", "faces found", GREY, "--"), ("accuracyBareOfFound", "those as bare crops", ORANGE, "-"),
             ("accuracyFound", "those found, aligned and cut", BLUE, "-"),
             ("accuracyAll", "of all faces", GREEN, ":")]
    for axis, group in zip(axes[0], groups):
        own = [p for p in points if p["group"] == group]
        x = [float(re.search(r"\d+", str(p["condition"])).group()) for p in own]
        for field, label, colour, style in lines:
            # Of a handful of faces an accuracy says nothing.
            shown = [p[field] if p["found"] > 0.05 or not field.endswith("Found") else math.nan for p in own]
            axis.plot(x, shown, style, color=colour, marker=".", label=label)
        axis.set(title=group, xlabel="face height in the frame, pixels", ylim=(0, 1.02))
        percent(axis)
    axes[0][0].set_ylabel("share found, accuracy")
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=len(lines))
    save(figure, path)


def disturbances(points, path):
    """Three bars per condition: found, right of those, right of all; a panel per group."""
    groups = list(dict.fromkeys(p["group"] for p in points))
    widths = [sum(p["group"] == g for p in points) + 0.6 for g in groups]
    figure, axes = pyplot.subplots(1, len(groups), figsize=(0.48 * sum(widths) + 0.8, 3.3), sharey=True, squeeze=False,
                                   width_ratios=widths, layout="constrained")
    for axis, group in zip(axes[0], groups):
        own = [p for p in points if p["group"] == group]
        x = range(len(own))
        for offset, field, label, colour in [(-0.27, "found", "faces found", "#c4c4c4"),
                                             (0, "accuracyFound", "right, of those found", BLUE),
                                             (0.27, "accuracyAll", "right, of all", GREEN)]:
            axis.bar([i + offset for i in x], [p[field] for p in own], 0.25, color=colour, label=label)
        axis.set_xticks(x, [str(p["condition"]) for p in own], rotation=55, ha="right", rotation_mode="anchor")
        axis.set(title=group, ylim=(0, 1.02))
        axis.grid(False, axis="x")
        percent(axis)
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    save(figure, path)


def frameworks(histories, path):
    """`histories` by framework: on the training pictures both climb, on others both stay; neither framework wins."""
    figure, axes = pyplot.subplots(1, 2, figsize=(7.6, 3.4), layout="constrained")
    styles = [dict(linewidth=4, alpha=0.4), dict(linewidth=1.4, linestyle="--")]
    for (framework, history), style in zip(histories.items(), styles):
        epochs = [line["epoch"] for line in history]
        for axis, kind in zip(axes, ["accuracy", "loss"]):
            train = "trainAccuracy" if kind == "accuracy" else "loss"
            public = "publicAccuracy" if kind == "accuracy" else "publicLoss"
            axis.plot(epochs, [line[train] for line in history], color=BLUE, label=f"{framework}, Training", **style)
            axis.plot(epochs, [line[public] for line in history], color=RED, label=f"{framework}, PublicTest", **style)
            axis.set(title=kind, xlabel="epoch")
            axis.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
    percent(axes[0])
    axes[1].set_ylim(bottom=0)
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    save(figure, path)
