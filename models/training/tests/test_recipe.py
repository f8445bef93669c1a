"""The command of a run restores its options."""

from pathlib import Path

import pytest

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
