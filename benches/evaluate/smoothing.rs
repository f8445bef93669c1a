//! Measures how stable and how delayed the emotion of a track is, for several smoothing settings.

use std::f32::consts::TAU;

use emosense::{Emotion, Frame, Recognizer, Scores, SmoothedScores, Smoothing};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, Luma};

use crate::dataset::Sample;
use crate::frames::{Noise, add_noise};
use crate::parallel;

/// Frame rates in frames per second.
const RATES: [u32; 3] = [10, 15, 30];
/// Width and height of a frame in pixels.
const SIZE: (u32, u32) = (320, 240);
/// The gray level around the face.
const BACKGROUND: u8 = 128;
/// The mean height of a face in pixels.
pub const HEIGHT: f32 = 120.0;
/// The number of expressions in a video, each one image of the dataset.
pub const EXPRESSIONS: usize = 3;
/// How long each expression is shown in milliseconds.
const EXPRESSION_MS: f32 = 3000.0;
/// The number of videos.
pub const VIDEOS: usize = 40;

/// The time of each frame in milliseconds, with its raw scores.
type RawScores = Vec<(f64, Scores)>;

/// The images of a video, and its raw scores at each frame rate.
struct Video<'a> {
    samples: &'a [Sample],
    raw: [RawScores; RATES.len()],
}

/// Sums over the frames and expressions of all videos.
#[derive(Default)]
struct Statistics {
    frames: usize,
    /// Frames with the emotion of the label.
    correct: usize,
    uncertain: usize,
    expressions: usize,
    /// Expressions, without the first of each video, whose most frequent emotion was shown.
    shown: usize,
    /// The sum of their delays in milliseconds.
    delay_ms: f32,
    /// Changes of the shown emotion within an expression, once its most frequent emotion was shown.
    changes: usize,
}

/// Prints the statistics of each smoothing setting at each frame rate.
pub fn print(
    samples: &[Sample],
    new_recognizer: &(impl Fn() -> Result<Recognizer, emosense::Error> + Sync),
) -> Result<(), emosense::Error> {
    let videos: Vec<&[Sample]> = samples.chunks_exact(EXPRESSIONS).take(VIDEOS).collect();
    let videos = parallel::map(&videos, new_recognizer, |recognizer, samples| {
        let mut raw = [const { Vec::new() }; RATES.len()];
        for (raw, rate) in raw.iter_mut().zip(RATES) {
            *raw = raw_scores(recognizer, samples, rate)?;
        }
        Ok(Video { samples, raw })
    })?;
    let seconds = videos.len() as f32 * EXPRESSIONS as f32 * EXPRESSION_MS / 1000.0;
    println!(
        "{} videos, {seconds} s: changes per minute, delay, time correct, time uncertain",
        videos.len()
    );
    for (name, smoothing) in settings() {
        print!("{name:<32}");
        for (index, rate) in RATES.iter().enumerate() {
            let mut statistics = Statistics::default();
            for video in &videos {
                statistics.add(video.samples, &video.raw[index], &smoothing);
            }
            print!("  {rate:>2} fps: {statistics}");
        }
        println!();
    }
    Ok(())
}

/// Returns the raw scores of the frames of a video.
fn raw_scores(
    recognizer: &mut Recognizer,
    samples: &[Sample],
    rate: u32,
) -> Result<RawScores, emosense::Error> {
    let mut raw = Vec::new();
    let count = (EXPRESSION_MS * samples.len() as f32 / 1000.0) as u32 * rate;
    for number in 0..count {
        let at_ms = number as f32 * 1000.0 / rate as f32;
        let sample = &samples[(at_ms / EXPRESSION_MS) as usize];
        let frame = DynamicImage::ImageLuma8(handheld_frame(sample, at_ms)).to_rgba8();
        let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
        let faces = recognizer.classify_for_video(&frame, f64::from(at_ms))?;
        if let Some(face) = faces.first() {
            raw.push((f64::from(at_ms), face.scores));
        }
    }
    Ok(raw)
}

/// Makes a frame like that of a handheld camera: the face sways slowly, the same at every frame rate, and shakes from
/// frame to frame.
fn handheld_frame(sample: &Sample, at_ms: f32) -> GrayImage {
    let seed = sample.index * 10_007 + at_ms as usize;
    let mut noise = Noise::new(seed);
    let sway = |hertz: f32, phase: usize| {
        (TAU * (hertz * at_ms / 1000.0 + (sample.index * phase % 97) as f32 / 97.0)).sin()
    };
    let side = HEIGHT * (1.0 + 0.05 * sway(0.3, 5) + 0.01 * noise.next());
    let left = 100.0 + 8.0 * sway(0.5, 7) + noise.next();
    let top = 60.0 + 6.0 * sway(0.4, 11) + noise.next();
    let brightness = 1.0 + 0.1 * sway(0.7, 13);
    let side = side.round() as u32;
    let mut face = imageops::resize(&sample.image, side, side, FilterType::Triangle);
    for pixel in face.pixels_mut() {
        pixel.0[0] = (f32::from(pixel.0[0]) * brightness) as u8;
    }
    add_noise(&mut face, 6.0, seed);
    let mut frame = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([BACKGROUND]));
    imageops::replace(&mut frame, &face, left as i64, top as i64);
    frame
}

/// Returns the settings to compare, with their names: no smoothing, then variations of the default.
fn settings() -> Vec<(String, Smoothing)> {
    let default = Smoothing::default();
    let none = Smoothing {
        time_constant_ms: 0.0,
        switch_margin: 0.0,
        switch_after_ms: 0.0,
        enter_threshold: 0.0,
        exit_threshold: 0.0,
    };
    let mut settings = vec![("none".into(), none)];
    for time_constant_ms in [0.0, 100.0, 150.0, 200.0, 300.0, 500.0] {
        for switch_margin in [0.0, 0.1, 0.2] {
            settings.push((
                format!("τ {time_constant_ms}, margin {switch_margin}"),
                Smoothing {
                    time_constant_ms,
                    switch_margin,
                    ..default
                },
            ));
        }
    }
    for switch_after_ms in [300.0, 500.0, 1000.0, f32::INFINITY] {
        settings.push((
            format!("switch after {switch_after_ms}"),
            Smoothing {
                switch_after_ms,
                ..default
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
                ..default
            },
        ));
    }
    settings
}

/// Returns the emotion that is shown after each frame.
fn smoothed_emotions(raw: &RawScores, smoothing: &Smoothing) -> Vec<Option<Emotion>> {
    let mut previous: Option<(f64, SmoothedScores)> = None;
    raw.iter()
        .map(|&(at_ms, scores)| {
            let smoothed = match previous {
                Some((previous_ms, mut smoothed)) => {
                    smoothed.update(smoothing, scores, (at_ms - previous_ms) as f32);
                    smoothed
                }
                None => SmoothedScores::new(smoothing, scores),
            };
            previous = Some((at_ms, smoothed));
            smoothed.emotion()
        })
        .collect()
}

impl Statistics {
    fn add(&mut self, samples: &[Sample], raw: &RawScores, smoothing: &Smoothing) {
        let emotions = smoothed_emotions(raw, smoothing);
        for (number, sample) in samples.iter().enumerate() {
            let start_ms = number as f32 * EXPRESSION_MS;
            let frames: Vec<_> = (raw.iter().zip(&emotions))
                .filter(|((at_ms, _), _)| (*at_ms as f32 / EXPRESSION_MS) as usize == number)
                .collect();
            let count = |emotion| {
                let tops = frames.iter().map(|((_, raw), _)| raw.top());
                tops.filter(|top| *top == emotion).count()
            };
            let most_frequent = Emotion::ALL
                .into_iter()
                .max_by_key(|emotion| count(*emotion));
            let shown = || frames.iter().map(|(_, emotion)| **emotion);
            self.frames += frames.len();
            self.correct += shown().filter(|shown| *shown == Some(sample.label)).count();
            self.uncertain += shown().filter(Option::is_none).count();
            self.expressions += 1;
            if let Some(first) = shown().position(|shown| shown == most_frequent) {
                // The first expression of a video is shown without delay.
                if number > 0 {
                    self.shown += 1;
                    self.delay_ms += frames[first].0.0 as f32 - start_ms;
                }
                self.changes += frames[first..]
                    .windows(2)
                    .filter(|pair| pair[0].1 != pair[1].1)
                    .count();
            }
        }
    }
}

impl std::fmt::Display for Statistics {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let minutes = self.expressions as f32 * EXPRESSION_MS / 60_000.0;
        let percent = |part: usize| 100.0 * part as f32 / self.frames.max(1) as f32;
        write!(
            f,
            "{:5.1} {:4.0} ms {:4.1} % {:4.1} %",
            self.changes as f32 / minutes,
            self.delay_ms / self.shown.max(1) as f32,
            percent(self.correct),
            percent(self.uncertain),
        )
    }
}
