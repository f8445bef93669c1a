//! A validated view of one RGBA picture: what a camera, a file or a video gives.

use crate::Error;

/// One picture: RGBA, 8 bits a channel, rows from top to bottom without padding.
///
/// Alpha is ignored: a camera's pixels are opaque.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pixels: &'a [u8],
    width: u32,
    height: u32,
}

impl<'a> Frame<'a> {
    /// Bytes a pixel.
    pub const CHANNELS: usize = 4;

    /// Of which red, green and blue are looked at.
    pub(crate) const COLORS: usize = 3;

    /// The most pixels a frame may have: 8192 × 8192, 256 MiB, a quarter of what a
    /// 32-bit WebAssembly memory can sensibly spare.
    pub const MAX_PIXELS: usize = 8192 * 8192;

    /// Checks the sizes and wraps the pixels; nothing is copied.
    ///
    /// # Errors
    /// [`Error::InvalidFrame`] for a zero side or a buffer of the wrong length,
    /// [`Error::FrameTooLarge`] above [`Frame::MAX_PIXELS`].
    pub fn new(pixels: &'a [u8], width: u32, height: u32) -> Result<Self, Error> {
        let expected = Self::byte_length(width, height)?;
        if pixels.len() != expected {
            return Err(Error::InvalidFrame(format!(
                "{width}×{height} RGBA pixels take {expected} bytes, got {}",
                pixels.len()
            )));
        }
        Ok(Frame {
            pixels,
            width,
            height,
        })
    }

    /// The bytes that a frame of this size takes: `width × height × 4`.
    ///
    /// # Errors
    /// As [`Frame::new`], but for the buffer's length.
    pub fn byte_length(width: u32, height: u32) -> Result<usize, Error> {
        if width == 0 || height == 0 {
            return Err(Error::InvalidFrame(format!(
                "it is empty, {width}×{height} pixels"
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

    /// Width in pixels, at least 1.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, at least 1.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The RGBA bytes of row `y`.
    pub(crate) fn row(&self, y: usize) -> &'a [u8] {
        let stride = self.width as usize * Self::CHANNELS;
        &self.pixels[y * stride..][..stride]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_checked() {
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
            let result = Frame::new(&pixels, width, height);
            assert_eq!(
                result.err().map(|error| error.code()),
                code,
                "{width}×{height}"
            );
        }
    }
}
