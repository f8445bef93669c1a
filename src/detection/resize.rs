//! Shrinks a frame to the detector's input: RGB, averaged over the area each pixel covers.

use crate::Frame;
use crate::engine::FeatureMap;

/// How one axis shrinks: for each target position the first source position and its weights.
struct Axis {
    /// First source index of each target position.
    first: Vec<usize>,
    /// `taps` weights for each target position, which sum to one.
    weights: Vec<f32>,
    /// Weights a target position.
    taps: usize,
}

impl Axis {
    /// Area weights that shrink `source` positions to `target` (`1 ≤ target ≤ source`).
    fn new(source: usize, target: usize) -> Self {
        let step = source as f64 / target as f64;
        let taps = (step.ceil() as usize + 1).min(source);
        let mut first = Vec::with_capacity(target);
        let mut weights = Vec::with_capacity(target * taps);
        for position in 0..target {
            let (from, to) = (position as f64 * step, (position + 1) as f64 * step);
            let start = (from as usize).min(source - taps);
            first.push(start);
            weights.extend((start..start + taps).map(|index| {
                let overlap = to.min((index + 1) as f64) - from.max(index as f64);
                (overlap.max(0.0) / step) as f32
            }));
        }
        Axis {
            first,
            weights,
            taps,
        }
    }

    fn target(&self, position: usize) -> (usize, &[f32]) {
        (
            self.first[position],
            &self.weights[position * self.taps..][..self.taps],
        )
    }
}

/// A part of a frame, in whole pixels; it lies within the frame and is not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Region {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Region {
    pub(crate) fn whole(frame: &Frame) -> Self {
        Region {
            left: 0,
            top: 0,
            width: frame.width() as usize,
            height: frame.height() as usize,
        }
    }
}

/// Shrinks a part of `frame` to `width × height` at the top left of a canvas of three channels,
/// values 0–255, and makes the rest of the canvas black.
///
/// Area averaging, because skipping pixels would alias small faces away.
pub(crate) fn shrink_to_rgb(
    frame: &Frame,
    region: Region,
    (width, height): (usize, usize),
    canvas: &mut FeatureMap,
) {
    let columns = Axis::new(region.width, width);
    let rows = Axis::new(region.height, height);
    let (from, length) = (
        region.left * Frame::CHANNELS,
        region.width * Frame::CHANNELS,
    );
    // One target row of the source's width, RGBA interleaved as the source is: the inner loop
    // then runs over contiguous memory and vectorises.
    let mut averaged = vec![0.0; length];

    for y in 0..height {
        averaged.fill(0.0);
        let (first, weights) = rows.target(y);
        for (offset, &weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            let row = &frame.row(region.top + first + offset)[from..][..length];
            for (sum, &value) in averaged.iter_mut().zip(row) {
                *sum += weight * f32::from(value);
            }
        }
        let row = canvas.row_mut(y);
        row[width * Frame::COLORS..].fill(0.0);
        for (x, target) in row.chunks_exact_mut(Frame::COLORS).take(width).enumerate() {
            let (first, weights) = columns.target(x);
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
    for y in height..canvas.height {
        canvas.row_mut(y).fill(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_every_target_sum_to_one() {
        for (source, target) in [(1, 1), (2, 1), (7, 3), (640, 320), (641, 320), (5, 5)] {
            let axis = Axis::new(source, target);
            for position in 0..target {
                let (first, weights) = axis.target(position);
                let sum: f32 = weights.iter().sum();
                assert!(
                    (sum - 1.0).abs() < 1e-6,
                    "{source} → {target} at {position}"
                );
                assert!(first + weights.len() <= source);
            }
        }
    }

    #[test]
    fn halving_averages_and_pads_with_zeros() {
        let mut pixels = vec![0; 4 * 2 * 4];
        for (index, value) in [0, 100, 20, 20, 100, 200, 20, 60].into_iter().enumerate() {
            pixels[index * 4..index * 4 + 3].copy_from_slice(&[value, 0, 255]);
        }
        let frame = Frame::new(&pixels, 4, 2).unwrap();
        let mut canvas = FeatureMap::new(2, 3, 3);
        canvas.row_mut(1).fill(7.0);
        shrink_to_rgb(&frame, Region::whole(&frame), (2, 1), &mut canvas);
        assert_eq!(
            canvas.row(0),
            [100.0, 0.0, 255.0, 30.0, 0.0, 255.0, 0.0, 0.0, 0.0]
        );
        assert_eq!(canvas.row(1), [0.0; 9]);
    }

    #[test]
    fn a_part_is_shrunk_as_if_it_were_alone() {
        let gray = |x: usize, y: usize| (x * 20 + y * 5) as u8;
        let bytes = |width: usize, height: usize, left: usize, top: usize| -> Vec<u8> {
            let places = (0..width * height).map(|i| (left + i % width, top + i / width));
            places.flat_map(|(x, y)| [gray(x, y); 4]).collect()
        };
        let (whole, part) = (bytes(9, 7, 0, 0), bytes(5, 4, 3, 2));
        let region = Region {
            left: 3,
            top: 2,
            width: 5,
            height: 4,
        };
        let mut canvases = [FeatureMap::new(2, 3, 3), FeatureMap::new(2, 3, 3)];
        let frame = Frame::new(&whole, 9, 7).unwrap();
        shrink_to_rgb(&frame, region, (3, 2), &mut canvases[0]);
        let frame = Frame::new(&part, 5, 4).unwrap();
        shrink_to_rgb(&frame, Region::whole(&frame), (3, 2), &mut canvases[1]);
        assert_eq!(canvases[0].row(1), canvases[1].row(1));
        assert!(canvases[0].row(1)[0] > 0.0);
    }

    #[test]
    fn keeping_the_size_keeps_the_pixels() {
        let pixels: Vec<u8> = (0..3 * 3 * 4).map(|value| value as u8).collect();
        let frame = Frame::new(&pixels, 3, 3).unwrap();
        let mut canvas = FeatureMap::new(3, 3, 3);
        shrink_to_rgb(&frame, Region::whole(&frame), (3, 3), &mut canvas);
        for y in 0..3 {
            let rgb = pixels[y * 12..][..12]
                .chunks(4)
                .flat_map(|pixel| &pixel[..3]);
            let expected: Vec<f32> = rgb.map(|&value| f32::from(value)).collect();
            assert_eq!(canvas.row(y), expected);
        }
    }
}
