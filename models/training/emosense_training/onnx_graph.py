"""Turns a folded network into an ONNX graph, its weights stored as f32, f16 or int8.

Stored compactly, a weight comes back as f32 inside the graph: Cast, and for int8 Mul with a scale for each output
channel. Both work on constants, so an engine does them once while loading and then runs plain f32 kernels. Of int8 only
the steps -63 to 63 are used: the network is as right with seven bits, and compresses to an eighth less.
"""
import copy
import logging

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from emosense_training.models import SIDE

OPSET = 18
FORMS = ["f32", "f16", "int8"]
STEPS = 63


class Scored(torch.nn.Module):
    """A network with its softmax."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, crop):
        return self.network(crop).softmax(1)


def scale_of(weight):
    """[O, 1, ...]: what one step of int8 stands for in each output channel."""
    largest = np.abs(weight).max(axis=tuple(range(1, weight.ndim)), keepdims=True)
    return np.where(largest > 0, largest / STEPS, 1).astype(np.float32)


def rounded(network, form):
    """The same network with the weights that the form can hold; biases stay as they are."""
    network = copy.deepcopy(network)
    for parameter in network.parameters():
        if parameter.dim() < 2 or form == "f32":
            continue
        weight = parameter.detach().numpy()
        if form == "f16":
            kept = weight.astype(np.float16).astype(np.float32)
        else:
            scale = scale_of(weight)
            kept = np.round(weight / scale).astype(np.float32) * scale
        parameter.data = torch.from_numpy(kept)
    return network


def stored(weight, form):
    """The initialisers and nodes that hold and restore one weight under its own name."""
    name, values = weight.name, numpy_helper.to_array(weight)
    if form == "f16":
        return ([numpy_helper.from_array(values.astype(np.float16), f"{name}.f16")],
                [helper.make_node("Cast", [f"{name}.f16"], [name], name=f"{name}.restored", to=TensorProto.FLOAT)])
    scale = scale_of(values)
    return ([numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{name}.int8"),
             numpy_helper.from_array(scale, f"{name}.scale")],
            [helper.make_node("Cast", [f"{name}.int8"], [f"{name}.steps"], name=f"{name}.cast", to=TensorProto.FLOAT),
             helper.make_node("Mul", [f"{name}.steps", f"{name}.scale"], [name], name=f"{name}.restored")])


def compact(model, form):
    """Stores the weights of two and more dimensions in that form, in place."""
    graph, initialisers, nodes = model.graph, [], []
    for initialiser in graph.initializer:
        if form != "f32" and initialiser.data_type == TensorProto.FLOAT and len(initialiser.dims) >= 2:
            held, restoring = stored(initialiser, form)
            initialisers += held
            nodes += restoring
        else:
            initialisers.append(initialiser)
    nodes += graph.node
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(initialisers)
    graph.node.extend(nodes)


def to_onnx(network, form="f32"):
    """Input "crop" [N, 1, 48, 48], output "scores" [N, K]; the weights keep PyTorch's names."""
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)       # it would list all that it could also have exported
    program = torch.onnx.export(
        Scored(network).eval(), (torch.zeros(2, 1, SIDE, SIDE),), dynamo=True, opset_version=OPSET,
        input_names=["crop"], output_names=["scores"], dynamic_shapes={"crop": {0: torch.export.Dim("N")}},
        verbose=False)
    model = program.model_proto
    # Shapes that the exporter inferred for [N, ...] contradict an engine that fixes N; its notes are three times as
    # long as the graph.
    del model.graph.value_info[:]
    for part in [model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output,
                 *model.graph.initializer]:
        del part.metadata_props[:]
    model.producer_name, model.producer_version, model.graph.name = "emosense export.py", "", "emotion"
    compact(model, form)
    onnx.checker.check_model(model, full_check=True)
    return model
