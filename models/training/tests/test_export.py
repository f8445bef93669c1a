"""What is exported answers as PyTorch does, in all three forms of weights, and its card says what it is."""
import collections
import hashlib
import json
import sys

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from conftest import synthetic
from test_models import exercised

from emosense_training import export
from emosense_training import reference_vectors as reference
from emosense_training.evaluate import normalise
from emosense_training.onnx_graph import FORMS, rounded, to_onnx
from emosense_training.models import NETWORKS, fold
from emosense_training.recipe import recipe_of

CLEAN = {"Conv", "Relu", "MaxPool", "ReduceMean", "Sigmoid", "Mul", "Add", "Gemm", "Softmax", "Reshape", "Cast"}


@pytest.mark.parametrize("name", [name for name in NETWORKS if name not in ["teacher", "wide"]])   # emosense's class, wider
@pytest.mark.parametrize("form", FORMS)
def test_onnxruntime_equals_pytorch(name, form):
    network = fold(exercised(name))
    model = to_onnx(network, form)
    content = model.SerializeToString()
    x = normalise(synthetic(5).images)
    [scores] = onnxruntime.InferenceSession(content).run(["scores"], {"crop": x})
    with torch.no_grad():
        expected = rounded(network, form)(torch.from_numpy(x)).softmax(1).numpy()
        plain = network(torch.from_numpy(x)).softmax(1).numpy()
    assert abs(scores - expected).max() < 1e-4
    assert abs(expected - plain).max() < {"f32": 1e-7, "f16": 2e-3, "int8": 5e-2}[form]
    assert (form == "f32") == bool(np.array_equal(expected, plain))           # the others do round something

    operators = collections.Counter(node.op_type for node in model.graph.node)
    assert set(operators) <= CLEAN, operators
    assert model.opset_import[0].version <= 18
    weights = sum(p.numel() for p in network.parameters())
    assert len(content) < {"f32": 4, "f16": 2, "int8": 1}[form] * weights * 1.03 + 15_000
    kinds = {onnx.TensorProto.DataType.Name(i.data_type) for i in model.graph.initializer if len(i.dims) >= 2
             and not i.name.endswith(".scale")}
    assert kinds == {{"f32": "FLOAT", "f16": "FLOAT16", "int8": "INT8"}[form]}


@pytest.fixture
def run(tmp_path, dataset, monkeypatch):
    """A run's folder, and export.main over it with these options."""
    folder = tmp_path / "runs/one"
    folder.mkdir(parents=True)
    monkeypatch.setattr(export, "read", lambda path: dataset)

    def exported(*options, **settings):
        settings = {"data": "somewhere/fer2013.npz", "out": str(folder), "network": "paper", "epochs": 3, "seed": 1,
                    "start": None, **settings}
        torch.save({"network": exercised("paper").state_dict(), "epoch": 2, "settings": settings,
                    "recipe": recipe_of("train.py", settings)}, folder / "best.pt")
        (folder / "log.jsonl").write_text("".join(
            json.dumps({"epoch": e, "loss": 1.0, "publicAccuracy": 0.5, "seconds": 9}) + "\n" for e in (1, 2, 2, 3)))
        to = tmp_path / "out/one.onnx"
        monkeypatch.setattr(sys, "argv", ["export.py", "--data", "x", "--run", str(folder), "--to", str(to), *options])
        export.main()
        return to, json.loads(to.with_suffix(".json").read_text())

    return exported


def test_the_card_describes_the_file(run):
    path, card = run()
    content = path.read_bytes()
    assert card["sha256"] == hashlib.sha256(content).hexdigest() and card["bytes"] == len(content)
    assert card["weights"] == 363_655 and card["multiplyAdds"] == 13_727_296
    assert card["trained"]["recipe"] == [
        "python train.py --data fer2013.npz --out runs/one --network paper --epochs 3 --seed 1"]
    assert [line["epoch"] for line in card["history"]] == [1, 2, 3] and "seconds" not in card["history"][0]
    assert set(card["stored"]["compared"]) == set(FORMS)
    assert card["privateTest"] is None and card["happySad"]["privateTest"] is None
    assert sum(map(sum, card["publicTest"]["confusion"])) == 40               # a tenth of conftest's pictures
    assert set(card["publicTest"]) == {"accuracy", "accuracyWithFlip", "macroF1", "ece", "ferPlusMajorityAccuracy",
                                       "perClass", "confusion", "reliability"}


def test_private_test_is_measured_when_asked(run):
    _, card = run("--private-test", "--weights", "f16")
    assert card["privateTest"]["accuracy"] >= 0 and card["happySad"]["privateTest"]["perClass"]["sad"]["count"] > 0
    assert card["stored"]["as"] == "f16"


def test_a_fold_has_its_own_test_part_and_nothing_chosen(run):
    _, card = run(split="fold-1")
    assert card["publicTest"] is card["privateTest"] is None and card["temperature"] == 1 and card["stored"]["as"] == "f16"
    assert sum(map(sum, card["test"]["confusion"])) in range(75, 88)          # a fifth of 400, to one a class
    with pytest.raises(SystemExit):
        run("--private-test", split="fold-1")


def test_the_recipe_names_what_a_run_builds_on(run, tmp_path):
    teacher = tmp_path / "runs/teacher/best.pt"
    teacher.parent.mkdir()
    torch.save({"recipe": ["python train.py --out runs/teacher --network teacher"]}, teacher)
    _, card = run(teachers=[str(teacher)], share=0.7)
    assert card["trained"]["recipe"] == [
        "python train.py --out runs/teacher --network teacher",
        "python train.py --data fer2013.npz --out runs/one --network paper --epochs 3 --seed 1 "
        "--teachers runs/teacher/best.pt --share 0.7"]


def test_the_history_goes_on_from_where_the_run_began(run, tmp_path):
    start = tmp_path / "runs/start/best.pt"
    start.parent.mkdir()
    torch.save({"recipe": ["python train.py --out runs/start"], "epoch": 4}, start)
    (start.parent / "log.jsonl").write_text("".join(
        json.dumps({"epoch": e, "loss": 2.0, "publicAccuracy": 0.4, "seconds": 9}) + "\n" for e in range(1, 7)))
    _, card = run(start=str(start))
    assert [(line["epoch"], line["loss"]) for line in card["history"]] == [
        (1, 2), (2, 2), (3, 2), (4, 2), (5, 1), (6, 1), (7, 1)]
    assert (card["trained"]["chosenEpoch"], card["trained"]["epochs"]) == (6, 7)


def test_the_reference_for_the_rust_tests(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "MODELS", tmp_path)
    monkeypatch.setattr(reference, "OUT", tmp_path / "reference")
    network = fold(exercised("emosense"))
    (tmp_path / "emotion.onnx").write_bytes(to_onnx(network, "int8").SerializeToString())
    reference.write_emotion(rounded(network, "int8"))
    written = json.loads((tmp_path / "reference/emotion.json").read_text())
    assert len(written["crops"]) == 12
    for crop in written["crops"]:
        assert abs(np.array(crop["pytorch"]) - crop["onnxruntime"]).max() < 1e-4 and abs(sum(crop["pytorch"]) - 1) < 1e-5


def test_temperature():
    random = np.random.default_rng(0)
    labels = random.integers(0, 7, 2000)
    logits = np.eye(7, dtype=np.float32)[labels] + random.gumbel(size=(2000, 7)).astype(np.float32)
    labels = logits.argmax(1)
    noisy = np.eye(7, dtype=np.float32)[np.where(random.random(2000) < 0.2, random.integers(0, 7, 2000), labels)] * 8
    assert export.fit_temperature(noisy, labels) > 1.5                        # 83 % right, and all but sure
    assert export.fit_temperature(noisy * 2, labels) == pytest.approx(2 * export.fit_temperature(noisy, labels), rel=0.02)
