//! Measures the accuracy by face height and under corruptions of the frame that cameras and light cause.

use std::error::Error;
use std::path::Path;

use emosense::{FaceDetector, Recognizer};
use serde::Serialize;

use crate::dataset::{Sample, bare_crop};
use crate::frames::{Corruption, classify_top_face, paste_into_frame};
use crate::parallel;

/// Face heights in pixels of the frame.
const HEIGHTS: [u32; 9] = [40, 60, 80, 100, 120, 160, 200, 240, 300];
/// Input sizes of the detector in pixels, each measured with all face heights.
const INPUT_SIZES: [u32; 2] = [320, 640];
/// The face height under corruptions in pixels: that of a person at arm's length.
const HEIGHT: u32 = 160;

/// The conditions of one measurement: heights and input sizes are in pixels.
struct Condition {
    group: String,
    name: String,
    height: u32,
    input_size: u32,
    corruption: Corruption,
}

/// The result for one condition; fractions from 0 to 1. `models/robustness.json` is a list of these.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Point {
    group: String,
    condition: String,
    /// The fraction of faces that were detected.
    found: f64,
    /// The accuracy on the detected faces.
    accuracy_found: f64,
    /// The accuracy on the same images, as bare crops.
    accuracy_bare_of_found: f64,
    /// The accuracy on all images, where a missed face counts as wrong.
    accuracy_all: f64,
    /// The number of images.
    count: usize,
}

/// Whether an image was classified correctly.
struct Outcome {
    /// As a bare crop.
    bare: bool,
    /// In its frame; `None` if no face was detected.
    framed: Option<bool>,
}

/// Writes a JSON list of [`Point`]s, one for each condition.
pub fn write(
    path: &Path,
    samples: &[Sample],
    new_recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), Box<dyn Error>> {
    let mut points = Vec::new();
    for condition in conditions() {
        let outcomes = parallel::map(samples, &new_recognizer, |recognizer, sample| {
            classify(recognizer, sample, &condition)
        })?;
        let point = summarize(condition, &outcomes);
        println!(
            "{:<28} {:<14} detected {:5.1} %; accuracy: detected {:5.1} %, same as bare crops {:5.1} %, all {:5.1} %",
            point.group,
            point.condition,
            100.0 * point.found,
            100.0 * point.accuracy_found,
            100.0 * point.accuracy_bare_of_found,
            100.0 * point.accuracy_all,
        );
        points.push(point);
        // Written after each condition, so that an interrupted run keeps its results.
        std::fs::write(path, serde_json::to_string_pretty(&points)?)?;
    }
    Ok(())
}

/// Returns every face height at every input size, then every corruption at one height. The names of groups and
/// conditions are keys: the website translates them.
fn conditions() -> Vec<Condition> {
    let mut conditions = Vec::new();
    for input_size in INPUT_SIZES {
        conditions.extend(HEIGHTS.map(|height| Condition {
            group: format!("face height, input size {input_size}"),
            name: format!("{height} px"),
            height,
            input_size,
            corruption: Corruption::None,
        }));
    }
    let mut add = |group: &str, name: String, corruption| {
        conditions.push(Condition {
            group: group.into(),
            name,
            height: HEIGHT,
            input_size: FaceDetector::VIDEO_INPUT_SIZE,
            corruption,
        });
    };
    for degrees in [-30.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0] {
        let corruption = Corruption::Rotation { degrees };
        add("rotated", format!("{degrees}°"), corruption);
    }
    // A pixel of the 48×48 image is 3.3 pixels of the frame.
    for sigma in [2.0, 4.0, 6.0] {
        let name = format!("σ {sigma} px");
        add("blurred", name, Corruption::Blur { sigma });
    }
    for sigma in [10.0, 20.0, 30.0] {
        let name = format!("σ {sigma} of 255");
        add("noisy", name, Corruption::Noise { sigma });
    }
    for quality in [50, 30, 15] {
        let name = format!("quality {quality}");
        add("JPEG", name, Corruption::Jpeg { quality });
    }
    for gamma in [0.4, 2.5] {
        let name = format!("gamma {gamma}");
        add("light", name, Corruption::Gamma { gamma });
    }
    add("light", "half dark".into(), Corruption::SideLight);
    add(
        "light",
        "a quarter".into(),
        Corruption::Dim { factor: 0.25 },
    );
    conditions
}

fn classify(
    recognizer: &mut Recognizer,
    sample: &Sample,
    condition: &Condition,
) -> Result<Outcome, emosense::Error> {
    recognizer.set_detector_input_size(Some(condition.input_size));
    let crop = bare_crop(&sample.image, recognizer.crop_format())?;
    let bare = recognizer.classify_crop(&crop)?.top() == sample.label;
    let frame = paste_into_frame(sample, condition.height, condition.corruption);
    let top_face = classify_top_face(recognizer, frame)?;
    let framed = top_face.map(|(face, _)| face.emotion == sample.label);
    Ok(Outcome { bare, framed })
}

fn summarize(condition: Condition, outcomes: &[Outcome]) -> Point {
    let found = || outcomes.iter().filter(|outcome| outcome.framed.is_some());
    let found_count = found().count();
    let correct = found().filter(|outcome| outcome.framed == Some(true));
    let correct = correct.count();
    let bare_correct = found().filter(|outcome| outcome.bare).count();
    let fraction = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Point {
        group: condition.group,
        condition: condition.name,
        found: fraction(found_count, outcomes.len()),
        accuracy_found: fraction(correct, found_count),
        accuracy_bare_of_found: fraction(bare_correct, found_count),
        accuracy_all: fraction(correct, outcomes.len()),
        count: outcomes.len(),
    }
}
