//! A validated view of one RGBA image: a camera frame, a video frame or a photo.

use std::borrow::Cow;

#[cfg(feature = "image")]
use image::{DynamicImage, RgbaImage};

use crate::Error;

/// An image: RGBA, 8 bits per channel, rows from top to bottom without padding.
///
/// Alpha is ignored, because the pixels of a camera are opaque. A frame borrows its pixels, unless it was made from an
/// owned image of the `image` crate, or from one whose pixels had to be converted.
#[derive(Clone)]
pub struct Frame<'a> {
    pixels: Cow<'a, [u8]>,
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
        Self::from_pixels(pixels.into(), width, height)
    }

    fn from_pixels(pixels: Cow<'a, [u8]>, width: u32, height: u32) -> Result<Self, Error> {
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
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        let stride = self.width as usize * Self::CHANNELS;
        &self.pixels[y * stride..][..stride]
    }
}

/// Wraps the pixels of an image without copying them. The errors are those of [`Frame::new`].
#[cfg(feature = "image")]
impl<'a> TryFrom<&'a RgbaImage> for Frame<'a> {
    type Error = Error;

    fn try_from(image: &'a RgbaImage) -> Result<Self, Error> {
        Self::new(image, image.width(), image.height())
    }
}

/// Takes over the pixels of an image. The errors are those of [`Frame::new`].
#[cfg(feature = "image")]
impl TryFrom<RgbaImage> for Frame<'static> {
    type Error = Error;

    fn try_from(image: RgbaImage) -> Result<Self, Error> {
        let (width, height) = image.dimensions();
        Self::from_pixels(image.into_raw().into(), width, height)
    }
}

/// Wraps the pixels of an RGBA image of 8 bits without copying them, and converts those of any other. The errors are
/// those of [`Frame::new`].
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let photo = image::open("tests/data/astronaut.png")?; // RGB
/// let frame = emosense::Frame::try_from(&photo)?;
/// let faces = emosense::Recognizer::new()?.classify(&frame)?;
/// assert_eq!(faces.len(), 1);
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "image")]
impl<'a> TryFrom<&'a DynamicImage> for Frame<'a> {
    type Error = Error;

    fn try_from(image: &'a DynamicImage) -> Result<Self, Error> {
        Self::byte_length(image.width(), image.height())?; // before pixels are converted
        match image.as_rgba8() {
            Some(image) => image.try_into(),
            None => image.to_rgba8().try_into(),
        }
    }
}

/// Takes over the pixels of an RGBA image of 8 bits, and converts those of any other. The errors are those of
/// [`Frame::new`].
#[cfg(feature = "image")]
impl TryFrom<DynamicImage> for Frame<'static> {
    type Error = Error;

    fn try_from(image: DynamicImage) -> Result<Self, Error> {
        Self::byte_length(image.width(), image.height())?;
        image.into_rgba8().try_into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "image")]
    #[test]
    fn wraps_images() {
        let rgba = RgbaImage::from_fn(3, 2, |x, y| image::Rgba([x as u8, y as u8, 7, 255]));
        let rgb = DynamicImage::from(DynamicImage::from(rgba.clone()).into_rgb8());
        let dynamic = DynamicImage::from(rgba.clone());
        let borrowed = [(&rgba).try_into(), (&dynamic).try_into()];
        assert!(borrowed.iter().all(|frame| matches!(
            frame,
            Ok(Frame {
                pixels: Cow::Borrowed(_),
                ..
            })
        )));
        let owned = [
            (&rgb).try_into(),
            rgb.clone().try_into(),
            dynamic.clone().try_into(),
            rgba.clone().try_into(),
        ];
        for frame in borrowed.into_iter().chain(owned) {
            let frame: Frame = frame.unwrap();
            assert_eq!((frame.width(), frame.height()), (3, 2));
            assert_eq!(frame.row(1), &rgba.as_raw()[12..]);
        }
        let error = Frame::try_from(RgbaImage::new(0, 2)).err().unwrap();
        assert_eq!(error.code(), "invalid-frame");
    }

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
