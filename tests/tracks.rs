//! Faces followed through made videos of real photographs: their ids, their smoothed scores, what cannot be read.

use emosense::{Emotion, Face, FaceQuality, Frame, Recognizer};
use image::imageops;
use image::{Rgba, RgbaImage};

/// Milliseconds between two frames.
const STEP_MS: f64 = 1000.0 / 30.0;

/// The astronaut's head, 128 pixels wide and 144 high.
fn portrait() -> RgbaImage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/astronaut.png");
    let picture = image::open(path).unwrap().to_rgba8();
    imageops::crop_imm(&picture, 160, 50, 128, 144).to_image()
}

/// Somebody else, as far as pictures go: mirrored, paler.
fn other() -> RgbaImage {
    let mut other = imageops::flip_horizontal(&portrait());
    for pixel in other.pixels_mut() {
        for channel in &mut pixel.0[..3] {
            *channel = (f32::from(*channel) * 0.6 + 90.0) as u8;
        }
    }
    other
}

/// A frame with those pictures, the later before the earlier.
fn frame_with(pictures: &[(&RgbaImage, i64, i64)]) -> RgbaImage {
    let mut frame = RgbaImage::from_pixel(640, 480, Rgba([90, 110, 100, 255]));
    for (picture, left, top) in pictures {
        imageops::replace(&mut frame, *picture, *left, *top);
    }
    frame
}

fn next(recognizer: &mut Recognizer, picture: &RgbaImage, at_ms: f64) -> Vec<Face> {
    let frame = Frame::new(picture, picture.width(), picture.height()).unwrap();
    recognizer.classify_for_video(&frame, at_ms).unwrap()
}

fn id(face: &Face) -> u32 {
    face.track.unwrap().id
}

/// The id of the face whose middle is in that part of the frame.
fn id_between(faces: &[Face], from: f32, to: f32) -> Option<u32> {
    let middle = |face: &Face| face.bounds.x + face.bounds.width / 2.0;
    let found = faces.iter().find(|face| (from..to).contains(&middle(face)));
    found.map(id)
}

#[test]
fn ids_stay_through_a_crossing() {
    let (one, two) = (portrait(), other());
    // Both move, then the one that stands still is passed before its face.
    for (speed_one, speed_two) in [(8, -8), (0, -14), (12, 0)] {
        let mut recognizer = Recognizer::new().unwrap();
        let mut first = None;
        let mut last = None;
        let start = if speed_one == 0 { 240 } else { 40 };
        for number in 0..50_i64 {
            let two_from = if speed_two == 0 { 300 } else { 480 };
            let (left_one, left_two) = (
                (start + speed_one * number).min(480),
                (two_from + speed_two * number).max(20),
            );
            let frame = frame_with(&[(&one, left_one, 150), (&two, left_two, 170)]);
            let faces = next(&mut recognizer, &frame, number as f64 * STEP_MS);
            let place = |left: i64| id_between(&faces, left as f32 + 30.0, left as f32 + 98.0);
            let ids = (place(left_one), place(left_two));
            if (left_one - left_two).abs() > 128 {
                first = first.or(Some(ids));
                last = Some(ids);
            }
        }
        assert!(
            matches!(first, Some((Some(one), Some(two))) if one != two),
            "{first:?}"
        );
        assert_eq!(
            first, last,
            "moving {speed_one} and {speed_two} pixels a frame"
        );
    }
}

/// The ids before and after a face is away for that long, at that rate.
fn ids_round_absence(away_ms: f64, rate: f64) -> (u32, u32) {
    let picture = portrait();
    let there = frame_with(&[(&picture, 250, 150)]);
    let nobody = frame_with(&[]);
    let mut recognizer = Recognizer::new().unwrap();
    let mut at_ms = 1e9;
    let mut before = 0;
    for _ in 0..5 {
        at_ms += 1000.0 / rate;
        before = id(&next(&mut recognizer, &there, at_ms)[0]);
    }
    let back_ms = at_ms + away_ms;
    while at_ms + 1000.0 / rate < back_ms {
        at_ms += 1000.0 / rate;
        assert!(next(&mut recognizer, &nobody, at_ms).is_empty());
    }
    (before, id(&next(&mut recognizer, &there, back_ms)[0]))
}

#[test]
fn an_id_stays_for_a_second_of_absence_and_no_longer() {
    for rate in [10.0, 15.0, 30.0] {
        let (before, after) = ids_round_absence(800.0, rate);
        assert_eq!(before, after, "0.8 s at {rate} frames a second");
        let (before, after) = ids_round_absence(1200.0, rate);
        assert_ne!(before, after, "1.2 s at {rate} frames a second");
    }
}

#[test]
fn a_returning_face_is_seen_at_once_beside_another() {
    let (one, two) = (portrait(), other());
    let both = frame_with(&[(&one, 60, 150), (&two, 420, 150)]);
    let alone = frame_with(&[(&one, 60, 150)]);
    let mut recognizer = Recognizer::new().unwrap();
    for number in 0..20_u32 {
        let away = (8..13).contains(&number);
        let frame = if away { &alone } else { &both };
        let faces = next(&mut recognizer, frame, f64::from(number) * 100.0);
        assert_eq!(faces.len(), if away { 1 } else { 2 }, "frame {number}");
        assert!(faces.iter().all(|face| id(face) <= 2), "frame {number}");
    }
}

#[test]
fn rare_frames_and_small_steps_back_keep_ids_and_long_ones_end_them() {
    let there = frame_with(&[(&portrait(), 250, 150)]);
    let mut recognizer = Recognizer::new().unwrap();
    for (at_ms, expected) in [
        (0.0, 1),
        (2000.0, 1),
        (4000.0, 1),
        (3000.0, 1),
        (3100.0, 1),
        (9000.0, 2),
        (1000.0, 3),
        (1000.0, 3),
    ] {
        assert_eq!(
            id(&next(&mut recognizer, &there, at_ms)[0]),
            expected,
            "{at_ms} ms"
        );
    }
}

#[test]
fn a_time_that_is_none_is_an_error_and_changes_nothing() {
    let there = frame_with(&[(&portrait(), 250, 150)]);
    let mut recognizer = Recognizer::new().unwrap();
    let before = id(&next(&mut recognizer, &there, 10.0)[0]);
    let frame = Frame::new(&there, 640, 480).unwrap();
    for at_ms in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = recognizer.classify_for_video(&frame, at_ms).unwrap_err();
        assert_eq!(error.code(), "invalid-frame", "{error}");
    }
    assert_eq!(id(&next(&mut recognizer, &there, 20.0)[0]), before);
}

#[test]
fn a_picture_has_no_track_and_a_video_does() {
    let there = frame_with(&[(&portrait(), 250, 150)]);
    let mut recognizer = Recognizer::new().unwrap();
    let frame = Frame::new(&there, 640, 480).unwrap();
    assert_eq!(recognizer.classify(&frame).unwrap()[0].track, None);
    let face = next(&mut recognizer, &there, 0.0)[0];
    let track = face.track.unwrap();
    assert_eq!((track.id, track.scores), (1, face.scores));
    assert_eq!(track.emotion, Some(Emotion::Happy));
    let json = serde_json::to_value(face).unwrap();
    assert_eq!(json["quality"], "good");
    assert_eq!(json["track"]["emotion"], "happy");
}

#[test]
fn a_followed_face_keeps_its_place_among_the_most_faces() {
    let (one, two) = (portrait(), other());
    let mut recognizer = Recognizer::new().unwrap();
    assert_eq!(
        recognizer.set_max_faces(0).unwrap_err().code(),
        "invalid-setting"
    );
    recognizer.set_max_faces(1).unwrap();
    // Each in turn is there before the other, so that one of them is not the surest.
    for (early, late) in [
        ((&one, 60, 150), (&two, 420, 150)),
        ((&two, 420, 150), (&one, 60, 150)),
    ] {
        let alone = frame_with(&[early]);
        let both = frame_with(&[early, late]);
        let mut at_ms = 0.0;
        let first = id(&next(&mut recognizer, &alone, at_ms)[0]);
        for _ in 0..15 {
            at_ms += STEP_MS;
            let faces = next(&mut recognizer, &both, at_ms);
            assert_eq!(faces.iter().map(id).collect::<Vec<_>>(), [first]);
        }
        let frame = Frame::new(&both, 640, 480).unwrap();
        assert_eq!(recognizer.classify(&frame).unwrap().len(), 1);
        // A pause: the next video.
        next(&mut recognizer, &frame_with(&[]), 1e6);
    }
}

#[test]
fn smoothing_is_refused_what_is_no_duration() {
    let mut recognizer = Recognizer::new().unwrap();
    for wrong in [-1.0, f32::NAN, f32::INFINITY] {
        let error = recognizer.set_smoothing_ms(wrong).unwrap_err();
        assert_eq!(error.code(), "invalid-setting", "{error}");
    }
    recognizer.set_smoothing_ms(0.0).unwrap();
    let there = frame_with(&[(&portrait(), 250, 150)]);
    next(&mut recognizer, &there, 0.0);
    let face = next(
        &mut recognizer,
        &frame_with(&[(&portrait(), 262, 153)]),
        STEP_MS,
    )[0];
    assert_eq!(face.track.unwrap().scores, face.scores);
}

#[test]
fn what_cannot_be_read_keeps_its_track_and_does_not_change_its_scores() {
    let light = portrait();
    let mut dark = light.clone();
    for pixel in dark.pixels_mut() {
        for channel in &mut pixel.0[..3] {
            *channel /= 11;
        }
    }
    let (light, dark) = (
        frame_with(&[(&light, 250, 150)]),
        frame_with(&[(&dark, 250, 150)]),
    );
    let mut recognizer = Recognizer::new().unwrap();
    let read = next(&mut recognizer, &light, 0.0)[0].track.unwrap();
    for (at_ms, emotion) in [
        (100.0, Some(Emotion::Happy)),
        (900.0, Some(Emotion::Happy)),
        (1100.0, None),
        (1900.0, None),
    ] {
        let face = next(&mut recognizer, &dark, at_ms)[0];
        let track = face.track.unwrap();
        assert_eq!(face.quality, FaceQuality::TooDark, "{at_ms} ms");
        assert_eq!(
            (track.id, track.scores),
            (read.id, read.scores),
            "{at_ms} ms"
        );
        assert_eq!(track.emotion, emotion, "{at_ms} ms");
    }
    let face = next(&mut recognizer, &light, 2000.0)[0];
    assert_eq!(face.track.unwrap().emotion, Some(Emotion::Happy));
    assert_eq!(face.track.unwrap().scores, face.scores, "started anew");
}
