//! Tests recognition on photographs, and on difficult images that are made from them.

mod common;
#[path = "../benches/evaluate/head_rotation.rs"]
mod head_rotation;

use emosense::{Bounds, Emotion, Face, FaceQuality};
use head_rotation::{Head, rotate_head};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};

/// The face of the astronaut in `astronaut.png` from the hairline to the chin, annotated by hand.
const ASTRONAUT: Bounds = Bounds {
    x: 180.0,
    y: 72.0,
    width: 93.0,
    height: 116.0,
};
/// The eyes of the astronaut, also annotated by hand.
const LEFT_EYE: (f32, f32) = (202.0, 101.0);
const RIGHT_EYE: (f32, f32) = (249.0, 102.0);

/// Classifies an image in each engine, and asserts that they agree.
fn classify(image: &RgbaImage, input_size: u32) -> Vec<Face> {
    let mut results = common::ENGINES.iter().map(|engine| {
        let mut recognizer = common::recognizer(*engine);
        recognizer.set_detector_input_size(Some(input_size));
        recognizer.classify(&common::frame(image)).unwrap()
    });
    let faces = results.next().unwrap();
    for other in results {
        common::assert_same_faces(&other, &faces, "tract and our engine");
    }
    faces
}

fn classify_one(image: &RgbaImage, input_size: u32, name: &str) -> Face {
    let faces = classify(image, input_size);
    let [face] = faces[..] else {
        panic!("{name}: expected one face, got {faces:?}");
    };
    face
}

fn assert_at(face: &Face, expected: Bounds, name: &str) {
    let iou = face.bounds.iou(&expected);
    assert!(iou > 0.6, "{name}: IoU {iou}, {:?}", face.bounds);
}

/// Returns the bounds of the astronaut's face in an image scaled and pasted at that position.
fn scaled_astronaut(scale: f32, left: f32, top: f32) -> Bounds {
    Bounds {
        x: ASTRONAUT.x * scale + left,
        y: ASTRONAUT.y * scale + top,
        width: ASTRONAUT.width * scale,
        height: ASTRONAUT.height * scale,
    }
}

/// Returns the image with every value multiplied and shifted.
fn with_brightness(image: &RgbaImage, scale: f32, shift: f32) -> RgbaImage {
    let mut changed = image.clone();
    for pixel in changed.pixels_mut() {
        for channel in &mut pixel.0[..3] {
            *channel = (f32::from(*channel) * scale + shift) as u8;
        }
    }
    changed
}

#[test]
fn a_smiling_face_looks_happy() {
    let face = classify_one(&common::image("astronaut.png"), 320, "astronaut");
    assert_at(&face, ASTRONAUT, "astronaut");
    for (point, (x, y)) in [
        (face.landmarks.left_eye, LEFT_EYE),
        (face.landmarks.right_eye, RIGHT_EYE),
    ] {
        let distance = (point.x - x).hypot(point.y - y);
        assert!(
            distance < 0.05 * ASTRONAUT.height,
            "eye at {point:?}, expected {x}, {y}"
        );
    }
    assert_eq!(face.emotion, Emotion::Happy, "{:?}", face.scores);
    assert_eq!(face.quality, FaceQuality::Good);
    let sum: f32 = face.scores.iter().map(|(_, score)| score).sum();
    assert!((sum - 1.0).abs() < 1e-5, "{sum}");
}

#[test]
fn several_faces_of_different_sizes_are_detected() {
    let astronaut = common::image("astronaut.png");
    let mut image = RgbaImage::from_pixel(960, 540, Rgba([90, 110, 100, 255]));
    let mut expected = Vec::new();
    for (scale, left, top) in [(1.0, 0.0, 20.0), (0.5, 520.0, 0.0), (0.75, 560.0, 150.0)] {
        let side = (512.0 * scale) as u32;
        let resized = imageops::resize(&astronaut, side, side, FilterType::Triangle);
        imageops::replace(&mut image, &resized, left as i64, top as i64);
        expected.push(scaled_astronaut(scale, left, top));
    }
    let faces = classify(&image, 640);
    assert_eq!(faces.len(), expected.len(), "{faces:?}");
    for bounds in expected {
        let ious = faces.iter().map(|face| face.bounds.iou(&bounds));
        assert!(ious.fold(0.0, f32::max) > 0.6, "{bounds:?} in {faces:?}");
    }
}

#[test]
fn dark_and_bright_faces_are_detected() {
    let astronaut = common::image("astronaut.png");
    for (name, scale, shift) in [("dark", 0.25, 0.0), ("bright", 0.6, 100.0)] {
        let image = with_brightness(&astronaut, scale, shift);
        assert_at(&classify_one(&image, 320, name), ASTRONAUT, name);
    }
}

#[test]
fn a_tilted_face_looks_happy() {
    let astronaut = common::image("astronaut.png");
    let middle = 256.0;
    for degrees in [-20.0_f32, -10.0, 10.0, 20.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let tilted = RgbaImage::from_fn(512, 512, |x, y| {
            // The pixel of the upright image that this pixel shows.
            let (dx, dy) = (x as f32 - middle, y as f32 - middle);
            let (source_x, source_y) = (cos * dx + sin * dy + middle, cos * dy - sin * dx + middle);
            let inside = (0.0..512.0).contains(&source_x) && (0.0..512.0).contains(&source_y);
            if inside {
                *astronaut.get_pixel(source_x as u32, source_y as u32)
            } else {
                Rgba([60, 60, 60, 255])
            }
        });
        let name = format!("{degrees}°");
        let face = classify_one(&tilted, 320, &name);
        let center = |bounds: Bounds| {
            let (x, y) = (bounds.width / 2.0, bounds.height / 2.0);
            (bounds.x + x, bounds.y + y)
        };
        let (dx, dy) = (center(ASTRONAUT).0 - middle, center(ASTRONAUT).1 - middle);
        let (x, y) = (cos * dx - sin * dy + middle, cos * dy + sin * dx + middle);
        let found = center(face.bounds);
        assert!(
            (found.0 - x).hypot(found.1 - y) < 20.0,
            "{name}: at {found:?}, expected {x}, {y}"
        );
        assert_eq!(face.emotion, Emotion::Happy, "{name}: {:?}", face.scores);
    }
}

#[test]
fn a_tiny_face_is_detected_and_too_small() {
    let astronaut = common::image("astronaut.png");
    let tiny = imageops::resize(&astronaut, 128, 128, FilterType::Triangle);
    let mut image = RgbaImage::from_pixel(640, 480, Rgba([70, 90, 110, 255]));
    imageops::replace(&mut image, &tiny, 400, 200);
    let face = classify_one(&image, 640, "tiny");
    assert_at(&face, scaled_astronaut(0.25, 400.0, 200.0), "tiny");
    assert_eq!(face.quality, FaceQuality::TooSmall);
}

#[test]
fn a_dark_face_is_too_dark() {
    let astronaut = common::image("astronaut.png");
    for (scale, expected) in [(0.3, FaceQuality::Good), (0.09, FaceQuality::TooDark)] {
        let image = with_brightness(&astronaut, scale, 0.0);
        let face = classify_one(&image, 640, "dark");
        assert_eq!(face.quality, expected, "brightness × {scale}");
    }
}

#[test]
fn a_face_in_profile_is_facing_away() {
    let astronaut = common::image("astronaut.png");
    let head = Head {
        x: f32::midpoint(LEFT_EYE.0, RIGHT_EYE.0),
        y: LEFT_EYE.1,
        eye_distance: RIGHT_EYE.0 - LEFT_EYE.0,
    };
    for (degrees, expected) in [
        (-15.0, FaceQuality::Good),
        (15.0, FaceQuality::Good),
        (-60.0, FaceQuality::FacingAway),
        (60.0, FaceQuality::FacingAway),
    ] {
        let image = rotate_head(&astronaut, head, degrees);
        let face = classify_one(&image, 640, "rotated");
        assert_eq!(face.quality, expected, "{degrees}°");
    }
}

#[test]
fn a_face_that_fills_the_frame_is_detected() {
    let astronaut = common::image("astronaut.png");
    let close = imageops::crop_imm(&astronaut, 150, 40, 150, 165).to_image();
    let close = imageops::resize(&close, 900, 990, FilterType::Triangle);
    for input_size in [320, 640] {
        let name = format!("input size {input_size}");
        let face = classify_one(&close, input_size, &name);
        assert_eq!(face.emotion, Emotion::Happy, "{name}");
    }
}

#[test]
fn photographs_without_a_face_have_none() {
    for name in ["coffee.jpg", "cat.jpg"] {
        for input_size in [320, 640] {
            let faces = classify(&common::image(name), input_size);
            assert_eq!(faces, [], "{name} at {input_size}");
        }
    }
}
