//! A 1×1 convolution over all channels and a 3×3 one over each channel, row by row without a map between them.

use wide::f32x4;

use super::convolution::{blocks_of, groups, multiply, multiply_add, packed, positive};
use crate::engine::feature_map::{BLOCK, FeatureMap, load};

/// YuNet's unit: what the 1×1 convolution makes stays in three rows, which the 3×3 one then reads.
pub(crate) struct Separable {
    inputs: usize,
    outputs: usize,
    relu: bool,
    /// Of the 1×1 convolution: `[outputs / 8][inputs]`, the eight outputs of a block beside each other.
    weights: Vec<[f32x4; 2]>,
    bias: Vec<[f32x4; 2]>,
    /// Of the 3×3 one: `[outputs / 4][9]`.
    each: Vec<[f32x4; 9]>,
    each_bias: Vec<f32x4>,
}

/// Three rows with a pixel of zeros at either end, kept from run to run.
#[derive(Default)]
pub(crate) struct Scratch([Vec<f32>; 3]);

impl Separable {
    /// Weights as ONNX has them: `[outputs, inputs, 1, 1]` and `[outputs, 1, 3, 3]`; `outputs` a multiple of eight.
    pub(crate) fn new(
        (weights, bias): (&[f32], &[f32]),
        (each, each_bias): (&[f32], &[f32]),
        inputs: usize,
    ) -> Self {
        let outputs = bias.len();
        let four = |from: usize, value: &dyn Fn(usize) -> f32| {
            f32x4::from(std::array::from_fn(|lane| value(from + lane)))
        };
        Separable {
            inputs,
            outputs,
            relu: false,
            weights: packed(weights, outputs, 1, inputs),
            bias: blocks_of(bias),
            each: (0..outputs)
                .step_by(4)
                .map(|from| {
                    std::array::from_fn(|place| four(from, &|output| each[output * 9 + place]))
                })
                .collect(),
            each_bias: (0..outputs)
                .step_by(4)
                .map(|from| four(from, &|output| each_bias[output]))
                .collect(),
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
        let Scratch(rows) = scratch;
        for row in rows.iter_mut() {
            row.clear();
            row.resize((input.width + 2) * self.outputs, 0.0);
        }
        self.fill_row(input, 0, &mut rows[1]);
        for y in 0..input.height {
            // `rows` are those above, at and below y; past the map they are zero.
            if y + 1 < input.height {
                self.fill_row(input, y + 1, &mut rows[2]);
            } else {
                rows[2].fill(0.0);
            }
            let mut x = 0;
            while x < input.width {
                x += match input.width - x {
                    1 => self.write::<1>(rows, output, y, x),
                    2 | 3 => self.write::<2>(rows, output, y, x),
                    _ => self.write::<4>(rows, output, y, x),
                };
            }
            rows.rotate_left(1);
        }
    }

    /// One row of the 1×1 convolution.
    fn fill_row(&self, input: &FeatureMap, y: usize, row: &mut [f32]) {
        let values = input.row(y);
        let blocks = self.weights.chunks_exact(self.inputs).zip(&self.bias);
        for (block, (weights, bias)) in blocks.enumerate() {
            for pixels in groups(input.width) {
                let mut sums = [*bias; 4];
                let last = pixels.end - 1;
                let places = std::array::from_fn(|at| (pixels.start + at).min(last) * self.inputs);
                multiply(values, places, weights, &mut sums, pixels.len());
                for (x, [low, high]) in pixels.zip(sums) {
                    let eight = &mut row[(x + 1) * self.outputs + block * BLOCK..][..BLOCK];
                    eight[..4].copy_from_slice(low.as_array());
                    eight[4..].copy_from_slice(high.as_array());
                }
            }
        }
    }

    /// The 3×3 convolution of `PIXELS` pixels beside each other; gives their number.
    fn write<const PIXELS: usize>(
        &self,
        rows: &[Vec<f32>; 3],
        output: &mut FeatureMap,
        y: usize,
        x: usize,
    ) -> usize {
        let length = (PIXELS + 2) * self.outputs;
        let rows: [&[f32]; 3] =
            std::array::from_fn(|down| &rows[down][x * self.outputs..][..length]);
        let place = output.place(y, x);
        let target = &mut output.row_mut_from(place)[..PIXELS * self.outputs];
        for (index, (weights, bias)) in self.each.iter().zip(&self.each_bias).enumerate() {
            let mut sums = [*bias; PIXELS];
            for (row, weights) in rows.iter().zip(weights.chunks_exact(3)) {
                for (right, sum) in sums.iter_mut().enumerate() {
                    for (next, weight) in weights.iter().enumerate() {
                        let value = load(row, (right + next) * self.outputs + index * 4);
                        *sum = multiply_add(value, *weight, *sum);
                    }
                }
            }
            for (right, sum) in sums.into_iter().enumerate() {
                let sum = if self.relu { positive(sum) } else { sum };
                target[right * self.outputs + index * 4..][..4].copy_from_slice(sum.as_array());
            }
        }
        PIXELS
    }
}
