"""Writes the small networks of this folder: `python make.py`, with onnx installed; the tests know what each computes.

permuted.onnx           grey 48x48, constant probabilities 0.1 0.5 0.1 0.3 for surprised, nothing, happy, angry
rgb-nchw.onnx           RGB 20x20; its three logits for sad, happy, neutral are the input's values at PLACES
rgb-nhwc.onnx           the same of an input with its channels last
output-of-nothing.onnx  permuted.onnx with an output that no node gives
empty-kernel.onnx       permuted.onnx with a pool whose kernel has no size
two-inputs.onnx         permuted.onnx with a second input
beyond.onnx             rgb-nhwc.onnx that picks a value beyond the input's end, at which the engine panics
"""
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
PLACES = [(3, 5, 0), (3, 5, 1), (17, 2, 2)]  # row, column, channel
SIDE = 20


def value(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def write(name, nodes, inputs, output, constants, card=None):
    graph = helper.make_graph(nodes, name, inputs, [output],
                              [numpy_helper.from_array(array, key) for key, array in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, HERE / f"{name}.onnx")
    if card:
        (HERE / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n")


def permuted(name, before=(), output="scores", card=None, more_inputs=()):
    """Means over the picture times nothing, plus the logarithms of the probabilities."""
    probabilities = np.array([0.1, 0.5, 0.1, 0.3], np.float32)
    nodes = [*before,
             helper.make_node("ReduceMean", ["pooled" if before else "crop"], ["mean"], axes=[2, 3], keepdims=0),
             helper.make_node("Gemm", ["mean", "weight", "bias"], ["logits"]),
             helper.make_node("Softmax", ["logits"], ["scores"], axis=1)]
    constants = {"weight": np.zeros((1, 4), np.float32), "bias": np.log(probabilities)}
    write(name, nodes, [value("crop", ["batch", 1, 48, 48]), *more_inputs], value(output, ["batch", 4]), constants, card)


def picking(name, shape, places, layout, beyond=0):
    indices = np.array([np.ravel_multi_index(place, shape[1:]) + beyond for place in places], np.int64)
    nodes = [helper.make_node("Flatten", ["picture"], ["values"], axis=1),
             helper.make_node("Gather", ["values", "indices"], ["logits"], axis=1)]
    write(name, nodes, [value("picture", shape)], value("logits", [1, 3]), {"indices": indices}, {
        "labels": ["sad", "happy", "neutral"],
        "input": {"name": "picture", "shape": shape, "layout": layout, "color": "rgb"},
        "normalization": {"mean": [10, 20, 30], "std": [100, 50, 25]},
        "output": {"name": "logits", "shape": [1, 3], "kind": "logits"},
    })


permuted("permuted", card={
    "name": "what a card says beyond what is needed is ignored",
    "labels": ["surprised", None, "happy", "angry"],
    "input": {"name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray"},
    "normalization": {"mean": 0, "std": 255},
    "output": {"name": "scores", "shape": [1, 4]},
})
picking("rgb-nchw", [1, 3, SIDE, SIDE], [(channel, row, column) for row, column, channel in PLACES], "NCHW")
picking("rgb-nhwc", [1, SIDE, SIDE, 3], PLACES, "NHWC")
picking("beyond", [1, SIDE, SIDE, 3], PLACES, "NHWC", beyond=3 * SIDE * SIDE)
permuted("output-of-nothing", output="nothing")
pool = helper.make_node("MaxPool", ["crop"], ["pooled"], kernel_shape=[2, 2])
del pool.attribute[0].ints[:]
permuted("empty-kernel", before=[pool])
permuted("two-inputs", more_inputs=[value("another", [1])])
