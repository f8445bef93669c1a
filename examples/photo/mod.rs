//! Reads photos; shared by the examples.

use std::path::Path;

use emosense::Frame;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbaImage};
use thiserror::Error;

/// Why a photo could not be read.
#[derive(Debug, Error)]
pub enum PhotoError {
    /// The file is missing, damaged, or above the limits of the `image` crate.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The photo is too large for a frame.
    #[error(transparent)]
    Frame(#[from] emosense::Error),
}

/// Reads a photo and rotates it as its EXIF orientation says. A photo that is too large fails before it is decoded, so
/// that a small file cannot take all memory.
pub fn read(path: &Path) -> Result<RgbaImage, PhotoError> {
    let reader = ImageReader::open(path).map_err(ImageError::from)?;
    let reader = reader.with_guessed_format().map_err(ImageError::from)?;
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    Frame::byte_length(width, height)?;
    Limits::default().reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image.to_rgba8())
}
