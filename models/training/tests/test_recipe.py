"""The command of a run restores its options."""

import json
from pathlib import Path

import pytest

from emosense_training.distill import distillation_options
from emosense_training.evaluate import MODELS_FOLDER
from emosense_training.options import training_options
from emosense_training.recipe import command_line


@pytest.mark.parametrize(
    "options",
    [
        "",
        "--heads fer2013 --emotions happy,sad --split fold-1",
        "--image-size 64 96 --balance-classes --sam 0.05 --people people.npz --bits 5 --optimizer adamw",
        "--aligned-crops a.npz b.npz --pretrained runs/earlier/best.pt",
    ],
)
def test_the_command_gives_the_same_options(options: str) -> None:
    parser = training_options(None)
    expected = parser.parse_args(["--data", "fer2013.npz", "--out", "runs/one", *options.split()])
    assert parser.parse_args(command_line("train", vars(expected)).split()[3:]) == expected


def test_the_command_has_no_paths_of_this_machine() -> None:
    arguments = ["--data", "/a/fer2013.npz", "--out", "/a/runs/one", "--people", "/a/people.npz"]
    options = training_options(None).parse_args([*arguments, "--pretrained", "/a/runs/earlier/best.pt"])
    command = command_line("train", vars(options))
    assert "/a/" not in command
    assert Path(command.split("--pretrained ")[1].split()[0]) == Path("runs/earlier/best.pt")


@pytest.mark.parametrize(
    "config", ["emotion", "paper/paper", "paper/resnet5", "paper/paper-happy-sad", "paper/paper-70-30"]
)
def test_the_recipe_of_a_published_model_has_today_s_options(config: str) -> None:
    recipe = json.loads((MODELS_FOLDER / f"{config}.json").read_text())["trained"]["recipe"]
    assert recipe
    folders: list[Path] = []
    for command in recipe:
        module, *arguments = command.removeprefix("python -m emosense_training.").split()
        parser = {"train": training_options(None), "distill": distillation_options()}[module]
        options = parser.parse_args(arguments)
        earlier = [options.pretrained, *getattr(options, "teachers", [])]
        missing = [path for path in earlier if path and path.parent not in folders]
        # Nothing is left of the runs before the first command of a recipe.
        assert not missing or not folders, f"{command} needs {missing}"
        folders.append(options.out)
