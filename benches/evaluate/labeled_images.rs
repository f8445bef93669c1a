//! Evaluates the model on a folder of labeled images, each recognized as the product recognizes a photo.

use std::error::Error;
use std::path::Path;

use emosense::{Crop, Emotion, Face, Frame, Recognizer};
use image::ImageError;
use ndarray::Array1;

use crate::bad_row::{self, BadRow, Problem};
use crate::crop_file::CropFile;
use crate::interval::Proportion;
use crate::label_file::{LabelFile, LabeledImage};
use crate::metrics::{Metrics, Prediction, to_array};
use crate::options::Options;
use crate::photo::{self, PhotoError};
use crate::{groups, parallel};

/// The scores and, if it is wanted, the crop of the largest face of an image.
struct LargestFace {
    scores: [f32; Emotion::COUNT],
    crop: Option<Crop>,
}

/// The face, or why there is none, with what else there is to say about it.
type Outcome = Result<LargestFace, (Problem, String)>;

/// Evaluates the images of a folder by the labels that the options name, and prints the metrics.
pub fn evaluate(options: &Options, folder: &Path) -> Result<(), Box<dyn Error>> {
    let recognizer = options.new_recognizer()?;
    let emotions = recognizer.emotions();
    let labels = LabelFile::read(&options.dataset, options.group.as_deref(), emotions)?;
    let images: Vec<LabeledImage> = labels.images.into_iter().step_by(options.every).collect();
    let persons = match options.crops {
        Some(_) => {
            CropFile::validate(&recognizer)?;
            Some(parse_persons(&images)?)
        }
        None => None,
    };
    let new_recognizer = || options.new_recognizer();
    let outcomes = parallel::map(&images, new_recognizer, |recognizer, image| {
        classify(recognizer, &folder.join(&image.file), persons.is_some())
    })?;

    println!("{:<16} {:>7}", "rows", images.len() + labels.bad_rows.len());
    let mut bad_rows = labels.bad_rows;
    bad_rows.extend(images.iter().zip(&outcomes).filter_map(|(image, outcome)| {
        let (problem, detail) = outcome.as_ref().err()?;
        Some(BadRow {
            row: image.row,
            problem: *problem,
            detail: format!("{}{detail}", image.file),
        })
    }));
    bad_rows.sort_by_key(|bad_row| bad_row.row);
    bad_row::print(&options.dataset, &bad_rows);
    report(&images, &outcomes, labels.group_column.as_deref(), emotions)?;
    if let (Some(path), Some(persons)) = (&options.crops, &persons) {
        write_crops(path, &images, &outcomes, persons)?;
    }
    Ok(())
}

/// Classifies the largest face of an image, or says why that is impossible.
fn classify(
    recognizer: &mut Recognizer,
    path: &Path,
    wants_crop: bool,
) -> Result<Outcome, emosense::Error> {
    let image = match photo::read(path) {
        Ok(image) => image,
        Err(PhotoError::Image(ImageError::IoError(error)))
            if error.kind() == std::io::ErrorKind::NotFound =>
        {
            return Ok(Err((Problem::MissingFile, String::new())));
        }
        Err(error) => return Ok(Err((Problem::UnreadableImage, format!(": {error}")))),
    };
    let frame = match Frame::new(&image, image.width(), image.height()) {
        Ok(frame) => frame,
        Err(error) => return Ok(Err((Problem::UnreadableImage, format!(": {error}")))),
    };
    let faces = recognizer.classify(&frame)?;
    let area = |face: &Face| face.bounds.width * face.bounds.height;
    let largest = faces
        .iter()
        .max_by(|one, other| area(one).total_cmp(&area(other)));
    let face = largest.map(|face| LargestFace {
        scores: to_array(&face.scores),
        crop: wants_crop
            .then(|| Crop::from_face(&frame, &face.landmarks, recognizer.crop_format())),
    });
    Ok(face.ok_or((Problem::NoFace, String::new())))
}

/// Prints how many faces were found, and the metrics of these, together and by group.
fn report(
    images: &[LabeledImage],
    outcomes: &[Outcome],
    group_column: Option<&str>,
    emotions: &[Emotion],
) -> Result<(), Box<dyn Error>> {
    // The images that could be read, each with its prediction if a face was found.
    let readable: Vec<(&LabeledImage, Option<Prediction>)> = images
        .iter()
        .zip(outcomes)
        .filter_map(|(image, outcome)| match outcome {
            Ok(face) => Some((image, Some((image.emotion, face.scores)))),
            Err((Problem::NoFace, _)) => Some((image, None)),
            Err(_) => None,
        })
        .collect();
    let predictions: Vec<_> = readable
        .iter()
        .filter_map(|(_, prediction)| *prediction)
        .collect();
    if predictions.is_empty() {
        return Err("expected at least one labeled image with a face, found none".into());
    }
    let metrics = Metrics::new(&predictions, emotions);
    let found = Proportion {
        count: predictions.len(),
        total: readable.len(),
    };
    println!("{:<16} {:>7}", "face found", found.count);
    println!("\npercentages, with their 95 % intervals in parentheses");
    println!("face found in {found} of the images");
    println!("accuracy on these {}", metrics.proportion_correct());
    println!(
        "expected calibration error {:.4}",
        metrics.expected_calibration_error
    );
    metrics.print_tables();
    if let Some(column) = group_column {
        let grouped = readable
            .iter()
            .filter_map(|(image, prediction)| Some((image.group.as_deref()?, *prediction)));
        groups::print(column, grouped, emotions);
    }
    Ok(())
}

/// Returns the group of each image as a number, as which `--crops` writes it.
fn parse_persons(images: &[LabeledImage]) -> Result<Array1<u32>, String> {
    let parse = |image: &LabeledImage| {
        let group = image.group.as_deref().unwrap_or_default();
        group.parse().map_err(|_| {
            let row = image.row;
            format!(
                "--crops needs a number of the person for each image, got {group:?} in row {row}"
            )
        })
    };
    images.iter().map(parse).collect()
}

/// Writes the crops with `emotion`, uint8 `[N]` in the order of [`Emotion::ALL`], and `person`, uint32 `[N]`.
fn write_crops(
    path: &Path,
    images: &[LabeledImage],
    outcomes: &[Outcome],
    persons: &Array1<u32>,
) -> Result<(), Box<dyn Error>> {
    let mut crops = CropFile::new(images.len());
    for (index, outcome) in outcomes.iter().enumerate() {
        if let Ok(LargestFace {
            crop: Some(crop), ..
        }) = outcome
        {
            crops.set(index, crop);
        }
    }
    let emotions: Array1<u8> = images.iter().map(|image| image.emotion as u8).collect();
    let mut npz = crops.write(path)?;
    npz.add_array("emotion", &emotions)?;
    npz.add_array("person", persons)?;
    npz.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Classifies an image of the tests, and returns what is wrong with it or its most probable emotion.
    fn classify_file(name: &str) -> Result<Emotion, Problem> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(name);
        let mut recognizer = Recognizer::new().unwrap();
        let face = classify(&mut recognizer, &path, true).unwrap();
        let face = face.map_err(|(problem, _)| problem)?;
        assert!(face.crop.is_some());
        let highest = |one: &Emotion, other: &Emotion| {
            face.scores[*one as usize].total_cmp(&face.scores[*other as usize])
        };
        Ok(Emotion::ALL.into_iter().max_by(highest).unwrap())
    }

    #[test]
    fn tells_what_is_wrong_with_an_image() {
        assert_eq!(classify_file("astronaut.png"), Ok(Emotion::Happy));
        assert_eq!(classify_file("missing.png"), Err(Problem::MissingFile));
        assert_eq!(classify_file("README.md"), Err(Problem::UnreadableImage));
        assert_eq!(classify_file(""), Err(Problem::UnreadableImage));
        assert_eq!(classify_file("coffee.jpg"), Err(Problem::NoFace));
    }

    #[test]
    fn persons_must_be_numbers() {
        let image = |row, group: &str| LabeledImage {
            row,
            file: "a.jpg".into(),
            emotion: Emotion::Happy,
            group: Some(group.into()),
        };
        let persons = parse_persons(&[image(2, "7"), image(3, "12")]).unwrap();
        assert_eq!(persons.to_vec(), [7, 12]);
        let error = parse_persons(&[image(2, "7"), image(3, "B")]).unwrap_err();
        let expected = "--crops needs a number of the person for each image, got \"B\" in row 3";
        assert_eq!(error, expected);
    }
}
