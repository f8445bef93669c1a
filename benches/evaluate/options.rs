//! Parses the command line.

use std::error::Error;
use std::path::{Path, PathBuf};

use emosense::{FaceDetector, Recognizer};

use crate::dataset::Output;
use crate::frames::SIZE;
use crate::recognizer_options::RecognizerOptions;

const USAGE: &str = "usage: evaluate FER2013.npz [--split NAME] [--output NAME] [--face-heights PIXELS] \
                     [--robustness FILE | --face-quality | --videos], or \
                     evaluate --images FOLDER LABELS.csv [--group COLUMN]; both: [--model FILE.onnx] [--sensitivity NUMBER] \
                     [--emotions NAMES] [--every N] [--detector-input-size PIXELS] [--crops FILE]";

/// The split of FER-2013 that is evaluated by default.
const DEFAULT_SPLIT: &str = "PrivateTest";

/// The options; the documentation of `main.rs` explains them.
#[derive(Default)]
pub struct Options {
    /// FER-2013 or, with `images`, the labels of the images.
    pub dataset: PathBuf,
    pub split: Option<String>,
    pub output: Output,
    pub recognizer: RecognizerOptions,
    pub face_heights: Vec<u32>,
    pub detector_input_size: Option<u32>,
    pub every: usize,
    pub crops: Option<PathBuf>,
    pub robustness: Option<PathBuf>,
    pub face_quality: bool,
    pub videos: bool,
    /// The folder of labeled images.
    pub images: Option<PathBuf>,
    /// The name of the column of groups.
    pub group: Option<String>,
}

impl Options {
    /// Parses the arguments of the process.
    pub fn parse() -> Result<Self, Box<dyn Error>> {
        use lexopt::prelude::*;
        let mut parser = lexopt::Parser::from_env();
        let mut dataset = None;
        let mut options = Options {
            every: 1,
            ..Options::default()
        };
        while let Some(argument) = parser.next()? {
            let recognizer = &mut options.recognizer;
            match argument {
                Value(path) if dataset.is_none() => dataset = Some(path.into()),
                Long("split") => options.split = Some(parser.value()?.string()?),
                Long("output") => options.output = parse_output(&parser.value()?.string()?)?,
                Long("sensitivity") => recognizer.read_sensitivity(&parser.value()?.string()?)?,
                Long("model") => recognizer.read_model(Path::new(&parser.value()?))?,
                Long("emotions") => recognizer.read_emotions(&parser.value()?.string()?)?,
                Long("face-heights") => {
                    let heights = parser.value()?.string()?;
                    let heights = heights.split(',').map(str::parse);
                    options.face_heights = heights.collect::<Result<_, _>>()?;
                }
                Long("detector-input-size") => {
                    options.detector_input_size = Some(parser.value()?.parse()?);
                }
                Long("every") => options.every = parser.value()?.parse()?,
                Long("crops") => options.crops = Some(parser.value()?.into()),
                Long("robustness") => options.robustness = Some(parser.value()?.into()),
                Long("face-quality") => options.face_quality = true,
                Long("videos") => options.videos = true,
                Long("images") => options.images = Some(parser.value()?.into()),
                Long("group") => options.group = Some(parser.value()?.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        options.dataset = dataset.ok_or(USAGE)?;
        if options.output == Output::Fer2013 {
            options.recognizer.sensitivity.get_or_insert(1.0);
        }
        options.validate()?;
        Ok(options)
    }

    /// Returns the name of the split of FER-2013.
    pub fn split(&self) -> &str {
        self.split.as_deref().unwrap_or(DEFAULT_SPLIT)
    }

    /// Creates a recognizer. By default the detector's input size is that of a video for FER-2013, pasted into the frames
    /// of a camera, and that of a still for labeled images.
    pub fn new_recognizer(&self) -> Result<Recognizer, emosense::Error> {
        let for_video = self
            .images
            .is_none()
            .then_some(FaceDetector::VIDEO_INPUT_SIZE);
        let mut recognizer = self.recognizer.recognizer()?;
        recognizer.set_detector_input_size(self.detector_input_size.or(for_video));
        Ok(recognizer)
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
        let only_for_fer2013 = [
            ("--split", self.split.is_some()),
            ("--output", self.output != Output::default()),
            ("--face-heights", !self.face_heights.is_empty()),
            ("--robustness", self.robustness.is_some()),
            ("--face-quality", self.face_quality),
            ("--videos", self.videos),
        ];
        if self.images.is_some() {
            return match only_for_fer2013.into_iter().find(|(_, is_given)| *is_given) {
                Some((name, _)) => Err(format!("{name} is for FER-2013, not for --images").into()),
                None => Ok(()),
            };
        }
        if self.group.is_some() {
            return Err("--group needs --images".into());
        }
        if self.crops.is_some() && self.face_heights.is_empty() {
            return Err("--crops needs --face-heights: bare crops are not aligned".into());
        }
        Ok(())
    }
}

/// Parses the value of `--output`: the name of an output of the built-in emotion model.
fn parse_output(name: &str) -> Result<Output, String> {
    match name {
        "scores" => Ok(Output::Scores),
        "fer2013" => Ok(Output::Fer2013),
        _ => Err(format!("--output must be scores or fer2013, got {name:?}")),
    }
}
