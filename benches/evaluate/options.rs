//! Parses the command line.

use std::error::Error;
use std::path::{Path, PathBuf};

use emosense::FaceDetector;

use crate::frames::SIZE;
use crate::recognizer_options::RecognizerOptions;

const USAGE: &str = "usage: evaluate FER2013.npz [--split NAME] [--model FILE.onnx] [--emotions NAMES] [--every N] \
                     [--face-heights PIXELS] [--detector-input-size PIXELS] [--crops FILE] \
                     [--robustness FILE | --face-quality | --videos]";

/// The options; the documentation of `main.rs` explains them.
pub struct Options {
    pub dataset: PathBuf,
    pub split: String,
    pub recognizer: RecognizerOptions,
    pub face_heights: Vec<u32>,
    pub detector_input_size: u32,
    pub every: usize,
    pub crops: Option<PathBuf>,
    pub robustness: Option<PathBuf>,
    pub face_quality: bool,
    pub videos: bool,
}

impl Options {
    /// Parses the arguments of the process.
    pub fn parse() -> Result<Self, Box<dyn Error>> {
        use lexopt::prelude::*;
        let mut parser = lexopt::Parser::from_env();
        let mut dataset = None;
        let mut options = Options {
            dataset: PathBuf::new(),
            split: "PrivateTest".into(),
            recognizer: RecognizerOptions::default(),
            face_heights: Vec::new(),
            detector_input_size: FaceDetector::VIDEO_INPUT_SIZE,
            every: 1,
            crops: None,
            robustness: None,
            face_quality: false,
            videos: false,
        };
        while let Some(argument) = parser.next()? {
            let recognizer = &mut options.recognizer;
            match argument {
                Value(path) if dataset.is_none() => dataset = Some(path.into()),
                Long("split") => options.split = parser.value()?.string()?,
                Long("model") => recognizer.read_model(Path::new(&parser.value()?))?,
                Long("emotions") => recognizer.read_emotions(&parser.value()?.string()?)?,
                Long("face-heights") => {
                    let heights = parser.value()?.string()?;
                    let heights = heights.split(',').map(str::parse);
                    options.face_heights = heights.collect::<Result<_, _>>()?;
                }
                Long("detector-input-size") => {
                    options.detector_input_size = parser.value()?.parse()?;
                }
                Long("every") => options.every = parser.value()?.parse()?,
                Long("crops") => options.crops = Some(parser.value()?.into()),
                Long("robustness") => options.robustness = Some(parser.value()?.into()),
                Long("face-quality") => options.face_quality = true,
                Long("videos") => options.videos = true,
                other => return Err(other.unexpected().into()),
            }
        }
        options.dataset = dataset.ok_or(USAGE)?;
        options.validate()?;
        Ok(options)
    }

    fn validate(&self) -> Result<(), Box<dyn Error>> {
        let valid = 8..=SIZE.1;
        if let Some(height) = self
            .face_heights
            .iter()
            .find(|height| !valid.contains(height))
        {
            let (min, max) = (valid.start(), valid.end());
            return Err(format!("--face-heights must be {min} to {max}, got {height}").into());
        }
        if self.every == 0 {
            return Err("--every must be at least 1, got 0".into());
        }
        if self.crops.is_some() && self.face_heights.is_empty() {
            return Err("--crops needs --face-heights: bare crops are not aligned".into());
        }
        Ok(())
    }
}
