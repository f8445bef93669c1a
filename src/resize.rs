//! Shrinks a frame to the detector's input: planar RGB, averaged over the area each pixel covers.

use crate::Frame;

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

/// Shrinks `frame` to `width × height` at the top left of a zeroed planar RGB canvas
/// `[3, canvas_height, canvas_width]`, values 0–255.
///
/// Area averaging, because skipping pixels would alias small faces away.
pub(crate) fn shrink_to_planar_rgb(
    frame: &Frame,
    (width, height): (usize, usize),
    (canvas_width, canvas_height): (usize, usize),
) -> Vec<f32> {
    let columns = Axis::new(frame.width() as usize, width);
    let rows = Axis::new(frame.height() as usize, height);
    let plane = canvas_width * canvas_height;
    let mut canvas = vec![0.0; 3 * plane];
    // One target row of the source's width, RGBA interleaved as the source is: the inner loop
    // then runs over contiguous memory and vectorises.
    let mut averaged = vec![0.0; frame.width() as usize * Frame::CHANNELS];

    for y in 0..height {
        averaged.fill(0.0);
        let (first, weights) = rows.target(y);
        for (offset, &weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            for (sum, &value) in averaged.iter_mut().zip(frame.row(first + offset)) {
                *sum += weight * f32::from(value);
            }
        }
        for x in 0..width {
            let (first, weights) = columns.target(x);
            let mut rgb = [0.0; 3];
            let pixels = averaged[first * Frame::CHANNELS..].chunks_exact(Frame::CHANNELS);
            for (pixel, &weight) in pixels.zip(weights) {
                for (sum, value) in rgb.iter_mut().zip(pixel) {
                    *sum += weight * value;
                }
            }
            for (channel, value) in rgb.into_iter().enumerate() {
                canvas[channel * plane + y * canvas_width + x] = value;
            }
        }
    }
    canvas
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
        let canvas = shrink_to_planar_rgb(&frame, (2, 1), (3, 2));
        assert_eq!(canvas[..6], [100.0, 30.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(canvas[6..12], [0.0; 6]);
        assert_eq!(canvas[12..], [255.0, 255.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn keeping_the_size_keeps_the_pixels() {
        let pixels: Vec<u8> = (0..3 * 3 * 4).map(|value| value as u8).collect();
        let frame = Frame::new(&pixels, 3, 3).unwrap();
        let canvas = shrink_to_planar_rgb(&frame, (3, 3), (3, 3));
        let red: Vec<f32> = (0..9).map(|pixel| (pixel * 4) as f32).collect();
        assert_eq!(canvas[..9], red[..]);
    }
}
