//! Tests tracking on synthetic videos of photographs: ids, smoothed scores, faces of poor quality.

mod common;

use common::test_in_each_engine;
use emosense::{Emotion, Engine, Face, FaceQuality, Recognizer, Track};
use image::imageops;
use image::{Rgba, RgbaImage};

/// The time between two frames in milliseconds.
const FRAME_MS: f64 = 1000.0 / 30.0;

/// Returns the head of the astronaut, 128 pixels wide and 144 high.
fn head() -> RgbaImage {
    imageops::crop_imm(&common::image("astronaut.png"), 160, 50, 128, 144).to_image()
}

/// Returns a head that looks different: mirrored and paler.
fn other_head() -> RgbaImage {
    let mut other = imageops::flip_horizontal(&head());
    for pixel in other.pixels_mut() {
        for channel in &mut pixel.0[..3] {
            *channel = (f32::from(*channel) * 0.6 + 90.0) as u8;
        }
    }
    other
}

/// Returns a frame with these images at their left and top, the later ones in front.
fn frame_with(images: &[(&RgbaImage, i64, i64)]) -> RgbaImage {
    let mut frame = RgbaImage::from_pixel(640, 480, Rgba([90, 110, 100, 255]));
    for (image, left, top) in images {
        imageops::replace(&mut frame, *image, *left, *top);
    }
    frame
}

/// Returns a frame with one head in the middle.
fn frame_with_head() -> RgbaImage {
    frame_with(&[(&head(), 250, 150)])
}

fn classify(recognizer: &mut Recognizer, image: &RgbaImage, at_ms: f64) -> Vec<Face> {
    recognizer
        .classify_for_video(&common::frame(image), at_ms)
        .unwrap()
}

fn classify_one(recognizer: &mut Recognizer, image: &RgbaImage, at_ms: f64) -> Face {
    let faces = classify(recognizer, image, at_ms);
    let [face] = faces[..] else {
        panic!("{at_ms} ms: expected one face, got {faces:?}");
    };
    face
}

fn track(face: &Face) -> Track {
    face.track
        .unwrap_or_else(|| panic!("expected a track: {face:?}"))
}

fn id(face: &Face) -> u32 {
    track(face).id
}

/// Returns the id of the face whose center is over the head at `left`.
fn id_at(faces: &[Face], left: i64) -> Option<u32> {
    let span = left as f32 + 30.0..left as f32 + 98.0;
    let center = |face: &Face| face.bounds.x + face.bounds.width / 2.0;
    let face = faces.iter().find(|face| span.contains(&center(face)));
    face.map(id)
}

/// Two heads that pass each other: how far each moves per frame, and where each starts.
struct Crossing {
    speeds: [i64; 2],
    starts: [i64; 2],
}

fn ids_survive_a_crossing(engine: Engine) {
    let (head, other) = (head(), other_head());
    for Crossing { speeds, starts } in [
        Crossing {
            speeds: [8, -8],
            starts: [40, 480],
        },
        Crossing {
            speeds: [0, -14],
            starts: [240, 480],
        },
        Crossing {
            speeds: [12, 0],
            starts: [40, 300],
        },
    ] {
        let mut recognizer = common::recognizer(engine);
        let (mut before, mut after) = (None, None);
        for number in 0..50_i64 {
            let left = (starts[0] + speeds[0] * number).min(480);
            let other_left = (starts[1] + speeds[1] * number).max(20);
            let image = frame_with(&[(&head, left, 150), (&other, other_left, 170)]);
            let faces = classify(&mut recognizer, &image, number as f64 * FRAME_MS);
            if (left - other_left).abs() > 128 {
                let ids = (id_at(&faces, left), id_at(&faces, other_left));
                before = before.or(Some(ids));
                after = Some(ids);
            }
        }
        assert!(
            matches!(before, Some((Some(id), Some(other))) if id != other),
            "{speeds:?}: {before:?}"
        );
        assert_eq!(before, after, "{speeds:?}");
    }
}

/// Returns the ids of a face before and after it is absent for `absent_ms`.
fn ids_around_absence(engine: Engine, absent_ms: f64, fps: f64) -> (u32, u32) {
    let (present, absent) = (frame_with_head(), frame_with(&[]));
    let mut recognizer = common::recognizer(engine);
    let mut at_ms = 1e9;
    let mut before = 0;
    for _ in 0..5 {
        at_ms += 1000.0 / fps;
        before = id(&classify_one(&mut recognizer, &present, at_ms));
    }
    let return_ms = at_ms + absent_ms;
    while at_ms + 1000.0 / fps < return_ms {
        at_ms += 1000.0 / fps;
        assert_eq!(classify(&mut recognizer, &absent, at_ms), [], "{at_ms} ms");
    }
    let after = id(&classify_one(&mut recognizer, &present, return_ms));
    (before, after)
}

fn an_id_survives_a_second_of_absence_and_no_longer(engine: Engine) {
    for fps in [10.0, 15.0, 30.0] {
        let (before, after) = ids_around_absence(engine, 800.0, fps);
        assert_eq!(before, after, "0.8 s at {fps} frames per second");
        let (before, after) = ids_around_absence(engine, 1200.0, fps);
        assert_ne!(before, after, "1.2 s at {fps} frames per second");
    }
}

fn a_returning_face_is_detected_in_the_next_frame(engine: Engine) {
    let (head, other) = (head(), other_head());
    let both = frame_with(&[(&head, 60, 150), (&other, 420, 150)]);
    let one = frame_with(&[(&head, 60, 150)]);
    let mut recognizer = common::recognizer(engine);
    for number in 0..20_u32 {
        let absent = (8..13).contains(&number);
        let image = if absent { &one } else { &both };
        let faces = classify(&mut recognizer, image, f64::from(number) * 100.0);
        let mut ids: Vec<u32> = faces.iter().map(id).collect();
        ids.sort_unstable();
        if absent {
            assert_eq!(ids.len(), 1, "frame {number}");
            assert!(ids[0] <= 2, "frame {number}: a new id, {ids:?}");
        } else {
            assert_eq!(ids, [1, 2], "frame {number}");
        }
    }
}

fn ids_survive_low_frame_rates_and_small_steps_back(engine: Engine) {
    let image = frame_with_head();
    let mut recognizer = common::recognizer(engine);
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
        let face = classify_one(&mut recognizer, &image, at_ms);
        assert_eq!(id(&face), expected, "{at_ms} ms");
    }
}

fn a_time_that_is_not_finite_is_rejected_and_changes_nothing(engine: Engine) {
    let image = frame_with_head();
    let mut recognizer = common::recognizer(engine);
    let before = classify_one(&mut recognizer, &image, 10.0);
    for at_ms in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = recognizer
            .classify_for_video(&common::frame(&image), at_ms)
            .unwrap_err();
        let expected =
            format!("invalid frame: expected a finite time in milliseconds, got {at_ms}");
        assert_eq!(error.to_string(), expected);
    }
    let after = classify_one(&mut recognizer, &image, 20.0);
    assert_eq!(id(&after), id(&before));
}

fn only_a_face_of_a_video_has_a_track(engine: Engine) {
    let image = frame_with_head();
    let mut recognizer = common::recognizer(engine);
    let faces = recognizer.classify(&common::frame(&image)).unwrap();
    assert_eq!(faces.len(), 1);
    assert_eq!(faces[0].track, None);

    let face = classify_one(&mut recognizer, &image, 0.0);
    let expected = Track {
        id: 1,
        scores: face.scores,
        emotion: Some(Emotion::Happy),
    };
    assert_eq!(face.track, Some(expected));
    let json = serde_json::to_value(face).unwrap();
    assert_eq!(json["quality"], "good");
    assert_eq!(json["track"]["emotion"], "happy");
}

fn a_tracked_face_takes_precedence_with_max_faces(engine: Engine) {
    let (head, other) = (head(), other_head());
    let mut recognizer = common::recognizer(engine);
    recognizer.set_max_faces(1).unwrap();
    // Each head is the first one once, so that the tracked face is once not the most confident.
    for (first, second) in [
        ((&head, 60, 150), (&other, 420, 150)),
        ((&other, 420, 150), (&head, 60, 150)),
    ] {
        let one = frame_with(&[first]);
        let both = frame_with(&[first, second]);
        let mut at_ms = 0.0;
        let tracked = id(&classify_one(&mut recognizer, &one, at_ms));
        for _ in 0..15 {
            at_ms += FRAME_MS;
            let face = classify_one(&mut recognizer, &both, at_ms);
            assert_eq!(id(&face), tracked, "{at_ms} ms");
        }
        let faces = recognizer.classify(&common::frame(&both)).unwrap();
        assert_eq!(faces.len(), 1);
        // A long step in time starts the next video.
        classify(&mut recognizer, &frame_with(&[]), 1e6);
    }
}

fn smoothing_ms_of_zero_turns_smoothing_off(engine: Engine) {
    let mut recognizer = common::recognizer(engine);
    let moved = frame_with(&[(&head(), 262, 153)]);
    let first = classify_one(&mut recognizer, &frame_with_head(), 0.0);
    let smoothed = classify_one(&mut recognizer, &moved, FRAME_MS);
    assert_ne!(smoothed.scores, first.scores);
    assert_ne!(track(&smoothed).scores, smoothed.scores);

    recognizer.set_smoothing_ms(0.0).unwrap();
    let raw = classify_one(&mut recognizer, &moved, 2.0 * FRAME_MS);
    assert_eq!(track(&raw).scores, raw.scores);
}

fn a_face_of_poor_quality_keeps_its_track_and_its_scores(engine: Engine) {
    let mut dark = head();
    for pixel in dark.pixels_mut() {
        for channel in &mut pixel.0[..3] {
            *channel /= 11;
        }
    }
    let (light, dark) = (frame_with_head(), frame_with(&[(&dark, 250, 150)]));
    let mut recognizer = common::recognizer(engine);
    let first = track(&classify_one(&mut recognizer, &light, 0.0));
    for (at_ms, emotion) in [
        (100.0, Some(Emotion::Happy)),
        (900.0, Some(Emotion::Happy)),
        (1100.0, None),
        (1900.0, None),
    ] {
        let face = classify_one(&mut recognizer, &dark, at_ms);
        assert_eq!(face.quality, FaceQuality::TooDark, "{at_ms} ms");
        let expected = Track { emotion, ..first };
        assert_eq!(face.track, Some(expected), "{at_ms} ms");
        assert_eq!(face.shown_emotion, emotion, "{at_ms} ms");
    }
    // After a second without good quality, the scores start anew.
    let face = classify_one(&mut recognizer, &light, 2000.0);
    let expected = Track {
        id: first.id,
        scores: face.scores,
        emotion: Some(Emotion::Happy),
    };
    assert_eq!(face.track, Some(expected));
}

test_in_each_engine!(
    ids_survive_a_crossing,
    an_id_survives_a_second_of_absence_and_no_longer,
    a_returning_face_is_detected_in_the_next_frame,
    ids_survive_low_frame_rates_and_small_steps_back,
    a_time_that_is_not_finite_is_rejected_and_changes_nothing,
    only_a_face_of_a_video_has_a_track,
    a_tracked_face_takes_precedence_with_max_faces,
    smoothing_ms_of_zero_turns_smoothing_off,
    a_face_of_poor_quality_keeps_its_track_and_its_scores,
);
