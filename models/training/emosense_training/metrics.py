"""Computes metrics by two conventions: the original labels of FER-2013, and the votes of FER+'s ten annotators.

All take [N, K] probabilities and return dictionaries that are ready for JSON.
"""

from typing import Any

import numpy as np
import torch

from emosense_training.data import EMOTIONS, FERPLUS_LABELS

CALIBRATION_BINS = 15
MIN_VOTES = {"sixOrMore": 6, "fiveOrMore": 5, "plurality": 1}  # of ten, for the emotion with the most votes
PEOPLE_EMOTIONS = ["angry", "happy", "neutral", "sad", "surprised"]  # the photographs of the others are too few
SENSITIVITIES = [round(0.1 * step, 1) for step in range(11)]


def blend_heads(logits: np.ndarray, sensitivity: float) -> np.ndarray:
    """Returns the [N, K] probabilities of logits [N, H, K]: those of `scores` at 0, of `fer2013` at 1.

    In between, the logits are interpolated. With one head, the sensitivity has no effect.
    """
    blended = (1 - sensitivity) * logits[:, 0] + sensitivity * logits[:, -1]
    return torch.from_numpy(blended).softmax(1).numpy()


def confusion_matrix(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Returns [K, K] counts; rows are true, columns predicted labels."""
    confusion = np.zeros((scores.shape[1], scores.shape[1]), int)
    np.add.at(confusion, (labels, scores.argmax(1)), 1)
    return confusion


def recalls(confusion: np.ndarray) -> np.ndarray:
    """Returns the recall of each class; NaN for a class without images."""
    counts = confusion.sum(1)
    return np.where(counts > 0, confusion.diagonal() / np.maximum(counts, 1), np.nan)


def rounded(value: float) -> float | None:
    """Returns four decimals; None for NaN, which JSON does not have."""
    return None if np.isnan(value) else round(float(value), 4)


def reliability(
    scores: np.ndarray, correct: np.ndarray, weights: np.ndarray | None = None
) -> tuple[float, list[dict[str, float]]]:
    """Returns the expected calibration error, and the bins of the reliability diagram.

    Args:
        scores: [N, K] probabilities.
        correct: [N] whether the emotion of the highest score is correct, or the fraction of people who say so.
        weights: [N], by default 1.

    Returns:
        The mean difference between confidence (highest score) and accuracy in 15 equal bins of the confidence.
    """
    confidence = scores.max(1)
    weights = np.ones(len(scores)) if weights is None else weights
    bins = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    totals = np.bincount(bins, weights, CALIBRATION_BINS)
    mean_confidence = np.bincount(bins, confidence * weights, CALIBRATION_BINS) / np.maximum(totals, 1e-12)
    accuracy = np.bincount(bins, correct * weights, CALIBRATION_BINS) / np.maximum(totals, 1e-12)
    error = (totals * abs(mean_confidence - accuracy)).sum() / max(weights.sum(), 1e-12)
    counts = np.bincount(bins, minlength=CALIBRATION_BINS)
    diagram = [
        {"count": int(n), "confidence": round(c, 4), "accuracy": round(a, 4)}
        for n, c, a in zip(counts, mean_confidence, accuracy, strict=True)
    ]
    return round(float(error), 4), diagram


def classification_metrics(scores: np.ndarray, labels: np.ndarray, emotions: list[str]) -> dict[str, Any]:
    """Returns all metrics against one label per image."""
    confusion = confusion_matrix(scores, labels)
    correct, actual, predicted = confusion.diagonal(), confusion.sum(1), confusion.sum(0)
    precision = correct / np.maximum(predicted, 1)
    recall = correct / np.maximum(actual, 1)
    f1 = 2 * correct / np.maximum(actual + predicted, 1)
    ece, diagram = reliability(scores, scores.argmax(1) == labels)
    return {
        "accuracy": round(float(correct.sum() / len(labels)), 4),
        "macroF1": round(float(f1.mean()), 4),
        "ece": ece,
        "perClass": {
            emotion: {
                "precision": round(precision[i], 4),
                "recall": round(recall[i], 4),
                "f1": round(f1[i], 4),
                "count": int(actual[i]),
            }
            for i, emotion in enumerate(emotions)
        },
        "confusion": confusion.tolist(),
        "reliability": diagram,
    }


def agreed_labels(votes: np.ndarray, emotions: list[str], min_votes: int) -> np.ndarray:
    """Returns the index of the emotion that at least `min_votes` annotators chose, more than any other answer.

    Args:
        votes: [N, 10] FER+ vote counts.
        emotions: The K emotions.
        min_votes: 1 gives the plurality.

    Returns:
        [N] indices; -1 where there is no such emotion.
    """
    columns = [FERPLUS_LABELS.index(e) for e in emotions]
    label = votes[:, columns].argmax(1)
    most = votes[:, columns].max(1)
    runner_up = np.sort(votes, 1)[:, -2]
    return np.where((most >= min_votes) & (most == votes.max(1)) & (most > runner_up), label, -1)


def agreement_metrics(scores: np.ndarray, votes: np.ndarray, emotions: list[str], min_votes: int) -> dict[str, Any]:
    """Returns the metrics on the images for which at least `min_votes` annotators agree."""
    labels = agreed_labels(votes, emotions, min_votes)
    agreed = labels >= 0
    confusion = confusion_matrix(scores[agreed], labels[agreed])
    recall = recalls(confusion)
    total = int(agreed.sum())
    present = recall[~np.isnan(recall)]
    return {
        "count": total,
        "accuracy": rounded(confusion.trace() / total) if total else None,
        "meanRecall": rounded(present.mean()) if total else None,
        "neutralRecall": rounded(recall[emotions.index("neutral")]) if "neutral" in emotions else None,
        "recall": {emotion: rounded(recall[i]) for i, emotion in enumerate(emotions)},
        "confusion": confusion.tolist(),
    }


def vote_calibration(
    scores: np.ndarray, votes: np.ndarray, emotions: list[str]
) -> tuple[float, list[dict[str, float]]]:
    """Returns calibration error and reliability against the votes.

    The accuracy is the share of the annotators who chose the predicted emotion, among those who chose any of the
    emotions; an image counts by the fraction of annotators who did.
    """
    chosen = votes[:, [FERPLUS_LABELS.index(e) for e in emotions]]
    count = chosen.sum(1)
    share = chosen[np.arange(len(scores)), scores.argmax(1)] / np.maximum(count, 1)
    return reliability(scores, share, count / np.maximum(votes.sum(1), 1))


def ferplus_metrics(scores: np.ndarray, votes: np.ndarray, emotions: list[str]) -> dict[str, Any]:
    """Returns all metrics against the votes: at each level of agreement, and the calibration."""
    levels = {name: agreement_metrics(scores, votes, emotions, votes_) for name, votes_ in MIN_VOTES.items()}
    ece, diagram = vote_calibration(scores, votes, emotions)
    return {**levels, "ece": ece, "reliability": diagram}


def people_metrics(scores: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    """Returns accuracy and recalls on photographs with weak labels, for the order of EMOTIONS."""
    recall = recalls(confusion_matrix(scores, labels))
    values = {emotion: rounded(recall[EMOTIONS.index(emotion)]) for emotion in PEOPLE_EMOTIONS}
    present = [value for value in values.values() if value is not None]
    return {
        "count": len(labels),
        "accuracy": rounded((scores.argmax(1) == labels).mean()),
        "meanRecall": rounded(float(np.mean(present))),
        "recall": values,
    }


def sensitivity_curve(
    logits: np.ndarray, labels: np.ndarray, votes: np.ndarray, emotions: list[str]
) -> list[dict[str, Any]]:
    """Returns what each metric becomes between `scores` and `fer2013`, for [N, 2, K] logits."""
    curve = []
    for sensitivity in SENSITIVITIES:
        scores = blend_heads(logits, sensitivity)
        by_label, by_votes = classification_metrics(scores, labels, emotions), ferplus_metrics(scores, votes, emotions)
        agreed = by_votes["sixOrMore"]
        curve.append(
            {
                "sensitivity": sensitivity,
                "agreement": agreed["accuracy"],
                "meanRecall": agreed["meanRecall"],
                "neutralRecall": agreed["neutralRecall"],
                "voteEce": by_votes["ece"],
                "accuracy": by_label["accuracy"],
                "macroF1": by_label["macroF1"],
                "ece": by_label["ece"],
            }
        )
    return curve
