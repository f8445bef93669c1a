//! Videos of two to four faces that cross, leave and come back: how often a face gets another's id or a new one.

use std::f32::consts::TAU;

use emosense::{Frame, Recognizer};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, Luma};

use crate::dataset::{Picture, on_all_cores};
use crate::frames::add_noise;

const RATES: [u32; 3] = [10, 15, 30];
const SIZE: (u32, u32) = (640, 480);
const SECONDS: u32 = 8;

/// Where a face of a video is.
struct Place {
    x: f32,
    y: f32,
    side: f32,
    /// Whether it is in the frame, and not behind another.
    seen: bool,
}

#[derive(Default, Clone, Copy)]
struct Count {
    crossings: usize,
    absences: usize,
    switches: usize,
    /// Faces seen that were given no track that is theirs.
    faces: usize,
}

/// Prints, for each rate and number of faces, how often an id changed.
pub fn print(
    pictures: &[Picture],
    recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), emosense::Error> {
    println!("faces, frames a second: crossings, absences, ids that changed");
    for count in 2..=4 {
        let videos: Vec<&[Picture]> = pictures.chunks_exact(count).take(12).collect();
        for rate in RATES {
            let counts = on_all_cores(&videos, &recognizer, |recognizer, pictures| {
                watch(recognizer, pictures, rate)
            })?;
            let sum = |of: fn(&Count) -> usize| counts.iter().map(of).sum::<usize>();
            println!(
                "{count} {rate:>2}: {} crossings, {} absences, {} switches, {} faces",
                sum(|c| c.crossings),
                sum(|c| c.absences),
                sum(|c| c.switches),
                sum(|c| c.faces)
            );
        }
    }
    Ok(())
}

/// Face `index` of `count` at that time. They swing from side to side past each other, and each
/// in its turn is away for 0.3 to 0.9 s.
fn place(picture: &Picture, index: usize, count: usize, at_s: f32) -> Place {
    let phase = index as f32 / count as f32 + (picture.index % 13) as f32 / 80.0;
    let hertz = 0.16 + (picture.index % 7) as f32 * 0.02;
    let swing = (TAU * (hertz * at_s + phase)).sin();
    let side = 110.0 + (picture.index % 5) as f32 * 10.0;
    let away_from = 1.5 + 1.6 * index as f32;
    let away_for = 0.3 + (picture.index % 6) as f32 * 0.12;
    Place {
        x: 320.0 + swing * 220.0,
        y: 240.0 + 25.0 * (TAU * (0.3 * at_s + phase)).sin() + (index as f32 - 1.0) * 12.0,
        side,
        seen: !(away_from..away_from + away_for).contains(&at_s),
    }
}

fn watch(
    recognizer: &mut Recognizer,
    pictures: &[Picture],
    rate: u32,
) -> Result<Count, emosense::Error> {
    let mut count = Count::default();
    // For each face its id, and the time it was last seen with it.
    let mut ids: Vec<Option<(u32, f32)>> = vec![None; pictures.len()];
    let mut before: Vec<Place> = Vec::new();
    // Far from the video before, so that nothing of it is left.
    let origin = (pictures[0].index * 100_000) as f64;
    for number in 0..SECONDS * rate {
        let at_s = number as f32 / rate as f32;
        let mut frame = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([128]));
        let places: Vec<Place> = (pictures.iter().enumerate())
            .map(|(index, picture)| place(picture, index, pictures.len(), at_s))
            .collect();
        for (picture, place) in pictures.iter().zip(&places).filter(|(_, place)| place.seen) {
            let side = place.side as u32;
            let mut face = imageops::resize(&picture.gray, side, side, FilterType::Triangle);
            add_noise(&mut face, 3.0, number as usize + picture.index);
            let (left, top) = (place.x - place.side / 2.0, place.y - place.side / 2.0);
            imageops::replace(&mut frame, &face, left as i64, top as i64);
        }
        for (index, now) in places.iter().enumerate() {
            let Some(then) = before.get(index) else {
                continue;
            };
            count.absences += usize::from(then.seen && !now.seen);
            for other in 0..index {
                let side = |places: &[Place]| places[other].x > places[index].x;
                count.crossings +=
                    usize::from(side(&before) != side(&places) && now.seen && places[other].seen);
            }
        }
        let frame = DynamicImage::ImageLuma8(frame).to_rgba8();
        let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
        for face in recognizer.classify_for_video(&frame, origin + f64::from(at_s) * 1000.0)? {
            let (x, y) = (
                face.bounds.x + face.bounds.width / 2.0,
                face.bounds.y + face.bounds.height / 2.0,
            );
            // The frontmost face there; those behind it cannot be told from it while it covers them.
            let whose = (0..places.len()).rev().find(|&index| {
                let place = &places[index];
                place.seen && (place.x - x).hypot(place.y - y) < place.side * 0.3
            });
            let (Some(whose), Some(track)) = (whose, face.track) else {
                continue;
            };
            let covered = (whose + 1..places.len()).any(|front| {
                let front = &places[front];
                front.seen && (front.x - places[whose].x).abs() < front.side * 0.8
            });
            if covered {
                continue;
            }
            count.faces += 1;
            count.switches += usize::from(
                ids[whose].is_some_and(|(id, seen_s)| id != track.id && at_s - seen_s < 1.0),
            );
            ids[whose] = Some((track.id, at_s));
        }
        before = places;
    }
    Ok(count)
}
