//! Runs the shipped networks through this very crate over FER-2013 and prints how well they do.
//!
//! ```text
//! cargo run --release --example evaluate -- fer2013.npz                   bare 48×48 crops
//! cargo run --release --example evaluate -- fer2013.npz --framed 160      pasted into 640×480 frames, found, aligned
//!     --split PublicTest      instead of PrivateTest; also Training, All
//!     --framed 80,120,160     face heights in pixels, taken in turn
//!     --search 640            the search's longest side, 320 unless told
//!     --crops crops.npz       also writes the aligned crops, for `train.py --aligned`
//! ```

use std::error::Error;
use std::fs::File;
use std::path::PathBuf;

use emosense::{Crop, Emotion, FaceDetector, Frame, Recognizer, Scores};
use image::imageops::{self, FilterType};
use image::{GrayImage, Rgba, RgbaImage};
use ndarray::{Array1, Array3, Axis};
use ndarray_npy::{NpzReader, NpzWriter};

/// FER-2013's own label numbers, in its order.
const LABELS: [Emotion; Emotion::COUNT] = [
    Emotion::Angry,
    Emotion::Disgusted,
    Emotion::Fearful,
    Emotion::Happy,
    Emotion::Sad,
    Emotion::Surprised,
    Emotion::Neutral,
];

const SPLITS: [&str; 3] = ["Training", "PublicTest", "PrivateTest"];

/// The frames that pictures are pasted into, as most cameras give them.
const FRAME_SIZE: (u32, u32) = (640, 480);

struct Options {
    data: PathBuf,
    split: String,
    framed: Vec<u32>,
    search_side: u32,
    crops: Option<PathBuf>,
}

/// What came of one picture.
struct Outcome {
    /// The scores of the picture as it is, a 48×48 crop.
    bare: Scores,
    /// The scores and the crop of the face found in its frame, if one was made and one was found.
    framed: Option<(Scores, Crop)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let mut data = NpzReader::new(
        File::open(&options.data)
            .map_err(|error| format!("{}: {error}", options.data.display()))?,
    )?;
    let images: Array3<u8> = data.by_name("images")?;
    let labels: Array1<u8> = data.by_name("label")?;
    let usage: Array1<u8> = data.by_name("usage")?;
    let chosen: Vec<usize> = (0..images.len_of(Axis(0)))
        .filter(|&index| options.split == "All" || SPLITS[usage[index] as usize] == options.split)
        .collect();
    if chosen.is_empty() {
        return Err(format!("no split {:?}: {SPLITS:?} or All", options.split).into());
    }

    let outcomes = classify_all(&chosen, &images, &options)?;
    let truth: Vec<Emotion> = chosen
        .iter()
        .map(|&index| LABELS[labels[index] as usize])
        .collect();
    report(&options, &truth, &outcomes);
    if let Some(path) = &options.crops {
        write_crops(path, images.len_of(Axis(0)), &chosen, &outcomes)?;
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
        framed: Vec::new(),
        search_side: FaceDetector::DEFAULT_SEARCH_SIDE,
        crops: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Value(path) if data.is_none() => data = Some(path.into()),
            Long("split") => options.split = parser.value()?.string()?,
            Long("framed") => {
                let list = parser.value()?.string()?;
                options.framed = list.split(',').map(str::parse).collect::<Result<_, _>>()?;
                if options
                    .framed
                    .iter()
                    .any(|h| !(8..=FRAME_SIZE.1).contains(h))
                {
                    return Err(format!("face heights are 8 to {} pixels", FRAME_SIZE.1).into());
                }
            }
            Long("search") => options.search_side = parser.value()?.parse()?,
            Long("crops") => options.crops = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    options.data =
        data.ok_or("usage: evaluate FER2013.npz [--split NAME] [--framed HEIGHTS] [--search SIDE] [--crops FILE]")?;
    if options.crops.is_some() && options.framed.is_empty() {
        return Err("--crops needs --framed: bare pictures are not aligned".into());
    }
    Ok(options)
}

/// Classifies the chosen pictures on all cores, in order.
fn classify_all(
    chosen: &[usize],
    images: &Array3<u8>,
    options: &Options,
) -> Result<Vec<Outcome>, emosense::Error> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = chosen.len().div_ceil(cores);
    std::thread::scope(|scope| {
        let workers: Vec<_> = chosen
            .chunks(share)
            .map(|indices| {
                scope.spawn(move || {
                    let mut recognizer = Recognizer::new()?;
                    recognizer.set_search_side(options.search_side);
                    indices
                        .iter()
                        .map(|&index| {
                            let picture: Vec<u8> =
                                images.index_axis(Axis(0), index).iter().copied().collect();
                            let bare = bare(&mut recognizer, &picture)?;
                            let framed = match &options.framed[..] {
                                [] => None,
                                heights => {
                                    let height = heights[index % heights.len()];
                                    in_frame(&mut recognizer, picture, height, index)?
                                }
                            };
                            Ok(Outcome { bare, framed })
                        })
                        .collect::<Result<Vec<Outcome>, emosense::Error>>()
                })
            })
            .collect();
        let mut outcomes = Vec::with_capacity(chosen.len());
        for worker in workers {
            // A panic in a worker is a bug; it goes on here.
            outcomes.extend(
                worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?,
            );
        }
        Ok(outcomes)
    })
}

fn wrong_size() -> emosense::Error {
    emosense::Error::InvalidFrame("FER-2013's pictures should be 48×48".into())
}

fn bare(recognizer: &mut Recognizer, picture: &[u8]) -> Result<Scores, emosense::Error> {
    let crop = Crop::from_grey(picture).ok_or_else(wrong_size)?;
    recognizer.classify_crop(&crop)
}

/// Enlarges the picture to `height` pixels, pastes it into a grey frame at a place that depends
/// on its index, and takes the surest face, if any.
fn in_frame(
    recognizer: &mut Recognizer,
    picture: Vec<u8>,
    height: u32,
    index: usize,
) -> Result<Option<(Scores, Crop)>, emosense::Error> {
    let side = Crop::SIDE as u32;
    let picture = GrayImage::from_raw(side, side, picture).ok_or_else(wrong_size)?;
    let picture = imageops::resize(&picture, height, height, FilterType::CatmullRom);
    let mut frame = RgbaImage::from_pixel(FRAME_SIZE.0, FRAME_SIZE.1, Rgba([128, 128, 128, 255]));
    // Two coprime steps spread the places over the whole frame.
    let left = (index * 97) as u32 % (FRAME_SIZE.0 - height + 1);
    let top = (index * 61) as u32 % (FRAME_SIZE.1 - height + 1);
    for (x, y, grey) in picture.enumerate_pixels() {
        let [value] = grey.0;
        frame.put_pixel(left + x, top + y, Rgba([value, value, value, 255]));
    }
    let frame = Frame::new(&frame, FRAME_SIZE.0, FRAME_SIZE.1)?;
    let faces = recognizer.classify(&frame)?;
    Ok(faces
        .first()
        .map(|face| (face.scores, Crop::from_face(&frame, &face.landmarks))))
}

fn report(options: &Options, truth: &[Emotion], outcomes: &[Outcome]) {
    let heights = &options.framed;
    // Bare crops, or those found in their frames: what is judged, each with its truth.
    let judged: Vec<(Emotion, &Outcome, Scores)> = truth
        .iter()
        .zip(outcomes)
        .filter_map(|(&emotion, outcome)| match &outcome.framed {
            Some((scores, _)) => Some((emotion, outcome, *scores)),
            None if heights.is_empty() => Some((emotion, outcome, outcome.bare)),
            None => None,
        })
        .collect();
    let mut confusion = [[0usize; Emotion::COUNT]; Emotion::COUNT];
    for (emotion, _, scores) in &judged {
        confusion[*emotion as usize][scores.top() as usize] += 1;
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let right: usize = (0..Emotion::COUNT)
        .map(|class| confusion[class][class])
        .sum();
    println!("{}: {} pictures", options.split, truth.len());
    if !heights.is_empty() {
        let right_bare = judged
            .iter()
            .filter(|(emotion, outcome, _)| outcome.bare.top() == *emotion);
        println!(
            "in {}×{} frames, faces {heights:?} px high: found {} ({:.1} %)\naccuracy of those found, as bare crops {:.2} %",
            FRAME_SIZE.0,
            FRAME_SIZE.1,
            judged.len(),
            percent(judged.len(), truth.len()),
            percent(right_bare.count(), judged.len()),
        );
    }
    println!("accuracy {:.2} %", percent(right, judged.len()));

    println!("\n{:<10} precision  recall      F1  pictures", "");
    let mut f1_sum = 0.0;
    for emotion in Emotion::ALL {
        let class = emotion as usize;
        let hits = confusion[class][class];
        let predicted: usize = confusion.iter().map(|row| row[class]).sum();
        let actual: usize = confusion[class].iter().sum();
        let f1 = 2.0 * hits as f64 / (predicted + actual).max(1) as f64;
        f1_sum += f1;
        println!(
            "{:<10} {:>9.3} {:>7.3} {f1:>7.3} {actual:>9}",
            emotion.name(),
            percent(hits, predicted) / 100.0,
            percent(hits, actual) / 100.0,
        );
    }
    println!("macro F1   {:.3}", f1_sum / Emotion::COUNT as f64);

    println!("\nconfusion, rows true, columns recognised");
    print!("{:<10}", "");
    for emotion in Emotion::ALL {
        print!(" {:>9}", emotion.name());
    }
    println!();
    for emotion in Emotion::ALL {
        print!("{:<10}", emotion.name());
        for count in confusion[emotion as usize] {
            print!(" {count:>9}");
        }
        println!();
    }
}

/// `crops` uint8 [N, 48, 48] and `found` bool [N] for all N pictures of the data set.
fn write_crops(
    path: &PathBuf,
    count: usize,
    chosen: &[usize],
    outcomes: &[Outcome],
) -> Result<(), Box<dyn Error>> {
    let mut crops = Array3::<u8>::zeros((count, Crop::SIDE, Crop::SIDE));
    let mut found = Array1::from_elem(count, false);
    for (&index, outcome) in chosen.iter().zip(outcomes) {
        if let Some((_, crop)) = &outcome.framed {
            found[index] = true;
            let mut row = crops.index_axis_mut(Axis(0), index);
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
