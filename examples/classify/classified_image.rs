//! Classifies the faces of one image file, as a line of the output.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use emosense::{Face, Frame, Recognizer};
use image::{ImageError, ImageFormat, RgbaImage};
use serde::Serialize;

use crate::marks;
use crate::photo::{self, PhotoError};

/// A line of the output: the faces of an image, or why there are none.
#[derive(Serialize)]
pub struct ClassifiedImage {
    file: String,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Classified {
        width: u32,
        height: u32,
        faces: Vec<Face>,
        /// The path of the marked copy.
        #[serde(skip_serializing_if = "Option::is_none")]
        marked: Option<PathBuf>,
    },
    Failed {
        error: Failure,
    },
}

/// Why an image could not be classified.
#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

impl ClassifiedImage {
    /// Describes a path that could not even be read.
    pub fn unreadable(file: String, error: &io::Error) -> Self {
        let error = Failure::new("file-unreadable", error);
        Self {
            file,
            outcome: Outcome::Failed { error },
        }
    }

    /// Returns whether the image could not be classified.
    pub fn is_failure(&self) -> bool {
        matches!(self.outcome, Outcome::Failed { .. })
    }
}

impl Failure {
    fn new(code: &'static str, error: &dyn std::error::Error) -> Self {
        Self {
            code,
            message: error.to_string(),
        }
    }
}

impl From<ImageError> for Failure {
    fn from(error: ImageError) -> Self {
        let code = match error {
            ImageError::IoError(_) => "file-unreadable",
            ImageError::Limits(_) => "frame-too-large",
            _ => "image-unreadable",
        };
        Self::new(code, &error)
    }
}

impl From<PhotoError> for Failure {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Image(error) => error.into(),
            PhotoError::Frame(error) => error.into(),
        }
    }
}

impl From<emosense::Error> for Failure {
    fn from(error: emosense::Error) -> Self {
        Self::new(error.code(), &error)
    }
}

/// Classifies the faces of an image file, and writes a copy in which they are marked if it has a path.
pub fn classify(
    recognizer: &mut Recognizer,
    path: &Path,
    marked: Option<&Path>,
) -> ClassifiedImage {
    let outcome = outcome(recognizer, path, marked);
    ClassifiedImage {
        file: path.display().to_string(),
        outcome: outcome.unwrap_or_else(|error| Outcome::Failed { error }),
    }
}

fn outcome(
    recognizer: &mut Recognizer,
    path: &Path,
    marked: Option<&Path>,
) -> Result<Outcome, Failure> {
    let mut image = photo::read(path)?;
    let faces = recognizer.classify(&Frame::try_from(&image)?)?;
    if let Some(marked) = marked {
        for face in &faces {
            marks::draw(&mut image, face);
        }
        write_new(&image, marked)?;
    }
    Ok(Outcome::Classified {
        width: image.width(),
        height: image.height(),
        faces,
        marked: marked.map(Path::to_path_buf),
    })
}

/// Writes an image as PNG. Fails if the file exists already, because it could be one of the photos.
fn write_new(image: &RgbaImage, path: &Path) -> Result<(), Failure> {
    let unwritable = |error: &dyn std::error::Error| Failure {
        code: "file-unwritable",
        message: format!("{}: {error}", path.display()),
    };
    let created = OpenOptions::new().write(true).create_new(true).open(path);
    let mut writer = BufWriter::new(created.map_err(|error| unwritable(&error))?);
    let written = image.write_to(&mut writer, ImageFormat::Png);
    written.map_err(|error| unwritable(&error))?;
    writer.flush().map_err(|error| unwritable(&error))
}
