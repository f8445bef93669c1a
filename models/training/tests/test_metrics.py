"""Metrics equal those computed by hand."""

import json

import numpy as np
import pytest

from emosense_training.metrics import agreed_labels, agreement_metrics, classification_metrics, vote_calibration


def test_metrics_by_hand() -> None:
    scores = np.array([[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]])
    metrics = classification_metrics(scores, np.array([0, 1, 0, 1]), ["happy", "sad"])
    assert metrics["accuracy"] == 0.75
    assert metrics["confusion"] == [[2, 0], [1, 1]]
    assert metrics["perClass"]["happy"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8, "count": 2}
    assert metrics["perClass"]["sad"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "count": 2}
    assert metrics["macroF1"] == 0.7333
    # Each image has its own bin (15 bins of 0.0667): 0.9 correct, 0.8 wrong, 0.6 correct, 0.7 correct.
    assert metrics["ece"] == pytest.approx((0.1 + 0.8 + 0.4 + 0.3) / 4)
    assert sum(b["count"] for b in metrics["reliability"]) == 4
    assert len(metrics["reliability"]) == 15


def test_agreed_labels() -> None:
    votes = np.zeros((5, 10), np.float32)  # neutral, happiness, surprise, sadness, ..., contempt, unknown, not a face
    votes[0, 1] = 6
    votes[1, [1, 3]] = 5, 5  # a tie
    votes[2, [3, 7]] = 5, 4
    votes[3, [1, 7]] = 3, 6  # contempt, which is none of the emotions
    votes[4, [1, 0, 8]] = 4, 3, 3
    emotions = ["happy", "sad"]
    assert agreed_labels(votes, emotions, 6).tolist() == [0, -1, -1, -1, -1]
    assert agreed_labels(votes, emotions, 5).tolist() == [0, -1, 1, -1, -1]
    assert agreed_labels(votes, emotions, 1).tolist() == [0, -1, 1, -1, 0]


def test_recall_per_class() -> None:
    votes = np.zeros((5, 10), np.float32)
    votes[:3, 0] = 10  # neutral
    votes[3, 1] = votes[4, 1] = 8  # happy
    scores = np.array([[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.2, 0.8], [0.4, 0.6]])
    metrics = agreement_metrics(scores, votes, ["neutral", "happy"], 6)
    assert metrics["count"] == 5
    assert metrics["recall"] == {"neutral": 0.6667, "happy": 1.0}
    assert (metrics["accuracy"], metrics["meanRecall"], metrics["neutralRecall"]) == (0.8, 0.8333, 0.6667)
    assert metrics["confusion"] == [[2, 1], [0, 2]]
    nobody = agreement_metrics(scores, votes * 0, ["neutral", "happy"], 6)
    assert (nobody["count"], nobody["accuracy"], nobody["meanRecall"]) == (0, None, None)
    json.dumps(nobody, allow_nan=False)


def test_classes_without_images_do_not_count_in_the_mean_recall() -> None:
    votes = np.zeros((2, 10), np.float32)
    votes[:, 0] = 10
    metrics = agreement_metrics(np.array([[0.9, 0.1], [0.2, 0.8]]), votes, ["neutral", "happy"], 6)
    assert metrics["recall"] == {"neutral": 0.5, "happy": None}
    assert metrics["meanRecall"] == 0.5


def test_calibration_against_the_votes() -> None:
    votes = np.zeros((3, 10), np.float32)
    votes[0, [0, 1]] = 7, 3  # 70 % neutral
    votes[1, [0, 1, 9]] = 1, 4, 5  # 80 % happy of the half that saw an expression
    votes[2, 9] = 10  # does not count
    scores = np.array([[0.9, 0.1], [0.4, 0.6], [0.5, 0.5]])
    error, _ = vote_calibration(scores, votes, ["neutral", "happy"])
    assert error == pytest.approx((1 * 0.2 + 0.5 * 0.2) / 1.5, abs=1e-4)
