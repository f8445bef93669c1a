//! The operators that change the resolution: max pooling, upsampling and global average pooling.

use crate::engine::feature_map::FeatureMap;
use crate::engine::simd::{LANES, load};

/// Computes the maximum of each 2×2 pixels. A last odd row or column is left out.
pub(crate) fn max_pool(input: &FeatureMap, output: &mut FeatureMap) {
    let channels = input.channels;
    for y in 0..output.height {
        let (upper, lower) = (input.row(2 * y), input.row(2 * y + 1));
        let pairs = upper
            .chunks_exact(2 * channels)
            .zip(lower.chunks_exact(2 * channels));
        for (target, (upper, lower)) in output.row_mut(y).chunks_exact_mut(channels).zip(pairs) {
            let ((a, b), (c, d)) = (upper.split_at(channels), lower.split_at(channels));
            for channel in (0..channels).step_by(LANES) {
                let [a, b, c, d] = [a, b, c, d].map(|pixel| load(pixel, channel));
                let maximum = a.fast_max(b).fast_max(c.fast_max(d));
                target[channel..channel + LANES].copy_from_slice(maximum.as_array());
            }
        }
    }
}

/// Repeats each pixel twice in both directions: nearest-neighbor upsampling by a factor of 2.
pub(crate) fn upsample(input: &FeatureMap, output: &mut FeatureMap) {
    let channels = input.channels;
    for y in 0..output.height {
        let pixels = input.row(y / 2).chunks_exact(channels);
        for (pair, pixel) in output.row_mut(y).chunks_exact_mut(2 * channels).zip(pixels) {
            pair[..channels].copy_from_slice(pixel);
            pair[channels..].copy_from_slice(pixel);
        }
    }
}

/// Computes the mean of each channel over all pixels.
#[expect(
    clippy::cast_precision_loss,
    reason = "a feature map has far fewer than 2²⁴ pixels"
)]
pub(crate) fn global_average_pool(input: &FeatureMap, output: &mut FeatureMap) {
    let weight = 1.0 / (input.height * input.width) as f32;
    let means = output.row_mut(0);
    means.fill(0.0);
    for y in 0..input.height {
        for pixel in input.row(y).chunks_exact(input.channels) {
            for (mean, value) in means.iter_mut().zip(pixel) {
                *mean += value * weight;
            }
        }
    }
}
