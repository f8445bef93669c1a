//! Faces are looked at once more in a window: those of a still for exact landmarks, which small ones need most, those of a video for steady ones.

use emosense::{FaceDetector, Frame, Landmarks, Recognizer};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};

/// The astronaut's eyes in `astronaut.png`, measured by eye.
const EYES: [(f32, f32); 2] = [(202.0, 101.0), (249.0, 102.0)];

/// The detector's input size in pixels: faces are small for it.
const INPUT_SIZE: u32 = 320;

/// How far the eyes lie from where they are, together, in pixels of `astronaut.png`.
fn error(found: &Landmarks, factor: f32, corner: (f32, f32)) -> f32 {
    let eyes = [found.left_eye, found.right_eye].into_iter().zip(EYES);
    eyes.map(|(found, eye)| {
        let (x, y) = ((found.x - corner.0) / factor, (found.y - corner.1) / factor);
        (x - eye.0).hypot(y - eye.1)
    })
    .sum()
}

fn astronaut() -> RgbaImage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/astronaut.png");
    image::open(path).unwrap().to_rgba8()
}

#[test]
fn a_small_face_is_looked_at_once_more() {
    let astronaut = astronaut();
    let mut detector = FaceDetector::new().unwrap();
    let mut recognizer = Recognizer::new().unwrap();
    recognizer.set_detector_input_size(Some(INPUT_SIZE));
    let (mut searched, mut classified) = (0.0, 0.0);
    for side in [256, 288, 320, 352] {
        let small = imageops::resize(&astronaut, side, side, FilterType::Triangle);
        let factor = side as f32 / astronaut.width() as f32;
        for step in 0..10 {
            let (left, top) = (20 + 27 * step, 5 + 11 * step);
            let mut picture = RgbaImage::from_pixel(640, 480, Rgba([70, 90, 110, 255]));
            imageops::replace(&mut picture, &small, left, top);
            let corner = (left as f32, top as f32);
            let frame = Frame::new(&picture, 640, 480).unwrap();
            let [once] = detector.detect(&frame, INPUT_SIZE)[..] else {
                panic!("one face at {side}, {left}, {top}");
            };
            let [face] = recognizer.classify(&frame).unwrap()[..] else {
                panic!("one face at {side}, {left}, {top}");
            };
            assert_eq!(face.confidence, once.confidence);
            assert!(face.bounds.iou(&once.bounds) > 0.5);
            searched += error(&once.landmarks, factor, corner);
            classified += error(&face.landmarks, factor, corner);
        }
    }
    assert!(classified < 0.8 * searched, "{classified}, {searched}");
}

#[test]
fn in_a_video_its_landmarks_do_not_jump_where_the_whole_frame_is_searched() {
    let astronaut = astronaut();
    for side in [256, 288, 320, 352, 448] {
        let small = imageops::resize(&astronaut, side, side, FilterType::Triangle);
        let mut picture = RgbaImage::from_pixel(640, 480, Rgba([70, 90, 110, 255]));
        imageops::replace(&mut picture, &small, 101, 27);
        let frame = Frame::new(&picture, 640, 480).unwrap();
        let mut recognizer = Recognizer::new().unwrap();
        let seen: Vec<_> = (0..12)
            .map(|number| {
                let faces = recognizer.classify_for_video(&frame, f64::from(number) * 33.0);
                let [face] = faces.unwrap()[..] else {
                    panic!("one face at {side}");
                };
                face.landmarks
            })
            .collect();
        // After the first frame every one, the eleventh, which is searched, too.
        assert!(seen[2..].iter().all(|later| *later == seen[1]), "{side}");
    }
}
