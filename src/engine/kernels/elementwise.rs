//! The operators that compute each value on its own: addition, multiplication and the activation functions.

use crate::engine::feature_map::FeatureMap;
use crate::engine::simd::{LANES, load, relu};

/// Adds two feature maps of the same shape, then applies a ReLU if `fused_relu` is set.
pub(crate) fn add(a: &FeatureMap, b: &FeatureMap, output: &mut FeatureMap, fused_relu: bool) {
    for y in 0..output.height {
        let vectors = a
            .row(y)
            .chunks_exact(LANES)
            .zip(b.row(y).chunks_exact(LANES));
        for (target, (a, b)) in output.row_mut(y).chunks_exact_mut(LANES).zip(vectors) {
            let sum = load(a, 0) + load(b, 0);
            let sum = if fused_relu { relu(sum) } else { sum };
            target.copy_from_slice(sum.as_array());
        }
    }
}

/// Multiplies each channel by its factor, the value of that channel in the single pixel of `factors`.
pub(crate) fn multiply(input: &FeatureMap, factors: &FeatureMap, output: &mut FeatureMap) {
    for y in 0..output.height {
        let pixels = input.row(y).chunks_exact(input.channels);
        let targets = output.row_mut(y).chunks_exact_mut(input.channels);
        for (target, pixel) in targets.zip(pixels) {
            let pairs = pixel.iter().zip(factors.first_pixel());
            for (product, (value, factor)) in target.iter_mut().zip(pairs) {
                *product = value * factor;
            }
        }
    }
}

/// Computes the [`sigmoid`] of each value.
pub(crate) fn apply_sigmoid(input: &FeatureMap, output: &mut FeatureMap) {
    for y in 0..output.height {
        for (target, value) in output.row_mut(y).iter_mut().zip(input.row(y)) {
            *target = sigmoid(*value);
        }
    }
}

/// Computes the [`softmax`] of the first `classes` channels of a single pixel.
pub(crate) fn apply_softmax(input: &FeatureMap, output: &mut FeatureMap, classes: usize) {
    let probabilities = &mut output.row_mut(0)[..classes];
    probabilities.copy_from_slice(&input.first_pixel()[..classes]);
    softmax(probabilities);
}

/// Returns the logistic function of a logit, 1 / (1 + e⁻ˣ): from 0 to 1.
pub(crate) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// Replaces logits by their probabilities, which sum to 1.
fn softmax(logits: &mut [f32]) {
    softmax_numerators(logits);
    let sum: f32 = logits.iter().sum();
    for probability in logits {
        *probability /= sum;
    }
}

/// Replaces logits by values from 0 to 1 in proportion to their probabilities: a softmax without the division by the
/// sum.
///
/// The maximum is subtracted from all logits, so that the exponential function cannot overflow.
pub(crate) fn softmax_numerators(logits: &mut [f32]) {
    let maximum = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for logit in logits {
        *logit = (*logit - maximum).exp();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigmoid_is_the_logistic_function() {
        for (logit, expected) in [
            (0.0, 0.5),
            (3.0_f32.ln(), 0.75),
            (-(3.0_f32.ln()), 0.25),
            (f32::MAX, 1.0),
            (f32::MIN, 0.0),
        ] {
            let actual = sigmoid(logit);
            assert!(
                (actual - expected).abs() < 1e-6,
                "sigmoid({logit}) should be {expected}, got {actual}"
            );
        }
    }

    #[test]
    fn softmax_returns_probabilities_even_of_large_logits() {
        for offset in [0.0, 1000.0, -1000.0] {
            let mut values = [1.0_f32, 2.0, 5.0].map(|odds| odds.ln() + offset);
            softmax(&mut values);
            for (actual, expected) in values.into_iter().zip([0.125, 0.25, 0.625]) {
                assert!(
                    (actual - expected).abs() < 1e-4,
                    "offset {offset}: expected {expected}, got {actual}"
                );
            }
        }
    }
}
