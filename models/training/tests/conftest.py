"""What the tests share: synthetic pictures in the shape of FER-2013, since the real ones are not to be copied."""
import numpy as np
import pytest
import torch

from emosense_training.data import Dataset

torch.set_num_threads(1)


def synthetic(count, seed=0):
    """Noise whose brightness tells its label a little, 80 % for Training, 10 % for each test."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 7, count)
    images = np.clip(random.normal(60 + 20 * labels[:, None, None], 40, (count, 48, 48)), 0, 255).astype(np.uint8)
    usages = np.select([np.arange(count) % 10 == 8, np.arange(count) % 10 == 9], [1, 2], 0)
    votes = random.multinomial(10, [0.1] * 10, count).astype(np.float32)
    votes[:, 0] += 5 * (labels == 4)
    return Dataset(images, labels, usages, votes, np.arange(count))


@pytest.fixture
def dataset():
    return synthetic(400)
