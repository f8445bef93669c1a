"""Evaluates an ONNX model on FER-2013: accuracy, F1, confusion matrix, and calibration.

python -m emosense_training.evaluate --data fer2013.npz                       # PublicTest: for choosing
python -m emosense_training.evaluate --data fer2013.npz --private-test        # PrivateTest: once per published model
python -m emosense_training.evaluate --data fer2013.npz --emotions happy,sad  # only these images and scores
python -m emosense_training.evaluate --data fer2013.npz --model ../paper/paper-fold-1.onnx --split fold-1

Takes any ONNX file with a model config beside it (.json), which gives labels, input shape, and normalization.

accuracy, perClass, confusion (rows are true, columns predicted labels), ece, and reliability use FER-2013's labels.
ferPlusMajorityAccuracy uses those of FER+: the accuracy on the images for which more than five of the ten annotators
chose the same one of the seven emotions (and not contempt, unknown, or not a face).
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch.nn import functional as F  # noqa: N812

from emosense_training.data import EMOTIONS, FERPLUS_LABELS, IMAGE_SIZE, SPLITS, Dataset, load_fer2013, parse_emotions
from emosense_training.models import INFERENCE_BATCH

MODELS_FOLDER = Path(__file__).resolve().parents[2]
MAJORITY_VOTES = 5  # of ten; a majority needs more
CALIBRATION_BINS = 15


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

    def __call__(self, images: np.ndarray, emotions: list[str] | None = None) -> np.ndarray:
        """Returns [N, K] probabilities for uint8 images [N, 48, 48].

        Args:
            images: The images.
            emotions: The columns of the result, renormalized to sum to one; all of the model's if None.
        """
        [feed] = self.session.get_inputs()
        batch = feed.shape[0] if isinstance(feed.shape[0], int) else INFERENCE_BATCH
        output = self.config["output"]
        batches = [
            self.session.run([output["name"]], {feed.name: self.preprocess(images[i : i + batch])})[0]
            for i in range(0, len(images), batch)
        ]
        scores = np.concatenate(batches)
        if output.get("kind") == "logits":
            scores = torch.from_numpy(scores).softmax(1).numpy()
        columns = [self.output_columns[self.emotions.index(e)] for e in emotions or self.emotions]
        if columns == list(range(scores.shape[1])):
            return scores
        return scores[:, columns] / np.maximum(scores[:, columns].sum(1, keepdims=True), 1e-12)


def reliability(scores: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns count, mean confidence, and accuracy for each of 15 equal bins of the confidence (highest score)."""
    confidence, correct = scores.max(1), scores.argmax(1) == labels
    bins = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    counts = np.bincount(bins, minlength=CALIBRATION_BINS)
    mean_confidence = np.bincount(bins, confidence, CALIBRATION_BINS) / np.maximum(counts, 1)
    accuracy = np.bincount(bins, correct, CALIBRATION_BINS) / np.maximum(counts, 1)
    return counts, mean_confidence, accuracy


def classification_metrics(scores: np.ndarray, labels: np.ndarray, emotions: list[str]) -> dict[str, Any]:
    """Returns all metrics of [N, K] scores, ready for JSON."""
    num_classes = len(emotions)
    confusion = np.zeros((num_classes, num_classes), int)  # [true, predicted]
    np.add.at(confusion, (labels, scores.argmax(1)), 1)
    correct, actual, predicted = confusion.diagonal(), confusion.sum(1), confusion.sum(0)
    precision = correct / np.maximum(predicted, 1)
    recall = correct / np.maximum(actual, 1)
    f1 = 2 * correct / np.maximum(actual + predicted, 1)
    counts, confidence, accuracy = reliability(scores, labels)
    return {
        "accuracy": round(float(correct.sum() / len(labels)), 4),
        "macroF1": round(float(f1.mean()), 4),
        "ece": round(float((counts * abs(confidence - accuracy)).sum() / len(labels)), 4),
        "perClass": {
            emotion: {
                "precision": round(precision[i], 4),
                "recall": round(recall[i], 4),
                "f1": round(f1[i], 4),
                "count": int(actual[i]),
            }
            for i, emotion in enumerate(emotions)
        },
        "confusion": confusion.tolist(),
        "reliability": [
            {"count": int(n), "confidence": round(c, 4), "accuracy": round(a, 4)}
            for n, c, a in zip(counts, confidence, accuracy, strict=True)
        ],
    }


def majority_accuracy(scores: np.ndarray, votes: np.ndarray | None, emotions: list[str]) -> float | None:
    """Returns the accuracy against FER+'s majority, as defined above; None without votes or without any majority."""
    if votes is None:
        return None
    votes = votes[:, [FERPLUS_LABELS.index(e) for e in emotions]]
    has_majority = votes.max(1) > MAJORITY_VOTES
    if not has_majority.any():
        return None
    return round(float((scores.argmax(1) == votes.argmax(1))[has_majority].mean()), 4)


def evaluate_rows(classifier: OnnxClassifier, dataset: Dataset, rows: np.ndarray) -> dict[str, Any]:
    """Returns all metrics on these rows, with the emotions of the data set as classes."""
    images, labels = dataset.images[rows], dataset.labels[rows]
    votes = None if dataset.votes is None else dataset.votes[rows]
    scores = classifier(images, dataset.emotions)
    with_flip = (scores + classifier(images[:, :, ::-1], dataset.emotions)) / 2
    metrics = classification_metrics(scores, labels, dataset.emotions)
    return {
        "accuracy": metrics.pop("accuracy"),
        "accuracyWithFlip": round(float((with_flip.argmax(1) == labels).mean()), 4),
        "macroF1": metrics.pop("macroF1"),
        "ece": metrics.pop("ece"),
        "ferPlusMajorityAccuracy": majority_accuracy(scores, votes, dataset.emotions),
        **metrics,
    }


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
    print(json.dumps({"part": part, **evaluate_rows(classifier, dataset, rows)}, indent=1))


if __name__ == "__main__":
    main()
