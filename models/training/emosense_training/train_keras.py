"""Trains the paper's CNN in Keras 3 with TensorFlow or PyTorch as the backend; everything else is the same.

pip install -e ".[keras]"
python -m emosense_training.train_keras --data fer2013.npz --backend tensorflow --out runs/keras-tensorflow
python -m emosense_training.train_keras --data fer2013.npz --backend torch --out runs/keras-torch
python -m emosense_training.export --data fer2013.npz --run runs/keras-torch --out ../paper/keras-torch.onnx

The paper reports 99 % for its TensorFlow model and 69 % for its PyTorch model and attributes the difference to the
frameworks. Here both start from the same weights, see the same images in the same order, and take the same steps of
Adam, without augmentation or regularization. The first steps agree to six digits, and the curves stay close: only
rounding errors separate them. On the training images, both approach 99 % in a long run; on PublicTest, both end in the
low sixties at best. So 99 % is a training accuracy and 69 % a test accuracy, whichever the framework. Dropout is left
out because each framework draws its own random numbers.

Each epoch adds a line to log.jsonl: loss and accuracy in evaluation mode on all of Training and PublicTest. The last
epoch is saved in best.pt, as a PaperCNN for export.py.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from emosense_training.data import EMOTIONS, IMAGE_SIZE, Dataset, load_fer2013, normalize

if TYPE_CHECKING:
    import keras
    from torch import Tensor

BACKENDS = {"tensorflow": "TensorFlow", "torch": "PyTorch"}
LEARNING_RATE = 1e-3  # Adam's default, which the paper uses
KERNEL_SHAPES = [(3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 128), (2048, 128), (128, 64), (64, len(EMOTIONS))]


def initial_weights(seed: int) -> list[np.ndarray]:
    """Returns Glorot-uniform kernels and zero biases, in Keras's order and layout."""
    rng = np.random.default_rng(seed)
    weights = []
    for shape in KERNEL_SHAPES:
        receptive_field = int(np.prod(shape[:-2]))  # 9 for a convolution, 1 for a dense layer
        limit = np.sqrt(6 / (receptive_field * (shape[-2] + shape[-1])))
        weights += [rng.uniform(-limit, limit, shape).astype(np.float32), np.zeros(shape[-1], np.float32)]
    return weights


def build_keras(seed: int) -> "keras.Model":
    """Creates the paper's CNN, which maps [N, 48, 48, 1] to [N, 7] logits."""
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input((IMAGE_SIZE, IMAGE_SIZE, 1))])
    for filters in (32, 64, 128):
        model.add(layers.Conv2D(filters, 3, activation="relu", data_format="channels_last"))
        model.add(layers.MaxPooling2D(2, data_format="channels_last"))
    model.add(layers.Flatten(data_format="channels_last"))
    for units in (128, 64):
        model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(len(EMOTIONS)))
    model.set_weights(initial_weights(seed))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(LEARNING_RATE), loss)
    return model


def to_paper_cnn(weights: list[np.ndarray]) -> "dict[str, Tensor]":
    """Returns the state of the model "paper" that computes the same; its batch normalizations only add the biases."""
    import torch

    from emosense_training.models import build_model

    model = build_model("paper", heads=["fer2013"])
    backbone: Any = model.backbone
    head = model.heads["fer2013"]
    layers = [*backbone.convs, *backbone.linears, head]
    with torch.no_grad():
        for layer, kernel, bias in zip(layers, weights[::2], weights[1::2], strict=True):
            if kernel.ndim == 4:
                kernel = kernel.transpose(3, 2, 0, 1)  # [3, 3, I, O] -> [O, I, 3, 3]
            elif len(kernel) == 2048:  # Keras flattens row, column, channel
                kernel = kernel.reshape(4, 4, 128, 128).transpose(3, 2, 0, 1).reshape(128, 2048)
            else:
                kernel = kernel.T
            weighted: Any = layer if layer is head else layer[0]
            biased: Any = layer if layer is head else layer[1]
            weighted.weight.copy_(torch.from_numpy(np.ascontiguousarray(kernel)))
            biased.bias.copy_(torch.from_numpy(bias))
            if biased is not weighted:
                biased.running_var.fill_(1 - biased.eps)
    return model.state_dict()


def loss_and_accuracy(model: "keras.Model", x: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Returns cross-entropy and accuracy, rounded for the log."""
    logits = model.predict(x, batch_size=512, verbose=0).astype(np.float64)
    logits -= logits.max(1, keepdims=True)
    loss = np.log(np.exp(logits).sum(1)) - logits[np.arange(len(labels)), labels]
    return round(float(loss.mean()), 4), round(float((logits.argmax(1) == labels).mean()), 4)


def train_epoch(
    model: "keras.Model", x: np.ndarray, labels: np.ndarray, order: np.ndarray, batch_size: int
) -> list[float]:
    """Trains one epoch and returns the loss of each batch."""
    batches = np.split(order, range(batch_size, len(order), batch_size))
    return [float(model.train_on_batch(x[rows], labels[rows])) for rows in batches]


def fit(options: argparse.Namespace, dataset: Dataset) -> None:
    """Trains for the given number of epochs and writes log.jsonl and best.pt."""
    import keras
    import torch

    from emosense_training.recipe import recipe

    parts = {}
    for usage in ("Training", "PublicTest"):
        rows = dataset.usage_rows(usage)
        x = normalize(dataset.images[rows]).reshape(-1, IMAGE_SIZE, IMAGE_SIZE, 1)
        parts[usage] = x, dataset.labels[rows]
    options.out.mkdir(parents=True, exist_ok=True)
    log = options.out / "log.jsonl"
    log.unlink(missing_ok=True)  # a run always starts anew, since the optimizer's state is not saved
    model, rng = build_keras(options.seed), np.random.default_rng(options.seed)
    for epoch in range(1, options.epochs + 1):
        started = time.monotonic()
        x, labels = parts["Training"]
        train_epoch(model, x, labels, rng.permutation(len(labels)), options.batch_size)
        line: dict[str, float] = {"epoch": epoch}
        line["loss"], line["trainAccuracy"] = loss_and_accuracy(model, *parts["Training"])
        line["publicLoss"], line["publicAccuracy"] = loss_and_accuracy(model, *parts["PublicTest"])
        line["seconds"] = round(time.monotonic() - started)
        print(json.dumps(line), flush=True)
        with open(log, "a") as file:
            file.write(json.dumps(line) + "\n")
    versions = {"keras": keras.__version__}
    if options.backend == "tensorflow":
        import tensorflow

        versions["tensorflow"] = tensorflow.__version__
    settings = json.loads(json.dumps(vars(options), default=str))  # paths become strings
    checkpoint = {
        "model": to_paper_cnn(model.get_weights()),
        "epoch": options.epochs,
        "settings": settings,
        "recipe": recipe(Path(sys.argv[0]).stem, settings),
        "versions": versions,
    }
    torch.save(checkpoint, options.out / "best.pt")


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--backend", choices=BACKENDS, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for the log and the model of this run")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ["KERAS_BACKEND"] = options.backend  # Keras reads it when it is imported, which is why `fit` imports it
    fit(options, load_fer2013(options.data))


if __name__ == "__main__":
    main()
