"""Converts a model to an ONNX graph with its weights stored as f32, f16, or int8.

The graph restores compressed weights to f32: with Cast, and for int8 also Mul with one scale per output channel. Both
operate on constants, so an engine evaluates them once, while loading, and then runs plain f32 kernels. int8 uses only
the values -63 to 63: seven bits are as accurate as eight and make the file compress to an eighth less.
"""

import copy
import logging

import numpy as np
import onnx
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

from emosense_training.data import IMAGE_SIZE
from emosense_training.models import EmotionModel

OPSET = 18
WEIGHT_FORMATS = ["f32", "f16", "int8"]
INT8_MAX = 63  # the largest quantized value
MAX_DIFFERENCE = 1e-4  # of a probability, between onnxruntime and PyTorch


class WithSoftmax(nn.Module):
    """A model that returns probabilities."""

    def __init__(self, model: EmotionModel) -> None:
        super().__init__()
        # The parameter names of the graph begin with this attribute's name.
        self.model = model

    def forward(self, crop: Tensor) -> Tensor:
        """Maps [N, 1, 48, 48] to [N, K] probabilities."""
        return self.model(crop).softmax(1)


def quantization_scale(weight: np.ndarray) -> np.ndarray:
    """Returns the [O, 1, ...] float32 difference between adjacent int8 values, per output channel."""
    largest = np.abs(weight).max(axis=tuple(range(1, weight.ndim)), keepdims=True)
    return np.where(largest > 0, largest / INT8_MAX, 1).astype(np.float32)


def round_weights(model: EmotionModel, weight_format: str) -> EmotionModel:
    """Returns a copy whose weights are rounded to what the format can represent; biases stay f32."""
    model = copy.deepcopy(model)
    for parameter in model.parameters():
        if parameter.dim() < 2 or weight_format == "f32":
            continue
        weight = parameter.detach().numpy()
        if weight_format == "f16":
            rounded = weight.astype(np.float16).astype(np.float32)
        else:
            scale = quantization_scale(weight)
            rounded = np.round(weight / scale).astype(np.float32) * scale
        parameter.data = torch.from_numpy(rounded)
    return model


def encode_weight(weight: TensorProto, weight_format: str) -> tuple[list[TensorProto], list[NodeProto]]:
    """Returns the initializers that store a weight and the nodes that restore it under its own name."""
    name, values = weight.name, numpy_helper.to_array(weight)
    if weight_format == "f16":
        cast = helper.make_node("Cast", [f"{name}.f16"], [name], name=f"{name}.restored", to=TensorProto.FLOAT)
        return [numpy_helper.from_array(values.astype(np.float16), f"{name}.f16")], [cast]
    scale = quantization_scale(values)
    initializers = [
        numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{name}.int8"),
        numpy_helper.from_array(scale, f"{name}.scale"),
    ]
    nodes = [
        helper.make_node("Cast", [f"{name}.int8"], [f"{name}.steps"], name=f"{name}.cast", to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.steps", f"{name}.scale"], [name], name=f"{name}.restored"),
    ]
    return initializers, nodes


def compress_weights(model: onnx.ModelProto, weight_format: str) -> None:
    """Stores the weights of two and more dimensions in the given format, in place."""
    graph = model.graph
    initializers: list[TensorProto] = []
    nodes: list[NodeProto] = []
    for initializer in graph.initializer:
        if weight_format != "f32" and initializer.data_type == TensorProto.FLOAT and len(initializer.dims) >= 2:
            encoded, restoring = encode_weight(initializer, weight_format)
            initializers += encoded
            nodes += restoring
        else:
            initializers.append(initializer)
    nodes += graph.node
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(initializers)
    graph.node.extend(nodes)


def to_onnx(model: EmotionModel, weight_format: str = "f32") -> onnx.ModelProto:
    """Converts a model to a graph with input "crop" [N, 1, 48, 48] and output "scores" [N, K]."""
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # hides its list of further export options
    program = torch.onnx.export(
        WithSoftmax(model).eval(),
        (torch.zeros(2, 1, IMAGE_SIZE, IMAGE_SIZE),),
        dynamo=True,
        opset_version=OPSET,
        input_names=["crop"],
        output_names=["scores"],
        dynamic_shapes={"crop": {0: torch.export.Dim("N")}},
        verbose=False,
    )
    assert program is not None
    graph = program.model_proto
    # The exporter's inferred shapes [N, ...] would contradict an engine that fixes N, and its metadata is three times
    # as large as the graph.
    del graph.graph.value_info[:]
    parts = [graph, graph.graph, *graph.graph.node, *graph.graph.input, *graph.graph.output, *graph.graph.initializer]
    for part in parts:
        del part.metadata_props[:]
    graph.producer_name, graph.producer_version, graph.graph.name = "emosense export.py", "", "emotion"
    compress_weights(graph, weight_format)
    onnx.checker.check_model(graph, full_check=True)
    return graph


def check_difference(scores: np.ndarray, expected: np.ndarray, what: str) -> float:
    """Returns the largest difference between two arrays of probabilities.

    Raises:
        ValueError: If it is too large.
    """
    difference = float(abs(scores - expected).max())
    if difference >= MAX_DIFFERENCE:
        raise ValueError(f"{what} must agree within {MAX_DIFFERENCE}, they differ by {difference}")
    return difference
