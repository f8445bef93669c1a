//! Convolution over all channels, with any kernel size and stride and a padding of at most one pixel.

use super::matmul::{TILE_ROWS, multiply_tile, tile_ranges};
use super::packing::{pack_bias, pack_weights};
use crate::engine::feature_map::FeatureMap;
use crate::engine::simd::{BLOCK_CHANNELS, ChannelBlock, relu};

/// The window that a convolution slides over its input, the same in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// Height and width of the kernel in pixels.
    pub(crate) kernel_size: usize,
    /// Pixels from one position of the kernel to the next.
    pub(crate) stride: usize,
    /// Pixels of zeros on each side of the input: 0 or 1.
    pub(crate) padding: usize,
}

impl Window {
    /// The window of a pointwise convolution: each pixel on its own.
    pub(crate) const POINTWISE: Window = Window {
        kernel_size: 1,
        stride: 1,
        padding: 0,
    };

    /// The window of a 3×3 convolution whose output has the height and width of its input.
    pub(crate) const SAME_3X3: Window = Window {
        kernel_size: 3,
        stride: 1,
        padding: 1,
    };
}

/// A convolution with bias, followed by a ReLU if one is fused.
pub(crate) struct Convolution {
    /// Kernel size, stride and padding.
    window: Window,
    /// Channels of the input's feature map.
    inputs: usize,
    /// Channels of the output's feature map.
    outputs: usize,
    /// Whether a ReLU is fused.
    relu: bool,
    /// `[outputs / 8][kernel_size][kernel_size × inputs]` blocks of output channels.
    weights: Vec<ChannelBlock>,
    /// `[outputs / 8]` blocks of output channels.
    bias: Vec<ChannelBlock>,
}

impl Convolution {
    /// Creates a convolution from weights of ONNX, `[outputs, inputs, kernel_size, kernel_size]`, for a feature map of
    /// `padded_inputs` channels.
    pub(crate) fn new(weights: &[f32], bias: &[f32], window: Window, padded_inputs: usize) -> Self {
        let outputs = bias.len();
        Convolution {
            window,
            inputs: padded_inputs,
            outputs: outputs.next_multiple_of(BLOCK_CHANNELS),
            relu: false,
            weights: pack_weights(weights, outputs, window.kernel_size, padded_inputs),
            bias: pack_bias(bias),
        }
    }

    /// Applies a ReLU to the output from now on.
    pub(crate) fn fuse_relu(&mut self) {
        self.relu = true;
    }

    /// Returns the `[height, width, channels]` of the output for an input of `height` and `width`.
    pub(crate) fn output_shape(&self, height: usize, width: usize) -> [usize; 3] {
        let Window {
            kernel_size,
            stride,
            padding,
        } = self.window;
        let positions = |length: usize| (length + 2 * padding - kernel_size) / stride + 1;
        [positions(height), positions(width), self.outputs]
    }

    /// Computes `output`, which must be of [`Convolution::output_shape`].
    pub(crate) fn run(&self, input: &FeatureMap, output: &mut FeatureMap) {
        let Window {
            kernel_size,
            stride,
            padding,
        } = self.window;
        let kernel_row = kernel_size * self.inputs;
        for (block, (weights, bias)) in self
            .weights
            .chunks_exact(kernel_size * kernel_row)
            .zip(&self.bias)
            .enumerate()
        {
            for pixels in tile_ranges(output.height * output.width) {
                let input_offset = |pixel: usize| {
                    let (y, x) = (pixel / output.width, pixel % output.width);
                    // The position in the feature map with its border, which is one pixel wide.
                    let (top, left) = (y * stride + 1 - padding, x * stride + 1 - padding);
                    top * input.row_stride() + left * self.inputs
                };
                let mut sums = [*bias; TILE_ROWS];
                let offsets: [usize; TILE_ROWS] = std::array::from_fn(|index| {
                    input_offset((pixels.start + index).min(pixels.end - 1))
                });
                for (y, weights) in weights.chunks_exact(kernel_row).enumerate() {
                    let offsets = offsets.map(|offset| offset + y * input.row_stride());
                    multiply_tile(input.values(), offsets, weights, &mut sums, pixels.len());
                }
                for (pixel, sum) in pixels.zip(sums) {
                    let offset = output.offset(pixel / output.width, pixel % output.width);
                    let sum = if self.relu { sum.map(relu) } else { sum };
                    output.set_block(offset + block * BLOCK_CHANNELS, sum);
                }
            }
        }
    }
}
