//! Reads photos; shared by the examples.

use std::path::Path;

use image::{DynamicImage, ImageDecoder, ImageReader, ImageResult, RgbaImage};

/// Reads a photo and rotates it as its EXIF orientation says.
pub fn read(path: &Path) -> ImageResult<RgbaImage> {
    let reader = ImageReader::open(path)?.with_guessed_format()?;
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image.to_rgba8())
}
