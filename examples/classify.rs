//! Recognises the faces of a photograph: prints them as JSON and writes the picture with boxes.
//!
//! `cargo run --release --example classify -- photo.jpg [marked.png]`

use std::error::Error;
use std::path::{Path, PathBuf};

use emosense::{Bounds, Face, Frame, Point, Recognizer};
use image::{DynamicImage, ImageDecoder, ImageReader, Rgba, RgbaImage};

/// A still picture is worth a finer search than a camera's frame: it finds smaller faces.
const SEARCH_SIDE: u32 = 640;

const MARK: Rgba<u8> = Rgba([0, 230, 118, 255]);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(photo) = arguments.next() else {
        return Err("usage: classify PHOTO [MARKED.png]".into());
    };
    let marked = arguments
        .next()
        .unwrap_or_else(|| photo.with_extension("faces.png"));

    let mut picture = open(&photo).map_err(|error| format!("{}: {error}", photo.display()))?;
    let mut recognizer = Recognizer::new()?;
    recognizer.set_search_side(SEARCH_SIDE);
    let frame = Frame::new(&picture, picture.width(), picture.height())?;
    let faces = recognizer.classify(&frame)?;

    println!("{}", serde_json::to_string_pretty(&faces)?);
    for face in &faces {
        mark(&mut picture, face);
    }
    picture
        .save(&marked)
        .map_err(|error| format!("{}: {error}", marked.display()))?;
    eprintln!("{} face(s), drawn in {}", faces.len(), marked.display());
    Ok(())
}

/// The picture upright, as its EXIF orientation says it was taken.
fn open(path: &Path) -> Result<RgbaImage, Box<dyn Error>> {
    let mut decoder = ImageReader::open(path)?
        .with_guessed_format()?
        .into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture.to_rgba8())
}

/// Draws the box and the landmarks, thicker on larger faces.
fn mark(picture: &mut RgbaImage, face: &Face) {
    let line = (face.bounds.height / 60.0).max(1.0);
    let Bounds {
        x,
        y,
        width,
        height,
    } = face.bounds;
    fill(picture, x, y, width, line);
    fill(picture, x, y + height - line, width, line);
    fill(picture, x, y, line, height);
    fill(picture, x + width - line, y, line, height);
    for Point { x, y } in face.landmarks.points() {
        fill(picture, x - line, y - line, 2.0 * line, 2.0 * line);
    }
}

/// Fills a rectangle, as far as it lies in the picture.
fn fill(picture: &mut RgbaImage, x: f32, y: f32, width: f32, height: f32) {
    let span = |start: f32, length: f32, side: u32| {
        // Float to integer conversion saturates, so what lies outside is cut off.
        (start.round() as u32).min(side)..((start + length).round() as u32).min(side)
    };
    for row in span(y, height, picture.height()) {
        for column in span(x, width, picture.width()) {
            picture.put_pixel(column, row, MARK);
        }
    }
}
