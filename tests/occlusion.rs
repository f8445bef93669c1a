//! Tests explanations by occlusion: on a photograph, on flat images and with a custom model.

mod common;

use common::test_in_each_engine;
use emosense::{Emotion, Engine, Explanation, Face, Frame, Landmarks, Point, Recognizer};

/// Classifies the astronaut and explains the scores.
fn explain_astronaut(recognizer: &mut Recognizer) -> (Face, Explanation) {
    let image = common::image("astronaut.png");
    let frame = common::frame(&image);
    recognizer.set_detector_input_size(Some(320));
    let faces = recognizer.classify(&frame).unwrap();
    assert_eq!(faces.len(), 1);
    let explanation = recognizer.explain(&frame, &faces[0].landmarks).unwrap();
    (faces[0], explanation)
}

/// Returns the row and the column of the largest value.
fn argmax(importance: &[f32], side: usize) -> (usize, usize) {
    let index = (0..importance.len())
        .max_by(|&a, &b| importance[a].total_cmp(&importance[b]))
        .unwrap();
    (index / side, index % side)
}

fn the_mouth_matters_most_for_a_happy_face(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    let (face, explanation) = explain_astronaut(&mut recognizer);
    assert_eq!(explanation.scores, face.scores);
    assert_eq!(explanation.emotion, Emotion::Happy);
    assert_eq!(explanation.crop.format(), recognizer.crop_format());
    let importance = &explanation.importance;
    assert_eq!(importance.len(), 48 * 48);
    assert!(importance.iter().all(|value| (-1.0..=1.0).contains(value)));
    // The corners of the mouth are at about (16, 37) and (31, 37) of every crop.
    let (row, column) = argmax(importance, 48);
    assert!((33..44).contains(&row), "row {row}");
    assert!((12..36).contains(&column), "column {column}");
    let largest = importance[row * 48 + column];
    assert!(largest > 0.05, "{largest}");
    let upper_half = &importance[..24 * 48];
    assert!(upper_half.iter().all(|value| value.abs() < largest / 4.0));

    let whole = explanation.scores.get(Emotion::Happy);
    let occluded = explanation.occluded;
    assert!(occluded.mouth < whole * 0.6, "{occluded:?}");
    let other_drop = whole - occluded.eyes.min(occluded.nose);
    assert!(whole - occluded.mouth > 10.0 * other_drop, "{occluded:?}");
    assert!(occluded.eyes > 0.8 && occluded.nose > 0.8, "{occluded:?}");
}

fn the_importance_is_symmetric(engine: Engine) {
    let (_, explanation) = explain_astronaut(&mut common::recognizer(engine));
    for (number, row) in explanation.importance.chunks_exact(48).enumerate() {
        for column in 0..24 {
            let (left, right) = (row[column], row[47 - column]);
            assert!(
                (left - right).abs() < 1e-5,
                "row {number}, column {column}: {left} and {right}"
            );
        }
    }
}

fn nothing_matters_in_a_flat_image(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    let (face, _) = explain_astronaut(&mut recognizer);
    for value in [0, 90, 255] {
        let flat = vec![value; 512 * 512 * 4];
        let frame = Frame::new(&flat, 512, 512).unwrap();
        let explanation = recognizer.explain(&frame, &face.landmarks).unwrap();
        for importance in &explanation.importance {
            assert!(importance.abs() < 1e-4, "{value}: {importance}");
        }
        let whole = explanation.scores.get(explanation.emotion);
        let occluded = explanation.occluded;
        for score in [occluded.eyes, occluded.nose, occluded.mouth] {
            assert!((score - whole).abs() < 1e-4, "{value}: {occluded:?}");
        }
    }
}

/// Creates landmarks: left eye, right eye, nose, left and right corner of the mouth.
fn landmarks(points: [(f32, f32); 5]) -> Landmarks {
    let [left_eye, right_eye, nose, left_mouth, right_mouth] = points.map(|(x, y)| Point { x, y });
    Landmarks {
        left_eye,
        right_eye,
        nose,
        left_mouth,
        right_mouth,
    }
}

/// The landmarks of a tiny face.
const FACE: [(f32, f32); 5] = [(0.0, 0.0), (9.0, 0.0), (5.0, 5.0), (1.0, 9.0), (8.0, 9.0)];

fn landmarks_that_are_not_finite_or_coincide_are_rejected(engine: Engine) {
    let mut invalid = vec![("coinciding".to_string(), [(7.0, 7.0); 5])];
    for value in [f32::NAN, f32::INFINITY, f32::MAX] {
        for index in 0..5 {
            let mut points = FACE;
            points[index].1 = value;
            invalid.push((format!("{value} at {index}"), points));
        }
    }
    let image = common::image("astronaut.png");
    let mut recognizer = common::recognizer(engine);
    for (name, points) in invalid {
        let explanation = recognizer.explain(&common::frame(&image), &landmarks(points));
        let code = explanation.err().map(|error| error.code());
        assert_eq!(code, Some("invalid-landmarks"), "{name}");
    }
}

fn landmarks_that_are_not_a_face_have_finite_explanations(engine: Engine) {
    let image = common::image("astronaut.png");
    let mut recognizer = common::recognizer(engine);
    for (name, points) in [
        ("outside", FACE.map(|(x, y)| (-x, -y))),
        ("huge", FACE.map(|(x, y)| (x * 1e6, y * 1e6))),
        ("tiny", FACE.map(|(x, y)| (x * 1e-6, y * 1e-6))),
        (
            "crossed",
            [
                (0.0, 0.0),
                (99.0, 99.0),
                (0.0, 0.0),
                (50.0, 0.0),
                (0.0, 50.0),
            ],
        ),
        (
            "distant nose",
            [(0.0, 0.0), (1.0, 0.0), (1e9, -1e9), (0.0, 1.0), (1.0, 1.0)],
        ),
    ] {
        let explanation = recognizer
            .explain(&common::frame(&image), &landmarks(points))
            .unwrap();
        let occluded = explanation.occluded;
        let scores = [occluded.eyes, occluded.nose, occluded.mouth];
        let mut values = explanation.importance.iter().chain(&scores);
        assert!(values.all(|value| value.is_finite()), "{name}");
    }
}

#[cfg(feature = "custom-models")]
#[test]
fn only_what_a_custom_model_reads_matters() {
    let mut recognizer = Recognizer::new().unwrap();
    recognizer
        .set_emotion_model(&common::onnx("rgb-nchw"), &common::config("rgb-nchw"))
        .unwrap();
    let (face, explanation) = explain_astronaut(&mut recognizer);
    assert_eq!(explanation.scores, face.scores);
    assert_eq!(explanation.emotion, face.emotion);
    let importance = &explanation.importance;
    assert_eq!(importance.len(), 20 * 20);
    assert!(importance.iter().any(|value| value.abs() > 1e-3));
    // The model reads pixels (3, 5) and (17, 2) of 20 × 20. A patch of five covers a pixel together
    // with others up to four away, and occludes its mirror image.
    let read = [(3, 5), (3, 14), (17, 2), (17, 17)];
    let near = |index: usize, (row, column): (usize, usize)| {
        (index / 20).abs_diff(row) < 5 && (index % 20).abs_diff(column) < 5
    };
    for (index, value) in importance.iter().enumerate() {
        let matters = read.iter().any(|&pixel| near(index, pixel));
        assert!(matters || *value == 0.0, "{value} at {index}");
    }
}

test_in_each_engine!(
    the_mouth_matters_most_for_a_happy_face,
    the_importance_is_symmetric,
    nothing_matters_in_a_flat_image,
    landmarks_that_are_not_finite_or_coincide_are_rejected,
    landmarks_that_are_not_a_face_have_finite_explanations,
);
