"""Distorts a whole batch at once, so that two cores spend their time on the network.

What a detector's landmarks leave (turn, scale, shift), what cameras and light do (focus, low resolution, noise, JPEG,
gamma, contrast, a light from one side) and what hides a face (hands, hair, glasses).
"""
import math

import torch
from torch.nn import functional as F

BLUR = torch.tensor([1.0, 2.0, 1.0])
BLUR = (BLUR[:, None] * BLUR / 16)[None, None]            # [1, 1, 3, 3]

# The 8x8 cosine transform, and the luminance table of ITU-T T.81, annex K.1, at quality 50.
COSINE = torch.tensor([[math.cos(math.pi * (2 * i + 1) * k / 16) * math.sqrt((1 if k == 0 else 2) / 8)
                        for i in range(8)] for k in range(8)])
QUANTA = torch.tensor([
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]).view(8, 8)


def between(x, low, high):
    """[N, 1, 1, 1] uniform random numbers, as many as there are pictures, where they are."""
    return x.new_empty(len(x), 1, 1, 1).uniform_(low, high)


def turned(x, strength):
    """Turned, scaled, shifted, and mirrored half of the time: faces are symmetric on average."""
    n, side = len(x), x.shape[-1]
    angle = x.new_empty(n).uniform_(-1, 1) * strength * math.radians(12)
    scale = x.new_empty(n).uniform_(-1, 1).mul(strength * 0.12).exp()
    flip = torch.randint(0, 2, (n,), device=x.device) * 2 - 1
    shift = x.new_empty(n, 2).uniform_(-1, 1) * strength * 3.5 * 2 / side
    cos, sin = angle.cos() * scale, angle.sin() * scale
    theta = torch.stack([torch.stack([cos * flip, -sin, shift[:, 0]], 1),
                         torch.stack([sin * flip, cos, shift[:, 1]], 1)], 1)     # [n, 2, 3]
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)              # [n, 48, 48, 2]
    return F.grid_sample(x, grid, padding_mode="border", align_corners=False)


def blurred(x):
    return F.conv2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), BLUR.to(x.device))


def far(x):
    """Seen from afar: as if the face had been some 20 to 40 pixels high."""
    small = int(torch.randint(20, 41, ()))
    return F.interpolate(F.interpolate(x, small, mode="area"), x.shape[-1], mode="bilinear")


def noisy(x):
    return x + torch.randn_like(x) * between(x, 2, 14)


def compressed(x):
    """JPEG at a quality of 15 to 60, its blocks' grid anywhere."""
    n, side = len(x), x.shape[-1]
    quality = between(x, 15, 60)[..., None, None]                                # [n, 1, 1, 1, 1, 1]
    cosine, quanta = COSINE.to(x.device), QUANTA.to(x.device)
    quanta = quanta * torch.where(quality < 50, 50 / quality, 2 - quality / 50)  # [n, 1, 1, 1, 8, 8]
    dy, dx = torch.randint(0, 8, (2,)).tolist()
    x = x.roll((dy, dx), (2, 3)) - 128
    blocks = x.view(n, 1, side // 8, 8, side // 8, 8).transpose(3, 4)            # [n, 1, 6, 6, 8, 8]
    coefficients = cosine @ blocks @ cosine.T
    blocks = cosine.T @ ((coefficients / quanta).round() * quanta) @ cosine
    return (blocks.transpose(3, 4).reshape(n, 1, side, side) + 128).roll((-dy, -dx), (2, 3))


def side_lit(x):
    """One side of the face up to half as bright as the other."""
    ramp = torch.linspace(-1, 1, x.shape[-1], device=x.device)
    slope, angle = between(x, 0, 0.4), between(x, 0, 2 * math.pi)
    return x * (1 + slope * (angle.cos() * ramp + angle.sin() * ramp[:, None]))


def hidden(x):
    """A grey rectangle."""
    n, side = len(x), x.shape[-1]
    centre = x.new_empty(n, 2, 1).uniform_(0, side)
    half = x.new_empty(n, 2, 1).uniform_(3, 8)
    inside = (torch.arange(side, device=x.device) + 0.5 - centre).abs() < half                    # [n, 2, 48]
    covered = inside[:, 0, :, None] & inside[:, 1, None, :]                      # [n, 48, 48]
    return torch.where(covered[:, None], between(x, 0, 255), x)


def toned(x, strength):
    """Gamma, contrast and brightness."""
    x = (x / 255).clamp(1e-4, 1) ** between(x, -0.35 * strength, 0.35 * strength).exp()
    mean = x.mean((2, 3), keepdim=True)
    x = (x - mean) * between(x, 1 - 0.25 * strength, 1 + 0.25 * strength) + mean
    return (x + between(x, -0.1 * strength, 0.1 * strength)) * 255


DISTURBANCES = [(blurred, 0.12), (far, 0.12), (side_lit, 0.15), (noisy, 0.12), (compressed, 0.12), (hidden, 0.25)]


def varied(x, strength):
    """What leaves the expression as readable as it was. [N, 1, 48, 48], 0-255 -> the same."""
    return toned(turned(x, strength), strength).clamp(0, 255)


def disturbed(x, share):
    """What makes it harder to read: each disturbance for `share` of its usual part of the pictures. `x` is changed."""
    for disturb, part in DISTURBANCES:
        chosen = torch.nonzero(torch.rand(len(x), device=x.device) < part * share).flatten()
        if len(chosen):
            x[chosen] = disturb(x[chosen])
    return x.clamp(0, 255)


def augment(x, strength=1.0, disturb=1.0):
    return disturbed(varied(x, strength), disturb)
