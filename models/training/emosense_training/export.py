"""Exports the model of a run as an ONNX file with its model config beside it.

python -m emosense_training.export --data fer2013.npz --run runs/emosense --out ../emotion.onnx
python -m emosense_training.export --data fer2013.npz --run runs/emosense --out ../emotion.onnx --private-test
python -m emosense_training.export --data fer2013.npz --run runs/paper-fold-1 --out ../paper/paper-fold-1.onnx

Only models that are published are evaluated on PrivateTest. Batch normalization is fused into the layers before it; a
temperature is fitted for each head on PublicTest (`scores` against the votes of FER+, `fer2013` against the labels) and
the head divided by it; and onnxruntime is compared with PyTorch. The outputs are logits, so that they can be blended.
The weights are stored as int8 where that costs at most 0.2 percentage points on PublicTest, else as f16; after
quantization-aware training, int8 uses as many bits as that, or fewer with --bits. Runs on other splits leave no images
to choose on: they get temperature 1 and f16. Exporting ../emotion.onnx also writes the reference vectors for the Rust
tests.
"""

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from emosense_training import reference_vectors
from emosense_training.crops import stack_crops
from emosense_training.data import EMOTIONS, Dataset, load_fer2013, normalize
from emosense_training.evaluate import MODELS_FOLDER, OnnxClassifier, evaluate_people, evaluate_rows
from emosense_training.metrics import MIN_VOTES, agreement_metrics, reliability
from emosense_training.model_config import describe, write_config
from emosense_training.models import INFERENCE_BATCH, EmotionModel, fuse_bn, load_model, predict_logits
from emosense_training.onnx_graph import (
    OUTPUTS,
    WEIGHT_FORMATS,
    check_difference,
    compress_weights,
    round_weights,
    to_onnx,
)
from emosense_training.quantization import DEFAULT_BITS, trained_bits
from emosense_training.rounding import round_to_fewer_bits
from emosense_training.targets import head_targets

TEMPERATURES = 2.0 ** (np.arange(-74, 75) / 32)  # to choose from: 0.2 to 5 in steps of 2 %
CALIBRATION_IMAGES = 1500  # training images, each with its aligned crops, for which weights get fewer bits
MAX_INT8_LOSS = 0.002  # accuracy on PublicTest that storing the weights as int8 may cost
HAPPY_SAD = ["happy", "sad"]
NOTES = (
    "In the confusion matrix, rows are true and columns are predicted labels, in the order of labels. "
    "models/training/emosense_training/evaluate.py defines each figure. The weights are the EmoSense project's own, "
    "under its license; they contain no image of FER-2013."
)


def fit_temperature(logits: np.ndarray, targets: Tensor) -> float:
    """Finds the divisor of the logits with the lowest expected calibration error.

    The one with the lowest cross-entropy (C. Guo et al., ICML 2017) leaves confidences between 0.6 and 0.85 too high:
    it serves the many faces on which all agree.

    Args:
        logits: [N, K].
        targets: [N, K] distributions, each times the weight of its image.
    """
    weights = targets.sum(1).numpy()
    correct = targets.numpy()[np.arange(len(logits)), logits.argmax(1)] / np.maximum(weights, 1e-12)
    errors = [reliability(torch.from_numpy(logits / t).softmax(1).numpy(), correct, weights)[0] for t in TEMPERATURES]
    smooth = np.convolve(np.pad(errors, 2, "edge"), np.full(5, 0.2), "valid")  # so that no bin's chance decides
    return float(TEMPERATURES[smooth.argmin()])


def fit_temperatures(logits: np.ndarray, heads: list[str], dataset: Dataset, rows: np.ndarray) -> list[float]:
    """Returns the temperature of each head: for `scores` by the votes, for `fer2013` by the labels."""
    targets, weights = head_targets(dataset, rows, heads, ferplus_weight=0, label_smoothing=0)
    weighted = (targets * weights[:, :, None])[rows]
    return [fit_temperature(logits[:, h], weighted[:, h]) for h in range(len(heads))]


def run_onnx(content: bytes, images: np.ndarray) -> np.ndarray:
    """Returns the [N, H, K] logits of an ONNX file for uint8 images [N, 48, 48]."""
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    batches = [
        np.stack(session.run(None, {"crop": normalize(images[i : i + INFERENCE_BATCH])}), 1)
        for i in range(0, len(images), INFERENCE_BATCH)
    ]
    return np.concatenate(batches)


def probabilities(logits: np.ndarray) -> np.ndarray:
    """Returns the [N, H, K] probabilities of logits of the same shape."""
    return torch.from_numpy(logits).softmax(2).numpy()


def compare_weight_formats(
    model: EmotionModel, rounded: EmotionModel, dataset: Dataset, rows: np.ndarray, bits: Sequence[int]
) -> tuple[dict[str, bytes], dict[str, dict[str, Any]]]:
    """Converts a model to all weight formats; returns the files, and the size and metrics of each on some images.

    The model that was rounded to fewer bits, if any, else the same, is stored as int8.
    """
    images = dataset.images[rows]
    graph = to_onnx(model)
    rounded_graph = graph if rounded is model else to_onnx(rounded)
    files: dict[str, bytes] = {}
    comparison: dict[str, dict[str, Any]] = {}
    f32_scores = None
    for weight_format in WEIGHT_FORMATS:
        source, source_graph = (rounded, rounded_graph) if weight_format == "int8" else (model, graph)
        content = compress_weights(source_graph, weight_format, bits).SerializeToString()
        scores = probabilities(run_onnx(content, images))
        expected = probabilities(predict_logits(round_weights(source, weight_format, bits), images))
        check_difference(scores, expected, f"{weight_format}: onnxruntime and PyTorch")
        f32_scores = scores if f32_scores is None else f32_scores
        files[weight_format] = content
        comparison[weight_format] = {
            "bytes": len(content),
            "accuracy": round(float((scores[:, -1].argmax(1) == dataset.labels[rows]).mean()), 4),
            "largestDifferenceFromF32": round(float(abs(scores - f32_scores).max()), 5),
        }
        if "scores" in model.heads and dataset.votes is not None:
            votes, min_votes = dataset.votes[rows], MIN_VOTES["sixOrMore"]
            agreement = agreement_metrics(scores[:, 0], votes, dataset.emotions, min_votes)
            comparison[weight_format]["agreement"] = agreement["accuracy"]
    return files, comparison


def int8_loss(comparison: dict[str, dict[str, Any]]) -> float:
    """Returns how much accuracy or agreement int8 costs, whichever is more."""
    f32, int8 = comparison["f32"], comparison["int8"]
    return max(f32[key] - int8[key] for key in ("accuracy", "agreement") if f32.get(key) is not None)


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
    parser.add_argument(
        "--bits",
        type=int,
        nargs="+",
        choices=range(3, 9),
        help="rounds to fewer bits than in training, such as 5 4; a second number is for large layers",
    )
    parser.add_argument("--aligned-crops", type=Path, nargs="*", default=[], help=".npz of aligned crops for --bits")
    parser.add_argument("--people", type=Path, help="also evaluates this .npz of photographs, see crops.py")
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
    official, bits = split == "official", options.bits or trained_bits(settings) or DEFAULT_BITS
    dataset = load_fer2013(options.data).select_emotions(emotions)
    train, test = dataset.split(split)

    trained = load_model(checkpoint)
    calibration = np.random.default_rng(0).permutation(train)[:CALIBRATION_IMAGES]
    images = np.concatenate(stack_crops(dataset, options.aligned_crops)[0][calibration])
    coarser = round_to_fewer_bits(trained, bits, images) if options.bits else trained
    heads = list(trained.heads)
    logits = predict_logits(trained, dataset.images[test])
    temperatures = fit_temperatures(logits, heads, dataset, test) if official else [1.0] * len(heads)
    model = fuse_bn(trained, temperatures)
    rounded = fuse_bn(coarser, temperatures) if options.bits else model
    files, comparison = compare_weight_formats(model, rounded, dataset, test, bits)
    unfused = probabilities(logits / np.array(temperatures, np.float32)[:, None])
    fused = probabilities(run_onnx(files["f32"], dataset.images[test]))
    difference = check_difference(fused, unfused, "the fused graph and the trained model")

    use_int8 = official and int8_loss(comparison) <= MAX_INT8_LOSS
    weight_format = options.weight_format or ("int8" if use_int8 else "f16")
    content = files[weight_format]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(content)
    config = describe(model, checkpoint, options.run, weight_format, emotions)
    config["stored"] |= {"bits": list(bits)} if weight_format == "int8" else {}
    config["stored"]["compared"] = comparison
    config |= {
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "temperature": {name: round(t, 4) for name, t in zip(OUTPUTS, temperatures, strict=False)},
    }
    config_path = options.out.with_suffix(".json")
    write_config(config_path, config)  # OnnxClassifier reads labels and shape from it
    classifier = OnnxClassifier(options.out)
    config |= evaluate_parts(classifier, dataset, split, emotions, options.private_test)
    if options.people:
        config["validationPeople"] = evaluate_people(classifier, options.people)
    config["notes"] = NOTES
    write_config(config_path, config)

    print(f"temperatures {temperatures}, stored as {weight_format}")
    print(f"largest difference from PyTorch {difference:.1e}")
    for name, figures in comparison.items():
        print(name, figures)
    for part in ["publicTest", "privateTest", "test"]:
        if config.get(part):
            print(part, {k: v for k, v in config[part].items() if not isinstance(v, (dict, list))})
    if options.out.resolve() == (MODELS_FOLDER / "emotion.onnx").resolve():
        stored = rounded if weight_format == "int8" else model
        reference_vectors.write_emotion_vectors(round_weights(stored, weight_format, bits))


if __name__ == "__main__":
    main()
