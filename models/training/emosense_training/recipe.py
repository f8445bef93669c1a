"""Builds the command lines that reproduce a run: its own, after those of the runs it builds on."""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from emosense_training.data import EMOTIONS


def command_line(module: str, settings: dict[str, Any]) -> str:
    """Returns the command of one run, with paths relative to the training folder."""
    words = ["python", "-m", f"emosense_training.{module}"]
    for option, value in settings.items():
        if value is None or value is False or value == [] or (option == "emotions" and value == EMOTIONS):
            continue
        if option in ("data", "aligned_crops", "people"):
            value = " ".join(Path(path).name for path in np.atleast_1d(value))
        elif option == "out":
            value = f"runs/{Path(value).name}"
        elif option in ("pretrained", "teachers"):
            value = " ".join(f"runs/{Path(path).parent.name}/{Path(path).name}" for path in np.atleast_1d(value))
        elif option == "emotions":
            value = ",".join(value)
        elif isinstance(value, list):
            value = " ".join(map(str, value))
        words += [f"--{option.replace('_', '-')}", *([] if value is True else [str(value)])]
    return " ".join(words)


def recipe(module: str, settings: dict[str, Any]) -> list[str]:
    """Returns every command once, before those that need its result; each checkpoint carries its own recipe."""
    commands: list[str] = []
    for path in [settings.get("pretrained"), *(settings.get("teachers") or [])]:
        if path:
            commands += torch.load(path, map_location="cpu")["recipe"]
    return list(dict.fromkeys([*commands, command_line(module, settings)]))
