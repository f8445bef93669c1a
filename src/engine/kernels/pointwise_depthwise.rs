//! A pointwise (1×1) and a depthwise (3×3) convolution, fused: the layer that YuNet is made of.
//!
//! The output of the pointwise convolution is never stored as a feature map: three rows of it are enough for one row of
//! the depthwise convolution.

use wide::f32x4;

use super::matmul::{TILE_ROWS, multiply_tile, tile_ranges};
use super::packing::{pack_bias, pack_weights};
use crate::engine::feature_map::FeatureMap;
use crate::engine::simd::{BLOCK_CHANNELS, ChannelBlock, LANES, load, multiply_add, relu, vector};

/// Values of a 3×3 kernel.
const KERNEL_VALUES: usize = 9;

/// A pointwise and a depthwise convolution with biases, followed by a ReLU if one is fused.
pub(crate) struct PointwiseDepthwise {
    /// Channels of the input's feature map.
    inputs: usize,
    /// Channels of the output's feature map.
    outputs: usize,
    /// Whether a ReLU is fused.
    relu: bool,
    /// `[outputs / 8][inputs]` blocks of output channels.
    pointwise_weights: Vec<ChannelBlock>,
    /// `[outputs / 8]` blocks of output channels.
    pointwise_bias: Vec<ChannelBlock>,
    /// `[outputs / 4][9]` vectors of channels.
    depthwise_weights: Vec<[f32x4; KERNEL_VALUES]>,
    /// `[outputs / 4]` vectors of channels.
    depthwise_bias: Vec<f32x4>,
}

/// Three rows of the pointwise convolution's output, each with a pixel of zeros at both ends.
#[derive(Default)]
pub(crate) struct Scratch([Vec<f32>; 3]);

impl PointwiseDepthwise {
    /// Creates the convolutions from weights and biases of ONNX, for a feature map of `padded_inputs` channels.
    ///
    /// The weights of the pointwise convolution are `[outputs, inputs, 1, 1]`, those of the depthwise convolution
    /// `[outputs, 1, 3, 3]`; `outputs` must be a multiple of [`BLOCK_CHANNELS`].
    pub(crate) fn new(
        (pointwise_weights, pointwise_bias): (&[f32], &[f32]),
        (depthwise_weights, depthwise_bias): (&[f32], &[f32]),
        padded_inputs: usize,
    ) -> Self {
        let outputs = pointwise_bias.len();
        let vectors = || (0..outputs).step_by(LANES);
        PointwiseDepthwise {
            inputs: padded_inputs,
            outputs,
            relu: false,
            pointwise_weights: pack_weights(pointwise_weights, outputs, 1, padded_inputs),
            pointwise_bias: pack_bias(pointwise_bias),
            depthwise_weights: vectors()
                .map(|first| {
                    std::array::from_fn(|index| {
                        vector(|lane| depthwise_weights[(first + lane) * KERNEL_VALUES + index])
                    })
                })
                .collect(),
            depthwise_bias: vectors()
                .map(|first| vector(|lane| depthwise_bias[first + lane]))
                .collect(),
        }
    }

    /// Applies a ReLU to the output from now on.
    pub(crate) fn fuse_relu(&mut self) {
        self.relu = true;
    }

    /// Returns the `[height, width, channels]` of the output for an input of `height` and `width`.
    pub(crate) fn output_shape(&self, height: usize, width: usize) -> [usize; 3] {
        [height, width, self.outputs]
    }

    /// Computes `output`, which must be of [`PointwiseDepthwise::output_shape`].
    pub(crate) fn run(&self, input: &FeatureMap, output: &mut FeatureMap, scratch: &mut Scratch) {
        let Scratch(rows) = scratch;
        for row in rows.iter_mut() {
            row.clear();
            row.resize((input.width + 2) * self.outputs, 0.0);
        }
        self.compute_pointwise_row(input, 0, &mut rows[1]);
        for y in 0..input.height {
            // `rows` are those above, at and below `y`. Outside of the feature map they are zero.
            if y + 1 < input.height {
                self.compute_pointwise_row(input, y + 1, &mut rows[2]);
            } else {
                rows[2].fill(0.0);
            }
            let mut x = 0;
            while x < input.width {
                x += match input.width - x {
                    1 => self.compute_depthwise::<1>(rows, output, y, x),
                    2 | 3 => self.compute_depthwise::<2>(rows, output, y, x),
                    _ => self.compute_depthwise::<4>(rows, output, y, x),
                };
            }
            rows.rotate_left(1);
        }
    }

    /// Computes row `y` of the pointwise convolution's output.
    fn compute_pointwise_row(&self, input: &FeatureMap, y: usize, row: &mut [f32]) {
        let values = input.row(y);
        let blocks = self
            .pointwise_weights
            .chunks_exact(self.inputs)
            .zip(&self.pointwise_bias);
        for (block, (weights, bias)) in blocks.enumerate() {
            for pixels in tile_ranges(input.width) {
                let mut sums = [*bias; TILE_ROWS];
                let last = pixels.end - 1;
                let offsets =
                    std::array::from_fn(|index| (pixels.start + index).min(last) * self.inputs);
                multiply_tile(values, offsets, weights, &mut sums, pixels.len());
                for (x, [low, high]) in pixels.zip(sums) {
                    let offset = (x + 1) * self.outputs + block * BLOCK_CHANNELS;
                    let target = &mut row[offset..][..BLOCK_CHANNELS];
                    target[..LANES].copy_from_slice(low.as_array());
                    target[LANES..].copy_from_slice(high.as_array());
                }
            }
        }
    }

    /// Computes `PIXELS` adjacent pixels of the depthwise convolution, from row `y` and column `x` on. Returns
    /// `PIXELS`.
    fn compute_depthwise<const PIXELS: usize>(
        &self,
        rows: &[Vec<f32>; 3],
        output: &mut FeatureMap,
        y: usize,
        x: usize,
    ) -> usize {
        let length = (PIXELS + 2) * self.outputs;
        let rows: [&[f32]; 3] = std::array::from_fn(|row| &rows[row][x * self.outputs..][..length]);
        let offset = output.offset(y, x);
        let target = &mut output.values_mut_from(offset)[..PIXELS * self.outputs];
        let vectors = self.depthwise_weights.iter().zip(&self.depthwise_bias);
        for (index, (weights, bias)) in vectors.enumerate() {
            let mut sums = [*bias; PIXELS];
            for (row, weights) in rows.iter().zip(weights.chunks_exact(3)) {
                for (pixel, sum) in sums.iter_mut().enumerate() {
                    for (column, weight) in weights.iter().enumerate() {
                        let value = load(row, (pixel + column) * self.outputs + index * LANES);
                        *sum = multiply_add(value, *weight, *sum);
                    }
                }
            }
            for (pixel, sum) in sums.into_iter().enumerate() {
                let sum = if self.relu { relu(sum) } else { sum };
                target[pixel * self.outputs + index * LANES..][..LANES]
                    .copy_from_slice(sum.as_array());
            }
        }
        PIXELS
    }
}
