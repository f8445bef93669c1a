"""Augments whole batches of face images, so that the CPU cores spend their time on the model instead.

Covers what face alignment leaves (rotation, scale, shift), what cameras and light do (defocus, low resolution, noise,
JPEG compression, gamma, contrast, side light), and what occludes a face (hands, hair, glasses). All functions take and
return float [N, 1, 48, 48] with pixels of 0-255, except where they say otherwise.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from emosense_training.data import IMAGE_SIZE

BINOMIAL = torch.tensor([1.0, 2.0, 1.0])
BLUR_KERNEL = (BINOMIAL[:, None] * BINOMIAL / 16)[None, None]  # [1, 1, 3, 3]

# The 8x8 discrete cosine transform of JPEG.
DCT = torch.tensor(
    [
        [math.cos(math.pi * (2 * i + 1) * k / 16) * math.sqrt((1 if k == 0 else 2) / 8) for i in range(8)]
        for k in range(8)
    ]
)
# The luminance quantization table of ITU-T T.81, annex K.1, for quality 50.
# fmt: off
LUMINANCE_QUANTIZATION = torch.tensor([
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]).view(8, 8)
# fmt: on


def uniform(x: Tensor, low: float, high: float) -> Tensor:
    """Returns [N, 1, 1, 1] uniform random numbers on the device of `x`, one per image."""
    return x.new_empty(len(x), 1, 1, 1).uniform_(low, high)


def random_affine(x: Tensor, strength: float, size: int = IMAGE_SIZE) -> Tensor:
    """Rotates, scales, and shifts, mirrors half of the images (faces are symmetric on average), and resizes all.

    Returns:
        [N, 1, size, size], sampled once.
    """
    n = len(x)
    angle = x.new_empty(n).uniform_(-1, 1) * strength * math.radians(12)
    scale = x.new_empty(n).uniform_(-1, 1).mul(strength * 0.14).exp()
    flip = torch.randint(0, 2, (n,), device=x.device) * 2 - 1
    shift = x.new_empty(n, 2).uniform_(-1, 1) * strength * 0.14  # of half the image
    cos, sin = angle.cos() * scale, angle.sin() * scale
    rows = [torch.stack([cos * flip, -sin, shift[:, 0]], 1), torch.stack([sin * flip, cos, shift[:, 1]], 1)]
    grid = F.affine_grid(torch.stack(rows, 1), [n, 1, size, size], align_corners=False)  # [n, size, size, 2]
    mode = "bilinear" if size == x.shape[-1] else "bicubic"
    return F.grid_sample(x, grid, mode, padding_mode="border", align_corners=False).clamp(0, 255)


def blur(x: Tensor) -> Tensor:
    """Blurs with a 3x3 binomial kernel."""
    return F.conv2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), BLUR_KERNEL.to(x.device))


def downscale(x: Tensor) -> Tensor:
    """Reduces to 20-40 pixels and enlarges again, as if the face were that small in the frame."""
    size = int(torch.randint(20, 41, ()))
    return F.interpolate(F.interpolate(x, size, mode="area"), x.shape[-1], mode="bilinear")


def add_noise(x: Tensor) -> Tensor:
    """Adds Gaussian noise with a standard deviation of 2-14."""
    return x + torch.randn_like(x) * uniform(x, 2, 14)


def compress_jpeg(x: Tensor) -> Tensor:
    """Applies JPEG compression with a quality of 15-60 and a random offset of the 8x8 blocks."""
    n, size = len(x), x.shape[-1]
    quality = uniform(x, 15, 60)[..., None, None]  # [n, 1, 1, 1, 1, 1]
    dct, table = DCT.to(x.device), LUMINANCE_QUANTIZATION.to(x.device)
    table = table * torch.where(quality < 50, 50 / quality, 2 - quality / 50)  # [n, 1, 1, 1, 8, 8]
    dy, dx = torch.randint(0, 8, (2,)).tolist()
    x = x.roll((dy, dx), (2, 3)) - 128
    blocks = x.view(n, 1, size // 8, 8, size // 8, 8).transpose(3, 4)  # [n, 1, 6, 6, 8, 8]
    coefficients = dct @ blocks @ dct.T
    blocks = dct.T @ ((coefficients / table).round() * table) @ dct
    return (blocks.transpose(3, 4).reshape(n, 1, size, size) + 128).roll((-dy, -dx), (2, 3))


def add_side_light(x: Tensor) -> Tensor:
    """Multiplies by a linear gradient in a random direction, so that one side is up to about twice as bright."""
    ramp = torch.linspace(-1, 1, x.shape[-1], device=x.device)
    slope, angle = uniform(x, 0, 0.4), uniform(x, 0, 2 * math.pi)
    return x * (1 + slope * (angle.cos() * ramp + angle.sin() * ramp[:, None]))


def occlude(x: Tensor) -> Tensor:
    """Covers a random rectangle with a uniform gray (random erasing, Z. Zhong et al., AAAI 2020)."""
    n, size = len(x), x.shape[-1]
    center = x.new_empty(n, 2, 1).uniform_(0, size)
    half_size = x.new_empty(n, 2, 1).uniform_(3, 8)
    inside = (torch.arange(size, device=x.device) + 0.5 - center).abs() < half_size  # [n, 2, 48]
    covered = inside[:, 0, :, None] & inside[:, 1, None, :]  # [n, 48, 48]
    return torch.where(covered[:, None], uniform(x, 0, 255), x)


def color_jitter(x: Tensor, strength: float) -> Tensor:
    """Changes gamma, contrast, and brightness."""
    x = (x / 255).clamp(1e-4, 1) ** uniform(x, -0.35 * strength, 0.35 * strength).exp()
    mean = x.mean((2, 3), keepdim=True)
    x = (x - mean) * uniform(x, 1 - 0.25 * strength, 1 + 0.25 * strength) + mean
    return (x + uniform(x, -0.1 * strength, 0.1 * strength)) * 255


# Each corruption with the probability that it is applied to an image.
CORRUPTIONS: list[tuple[Callable[[Tensor], Tensor], float]] = [
    (blur, 0.12),
    (downscale, 0.12),
    (add_side_light, 0.15),
    (add_noise, 0.12),
    (compress_jpeg, 0.12),
    (occlude, 0.25),
]


def augment_weakly(x: Tensor, strength: float) -> Tensor:
    """Applies the geometric and tonal changes that leave the expression as readable as it was."""
    return random_affine(color_jitter(x, strength).clamp(0, 255), strength)


def corrupt(x: Tensor, corruption: float) -> Tensor:
    """Applies what makes the expression harder to read; `corruption` scales the probabilities. Modifies `x`."""
    for apply, probability in CORRUPTIONS:
        chosen = torch.nonzero(torch.rand(len(x), device=x.device) < probability * corruption).flatten()
        if len(chosen):
            x[chosen] = apply(x[chosen])
    return x.clamp(0, 255)


def augment(x: Tensor, strength: float = 1.0, corruption: float = 1.0, size: int = IMAGE_SIZE) -> Tensor:
    """Applies both kinds of augmentation, the corruptions at 48 pixels, the resolution of the crate's crops.

    Returns:
        [N, 1, size, size].
    """
    return random_affine(corrupt(color_jitter(x, strength).clamp(0, 255), corruption), strength, size)
