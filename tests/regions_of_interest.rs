//! Tests detection in regions of interest: exact landmarks in stills, steady landmarks in videos.

mod common;

use emosense::{Engine, Face, FaceDetector, Landmarks, Recognizer};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};

/// The detector's input size in pixels, for which the faces of these tests are small.
const INPUT_SIZE: u32 = 320;

/// The eyes of the astronaut in `astronaut.png`, as annotated by hand.
const EYES: [(f32, f32); 2] = [(202.0, 101.0), (249.0, 102.0)];

/// Returns a frame of 640×480 pixels with the astronaut's image, `side` × `side` pixels.
fn frame_with_astronaut(side: u32, (left, top): (u32, u32)) -> RgbaImage {
    let astronaut = common::image("astronaut.png");
    let resized = imageops::resize(&astronaut, side, side, FilterType::Triangle);
    let mut image = RgbaImage::from_pixel(640, 480, Rgba([70, 90, 110, 255]));
    imageops::replace(&mut image, &resized, left.into(), top.into());
    image
}

/// Returns the sum of both eyes' distances from the annotation, in pixels of `astronaut.png`.
fn eye_error(landmarks: &Landmarks, side: u32, (left, top): (u32, u32)) -> f32 {
    let scale = side as f32 / 512.0;
    let eyes = [landmarks.left_eye, landmarks.right_eye];
    eyes.into_iter()
        .zip(EYES)
        .map(|(eye, (x, y))| {
            let in_astronaut = |coordinate: f32, offset: u32| (coordinate - offset as f32) / scale;
            (in_astronaut(eye.x, left) - x).hypot(in_astronaut(eye.y, top) - y)
        })
        .sum()
}

fn only_face(faces: &[Face], name: &str) -> Face {
    let [face] = faces else {
        panic!("{name}: expected one face, got {faces:?}");
    };
    *face
}

#[test]
fn refinement_locates_the_eyes_of_small_faces_more_exactly() {
    let mut detector = FaceDetector::new(Engine::default()).unwrap();
    let mut recognizer = Recognizer::new().unwrap();
    recognizer.set_detector_input_size(Some(INPUT_SIZE));
    let (mut detected_error, mut refined_error) = (0.0, 0.0);
    for side in [256, 288, 320, 352] {
        for number in 0..10 {
            let position = (20 + 27 * number, 5 + 11 * number);
            let name = format!("{side} pixels at {position:?}");
            let image = frame_with_astronaut(side, position);
            let frame = common::frame(&image);
            let detections = detector.detect(&frame, INPUT_SIZE).unwrap();
            assert_eq!(detections.len(), 1, "{name}");
            let face = only_face(&recognizer.classify(&frame).unwrap(), &name);
            assert_eq!(face.confidence, detections[0].confidence, "{name}");
            assert!(face.bounds.iou(&detections[0].bounds) > 0.5, "{name}");
            detected_error += eye_error(&detections[0].landmarks, side, position);
            refined_error += eye_error(&face.landmarks, side, position);
        }
    }
    assert!(
        refined_error < 0.8 * detected_error,
        "refined {refined_error}, detected {detected_error}"
    );
}

#[test]
fn landmarks_of_a_motionless_face_stay_at_a_full_frame_detection() {
    for side in [256, 288, 320, 352, 448] {
        let image = frame_with_astronaut(side, (101, 27));
        let frame = common::frame(&image);
        let mut recognizer = Recognizer::new().unwrap();
        let landmarks: Vec<Landmarks> = (0..12)
            .map(|number| {
                let faces = recognizer.classify_for_video(&frame, f64::from(number) * 33.0);
                only_face(&faces.unwrap(), &format!("{side} pixels")).landmarks
            })
            .collect();
        // The eleventh frame has a full-frame detection.
        for (number, later) in landmarks.iter().enumerate().skip(2) {
            assert_eq!(*later, landmarks[1], "{side} pixels, frame {number}");
        }
    }
}

#[test]
fn a_motionless_face_does_not_jitter() {
    let image = common::image("astronaut.png");
    let mut recognizer = Recognizer::new().unwrap();
    let faces: Vec<Face> = (0..10)
        .map(|number| {
            let at_ms = f64::from(number) * 33.3;
            let faces = recognizer.classify_for_video(&common::frame(&image), at_ms);
            let face = only_face(&faces.unwrap(), &format!("frame {number}"));
            // The smoothed scores settle later.
            Face {
                track: None,
                ..face
            }
        })
        .collect();
    for (number, face) in faces.iter().enumerate().skip(4) {
        assert_eq!(*face, faces[4], "frame {number}");
    }
}

/// Returns the positions of the faces in a frame of the video of the next test: one face that
/// moves, another one from frame 12 on, none from frame 30 on.
fn positions(number: i64) -> Vec<(i64, i64)> {
    match number {
        0..12 => vec![(number * 9, number * 3)],
        12..30 => vec![(number * 2 + 44, 30), (384, number * 4 - 40)],
        _ => vec![],
    }
}

/// Returns the distance of a left eye from the nearest annotated one, in pixels of the frame.
fn left_eye_error(face: &Face, positions: &[(i64, i64)]) -> f32 {
    let eye = face.landmarks.left_eye;
    let distances = positions.iter().map(|&(left, top)| {
        let (x, y) = (EYES[0].0 / 2.0 + left as f32, EYES[0].1 / 2.0 + top as f32);
        (eye.x - x).hypot(eye.y - y)
    });
    distances.fold(f32::INFINITY, f32::min)
}

#[test]
fn a_video_has_the_faces_of_its_frames_as_stills() {
    let astronaut = common::image("astronaut.png");
    let half = imageops::resize(&astronaut, 256, 256, FilterType::Triangle);
    let mut video = Recognizer::new().unwrap();
    let mut stills = Recognizer::new().unwrap();
    stills.set_detector_input_size(Some(FaceDetector::VIDEO_INPUT_SIZE));
    let (mut count, mut video_error, mut still_error) = (0, 0.0, 0.0);
    for number in 0..40 {
        let positions = positions(number);
        let mut image = RgbaImage::from_pixel(640, 480, Rgba([90, 110, 100, 255]));
        for (left, top) in &positions {
            imageops::replace(&mut image, &half, *left, *top);
        }
        let frame = common::frame(&image);
        let in_video = video.classify_for_video(&frame, number as f64 * 33.3);
        let in_video = in_video.unwrap();
        let in_still = stills.classify(&frame).unwrap();
        // A new face may be detected late, at the next full-frame detection.
        if !(12..22).contains(&number) {
            assert_eq!(in_video.len(), in_still.len(), "frame {number}");
        }
        for face in &in_video {
            let same = in_still
                .iter()
                .find(|other| other.bounds.iou(&face.bounds) > 0.7)
                .unwrap_or_else(|| panic!("frame {number}: {face:?} is not in {in_still:?}"));
            assert_eq!(face.emotion, same.emotion, "frame {number}");
            count += 1;
            video_error += left_eye_error(face, &positions);
            still_error += left_eye_error(same, &positions);
        }
    }
    assert!(count > 40, "{count} faces");
    // Both detect faces in regions of interest, but those of stills are computed anew for every frame.
    assert!(
        video_error <= 1.05 * still_error,
        "video {video_error}, stills {still_error}"
    );
}
