//! 3×3 convolution of stride 1 with 16 multiplications instead of 36 for each 2×2 pixels of output.
//!
//! This is F(2×2, 3×3) of A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016. Tiles
//! of 4×4 pixels, which overlap by two, and the filters are transformed; their products are summed over the input
//! channels; the inverse transform of the sums gives 2×2 pixels of output.

use wide::f32x4;

use super::matmul::{TILE_ROWS, multiply_tile, tile_ranges};
use super::packing::pack_bias;
use crate::engine::feature_map::FeatureMap;
use crate::engine::simd::{BLOCK_CHANNELS, ChannelBlock, LANES, channel_block, load, relu};

/// Elements of a transformed tile or filter: 4×4.
const ELEMENTS: usize = 16;

/// A 3×3 convolution of stride 1 and padding 1 with bias, followed by a ReLU if one is fused.
pub(crate) struct WinogradConvolution {
    /// Channels of the input's feature map.
    inputs: usize,
    /// Channels of the output's feature map.
    outputs: usize,
    /// Whether a ReLU is fused.
    relu: bool,
    /// The transformed filters: `[outputs / 8][16][inputs]` blocks of output channels.
    filters: Vec<ChannelBlock>,
    /// `[outputs / 8]` blocks of output channels.
    bias: Vec<ChannelBlock>,
}

/// Intermediate results of a run.
#[derive(Default)]
pub(crate) struct Scratch {
    /// The transformed tiles of the input: `[16][tiles][inputs]`.
    transformed: Vec<f32>,
    /// The products for one block of output channels: `[16][tiles]`.
    products: Vec<ChannelBlock>,
}

impl WinogradConvolution {
    /// Creates a convolution from weights of ONNX, `[outputs, inputs, 3, 3]`; `inputs` must be a multiple of [`LANES`].
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Self {
        let outputs = bias.len();
        let blocks = outputs.div_ceil(BLOCK_CHANNELS);
        let transformed: Vec<[f32; ELEMENTS]> =
            weights.chunks_exact(9).map(filter_transform).collect();
        let mut filters = Vec::with_capacity(blocks * ELEMENTS * inputs);
        for block in 0..blocks {
            for element in 0..ELEMENTS {
                filters.extend((0..inputs).map(|input| {
                    channel_block(|channel| {
                        let output = block * BLOCK_CHANNELS + channel;
                        transformed
                            .get(output * inputs + input)
                            .map_or(0.0, |filter| filter[element])
                    })
                }));
            }
        }
        WinogradConvolution {
            inputs,
            outputs: outputs.next_multiple_of(BLOCK_CHANNELS),
            relu: false,
            filters,
            bias: pack_bias(bias),
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

    /// Computes `output`, which must be of [`WinogradConvolution::output_shape`]. Height and width must be even.
    pub(crate) fn run(&self, input: &FeatureMap, output: &mut FeatureMap, scratch: &mut Scratch) {
        debug_assert!(input.height.is_multiple_of(2) && input.width.is_multiple_of(2));
        let (rows, columns) = (input.height / 2, input.width / 2);
        let tiles = rows * columns;
        let Scratch {
            transformed,
            products,
        } = scratch;
        transformed.resize(ELEMENTS * tiles * self.inputs, 0.0);
        products.resize(ELEMENTS * tiles, [f32x4::ZERO; 2]);

        for tile in 0..tiles {
            let (y, x) = (tile / columns * 2, tile % columns * 2);
            // The tile begins one pixel above and to the left of its output, in the border for the first.
            let corner = y * input.row_stride() + x * self.inputs;
            for channel in (0..self.inputs).step_by(LANES) {
                let value = |row: usize, column: usize| {
                    let offset = corner + row * input.row_stride() + column * self.inputs + channel;
                    load(input.values(), offset)
                };
                let elements = input_transform(std::array::from_fn(|row| {
                    std::array::from_fn(|column| value(row, column))
                }));
                for (element, vector) in elements.as_flattened().iter().enumerate() {
                    let offset = (element * tiles + tile) * self.inputs + channel;
                    transformed[offset..offset + LANES].copy_from_slice(vector.as_array());
                }
            }
        }

        let blocks = self.filters.chunks_exact(ELEMENTS * self.inputs);
        for (block, (filters, bias)) in blocks.zip(&self.bias).enumerate() {
            for (element, weights) in filters.chunks_exact(self.inputs).enumerate() {
                for range in tile_ranges(tiles) {
                    let last = range.end - 1;
                    let offsets = std::array::from_fn(|index| {
                        (element * tiles + (range.start + index).min(last)) * self.inputs
                    });
                    let mut sums = [[f32x4::ZERO; 2]; TILE_ROWS];
                    let length = range.len();
                    multiply_tile(transformed, offsets, weights, &mut sums, length);
                    products[element * tiles + range.start..][..length]
                        .copy_from_slice(&sums[..length]);
                }
            }
            for tile in 0..tiles {
                let (y, x) = (tile / columns * 2, tile % columns * 2);
                let [low, high] = [0, 1].map(|half| {
                    output_transform(std::array::from_fn(|row| {
                        std::array::from_fn(|column| {
                            products[(row * 4 + column) * tiles + tile][half]
                        })
                    }))
                });
                for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                    let sum = [low[row][column] + bias[0], high[row][column] + bias[1]];
                    let sum = if self.relu { sum.map(relu) } else { sum };
                    let offset = output.offset(y + row, x + column) + block * BLOCK_CHANNELS;
                    output.set_block(offset, sum);
                }
            }
        }
    }
}

/// Returns G g Gᵀ for a 3×3 filter g.
fn filter_transform(filter: &[f32]) -> [f32; ELEMENTS] {
    let multiply_by_g = |a: f32, b: f32, c: f32| [a, (a + b + c) * 0.5, (a - b + c) * 0.5, c];
    let columns: [[f32; 4]; 3] =
        std::array::from_fn(|x| multiply_by_g(filter[x], filter[3 + x], filter[6 + x]));
    let mut transformed = [0.0; ELEMENTS];
    for (y, row) in transformed.chunks_exact_mut(4).enumerate() {
        row.copy_from_slice(&multiply_by_g(columns[0][y], columns[1][y], columns[2][y]));
    }
    transformed
}

/// Returns Bᵀ d B for a tile d of 4×4 pixels, in each of four channels.
fn input_transform(tile: [[f32x4; 4]; 4]) -> [[f32x4; 4]; 4] {
    let multiply_by_b = |[a, b, c, d]: [f32x4; 4]| [a - c, b + c, c - b, b - d];
    let rows = tile.map(multiply_by_b);
    let columns: [[f32x4; 4]; 4] =
        std::array::from_fn(|x| multiply_by_b(std::array::from_fn(|y| rows[y][x])));
    std::array::from_fn(|y| std::array::from_fn(|x| columns[x][y]))
}

/// Returns Aᵀ m A, 2×2 pixels of output, for the products m of a tile, in each of four channels.
fn output_transform(products: [[f32x4; 4]; 4]) -> [[f32x4; 2]; 2] {
    let multiply_by_a = |[a, b, c, d]: [f32x4; 4]| [a + b + c, b - c - d];
    let rows = products.map(multiply_by_a);
    let columns: [[f32x4; 2]; 2] =
        std::array::from_fn(|x| multiply_by_a(std::array::from_fn(|y| rows[y][x])));
    std::array::from_fn(|y| std::array::from_fn(|x| columns[x][y]))
}
