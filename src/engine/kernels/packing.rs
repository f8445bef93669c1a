//! Packs weights and biases in the order in which the convolutions read them: blocks of output channels.

use crate::engine::simd::{BLOCK_CHANNELS, ChannelBlock, channel_block};

/// Packs weights of ONNX, `[outputs, inputs, kernel_size, kernel_size]`, as
/// `[outputs / 8][kernel_size][kernel_size × padded_inputs]` blocks of eight output channels.
///
/// Weights are zero for the padded channels of the input and of the output.
pub(super) fn pack_weights(
    weights: &[f32],
    outputs: usize,
    kernel_size: usize,
    padded_inputs: usize,
) -> Vec<ChannelBlock> {
    let inputs = weights.len() / (outputs * kernel_size * kernel_size);
    let weight = |output: usize, y: usize, x: usize, input: usize| {
        if output < outputs && input < inputs {
            weights[((output * inputs + input) * kernel_size + y) * kernel_size + x]
        } else {
            0.0
        }
    };
    let blocks = outputs.div_ceil(BLOCK_CHANNELS);
    let mut packed = Vec::with_capacity(blocks * kernel_size * kernel_size * padded_inputs);
    for block in 0..blocks {
        for y in 0..kernel_size {
            for x in 0..kernel_size {
                packed.extend((0..padded_inputs).map(|input| {
                    channel_block(|channel| weight(block * BLOCK_CHANNELS + channel, y, x, input))
                }));
            }
        }
    }
    packed
}

/// Packs one bias for each output channel in blocks. Those of padded channels are zero.
pub(super) fn pack_bias(bias: &[f32]) -> Vec<ChannelBlock> {
    let value = |output: usize| bias.get(output).copied().unwrap_or(0.0);
    (0..bias.len().div_ceil(BLOCK_CHANNELS))
        .map(|block| channel_block(|channel| value(block * BLOCK_CHANNELS + channel)))
        .collect()
}
