//! Tests frames that no camera delivers: with a face in them they still give valid scores, and nothing panics.

mod common;

use common::test_in_each_engine;
use emosense::{Bounds, Crop, CropFormat, Emotion, Engine, Face, FaceDetector, Frame, Recognizer};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};

/// The head of the astronaut, 128 pixels wide and 144 high, with one face.
fn head() -> RgbaImage {
    imageops::crop_imm(&common::image("astronaut.png"), 160, 50, 128, 144).to_image()
}

/// Returns the faces of a still image, and those of the same image as a frame of a video.
fn classify_both_ways(recognizer: &mut Recognizer, image: &RgbaImage) -> [Vec<Face>; 2] {
    let frame = common::frame(image);
    [
        recognizer.classify(&frame).unwrap(),
        recognizer.classify_for_video(&frame, 0.0).unwrap(),
    ]
}

/// Asserts that the image has one face, with finite numbers and scores that are probabilities.
fn assert_one_valid_face(recognizer: &mut Recognizer, image: &RgbaImage, name: &str) {
    for faces in classify_both_ways(recognizer, image) {
        let [face] = faces[..] else {
            panic!("{name}: expected one face, got {faces:?}");
        };
        let sum: f32 = face.scores.iter().map(|(_, score)| score).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{name}: {face:?}");
        let mut scores = face.scores.iter().map(|(_, score)| score);
        assert!(
            scores.all(|score| (0.0..=1.0).contains(&score)),
            "{name}: {face:?}"
        );
        assert!((0.0..=1.0).contains(&face.confidence), "{name}: {face:?}");
        let Bounds {
            x,
            y,
            width,
            height,
        } = face.bounds;
        let landmarks = face.landmarks.points();
        let mut numbers = [x, y, width, height]
            .into_iter()
            .chain(landmarks.map(|point| point.x));
        assert!(numbers.all(f32::is_finite), "{name}: {face:?}");
    }
}

fn a_face_is_classified_in_a_frame_of_any_shape(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    let head = head();
    for (width, height) in [(128, 144), (131, 149), (321, 241), (997, 145), (131, 701)] {
        let mut image = RgbaImage::from_pixel(width, height, Rgba([90, 110, 100, 255]));
        let (left, top) = ((width - 128) / 2, (height - 144) / 2);
        imageops::replace(&mut image, &head, left.into(), top.into());
        assert_one_valid_face(&mut recognizer, &image, &format!("{width}×{height}"));
    }
}

fn a_face_is_classified_in_extreme_pixels(engine: Engine) {
    /// Computes a value from the original value and its index.
    type Change = fn(u8, usize) -> u8;
    let changes: [(&str, Change); 4] = [
        (
            "black and white",
            |value, _| if value < 110 { 0 } else { 255 },
        ),
        ("dark", |value, _| value / 12),
        ("nearly white", |value, _| 223 + value / 8),
        ("noise", |value, index| {
            let noise = index * index * 31 % 251;
            ((usize::from(value) * 2 + noise) / 3) as u8
        }),
    ];
    let mut recognizer = common::recognizer(engine);
    for (name, change) in changes {
        let mut image = common::image("astronaut.png");
        for (index, value) in image.iter_mut().enumerate() {
            *value = change(*value, index);
        }
        assert_one_valid_face(&mut recognizer, &image, name);
    }
}

fn alpha_is_ignored(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    let opaque = common::image("astronaut.png");
    let mut transparent = opaque.clone();
    for pixel in transparent.pixels_mut() {
        pixel.0[3] = 0;
    }
    let expected = classify_both_ways(&mut recognizer, &opaque)[0].clone();
    assert_eq!(expected.len(), 1);
    assert_eq!(
        recognizer.classify(&common::frame(&transparent)).unwrap(),
        expected
    );
}

fn frames_too_small_or_empty_have_no_face(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    for (width, height) in [
        (1, 1),
        (1, 2),
        (2, 1),
        (31, 33),
        (3000, 1),
        (1, 3000),
        (7, 999),
    ] {
        for value in [0, 90, 255] {
            let image = RgbaImage::from_pixel(width, height, Rgba([value; 4]));
            let faces = classify_both_ways(&mut recognizer, &image);
            assert_eq!(faces, [vec![], vec![]], "{width}×{height}, {value}");
        }
    }
}

fn a_face_is_classified_in_the_largest_frame(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    let mut image = RgbaImage::from_pixel(8192, 8192, Rgba([200; 4]));
    let large = imageops::resize(&head(), 1280, 1440, FilterType::Triangle);
    imageops::replace(&mut image, &large, 6000, 6500);
    assert_eq!(image.width() * image.height(), Frame::MAX_PIXELS as u32);
    assert_one_valid_face(&mut recognizer, &image, "8192×8192");
}

#[test]
fn a_larger_frame_is_rejected() {
    let error = Frame::new(&[], 8192, 8193).err().unwrap();
    assert_eq!(error.code(), "frame-too-large");
}

fn a_uniform_crop_has_probabilities_as_scores(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    for value in [0, 1, 127, 254, 255] {
        let crop = Crop::from_pixels(&[value; 48 * 48], CropFormat::BUILT_IN).unwrap();
        let scores = recognizer.classify_crop(&crop).unwrap();
        let scores = Emotion::ALL.map(|emotion| scores.get(emotion));
        let sum: f32 = scores.iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{value}: {scores:?}");
        let probable = scores.iter().all(|score| (0.0..=1.0).contains(score));
        assert!(probable, "{value}: {scores:?}");
    }
}

fn the_input_size_of_the_detector_is_clamped_to_its_range(engine: Engine) {
    let image = common::image("astronaut.png");
    let enlarged = imageops::resize(&image, 1536, 1536, FilterType::Triangle);
    let frame = common::frame(&enlarged);
    let mut detector = FaceDetector::new(engine).unwrap();
    // The face is too large for an input of 32 pixels.
    for (input_size, clamped, count) in [
        (0, 32, 0),
        (31, 32, 0),
        (1025, 1024, 1),
        (u32::MAX, 1024, 1),
    ] {
        let expected = detector.detect(&frame, clamped).unwrap();
        assert_eq!(expected.len(), count, "{clamped}");
        assert_eq!(
            detector.detect(&frame, input_size).unwrap(),
            expected,
            "{input_size}"
        );
    }
}

fn the_size_of_a_video_may_change_at_any_frame(engine: Engine) {
    let image = common::image("astronaut.png");
    let mut recognizer = common::recognizer(engine);
    for (width, height, count) in [
        (512, 512, 1),
        (300, 300, 1),
        (512, 200, 1),
        (240, 512, 1),
        (1, 1, 0),
        (512, 512, 1),
    ] {
        let part = imageops::crop_imm(&image, 0, 0, width, height).to_image();
        for number in 0..3 {
            let faces = recognizer
                .classify_for_video(&common::frame(&part), f64::from(number))
                .unwrap();
            assert_eq!(faces.len(), count, "{width}×{height}, frame {number}");
        }
    }
}

test_in_each_engine!(
    a_face_is_classified_in_a_frame_of_any_shape,
    a_face_is_classified_in_extreme_pixels,
    alpha_is_ignored,
    frames_too_small_or_empty_have_no_face,
    a_face_is_classified_in_the_largest_frame,
    a_uniform_crop_has_probabilities_as_scores,
    the_input_size_of_the_detector_is_clamped_to_its_range,
    the_size_of_a_video_may_change_at_any_frame,
);
