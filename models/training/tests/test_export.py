"""Exported models compute what PyTorch computes, in all three weight formats, and their configs describe them."""

import collections
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from conftest import model_with_statistics, synthetic
from onnx import numpy_helper

from emosense_training import export, reference_vectors
from emosense_training.data import EMOTIONS, Dataset, normalize
from emosense_training.models import HEADS, fuse_bn, load_model
from emosense_training.onnx_graph import WEIGHT_FORMATS, compress_weights, round_weights, to_onnx
from emosense_training.quantization import LARGE_LAYER, fake_quantize, quantization_scale, quantize_weights
from emosense_training.recipe import recipe

OPERATORS = {
    *("Conv", "Relu", "MaxPool", "ReduceMean", "Sigmoid", "Mul", "Add"),
    *("Gemm", "Reshape", "Cast"),
}
NAMES = ["emosense", "emosense-deep", "emosense-deeper", "paper", "resnet5"]

Export = Callable[..., tuple[Path, dict[str, Any]]]


@pytest.mark.parametrize("weight_format", WEIGHT_FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_onnxruntime_equals_pytorch(name: str, weight_format: str) -> None:
    model = fuse_bn(model_with_statistics(name))
    graph = compress_weights(to_onnx(model), weight_format)
    content = graph.SerializeToString()
    x = normalize(synthetic(5).images)
    logits = np.stack(onnxruntime.InferenceSession(content).run(HEADS, {"crop": x}), 1)
    scores = export.probabilities(logits)
    with torch.no_grad():
        expected = round_weights(model, weight_format)(torch.from_numpy(x)).softmax(2).numpy()
        f32_scores = model(torch.from_numpy(x)).softmax(2).numpy()
    assert abs(scores - expected).max() < 1e-4
    assert abs(expected - f32_scores).max() < {"f32": 1e-7, "f16": 2e-3, "int8": 5e-2}[weight_format]
    assert (weight_format == "f32") == bool(np.array_equal(expected, f32_scores))  # the other formats do round

    operators = collections.Counter(node.op_type for node in graph.graph.node)
    assert set(operators) <= OPERATORS, operators
    assert graph.opset_import[0].version <= 18
    parameters = sum(p.numel() for p in model.parameters())
    assert len(content) < {"f32": 4, "f16": 2, "int8": 1}[weight_format] * parameters * 1.03 + 15_000
    types = {
        onnx.TensorProto.DataType.Name(i.data_type)
        for i in graph.graph.initializer
        if len(i.dims) >= 2 and not i.name.endswith(".scale")
    }
    assert types == {{"f32": "FLOAT", "f16": "FLOAT16", "int8": "INT8"}[weight_format]}


@pytest.mark.parametrize("bits", [(6,), (5, 4)])
def test_weights_of_quantization_aware_training_are_stored_exactly(bits: tuple[int, ...]) -> None:
    trained = model_with_statistics("emosense")
    quantize_weights(trained, bits)
    integers = {
        key: (weight / quantization_scale(weight, bits)).round()
        for key, weight in trained.state_dict().items()
        if weight.dim() > 1
    }
    fused = fuse_bn(trained, [1.3, 0.7])
    graph = compress_weights(to_onnx(fused), "int8", bits).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    names = [name for name in stored if name.endswith(".int8")]
    assert len(names) == len(integers)
    for name in names:
        key = name.removeprefix("model.").removesuffix(".int8")
        expected = integers[key].flatten(1).abs()  # fusing a negative factor changes the sign of a channel
        assert np.array_equal(np.abs(stored[name]).reshape(expected.shape), expected.numpy()), name
        assert np.abs(stored[name]).max() == 2 ** (bits[-1 if stored[name].size >= LARGE_LAYER else 0] - 1) - 1
        restored = stored[name].astype(np.float32) * stored[name.replace(".int8", ".scale")]
        assert np.allclose(restored, fused.get_parameter(key).detach().numpy(), rtol=1e-6, atol=0), name


def test_gradients_pass_through_rounding() -> None:
    weight = torch.randn(4, 3, requires_grad=True)
    rounded = fake_quantize(weight, [4])
    assert torch.equal(rounded, fake_quantize(rounded, [4]))  # rounding again changes nothing
    assert (rounded - weight).abs().max() <= quantization_scale(weight, [4]).max() / 2 + 1e-6
    (rounded * torch.arange(12).view(4, 3)).sum().backward()
    assert weight.grad is not None
    assert torch.equal(weight.grad, torch.arange(12.0).view(4, 3))


@pytest.fixture
def run_export(tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Returns a function that writes a run's folder and exports it with the given options."""
    folder = tmp_path / "runs/one"
    folder.mkdir(parents=True)
    monkeypatch.setattr(export, "load_fer2013", lambda path: dataset)

    def run(
        *options: str, emotions: list[str] = EMOTIONS, heads: list[str] = HEADS, **more_settings: object
    ) -> tuple[Path, dict[str, Any]]:
        settings = {"data": "somewhere/fer2013.npz", "out": str(folder), "model": "paper", "epochs": 3, "seed": 1}
        settings |= {"pretrained": None, "emotions": emotions, **more_settings}
        weights = model_with_statistics("paper", heads).state_dict()
        for name in weights:
            if name.startswith("heads."):
                weights[name] = weights[name][: len(emotions)]
        checkpoint = {"model": weights, "epoch": 2, "settings": settings, "recipe": recipe("train", settings)}
        torch.save(checkpoint, folder / "best.pt")
        write_log(folder, [1, 2, 2, 3], loss=1.0)
        out = tmp_path / "out/one.onnx"
        monkeypatch.setattr(
            sys, "argv", ["export.py", "--data", "x", "--run", str(folder), "--out", str(out), *options]
        )
        export.main()
        return out, json.loads(out.with_suffix(".json").read_text())

    return run


def write_log(folder: Path, epochs: list[int], loss: float) -> None:
    """Writes the log of a run."""
    lines = [{"epoch": epoch, "loss": loss, "publicAccuracy": 0.5, "seconds": 9} for epoch in epochs]
    (folder / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_the_config_describes_the_file(run_export: Export) -> None:
    path, config = run_export()
    content = path.read_bytes()
    assert config["sha256"] == hashlib.sha256(content).hexdigest()
    assert config["bytes"] == len(content)
    assert config["weights"] == 363_655 + 65 * 7  # the second head
    assert config["multiplyAdds"] == 13_727_296 + 64 * 7
    assert config["output"] == {"name": "scores", "shape": [1, 7], "kind": "logits"}
    assert config["fer2013"] == {"name": "fer2013", "shape": [1, 7], "kind": "logits"}
    assert set(config["temperature"]) == {"scores", "fer2013"}
    assert config["trained"]["recipe"] == [
        "python -m emosense_training.train --data fer2013.npz --out runs/one --model paper --epochs 3 --seed 1"
    ]
    assert [line["epoch"] for line in config["history"]] == [1, 2, 3]
    assert "seconds" not in config["history"][0]
    assert set(config["stored"]["compared"]) == set(WEIGHT_FORMATS)
    assert config["privateTest"] is None
    assert config["happySad"]["privateTest"] is None
    assert sum(map(sum, config["publicTest"]["confusion"])) == 40  # a tenth of the synthetic images
    assert set(config["publicTest"]) == {
        *("accuracy", "accuracyWithFlip", "macroF1", "ece", "ferPlusMajorityAccuracy"),
        *("perClass", "confusion", "reliability", "ferPlus", "sensitivityCurve"),
    }


def test_a_model_with_one_head_has_one_output(run_export: Export) -> None:
    path, config = run_export(heads=["fer2013"])
    assert [output.name for output in onnx.load(path).graph.output] == ["scores"]
    assert config["output"]["name"] == "scores"
    assert "fer2013" not in config
    assert "sensitivityCurve" not in config["publicTest"]
    assert config["weights"] == 363_655


def test_the_temperatures_are_part_of_the_exported_heads(run_export: Export, tmp_path: Path, dataset: Dataset) -> None:
    path, config = run_export("--weight-format", "f32")
    x = normalize(dataset.images[:5])
    outputs = onnxruntime.InferenceSession(path).run(HEADS, {"crop": x})
    with torch.no_grad():
        logits = load_model(torch.load(tmp_path / "runs/one/best.pt"))(torch.from_numpy(x)).numpy()
    for head, (name, output) in enumerate(zip(HEADS, outputs, strict=True)):
        assert np.allclose(output * config["temperature"][name], logits[:, head], rtol=1e-3, atol=1e-3)


def test_a_run_with_quantized_weights_is_stored_with_as_many_bits(run_export: Export) -> None:
    path, config = run_export("--weight-format", "int8", bits=[5])
    assert config["stored"]["bits"] == [5]
    integers = [numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer if i.name.endswith(".int8")]
    assert {int(np.abs(values).max()) for values in integers} == {15}
    formats = config["stored"]["compared"]
    assert formats["int8"]["largestDifferenceFromF32"] < 1e-4  # the weights are already rounded


def test_large_layers_are_rounded_to_fewer_bits_on_request(run_export: Export) -> None:
    path, config = run_export("--weight-format", "int8", "--bits", "6", "3", bits=[6])
    assert config["stored"]["bits"] == [6, 3]
    integers = [numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer if i.name.endswith(".int8")]
    assert {(values.size >= LARGE_LAYER, int(np.abs(values).max())) for values in integers} == {(False, 31), (True, 3)}
    formats = config["stored"]["compared"]
    assert formats["int8"]["largestDifferenceFromF32"] > 1e-5  # compared with the model as trained


def test_private_test_is_evaluated_on_request(run_export: Export) -> None:
    _, config = run_export("--private-test", "--weight-format", "f16")
    assert sum(map(sum, config["privateTest"]["confusion"])) == 40
    assert config["happySad"]["privateTest"]["perClass"]["sad"]["count"] > 0
    assert config["stored"]["as"] == "f16"


def test_a_fold_is_evaluated_on_its_test_part_and_chooses_nothing(run_export: Export) -> None:
    _, config = run_export(split="fold-1")
    assert config["publicTest"] is None
    assert config["privateTest"] is None
    assert config["temperature"] == {"scores": 1, "fer2013": 1}
    assert config["stored"]["as"] == "f16"
    assert sum(map(sum, config["test"]["confusion"])) in range(75, 88)  # a fifth of 400, within one per class


def test_models_of_other_emotions_have_no_happy_sad_task(run_export: Export) -> None:
    _, config = run_export(emotions=["disgusted", "surprised"])
    assert config["labels"] == ["disgusted", "surprised"]
    assert "happySad" not in config


def test_a_fold_has_no_private_test(run_export: Export) -> None:
    with pytest.raises(SystemExit):
        run_export("--private-test", split="fold-1")


def test_the_recipe_includes_the_runs_it_builds_on(run_export: Export, tmp_path: Path) -> None:
    teacher = tmp_path / "runs/teacher/best.pt"
    teacher.parent.mkdir()
    teacher_command = "python -m emosense_training.train --out runs/teacher --model teacher"
    torch.save({"recipe": [teacher_command]}, teacher)
    _, config = run_export(teachers=[str(teacher)], distill_weight=0.7)
    assert config["trained"]["recipe"] == [
        teacher_command,
        "python -m emosense_training.train --data fer2013.npz --out runs/one --model paper --epochs 3 --seed 1 "
        "--teachers runs/teacher/best.pt --distill-weight 0.7",
    ]


def test_the_history_includes_the_pretraining(run_export: Export, tmp_path: Path) -> None:
    pretrained = tmp_path / "runs/pretrained/best.pt"
    pretrained.parent.mkdir()
    torch.save({"recipe": ["python -m emosense_training.train --out runs/pretrained"], "epoch": 4}, pretrained)
    write_log(pretrained.parent, list(range(1, 7)), loss=2.0)
    _, config = run_export(pretrained=str(pretrained))
    history = [(line["epoch"], line["loss"]) for line in config["history"]]
    assert history == [(1, 2), (2, 2), (3, 2), (4, 2), (5, 1), (6, 1), (7, 1)]
    assert (config["trained"]["chosenEpoch"], config["trained"]["epochs"]) == (6, 7)


def test_reference_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_vectors, "MODELS_FOLDER", tmp_path)
    monkeypatch.setattr(reference_vectors, "REFERENCE_FOLDER", tmp_path / "reference")
    model = fuse_bn(model_with_statistics("emosense"))
    (tmp_path / "emotion.onnx").write_bytes(compress_weights(to_onnx(model), "int8").SerializeToString())
    reference_vectors.write_emotion_vectors(round_weights(model, "int8"))
    written = json.loads((tmp_path / "reference/emotion.json").read_text())
    assert len(written["crops"]) == 12
    for crop in written["crops"]:
        assert abs(np.array(crop["pytorch"]) - crop["onnxruntime"]).max() < 1e-4, crop["name"]
        assert sum(crop["pytorch"]) == pytest.approx(1, abs=1e-5), crop["name"]
        assert sum(crop["fer2013"]) == pytest.approx(1, abs=1e-5), crop["name"]


def test_the_temperature_follows_the_overconfidence() -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 7, 2000)
    logits = np.eye(7, dtype=np.float32)[labels] + rng.gumbel(size=(2000, 7)).astype(np.float32)
    labels = logits.argmax(1)
    predictions = np.where(rng.random(2000) < 0.2, rng.integers(0, 7, 2000), labels)
    logits = np.eye(7, dtype=np.float32)[predictions] * 8  # 83 % correct, with nearly full confidence
    targets = torch.eye(7)[torch.from_numpy(labels)]
    temperature = export.fit_temperature(logits, targets)
    assert temperature > 1.5
    assert export.fit_temperature(logits * 2, targets) == pytest.approx(2 * temperature, rel=0.02)
