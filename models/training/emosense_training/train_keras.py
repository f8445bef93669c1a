"""Trains the paper's CNN in Keras 3, over TensorFlow or over PyTorch: all else is the same.

    pip install ".[compare]"
    python train_keras.py --data fer2013.npz --backend tensorflow --out runs/keras-tensorflow
    python train_keras.py --data fer2013.npz --backend torch --out runs/keras-torch
    python export.py --data fer2013.npz --run runs/keras-torch --to ../paper/keras-torch.onnx

The paper sets 99 % of its TensorFlow model against 69 % of its PyTorch model and takes the difference for the
frameworks'. Here both start from the same weights, see the same pictures in the same order and take the same steps of
Adam; nothing is distorted, nothing regularised. The first steps agree to six digits, and the curves stay close: rounding
alone parts them. On the training pictures either comes close to 99 % when run long; on PublicTest either ends in the low
sixties at best. So 99 % is the accuracy on the training pictures and 69 % one on others, whichever the framework.
Dropout is left out, since each framework draws its own.

Each epoch adds a line to log.jsonl: loss and accuracy in evaluation mode over the whole Training split and PublicTest.
The last epoch is kept, in best.pt, as a PaperNetwork for export.py.
"""
import argparse
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

BACKENDS = {"tensorflow": "TensorFlow", "torch": "PyTorch"}


def initial_weights(seed):
    """Glorot-uniform kernels, in Keras's order and layout, and zero biases."""
    random, weights = np.random.default_rng(seed), []
    for shape in [(3, 3, 1, 32), (3, 3, 32, 64), (3, 3, 64, 128), (2048, 128), (128, 64), (64, 7)]:
        field = int(np.prod(shape[:-2]))                             # 9 for a convolution, 1 for a dense layer
        limit = np.sqrt(6 / (field * (shape[-2] + shape[-1])))
        weights += [random.uniform(-limit, limit, shape).astype(np.float32), np.zeros(shape[-1], np.float32)]
    return weights


def build_keras(seed):
    """The paper's CNN on [N, 48, 48, 1], giving [N, 7] logits."""
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input((48, 48, 1))])
    for filters in (32, 64, 128):
        model.add(layers.Conv2D(filters, 3, activation="relu", data_format="channels_last"))
        model.add(layers.MaxPooling2D(2, data_format="channels_last"))
    model.add(layers.Flatten(data_format="channels_last"))
    for units in (128, 64):
        model.add(layers.Dense(units, activation="relu"))
    model.add(layers.Dense(7))
    model.set_weights(initial_weights(seed))
    model.compile(keras.optimizers.Adam(1e-3), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


def as_paper_network(weights):
    """The state of a PaperNetwork that computes the same: its normalisations do nothing but add the bias."""
    import torch

    from emosense_training.models import build

    network = build("paper")
    with torch.no_grad():
        for layer, kernel, bias in zip([*network.convs, *network.denses, network.last], weights[::2], weights[1::2]):
            if kernel.ndim == 4:
                kernel = kernel.transpose(3, 2, 0, 1)                # [3, 3, I, O] -> [O, I, 3, 3]
            elif len(kernel) == 2048:                                # Keras flattens row, column, channel
                kernel = kernel.reshape(4, 4, 128, 128).transpose(3, 2, 0, 1).reshape(128, 2048)
            else:
                kernel = kernel.T
            dense, adding = (layer, layer) if layer is network.last else (layer[0], layer[1])
            dense.weight.copy_(torch.from_numpy(np.ascontiguousarray(kernel)))
            adding.bias.copy_(torch.from_numpy(bias))
            if adding is not dense:
                adding.running_var.fill_(1 - adding.eps)
    return network.state_dict()


def figures(model, x, labels):
    """Cross-entropy and accuracy."""
    logits = model.predict(x, batch_size=512, verbose=0).astype(np.float64)
    logits -= logits.max(1, keepdims=True)
    loss = np.log(np.exp(logits).sum(1)) - logits[np.arange(len(labels)), labels]
    return round(float(loss.mean()), 4), round(float((logits.argmax(1) == labels).mean()), 4)


def train(model, x, labels, order, batch):
    """One epoch; gives the loss of each batch."""
    return [float(model.train_on_batch(x[rows], labels[rows]))
            for rows in np.split(order, range(batch, len(order), batch))]


def fit(args, dataset):
    import keras
    import torch

    from emosense_training.evaluate import normalise
    from emosense_training.recipe import recipe_of

    parts = {}
    for name, usage in [("train", "Training"), ("public", "PublicTest")]:
        rows = dataset.rows(usage)
        parts[name] = normalise(dataset.images[rows]).reshape(-1, 48, 48, 1), dataset.labels[rows]
    args.out.mkdir(parents=True, exist_ok=True)
    log = args.out / "log.jsonl"
    log.unlink(missing_ok=True)                                      # a run starts anew: it keeps no optimiser's state
    model, random = build_keras(args.seed), np.random.default_rng(args.seed)
    for epoch in range(args.epochs):
        began = time.time()
        train(model, *parts["train"], random.permutation(len(parts["train"][1])), args.batch)
        line = {"epoch": epoch + 1}
        line["loss"], line["trainAccuracy"] = figures(model, *parts["train"])
        line["publicLoss"], line["publicAccuracy"] = figures(model, *parts["public"])
        line["seconds"] = round(time.time() - began)
        print(json.dumps(line), flush=True)
        with open(log, "a") as file:
            file.write(json.dumps(line) + "\n")
    versions = {"keras": keras.__version__}
    if args.backend == "tensorflow":
        import tensorflow
        versions["tensorflow"] = tensorflow.__version__
    settings = json.loads(json.dumps(vars(args), default=str))           # paths become text
    torch.save({"network": as_paper_network(model.get_weights()), "epoch": args.epochs, "settings": settings,
                "recipe": recipe_of(Path(sys.argv[0]).name, settings), "versions": versions}, args.out / "best.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--backend", choices=BACKENDS, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of this run")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.environ["KERAS_BACKEND"] = args.backend                       # read when keras is imported, so it is not yet
    from emosense_training.data import read
    fit(args, read(args.data))


if __name__ == "__main__":
    main()
