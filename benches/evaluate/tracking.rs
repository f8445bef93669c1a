//! Measures ID switches in synthetic videos of two to four faces that cross, leave and come back.

use std::f32::consts::TAU;

use emosense::{Face, Frame, Recognizer};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, Luma, RgbaImage};

use crate::dataset::Sample;
use crate::frames::{SIZE, add_noise};
use crate::parallel;

/// Frame rates in frames per second.
const RATES: [u32; 3] = [10, 15, 30];
/// The length of a video in seconds.
const SECONDS: u32 = 8;
/// The number of videos for each number of faces.
const VIDEOS: usize = 12;

/// The position of a face in a frame, in pixels.
struct Position {
    /// The center.
    x: f32,
    y: f32,
    side: f32,
    /// Whether the face is in the frame, even if it is behind another face.
    present: bool,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    crossings: usize,
    absences: usize,
    id_switches: usize,
    /// Faces that were detected and not behind another face.
    faces: usize,
}

/// The last track of a face.
#[derive(Clone, Copy)]
struct LastTrack {
    id: u32,
    seen_s: f32,
}

/// Prints the counts for each number of faces at each frame rate.
pub fn print(
    samples: &[Sample],
    new_recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), emosense::Error> {
    println!("tracking, by number of faces and frames per second");
    for face_count in 2..=4 {
        let videos: Vec<&[Sample]> = samples.chunks_exact(face_count).take(VIDEOS).collect();
        for rate in RATES {
            let counts = parallel::map(&videos, &new_recognizer, |recognizer, samples| {
                count_id_switches(recognizer, samples, rate)
            })?;
            let sum = |count: fn(&Counts) -> usize| counts.iter().map(count).sum::<usize>();
            println!(
                "{face_count} {rate:>2}: {} crossings, {} absences, {} ID switches, {} faces",
                sum(|counts| counts.crossings),
                sum(|counts| counts.absences),
                sum(|counts| counts.id_switches),
                sum(|counts| counts.faces)
            );
        }
    }
    Ok(())
}

fn count_id_switches(
    recognizer: &mut Recognizer,
    samples: &[Sample],
    rate: u32,
) -> Result<Counts, emosense::Error> {
    let mut counts = Counts::default();
    let mut tracks: Vec<Option<LastTrack>> = vec![None; samples.len()];
    let mut previous: Vec<Position> = Vec::new();
    // Far from the time of the previous video, so that its tracks have ended.
    let origin_ms = (samples[0].index * 100_000) as f64;
    for number in 0..SECONDS * rate {
        let at_s = number as f32 / rate as f32;
        let positions: Vec<Position> = (samples.iter().enumerate())
            .map(|(index, sample)| position(sample, index, samples.len(), at_s))
            .collect();
        counts.add_events(&previous, &positions);
        let frame = draw(samples, &positions, number as usize);
        let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
        for face in recognizer.classify_for_video(&frame, origin_ms + f64::from(at_s) * 1000.0)? {
            let (Some(index), Some(track)) = (visible_at(&positions, &face), face.track) else {
                continue;
            };
            counts.faces += 1;
            // An ID may change after a second of absence.
            counts.id_switches += usize::from(
                tracks[index].is_some_and(|last| last.id != track.id && at_s - last.seen_s < 1.0),
            );
            tracks[index] = Some(LastTrack {
                id: track.id,
                seen_s: at_s,
            });
        }
        previous = positions;
    }
    Ok(counts)
}

/// Returns where face `index` of `count` is at a time. The faces swing from side to side past each other, and each in
/// turn is absent for 0.3 to 0.9 seconds.
fn position(sample: &Sample, index: usize, count: usize, at_s: f32) -> Position {
    let phase = index as f32 / count as f32 + (sample.index % 13) as f32 / 80.0;
    let hertz = 0.16 + (sample.index % 7) as f32 * 0.02;
    let swing = (TAU * (hertz * at_s + phase)).sin();
    let absent_from = 1.5 + 1.6 * index as f32;
    let absent_for = 0.3 + (sample.index % 6) as f32 * 0.12;
    Position {
        x: 320.0 + swing * 220.0,
        y: 240.0 + 25.0 * (TAU * (0.3 * at_s + phase)).sin() + (index as f32 - 1.0) * 12.0,
        side: 110.0 + (sample.index % 5) as f32 * 10.0,
        present: !(absent_from..absent_from + absent_for).contains(&at_s),
    }
}

/// Draws the faces that are present, each in front of those before it.
fn draw(samples: &[Sample], positions: &[Position], frame_number: usize) -> RgbaImage {
    let mut frame = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([128]));
    for (sample, position) in samples.iter().zip(positions) {
        if !position.present {
            continue;
        }
        let side = position.side as u32;
        let mut face = imageops::resize(&sample.image, side, side, FilterType::Triangle);
        add_noise(&mut face, 3.0, frame_number + sample.index);
        let half = position.side / 2.0;
        let (left, top) = (position.x - half, position.y - half);
        imageops::replace(&mut frame, &face, left as i64, top as i64);
    }
    DynamicImage::ImageLuma8(frame).to_rgba8()
}

/// Returns the index of the frontmost face at the position of a detected face, unless another face is in front of it.
fn visible_at(positions: &[Position], face: &Face) -> Option<usize> {
    let (x, y) = (
        face.bounds.x + face.bounds.width / 2.0,
        face.bounds.y + face.bounds.height / 2.0,
    );
    let index = (0..positions.len()).rev().find(|&index| {
        let position = &positions[index];
        position.present && (position.x - x).hypot(position.y - y) < position.side * 0.3
    })?;
    let covered = positions[index + 1..]
        .iter()
        .any(|front| front.present && (front.x - positions[index].x).abs() < front.side * 0.8);
    (!covered).then_some(index)
}

impl Counts {
    /// Counts the crossings and absences that begin between two frames.
    fn add_events(&mut self, previous: &[Position], current: &[Position]) {
        for index in 0..previous.len() {
            self.absences += usize::from(previous[index].present && !current[index].present);
            for other in 0..index {
                let is_right = |positions: &[Position]| positions[other].x > positions[index].x;
                let crossed = is_right(previous) != is_right(current);
                let present = current[index].present && current[other].present;
                self.crossings += usize::from(crossed && present);
            }
        }
    }
}
