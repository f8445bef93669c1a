"""Exports the model of a run as an ONNX file with its model config beside it.

python -m emosense_training.export --data fer2013.npz --run runs/emosense --out ../emotion.onnx
python -m emosense_training.export --data fer2013.npz --run runs/emosense --out ../emotion.onnx --private-test
python -m emosense_training.export --data fer2013.npz --run runs/paper-fold-1 --out ../paper/paper-fold-1.onnx

Only models that are published are evaluated on PrivateTest. Batch normalization is fused into the layers before it; a
temperature is fitted on PublicTest and the last layer divided by it; and onnxruntime is compared with PyTorch. The
weights are stored as int8 where that costs at most 0.2 percentage points on PublicTest, else as f16. Runs on other
splits leave no images to choose on: they get temperature 1 and f16. Exporting ../emotion.onnx also writes the reference
vectors for the Rust tests.
"""

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch.nn import functional as F  # noqa: N812

from emosense_training import reference_vectors
from emosense_training.data import EMOTIONS, Dataset, load_fer2013, normalize
from emosense_training.evaluate import MODELS_FOLDER, OnnxClassifier, evaluate_rows
from emosense_training.model_config import architecture_name, describe, write_config
from emosense_training.models import INFERENCE_BATCH, EmotionModel, build_model, fuse_bn, predict_logits
from emosense_training.onnx_graph import WEIGHT_FORMATS, check_difference, round_weights, to_onnx

MAX_INT8_LOSS = 0.002  # accuracy on PublicTest that storing the weights as int8 may cost
HAPPY_SAD = ["happy", "sad"]
NOTES = (
    "In the confusion matrix, rows are true and columns are predicted labels, in the order of labels. "
    "models/training/emosense_training/evaluate.py defines each figure. The weights are the EmoSense project's own, "
    "under its license; they contain no image of FER-2013."
)


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """Finds the divisor of the logits with the lowest cross-entropy (C. Guo et al., ICML 2017), by golden section."""
    logits_tensor, labels_tensor = torch.from_numpy(logits), torch.from_numpy(labels)
    low, high = 0.2, 5.0
    for _ in range(50):
        a, b = high - 0.618 * (high - low), low + 0.618 * (high - low)
        if F.cross_entropy(logits_tensor / a, labels_tensor) < F.cross_entropy(logits_tensor / b, labels_tensor):
            high = b
        else:
            low = a
    return (low + high) / 2


def run_onnx(content: bytes, images: np.ndarray) -> np.ndarray:
    """Returns the [N, K] scores of an ONNX file for uint8 images [N, 48, 48]."""
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    batches = [
        session.run(["scores"], {"crop": normalize(images[i : i + INFERENCE_BATCH])})[0]
        for i in range(0, len(images), INFERENCE_BATCH)
    ]
    return np.concatenate(batches)


def compare_weight_formats(
    model: EmotionModel, images: np.ndarray, labels: np.ndarray
) -> tuple[dict[str, bytes], dict[str, dict[str, Any]]]:
    """Converts a model to all weight formats; returns the files, and the size and accuracy of each."""
    files: dict[str, bytes] = {}
    comparison: dict[str, dict[str, Any]] = {}
    f32_scores = None
    for weight_format in WEIGHT_FORMATS:
        content = to_onnx(model, weight_format).SerializeToString()
        scores = run_onnx(content, images)
        expected = torch.from_numpy(predict_logits(round_weights(model, weight_format), images)).softmax(1).numpy()
        check_difference(scores, expected, f"{weight_format}: onnxruntime and PyTorch")
        f32_scores = scores if f32_scores is None else f32_scores
        files[weight_format] = content
        comparison[weight_format] = {
            "bytes": len(content),
            "accuracy": round(float((scores.argmax(1) == labels).mean()), 4),
            "largestDifferenceFromF32": round(float(abs(scores - f32_scores).max()), 5),
        }
    return files, comparison


def evaluate_parts(
    classifier: OnnxClassifier, dataset: Dataset, split: str, emotions: list[str], private_test: bool
) -> dict[str, Any]:
    """Returns the metrics of an exported file on the parts that it may be evaluated on."""
    if split != "official":
        test = evaluate_rows(classifier, dataset, dataset.split(split)[1])
        return {"publicTest": None, "privateTest": None, "test": test}
    parts = {"publicTest": "PublicTest", **({"privateTest": "PrivateTest"} if private_test else {})}
    result: dict[str, Any] = {"publicTest": None, "privateTest": None}
    result |= {key: evaluate_rows(classifier, dataset, dataset.usage_rows(usage)) for key, usage in parts.items()}
    if set(HAPPY_SAD) < set(emotions):  # the paper's task of two emotions, with the other scores dropped
        pair = dataset.select_emotions(HAPPY_SAD)
        result["happySad"] = {"publicTest": None, "privateTest": None}
        for key, usage in parts.items():
            metrics = evaluate_rows(classifier, pair, pair.usage_rows(usage))
            kept = ("accuracy", "accuracyWithFlip", "macroF1", "perClass", "confusion")
            result["happySad"][key] = {name: metrics[name] for name in kept}
    return result


def parse_options() -> argparse.Namespace:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--run", type=Path, required=True, help="folder with the run's best.pt and log.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="the .onnx to write; its .json goes beside it")
    parser.add_argument("--weight-format", choices=WEIGHT_FORMATS, help="instead of choosing one by accuracy")
    parser.add_argument("--private-test", action="store_true", help="also evaluates PrivateTest")
    options = parser.parse_args()
    options.checkpoint = torch.load(options.run / "best.pt", map_location="cpu")
    split = options.checkpoint["settings"].get("split", "official")
    if options.private_test and split != "official":
        parser.error(f"--private-test needs a run on the official split, this one trained on {split}")
    return options


def main() -> None:
    """Runs the command line."""
    options = parse_options()
    checkpoint = options.checkpoint
    settings = checkpoint["settings"]
    split, emotions = settings.get("split", "official"), settings.get("emotions", EMOTIONS)
    official = split == "official"
    dataset = load_fer2013(options.data).select_emotions(emotions)
    test = dataset.split(split)[1]
    images, labels = dataset.images[test], dataset.labels[test]

    trained = build_model(architecture_name(checkpoint), num_classes=len(emotions))
    trained.load_state_dict(checkpoint["model"])
    trained.eval()
    logits = predict_logits(trained, images)
    temperature = fit_temperature(logits, labels) if official else 1.0
    model = fuse_bn(trained, temperature)
    files, comparison = compare_weight_formats(model, images, labels)
    unfused = torch.from_numpy(logits / temperature).softmax(1).numpy()
    difference = check_difference(run_onnx(files["f32"], images), unfused, "the fused graph and the trained model")

    int8_loss = comparison["f32"]["accuracy"] - comparison["int8"]["accuracy"]
    weight_format = options.weight_format or ("int8" if official and int8_loss <= MAX_INT8_LOSS else "f16")
    content = files[weight_format]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(content)
    config = describe(model, checkpoint, options.run, weight_format, emotions)
    config["stored"]["compared"] = comparison
    config |= {
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "temperature": round(temperature, 4),
    }
    config_path = options.out.with_suffix(".json")
    write_config(config_path, config)  # OnnxClassifier reads labels and shape from it
    config |= evaluate_parts(OnnxClassifier(options.out), dataset, split, emotions, options.private_test)
    config["notes"] = NOTES
    write_config(config_path, config)

    print(f"temperature {temperature:.4f}, largest difference from PyTorch {difference:.1e}, stored as {weight_format}")
    for name, figures in comparison.items():
        print(name, figures)
    for part in ["publicTest", "privateTest", "test"]:
        if config.get(part):
            print(part, {k: v for k, v in config[part].items() if not isinstance(v, (dict, list))})
    if options.out.resolve() == (MODELS_FOLDER / "emotion.onnx").resolve():
        reference_vectors.write_emotion_vectors(round_weights(model, weight_format))


if __name__ == "__main__":
    main()
