"""Figures by hand, and networks of other shapes by their cards."""
import json

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from emosense_training.evaluate import Scorer, majority_accuracy, measure


def test_figures_by_hand():
    scores = np.array([[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]])
    figures = measure(scores, np.array([0, 1, 0, 1]), ["happy", "sad"])
    assert figures["accuracy"] == 0.75 and figures["confusion"] == [[2, 0], [1, 1]]
    assert figures["perClass"]["happy"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8, "count": 2}
    assert figures["perClass"]["sad"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "count": 2}
    assert figures["macroF1"] == 0.7333
    # 0.9 right, 0.8 wrong, 0.6 right, 0.7 right, each in a bin of its own (15 bins, 0.0667 wide): 0.1 + 0.8 + 0.4 + 0.3
    assert figures["ece"] == pytest.approx((0.1 + 0.8 + 0.4 + 0.3) / 4)
    assert sum(b["count"] for b in figures["reliability"]) == 4 and len(figures["reliability"]) == 15


def test_ferplus_majority():
    votes = np.zeros((4, 10), np.float32)                             # neutral, happiness, surprise, sadness, …
    votes[0, 1], votes[1, 1], votes[2, 3], votes[3, 7] = 6, 5, 10, 10  # clear, not clear, clear, contempt
    scores = np.array([[0.9, 0.1], [0.1, 0.9], [0.8, 0.2], [0.5, 0.5]])
    assert majority_accuracy(scores, votes, ["happy", "sad"]) == 0.5  # happy right, sad wrong, the others left out
    assert majority_accuracy(scores, None, ["happy", "sad"]) is None
    assert majority_accuracy(scores, votes * 0, ["happy", "sad"]) is None


def own_network(folder, shape, layout, kind, labels):
    """Gives the mean of the input plus 0, 1, 2, …, so that preparing it wrongly shows."""
    axes = helper.make_tensor("axes", TensorProto.INT64, [3], [1, 2, 3])
    steps = helper.make_tensor("steps", TensorProto.FLOAT, [1, len(labels)], [float(i) for i in range(len(labels))])
    graph = helper.make_graph(
        [helper.make_node("ReduceMean", ["x", "axes"], ["mean"], keepdims=1),
         helper.make_node("Flatten", ["mean"], ["flat"]), helper.make_node("Add", ["flat", "steps"], ["y"])], "own",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, len(labels)])], [axes, steps])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8), folder / "own.onnx")
    (folder / "own.json").write_text(json.dumps({
        "labels": labels,
        "input": {"name": "x", "shape": shape, "layout": layout, "color": "rgb" if 3 in shape else "gray"},
        "normalization": {"mean": 100, "std": 50}, "output": {"name": "y", "shape": [1, len(labels)], "kind": kind}}))
    return Scorer(folder / "own.onnx")


@pytest.mark.parametrize("shape, layout", [([1, 48, 48, 1], "NHWC"), ([1, 3, 64, 64], "NCHW"), ([1, 32, 32, 3], "NHWC")])
def test_networks_of_other_shapes(tmp_path, shape, layout):
    scorer = own_network(tmp_path, shape, layout, "logits", ["sad", None, "happy"])
    images = np.stack([np.full((48, 48), 150, np.uint8), np.full((48, 48), 50, np.uint8)])
    x = scorer.prepared(images)
    assert list(x.shape[1:]) == shape[1:] and np.allclose(x[0], 1) and np.allclose(x[1], -1)
    scores = scorer(images, ["happy", "sad"])                         # logits m + 2 and m + 0, the one between dropped
    assert np.allclose(scores, [[1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))]] * 2, atol=1e-6)
    assert scorer.emotions == ["sad", "happy"]
