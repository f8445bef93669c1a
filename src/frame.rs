//! A validated view of one RGBA image: a camera frame, a video frame or a photo.

use crate::Error;

/// An image: RGBA, 8 bits per channel, rows from top to bottom without padding.
///
/// Alpha is ignored, because the pixels of a camera are opaque.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pixels: &'a [u8],
    width: u32,
    height: u32,
}

impl<'a> Frame<'a> {
    /// Bytes per pixel.
    pub const CHANNELS: usize = 4;

    /// The first bytes of a pixel, which are read: red, green and blue.
    pub(crate) const COLORS: usize = 3;

    /// The largest number of pixels: 8192 × 8192, which take 256 MiB, a sixteenth of the 4 GiB that
    /// 32-bit WebAssembly can address.
    pub const MAX_PIXELS: usize = 8192 * 8192;

    /// Wraps RGBA pixels without copying them.
    ///
    /// # Errors
    /// Returns [`Error::InvalidFrame`] if a side is 0 or the length of `pixels` is not
    /// `width × height × 4`, and [`Error::FrameTooLarge`] above [`Frame::MAX_PIXELS`].
    pub fn new(pixels: &'a [u8], width: u32, height: u32) -> Result<Self, Error> {
        let expected = Self::byte_length(width, height)?;
        if pixels.len() != expected {
            return Err(Error::InvalidFrame(format!(
                "expected {expected} bytes for {width}×{height} RGBA pixels, got {}",
                pixels.len()
            )));
        }
        Ok(Frame {
            pixels,
            width,
            height,
        })
    }

    /// Returns the number of bytes of a frame of this size: `width × height × 4`.
    ///
    /// # Errors
    /// Returns [`Error::InvalidFrame`] if a side is 0, and [`Error::FrameTooLarge`] above
    /// [`Frame::MAX_PIXELS`].
    pub fn byte_length(width: u32, height: u32) -> Result<usize, Error> {
        if width == 0 || height == 0 {
            return Err(Error::InvalidFrame(format!(
                "expected a width and a height of at least 1 pixel, got {width}×{height}"
            )));
        }
        let pixel_count = u64::from(width) * u64::from(height);
        if pixel_count > Self::MAX_PIXELS as u64 {
            return Err(Error::FrameTooLarge {
                width,
                height,
                max: Self::MAX_PIXELS,
            });
        }
        Ok(pixel_count as usize * Self::CHANNELS)
    }

    /// Returns the width in pixels, at least 1.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Returns the height in pixels, at least 1.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Returns the RGBA bytes of row `y`.
    pub(crate) fn row(&self, y: usize) -> &'a [u8] {
        let stride = self.width as usize * Self::CHANNELS;
        &self.pixels[y * stride..][..stride]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_wrong_sizes() {
        let pixels = vec![0; 24];
        for (width, height, code) in [
            (3, 2, None),
            (2, 3, None),
            (0, 2, Some("invalid-frame")),
            (3, 0, Some("invalid-frame")),
            (3, 3, Some("invalid-frame")),
            (1, 1, Some("invalid-frame")),
            (u32::MAX, u32::MAX, Some("frame-too-large")),
            (8193, 8192, Some("frame-too-large")),
        ] {
            let error = Frame::new(&pixels, width, height).err();
            let found = error.map(|error| error.code());
            assert_eq!(found, code, "{width}×{height}");
        }
    }
}
