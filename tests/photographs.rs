//! The detector and the whole recogniser on real photographs, and on hard cases made from them.

#[path = "../benches/evaluate/head_rotation.rs"]
mod head_rotation;

use emosense::{Bounds, Emotion, Face, FaceDetector, FaceQuality, Frame, Point, Recognizer};
use head_rotation::{Head, rotate_head};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};

fn photograph(name: &str) -> RgbaImage {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    image::open(path).unwrap().to_rgba8()
}

fn faces(picture: &RgbaImage, input_size: u32) -> Vec<Face> {
    let mut recognizer = Recognizer::new().unwrap();
    recognizer.set_detector_input_size(Some(input_size));
    let frame = Frame::new(picture, picture.width(), picture.height()).unwrap();
    recognizer.classify(&frame).unwrap()
}

/// The astronaut's face in `astronaut.png`, measured by eye from the hairline to the chin.
const ASTRONAUT: Bounds = Bounds {
    x: 180.0,
    y: 72.0,
    width: 93.0,
    height: 116.0,
};
/// Her eyes, measured likewise.
const LEFT_EYE: (f32, f32) = (202.0, 101.0);
const RIGHT_EYE: (f32, f32) = (249.0, 102.0);

fn scaled(bounds: Bounds, factor: f32, left: f32, top: f32) -> Bounds {
    Bounds {
        x: bounds.x * factor + left,
        y: bounds.y * factor + top,
        width: bounds.width * factor,
        height: bounds.height * factor,
    }
}

fn assert_only_face_at(found: &[Face], bounds: Bounds, what: &str) {
    assert_eq!(found.len(), 1, "{what}: {found:?}");
    let overlap = found[0].bounds.iou(&bounds);
    assert!(
        overlap > 0.6,
        "{what}: overlap {overlap}, {:?}",
        found[0].bounds
    );
}

#[test]
fn a_smiling_face_is_found_and_resembles_happy() {
    let found = faces(&photograph("astronaut.png"), 320);
    assert_only_face_at(&found, ASTRONAUT, "astronaut");
    let face = &found[0];
    for (point, (x, y)) in [
        (face.landmarks.left_eye, LEFT_EYE),
        (face.landmarks.right_eye, RIGHT_EYE),
    ] {
        assert!(
            (point.x - x).hypot(point.y - y) < 0.05 * ASTRONAUT.height,
            "eye at {point:?}, not {x}, {y}"
        );
    }
    assert_eq!(face.emotion, Emotion::Happy, "{:?}", face.scores);
    assert_eq!(face.quality, FaceQuality::Good);
    let sum: f32 = face.scores.iter().map(|(_, score)| score).sum();
    assert!((sum - 1.0).abs() < 1e-5);
}

#[test]
fn several_faces_of_several_sizes_are_found() {
    let picture = photograph("astronaut.png");
    let mut frame = RgbaImage::from_pixel(960, 540, Rgba([90, 110, 100, 255]));
    let mut expected = Vec::new();
    for (factor, left, top) in [(1.0, 0.0, 20.0), (0.5, 520.0, 0.0), (0.75, 560.0, 150.0)] {
        let side = (512.0 * factor) as u32;
        let small = imageops::resize(&picture, side, side, FilterType::Triangle);
        imageops::replace(&mut frame, &small, left as i64, top as i64);
        expected.push(scaled(ASTRONAUT, factor, left, top));
    }
    let found = faces(&frame, 640);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for bounds in expected {
        let best = found.iter().map(|face| face.bounds.iou(&bounds));
        assert!(best.fold(0.0, f32::max) > 0.6, "{bounds:?} in {found:?}");
    }
}

#[test]
fn a_dark_and_a_bright_face_are_found() {
    let picture = photograph("astronaut.png");
    for (what, scale, shift) in [("dark", 0.25, 0.0), ("bright", 0.6, 100.0)] {
        assert_only_face_at(&faces(&lit(&picture, scale, shift), 320), ASTRONAUT, what);
    }
}

#[test]
fn a_tilted_face_is_found_and_still_resembles_happy() {
    let picture = photograph("astronaut.png");
    for degrees in [-20.0_f32, -10.0, 10.0, 20.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let middle = 256.0;
        let turned = RgbaImage::from_fn(512, 512, |x, y| {
            // The place this pixel comes from.
            let (dx, dy) = (x as f32 - middle, y as f32 - middle);
            let (from_x, from_y) = (cos * dx + sin * dy + middle, cos * dy - sin * dx + middle);
            let inside = (0.0..512.0).contains(&from_x) && (0.0..512.0).contains(&from_y);
            if inside {
                *picture.get_pixel(from_x as u32, from_y as u32)
            } else {
                Rgba([60, 60, 60, 255])
            }
        });
        let found = faces(&turned, 320);
        assert_eq!(found.len(), 1, "{degrees}°");
        let bounds = found[0].bounds;
        let (dx, dy) = (
            ASTRONAUT.x + ASTRONAUT.width / 2.0 - middle,
            ASTRONAUT.y + ASTRONAUT.height / 2.0 - middle,
        );
        let (x, y) = (cos * dx - sin * dy + middle, cos * dy + sin * dx + middle);
        let (found_x, found_y) = (
            bounds.x + bounds.width / 2.0,
            bounds.y + bounds.height / 2.0,
        );
        assert!(
            (found_x - x).hypot(found_y - y) < 20.0,
            "{degrees}°: at {found_x}, {found_y}, not {x}, {y}"
        );
        assert_eq!(
            found[0].emotion,
            Emotion::Happy,
            "{degrees}°: {:?}",
            found[0].scores
        );
    }
}

#[test]
fn a_tiny_face_is_found_by_a_finer_search_and_called_too_small() {
    let picture = photograph("astronaut.png");
    let small = imageops::resize(&picture, 128, 128, FilterType::Triangle);
    let mut frame = RgbaImage::from_pixel(640, 480, Rgba([70, 90, 110, 255]));
    imageops::replace(&mut frame, &small, 400, 200);
    let found = faces(&frame, 640);
    assert_only_face_at(&found, scaled(ASTRONAUT, 0.25, 400.0, 200.0), "tiny");
    assert_eq!(found[0].quality, FaceQuality::TooSmall);
}

fn lit(picture: &RgbaImage, scale: f32, shift: f32) -> RgbaImage {
    let mut changed = picture.clone();
    for pixel in changed.pixels_mut() {
        for channel in &mut pixel.0[..3] {
            *channel = (f32::from(*channel) * scale + shift) as u8;
        }
    }
    changed
}

#[test]
fn dark_and_turned_faces_are_called_so() {
    let picture = photograph("astronaut.png");
    let quality = |picture: &RgbaImage| {
        let found = faces(picture, 640);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].quality
    };
    assert_eq!(quality(&lit(&picture, 0.3, 0.0)), FaceQuality::Good);
    assert_eq!(quality(&lit(&picture, 0.09, 0.0)), FaceQuality::TooDark);
    let head = Head {
        x: (LEFT_EYE.0 + RIGHT_EYE.0) / 2.0,
        y: LEFT_EYE.1,
        eye_distance: RIGHT_EYE.0 - LEFT_EYE.0,
    };
    for (degrees, expected) in [
        (-15.0, FaceQuality::Good),
        (15.0, FaceQuality::Good),
        (-60.0, FaceQuality::FacingAway),
        (60.0, FaceQuality::FacingAway),
    ] {
        let rotated = rotate_head(&picture, head, degrees);
        assert_eq!(quality(&rotated), expected, "{degrees}°");
    }
}

#[test]
fn a_face_that_fills_the_frame_is_found() {
    let picture = photograph("astronaut.png");
    let close = imageops::crop_imm(&picture, 150, 40, 150, 165).to_image();
    let close = imageops::resize(&close, 900, 990, FilterType::Triangle);
    for input_size in [320, 640] {
        let found = faces(&close, input_size);
        assert_eq!(found.len(), 1, "input size {input_size}");
        assert_eq!(found[0].emotion, Emotion::Happy);
    }
}

#[test]
fn there_is_no_face_where_there_is_none() {
    for name in ["coffee.jpg", "cat.jpg"] {
        for input_size in [320, 640] {
            let found = faces(&photograph(name), input_size);
            assert!(found.is_empty(), "{name} at {input_size}: {found:?}");
        }
    }
}

/// A video of one or two faces that move, follow by follow against a search of every frame.
#[test]
fn followed_faces_are_those_that_a_search_finds() {
    let picture = photograph("astronaut.png");
    let mut following = Recognizer::new().unwrap();
    let mut searching = Recognizer::new().unwrap();
    searching.set_detector_input_size(Some(FaceDetector::VIDEO_INPUT_SIZE));
    let mut errors = Vec::new();
    let faces_at = |number: i64| match number {
        // One that wanders, a second from frame 12 on, both gone from frame 30 on.
        0..12 => vec![(number * 9, number * 3)],
        12..30 => vec![(number * 2 + 44, 30), (384, number * 4 - 40)],
        _ => vec![],
    };
    for number in 0..40 {
        let mut picture_now = RgbaImage::from_pixel(640, 480, Rgba([90, 110, 100, 255]));
        for (left, top) in faces_at(number) {
            let small = imageops::resize(&picture, 256, 256, FilterType::Triangle);
            imageops::replace(&mut picture_now, &small, left, top);
        }
        let frame = Frame::new(&picture_now, 640, 480).unwrap();
        let followed = following
            .classify_for_video(&frame, number as f64 * 33.3)
            .unwrap();
        let searched = searching.classify(&frame).unwrap();
        // A new face may wait for the next search of the whole frame, a lost one starts it.
        if !(12..22).contains(&number) {
            assert_eq!(followed.len(), searched.len(), "frame {number}");
        }
        for face in &followed {
            let same = searched
                .iter()
                .find(|other| other.bounds.iou(&face.bounds) > 0.7)
                .unwrap_or_else(|| panic!("frame {number}: {face:?}, searched {searched:?}"));
            assert_eq!(face.emotion, same.emotion, "frame {number}");
            // The eyes lie at a known place of the picture, which is halved.
            let error_of = |eye: Point| {
                let apart = faces_at(number).into_iter().map(|(left, top)| {
                    let (x, y) = (
                        LEFT_EYE.0 / 2.0 + left as f32,
                        LEFT_EYE.1 / 2.0 + top as f32,
                    );
                    (eye.x - x).hypot(eye.y - y)
                });
                apart.fold(f32::INFINITY, f32::min)
            };
            errors.push((
                error_of(face.landmarks.left_eye),
                error_of(same.landmarks.left_eye),
            ));
        }
    }
    let (followed, searched) = errors.iter().fold((0.0, 0.0), |sums, error| {
        (sums.0 + error.0, sums.1 + error.1)
    });
    assert!(errors.len() > 40, "{} faces were followed", errors.len());
    // Both see them in windows, those of a still laid exactly round each.
    assert!(
        followed <= 1.05 * searched,
        "eyes are {followed} pixels off in all, searched {searched}"
    );
}

#[test]
fn a_face_that_keeps_still_does_not_tremble() {
    let picture = photograph("astronaut.png");
    let mut recognizer = Recognizer::new().unwrap();
    let frame = Frame::new(&picture, picture.width(), picture.height()).unwrap();
    let mut followed = Vec::new();
    // From the fourth frame to the next search of the whole frame.
    for number in 0..10 {
        let faces = recognizer
            .classify_for_video(&frame, f64::from(number) * 33.3)
            .unwrap();
        if number > 3 {
            // The smoothed scores come to rest later.
            followed.push(Face {
                track: None,
                ..faces[0]
            });
        }
    }
    assert!(
        followed.iter().all(|face| face == &followed[0]),
        "{followed:?}"
    );
}
