"""A teacher answers with its averaged weights, whichever of a run's two files it is taken from."""
import torch
from test_train import run

import train
from distil import answers, load
from network import MEAN, STD, build


def test_either_file_of_a_run_can_teach(tmp_path, dataset, monkeypatch):
    monkeypatch.setattr(train, "HALF", False)
    run(tmp_path, dataset)
    pictures = torch.from_numpy(dataset.images[:8])[:, None].float()
    for file, weights in [("best.pt", "network"), ("last.pt", "mean")]:
        network = build("paper").eval()
        network.load_state_dict(torch.load(tmp_path / file)[weights])
        with torch.no_grad():
            expected = sum(network((side - MEAN) / STD).softmax(1) for side in (pictures, pictures.flip(3))) / 2
        assert (answers([load(tmp_path / file)], pictures) - expected).abs().max() < 1e-3, file
