//! Tracks the faces of a video, a folder of images or an animated GIF, and prints their tracks, frame by frame.
//!
//! ```text
//! cargo run --release --example video -- frames/ [--fps 30]
//! cargo run --release --example video -- animation.gif
//! ```

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use emosense::{Emotion, Frame, Recognizer};
use image::codecs::gif::GifDecoder;
use image::{AnimationDecoder, RgbaImage};

const USAGE: &str = "usage: video FOLDER|ANIMATION.gif [--fps RATE]";

/// An image with its time in the video in milliseconds.
type TimedImage = Result<(RgbaImage, f64), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let (path, fps) = parse_options()?;
    let images = if path.is_dir() {
        read_folder(&path, fps)?
    } else {
        read_gif(&path)?
    };
    let mut recognizer = Recognizer::new()?;
    println!("   time  track  emotion    score  quality");
    for timed in images {
        let (image, at_ms) = timed?;
        let frame = Frame::try_from(&image)?;
        for face in recognizer.classify_for_video(&frame, at_ms)? {
            let Some(track) = face.track else { continue };
            println!(
                "{:6.2} s  {:>5}  {:<9} {:4.0} %  {:?}",
                at_ms / 1000.0,
                track.id,
                track.emotion.map_or("uncertain", Emotion::name),
                100.0 * track.scores.get(track.scores.top()),
                face.quality,
            );
        }
    }
    Ok(())
}

/// Returns the path, and the frame rate of a folder of images.
fn parse_options() -> Result<(PathBuf, f64), Box<dyn Error>> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let (mut path, mut fps) = (None, 30.0);
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if path.is_none() => path = Some(PathBuf::from(value)),
            Long("fps") => fps = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok((path.ok_or(USAGE)?, fps))
}

/// Reads the images of a folder, one by one, in the order of their names.
fn read_folder(
    folder: &Path,
    fps: f64,
) -> Result<Box<dyn Iterator<Item = TimedImage>>, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<Result<Vec<PathBuf>, std::io::Error>>()?;
    paths.sort();
    let images = paths.into_iter().enumerate().map(move |(number, path)| {
        let image = image::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok((image.to_rgba8(), number as f64 * 1000.0 / fps))
    });
    Ok(Box::new(images))
}

/// Reads the frames of an animated GIF, which say how long each is shown.
fn read_gif(path: &Path) -> Result<Box<dyn Iterator<Item = TimedImage>>, Box<dyn Error>> {
    let file = BufReader::new(File::open(path)?);
    let mut at_ms = 0.0;
    let images = GifDecoder::new(file)?.into_frames().map(move |frame| {
        let frame = frame?;
        let (numerator, denominator) = frame.delay().numer_denom_ms();
        let start_ms = at_ms;
        at_ms += f64::from(numerator) / f64::from(denominator);
        Ok((frame.into_buffer(), start_ms))
    });
    Ok(Box::new(images))
}
