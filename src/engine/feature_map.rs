//! The values between two operators: height × width × channels, with a border of zeros.

use super::simd::{BLOCK_CHANNELS, ChannelBlock, LANES};

/// `height × width` pixels of `channels` values, channels last, within a border of zeros that is one pixel wide.
///
/// The border is the padding of a 3×3 convolution. It is never written.
#[derive(Debug, Clone, Default)]
pub(crate) struct FeatureMap {
    /// Height in pixels, without the border.
    pub(crate) height: usize,
    /// Width in pixels, without the border.
    pub(crate) width: usize,
    /// Number of channels: in all but the input of a graph padded to a multiple of [`BLOCK_CHANNELS`].
    pub(crate) channels: usize,
    /// `[height + 2, width + 2, channels]` in row-major order.
    values: Vec<f32>,
}

impl FeatureMap {
    /// Creates a feature map of zeros.
    pub(crate) fn new(height: usize, width: usize, channels: usize) -> Self {
        FeatureMap {
            height,
            width,
            channels,
            values: vec![0.0; (height + 2) * (width + 2) * channels],
        }
    }

    /// Returns `[height, width, channels]`.
    pub(super) fn shape(&self) -> [usize; 3] {
        [self.height, self.width, self.channels]
    }

    /// Returns the distance between the values of two adjacent rows.
    pub(super) fn row_stride(&self) -> usize {
        (self.width + 2) * self.channels
    }

    /// Returns all values, including those of the border.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Returns the offset, in [`FeatureMap::values`], of the pixel in row `y` and column `x`.
    pub(super) fn offset(&self, y: usize, x: usize) -> usize {
        (y + 1) * self.row_stride() + (x + 1) * self.channels
    }

    /// Returns the pixels of row `y`.
    pub(crate) fn row(&self, y: usize) -> &[f32] {
        &self.values[self.offset(y, 0)..][..self.width * self.channels]
    }

    /// Returns the pixels of row `y` mutably.
    pub(crate) fn row_mut(&mut self, y: usize) -> &mut [f32] {
        let (offset, length) = (self.offset(y, 0), self.width * self.channels);
        &mut self.values[offset..][..length]
    }

    /// Returns the values from `offset` on mutably.
    pub(super) fn values_mut_from(&mut self, offset: usize) -> &mut [f32] {
        &mut self.values[offset..]
    }

    /// Returns the channels of the first pixel, which is the only one after global average pooling.
    pub(super) fn first_pixel(&self) -> &[f32] {
        &self.row(0)[..self.channels]
    }

    /// Sets the channels from `offset` on.
    pub(super) fn set_block(&mut self, offset: usize, block: ChannelBlock) {
        let values = &mut self.values[offset..][..BLOCK_CHANNELS];
        values[..LANES].copy_from_slice(block[0].as_array());
        values[LANES..].copy_from_slice(block[1].as_array());
    }

    /// Returns the values of the first `channels` channels as `[channels, height, width]` in row-major order.
    pub(crate) fn planes(&self, channels: usize) -> Vec<f32> {
        let mut planes = Vec::with_capacity(channels * self.height * self.width);
        for channel in 0..channels {
            for y in 0..self.height {
                let row = self.row(y)[channel..].iter();
                planes.extend(row.step_by(self.channels));
            }
        }
        planes
    }

    /// Returns all values as `[height, width, channels]` in row-major order.
    #[cfg(feature = "custom-models")]
    pub(crate) fn pixels(&self) -> Vec<f32> {
        (0..self.height)
            .flat_map(|y| self.row(y))
            .copied()
            .collect()
    }

    /// Sets all values from `[channels, height, width]` in row-major order.
    #[cfg(test)]
    pub(crate) fn set_planes(&mut self, planes: &[f32]) {
        let [height, width, channels] = self.shape();
        for y in 0..height {
            for (x, pixel) in self.row_mut(y).chunks_exact_mut(channels).enumerate() {
                for (channel, value) in pixel.iter_mut().enumerate() {
                    *value = planes[(channel * height + y) * width + x];
                }
            }
        }
    }
}
