"""Models of other input shapes and outputs run as their configs say."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from emosense_training.data import EMOTIONS, Dataset
from emosense_training.evaluate import OnnxClassifier, evaluate_people, evaluate_rows


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


def write_model_with_two_outputs(folder: Path) -> OnnxClassifier:
    """Writes a model whose outputs are log probabilities and probabilities: "angry" for dark images, else "happy"."""
    angry, happy = np.full(7, -3, np.float32), np.full(7, -3, np.float32)
    angry[EMOTIONS.index("angry")] = happy[EMOTIONS.index("happy")] = 0
    nodes = [
        helper.make_node("ReduceMean", ["x", "axes"], ["mean"], keepdims=1),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("Greater", ["flat", "zero"], ["bright"]),
        helper.make_node("Where", ["bright", "happy", "angry"], ["first"]),
        helper.make_node("Softmax", ["happy"], ["second_row"], axis=1),
        helper.make_node("Where", ["bright", "second_row", "second_row"], ["second"]),
    ]
    constants = [
        helper.make_tensor("axes", TensorProto.INT64, [3], [1, 2, 3]),
        helper.make_tensor("zero", TensorProto.FLOAT, [1], [0.0]),
        helper.make_tensor("happy", TensorProto.FLOAT, [1, 7], happy),
        helper.make_tensor("angry", TensorProto.FLOAT, [1, 7], angry),
    ]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 1, 48, 48])]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 7]) for name in ("first", "second")]
    graph = helper.make_graph(nodes, "two", inputs, outputs, constants)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8), folder / "two.onnx")
    config = {
        "labels": EMOTIONS,
        "input": {"name": "x", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray"},
        "normalization": {"mean": 128, "std": 64},
        "output": {"name": "first", "shape": [1, 7], "kind": "logits"},
        "fer2013": {"name": "second", "shape": [1, 7], "kind": "probabilities"},
    }
    (folder / "two.json").write_text(json.dumps(config))
    return OnnxClassifier(folder / "two.onnx")


def test_sensitivity_blends_the_logits_of_two_outputs(tmp_path: Path) -> None:
    classifier = write_model_with_two_outputs(tmp_path)
    images = np.zeros((2, 48, 48), np.uint8)
    scores = classifier(images, sensitivity=0.5)
    angry, happy = EMOTIONS.index("angry"), EMOTIONS.index("happy")
    assert np.allclose(scores[:, angry], scores[:, happy])  # "angry" of one, "happy" of the other
    assert classifier(images).argmax(1).tolist() == [angry, angry]
    assert classifier(images, sensitivity=1).argmax(1).tolist() == [happy, happy]


def test_both_conventions_are_evaluated(tmp_path: Path, dataset: Dataset) -> None:
    classifier = write_model_with_two_outputs(tmp_path)
    result = evaluate_rows(classifier, dataset, np.arange(len(dataset.labels)))
    happy = EMOTIONS.index("happy")
    assert result["accuracy"] == round(float((dataset.labels == happy).mean()), 4)
    assert result["ferPlusMajorityAccuracy"] == result["ferPlus"]["sixOrMore"]["accuracy"]
    curve = result["sensitivityCurve"]
    assert [point["sensitivity"] for point in curve] == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    assert curve[0]["agreement"] == result["ferPlus"]["sixOrMore"]["accuracy"]
    assert (curve[-1]["accuracy"], curve[-1]["ece"]) == (result["accuracy"], result["ece"])


def test_photographs_of_people_are_evaluated(tmp_path: Path) -> None:
    crops = np.repeat(np.array([0, 255, 255], np.uint8), 48 * 48).reshape(3, 48, 48)
    emotion = np.array([EMOTIONS.index(e) for e in ("angry", "happy", "sad")])
    np.savez(
        tmp_path / "people.npz", crops=crops, found=np.ones(3, bool), emotion=emotion, person=np.array([5, 10, 15])
    )
    result = evaluate_people(write_model_with_two_outputs(tmp_path), tmp_path / "people.npz")
    assert result["accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    assert result["recall"] == {"angry": 1, "happy": 1, "neutral": None, "sad": 0, "surprised": None}
    assert result["meanRecall"] == pytest.approx(2 / 3, abs=1e-4)
    assert result["sensitivityCurve"][-1]["angry"] == 0
