//! Steps that look at each value, or at few: pooling, enlarging, adding, squeeze-and-excitation, softmax.

use super::convolution::positive;
use crate::engine::feature_map::{FeatureMap, load};

/// The largest of each 2×2 pixels.
pub(crate) fn max_pool(input: &FeatureMap, output: &mut FeatureMap) {
    let channels = input.channels;
    for y in 0..output.height {
        let (above, below) = (input.row(2 * y), input.row(2 * y + 1));
        let pairs = above
            .chunks_exact(2 * channels)
            .zip(below.chunks_exact(2 * channels));
        for (target, (above, below)) in output.row_mut(y).chunks_exact_mut(channels).zip(pairs) {
            let ((a, b), (c, d)) = (above.split_at(channels), below.split_at(channels));
            for at in (0..channels).step_by(4) {
                let [a, b, c, d] = [a, b, c, d].map(|pixel| load(pixel, at));
                let largest = a.fast_max(b).fast_max(c.fast_max(d));
                target[at..at + 4].copy_from_slice(largest.as_array());
            }
        }
    }
}

/// Each pixel twice in both directions.
pub(crate) fn enlarge(input: &FeatureMap, output: &mut FeatureMap) {
    let channels = input.channels;
    for y in 0..output.height {
        let pixels = input.row(y / 2).chunks_exact(channels);
        for (pair, pixel) in output.row_mut(y).chunks_exact_mut(2 * channels).zip(pixels) {
            pair[..channels].copy_from_slice(pixel);
            pair[channels..].copy_from_slice(pixel);
        }
    }
}

/// The sum of two maps; with `relu`, what is negative is cut off.
pub(crate) fn add(
    one: &FeatureMap,
    other: &FeatureMap,
    output: &mut FeatureMap,
    relu: bool,
) {
    for y in 0..output.height {
        let values = one.row(y).chunks_exact(4).zip(other.row(y).chunks_exact(4));
        for (target, (one, other)) in output.row_mut(y).chunks_exact_mut(4).zip(values) {
            let sum = load(one, 0) + load(other, 0);
            let sum = if relu { positive(sum) } else { sum };
            target.copy_from_slice(sum.as_array());
        }
    }
}

/// Each channel of a map times a factor of its own.
pub(crate) fn scale(input: &FeatureMap, factors: &FeatureMap, output: &mut FeatureMap) {
    for y in 0..output.height {
        let pixels = input.row(y).chunks_exact(input.channels);
        for (target, pixel) in output
            .row_mut(y)
            .chunks_exact_mut(input.channels)
            .zip(pixels)
        {
            for (product, (value, factor)) in
                target.iter_mut().zip(pixel.iter().zip(factors.pixel()))
            {
                *product = value * factor;
            }
        }
    }
}

/// The mean of each channel.
pub(crate) fn mean(input: &FeatureMap, output: &mut FeatureMap) {
    let share = 1.0 / (input.height * input.width) as f32;
    output.row_mut(0).fill(0.0);
    for y in 0..input.height {
        for pixel in input.row(y).chunks_exact(input.channels) {
            for (sum, value) in output.row_mut(0).iter_mut().zip(pixel) {
                *sum += value * share;
            }
        }
    }
}

pub(crate) fn sigmoid(input: &FeatureMap, output: &mut FeatureMap) {
    for y in 0..output.height {
        for (target, value) in output.row_mut(y).iter_mut().zip(input.row(y)) {
            *target = 1.0 / (1.0 + (-value).exp());
        }
    }
}

/// Softmax over the first `classes` channels of a map of one pixel.
pub(crate) fn softmax(input: &FeatureMap, output: &mut FeatureMap, classes: usize) {
    let logits = &input.pixel()[..classes];
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares = &mut output.row_mut(0)[..classes];
    for (share, logit) in shares.iter_mut().zip(logits) {
        *share = (logit - largest).exp();
    }
    let sum: f32 = shares.iter().sum();
    for share in shares {
        *share /= sum;
    }
}
