"""Writes a run's network as an ONNX file, with its card beside it.

    python export.py --data fer2013.npz --run runs/emosense --to ../emotion.onnx                   # PublicTest only
    python export.py --data fer2013.npz --run runs/emosense --to ../emotion.onnx --private-test    # to publish it
    python export.py --data fer2013.npz --run runs/paper-fold-1 --to ../paper/paper-fold-1.onnx

Folds the normalisations into the convolutions, fits a temperature on PublicTest, divides the last layer by it, and holds
onnxruntime against PyTorch. The weights are stored as int8 where that costs at most 0.2 points on PublicTest, else as
f16. Runs on other splits leave nothing to choose on: temperature 1, f16. With ../emotion.onnx, reference.py's pictures
for the Rust tests are written too.
"""
import argparse
import hashlib
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch.nn import functional as F

from emosense_training import model_config as card
from emosense_training import reference_vectors as reference
from emosense_training.data import read
from emosense_training.evaluate import MODELS, Scorer, logits_of, measure_rows, normalise
from emosense_training.onnx_graph import FORMS, rounded, to_onnx
from emosense_training.models import EMOTIONS, build, fold

MOST_LOST = 0.002            # accuracy on PublicTest that int8 may cost
HAPPY_SAD = ["happy", "sad"]


def fit_temperature(logits, labels):
    """The divisor of the logits with the least cross-entropy, by golden section."""
    logits, labels = torch.from_numpy(logits), torch.from_numpy(labels)
    low, high = 0.2, 5.0
    for _ in range(50):
        a, b = high - 0.618 * (high - low), low + 0.618 * (high - low)
        if F.cross_entropy(logits / a, labels) < F.cross_entropy(logits / b, labels):
            high = b
        else:
            low = a
    return (low + high) / 2


def run_onnx(content, images):
    """[N, K] scores of an ONNX file's bytes."""
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(["scores"], {"crop": normalise(images[i:i + 512])})[0]
                           for i in range(0, len(images), 512)])


def files_of(network, images, labels):
    """Each form's bytes, what they cost, and how far they are from PyTorch with the very same weights."""
    contents, comparison, plain = {}, {}, None
    for form in FORMS:
        contents[form] = to_onnx(network, form).SerializeToString()
        scores = run_onnx(contents[form], images)
        expected = torch.from_numpy(logits_of(rounded(network, form), images)).softmax(1).numpy()
        difference = float(abs(scores - expected).max())
        assert difference < 1e-4, f"{form}: onnxruntime and PyTorch differ by {difference}"
        plain = scores if plain is None else plain
        comparison[form] = {"bytes": len(contents[form]), "accuracy": round(float((scores.argmax(1) == labels).mean()), 4),
                            "largestDifferenceFromF32": round(float(abs(scores - plain).max()), 5)}
    return contents, comparison


def restricted(scorer, dataset, rows_of):
    """How a network of more emotions does the paper's happy/sad task."""
    pair = dataset.only(HAPPY_SAD)
    figures = measure_rows(scorer, pair, rows_of(pair))
    return {k: figures[k] for k in ("accuracy", "accuracyWithFlip", "macroF1", "perClass", "confusion")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--run", type=Path, required=True, help="folder with a run's best.pt and log.jsonl")
    parser.add_argument("--to", type=Path, required=True, help="the .onnx to write; its .json is put beside it")
    parser.add_argument("--weights", choices=FORMS, help="how they are stored, whatever it costs")
    parser.add_argument("--private-test", action="store_true", help="measure PrivateTest too")
    args = parser.parse_args()

    best = torch.load(args.run / "best.pt")
    split, emotions = best["settings"].get("split", "official"), best["settings"].get("emotions", EMOTIONS)
    choosing = split == "official"
    if args.private_test and not choosing:
        parser.error(f"the run's split {split} trained on pictures of PrivateTest")
    dataset = read(args.data).only(emotions)
    test = dataset.parts(split)[1]
    images, labels = dataset.images[test], dataset.labels[test]

    trained = build(card.name_of(best), outputs=len(emotions))
    trained.load_state_dict(best["network"])
    trained.eval()
    logits = logits_of(trained, images)
    temperature = fit_temperature(logits, labels) if choosing else 1.0
    network = fold(trained, temperature)
    contents, comparison = files_of(network, images, labels)
    unfolded = torch.from_numpy(logits / temperature).softmax(1).numpy()
    difference = float(abs(run_onnx(contents["f32"], images) - unfolded).max())
    assert difference < 1e-4, f"the folded graph differs by {difference} from the trained network"

    lost = comparison["f32"]["accuracy"] - comparison["int8"]["accuracy"]
    form = args.weights or ("int8" if choosing and lost <= MOST_LOST else "f16")
    args.to.parent.mkdir(parents=True, exist_ok=True)
    args.to.write_bytes(contents[form])
    described = card.describe(network, best, args.run, form, emotions)
    described["stored"]["compared"] = comparison
    described |= {"bytes": len(contents[form]), "sha256": hashlib.sha256(contents[form]).hexdigest(),
                  "temperature": round(temperature, 4)}
    path = args.to.with_suffix(".json")
    card.write(path, described)                                    # the scorer reads labels and shape from it

    scorer = Scorer(args.to)
    parts = {"publicTest": lambda d: d.rows("PublicTest"), "privateTest": lambda d: d.rows("PrivateTest")}
    wanted = ["publicTest", "privateTest"] if args.private_test else ["publicTest"] if choosing else []
    for part in parts:
        described[part] = measure_rows(scorer, dataset, parts[part](dataset)) if part in wanted else None
    if not choosing:
        described["test"] = measure_rows(scorer, dataset, test)
    elif emotions != HAPPY_SAD:
        described["happySad"] = {part: restricted(scorer, dataset, parts[part]) if part in wanted else None
                                 for part in parts}
    described["notes"] = ("The confusion matrix has a row per true and a column per predicted label, in the order of "
                          "labels. evaluate.py says how each figure is defined. Weights by the EmoSense project, under "
                          "its licence; no picture of FER-2013 is part of them.")
    card.write(path, described)

    print(f"temperature {temperature:.4f}, largest difference from PyTorch {difference:.1e}, stored as {form}")
    for name, cost in comparison.items():
        print(name, cost)
    for part in ["publicTest", "privateTest", "test"]:
        if described.get(part):
            print(part, {k: v for k, v in described[part].items() if not isinstance(v, (dict, list))})
    if args.to.resolve() == (MODELS / "emotion.onnx").resolve():
        reference.write_emotion(rounded(network, form))


if __name__ == "__main__":
    main()
