"""Writes the model config of an exported model: the .json beside its .onnx that the crate and the website read."""

import datetime
import json
import platform
import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from emosense_training.data import EMOTIONS, IMAGE_SIZE, PIXEL_MEAN, PIXEL_STD
from emosense_training.models import EmotionModel, count_multiply_adds, count_parameters
from emosense_training.onnx_graph import OUTPUTS
from emosense_training.train_keras import BACKENDS

TITLES = {
    **dict.fromkeys(["emosense", "emosense-deep", "emosense-deeper"], "EmoSense emotion model"),
    "teacher": "Teacher of the EmoSense emotion model",
    "wide": "Wide teacher of the EmoSense emotion model",
    **{f"efficientnet-lite{k}": f"EfficientNet-Lite{k} teacher of the EmoSense emotion model" for k in range(3)},
    "paper": "The paper's CNN",
    "resnet5": "The paper's ResNet-5",
}

Checkpoint = dict[str, Any]


def architecture_name(checkpoint: Checkpoint) -> str:
    """Returns the name of the architecture; train_keras.py only has the paper's CNN."""
    return checkpoint["settings"].get("model", "paper")


def architecture_summary(model: EmotionModel) -> str:
    """Returns one or two sentences on the layers and their widths."""
    widths = [m.out_channels for m in model.modules() if isinstance(m, nn.Conv2d) and m.kernel_size == (3, 3)]
    return f"{model.backbone.summary} Channels of the 3x3 convolutions: {', '.join(str(w) for w in widths)}."


def model_title(checkpoint: Checkpoint) -> str:
    """Returns the name that tables and pages show."""
    settings = checkpoint["settings"]
    title = TITLES[architecture_name(checkpoint)]
    if settings.get("backend"):
        title += f", Keras with {BACKENDS[settings['backend']]}"
    if settings.get("split", "official") != "official":
        title += f", {settings['split']}"
    emotions = settings.get("emotions", EMOTIONS)
    return title if emotions == EMOTIONS else f"{title}, {' and '.join(emotions)} only"


def read_history(run: Path) -> list[dict[str, Any]]:
    """Reads the log of a run, one line per epoch; of an epoch that was repeated after a stop, the last line."""
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    return list({line["epoch"]: {k: v for k, v in line.items() if k != "seconds"} for line in lines}.values())


def pretraining_history(checkpoint: Checkpoint) -> list[dict[str, Any]]:
    """Returns the history of the run that this one started from, up to the checkpoint that it loaded."""
    pretrained = checkpoint["settings"].get("pretrained")
    if not pretrained or not (Path(pretrained).parent / "log.jsonl").exists():
        return []
    return read_history(Path(pretrained).parent)[: torch.load(pretrained, map_location="cpu")["epoch"]]


def data_summary(settings: dict[str, Any]) -> str:
    """Returns which images and targets a model was trained on."""
    split = settings.get("split", "official")
    targets = "original labels"
    if settings.get("ferplus_weight"):
        targets += f", mixed with label probabilities from FER+ votes (weight {settings['ferplus_weight']})"
    if "scores" in settings.get("heads", []):
        targets = f"FER+ votes (scores) and {targets} (fer2013)"
    if settings.get("teachers"):
        count = len(settings["teachers"])
        targets += f", and with the probabilities of {count} teacher model{'s' if count > 1 else ''}"
        targets += f" (weight {settings['distill_weight']})"
    images = f"FER-2013, {'Training split' if split == 'official' else f'the training part of {split}'}"
    if settings.get("people") and settings.get("teachers"):
        images += (
            ", and photographs of people (github.com/muxspace/facial_expressions), with teacher probabilities only"
        )
    return f"{images}; {targets}"


def protocol(settings: dict[str, Any]) -> str:
    """Returns on which images the model was trained, chosen, and measured."""
    if settings.get("split", "official") != "official":
        return "trained on the split's training part for a fixed number of epochs; nothing chosen on its test part"
    if settings.get("backend"):
        return "trained on Training for a fixed number of epochs; temperature chosen on PublicTest"
    chosen_on = "PublicTest, the epoch also on photographs of other people" if settings.get("people") else "PublicTest"
    return f"trained on Training; epoch and temperatures chosen on {chosen_on}; PrivateTest measured once"


def training_summary(checkpoint: Checkpoint, earlier_epochs: int) -> dict[str, Any]:
    """Describes how a model was trained; its history has `earlier_epochs` epochs before those of its own run."""
    settings = checkpoint["settings"]
    return {
        "data": data_summary(settings),
        "protocol": protocol(settings),
        "split": settings.get("split", "official"),
        "model": architecture_name(checkpoint),
        "recipe": checkpoint["recipe"],
        "epochs": earlier_epochs + settings["epochs"],
        "chosenEpoch": earlier_epochs + checkpoint["epoch"],
        "seed": settings["seed"],
        "date": datetime.date.today().isoformat(),
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__.split("+")[0],
            "numpy": np.__version__,
            "onnx": onnx.__version__,
            "onnxruntime": onnxruntime.__version__,
            **checkpoint.get("versions", {}),
        },
    }


def describe(
    model: EmotionModel, checkpoint: Checkpoint, run: Path, weight_format: str, emotions: list[str]
) -> dict[str, Any]:
    """Returns everything that is known before the file is evaluated; export.py adds the rest."""
    earlier = pretraining_history(checkpoint)
    history = enumerate(earlier + read_history(run), 1)
    # "output" for every model, and beside it "fer2013" for one with both heads.
    outputs = {
        key: {"name": name, "shape": [1, len(emotions)], "kind": "logits"}
        for key, name in zip(["output", "fer2013"], OUTPUTS[: len(model.heads)], strict=False)
    }
    return {
        "name": model_title(checkpoint),
        "architecture": architecture_summary(model),
        "labels": emotions,
        "input": {"name": "crop", "shape": [1, 1, IMAGE_SIZE, IMAGE_SIZE], "layout": "NCHW", "color": "gray"},
        "normalization": {"mean": PIXEL_MEAN, "std": PIXEL_STD},
        **outputs,
        "weights": count_parameters(model),
        "multiplyAdds": count_multiply_adds(model),
        "stored": {"as": weight_format},
        "trained": training_summary(checkpoint, len(earlier)),
        "history": [{**line, "epoch": epoch} for epoch, line in history],
    }


def write_config(path: Path, config: dict[str, Any]) -> None:
    """Writes JSON with each flat list and flat object on one line."""
    text = re.sub(r"\[[^][{}]*\]", lambda flat: " ".join(flat.group().split()), json.dumps(config, indent=1))
    text = re.sub(r"\{[^][{}]*\}", lambda flat: " ".join(flat.group().split()), text)
    path.write_text(text + "\n")
