//! Reads FER-2013 from its `.npz` and makes crops of its images.

use std::error::Error;
use std::fs::File;
use std::path::Path;

use emosense::{Color, Crop, CropFormat, Emotion};
use image::GrayImage;
use image::imageops::{self, FilterType};
use ndarray::{Array1, Array2, Array3, Axis};
use ndarray_npy::NpzReader;

use crate::agreement::{self, Votes};

/// The side length of each image in pixels.
pub const SIDE: u32 = 48;

/// The name of the array of FER+'s votes.
const VOTES: &str = "ferplus_votes";

/// The emotions in the order of FER-2013's label numbers.
const LABELS: [Emotion; Emotion::COUNT] = [
    Emotion::Angry,
    Emotion::Disgusted,
    Emotion::Fearful,
    Emotion::Happy,
    Emotion::Sad,
    Emotion::Surprised,
    Emotion::Neutral,
];

/// The splits in the order of FER-2013's usage numbers.
const SPLITS: [&str; 3] = ["Training", "PublicTest", "PrivateTest"];

/// An output of the emotion model, which decides what the correct emotion of an image is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Output {
    /// What six or more of FER+'s ten annotators chose.
    #[default]
    Scores,
    /// The original label of FER-2013.
    Fer2013,
}

/// An image with its label.
pub struct Sample {
    /// The index in the whole dataset.
    pub index: usize,
    pub image: GrayImage,
    /// The original label or, after [`Split::into_labeled`], that for an output.
    pub label: Emotion,
    /// The votes of FER+'s annotators, if the file has them.
    pub votes: Option<Votes>,
}

/// The samples of a split.
pub struct Split {
    pub samples: Vec<Sample>,
    /// The number of images in the whole dataset.
    pub dataset_size: usize,
}

impl Split {
    /// Reads every `every`-th sample of a split: `Training`, `PublicTest`, `PrivateTest` or `All`.
    pub fn read(path: &Path, name: &str, every: usize) -> Result<Self, Box<dyn Error>> {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut npz = NpzReader::new(file)?;
        let images: Array3<u8> = npz.by_name("images")?;
        let labels: Array1<u8> = npz.by_name("label")?;
        let usages: Array1<u8> = npz.by_name("usage")?;
        let has_votes = npz.names()?.iter().any(|name| name == VOTES);
        let votes: Option<Array2<u8>> = has_votes.then(|| npz.by_name(VOTES)).transpose()?;
        let mut samples = Vec::new();
        for (index, image) in images.axis_iter(Axis(0)).enumerate() {
            let label = LABELS[usize::from(labels[index])];
            if name == "All" || SPLITS[usize::from(usages[index])] == name {
                let image = GrayImage::from_raw(SIDE, SIDE, image.iter().copied().collect())
                    .ok_or("expected images of 48×48 pixels")?;
                let votes = votes
                    .as_ref()
                    .map(|votes| votes.row(index).to_vec().try_into());
                samples.push(Sample {
                    index,
                    image,
                    label,
                    votes: votes
                        .transpose()
                        .map_err(|_| "expected ten counts of votes per image")?,
                });
            }
        }
        if samples.is_empty() {
            return Err(format!("expected one of {SPLITS:?} or All as split, got {name:?}").into());
        }
        Ok(Split {
            samples: samples.into_iter().step_by(every).collect(),
            dataset_size: images.len_of(Axis(0)),
        })
    }

    /// Returns the samples that have a label among `emotions` for an output, with this label.
    pub fn into_labeled(self, output: Output, emotions: &[Emotion]) -> Vec<Sample> {
        let labeled = self.samples.into_iter().filter_map(|sample| {
            let label = sample.label_for(output)?;
            Some(Sample { label, ..sample })
        });
        labeled
            .filter(|sample| emotions.contains(&sample.label))
            .collect()
    }
}

impl Sample {
    /// Returns the correct emotion for an output, if there is one.
    pub fn label_for(&self, output: Output) -> Option<Emotion> {
        match output {
            Output::Scores => agreement::agreed_emotion(&self.votes?, agreement::MIN_VOTES),
            Output::Fer2013 => Some(self.label),
        }
    }
}

/// Converts an image to a crop without detection, and enlarges it if the model takes larger crops.
pub fn bare_crop(image: &GrayImage, format: CropFormat) -> Result<Crop, emosense::Error> {
    let side = format.side as u32;
    let image = match side {
        SIDE => image.clone(),
        _ => imageops::resize(image, side, side, FilterType::CatmullRom),
    };
    let values = match format.color {
        Color::Gray => image.into_raw(),
        Color::Rgb => image.iter().flat_map(|&value| [value; 3]).collect(),
    };
    Crop::from_pixels(&values, format)
        .ok_or_else(|| emosense::Error::InvalidFrame(format!("expected a crop of {format}")))
}
