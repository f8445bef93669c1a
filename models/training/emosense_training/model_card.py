"""Writes the model card's pictures and its table of results, from the cards beside the networks.

    pip install ".[figures]"
    python compare.py

Reads ../emotion.json, ../paper/*.json and ../robustness.json (the crate's `evaluate --curves` wrote it), writes
../figures/*.svg, and in ../README.md what stands between <!-- results --> and <!-- /results -->. No picture of FER-2013
is needed; the same cards give the same bytes.
"""
import argparse
import json
import statistics
import sys
from pathlib import Path

from emosense_training import figures
from emosense_training.train_keras import BACKENDS

MODELS = Path(__file__).resolve().parents[2]
MARKERS = "<!-- results -->", "<!-- /results -->"
DASH = "–"


def cards_of(models):
    """The cards by the path of their network: the product's, others of the official split and all classes, the rest."""
    paths = [models / "emotion.json", *sorted((models / "paper").glob("*.json"))]
    cards = {path.relative_to(models).with_suffix(".onnx").as_posix(): json.loads(path.read_text()) for path in paths}
    return dict(sorted(cards.items(), key=lambda item: (item[0] != "emotion.onnx", split_of(item[1]) != "official",
                                                        -len(item[1]["labels"]), "keras-" in item[0])))


def split_of(card):
    return card["trained"].get("split", "official")


def is_fold(card):
    return split_of(card).startswith("fold-")


def percent(share):
    return DASH if share is None else f"{100 * share:.2f} %"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def size_of(card):
    adds = card.get("multiplyAdds")
    stored = card.get("stored", {}).get("as")
    return [f"{card['weights']:,}", f"{adds / 1e6:.1f} M" if adds else DASH,
            (f"{card['bytes']:,}" if "bytes" in card else DASH) + (f" ({stored})" if stored else "")]


def figures_of(part, fields):
    kinds = {"macroF1": "{:.3f}", "ece": "{:.3f}"}
    return [DASH if not part or part.get(f) is None else kinds.get(f, "").format(part[f]) if f in kinds
            else percent(part[f]) for f in fields]


def official_table(cards):
    rows = []
    for file, card in cards.items():
        if split_of(card) == "official" and len(card["labels"]) > 2:
            private = figures_of(card["privateTest"], ["accuracy", "accuracyWithFlip", "macroF1", "ece",
                                                       "ferPlusMajorityAccuracy"])
            rows.append([f"{card['name']}, `{file}`", *size_of(card), *figures_of(card["publicTest"], ["accuracy"]),
                         *private])
    return table(["network", "weights", "multiply-adds", "bytes", "PublicTest", "PrivateTest", "with flip", "macro F1",
                  "ECE", "FER+ majority"], rows)


def split_table(cards):
    """The paper's own splits, each on its own test part; the folds also as mean and standard deviation."""
    fields, rows, folds = ["accuracy", "accuracyWithFlip", "macroF1", "ece"], [], {}
    for file, card in cards.items():
        if split_of(card) != "official":
            part = card["test"]
            count = sum(c["count"] for c in part["perClass"].values())
            rows.append([f"{card['name']}, `{file}`", f"{count:,}", *figures_of(part, fields)])
            if is_fold(card):
                folds.setdefault((card["trained"]["network"], tuple(card["labels"])), []).append(part)
    for (network, labels), parts in folds.items():
        def spread(field, scale=1.0, digits=3):
            values = [scale * p[field] for p in parts]
            return f"{statistics.mean(values):.{digits}f} ± {statistics.stdev(values) if len(values) > 1 else 0:.{digits}f}"

        words = f"mean ± standard deviation of `{network}`'s {len(parts)} folds"
        rows.append([words, "", *(f"{spread(f, 100, 2)} %" for f in fields[:2]), spread("macroF1"), spread("ece")])
    return table(["network", "pictures", "accuracy", "with flip", "macro F1", "ECE"], rows) if rows else None


def pair_table(cards):
    """The paper's happy/sad task: networks of those two alone, and of seven with the other scores dropped."""
    rows = []
    for file, card in cards.items():
        if split_of(card) != "official":
            continue
        two = card["labels"] == ["happy", "sad"]
        part = card["privateTest"] if two else (card.get("happySad") or {}).get("privateTest")
        if part:
            words = "trained for the two" if two else "seven classes, restricted"
            numbers = [f"{part['perClass'][e][f]:.3f}" for e in ("happy", "sad") for f in ("precision", "recall", "f1")]
            rows.append([f"{card['name']}, `{file}`", words, percent(part["accuracy"]), *numbers])
    head = ["network", "how", "accuracy", *(f"{e} {f}" for e in ("happy", "sad") for f in ("precision", "recall", "F1"))]
    return table(head, rows) if rows else None


def results(cards):
    blocks = [official_table(cards)]
    for title, block in [("On the paper's 70/30 split and five folds of all 35,887 pictures, each network on its own test "
                          "part:", split_table(cards)),
                         ("The happy/sad task, on PrivateTest's 879 happy and 594 sad pictures:", pair_table(cards))]:
        if block:
            blocks += [title, block]
    return "\n\n".join(blocks)


def write_between_markers(path, text):
    whole = path.read_text()
    if [whole.count(m) for m in MARKERS] != [1, 1] or whole.index(MARKERS[0]) > whole.index(MARKERS[1]):
        sys.exit(f"{path} must have {MARKERS[0]} and after it {MARKERS[1]}, each once: the table goes between them")
    before, after = whole.split(MARKERS[0])[0], whole.split(MARKERS[1])[1]
    path.write_text(f"{before}{MARKERS[0]}\n{text}\n{MARKERS[1]}{after}")


def panels_of(cards):
    """Title and histories of each picture of curves; folds of one network share one."""
    panels = {}
    for card in cards.values():
        if card.get("history") and "publicLoss" not in card["history"][-1]:
            title = card["name"].replace(f", {split_of(card)}", ", five folds") if is_fold(card) else card["name"]
            panels.setdefault(title.replace(", ", ",\n", 1), []).append(card["history"])
    return list(panels.items())


def draw(cards, models):
    out = models / "figures"
    out.mkdir(exist_ok=True)
    own = cards["emotion.onnx"]
    part, words = (own["privateTest"], "PrivateTest") if own["privateTest"] else (own["publicTest"], "PublicTest")
    figures.confusion(part, own["labels"], words, out / "confusion.svg")
    if "reliability" in part:
        figures.reliability(part, words, out / "reliability.svg")
    panels = panels_of(cards)
    if panels:
        figures.curves(panels, out / "curves.svg")
    keras = {file.split("keras-")[1].removesuffix(".onnx"): card["history"]
             for file, card in cards.items() if "keras-" in file}
    if len(keras) == 2:
        figures.frameworks({BACKENDS[k]: h for k, h in sorted(keras.items())},
                           out / "frameworks.svg")
    robustness = models / "robustness.json"
    if robustness.exists():
        points = json.loads(robustness.read_text())
        by_height = [p for p in points if "height" in p["group"]]
        others = [p for p in points if "height" not in p["group"]]
        if by_height:
            figures.heights(by_height, out / "heights.svg")
        if others:
            figures.disturbances(others, out / "disturbances.svg")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=MODELS, help="the folder with emotion.json, paper/ and README.md")
    models = parser.parse_args().models
    cards = cards_of(models)
    draw(cards, models)
    write_between_markers(models / "README.md", results(cards))


if __name__ == "__main__":
    main()
