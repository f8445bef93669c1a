"""Trains a network on FER-2013's Training split; PublicTest alone chooses the epoch.

    python train.py --data fer2013.npz --network emosense --out runs/emosense
    python train.py --data fer2013.npz --network paper --split fold-1 --out runs/paper-fold-1
    python train.py --data fer2013.npz --network paper --emotions happy,sad --out runs/paper-happy-sad

Each epoch leaves last.pt (the same command again goes on from it), best.pt (the averaged weights that did best on
PublicTest; with --aligned, on the mean of its pictures and crops) and a line in log.jsonl. PrivateTest is not touched.
With 70/30 and the folds nothing is chosen: best.pt is then the last epoch's.
"""
import argparse
import copy
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F
from tqdm import tqdm

from emosense_training.augment import augment
from emosense_training.data import SPLITS, emotions_named, read
from emosense_training.evaluate import logits_of
from emosense_training.models import DEVICE, EMOTIONS, MEAN, NETWORKS, STD, begin_from, build
from emosense_training.recipe import recipe_of
from emosense_training.targets import soft_targets

CURVE = 3_000        # training pictures, always the same, whose accuracy is logged beside that of the test part

SMALL = 32           # the side of the pictures in the first epochs of --small

# Half precision pays only where bfloat16 is multiplied as it is; on other processors it is many times slower.
HALF = DEVICE.type == "cuda" or torch.cpu._is_avx512_bf16_supported()


def options(description):
    """What train.py and distil.py both take."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="fer2013.npz or Kaggle's fer2013.csv")
    parser.add_argument("--out", type=Path, required=True, help="folder of this run's checkpoints")
    parser.add_argument("--network", choices=NETWORKS, default="emosense")
    parser.add_argument("--split", choices=SPLITS, default="official", help="see Dataset.parts in data.py")
    parser.add_argument("--emotions", type=emotions_named, default=EMOTIONS, help="these alone, such as happy,sad")
    parser.add_argument("--aligned", type=Path, nargs="+", default=[], help=".npz with crops uint8 [35887,48,48] and found "
                        "bool [35887]: what the crate's `evaluate --crops` wrote; found crops are used half of the time")
    parser.add_argument("--start", type=Path, help="best.pt of another run to begin from; it may lack residual blocks")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=0.1, help="highest learning rate")
    parser.add_argument("--decay", type=float, default=5e-4, help="weight decay")
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.05, help="label smoothing")
    parser.add_argument("--votes", type=float, default=0.4, help="share of the FER+ votes in the targets, 0-1")
    parser.add_argument("--mixup", type=float, default=0.2, help="both parameters of mixup's beta distribution; 0: none")
    parser.add_argument("--strength", type=float, default=1.0, help="of turns, shifts and tones")
    parser.add_argument("--disturb", type=float, default=1.0, help="share of blurred, noisy, hidden ... pictures; 0: none")
    parser.add_argument("--small", type=float, default=0.0, help="share of the epochs, the first ones, on pictures of "
                        f"{SMALL}x{SMALL}, which take half the time; not for `paper`, which takes one size")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def pictures(dataset, aligned):
    """[N, 1+A, 48, 48] uint8, the bare picture and its aligned crop of each of A files, the picture itself where no face was
    found; and [N, A] bool, where one was. Without files the picture twice."""
    crops, found = [dataset.images], [np.zeros(len(dataset.images), bool)]
    for path in aligned:
        with np.load(path) as file:
            found.append(file["found"][dataset.numbers])
            crops.append(np.where(found[-1][:, None, None], file["crops"][dataset.numbers], dataset.images))
    if not aligned:
        crops, found = crops * 2, found * 2
    return np.stack(crops, 1), np.stack(found[1:], 1)


def rate_at(step, steps, warm_up, highest):
    """A linear start, then half a cosine down to nothing."""
    if step < warm_up:
        return highest * (step + 1) / warm_up
    return highest * 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


def average(mean, network, step):
    """Moves the averaged weights towards the network's; the first steps count for little."""
    decay = min(0.998, (1 + step) / (10 + step))
    with torch.no_grad():
        for m, p in zip(mean.state_dict().values(), network.state_dict().values()):
            m.lerp_(p, 1 - decay) if m.is_floating_point() else m.copy_(p)


def half():
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALF)


def accuracy(network, images, labels):
    with half():
        logits = logits_of(network, images)
    return round(float((logits.argmax(1) == labels).mean()), 4)


def mixed(x, target, mixup):
    """Mixup (H. Zhang et al., ICLR 2018): each picture with another, and their targets."""
    if not mixup:
        return x, target
    share, other = torch.distributions.Beta(mixup, mixup).sample(), torch.randperm(len(x), device=x.device)
    return share * x + (1 - share) * x[other], share * target + (1 - share) * target[other]


def save(what, path):
    """All of it or nothing: a run may be stopped at any moment."""
    torch.save(what, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def fit(args, dataset, batch):
    """Runs the epochs. `batch(rows, epoch)` gives pictures [B, 1, 48, 48] of 0-255 and targets [B, K], both on DEVICE."""
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_flush_denormal(True)
    train, test = dataset.parts(args.split)
    curve = np.random.default_rng(0).choice(train, min(CURVE, len(train)), replace=False)
    train = torch.from_numpy(train)
    both, found = pictures(dataset, args.aligned)
    test_found, test_file = np.nonzero(found & np.isin(np.arange(len(found)), test)[:, None])   # none without --aligned
    choosing = args.split == "official"
    part = "public" if choosing else "test"
    settings = json.loads(json.dumps(vars(args), default=str))           # paths become text
    recipe = recipe_of(Path(sys.argv[0]).name, settings)

    network = build(args.network, args.dropout, len(dataset.emotions)).to(DEVICE, memory_format=torch.channels_last)
    if args.start:
        begin_from(network, torch.load(args.start, map_location="cpu")["network"])
    mean = copy.deepcopy(network).eval()
    optimiser = torch.optim.SGD(network.parameters(), lr=args.rate,
                                momentum=0.9, weight_decay=args.decay, nesterov=True)
    first, best = 0, 0.0
    if (args.out / "last.pt").exists():
        last = torch.load(args.out / "last.pt", map_location="cpu", weights_only=False)
        network.load_state_dict(last["network"])
        mean.load_state_dict(last["mean"])
        optimiser.load_state_dict(last["optimiser"])
        torch.set_rng_state(last["random"])
        if DEVICE.type == "cuda":
            torch.cuda.set_rng_state(last["cudaRandom"])
        first, best = last["epoch"], last["best"]
        print(f"going on after epoch {first}")

    batches = len(train) // args.batch
    steps, warm_up = args.epochs * batches, min(2, args.epochs / 10) * batches
    for epoch in range(first, args.epochs):
        began, losses = time.time(), 0.0
        network.train()
        order = train[torch.randperm(len(train))].to(DEVICE)
        for b in tqdm(range(batches), desc=f"epoch {epoch + 1}", leave=False, disable=None):
            x, target = batch(order[b * args.batch:(b + 1) * args.batch], epoch)
            if epoch < args.small * args.epochs:
                x = F.interpolate(x, SMALL, mode="bilinear", antialias=True)
            x, target = mixed((x - MEAN) / STD, target, args.mixup)
            with half():
                logits = network(x.to(memory_format=torch.channels_last)).float()    # [B, K]
            loss = F.cross_entropy(logits, target)
            step = epoch * batches + b
            for group in optimiser.param_groups:
                group["lr"] = rate_at(step, steps, warm_up, args.rate)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            average(mean, network, step)
            losses += loss.item()

        line = {"epoch": epoch + 1, "loss": round(losses / batches, 4),
                "trainAccuracy": accuracy(mean, dataset.images[curve], dataset.labels[curve]),
                f"{part}Accuracy": accuracy(mean, dataset.images[test], dataset.labels[test])}
        figure = line[f"{part}Accuracy"]
        if len(test_found):
            line[f"{part}AlignedAccuracy"] = accuracy(mean, both[test_found, 1 + test_file], dataset.labels[test_found])
            figure = (figure + line[f"{part}AlignedAccuracy"]) / 2
        line["seconds"] = round(time.time() - began)
        print(json.dumps(line), flush=True)
        with open(args.out / "log.jsonl", "a") as log:
            log.write(json.dumps(line) + "\n")
        if figure > best or not choosing:
            best = figure
            save({"network": mean.state_dict(), "epoch": epoch + 1, "settings": settings, "recipe": recipe},
                 args.out / "best.pt")
        save({"network": network.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(),
              "random": torch.get_rng_state(), "epoch": epoch + 1, "best": best,
              "settings": settings, "recipe": recipe,
              "cudaRandom": torch.cuda.get_rng_state() if DEVICE.type == "cuda" else None}, args.out / "last.pt")


def main():
    args = options(__doc__).parse_args()
    dataset = read(args.data).only(args.emotions)
    both, _ = pictures(dataset, args.aligned)
    sources = torch.from_numpy(both).to(DEVICE)
    targets = soft_targets(dataset, dataset.parts(args.split)[0], args.votes, args.smoothing).to(DEVICE)

    def batch(rows, epoch):
        crop = torch.randint(1, sources.shape[1], (len(rows),), device=DEVICE)
        bare = torch.rand(len(rows), device=DEVICE) < 0.5
        x = sources[rows, torch.where(bare, 0, crop)][:, None].float()
        return augment(x, args.strength, args.disturb), targets[rows]

    fit(args, dataset, batch)


if __name__ == "__main__":
    main()
