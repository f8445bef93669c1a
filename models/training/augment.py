"""Distorts a whole batch at once, so that two cores spend their time on the network."""
import math

import torch
from torch.nn import functional as F

BLUR = torch.tensor([1.0, 2.0, 1.0])
BLUR = (BLUR[:, None] * BLUR / 16)[None, None]            # [1, 1, 3, 3]


def between(n, low, high):
    """[n, 1, 1, 1] uniform random numbers."""
    return torch.empty(n, 1, 1, 1).uniform_(low, high)


def augment(x, strength=1.0):                             # [N, 1, 48, 48], 0-255 -> the same
    n, _, side, _ = x.shape

    # What a detector's landmarks leave: rotation, scale, shift; and faces are symmetric on average.
    angle = torch.empty(n).uniform_(-1, 1) * strength * math.radians(12)
    scale = torch.empty(n).uniform_(-1, 1).mul(strength * 0.12).exp()
    flip = torch.randint(0, 2, (n,)) * 2 - 1
    shift = torch.empty(n, 2).uniform_(-1, 1) * strength * 3.5 * 2 / side
    cos, sin = angle.cos() * scale, angle.sin() * scale
    theta = torch.stack([torch.stack([cos * flip, -sin, shift[:, 0]], 1),
                         torch.stack([sin * flip, cos, shift[:, 1]], 1)], 1)     # [N, 2, 3]
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)              # [N, 48, 48, 2]
    x = F.grid_sample(x, grid, padding_mode="border", align_corners=False)

    # What cameras and light do: focus, gamma, contrast, brightness.
    blurred = F.conv2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), BLUR)
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.15 * strength, blurred, x)
    gamma = between(n, -0.35 * strength, 0.35 * strength).exp()
    x = (x / 255).clamp(1e-4, 1) ** gamma
    mean = x.mean((2, 3), keepdim=True)
    x = (x - mean) * between(n, 1 - 0.25 * strength, 1 + 0.25 * strength) + mean
    x = (x + between(n, -0.1 * strength, 0.1 * strength)).clamp(0, 1) * 255

    # Hands, hair, glasses: a grey rectangle over a quarter of the pictures.
    centre = torch.rand(n, 2, 1) * side
    half = torch.empty(n, 2, 1).uniform_(3, 8)
    inside = (torch.arange(side) + 0.5 - centre).abs() < half                    # [N, 2, 48]
    hidden = inside[:, 0, :, None] & inside[:, 1, None, :] & (torch.rand(n, 1, 1) < 0.25 * strength)
    return torch.where(hidden[:, None], between(n, 0, 255), x)
