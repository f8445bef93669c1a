"""Converts a model to an ONNX graph with its weights stored as f32, f16, or int8.

The graph restores compressed weights to f32: with Cast, and for int8 also Mul with one scale per output channel. Both
operate on constants, so an engine evaluates them once, while loading, and then runs plain f32 kernels. int8 uses only
as many bits as the model was trained for, so that the file compresses well.
"""

import copy
import logging
from collections.abc import Sequence

import numpy as np
import onnx
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

from emosense_training.data import IMAGE_SIZE
from emosense_training.models import EmotionModel
from emosense_training.quantization import DEFAULT_BITS, quantization_scale, quantize_weights

OPSET = 18
WEIGHT_FORMATS = ["f32", "f16", "int8"]
OUTPUTS = ["scores", "fer2013"]  # of a model with both heads; one with a single head has the first
MAX_DIFFERENCE = 1e-4  # of a probability, between onnxruntime and PyTorch


class SeparateHeads(nn.Module):
    """A model that returns the logits of each head as an output of its own."""

    def __init__(self, model: EmotionModel) -> None:
        super().__init__()
        # The parameter names of the graph begin with this attribute's name.
        self.model = model

    def forward(self, crop: Tensor) -> tuple[Tensor, ...]:
        """Maps [N, 1, 48, 48] to the [N, K] logits of each head."""
        return tuple(self.model.head_logits(crop))


def round_weights(model: EmotionModel, weight_format: str, bits: Sequence[int] = DEFAULT_BITS) -> EmotionModel:
    """Returns a copy whose weights are rounded to what the format can represent; biases stay f32."""
    model = copy.deepcopy(model)
    if weight_format == "int8":
        quantize_weights(model, bits)
    elif weight_format == "f16":
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.data = parameter.data.half().float()
    return model


def encode_weight(
    weight: TensorProto, weight_format: str, bits: Sequence[int]
) -> tuple[list[TensorProto], list[NodeProto]]:
    """Returns the initializers that store a weight and the nodes that restore it under its own name."""
    name, values = weight.name, numpy_helper.to_array(weight)
    if weight_format == "f16":
        cast = helper.make_node("Cast", [f"{name}.f16"], [name], name=f"{name}.restored", to=TensorProto.FLOAT)
        return [numpy_helper.from_array(values.astype(np.float16), f"{name}.f16")], [cast]
    scale = quantization_scale(torch.tensor(values), bits).numpy()
    initializers = [
        numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{name}.int8"),
        numpy_helper.from_array(scale, f"{name}.scale"),
    ]
    nodes = [
        helper.make_node("Cast", [f"{name}.int8"], [f"{name}.steps"], name=f"{name}.cast", to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.steps", f"{name}.scale"], [name], name=f"{name}.restored"),
    ]
    return initializers, nodes


def compress_weights(model: onnx.ModelProto, weight_format: str, bits: Sequence[int] = DEFAULT_BITS) -> onnx.ModelProto:
    """Returns a copy that stores the weights of two and more dimensions in the given format."""
    compressed = onnx.ModelProto()
    compressed.CopyFrom(model)
    graph = compressed.graph
    initializers: list[TensorProto] = []
    nodes: list[NodeProto] = []
    for initializer in graph.initializer:
        if weight_format != "f32" and initializer.data_type == TensorProto.FLOAT and len(initializer.dims) >= 2:
            encoded, restoring = encode_weight(initializer, weight_format, bits)
            initializers += encoded
            nodes += restoring
        else:
            initializers.append(initializer)
    nodes += graph.node
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(initializers)
    graph.node.extend(nodes)
    onnx.checker.check_model(compressed, full_check=True)
    return compressed


def to_onnx(model: EmotionModel) -> onnx.ModelProto:
    """Converts a model to a graph with input "crop" [N, 1, 48, 48] and the outputs "scores" and "fer2013" [N, K].

    A model with one head has the output "scores" only. All outputs are logits.
    """
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # hides its list of further export options
    program = torch.onnx.export(
        SeparateHeads(model).eval(),
        (torch.zeros(2, 1, IMAGE_SIZE, IMAGE_SIZE),),
        dynamo=True,
        opset_version=OPSET,
        input_names=["crop"],
        output_names=OUTPUTS[: len(model.heads)],
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
