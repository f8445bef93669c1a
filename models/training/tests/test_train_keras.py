"""Keras over either back end takes the same first steps, and becomes a PaperNetwork that answers alike."""
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STEPS = """
import json, sys
import numpy as np
import torch
from emosense_training.models import build
from emosense_training.train_keras import as_paper_network, build_keras, train
random = np.random.default_rng(5)
x, labels = random.normal(size=(128, 48, 48, 1)).astype(np.float32), random.integers(0, 7, 128)
model = build_keras(seed=1)
losses = train(model, x, labels, np.arange(128), batch=32)
paper = build("paper").eval()
paper.load_state_dict(as_paper_network(model.get_weights()))
with torch.no_grad():
    own = paper(torch.from_numpy(x).permute(0, 3, 1, 2)).numpy()
print(json.dumps([losses, float(abs(own - model.predict(x, verbose=0)).max())]))
"""


@pytest.mark.skipif(not (importlib.util.find_spec("keras") and importlib.util.find_spec("tensorflow")),
                    reason="needs Keras and TensorFlow: pip install '.[compare]'")
def test_both_back_ends_take_the_same_steps():
    losses = {}
    for backend in ("tensorflow", "torch"):
        done = subprocess.run([sys.executable, "-c", STEPS], cwd=Path(__file__).parent.parent, text=True, check=True,
                              stdout=subprocess.PIPE, env={**os.environ, "KERAS_BACKEND": backend})
        losses[backend], difference = json.loads(done.stdout.splitlines()[-1])
        assert difference < 1e-4
    assert losses["tensorflow"] == pytest.approx(losses["torch"], abs=1e-4)
    assert len(set(losses["torch"])) == 4                             # it does learn between the batches
