"""Writes a small model for each ONNX operator that the module for custom models supports, and the scores that it gives.

Run `python make_operators.py` in an environment with onnx and onnxruntime, such as that of models/training.

Each model applies the operator to every second pixel of a gray crop, in each direction, or to what a convolution makes
of them, and multiplies the result by fixed weights. expected.json has the scores, by onnxruntime, of the crop whose
pixel i is 37 * i % 253.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import NodeProto, TensorProto, helper, numpy_helper

FOLDER = Path(__file__).parent
LABELS = ["happy", "neutral", "sad", "angry"]
SHAPE = [1, 1, 16, 16]
CROP = (np.arange(256) * 37 % 253 / 255).astype(np.float32).reshape(SHAPE)

Constants = dict[str, Any]


def numbers(*shape: int, scale: float = 0.5) -> np.ndarray:
    """Returns fixed numbers, none of which is special."""
    return (np.sin(np.arange(1, np.prod(shape) + 1) * 1.7) * scale).astype(np.float32).reshape(shape)


def integers(*values: int) -> np.ndarray:
    """Returns a vector of integers, such as axes or a shape."""
    return np.array(values, np.int64)


def signed_bytes(*shape: int) -> np.ndarray:
    """Returns fixed numbers as a quantized model has them."""
    return (numbers(*shape) * 200).astype(np.int8)


def node(
    operator: str, inputs: str = "x", output: str = "y", **attributes: float | str | Sequence[int] | TensorProto
) -> NodeProto:
    """Makes a node whose inputs and outputs are separated by spaces; an underscore stands for no input."""
    names = ["" if name == "_" else name for name in inputs.split()]
    domain = "com.microsoft" if operator in OF_ONNXRUNTIME else None
    made = helper.make_node(operator, names, output.split(), domain=domain)
    made.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
    return made


# The crop is centered before these, so that their inputs have both signs.
OF_ANY_NUMBER = (
    "Abs Ceil Celu Cos Elu Erf Exp Floor Gelu HardSigmoid HardSwish Identity LeakyRelu Mish Neg QuickGelu Relu Round "
    "Selu Sign Sigmoid Sin Softplus Softsign Tanh ThresholdedRelu"
)
OF_POSITIVE_NUMBERS = "Log Reciprocal Sqrt"
OF_TWO_NUMBERS = "Add Div Max Mean Min Mul Pow Sub Sum"
COMPARISONS = "Equal Greater GreaterOrEqual Less LessOrEqual"
# In this operator set, all but ReduceSum have their axes as an attribute.
REDUCTIONS = "ReduceL1 ReduceL2 ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare"
# onnxruntime writes these, which no operator set of ONNX has, when it optimizes a model.
OF_ONNXRUNTIME = ("BiasGelu", "FastGelu", "QuickGelu")

Case = tuple[list[NodeProto], Constants]


def elementwise() -> dict[str, Case]:
    """Returns the operators that map each number, or two of them, to one."""
    cases: dict[str, Case] = {}
    for name in OF_ANY_NUMBER.split():
        cases[name] = [node("Sub", "x half", "c"), node(name, "c")], {"half": np.float32(0.5)}
    for name in OF_POSITIVE_NUMBERS.split():
        cases[name] = [node("Add", "x one", "p"), node(name, "p")], {"one": np.float32(1)}
    for name in OF_TWO_NUMBERS.split():
        cases[name] = [node(name, "x b")], {"b": numbers(1, 8) + 1.25}
    for name in COMPARISONS.split():
        cases[name] = (
            [node(name, "x b", "t"), node("Cast", "t", to=TensorProto.FLOAT)],
            {"b": CROP[..., 1::2, ::2].copy()},
        )
    for name in "And", "Or":
        nodes = [node("Less", "x a", "s"), node("Greater", "x b", "t"), node(name, "s t", "u"), node("Where", "u x a")]
        cases[name] = nodes, {"a": np.float32(0.6), "b": np.float32(0.3)}
    cases["Not"] = [node("Less", "x a", "s"), node("Not", "s", "t"), node("Where", "t x a")], {"a": np.float32(0.6)}
    cases["Where"] = [node("Less", "x a", "s"), node("Where", "s x b")], {"a": np.float32(0.6), "b": numbers(8)}
    cases["PRelu"] = (
        [node("Sub", "x half", "c"), node("PRelu", "c slope")],
        {
            "half": np.float32(0.5),
            "slope": numbers(1, 1, 1),
        },
    )
    cases["Clip"] = [node("Clip", "x low high")], {"low": np.float32(0.2), "high": np.float32(0.7)}
    cases["Clip-relu6"] = (
        [node("Mul", "x nine", "n"), node("Clip", "n _ six")],
        {
            "nine": np.float32(9),
            "six": np.float32(6),
        },
    )
    cases["Cast"] = (
        [node("Mul", "x nine", "n"), node("Cast", "n", "i", to=TensorProto.INT32), node("Cast", "i", to=1)],
        {"nine": np.float32(9)},
    )
    for name in "BiasGelu", "FastGelu":
        cases[name] = [node("Sub", "x half", "c"), node(name, "c b")], {"half": np.float32(0.5), "b": numbers(8)}
    cases["IsNaN"] = (
        [node("Sub", "x half", "c"), node("Log", "c", "l"), node("IsNaN", "l", "n"), node("Where", "n x l")],
        {"half": np.float32(0.5)},
    )
    cases["Dropout"] = [node("Dropout", "x")], {}
    cases["Constant"] = [node("Constant", "", "b", value=numpy_helper.from_array(numbers(8))), node("Add", "x b")], {}
    return cases


def spatial() -> dict[str, Case]:
    """Returns convolutions, pools, resizing and normalization."""
    three = {"w": numbers(3, 1, 3, 3), "b": numbers(3)}
    to_three = node("Conv", "x w b", "c", pads=[1, 1, 1, 1])
    pool: dict[str, list[int]] = {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]}
    scale = {"scale": numbers(3) + 1, "bias": numbers(3)}
    statistics = {"mean": numbers(3), "var": numbers(3) + 1}
    six = {"w6": numbers(6, 3, 1, 1), "scale6": numbers(6) + 1, "bias6": numbers(6)}
    return {
        "Conv": (
            [to_three, node("Conv", "c v", strides=[2, 2], dilations=[2, 2])],
            {**three, "v": numbers(5, 3, 3, 3)},
        ),
        "Conv-depthwise": (
            [to_three, node("Conv", "c v", group=3, pads=[1, 1, 1, 1])],
            {**three, "v": numbers(3, 1, 3, 3)},
        ),
        "Conv-pointwise": ([to_three, node("Conv", "c v")], {**three, "v": numbers(7, 3, 1, 1)}),
        "AveragePool": ([to_three, node("AveragePool", "c", "y", **pool)], three),
        "MaxPool": ([to_three, node("MaxPool", "c", "y", **pool)], three),
        "GlobalAveragePool": ([to_three, node("GlobalAveragePool", "c")], three),
        "GlobalMaxPool": ([to_three, node("GlobalMaxPool", "c")], three),
        "LRN": ([to_three, node("LRN", "c", size=3)], three),
        "BatchNormalization": (
            [to_three, node("BatchNormalization", "c scale bias mean var")],
            {**three, **scale, **statistics},
        ),
        "InstanceNormalization": ([to_three, node("InstanceNormalization", "c scale bias")], {**three, **scale}),
        "GroupNormalization": (
            [to_three, node("Conv", "c w6", "d"), node("GroupNormalization", "d scale6 bias6", num_groups=2)],
            {**three, **six},
        ),
        "LayerNormalization": (
            [node("LayerNormalization", "x scale8 bias8", axis=-1)],
            {"scale8": numbers(8) + 1, "bias8": numbers(8)},
        ),
        "LpNormalization": ([node("LpNormalization", axis=-1)], {}),
        "LpNormalization-1": ([node("LpNormalization", axis=2, p=1)], {}),
        "MeanVarianceNormalization": ([to_three, node("MeanVarianceNormalization", "c", axes=[0, 2, 3])], three),
        "Softmax": ([node("Softmax", axis=-1)], {}),
        "LogSoftmax": ([node("LogSoftmax", axis=-1)], {}),
        "Resize": ([node("Resize", "x _ by", mode="nearest")], {"by": np.array([1, 1, 2, 2], np.float32)}),
        "Resize-linear": ([node("Resize", "x _ _ to", mode="linear")], {"to": integers(1, 1, 13, 5)}),
        "DepthToSpace": (
            [to_three, node("Conv", "c v", "d"), node("DepthToSpace", "d", blocksize=2)],
            {**three, "v": numbers(4, 3, 1, 1)},
        ),
        "SpaceToDepth": ([node("SpaceToDepth", blocksize=2)], {}),
        "Pad": ([node("Pad", "x pads value")], {"pads": integers(0, 0, 1, 2, 0, 0, 2, 1), "value": np.float32(0.3)}),
        "Pad-reflect": ([node("Pad", "x pads", mode="reflect")], {"pads": integers(0, 0, 1, 2, 0, 0, 2, 1)}),
    }


def layout() -> dict[str, Case]:
    """Returns what selects, moves and repeats values, and computes with shapes."""
    return {
        "ArgMax": ([node("ArgMax", "x", "i", axis=3), node("Cast", "i", to=1)], {}),
        "Concat": ([node("Concat", "x x b", axis=2)], {"b": numbers(1, 1, 3, 8)}),
        "ConstantOfShape": (
            [node("ConstantOfShape", "s", "b", value=helper.make_tensor("", 1, [1], [0.4])), node("Add", "x b")],
            {"s": integers(8, 8)},
        ),
        "Expand": ([node("Expand", "x s", "e"), node("Softmax", "e", axis=-1)], {"s": integers(1, 3, 8, 8)}),
        "Flatten": ([node("Flatten", axis=2)], {}),
        "Gather": ([node("Gather", "x i", axis=3)], {"i": integers(5, 0, 2)}),
        "Range": (
            [
                node("Shape", "x", "s"),
                node("Gather", "s axis", "n"),
                node("Range", "zero n two", "i"),
                node("Gather", "x i", axis=3),
            ],
            {"axis": np.int64(3), "zero": np.int64(0), "two": np.int64(2)},
        ),
        "Reshape": ([node("Reshape", "x s")], {"s": integers(0, 4, -1, 2)}),
        "Shape": (
            [
                node("Shape", "x", "s"),
                node("Gather", "s i", "n"),
                node("Concat", "n rest", "t", axis=0),
                node("Reshape", "x t"),
            ],
            {"i": integers(0), "rest": integers(-1, 16)},
        ),
        "Size": ([node("Size", "x", "n"), node("Cast", "n", "f", to=1), node("Div", "x f")], {}),
        "Slice": (
            [node("Slice", "x from to axes by")],
            {"from": integers(1, 7), "to": integers(7, 0), "axes": integers(2, 3), "by": integers(2, -3)},
        ),
        "Split": ([node("Split", "x parts", "a b", axis=3), node("Concat", "b a", axis=3)], {"parts": integers(3, 5)}),
        "Squeeze": ([node("Squeeze", "x axes")], {"axes": integers(0, 1)}),
        "Tile": ([node("Tile", "x by")], {"by": integers(1, 2, 1, 2)}),
        "Transpose": ([node("Transpose", perm=[0, 3, 1, 2])], {}),
        "Unsqueeze": ([node("Unsqueeze", "x axes")], {"axes": integers(0, 3)}),
        "ReduceSum": ([node("ReduceSum", "x axes", keepdims=0)], {"axes": integers(2)}),
        "ReduceLogSum": ([node("Add", "x one", "p"), node("ReduceLogSum", "p", axes=[3])], {"one": np.float32(1)}),
        **{name: ([node(name, axes=[2], keepdims=0)], {}) for name in REDUCTIONS.split()},
    }


def products() -> dict[str, Case]:
    """Returns matrix products, also of quantized numbers."""
    quantize = node("QuantizeLinear", "x s zero", "q")
    parameters = {"s": np.float32(1 / 255), "zero": np.uint8(0)}
    return {
        "MatMul": ([node("MatMul", "x v")], {"v": numbers(8, 5)}),
        "Gemm": (
            [node("Flatten", "x", "f"), node("Gemm", "f v b", transB=1, alpha=0.5)],
            {"v": numbers(6, 64), "b": numbers(6)},
        ),
        "QuantizeLinear": ([quantize, node("DequantizeLinear", "q s zero")], parameters),
        "DequantizeLinear": (
            [node("DequantizeLinear", "v s", "d"), node("MatMul", "x d")],
            {"v": signed_bytes(8, 5), "s": np.float32(0.01)},
        ),
        "DynamicQuantizeLinear": (
            [
                node("DynamicQuantizeLinear", "x", "q s zero"),
                node("MatMulInteger", "q v zero", "i"),
                node("Cast", "i", "f", to=1),
                node("Mul", "f s"),
            ],
            {"v": signed_bytes(8, 5)},
        ),
        "MatMulInteger": (
            [quantize, node("MatMulInteger", "q v", "i"), node("Cast", "i", "f", to=1), node("Mul", "f s")],
            {**parameters, "v": signed_bytes(8, 5)},
        ),
        "ConvInteger": (
            [quantize, node("ConvInteger", "q v zero", "i"), node("Cast", "i", "f", to=1), node("Mul", "f s")],
            {**parameters, "v": signed_bytes(2, 1, 3, 3)},
        ),
    }


def opset(name: str) -> int:
    """Returns the oldest widespread operator set that has the operator."""
    return {"Gelu": 20, "Mish": 18, "GroupNormalization": 21}.get(name, 17)


def model(
    nodes: Sequence[NodeProto], constants: Constants, version: int, output: str, shape: list[int] | None
) -> onnx.ModelProto:
    """Makes a model from the crop to an output; None is an unknown shape."""
    halve = node("Slice", "crop first last sides step", "x")
    slicing = {"first": integers(0, 0), "last": integers(16, 16), "sides": integers(2, 3), "step": integers(2, 2)}
    initializers = [numpy_helper.from_array(np.asarray(array), key) for key, array in (constants | slicing).items()]
    graph = helper.make_graph(
        [halve, *nodes],
        "operator",
        [helper.make_tensor_value_info("crop", TensorProto.FLOAT, SHAPE)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        initializers,
    )
    opsets = [helper.make_opsetid("", version)]
    if any(node.domain for node in nodes):
        opsets.append(helper.make_opsetid("com.microsoft", 1))
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def run(file: onnx.ModelProto) -> np.ndarray:
    """Returns the only output of a model for the crop."""
    return onnxruntime.InferenceSession(file.SerializeToString()).run(None, {"crop": CROP})[0]


def main() -> None:
    """Writes all models, their config and what is expected of them."""
    expected = {}
    for name, (nodes, constants) in sorted((elementwise() | spatial() | layout() | products()).items()):
        version = opset(name)
        size = run(model(nodes, constants, version, "y", None)).size
        tail = [node("Reshape", "y row", "r"), node("MatMul", "r weights", "logits")]
        weights = numbers(size, len(LABELS), scale=8 / size)
        file = model(
            [*nodes, *tail],
            {**constants, "row": integers(1, -1), "weights": weights},
            version,
            "logits",
            [1, len(LABELS)],
        )
        onnx.checker.check_model(file)
        (FOLDER / f"{name}.onnx").write_bytes(file.SerializeToString())
        logits = run(file)[0].astype(float)
        scores = np.exp(logits - logits.max())
        expected[name] = dict(zip(LABELS, np.round(scores / scores.sum(), 6).tolist(), strict=True))
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    config = {
        "labels": LABELS,
        "input": {"name": "crop", "shape": SHAPE, "layout": "NCHW", "color": "gray"},
        "normalization": {"mean": 0, "std": 255},
        "output": {"name": "logits", "shape": [1, len(LABELS)], "kind": "logits"},
    }
    (FOLDER / "config.json").write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
