"""Evaluates an ONNX model on FER-2013: accuracy, F1, recalls, confusion matrices, and calibration.

python -m emosense_training.evaluate --data fer2013.npz                       # PublicTest: for choosing
python -m emosense_training.evaluate --data fer2013.npz --private-test        # PrivateTest: once per published model
python -m emosense_training.evaluate --data fer2013.npz --emotions happy,sad  # only these images and scores
python -m emosense_training.evaluate --data fer2013.npz --model ../paper/paper-fold-1.onnx --split fold-1
python -m emosense_training.evaluate --data fer2013.npz --people people.npz   # also photographs, see crops.py

Takes any ONNX file with a model config beside it (.json), which gives labels, input shape, and normalization.

accuracy, perClass, confusion (rows are true, columns predicted labels), ece, and reliability are those of the output
`fer2013` against FER-2013's labels. ferPlus is that of the output `scores` against the votes of FER+: on the images for
which at least six, or five, of the ten annotators, or the plurality, chose the same one of the seven emotions (and not
contempt, unknown, or not a face). ferPlusMajorityAccuracy is the accuracy on the first of these.

A model with both outputs also has a sensitivityCurve: each metric for the blend
(1 - sensitivity) * scores + sensitivity * fer2013 of the logits. A model with one output has that for both conventions.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch.nn import functional as F  # noqa: N812

from emosense_training.crops import load_people
from emosense_training.data import EMOTIONS, IMAGE_SIZE, SPLITS, Dataset, load_fer2013, parse_emotions
from emosense_training.metrics import (
    SENSITIVITIES,
    blend_heads,
    classification_metrics,
    ferplus_metrics,
    people_metrics,
    sensitivity_curve,
)
from emosense_training.models import HEADS, INFERENCE_BATCH

MODELS_FOLDER = Path(__file__).resolve().parents[2]
MIN_PROBABILITY = 1e-12  # of models whose output is probabilities


class OnnxClassifier:
    """Runs an ONNX model as its model config describes it."""

    def __init__(self, path: Path) -> None:
        """Loads the .onnx file and the .json file beside it."""
        self.config: dict[str, Any] = json.loads(path.with_suffix(".json").read_text())
        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        self.output_columns = [i for i, label in enumerate(self.config["labels"]) if label]
        self.emotions: list[str] = [self.config["labels"][i] for i in self.output_columns]

    def preprocess(self, images: np.ndarray) -> np.ndarray:
        """Converts [n, 48, 48] uint8 to the layout, size, color, and range of the model's input, float32."""
        shape, channels_last = self.config["input"]["shape"], self.config["input"]["layout"] == "NHWC"
        size, channels = shape[2], shape[3 if channels_last else 1]
        resized = torch.from_numpy(images.astype(np.float32))[:, None]
        if size != IMAGE_SIZE:
            resized = F.interpolate(resized, size, mode="bilinear", antialias=True)
        x = resized.repeat(1, channels, 1, 1).numpy()
        normalization = self.config["normalization"]
        mean, std = (np.float32(normalization[key]).reshape((1, -1, 1, 1)) for key in ("mean", "std"))
        x = (x - mean) / std
        return np.ascontiguousarray(x.transpose(0, 2, 3, 1)) if channels_last else x

    def logits(self, images: np.ndarray, emotions: list[str] | None = None) -> np.ndarray:
        """Returns [N, H, K] logits for uint8 images [N, 48, 48]; H is 1 or, with an output `fer2013`, 2.

        Args:
            images: The images.
            emotions: The K columns of the result; all of the model's if None.
        """
        [feed] = self.session.get_inputs()
        batch = feed.shape[0] if isinstance(feed.shape[0], int) else INFERENCE_BATCH
        outputs = [self.config[key] for key in ("output", "fer2013") if key in self.config]
        names = [output["name"] for output in outputs]
        batches = [
            np.stack(self.session.run(names, {feed.name: self.preprocess(images[i : i + batch])}), 1)
            for i in range(0, len(images), batch)
        ]
        values = np.concatenate(batches)
        for head, output in enumerate(outputs):
            if output.get("kind", "probabilities") == "probabilities":
                values[:, head] = np.log(np.maximum(values[:, head], MIN_PROBABILITY))
        return values[:, :, [self.output_columns[self.emotions.index(e)] for e in emotions or self.emotions]]

    def __call__(self, images: np.ndarray, emotions: list[str] | None = None, sensitivity: float = 0.0) -> np.ndarray:
        """Returns [N, K] probabilities for uint8 images [N, 48, 48], of the given emotions only if not None."""
        return blend_heads(self.logits(images, emotions), sensitivity)


def evaluate_rows(classifier: OnnxClassifier, dataset: Dataset, rows: np.ndarray) -> dict[str, Any]:
    """Returns all metrics on these rows, with the emotions of the data set as classes."""
    images, labels, emotions = dataset.images[rows], dataset.labels[rows], dataset.emotions
    logits, flipped = classifier.logits(images, emotions), classifier.logits(images[:, :, ::-1], emotions)
    by_label = blend_heads(logits, 1)
    metrics = classification_metrics(by_label, labels, emotions)
    with_flip = by_label + blend_heads(flipped, 1)
    result = {
        "accuracy": metrics.pop("accuracy"),
        "accuracyWithFlip": round(float((with_flip.argmax(1) == labels).mean()), 4),
        "macroF1": metrics.pop("macroF1"),
        "ece": metrics.pop("ece"),
        "ferPlusMajorityAccuracy": None,
        **metrics,
    }
    if dataset.votes is not None:
        votes = dataset.votes[rows]
        result["ferPlus"] = ferplus_metrics(blend_heads(logits, 0), votes, emotions)
        result["ferPlusMajorityAccuracy"] = result["ferPlus"]["sixOrMore"]["accuracy"]
        if logits.shape[1] == len(HEADS):
            result["sensitivityCurve"] = sensitivity_curve(logits, labels, votes, emotions)
    return result


def evaluate_people(classifier: OnnxClassifier, people: Path) -> dict[str, Any]:
    """Returns the metrics on photographs of the people for validation, at each sensitivity."""
    validation = load_people(people)[1]
    logits = classifier.logits(validation.crops, EMOTIONS)
    result = people_metrics(blend_heads(logits, 0), validation.labels)
    if logits.shape[1] == len(HEADS):
        curve = [(s, people_metrics(blend_heads(logits, s), validation.labels)) for s in SENSITIVITIES]
        result["sensitivityCurve"] = [
            {"sensitivity": s, "accuracy": m["accuracy"], "meanRecall": m["meanRecall"], **m["recall"]}
            for s, m in curve
        ]
    return result


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--model", type=Path, default=MODELS_FOLDER / "emotion.onnx")
    parser.add_argument("--emotions", type=parse_emotions, help="only these, such as happy,sad; by default all")
    parser.add_argument(
        "--split", choices=SPLITS, default="official", help="evaluates its test part; official: PublicTest"
    )
    parser.add_argument("--private-test", action="store_true", help="evaluates PrivateTest instead")
    parser.add_argument("--people", type=Path, help=".npz of crops of photographs, see crops.py")
    options = parser.parse_args()
    classifier = OnnxClassifier(options.model)
    emotions = options.emotions or [e for e in EMOTIONS if e in classifier.emotions]
    missing = [e for e in emotions if e not in classifier.emotions]
    if missing:
        parser.error(f"{options.model} has no output for {', '.join(missing)}")
    if options.private_test and options.split != "official":
        parser.error("--private-test needs the official split")
    dataset = load_fer2013(options.data).select_emotions(emotions)
    rows = dataset.usage_rows("PrivateTest") if options.private_test else dataset.split(options.split)[1]
    official = "PrivateTest" if options.private_test else "PublicTest"
    part = official if options.split == "official" else options.split
    result = {"part": part, **evaluate_rows(classifier, dataset, rows)}
    if options.people:
        result["validationPeople"] = evaluate_people(classifier, options.people)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
