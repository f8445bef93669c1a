//! Frames that no camera gives: nothing may panic, and no score may be anything but a number.

use emosense::{Crop, CropFormat, Emotion, FaceDetector, Frame, Recognizer};

fn assert_numbers(recognizer: &mut Recognizer, pixels: &[u8], width: u32, height: u32) {
    let frame = Frame::new(pixels, width, height).unwrap();
    let mut faces = recognizer.classify(&frame).unwrap();
    faces.extend(recognizer.classify_for_video(&frame, 0.0).unwrap());
    for face in &faces {
        let sum: f32 = face.scores.iter().map(|(_, score)| score).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{width}×{height}: {face:?}");
        assert!(face.confidence.is_finite());
    }
}

#[test]
fn odd_sizes_black_white_and_noise_pass() {
    let mut recognizer = Recognizer::new().unwrap();
    for (width, height) in [
        (1, 1),
        (1, 2),
        (2, 1),
        (31, 33),
        (321, 241),
        (3000, 1),
        (1, 3000),
        (7, 999),
    ] {
        let length = (width * height * 4) as usize;
        for value in [0, 255] {
            assert_numbers(&mut recognizer, &vec![value; length], width, height);
        }
        let noise: Vec<u8> = (0..length)
            .map(|index| (index * index * 31 % 251) as u8)
            .collect();
        assert_numbers(&mut recognizer, &noise, width, height);
    }
}

#[test]
fn the_largest_frames_pass() {
    let mut recognizer = Recognizer::new().unwrap();
    assert_numbers(&mut recognizer, &vec![200; 8000 * 8000 * 4], 8000, 8000);
    let error = Frame::new(&[], 9000, 9000).err().unwrap();
    assert_eq!(error.code(), "frame-too-large");
}

#[test]
fn every_flat_crop_gives_probabilities() {
    let mut recognizer = Recognizer::new().unwrap();
    for value in [0, 1, 127, 254, 255] {
        let pixels = [value; 48 * 48];
        let crop = Crop::from_pixels(&pixels, CropFormat::BUILT_IN).unwrap();
        let scores = recognizer.classify_crop(&crop).unwrap();
        let each = Emotion::ALL.map(|emotion| scores.get(emotion));
        assert!(
            each.iter().all(|score| (0.0..=1.0).contains(score)),
            "{value}: {each:?}"
        );
    }
}

#[test]
fn the_detector_input_size_is_clamped_to_its_range() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/astronaut.png");
    let picture = image::open(path).unwrap().to_rgba8();
    let enlarged =
        image::imageops::resize(&picture, 1536, 1536, image::imageops::FilterType::Triangle);
    let frame = Frame::new(&enlarged, 1536, 1536).unwrap();
    let mut detector = FaceDetector::new().unwrap();
    for (asked, used) in [(0, 32), (31, 32), (1025, 1024), (u32::MAX, 1024)] {
        let expected = detector.detect(&frame, used);
        assert_eq!(detector.detect(&frame, asked), expected, "{asked}");
        assert_eq!(expected.len(), usize::from(used == 1024), "{used}");
    }
}

#[test]
fn a_video_may_change_its_size_at_any_frame() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/astronaut.png");
    let picture = image::open(path).unwrap().to_rgba8();
    let mut recognizer = Recognizer::new().unwrap();
    for (width, height) in [
        (512, 512),
        (300, 300),
        (512, 200),
        (240, 512),
        (1, 1),
        (512, 512),
    ] {
        let part = image::imageops::crop_imm(&picture, 0, 0, width, height).to_image();
        for number in 0..3 {
            let frame = Frame::new(&part, width, height).unwrap();
            let faces = recognizer
                .classify_for_video(&frame, f64::from(number))
                .unwrap();
            assert_eq!(
                faces.is_empty(),
                (width, height) == (1, 1),
                "{width}×{height}"
            );
        }
    }
}
