//! Recognises the faces of a photograph: prints them as JSON and writes the picture with boxes.
//!
//! ```text
//! cargo run --release --example classify -- photo.jpg [marked.png]
//!     --network my.onnx       instead of the built-in network; my.json lies beside it
//!     --emotions happy,sad    scores for these alone
//! ```

mod options;

use std::error::Error;
use std::path::{Path, PathBuf};

use emosense::{Bounds, Face, Frame, Point};
use image::{DynamicImage, ImageDecoder, ImageReader, Rgba, RgbaImage};
use options::Choice;

const MARK: Rgba<u8> = Rgba([0, 230, 118, 255]);

fn main() -> Result<(), Box<dyn Error>> {
    let (photo, marked, choice) = options()?;
    let mut picture = open(&photo).map_err(|error| format!("{}: {error}", photo.display()))?;
    let mut recognizer = choice.recognizer()?;
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

/// The photograph, where to draw its faces, and what with.
fn options() -> Result<(PathBuf, PathBuf, Choice), Box<dyn Error>> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut choice = Choice::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) if files.len() < 2 => files.push(path.into()),
            Long("network") => choice.set_network(Path::new(&parser.value()?))?,
            Long("emotions") => choice.set_emotions(&parser.value()?.string()?)?,
            other => return Err(other.unexpected().into()),
        }
    }
    let mut files = files.into_iter();
    let photo = files
        .next()
        .ok_or("usage: classify PHOTO [MARKED.png] [--network FILE.onnx] [--emotions NAMES]")?;
    let marked = files.next();
    let marked = marked.unwrap_or_else(|| photo.with_extension("faces.png"));
    Ok((photo, marked, choice))
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
