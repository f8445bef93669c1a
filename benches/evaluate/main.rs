//! Runs an emotion network through this very crate over FER-2013 and prints how well it does.
//!
//! ```text
//! cargo run --release --example evaluate -- fer2013.npz                   bare 48×48 crops
//! cargo run --release --example evaluate -- fer2013.npz --framed 160      pasted into 640×480 frames, found, aligned
//!     --split PublicTest      instead of PrivateTest; also Training, All
//!     --network my.onnx       instead of the built-in network; my.json lies beside it
//!     --emotions happy,sad    scores for these alone, on the pictures labelled so
//!     --framed 80,120,160     face heights in pixels, taken in turn
//!     --search 640            the search's longest side, 320 unless told
//!     --every 4               every fourth picture only
//!     --crops crops.npz       also writes the aligned crops, for `train.py --aligned`
//!     --curves curves.json    instead: faces of all sizes, turned, blurred, dark …; takes long
//!     --videos                instead: how steady a face's emotion is in a video, and whether it keeps its id
//!     --limits                instead: how small, dark, turned and unsure a face may be and still be read
//! ```

mod dataset;
mod face_quality;
mod frames;
mod head_rotation;
mod metrics;
#[path = "../../examples/options/mod.rs"]
mod options;
mod robustness;
mod smoothing;
mod tracking;

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};

use dataset::{Picture, Split, bare_crop, on_all_cores};
use emosense::{Crop, CropFormat, Emotion, FaceDetector, Frame, Recognizer, Scores};
use frames::{Disturbance, SIZE, frame_of, surest_face};
use image::imageops;
use metrics::{Figures, Judged};
use ndarray::{Array1, Array3, Axis};
use ndarray_npy::NpzWriter;
use options::Choice;

const USAGE: &str = "usage: evaluate FER2013.npz [--split NAME] [--network FILE.onnx] [--emotions NAMES] \
                     [--every N] [--framed HEIGHTS] [--search SIDE] [--crops FILE] [--curves FILE | --limits | --videos]";

struct Options {
    data: PathBuf,
    split: String,
    choice: Choice,
    framed: Vec<u32>,
    input_size: u32,
    every: usize,
    crops: Option<PathBuf>,
    curves: Option<PathBuf>,
    limits: bool,
    videos: bool,
}

/// The scores of one picture.
struct Outcome {
    /// Of the picture as it is, a 48×48 crop.
    bare: [f32; Emotion::COUNT],
    /// The mean of those and of the mirrored picture's.
    with_mirrored: [f32; Emotion::COUNT],
    /// Of the face found in its frame with its crop, if one was made and one was found.
    framed: Option<([f32; Emotion::COUNT], Crop)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let recognizer = || {
        let mut recognizer = options.choice.recognizer()?;
        recognizer.set_detector_input_size(Some(options.input_size));
        Ok(recognizer)
    };
    let first = recognizer()?;
    let emotions = first.emotions();
    if options.crops.is_some() && first.crop_format() != CropFormat::BUILT_IN {
        return Err(format!("--crops writes crops of {}", CropFormat::BUILT_IN).into());
    }
    let split = Split::read(&options.data, &options.split, options.every, emotions)?;
    if let Some(path) = &options.curves {
        return robustness::write(path, &split.pictures, recognizer);
    }
    if options.limits {
        return Ok(face_quality::print(&split.pictures, recognizer)?);
    }
    if options.videos {
        return Ok(smoothing::print(&split.pictures, recognizer)?);
    }
    let outcomes = on_all_cores(&split.pictures, recognizer, |recognizer, picture| {
        classify(recognizer, picture, &options.framed)
    })?;
    report(&options, emotions, &split.pictures, &outcomes);
    if let Some(path) = &options.crops {
        write_crops(path, &split, &outcomes)?;
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut data = None;
    let mut options = Options {
        data: PathBuf::new(),
        split: "PrivateTest".into(),
        choice: Choice::default(),
        framed: Vec::new(),
        input_size: FaceDetector::VIDEO_INPUT_SIZE,
        every: 1,
        crops: None,
        curves: None,
        limits: false,
        videos: false,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) if data.is_none() => data = Some(path.into()),
            Long("split") => options.split = parser.value()?.string()?,
            Long("network") => options.choice.set_network(Path::new(&parser.value()?))?,
            Long("emotions") => options.choice.set_emotions(&parser.value()?.string()?)?,
            Long("framed") => {
                let list = parser.value()?.string()?;
                options.framed = list.split(',').map(str::parse).collect::<Result<_, _>>()?;
                if options.framed.iter().any(|h| !(8..=SIZE.1).contains(h)) {
                    return Err(format!("face heights are 8 to {} pixels", SIZE.1).into());
                }
            }
            Long("search") => options.input_size = parser.value()?.parse()?,
            Long("every") => options.every = parser.value()?.parse()?,
            Long("curves") => options.curves = Some(parser.value()?.into()),
            Long("videos") => options.videos = true,
            Long("limits") => options.limits = true,
            Long("crops") => options.crops = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    options.data = data.ok_or(USAGE)?;
    if options.every == 0 {
        return Err("--every is 1 or more".into());
    }
    if options.crops.is_some() && options.framed.is_empty() {
        return Err("--crops needs --framed: bare pictures are not aligned".into());
    }
    Ok(options)
}

fn classify(
    recognizer: &mut Recognizer,
    picture: &Picture,
    heights: &[u32],
) -> Result<Outcome, emosense::Error> {
    let format = recognizer.crop_format();
    let bare = recognizer.classify_crop(&bare_crop(&picture.gray, format)?)?;
    let mirrored = imageops::flip_horizontal(&picture.gray);
    let mirrored = recognizer.classify_crop(&bare_crop(&mirrored, format)?)?;
    let framed = match heights {
        [] => None,
        _ => {
            let height = heights[picture.index % heights.len()];
            let frame = frame_of(picture, height, Disturbance::None);
            match surest_face(recognizer, frame)? {
                Some((face, frame)) => {
                    let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
                    let crop = Crop::from_face(&frame, &face.landmarks, format);
                    Some((shares(&face.scores), crop))
                }
                None => None,
            }
        }
    };
    Ok(Outcome {
        bare: shares(&bare),
        with_mirrored: mean(&bare, &mirrored),
        framed,
    })
}

fn report(options: &Options, emotions: &[Emotion], pictures: &[Picture], outcomes: &[Outcome]) {
    let heights = &options.framed;
    // Bare crops, or those found in their frames: what is judged.
    let judged: Vec<(&Picture, &Outcome)> = pictures
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| heights.is_empty() || outcome.framed.is_some())
        .collect();
    let figures = |scores: &dyn Fn(&Outcome) -> [f32; Emotion::COUNT]| {
        let judged = judged
            .iter()
            .map(|(picture, outcome)| (picture.truth, scores(outcome)));
        Figures::of(&judged.collect::<Vec<Judged>>(), emotions)
    };
    let bare = figures(&|outcome| outcome.bare);
    let chosen = figures(&|outcome| {
        outcome
            .framed
            .as_ref()
            .map_or(outcome.bare, |(scores, _)| *scores)
    });

    println!("{}: {} pictures", options.split, pictures.len());
    if heights.is_empty() {
        println!("accuracy {:.2} %", 100.0 * chosen.accuracy());
        let mirrored = figures(&|outcome| outcome.with_mirrored);
        println!(
            "accuracy with the mirrored picture too {:.2} %",
            100.0 * mirrored.accuracy()
        );
    } else {
        println!(
            "in {}×{} frames, faces {heights:?} px high: found {} ({:.1} %)",
            SIZE.0,
            SIZE.1,
            judged.len(),
            100.0 * judged.len() as f64 / pictures.len() as f64,
        );
        println!(
            "accuracy of those found, as bare crops {:.2} %",
            100.0 * bare.accuracy()
        );
        println!("accuracy {:.2} %", 100.0 * chosen.accuracy());
    }
    println!("expected calibration error {:.4}", chosen.calibration_error);
    chosen.print_tables();
}

fn mean(one: &Scores, other: &Scores) -> [f32; Emotion::COUNT] {
    Emotion::ALL.map(|emotion| (one.get(emotion) + other.get(emotion)) / 2.0)
}

fn shares(scores: &Scores) -> [f32; Emotion::COUNT] {
    Emotion::ALL.map(|emotion| scores.get(emotion))
}

/// `crops` uint8 [N, 48, 48] and `found` bool [N] for all N pictures of the data set.
fn write_crops(path: &Path, split: &Split, outcomes: &[Outcome]) -> Result<(), Box<dyn Error>> {
    let side = CropFormat::BUILT_IN.side;
    let mut crops = Array3::<u8>::zeros((split.total, side, side));
    let mut found = Array1::from_elem(split.total, false);
    for (picture, outcome) in split.pictures.iter().zip(outcomes) {
        if let Some((_, crop)) = &outcome.framed {
            found[picture.index] = true;
            let mut row = crops.index_axis_mut(Axis(0), picture.index);
            for (byte, value) in row.iter_mut().zip(crop.values()) {
                *byte = value.round() as u8;
            }
        }
    }
    let mut file = NpzWriter::new(File::create(path)?);
    file.add_array("crops", &crops)?;
    file.add_array("found", &found)?;
    file.finish()?;
    Ok(())
}
