//! Made videos of known truth: how steady and how late a face's emotion is, and whether faces keep their ids.

use std::f32::consts::TAU;

use emosense::{Emotion, Frame, Recognizer, Scores, SmoothedScores, Smoothing};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, Luma};

use crate::dataset::{Picture, on_all_cores};
use crate::frames::{Disturbance, Noise, add_noise, frame_of, surest_face};

/// Frames a second.
const RATES: [u32; 3] = [10, 15, 30];
/// Width and height of a frame.
const SIZE: (u32, u32) = (320, 240);
const GROUND: u8 = 128;
/// Of a face, in pixels.
const HEIGHT: f32 = 120.0;
/// Expressions a video, each a picture that is shown for so long.
const EXPRESSIONS: usize = 3;
const SHOWN_MS: f32 = 3000.0;
/// Videos of expressions, and of crossings.
const VIDEOS: usize = 40;

/// The raw scores of one video's frames.
type Raw = Vec<(f64, Scores)>;

/// A video's pictures, and what came of it at each of the rates.
struct Video<'a> {
    pictures: &'a [Picture],
    rates: [Raw; RATES.len()],
}

/// Sums over videos.
#[derive(Default)]
struct Figures {
    frames: usize,
    right: usize,
    uncertain: usize,
    /// Expressions that were named at last, after how long in sum, and the changes after that.
    named: usize,
    lag_ms: f32,
    expressions: usize,
    changes: usize,
}

/// Prints a table of smoothing and one of identity.
pub fn print(
    pictures: &[Picture],
    recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), emosense::Error> {
    // Spread over the split, and only faces that are found at all.
    let wanted = VIDEOS * EXPRESSIONS * 2;
    let spread: Vec<Picture> = (pictures.iter())
        .step_by((pictures.len() / wanted).max(1))
        .map(|picture| Picture {
            gray: picture.gray.clone(),
            ..*picture
        })
        .collect();
    let found = on_all_cores(&spread, &recognizer, |recognizer, picture| {
        let frame = frame_of(picture, HEIGHT as u32, Disturbance::None);
        Ok(surest_face(recognizer, frame)?.is_some())
    })?;
    let found: Vec<Picture> = (spread.into_iter().zip(found))
        .filter_map(|(picture, found)| found.then_some(picture))
        .collect();
    let videos: Vec<&[Picture]> = found.chunks_exact(EXPRESSIONS).take(VIDEOS).collect();
    let videos = on_all_cores(&videos, &recognizer, |recognizer, pictures| {
        let mut rates = [const { Vec::new() }; RATES.len()];
        for (raw, rate) in rates.iter_mut().zip(RATES) {
            *raw = watch(recognizer, pictures, rate)?;
        }
        Ok(Video { pictures, rates })
    })?;
    print_smoothing(&videos);
    crate::tracking::print(&found, recognizer)
}

/// The raw scores of a video at one rate.
fn watch(
    recognizer: &mut Recognizer,
    pictures: &[Picture],
    rate: u32,
) -> Result<Raw, emosense::Error> {
    let mut raw = Vec::new();
    let frames = (SHOWN_MS * pictures.len() as f32 / 1000.0) as u32 * rate;
    for number in 0..frames {
        let at_ms = number as f32 * 1000.0 / rate as f32;
        let picture = &pictures[(at_ms / SHOWN_MS) as usize];
        let frame = DynamicImage::ImageLuma8(shaken(picture, at_ms)).to_rgba8();
        let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
        let faces = recognizer.classify_for_video(&frame, f64::from(at_ms))?;
        if let Some(face) = faces.first() {
            raw.push((f64::from(at_ms), face.scores));
        }
    }
    Ok(raw)
}

/// A frame with the picture as a hand-held camera sees a head that is never quite still.
fn shaken(picture: &Picture, at_ms: f32) -> GrayImage {
    let seed = picture.index * 10_007 + at_ms as usize;
    let mut noise = Noise::new(seed);
    // Slow swaying, the same at every rate, and trembling from frame to frame.
    let sway = |hertz: f32, phase: usize| {
        (TAU * (hertz * at_ms / 1000.0 + (picture.index * phase % 97) as f32 / 97.0)).sin()
    };
    let side = HEIGHT * (1.0 + 0.05 * sway(0.3, 5) + 0.01 * noise.next());
    let left = 100.0 + 8.0 * sway(0.5, 7) + noise.next();
    let top = 60.0 + 6.0 * sway(0.4, 11) + noise.next();
    let light = 1.0 + 0.1 * sway(0.7, 13);
    let side = side.round() as u32;
    let mut face = imageops::resize(&picture.gray, side, side, FilterType::Triangle);
    for pixel in face.pixels_mut() {
        pixel.0[0] = (f32::from(pixel.0[0]) * light) as u8;
    }
    add_noise(&mut face, 6.0, seed);
    let mut frame = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([GROUND]));
    imageops::replace(&mut frame, &face, left as i64, top as i64);
    frame
}

fn print_smoothing(videos: &[Video]) {
    let seconds = videos.len() as f32 * EXPRESSIONS as f32 * SHOWN_MS / 1000.0;
    println!(
        "{} videos, {seconds} s: changes a minute, lag in ms, time right, time uncertain",
        videos.len()
    );
    let chosen = Smoothing::default();
    let mut settings = vec![(
        "raw".into(),
        Smoothing {
            time_constant_ms: 0.0,
            switch_margin: 0.0,
            switch_after_ms: 0.0,
            enter_threshold: 0.0,
            exit_threshold: 0.0,
        },
    )];
    for time_constant_ms in [0.0, 100.0, 150.0, 200.0, 300.0, 500.0] {
        for switch_margin in [0.0, 0.1, 0.2] {
            settings.push((
                format!("τ {time_constant_ms}, margin {switch_margin}"),
                Smoothing {
                    time_constant_ms,
                    switch_margin,
                    ..chosen
                },
            ));
        }
    }
    for switch_after_ms in [300.0, 500.0, 1000.0, f32::INFINITY] {
        settings.push((
            format!("lead {switch_after_ms}"),
            Smoothing {
                switch_after_ms,
                ..chosen
            },
        ));
    }
    for (enter_threshold, exit_threshold) in [
        (0.0, 0.0),
        (0.4, 0.4),
        (0.4, 0.35),
        (0.45, 0.4),
        (0.45, 0.35),
        (0.5, 0.4),
        (0.5, 0.35),
    ] {
        settings.push((
            format!("enter {enter_threshold}, exit {exit_threshold}"),
            Smoothing {
                enter_threshold,
                exit_threshold,
                ..chosen
            },
        ));
    }
    for (name, smoothing) in settings {
        print!("{name:<32}");
        for (rate, frames) in RATES.iter().enumerate() {
            let mut figures = Figures::default();
            for video in videos {
                figures.add(video.pictures, &video.rates[rate], &smoothing);
            }
            print!("  {frames:>2} fps: {figures}");
        }
        println!();
    }
}

impl Figures {
    fn add(&mut self, pictures: &[Picture], raw: &Raw, smoothing: &Smoothing) {
        let mut smoothed: Option<(f64, SmoothedScores)> = None;
        let labels: Vec<Option<Emotion>> = raw
            .iter()
            .map(|&(at_ms, scores)| {
                let next = match smoothed {
                    Some((before_ms, mut smoothed)) => {
                        smoothed.update(smoothing, scores, (at_ms - before_ms) as f32);
                        smoothed
                    }
                    None => SmoothedScores::new(smoothing, scores),
                };
                smoothed = Some((at_ms, next));
                next.emotion()
            })
            .collect();
        for (number, picture) in pictures.iter().enumerate() {
            let start = number as f32 * SHOWN_MS;
            let part: Vec<_> = (raw.iter().zip(&labels))
                .filter(|((at_ms, _), _)| (*at_ms as f32 / SHOWN_MS) as usize == number)
                .collect();
            let count = |emotion| {
                part.iter()
                    .filter(|((_, raw), _)| raw.top() == emotion)
                    .count()
            };
            let usual = Emotion::ALL
                .into_iter()
                .max_by_key(|emotion| count(*emotion));
            self.frames += part.len();
            self.right += part
                .iter()
                .filter(|(_, label)| **label == Some(picture.truth))
                .count();
            self.uncertain += part.iter().filter(|(_, label)| label.is_none()).count();
            self.expressions += 1;
            if let Some(first) = part.iter().position(|(_, label)| **label == usual) {
                // The first expression of a video is named at once.
                if number > 0 {
                    self.named += 1;
                    self.lag_ms += part[first].0.0 as f32 - start;
                }
                self.changes += part[first..]
                    .windows(2)
                    .filter(|pair| pair[0].1 != pair[1].1)
                    .count();
            }
        }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let minutes = self.expressions as f32 * SHOWN_MS / 60_000.0;
        let percent = |part: usize| 100.0 * part as f32 / self.frames.max(1) as f32;
        write!(
            f,
            "{:5.1} {:4.0} ms {:4.1} % {:4.1} %",
            self.changes as f32 / minutes,
            self.lag_ms / self.named.max(1) as f32,
            percent(self.right),
            percent(self.uncertain),
        )
    }
}
