"""Writes the small models of this folder, for tests that know what each computes.

Run `python make.py` in an environment with onnx, such as that of models/training.

permuted.onnx           gray 48x48; constant probabilities 0.1 0.5 0.1 0.3 for surprised, an unused output, happy, angry
rgb-nchw.onnx           RGB 20x20; its three logits for sad, happy, and neutral are the input's values at POSITIONS
rgb-nhwc.onnx           the same, with the channels last
output-of-nothing.onnx  permuted.onnx with an output that no node computes
empty-kernel.onnx       permuted.onnx with a pooling node whose kernel has no size
two-inputs.onnx         permuted.onnx with a second input
two-outputs.onnx        gray 48x48; for happy and neutral, constant probabilities 0.2 0.8 and constant logits whose
                        probabilities are 0.8 0.2
beyond.onnx             rgb-nhwc.onnx with indices that are computed from the input and beyond its end, at which the
                        engine panics

Two more models are kept as they were found, with faulty.json as their config:
endless.onnx            a MaxPool with a kernel of 4096, on which the engine works without end
stops-later.onnx        sound on the image with which a model is tried; the engine panics at a face
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

FOLDER = Path(__file__).parent
POSITIONS = [(3, 5, 0), (3, 5, 1), (17, 2, 2)]  # row, column, channel
SIZE = 20  # pixels


def tensor_info(name: str, shape: Sequence[int | str]) -> ValueInfoProto:
    """Describes a float input or output."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def write(
    name: str,
    nodes: list[NodeProto],
    inputs: list[ValueInfoProto],
    outputs: Sequence[ValueInfoProto],
    constants: dict[str, np.ndarray],
    config: dict[str, Any] | None = None,
) -> None:
    """Writes a model and, if there is one, its config."""
    initializers = [numpy_helper.from_array(array, key) for key, array in constants.items()]
    graph = helper.make_graph(nodes, name, inputs, list(outputs), initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, FOLDER / f"{name}.onnx")
    if config:
        (FOLDER / f"{name}.json").write_text(json.dumps(config, indent=1) + "\n")


def write_constant(
    name: str,
    before: Sequence[NodeProto] = (),
    output: str = "scores",
    config: dict[str, Any] | None = None,
    more_inputs: Sequence[ValueInfoProto] = (),
) -> None:
    """Writes a model that multiplies the mean of the image by zero and adds the logarithms of fixed probabilities."""
    probabilities = np.array([0.1, 0.5, 0.1, 0.3], np.float32)
    nodes = [
        *before,
        helper.make_node("ReduceMean", ["pooled" if before else "crop"], ["mean"], axes=[2, 3], keepdims=0),
        helper.make_node("Gemm", ["mean", "weight", "bias"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["scores"], axis=1),
    ]
    constants = {"weight": np.zeros((1, 4), np.float32), "bias": np.log(probabilities)}
    inputs = [tensor_info("crop", ["batch", 1, 48, 48]), *more_inputs]
    write(name, nodes, inputs, [tensor_info(output, ["batch", 4])], constants, config)


def write_gather(
    name: str, shape: list[int], positions: Sequence[tuple[int, int, int]], layout: str, beyond: bool = False
) -> None:
    """Writes a model whose logits are the input's values at the positions, or after its end and the largest one."""
    indices = np.array([np.ravel_multi_index(position, shape[1:]) for position in positions], np.int64)
    gathered = "indices"
    nodes = [helper.make_node("Flatten", ["picture"], ["values"], axis=1)]
    if beyond:
        indices += SIZE * SIZE * 3
        gathered = "computed"
        nodes += [
            helper.make_node("ArgMax", ["values"], ["largest"], axis=1, keepdims=0),
            helper.make_node("Add", ["largest", "indices"], [gathered]),
        ]
    nodes.append(helper.make_node("Gather", ["values", gathered], ["logits"], axis=1))
    config = {
        "labels": ["sad", "happy", "neutral"],
        "input": {"name": "picture", "shape": shape, "layout": layout, "color": "rgb"},
        "normalization": {"mean": [10, 20, 30], "std": [100, 50, 25]},
        "output": {"name": "logits", "shape": [1, 3], "kind": "logits"},
    }
    inputs = [tensor_info("picture", shape)]
    write(name, nodes, inputs, [tensor_info("logits", [1, 3])], {"indices": indices}, config)


def write_two_outputs() -> None:
    """Writes a model with the output `scores` (probabilities) and the output `fer2013` (logits), both constant."""
    probabilities = np.array([0.2, 0.8], np.float32)
    nodes = [
        helper.make_node("ReduceMean", ["crop"], ["mean"], axes=[2, 3], keepdims=0),
        helper.make_node("Gemm", ["mean", "weight", "logarithms"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["scores"], axis=1),
        helper.make_node("Gemm", ["mean", "weight", "reversed"], ["fer2013"]),
    ]
    constants = {
        "weight": np.zeros((1, 2), np.float32),
        "logarithms": np.log(probabilities),
        "reversed": np.log(probabilities[::-1]) - 5,  # a softmax ignores what is added to all logits
    }
    config = {
        "labels": ["happy", "neutral"],
        "input": {"name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray"},
        "normalization": {"mean": 0, "std": 255},
        "output": {"name": "scores", "shape": [1, 2]},
        "fer2013": {"name": "fer2013", "shape": [1, 2], "kind": "logits"},
    }
    outputs = [tensor_info(name, ["batch", 2]) for name in ("scores", "fer2013")]
    write("two-outputs", nodes, [tensor_info("crop", ["batch", 1, 48, 48])], outputs, constants, config)


def main() -> None:
    """Writes all models."""
    config = {
        "name": "fields that are not needed are ignored",
        "labels": ["surprised", None, "happy", "angry"],
        "input": {"name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray"},
        "normalization": {"mean": 0, "std": 255},
        "output": {"name": "scores", "shape": [1, 4]},
    }
    write_constant("permuted", config=config)
    channels_first = [(channel, row, column) for row, column, channel in POSITIONS]
    write_gather("rgb-nchw", [1, 3, SIZE, SIZE], channels_first, "NCHW")
    write_gather("rgb-nhwc", [1, SIZE, SIZE, 3], POSITIONS, "NHWC")
    write_gather("beyond", [1, SIZE, SIZE, 3], POSITIONS, "NHWC", beyond=True)
    write_constant("output-of-nothing", output="nothing")
    pool = helper.make_node("MaxPool", ["crop"], ["pooled"], kernel_shape=[2, 2])
    del pool.attribute[0].ints[:]
    write_constant("empty-kernel", before=[pool])
    write_two_outputs()
    write_constant("two-inputs", more_inputs=[tensor_info("another", [1])])


if __name__ == "__main__":
    main()
