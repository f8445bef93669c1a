//! Validates a model config on its own, before the ONNX file is read.

use std::iter;

use super::config::{Layout, ModelConfig, ModelInput, ModelOutput, OutputKind, PerChannel};
use crate::{CropFormat, Emotion};

/// A config that is consistent and within the limits of the crate.
pub(crate) struct ValidatedConfig {
    /// The emotion of each output value; `None` leaves a value out.
    pub(crate) labels: Vec<Option<Emotion>>,
    /// The crops that the model takes.
    pub(crate) format: CropFormat,
    /// The mean of each channel, on the scale from 0 to 255.
    pub(crate) mean: Vec<f32>,
    /// The standard deviation of each channel, on the scale from 0 to 255.
    pub(crate) std: Vec<f32>,
    /// What the values of each output are: of `output`, then of `fer2013`, if the model has it.
    pub(crate) kinds: Vec<OutputKind>,
}

/// Side lengths of an input in pixels. Smaller crops do not show an expression; larger ones only cost time and memory.
const SIDES: std::ops::RangeInclusive<usize> = 16..=512;

impl ModelConfig {
    /// Validates everything that does not need the ONNX file.
    ///
    /// # Errors
    /// Returns what was expected and what the config has.
    pub(crate) fn validate(&self) -> Result<ValidatedConfig, String> {
        let format = self.input.crop_format()?;
        let channels = format.color.channels();
        let mean = self.normalization.mean.for_channels("mean", channels)?;
        let std = self.normalization.std.for_channels("std", channels)?;
        if let Some(invalid) = std.iter().find(|std| **std <= 0.0) {
            return Err(format!("expected a std above 0, the config has {invalid}"));
        }
        self.validate_labels()?;
        Ok(ValidatedConfig {
            labels: self.labels.clone(),
            format,
            mean,
            std,
            kinds: self.outputs().map(|output| output.kind).collect(),
        })
    }

    fn validate_labels(&self) -> Result<(), String> {
        for emotion in Emotion::ALL {
            let same = self.labels.iter().filter(|label| **label == Some(emotion));
            let count = same.count();
            if count > 1 {
                return Err(format!(
                    "expected each label once, the config has {:?} {count} times",
                    emotion.name()
                ));
            }
        }
        if self.labels.iter().all(Option::is_none) {
            return Err("expected at least one emotion as a label, the config has none".into());
        }
        let count = self.labels.len();
        match self.outputs().find(|output| output.shape != [1, count]) {
            Some(output) => Err(format!(
                "expected an output of shape [1, {count}] for {count} labels, the config has {:?}",
                output.shape
            )),
            None => Ok(()),
        }
    }

    /// Returns `output`, then `fer2013`, if the model has it.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = &ModelOutput> {
        iter::once(&self.output).chain(&self.fer2013)
    }
}

impl ModelInput {
    /// Returns the crops for this input.
    fn crop_format(&self) -> Result<CropFormat, String> {
        let channels = self.color.channels();
        let side = match (self.layout, self.shape.as_slice()) {
            (Layout::Nchw, &[1, c, height, width]) | (Layout::Nhwc, &[1, height, width, c])
                if c == channels && height == width =>
            {
                height
            }
            (layout, shape) => {
                let (name, expected) = match layout {
                    Layout::Nchw => ("NCHW", format!("[1, {channels}, S, S]")),
                    Layout::Nhwc => ("NHWC", format!("[1, S, S, {channels}]")),
                };
                return Err(format!(
                    "expected an input of shape {expected} ({name}, {channels} channels), the config has {shape:?}"
                ));
            }
        };
        if !SIDES.contains(&side) {
            return Err(format!(
                "expected an input of {} to {} pixels a side, the config has {side}",
                SIDES.start(),
                SIDES.end()
            ));
        }
        Ok(CropFormat {
            side,
            color: self.color,
        })
    }
}

impl PerChannel {
    /// Returns one value for each channel. `name` is the field's name for error messages.
    fn for_channels(&self, name: &str, channels: usize) -> Result<Vec<f32>, String> {
        let values = match self {
            PerChannel::All(value) => vec![*value; channels],
            PerChannel::Each(values) if values.len() == channels => values.clone(),
            PerChannel::Each(values) => {
                return Err(format!(
                    "expected {name} to be a number or a list of {channels}, one per channel, the config has {}",
                    values.len()
                ));
            }
        };
        match values.iter().find(|value| !value.is_finite()) {
            Some(invalid) => Err(format!(
                "expected a finite {name}, the config has {invalid}"
            )),
            None => Ok(values),
        }
    }
}
