"""Computes gradients, also of rounded weights and by sharpness-aware minimization, and the learning rates."""

import argparse
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.func import functional_call
from torch.nn.utils import clip_grad_norm_
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, LRScheduler, SequentialLR

from emosense_training.device import autocast
from emosense_training.models import EmotionModel
from emosense_training.quantization import quantized_weights

WARM_UP_EPOCHS = 2  # at most; in short runs a tenth of the epochs
MAX_GRADIENT_NORM = 5.0  # several times that of an ordinary batch


def count_warm_up_steps(epochs: int, steps_per_epoch: int) -> int:
    """Returns the number of steps in which the learning rate rises."""
    return max(1, round(min(WARM_UP_EPOCHS, epochs / 10) * steps_per_epoch))


def build_optimizer(model: EmotionModel, options: argparse.Namespace) -> torch.optim.Optimizer:
    """Creates SGD with Nesterov momentum, or AdamW, which does not decay biases and batch normalizations."""
    if options.optimizer == "sgd":
        parameters = model.parameters()
        return torch.optim.SGD(parameters, options.lr, momentum=0.9, weight_decay=options.weight_decay, nesterov=True)
    decayed = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() <= 1]
    groups = [{"params": decayed, "weight_decay": options.weight_decay}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, options.lr)


def build_scheduler(optimizer: torch.optim.Optimizer, warm_up_steps: int, steps: int) -> LRScheduler:
    """Creates the learning-rate schedule: linear warm-up, then cosine decay to zero at the last step."""
    warm_up = LinearLR(optimizer, start_factor=1 / warm_up_steps, total_iters=warm_up_steps)
    decay = CosineAnnealingLR(optimizer, T_max=max(1, steps - warm_up_steps))
    return SequentialLR(optimizer, [warm_up, decay], milestones=[warm_up_steps])


def mixup(x: Tensor, targets: Tensor, alpha: float) -> tuple[Tensor, Tensor]:
    """Mixes each image and its targets with another one of the batch (H. Zhang et al., ICLR 2018)."""
    if not alpha:
        return x, targets
    weight = torch.distributions.Beta(alpha, alpha).sample()
    other = torch.randperm(len(x), device=x.device)
    return weight * x + (1 - weight) * x[other], weight * targets + (1 - weight) * targets[other]


def soft_cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    """Returns the mean over the images of the cross-entropy, summed over the heads.

    Args:
        logits: [B, H, K].
        targets: [B, H, K] distributions times their weights.
    """
    return -(targets * logits.log_softmax(2)).sum((1, 2)).mean()


def compute_gradients(
    model: EmotionModel, x: Tensor, targets: Tensor, bits: Sequence[int] | None = None, sam_radius: float | None = None
) -> Tensor:
    """Sets the gradients of all parameters and returns the loss of the batch.

    Args:
        model: The model, in training mode.
        x: [B, 1, S, S] normalized images.
        targets: As in `soft_cross_entropy`.
        bits: For quantization-aware training: the loss is that of the rounded weights.
        sam_radius: For sharpness-aware minimization (P. Foret et al., ICLR 2021): the gradients are those at weights
            this far away, in the direction in which the loss rises most.
    """

    def backward(state: dict[str, Tensor]) -> Tensor:
        model.zero_grad()
        with autocast(model):
            logits = functional_call(model, state, (x,)).float()
        loss = soft_cross_entropy(logits, targets)
        loss.backward()
        return loss.detach()

    loss = backward(quantized_weights(model, bits))
    if sam_radius:
        gradients = {name: p.grad for name, p in model.named_parameters() if p.grad is not None}
        norm = torch.stack([g.norm() for g in gradients.values()]).norm()
        weights = quantized_weights(model, bits)
        perturbed = {name: weights[name] + g * (sam_radius / (norm + 1e-12)) for name, g in gradients.items()}
        statistics = {name: buffer.clone() for name, buffer in model.named_buffers()}  # keeps the model's unchanged
        backward(perturbed | statistics)
    clip_grad_norm_(model.parameters(), MAX_GRADIENT_NORM)
    return loss
