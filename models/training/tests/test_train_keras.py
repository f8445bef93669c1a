"""Both Keras backends take the same first steps, and the result converts to an equal PaperCNN."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json
import numpy as np
import torch
from emosense_training.models import build_model
from emosense_training.train_keras import build_keras, to_paper_cnn, train_epoch
rng = np.random.default_rng(5)
x, labels = rng.normal(size=(128, 48, 48, 1)).astype(np.float32), rng.integers(0, 7, 128)
model = build_keras(seed=1)
losses = train_epoch(model, x, labels, np.arange(128), batch_size=32)
paper = build_model("paper").eval()
paper.load_state_dict(to_paper_cnn(model.get_weights()))
with torch.no_grad():
    logits = paper(torch.from_numpy(x).permute(0, 3, 1, 2)).numpy()
print(json.dumps([losses, float(abs(logits - model.predict(x, verbose=0)).max())]))
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not (importlib.util.find_spec("keras") and importlib.util.find_spec("tensorflow")),
    reason="needs Keras and TensorFlow: pip install -e '.[keras]'",
)
def test_both_backends_take_the_same_steps() -> None:
    losses = {}
    for backend in ("tensorflow", "torch"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=Path(__file__).parent.parent,
            text=True,
            check=True,
            stdout=subprocess.PIPE,
            env={**os.environ, "KERAS_BACKEND": backend},
        )
        losses[backend], difference = json.loads(done.stdout.splitlines()[-1])
        assert difference < 1e-4, backend
    assert losses["tensorflow"] == pytest.approx(losses["torch"], abs=1e-4)
    assert len(set(losses["torch"])) == 4  # the loss changes from batch to batch
