//! Draws the boxes and landmarks of faces, and chooses the names of the marked copies.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use emosense::{Bounds, Face, Point};
use image::{Rgba, RgbaImage};

/// The color of boxes and landmarks.
const GREEN: Rgba<u8> = Rgba([0, 230, 118, 255]);

/// The paths of the marked copies in a folder, different for images of the same name.
pub struct MarkedPaths {
    folder: PathBuf,
    /// The names in use, each with the last number that an image of that name got.
    numbers: HashMap<String, usize>,
}

impl MarkedPaths {
    /// Starts without any.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            numbers: HashMap::new(),
        }
    }

    /// Returns the path for the next image: `photo.jpg` becomes `photo.faces.png`, a second one `photo.2.faces.png`.
    pub fn next(&mut self, image: &Path) -> PathBuf {
        let name = image.file_stem().unwrap_or_default().to_string_lossy();
        let mut number = self.numbers.get(&*name).copied().unwrap_or(0);
        let copy = loop {
            number += 1;
            let copy = match number {
                1 => name.to_string(),
                _ => format!("{name}.{number}"),
            };
            // The second photo.jpg must not take the name of the first photo.2.jpg.
            if !self.numbers.contains_key(&copy) {
                break copy;
            }
        };
        self.numbers.insert(name.to_string(), number);
        self.numbers.entry(copy.clone()).or_insert(1);
        self.folder.join(format!("{copy}.faces.png"))
    }
}

/// Draws the box and the landmarks of a face, thicker for a larger face.
pub fn draw(image: &mut RgbaImage, face: &Face) {
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
