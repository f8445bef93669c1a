//! Resizes a region of a frame to the detector's RGB input by area averaging.

use crate::Frame;
use crate::engine::FeatureMap;

/// The weights by which one axis is resized.
struct AxisWeights {
    /// The first source index of each target index.
    first: Vec<usize>,
    /// `taps` weights for each target index; they sum to 1.
    weights: Vec<f32>,
    /// The number of source indices that contribute to a target index.
    taps: usize,
}

impl AxisWeights {
    /// Computes the weights from `source` to `target` pixels, `1 ≤ target ≤ source`.
    fn new(source: usize, target: usize) -> Self {
        let ratio = source as f64 / target as f64;
        let taps = (ratio.ceil() as usize + 1).min(source);
        let mut first = Vec::with_capacity(target);
        let mut weights = Vec::with_capacity(target * taps);
        for index in 0..target {
            // The span of the source that this target pixel covers.
            let (start, end) = (index as f64 * ratio, (index + 1) as f64 * ratio);
            let first_tap = (start as usize).min(source - taps);
            first.push(first_tap);
            weights.extend((first_tap..first_tap + taps).map(|tap| {
                let covered = end.min((tap + 1) as f64) - start.max(tap as f64);
                (covered.max(0.0) / ratio) as f32
            }));
        }
        AxisWeights {
            first,
            weights,
            taps,
        }
    }

    /// Returns the first source index of a target index, and the weights from there on.
    fn at(&self, index: usize) -> (usize, &[f32]) {
        let weights = &self.weights[index * self.taps..][..self.taps];
        (self.first[index], weights)
    }
}

/// A rectangle of whole pixels within a frame; it is not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Region {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Region {
    /// Returns the region that covers the whole frame.
    pub(crate) fn whole(frame: &Frame) -> Self {
        Region {
            left: 0,
            top: 0,
            width: frame.width() as usize,
            height: frame.height() as usize,
        }
    }
}

/// Resizes a region of `frame` to `width × height` pixels at the top left of `output`, which has
/// three channels with values from 0 to 255; fills the rest of `output` with zeros.
///
/// Averages over areas, because sampling single pixels would lose small faces to aliasing.
pub(crate) fn shrink_to_rgb(
    frame: &Frame,
    region: Region,
    (width, height): (usize, usize),
    output: &mut FeatureMap,
) {
    let columns = AxisWeights::new(region.width, width);
    let rows = AxisWeights::new(region.height, height);
    let (offset, length) = (
        region.left * Frame::CHANNELS,
        region.width * Frame::CHANNELS,
    );
    // One target row at the source's width, RGBA interleaved like the source: the inner loop runs
    // over contiguous memory and vectorizes.
    let mut averaged = vec![0.0; length];

    for y in 0..height {
        averaged.fill(0.0);
        let (first, weights) = rows.at(y);
        for (tap, &weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            let row = &frame.row(region.top + first + tap)[offset..][..length];
            for (sum, &value) in averaged.iter_mut().zip(row) {
                *sum += weight * f32::from(value);
            }
        }
        let row = output.row_mut(y);
        row[width * Frame::COLORS..].fill(0.0);
        for (x, target) in row.chunks_exact_mut(Frame::COLORS).take(width).enumerate() {
            let (first, weights) = columns.at(x);
            let mut rgb = [0.0; Frame::COLORS];
            let pixels = averaged[first * Frame::CHANNELS..].chunks_exact(Frame::CHANNELS);
            for (pixel, &weight) in pixels.zip(weights) {
                for (sum, value) in rgb.iter_mut().zip(pixel) {
                    *sum += weight * value;
                }
            }
            target.copy_from_slice(&rgb);
        }
    }
    for y in height..output.height {
        output.row_mut(y).fill(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_every_target_index_sum_to_one() {
        for (source, target) in [(1, 1), (2, 1), (7, 3), (640, 320), (641, 320), (5, 5)] {
            let axis = AxisWeights::new(source, target);
            for index in 0..target {
                let (first, weights) = axis.at(index);
                let sum: f32 = weights.iter().sum();
                assert!((sum - 1.0).abs() < 1e-6, "{source} → {target} at {index}");
                assert!(first + weights.len() <= source);
            }
        }
    }

    #[test]
    fn halves_by_averaging_and_pads_with_zeros() {
        let mut pixels = vec![0; 4 * 2 * 4];
        for (index, value) in [0, 100, 20, 20, 100, 200, 20, 60].into_iter().enumerate() {
            pixels[index * 4..index * 4 + 3].copy_from_slice(&[value, 0, 255]);
        }
        let frame = Frame::new(&pixels, 4, 2).unwrap();
        let mut output = FeatureMap::new(2, 3, 3);
        output.row_mut(1).fill(7.0);
        shrink_to_rgb(&frame, Region::whole(&frame), (2, 1), &mut output);
        assert_eq!(
            output.row(0),
            [100.0, 0.0, 255.0, 30.0, 0.0, 255.0, 0.0, 0.0, 0.0]
        );
        assert_eq!(output.row(1), [0.0; 9]);
    }

    #[test]
    fn resizes_a_region_like_a_separate_frame() {
        let gray = |x: usize, y: usize| (x * 20 + y * 5) as u8;
        let bytes = |width: usize, height: usize, left: usize, top: usize| -> Vec<u8> {
            let pixels = (0..width * height).map(|i| (left + i % width, top + i / width));
            pixels.flat_map(|(x, y)| [gray(x, y); 4]).collect()
        };
        let region = Region {
            left: 3,
            top: 2,
            width: 5,
            height: 4,
        };
        let (whole, cut_out) = (bytes(9, 7, 0, 0), bytes(5, 4, 3, 2));
        let frame = Frame::new(&whole, 9, 7).unwrap();
        let mut from_region = FeatureMap::new(2, 3, 3);
        shrink_to_rgb(&frame, region, (3, 2), &mut from_region);
        let frame = Frame::new(&cut_out, 5, 4).unwrap();
        let mut from_frame = FeatureMap::new(2, 3, 3);
        shrink_to_rgb(&frame, Region::whole(&frame), (3, 2), &mut from_frame);
        assert_eq!(from_region.row(1), from_frame.row(1));
        assert!(from_region.row(1)[0] > 0.0);
    }

    #[test]
    fn keeps_the_pixels_at_the_same_size() {
        let pixels: Vec<u8> = (0..3 * 3 * 4).map(|value| value as u8).collect();
        let frame = Frame::new(&pixels, 3, 3).unwrap();
        let mut output = FeatureMap::new(3, 3, 3);
        shrink_to_rgb(&frame, Region::whole(&frame), (3, 3), &mut output);
        for y in 0..3 {
            let rgb = pixels[y * 12..][..12]
                .chunks(4)
                .flat_map(|pixel| &pixel[..3]);
            let expected: Vec<f32> = rgb.map(|&value| f32::from(value)).collect();
            assert_eq!(output.row(y), expected);
        }
    }
}
