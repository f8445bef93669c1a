//! Reads photos; shared by the examples.

use std::path::Path;

use image::{DynamicImage, ImageDecoder, ImageReader, ImageResult, Limits, RgbaImage};

/// Reads a photo and rotates it as its EXIF orientation says. Fails for a photo above the limits of the `image` crate, so
/// that a small file cannot take all memory.
pub fn read(path: &Path) -> ImageResult<RgbaImage> {
    let reader = ImageReader::open(path)?.with_guessed_format()?;
    let mut decoder = reader.into_decoder()?;
    Limits::default().reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image.to_rgba8())
}
