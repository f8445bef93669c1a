//! 3×3 convolutions of step 1 in 16 instead of 36 multiplications for each 2×2 pixels.
//!
//! F(2×2, 3×3) of A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016: tiles of 4×4
//! values that overlap by two are turned into 16 numbers, those are multiplied over all channels, and turned back.

use wide::f32x4;

use super::convolution::{blocks_of, eight, groups, multiply, positive};
use crate::engine::feature_map::{BLOCK, FeatureMap, load};

/// Numbers of a tile.
const TILE: usize = 16;

/// A convolution of 3×3, step 1 and padding 1 over maps of even height and width.
pub(crate) struct Winograd {
    inputs: usize,
    outputs: usize,
    relu: bool,
    /// `[outputs / 8][16][inputs]`, the eight outputs of a block beside each other.
    weights: Vec<[f32x4; 2]>,
    bias: Vec<[f32x4; 2]>,
}

/// What a run needs besides its maps, kept from run to run.
#[derive(Default)]
pub(crate) struct Scratch {
    /// `[16][tiles][inputs]`.
    turned: Vec<f32>,
    /// `[16][tiles]`: the products of one block of outputs.
    products: Vec<[f32x4; 2]>,
}

impl Winograd {
    /// `weights` as ONNX has them, `[outputs, inputs, 3, 3]`.
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Self {
        let outputs = bias.len();
        let mut packed = Vec::with_capacity(outputs.div_ceil(BLOCK) * TILE * inputs);
        let turned: Vec<[f32; TILE]> = weights.chunks_exact(9).map(turn_weights).collect();
        for block in 0..outputs.div_ceil(BLOCK) {
            for number in 0..TILE {
                packed.extend((0..inputs).map(|input| {
                    eight(|lane| {
                        let output = block * BLOCK + lane;
                        turned
                            .get(output * inputs + input)
                            .map_or(0.0, |tile| tile[number])
                    })
                }));
            }
        }
        Winograd {
            inputs,
            outputs: outputs.next_multiple_of(BLOCK),
            relu: false,
            weights: packed,
            bias: blocks_of(bias),
        }
    }

    pub(crate) fn cut_negative(&mut self) {
        self.relu = true;
    }

    /// Height, width and channels of what it makes.
    pub(crate) fn shape(&self, height: usize, width: usize) -> [usize; 3] {
        [height, width, self.outputs]
    }

    pub(crate) fn run(
        &self,
        input: &FeatureMap,
        output: &mut FeatureMap,
        scratch: &mut Scratch,
    ) {
        debug_assert!(input.height.is_multiple_of(2) && input.width.is_multiple_of(2));
        let (rows, columns) = (input.height / 2, input.width / 2);
        let tiles = rows * columns;
        let Scratch { turned, products } = scratch;
        turned.resize(TILE * tiles * self.inputs, 0.0);
        products.resize(TILE * tiles, [f32x4::ZERO; 2]);

        for tile in 0..tiles {
            let (y, x) = (tile / columns * 2, tile % columns * 2);
            let corner = y * input.stride() + x * self.inputs;
            for channel in (0..self.inputs).step_by(4) {
                let value = |down: usize, right: usize| {
                    let place = corner + down * input.stride() + right * self.inputs + channel;
                    load(input.values(), place)
                };
                let numbers = turn_tile(std::array::from_fn(|down| {
                    std::array::from_fn(|right| value(down, right))
                }));
                for (number, four) in numbers.as_flattened().iter().enumerate() {
                    let place = (number * tiles + tile) * self.inputs + channel;
                    turned[place..place + 4].copy_from_slice(four.as_array());
                }
            }
        }

        let blocks = self.weights.chunks_exact(TILE * self.inputs);
        for (block, (weights, bias)) in blocks.zip(&self.bias).enumerate() {
            for (number, weights) in weights.chunks_exact(self.inputs).enumerate() {
                for group in groups(tiles) {
                    let last = group.end - 1;
                    let places = std::array::from_fn(|at| {
                        (number * tiles + (group.start + at).min(last)) * self.inputs
                    });
                    let mut sums = [[f32x4::ZERO; 2]; 4];
                    multiply(turned, places, weights, &mut sums, group.len());
                    let length = group.len();
                    products[number * tiles + group.start..][..length]
                        .copy_from_slice(&sums[..length]);
                }
            }
            for tile in 0..tiles {
                let (y, x) = (tile / columns * 2, tile % columns * 2);
                let [low, high] = [0, 1].map(|half| {
                    turn_back(std::array::from_fn(|down| {
                        std::array::from_fn(|right| {
                            products[(down * 4 + right) * tiles + tile][half]
                        })
                    }))
                });
                for (down, right) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                    let sum = [low[down][right] + bias[0], high[down][right] + bias[1]];
                    let sum = if self.relu { sum.map(positive) } else { sum };
                    output.set_block(output.place(y + down, x + right) + block * BLOCK, sum);
                }
            }
        }
    }
}

/// G g Gᵀ of one 3×3 kernel.
fn turn_weights(kernel: &[f32]) -> [f32; TILE] {
    let line = |a: f32, b: f32, c: f32| [a, (a + b + c) / 2.0, (a - b + c) / 2.0, c];
    let columns: [[f32; 4]; 3] =
        std::array::from_fn(|x| line(kernel[x], kernel[3 + x], kernel[6 + x]));
    let mut turned = [0.0; TILE];
    for (y, row) in turned.chunks_exact_mut(4).enumerate() {
        row.copy_from_slice(&line(columns[0][y], columns[1][y], columns[2][y]));
    }
    turned
}

/// Bᵀ d B of a tile, four channels at once.
fn turn_tile(tile: [[f32x4; 4]; 4]) -> [[f32x4; 4]; 4] {
    let line = |[a, b, c, d]: [f32x4; 4]| [a - c, b + c, c - b, b - d];
    let rows = tile.map(line);
    let columns: [[f32x4; 4]; 4] =
        std::array::from_fn(|x| line(std::array::from_fn(|y| rows[y][x])));
    std::array::from_fn(|y| std::array::from_fn(|x| columns[x][y]))
}

/// Aᵀ m A of the 16 products of a tile, four channels at once.
fn turn_back(products: [[f32x4; 4]; 4]) -> [[f32x4; 2]; 2] {
    let line = |[a, b, c, d]: [f32x4; 4]| [a + b + c, b - c - d];
    let rows = products.map(line);
    let columns: [[f32x4; 2]; 2] =
        std::array::from_fn(|x| line(std::array::from_fn(|y| rows[y][x])));
    std::array::from_fn(|y| std::array::from_fn(|x| columns[x][y]))
}
