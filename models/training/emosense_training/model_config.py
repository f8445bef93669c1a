"""Describes an exported network: the .json beside its .onnx, which the crate, the page and compare.py read."""
import datetime
import json
import platform
import re
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from emosense_training.models import EMOTIONS, MEAN, SIDE, STD, weights_of
from emosense_training.train_keras import BACKENDS

TITLES = {**dict.fromkeys(["emosense", "emosense-deep", "emosense-deeper"], "EmoSense's emotion network"),
          "teacher": "Teacher of EmoSense's emotion network", "wide": "Larger teacher of EmoSense's emotion network",
          "paper": "The paper's CNN", "resnet5": "The paper's ResNet-5"}


def multiply_adds(network):
    """Of one crop: those of convolutions and dense layers, which are nearly all."""
    count = 0

    def add(layer, inputs, output):
        nonlocal count
        count += layer.weight.numel() * (output.shape[2] * output.shape[3] if output.dim() == 4 else 1)

    hooks = [m.register_forward_hook(add) for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        network(torch.zeros(1, 1, SIDE, SIDE))
    for hook in hooks:
        hook.remove()
    return count


def architecture_of(network):
    """The first words of the class's docstring, and the widths."""
    sentence = " ".join(type(network).__doc__.split("\n\n")[0].split())
    widths = [m.out_channels for m in network.modules() if isinstance(m, nn.Conv2d) and m.kernel_size == (3, 3)]
    return f"{sentence} Channels of its 3x3 convolutions: {', '.join(str(w) for w in widths)}."


def title_of(best):
    settings = best["settings"]
    title = TITLES[name_of(best)]
    if settings.get("backend"):
        title += f", in Keras over {BACKENDS[settings['backend']]}"
    if settings.get("split", "official") != "official":
        title += f", {settings['split']}"
    emotions = settings.get("emotions", EMOTIONS)
    return title if emotions == EMOTIONS else f"{title}, {' and '.join(emotions)} alone"


def name_of(best):
    return best["settings"].get("network", "paper")               # train_keras.py has but the one


def history_of(run):
    """A line per epoch; where a run was stopped and its epoch repeated, the repeated one."""
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    return list({line["epoch"]: {k: v for k, v in line.items() if k != "seconds"} for line in lines}.values())


def before(best):
    """The history of the run that this one began from, up to where it began; nothing of what that one began from."""
    start = best["settings"].get("start")
    if not start or not (Path(start).parent / "log.jsonl").exists():
        return []
    return history_of(Path(start).parent)[:torch.load(start, map_location="cpu")["epoch"]]


def trained(best, earlier):
    """Where a network comes from; `earlier`: how many epochs its history has before its own run."""
    settings = best["settings"]
    split = settings.get("split", "official")
    labels = "original labels"
    if settings.get("votes"):
        labels += f" mixed with what FER+'s votes say of them ({settings['votes']} of the target)"
    if settings.get("teachers"):
        count = len(settings["teachers"])
        labels += f" and with the answers of {count} other network{'s' if count > 1 else ''} ({settings['share']})"
    if split != "official":
        protocol = "trained on the split's training part for a fixed number of epochs; nothing chosen on its test part"
    elif settings.get("backend"):
        protocol = "trained on Training for a fixed number of epochs; temperature chosen on PublicTest"
    else:
        protocol = "trained on Training; epoch and temperature chosen on PublicTest; PrivateTest measured once"
    return {
        "data": f"FER-2013, {'Training split' if split == 'official' else f'the training part of {split}'}, {labels}",
        "protocol": protocol,
        "split": split,
        "network": name_of(best),
        "recipe": best["recipe"],
        "epochs": earlier + settings["epochs"],
        "chosenEpoch": earlier + best["epoch"],
        "seed": settings["seed"],
        "date": datetime.date.today().isoformat(),
        "versions": {"python": platform.python_version(), "torch": torch.__version__.split("+")[0],
                     "numpy": np.__version__, "onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__,
                     **best.get("versions", {})},
    }


def describe(network, best, run, form, emotions):
    """All that is known before the file is measured; export.py adds the rest."""
    earlier = before(best)
    return {
        "name": title_of(best),
        "architecture": architecture_of(network),
        "labels": emotions,
        "input": {"name": "crop", "shape": [1, 1, SIDE, SIDE], "layout": "NCHW", "color": "gray"},
        "normalization": {"mean": MEAN, "std": STD},
        "output": {"name": "scores", "shape": [1, len(emotions)], "kind": "probabilities"},
        "weights": weights_of(network),
        "multiplyAdds": multiply_adds(network),
        "stored": {"as": form},
        "trained": trained(best, len(earlier)),
        "history": [{**line, "epoch": number} for number, line in enumerate(earlier + history_of(run), 1)],
    }


def write(path, card):
    """Flat lists and flat objects take one line each."""
    text = re.sub(r"\[[^][{}]*\]", lambda flat: " ".join(flat.group().split()), json.dumps(card, indent=1))
    text = re.sub(r"\{[^][{}]*\}", lambda flat: " ".join(flat.group().split()), text)
    path.write_text(text + "\n")
