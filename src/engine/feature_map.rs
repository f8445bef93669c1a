//! Values between two steps: channels last, with a border of zeros one pixel wide.

use wide::f32x4;

/// Channels are stored in blocks of so many, the last filled up with zeros.
pub(super) const BLOCK: usize = 8;

/// `height × width × channels` values. The border is what a 3×3 convolution sees past the edge; nothing ever writes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct FeatureMap {
    pub(crate) height: usize,
    pub(crate) width: usize,
    /// As stored: a multiple of [`BLOCK`], save in the network's input.
    pub(crate) channels: usize,
    /// `[height + 2, width + 2, channels]`.
    values: Vec<f32>,
}

impl FeatureMap {
    pub(crate) fn new(height: usize, width: usize, channels: usize) -> Self {
        FeatureMap {
            height,
            width,
            channels,
            values: vec![0.0; (height + 2) * (width + 2) * channels],
        }
    }

    /// Values from a row to the next.
    pub(super) fn stride(&self) -> usize {
        (self.width + 2) * self.channels
    }

    /// All values, the border's too.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Where the pixel at row `y` and column `x` begins, counted without the border.
    pub(super) fn place(&self, y: usize, x: usize) -> usize {
        (y + 1) * self.stride() + (x + 1) * self.channels
    }

    /// One row without its border.
    pub(crate) fn row(&self, y: usize) -> &[f32] {
        &self.values[self.place(y, 0)..][..self.width * self.channels]
    }

    pub(crate) fn row_mut(&mut self, y: usize) -> &mut [f32] {
        let (place, length) = (self.place(y, 0), self.width * self.channels);
        &mut self.values[place..][..length]
    }

    /// From a place on.
    pub(super) fn row_mut_from(&mut self, place: usize) -> &mut [f32] {
        &mut self.values[place..]
    }

    /// The channels of a map of one pixel.
    pub(super) fn pixel(&self) -> &[f32] {
        &self.row(0)[..self.channels]
    }

    /// Writes one block of channels of one pixel.
    pub(super) fn set_block(&mut self, place: usize, block: [f32x4; 2]) {
        let values = &mut self.values[place..][..BLOCK];
        values[..4].copy_from_slice(block[0].as_array());
        values[4..].copy_from_slice(block[1].as_array());
    }

    /// The first `channels` of them as `[channels, height, width]`.
    pub(crate) fn planes(&self, channels: usize) -> Vec<f32> {
        let mut planes = vec![0.0; channels * self.height * self.width];
        for y in 0..self.height {
            for (x, pixel) in self.row(y).chunks_exact(self.channels).enumerate() {
                for (channel, value) in pixel[..channels].iter().enumerate() {
                    planes[(channel * self.height + y) * self.width + x] = *value;
                }
            }
        }
        planes
    }

    /// Takes values of `[channels, height, width]`.
    pub(crate) fn set_planes(&mut self, planes: &[f32]) {
        let (channels, height, width) = (self.channels, self.height, self.width);
        for y in 0..height {
            for (x, pixel) in self.row_mut(y).chunks_exact_mut(channels).enumerate() {
                for (channel, value) in pixel.iter_mut().enumerate() {
                    *value = planes[(channel * height + y) * width + x];
                }
            }
        }
    }
}

/// Four neighbouring values.
pub(super) fn load(values: &[f32], at: usize) -> f32x4 {
    let four: [f32; 4] = values[at..at + 4].try_into().expect("four values");
    f32x4::from(four)
}
