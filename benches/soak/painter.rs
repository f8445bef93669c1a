//! Paints the frames of the soak's video, whose script `visits.mjs` writes.

use std::collections::HashMap;

use image::imageops::{self, FilterType};
use image::{ImageResult, Rgba, RgbaImage};
use serde::Deserialize;

/// The script of a video; `visits.mjs` documents the fields.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Video {
    width: u32,
    height: u32,
    frames_per_second: f64,
    head: Head,
    people: Vec<Person>,
    visits: Vec<Visit>,
}

#[derive(Deserialize)]
struct Head {
    left: u32,
    top: u32,
    side: u32,
}

#[derive(Deserialize)]
struct Person {
    mirrored: bool,
    tint: [f32; 4],
}

#[derive(Deserialize)]
struct Visit {
    person: usize,
    side: u32,
    path: Vec<(f64, f64, f64)>,
    absences: Vec<(f64, f64)>,
}

/// Paints frames in ascending order of time.
pub struct Painter {
    video: Video,
    background: RgbaImage,
    head: RgbaImage,
    /// The resized heads of those who are present, by the index of their visit.
    heads: HashMap<usize, RgbaImage>,
}

impl Painter {
    /// Reads the photographs of `tests/data`.
    pub fn new(video: Video) -> ImageResult<Self> {
        let open = |name: &str| {
            let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
            image::open(path).map(|image| image.to_rgba8())
        };
        let Head { left, top, side } = video.head;
        let (width, height) = (video.width, video.height);
        Ok(Self {
            background: imageops::resize(&open("coffee.jpg")?, width, height, FilterType::Triangle),
            head: imageops::crop_imm(&open("astronaut.png")?, left, top, side, side).to_image(),
            heads: HashMap::new(),
            video,
        })
    }

    /// Returns the frame rate in frames per second.
    pub fn frames_per_second(&self) -> f64 {
        self.video.frames_per_second
    }

    /// Paints the frame at a time in seconds.
    pub fn paint(&mut self, at_s: f64) -> RgbaImage {
        let mut frame = self.background.clone();
        for (index, visit) in self.video.visits.iter().enumerate() {
            let Some((x, y)) = visit.position(at_s) else {
                self.heads.remove(&index);
                continue;
            };
            let person = &self.video.people[visit.person];
            let head =
                (self.heads.entry(index)).or_insert_with(|| person.head(&self.head, visit.side));
            let is_absent = |&(from, to): &(f64, f64)| (from..to).contains(&at_s);
            if !visit.absences.iter().any(is_absent) {
                let half = f64::from(visit.side) / 2.0;
                let (left, top) = ((x - half).round(), (y - half).round());
                imageops::replace(&mut frame, head, left as i64, top as i64);
            }
        }
        frame
    }
}

impl Visit {
    /// Returns the center at a time, or `None` before and after the visit.
    fn position(&self, at_s: f64) -> Option<(f64, f64)> {
        let next = self.path.iter().position(|&(time, ..)| time > at_s)?;
        let (from_s, from_x, from_y) = *self.path.get(next.checked_sub(1)?)?;
        let (to_s, to_x, to_y) = self.path[next];
        let part = (at_s - from_s) / (to_s - from_s);
        Some((
            from_x + part * (to_x - from_x),
            from_y + part * (to_y - from_y),
        ))
    }
}

impl Person {
    /// Returns this version of the head in that size.
    fn head(&self, head: &RgbaImage, side: u32) -> RgbaImage {
        let mut head = imageops::resize(head, side, side, FilterType::Triangle);
        if self.mirrored {
            imageops::flip_horizontal_in_place(&mut head);
        }
        let [red, green, blue, opacity] = self.tint;
        for Rgba([r, g, b, _]) in head.pixels_mut() {
            for (value, tint) in [(r, red), (g, green), (b, blue)] {
                *value = (f32::from(*value) * (1.0 - opacity) + tint * opacity).round() as u8;
            }
        }
        head
    }
}
