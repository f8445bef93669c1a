//! Classifies the faces of a photo: prints them as JSON and writes the photo with their boxes and landmarks.
//!
//! ```text
//! cargo run --release --example classify -- photo.jpg [annotated.png]
//!     --model my.onnx         uses a custom emotion model, with its config in my.json
//!     --emotions happy,sad    distributes the scores among these emotions
//!     --sensitivity 0.5       names an expression more readily, from 0 (the default) to 1
//! ```

mod photo;
mod recognizer_options;

use std::error::Error;
use std::path::{Path, PathBuf};

use emosense::{Bounds, Face, Frame, Point};
use image::{Rgba, RgbaImage};
use recognizer_options::RecognizerOptions;

const USAGE: &str = "usage: classify PHOTO [ANNOTATED.png] [--model FILE.onnx] [--emotions NAMES] \
                     [--sensitivity NUMBER]";

/// The color of boxes and landmarks.
const GREEN: Rgba<u8> = Rgba([0, 230, 118, 255]);

struct Options {
    photo: PathBuf,
    annotated: PathBuf,
    recognizer: RecognizerOptions,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Options {
        photo,
        annotated,
        recognizer,
    } = parse_options()?;
    let mut image = photo::read(&photo).map_err(|error| format!("{}: {error}", photo.display()))?;
    let mut recognizer = recognizer.recognizer()?;
    let frame = Frame::new(&image, image.width(), image.height())?;
    let faces = recognizer.classify(&frame)?;

    println!("{}", serde_json::to_string_pretty(&faces)?);
    for face in &faces {
        draw(&mut image, face);
    }
    let saved = image.save(&annotated);
    saved.map_err(|error| format!("{}: {error}", annotated.display()))?;
    eprintln!("{} face(s), drawn in {}", faces.len(), annotated.display());
    Ok(())
}

fn parse_options() -> Result<Options, Box<dyn Error>> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut recognizer = RecognizerOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) if paths.len() < 2 => paths.push(path.into()),
            Long("model") => recognizer.read_model(Path::new(&parser.value()?))?,
            Long("emotions") => recognizer.read_emotions(&parser.value()?.string()?)?,
            Long("sensitivity") => recognizer.read_sensitivity(&parser.value()?.string()?)?,
            other => return Err(other.unexpected().into()),
        }
    }
    let mut paths = paths.into_iter();
    let photo = paths.next().ok_or(USAGE)?;
    let annotated = paths.next();
    Ok(Options {
        annotated: annotated.unwrap_or_else(|| photo.with_extension("faces.png")),
        photo,
        recognizer,
    })
}

/// Draws the box and the landmarks of a face, thicker for a larger face.
fn draw(image: &mut RgbaImage, face: &Face) {
    let thickness = (face.bounds.height / 60.0).max(1.0);
    let Bounds {
        x,
        y,
        width,
        height,
    } = face.bounds;
    fill(image, x, y, width, thickness);
    fill(image, x, y + height - thickness, width, thickness);
    fill(image, x, y, thickness, height);
    fill(image, x + width - thickness, y, thickness, height);
    for Point { x, y } in face.landmarks.points() {
        let (x, y) = (x - thickness, y - thickness);
        fill(image, x, y, 2.0 * thickness, 2.0 * thickness);
    }
}

/// Fills the part of a rectangle that is within the image.
fn fill(image: &mut RgbaImage, x: f32, y: f32, width: f32, height: f32) {
    let range = |start: f32, length: f32, limit: u32| {
        // Conversions from float to integer saturate, so negative positions become 0.
        (start.round() as u32).min(limit)..((start + length).round() as u32).min(limit)
    };
    for row in range(y, height, image.height()) {
        for column in range(x, width, image.width()) {
            image.put_pixel(column, row, GREEN);
        }
    }
}
