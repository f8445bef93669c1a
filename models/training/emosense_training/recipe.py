"""The command lines that make a run again: its own, after those of the runs that it builds on."""
from pathlib import Path

import numpy as np
import torch

from emosense_training.models import EMOTIONS


def command_of(script, settings):
    """The line of one run; paths without the folders of this machine."""
    words = ["python", script]
    for option, value in settings.items():
        if value in (None, []) or (option == "emotions" and value == EMOTIONS):
            continue
        if option in ("data", "aligned"):
            value = " ".join(Path(p).name for p in np.atleast_1d(value))
        elif option == "out":
            value = f"runs/{Path(value).name}"
        elif option in ("start", "teachers"):
            value = " ".join(f"runs/{Path(p).parent.name}/{Path(p).name}" for p in np.atleast_1d(value))
        elif option == "emotions":
            value = ",".join(value)
        words += [f"--{option}", str(value)]
    return " ".join(words)


def recipe_of(script, settings):
    """Each line once and before it is needed; every checkpoint carries its own recipe."""
    lines = []
    for path in [settings.get("start"), *(settings.get("teachers") or [])]:
        lines += torch.load(path)["recipe"] if path else []
    return list(dict.fromkeys([*lines, command_of(script, settings)]))
