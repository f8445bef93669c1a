"""Measures a model after each epoch, for the log and for choosing the best epoch."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emosense_training.crops import load_people, stack_crops
from emosense_training.data import Dataset
from emosense_training.device import autocast
from emosense_training.metrics import (
    MIN_VOTES,
    agreement_metrics,
    blend_heads,
    classification_metrics,
    people_metrics,
)
from emosense_training.models import EmotionModel, predict_logits

TRAIN_SAMPLE = 3_000  # training images, always the same, whose accuracy is logged beside that of the validation images


@dataclass
class Part:
    """Images to validate on, with their labels and, if there are any, FER+ votes."""

    images: np.ndarray
    labels: np.ndarray
    votes: np.ndarray | None


def logits_of(model: EmotionModel, images: np.ndarray) -> np.ndarray:
    """Returns the [N, H, K] logits in the precision of training."""
    with autocast(model):
        return predict_logits(model, images)


class Validation:
    """Measures a model on a sample of the training images, on the validation images, and on aligned crops."""

    def __init__(self, dataset: Dataset, split: str, aligned_crops: list[Path], people: Path | None) -> None:
        """Selects the images. The official split validates on PublicTest, the others on their test part."""
        train, test = dataset.split(split)
        sample = np.random.default_rng(0).choice(train, min(TRAIN_SAMPLE, len(train)), replace=False)
        self.emotions = dataset.emotions
        self.train = Part(dataset.images[sample], dataset.labels[sample], None)
        crops, found = stack_crops(dataset, aligned_crops)
        rows, file = np.nonzero(found & np.isin(np.arange(len(found)), test)[:, None])  # empty without files
        name = "public" if split == "official" else "test"

        def votes(selected: np.ndarray) -> np.ndarray | None:
            return None if dataset.votes is None else dataset.votes[selected]

        self.parts = {name: Part(dataset.images[test], dataset.labels[test], votes(test))}
        if len(rows):
            self.parts[f"{name}Aligned"] = Part(crops[rows, 1 + file], dataset.labels[rows], votes(rows))
        self.people = load_people(people)[1] if people else None

    def measure(self, model: EmotionModel) -> tuple[dict[str, float], float]:
        """Returns the metrics for the log, and the mean over the parts of the means of their metrics."""
        sample = blend_heads(logits_of(model, self.train.images), 1)
        log = {"trainAccuracy": classification_metrics(sample, self.train.labels, self.emotions)["accuracy"]}
        means = []
        for name, part in self.parts.items():
            metrics = self.measure_part(model, part)
            log |= {name + metric[0].upper() + metric[1:]: value for metric, value in metrics.items()}
            means.append(np.mean(list(metrics.values())))
        if self.people:
            metrics = people_metrics(blend_heads(logits_of(model, self.people.crops), 0), self.people.labels)
            log |= {"peopleAccuracy": metrics["accuracy"], "peopleMeanRecall": metrics["meanRecall"]}
            means.append(np.mean([metrics["accuracy"], metrics["meanRecall"]]))
        return log, float(np.mean(means))

    def measure_part(self, model: EmotionModel, part: Part) -> dict[str, float]:
        """Returns accuracy and macro F1 by the labels, and agreement and mean recall where six or more people agree."""
        logits = logits_of(model, part.images)
        metrics: dict[str, float | None] = {}
        if "fer2013" in model.heads:
            by_label = classification_metrics(blend_heads(logits, 1), part.labels, self.emotions)
            metrics |= {"accuracy": by_label["accuracy"], "macroF1": by_label["macroF1"]}
        if "scores" in model.heads and part.votes is not None:
            by_votes = agreement_metrics(blend_heads(logits, 0), part.votes, self.emotions, MIN_VOTES["sixOrMore"])
            metrics |= {"agreement": by_votes["accuracy"], "meanRecall": by_votes["meanRecall"]}
        return {name: value for name, value in metrics.items() if value is not None}
