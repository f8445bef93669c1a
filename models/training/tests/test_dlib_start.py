"""dlib's arrays are found in its file, and the normalisations made of its scales and shifts do the same."""
import numpy as np
import pytest
import torch
from torch.nn import functional as F

from dlib_start import DLIB_MEAN, DLIB_SCALE, same_as, start, tensors
from network import MEAN, STD, build


def as_dlib_writes(arrays):
    """Each array with its version and extents before it, and something else between two."""
    file = b""
    for array in arrays:
        size = array.size.to_bytes((array.size.bit_length() + 7) // 8, "little")
        head = bytes([1, 2, len(size)]) + size + bytes([1, 1]) * 3
        file += b"\x05con_4" + head + array.astype("<f4").tobytes()
    return file


def test_arrays_are_found_in_their_order():
    arrays = [np.arange(n, dtype=np.float32) + n for n in (300, 7, 7)]
    for expected, found in zip(arrays, tensors(as_dlib_writes(arrays), [300, 7, 7])):
        assert np.array_equal(found, expected)
    with pytest.raises(SystemExit, match="another version"):
        list(tensors(as_dlib_writes(arrays), [300, 8]))


def test_a_normalisation_does_as_scale_and_shift():
    torch.manual_seed(0)
    norm, x = torch.nn.BatchNorm2d(3).eval(), torch.randn(64, 3, 5, 5) * 4 + 2
    scale, shift = torch.tensor([0.5, 2.0, -1.0]), torch.tensor([1.0, 0.0, 3.0])
    same_as(scale, shift)(norm, (x,))
    with torch.no_grad():
        assert (norm(x) - (x * scale[:, None, None] + shift[:, None, None])).abs().max() < 1e-4


def test_grey_is_three_equal_colours():
    """The stem on grey pictures gives what dlib's gives on red = green = blue."""
    random = np.random.default_rng(0)
    network = build("dlib")
    convs = [layer for layer in network.modules() if isinstance(layer, torch.nn.Conv2d)]
    arrays = []
    for conv in convs:
        inputs = 3 if conv is network.stem[0] else conv.in_channels
        arrays += [random.normal(0, 0.1, conv.out_channels * (inputs * conv.kernel_size[0] ** 2 + 1)),
                   np.concatenate([np.full(conv.out_channels, 1.5), np.full(conv.out_channels, 0.1)])]
    images = random.integers(0, 256, (64, 48, 48), np.uint8)
    network = start(as_dlib_writes(arrays), images)
    weights = torch.tensor(arrays[0], dtype=torch.float32)
    pixels = F.interpolate(torch.tensor(images)[:, None].float(), network.SIDE, mode="bilinear", align_corners=False)
    colours = (pixels.expand(-1, 3, -1, -1) - torch.tensor(DLIB_MEAN).view(3, 1, 1)) / DLIB_SCALE
    expected = 1.5 * F.conv2d(colours, weights[:-32].view(32, 3, 7, 7), weights[-32:], 2) + 0.1
    with torch.no_grad():
        assert (network.stem((pixels - MEAN) / STD) - expected).abs().max() < 1e-3
