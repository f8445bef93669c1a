"""Chooses the device to train on and the precision of its arithmetic."""

import contextlib
from typing import Any

import torch

from emosense_training.models import EmotionModel

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")

# bfloat16 is only faster where the processor multiplies it natively; elsewhere it is many times slower.
USE_BFLOAT16 = DEVICE.type == "cuda" or torch.cpu._is_avx512_bf16_supported()


def autocast(model: EmotionModel) -> contextlib.AbstractContextManager[Any]:
    """Returns a context that computes in bfloat16 where that is faster for the model."""
    fast = DEVICE.type == "cuda" or model.backbone.fast_in_bfloat16
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=USE_BFLOAT16 and fast)
