//! Measures what a camera costs: the pictures in frames, at growing sizes and disturbed in many ways.

use std::error::Error;
use std::path::Path;

use emosense::{FaceDetector, Recognizer};
use serde::Serialize;

use crate::dataset::{Picture, bare_crop, on_all_cores};
use crate::frames::Disturbance::{
    Blurred, Dimmed, Gamma, Jpeg, Noisy, None as Undisturbed, SideLight, Turned,
};
use crate::frames::{Disturbance, frame_of, surest_face};

/// Face heights in pixels of the frame.
const HEIGHTS: [u32; 9] = [40, 60, 80, 100, 120, 160, 200, 240, 300];
/// The longest sides that frames are shrunk to before the search.
const INPUT_SIZES: [u32; 2] = [320, 640];
/// The face height of everything but the curves of heights: a person at arm's length.
const HEIGHT: u32 = 160;

struct Condition {
    group: String,
    name: String,
    height: u32,
    input_size: u32,
    disturbance: Disturbance,
}

/// What came of one condition; shares from 0 to 1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Point {
    group: String,
    condition: String,
    /// The share of the faces that were found.
    found: f64,
    /// How many of those were recognised as labelled.
    accuracy_found: f64,
    /// How many of the very same pictures, as bare crops.
    accuracy_bare_of_found: f64,
    /// How many of all pictures, a missed face counted as wrong.
    accuracy_all: f64,
    /// Pictures.
    count: usize,
}

/// Of one picture, whether it was recognised as labelled.
struct Outcome {
    bare: bool,
    /// `None` where no face was found.
    framed: Option<bool>,
}

/// Writes a JSON list of [`Point`]s, one a condition.
pub fn write(
    path: &Path,
    pictures: &[Picture],
    recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), Box<dyn Error>> {
    let mut points = Vec::new();
    for condition in conditions() {
        let outcomes = on_all_cores(pictures, &recognizer, |recognizer, picture| {
            classify(recognizer, picture, &condition)
        })?;
        let point = summary(condition, &outcomes);
        println!(
            "{:<28} {:<14} found {:5.1} %, of those right {:5.1} %, bare {:5.1} %, of all {:5.1} %",
            point.group,
            point.condition,
            100.0 * point.found,
            100.0 * point.accuracy_found,
            100.0 * point.accuracy_bare_of_found,
            100.0 * point.accuracy_all,
        );
        points.push(point);
        // After each, so that a long run that is ended leaves what it has.
        std::fs::write(path, serde_json::to_string_pretty(&points)?)?;
    }
    Ok(())
}

/// Every size at every search, then every disturbance at one size.
fn conditions() -> Vec<Condition> {
    let mut conditions = Vec::new();
    for input_size in INPUT_SIZES {
        conditions.extend(HEIGHTS.map(|height| Condition {
            group: format!("face height, searched at {input_size}"),
            name: format!("{height} px"),
            height,
            input_size,
            disturbance: Undisturbed,
        }));
    }
    let mut add = |group: &str, name: String, disturbance| {
        conditions.push(Condition {
            group: group.into(),
            name,
            height: HEIGHT,
            input_size: FaceDetector::VIDEO_INPUT_SIZE,
            disturbance,
        });
    };
    for degrees in [-30, -20, -10, 0, 10, 20, 30] {
        let degrees_of_turn = degrees as f32;
        add(
            "turned",
            format!("{degrees}°"),
            Turned {
                degrees: degrees_of_turn,
            },
        );
    }
    // A pixel of the 48×48 picture is 3.3 of the frame's.
    for sigma in [2.0, 4.0, 6.0] {
        add("blurred", format!("σ {sigma} px"), Blurred { sigma });
    }
    for sigma in [10.0, 20.0, 30.0] {
        add("noisy", format!("σ {sigma} of 255"), Noisy { sigma });
    }
    for quality in [50, 30, 15] {
        add("JPEG", format!("quality {quality}"), Jpeg { quality });
    }
    for gamma in [0.4, 2.5] {
        add("light", format!("gamma {gamma}"), Gamma { gamma });
    }
    add("light", "half dark".into(), SideLight);
    add("light", "a quarter".into(), Dimmed { factor: 0.25 });
    conditions
}

fn classify(
    recognizer: &mut Recognizer,
    picture: &Picture,
    condition: &Condition,
) -> Result<Outcome, emosense::Error> {
    recognizer.set_detector_input_size(Some(condition.input_size));
    let crop = bare_crop(&picture.gray, recognizer.crop_format())?;
    let bare = recognizer.classify_crop(&crop)?.top() == picture.truth;
    let frame = frame_of(picture, condition.height, condition.disturbance);
    let framed = surest_face(recognizer, frame)?.map(|(face, _)| face.emotion == picture.truth);
    Ok(Outcome { bare, framed })
}

fn summary(condition: Condition, outcomes: &[Outcome]) -> Point {
    let found = outcomes.iter().filter(|outcome| outcome.framed.is_some());
    let found_count = found.clone().count();
    let right = found
        .clone()
        .filter(|outcome| outcome.framed == Some(true))
        .count();
    let right_bare = found.filter(|outcome| outcome.bare).count();
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Point {
        group: condition.group,
        condition: condition.name,
        found: share(found_count, outcomes.len()),
        accuracy_found: share(right, found_count),
        accuracy_bare_of_found: share(right_bare, found_count),
        accuracy_all: share(right, outcomes.len()),
        count: outcomes.len(),
    }
}
