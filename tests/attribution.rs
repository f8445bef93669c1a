//! Which parts of a face matter: on a real photograph, on flat pictures, and with networks of one's own.

use emosense::{Emotion, Explanation, Face, Frame, Landmarks, Point, Recognizer};
use image::RgbaImage;

fn astronaut() -> RgbaImage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/astronaut.png");
    image::open(path).unwrap().to_rgba8()
}

fn attributed(recognizer: &mut Recognizer, picture: &RgbaImage) -> (Face, Explanation) {
    let frame = Frame::new(picture, picture.width(), picture.height()).unwrap();
    recognizer.set_detector_input_size(Some(320));
    let face = recognizer.classify(&frame).unwrap()[0];
    let explanation = recognizer.explain(&frame, &face.landmarks).unwrap();
    (face, explanation)
}

/// Row and column of the largest value.
fn highest(importance: &[f32], side: usize) -> (usize, usize) {
    let highest = (0..importance.len())
        .max_by(|&one, &other| importance[one].total_cmp(&importance[other]))
        .unwrap();
    (highest / side, highest % side)
}

#[test]
fn of_a_happy_face_the_mouth_matters_most() {
    let mut recognizer = Recognizer::new().unwrap();
    let (face, found) = attributed(&mut recognizer, &astronaut());
    assert_eq!((found.scores, found.emotion), (face.scores, Emotion::Happy));
    assert_eq!(found.crop.format(), recognizer.crop_format());
    assert_eq!(found.importance.len(), 48 * 48);
    assert!(
        found
            .importance
            .iter()
            .all(|value| (-1.0..=1.0).contains(value))
    );
    // The mouth's corners lie at about (16, 37) and (31, 37) of every crop.
    let (row, column) = highest(&found.importance, 48);
    assert!(
        (33..44).contains(&row) && (12..36).contains(&column),
        "{row}, {column}"
    );
    let most = found.importance[row * 48 + column];
    assert!(most > 0.05, "{most}");
    let above = &found.importance[..24 * 48];
    assert!(above.iter().all(|value| value.abs() < most / 4.0));
    // By how much, for the parts as a whole.
    let whole = found.scores.get(Emotion::Happy);
    assert!(found.occluded.mouth < whole * 0.6, "{:?}", found.occluded);
    let others = whole - found.occluded.eyes.min(found.occluded.nose);
    assert!(
        whole - found.occluded.mouth > 10.0 * others,
        "{:?}",
        found.occluded
    );
    assert!(
        found.occluded.eyes > 0.8 && found.occluded.nose > 0.8,
        "{:?}",
        found.occluded
    );
}

#[test]
fn in_a_picture_without_anything_nothing_matters() {
    let mut recognizer = Recognizer::new().unwrap();
    let (face, _) = attributed(&mut recognizer, &astronaut());
    for value in [0, 90, 255] {
        let flat = vec![value; 512 * 512 * 4];
        let frame = Frame::new(&flat, 512, 512).unwrap();
        let found = recognizer.explain(&frame, &face.landmarks).unwrap();
        assert!(found.importance.iter().all(|fall| fall.abs() < 1e-4));
        let whole = found.scores.get(found.emotion);
        let occluded = [
            found.occluded.eyes,
            found.occluded.nose,
            found.occluded.mouth,
        ];
        assert!(occluded.iter().all(|score| (score - whole).abs() < 1e-4));
    }
}

#[test]
fn landmarks_that_are_no_face_give_numbers_or_an_error() {
    let mut recognizer = Recognizer::new().unwrap();
    let picture = astronaut();
    let frame = Frame::new(&picture, 512, 512).unwrap();
    let landmarks = |points: [(f32, f32); 5]| {
        let [left_eye, right_eye, nose, left_mouth, right_mouth] =
            points.map(|(x, y)| Point { x, y });
        Landmarks {
            left_eye,
            right_eye,
            nose,
            left_mouth,
            right_mouth,
        }
    };
    let face = [(0.0, 0.0), (9.0, 0.0), (5.0, 5.0), (1.0, 9.0), (8.0, 9.0)];
    for wrong in [f32::NAN, f32::INFINITY, f32::MAX] {
        for place in 0..5 {
            let mut points = face;
            points[place].1 = wrong;
            let error = recognizer.explain(&frame, &landmarks(points)).err();
            let code = error.map(|error| error.code());
            assert_eq!(code, Some("invalid-landmarks"), "{wrong} at {place}");
        }
    }
    let error = recognizer.explain(&frame, &landmarks([(7.0, 7.0); 5]));
    assert_eq!(
        error.err().map(|error| error.code()),
        Some("invalid-landmarks")
    );
    for points in [
        face,
        face.map(|(x, y)| (-x, -y)),
        face.map(|(x, y)| (x * 1e6, y * 1e6)),
        face.map(|(x, y)| (x * 1e-6, y * 1e-6)),
        [
            (0.0, 0.0),
            (99.0, 99.0),
            (0.0, 0.0),
            (50.0, 0.0),
            (0.0, 50.0),
        ],
        [(0.0, 0.0), (1.0, 0.0), (1e9, -1e9), (0.0, 1.0), (1.0, 1.0)],
    ] {
        let found = recognizer.explain(&frame, &landmarks(points)).unwrap();
        assert!(found.importance.iter().all(|value| value.is_finite()));
    }
}

#[cfg(feature = "custom-models")]
#[test]
fn with_a_network_of_ones_own_what_it_looks_at_matters_and_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/networks");
    let card = std::fs::read(format!("{folder}/rgb-nchw.json")).unwrap();
    let onnx = std::fs::read(format!("{folder}/rgb-nchw.onnx")).unwrap();
    let mut recognizer = Recognizer::new().unwrap();
    recognizer
        .set_emotion_model(&onnx, &serde_json::from_slice(&card).unwrap())
        .unwrap();
    let (face, found) = attributed(&mut recognizer, &astronaut());
    assert_eq!((found.scores, found.emotion), (face.scores, face.emotion));
    assert_eq!(found.importance.len(), 20 * 20);
    // It looks at these two pixels of 20 × 20 alone; a patch of five hides a pixel with others up
    // to four away, and with those on the other side.
    let near = |at: usize| {
        [(3, 5), (3, 14), (17, 2), (17, 17)]
            .iter()
            .any(|&(row, column)| (at / 20).abs_diff(row) < 5 && (at % 20).abs_diff(column) < 5)
    };
    assert!(found.importance.iter().any(|value| value.abs() > 1e-3));
    for (at, value) in found.importance.iter().enumerate() {
        assert!(near(at) || *value == 0.0, "{} at {at}", value);
    }
}
