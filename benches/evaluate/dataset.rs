//! FER-2013 from its `.npz`: the pictures of a split with their labels, as crops, on all cores.

use std::error::Error;
use std::fs::File;
use std::path::Path;

use emosense::{Color, Crop, CropFormat, Emotion, Recognizer};
use image::GrayImage;
use image::imageops::{self, FilterType};
use ndarray::{Array1, Array3, Axis};
use ndarray_npy::NpzReader;

/// Pixels a side of every picture.
pub const SIDE: u32 = 48;

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

/// One picture and what people saw in it.
pub struct Picture {
    /// Its place in the whole data set.
    pub index: usize,
    pub gray: GrayImage,
    pub truth: Emotion,
}

/// The pictures of one split, of those emotions.
pub struct Split {
    pub pictures: Vec<Picture>,
    /// How many pictures the whole data set has.
    pub total: usize,
}

impl Split {
    /// Reads every so many pictures of `Training`, `PublicTest`, `PrivateTest` or `All`.
    pub fn read(
        path: &Path,
        name: &str,
        every: usize,
        emotions: &[Emotion],
    ) -> Result<Self, Box<dyn Error>> {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut data = NpzReader::new(file)?;
        let images: Array3<u8> = data.by_name("images")?;
        let labels: Array1<u8> = data.by_name("label")?;
        let usage: Array1<u8> = data.by_name("usage")?;
        let mut pictures = Vec::new();
        for (index, image) in images.axis_iter(Axis(0)).enumerate() {
            let truth = LABELS[labels[index] as usize];
            let wanted = name == "All" || SPLITS[usage[index] as usize] == name;
            if wanted && emotions.contains(&truth) {
                let gray = GrayImage::from_raw(SIDE, SIDE, image.iter().copied().collect())
                    .ok_or("FER-2013's pictures should be 48×48")?;
                pictures.push(Picture { index, gray, truth });
            }
        }
        if pictures.is_empty() {
            return Err(format!("no pictures in a split {name:?}: {SPLITS:?} or All").into());
        }
        let pictures = pictures.into_iter().step_by(every).collect();
        Ok(Split {
            pictures,
            total: images.len_of(Axis(0)),
        })
    }
}

/// The picture as a crop, without detector: enlarged where the network takes larger ones.
pub fn bare_crop(gray: &GrayImage, format: CropFormat) -> Result<Crop, emosense::Error> {
    let side = format.side as u32;
    let gray = match side {
        SIDE => gray.clone(),
        _ => imageops::resize(gray, side, side, FilterType::CatmullRom),
    };
    let pixels = match format.color {
        Color::Gray => gray.into_raw(),
        Color::Rgb => gray.iter().flat_map(|&value| [value; 3]).collect(),
    };
    Crop::from_pixels(&pixels, format)
        .ok_or_else(|| emosense::Error::InvalidFrame(format!("it should be {format}")))
}

/// Does `work` for each item on all cores, each with a recogniser of its own, and gives what
/// came of them in the same order.
pub fn on_all_cores<Item: Sync, T: Send>(
    items: &[Item],
    recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
    work: impl Fn(&mut Recognizer, &Item) -> Result<T, emosense::Error> + Sync,
) -> Result<Vec<T>, emosense::Error> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (recognizer, work) = (&recognizer, &work);
    std::thread::scope(|scope| {
        let workers: Vec<_> = items
            .chunks(items.len().div_ceil(cores).max(1))
            .map(|share| {
                scope.spawn(move || {
                    let mut recognizer = recognizer()?;
                    let results = share.iter().map(|item| work(&mut recognizer, item));
                    results.collect::<Result<Vec<T>, emosense::Error>>()
                })
            })
            .collect();
        let mut results = Vec::with_capacity(items.len());
        for worker in workers {
            // A panic in a worker is a bug; it goes on here.
            let share = worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            results.extend(share?);
        }
        Ok(results)
    })
}
