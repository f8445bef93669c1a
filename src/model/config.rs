//! Defines the config of an emotion model, the `.json` beside its `.onnx`, which says how to use the model.

use serde::Deserialize;
#[cfg(feature = "custom-models")]
use serde::Deserializer;

#[cfg(feature = "custom-models")]
use crate::Error;
use crate::{Color, CropFormat, Emotion};

/// Describes how to use an emotion model. Its JSON may have further fields, which are ignored.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct ModelConfig {
    /// The emotion of each output value, in order. `null` (in Rust `None`) leaves a value out of the scores.
    pub labels: Vec<Option<Emotion>>,
    /// The input of the model.
    pub input: ModelInput,
    /// How pixel values are normalized.
    pub normalization: Normalization,
    /// The output of the model.
    pub output: ModelOutput,
    /// A second output in the convention of FER-2013's labels, which name an expression more readily than most people
    /// do; see [`Recognizer::set_sensitivity`](crate::Recognizer::set_sensitivity). `null` or absent (in Rust `None`)
    /// if the model has none.
    #[serde(default)]
    pub fer2013: Option<ModelOutput>,
}

/// Describes the input of a model: one crop.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ModelInput {
    /// The name of the input in the ONNX file.
    pub name: String,
    /// The shape: `[1, C, S, S]` for NCHW, `[1, S, S, C]` for NHWC. C is the number of channels, 1 for gray and 3 for
    /// RGB; S is the side length in pixels, 16 to 512.
    pub shape: Vec<usize>,
    /// The order of the dimensions.
    pub layout: Layout,
    /// The color format of the crop.
    pub color: Color,
}

/// The order of an input's dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "UPPERCASE")]
pub enum Layout {
    /// Batch, channel, row, column.
    Nchw,
    /// Batch, row, column, channel.
    Nhwc,
}

/// Describes how pixel values become input values: `(pixel - mean) / std`, for pixel values from 0 to 255.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Normalization {
    /// The mean, on the scale from 0 to 255.
    pub mean: PerChannel,
    /// The standard deviation, on the scale from 0 to 255; above 0.
    pub std: PerChannel,
}

/// One number for all channels, or one for each.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(untagged, expecting = "expected a number or a list of numbers")]
pub enum PerChannel {
    /// The same number for all channels.
    All(f32),
    /// One number per channel.
    Each(Vec<f32>),
}

/// Describes the output of a model.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ModelOutput {
    /// The name of the output in the ONNX file.
    pub name: String,
    /// The shape: `[1, K]` for K labels.
    pub shape: Vec<usize>,
    /// What the output values are; probabilities by default.
    #[serde(default)]
    pub kind: OutputKind,
}

/// What the values of an output are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum OutputKind {
    /// Probabilities: finite, not negative, not all zero.
    #[default]
    Probabilities,
    /// Logits: finite numbers, which a softmax converts to probabilities.
    Logits,
}

impl ModelConfig {
    /// Returns the config of the built-in model. A test compares it with `models/emotion.json`.
    pub fn built_in() -> Self {
        let CropFormat { side, color } = CropFormat::BUILT_IN;
        let output = |name: &str| ModelOutput {
            name: name.into(),
            shape: vec![1, Emotion::COUNT],
            kind: OutputKind::Logits,
        };
        ModelConfig {
            labels: Emotion::ALL.map(Some).to_vec(),
            input: ModelInput {
                name: "crop".into(),
                shape: vec![1, 1, side, side],
                layout: Layout::Nchw,
                color,
            },
            normalization: Normalization {
                mean: PerChannel::All(129.5),
                std: PerChannel::All(65.0),
            },
            output: output("scores"),
            fer2013: Some(output("fer2013")),
        }
    }

    /// Reads a config from a serde deserializer, such as `&mut serde_json::Deserializer::from_slice(json)`. In contrast
    /// to plain `Deserialize`, an error names the field that is missing or wrong.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`], for example with the reason ``config field input.shape[2]: invalid type: string
    /// "48", expected usize``.
    #[cfg(feature = "custom-models")]
    pub fn from_deserializer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, Error> {
        serde_path_to_error::deserialize(deserializer).map_err(|error| {
            let path = error.path().to_string();
            let message = error.inner().to_string();
            // Errors of serde-wasm-bindgen are JavaScript errors, which print their class first.
            let message = message.strip_prefix("Error: ").unwrap_or(&message);
            let hint = if path.starts_with("labels[") {
                "; use null for an output that is not one of the seven emotions"
            } else {
                ""
            };
            Error::InvalidModel {
                model: "emotion",
                reason: match path.as_str() {
                    "." => format!("config: {message}"),
                    _ => format!("config field {path}: {message}{hint}"),
                },
            }
        })
    }
}
