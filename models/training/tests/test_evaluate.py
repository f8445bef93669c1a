"""Metrics equal those computed by hand, and models of other input shapes run as their configs say."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from emosense_training.evaluate import OnnxClassifier, classification_metrics, majority_accuracy


def test_metrics_by_hand() -> None:
    scores = np.array([[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]])
    metrics = classification_metrics(scores, np.array([0, 1, 0, 1]), ["happy", "sad"])
    assert metrics["accuracy"] == 0.75
    assert metrics["confusion"] == [[2, 0], [1, 1]]
    assert metrics["perClass"]["happy"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8, "count": 2}
    assert metrics["perClass"]["sad"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "count": 2}
    assert metrics["macroF1"] == 0.7333
    # Each image has its own bin (15 bins of 0.0667): 0.9 correct, 0.8 wrong, 0.6 correct, 0.7 correct.
    assert metrics["ece"] == pytest.approx((0.1 + 0.8 + 0.4 + 0.3) / 4)
    assert sum(b["count"] for b in metrics["reliability"]) == 4
    assert len(metrics["reliability"]) == 15


def test_ferplus_majority() -> None:
    votes = np.zeros((4, 10), np.float32)  # neutral, happiness, surprise, sadness, ...
    # A majority for happy, none (five of ten), a majority for sad, and a majority for contempt, which does not count.
    votes[0, 1], votes[1, 1], votes[2, 3], votes[3, 7] = 6, 5, 10, 10
    scores = np.array([[0.9, 0.1], [0.1, 0.9], [0.8, 0.2], [0.5, 0.5]])
    assert majority_accuracy(scores, votes, ["happy", "sad"]) == 0.5  # happy is correct, sad is not
    assert majority_accuracy(scores, None, ["happy", "sad"]) is None
    assert majority_accuracy(scores, votes * 0, ["happy", "sad"]) is None


def write_mean_model(folder: Path, shape: list[int], layout: str, labels: list[str | None]) -> OnnxClassifier:
    """Writes a model whose logits are the mean of the input plus 0, 1, 2, ..., so that wrong preprocessing shows."""
    axes = helper.make_tensor("axes", TensorProto.INT64, [3], [1, 2, 3])
    offsets = helper.make_tensor("offsets", TensorProto.FLOAT, [1, len(labels)], [float(i) for i in range(len(labels))])
    nodes = [
        helper.make_node("ReduceMean", ["x", "axes"], ["mean"], keepdims=1),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("Add", ["flat", "offsets"], ["y"]),
    ]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, len(labels)])]
    graph = helper.make_graph(nodes, "mean", inputs, outputs, [axes, offsets])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.save(model, folder / "mean.onnx")
    config = {
        "labels": labels,
        "input": {"name": "x", "shape": shape, "layout": layout, "color": "rgb" if 3 in shape else "gray"},
        "normalization": {"mean": 100, "std": 50},
        "output": {"name": "y", "shape": [1, len(labels)], "kind": "logits"},
    }
    (folder / "mean.json").write_text(json.dumps(config))
    return OnnxClassifier(folder / "mean.onnx")


@pytest.mark.parametrize(
    ("shape", "layout"), [([1, 48, 48, 1], "NHWC"), ([1, 3, 64, 64], "NCHW"), ([1, 32, 32, 3], "NHWC")]
)
def test_models_of_other_input_shapes(tmp_path: Path, shape: list[int], layout: str) -> None:
    classifier = write_mean_model(tmp_path, shape, layout, ["sad", None, "happy"])
    images = np.stack([np.full((48, 48), 150, np.uint8), np.full((48, 48), 50, np.uint8)])
    x = classifier.preprocess(images)
    assert list(x.shape[1:]) == shape[1:]
    assert np.allclose(x[0], 1)
    assert np.allclose(x[1], -1)
    scores = classifier(images, ["happy", "sad"])  # logits mean + 2 and mean + 0; the one between is dropped
    assert np.allclose(scores, [[1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))]] * 2, atol=1e-6)
    assert classifier.emotions == ["sad", "happy"]
