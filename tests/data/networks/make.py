"""Writes the small models of this folder: `python make.py`, with onnx installed. The tests expect what each computes.

permuted.onnx           gray 48x48; constant probabilities 0.1, 0.5, 0.1, 0.3 for surprised, null, happy, angry
rgb-nchw.onnx           RGB 20x20; the three logits for sad, happy, neutral are the input values at POSITIONS
rgb-nhwc.onnx           the same, with the channels last
output-of-nothing.onnx  permuted.onnx with an output that no node writes
empty-kernel.onnx       permuted.onnx with a pool whose kernel has no size
two-inputs.onnx         permuted.onnx with a second input
beyond.onnx             rgb-nhwc.onnx with indices beyond the end of the input, which make the engine panic
"""
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
POSITIONS = [(3, 5, 0), (3, 5, 1), (17, 2, 2)]  # row, column, channel
SIDE = 20


def value(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def write(name, nodes, inputs, output, constants, config=None):
    graph = helper.make_graph(nodes, name, inputs, [output],
                              [numpy_helper.from_array(array, key) for key, array in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, HERE / f"{name}.onnx")
    if config:
        (HERE / f"{name}.json").write_text(json.dumps(config, indent=1) + "\n")


def permuted(name, before=(), output="scores", config=None, more_inputs=()):
    """Computes the mean of the input times zero, plus the logarithms of the probabilities."""
    probabilities = np.array([0.1, 0.5, 0.1, 0.3], np.float32)
    nodes = [*before,
             helper.make_node("ReduceMean", ["pooled" if before else "crop"], ["mean"], axes=[2, 3], keepdims=0),
             helper.make_node("Gemm", ["mean", "weight", "bias"], ["logits"]),
             helper.make_node("Softmax", ["logits"], ["scores"], axis=1)]
    constants = {"weight": np.zeros((1, 4), np.float32), "bias": np.log(probabilities)}
    write(name, nodes, [value("crop", ["batch", 1, 48, 48]), *more_inputs], value(output, ["batch", 4]), constants, config)


def gather(name, shape, positions, layout, beyond=0):
    indices = np.array([np.ravel_multi_index(position, shape[1:]) + beyond for position in positions], np.int64)
    nodes = [helper.make_node("Flatten", ["picture"], ["values"], axis=1),
             helper.make_node("Gather", ["values", "indices"], ["logits"], axis=1)]
    write(name, nodes, [value("picture", shape)], value("logits", [1, 3]), {"indices": indices}, {
        "labels": ["sad", "happy", "neutral"],
        "input": {"name": "picture", "shape": shape, "layout": layout, "color": "rgb"},
        "normalization": {"mean": [10, 20, 30], "std": [100, 50, 25]},
        "output": {"name": "logits", "shape": [1, 3], "kind": "logits"},
    })


permuted("permuted", config={
    "name": "further fields of a config are ignored",
    "labels": ["surprised", None, "happy", "angry"],
    "input": {"name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray"},
    "normalization": {"mean": 0, "std": 255},
    "output": {"name": "scores", "shape": [1, 4]},
})
gather("rgb-nchw", [1, 3, SIDE, SIDE], [(channel, row, column) for row, column, channel in POSITIONS], "NCHW")
gather("rgb-nhwc", [1, SIDE, SIDE, 3], POSITIONS, "NHWC")
gather("beyond", [1, SIDE, SIDE, 3], POSITIONS, "NHWC", beyond=3 * SIDE * SIDE)
permuted("output-of-nothing", output="nothing")
pool = helper.make_node("MaxPool", ["crop"], ["pooled"], kernel_shape=[2, 2])
del pool.attribute[0].ints[:]
permuted("empty-kernel", before=[pool])
permuted("two-inputs", more_inputs=[value("another", [1])])
