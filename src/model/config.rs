//! The card of an emotion network, the `.json` beside its `.onnx`: how its input and outputs are to be read.

use serde::Deserialize;

use crate::{Color, CropFormat, Emotion};

/// What must be known of an emotion network to use it. In JSON a card may say more; that is
/// information, and ignored.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct ModelConfig {
    /// The emotion of each output, in their order; `None` (`null`) for an output that is none of
    /// the seven, which is left out of the scores.
    #[serde(deserialize_with = "named::labels")]
    pub labels: Vec<Option<Emotion>>,
    /// What the network takes.
    #[serde(deserialize_with = "named::input")]
    pub input: ModelInput,
    /// How pixels become numbers.
    #[serde(deserialize_with = "named::normalization")]
    pub normalization: Normalization,
    /// What the network gives.
    #[serde(deserialize_with = "named::output")]
    pub output: ModelOutput,
}

/// The input of a network: one crop.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ModelInput {
    /// Its name in the file.
    #[serde(deserialize_with = "named::name")]
    pub name: String,
    /// `[1, C, S, S]` or, for [`Layout::Nhwc`], `[1, S, S, C]`: C channels of S × S pixels,
    /// S from 16 to 512.
    #[serde(deserialize_with = "named::shape")]
    pub shape: Vec<usize>,
    /// The order of the axes.
    #[serde(deserialize_with = "named::layout")]
    pub layout: Layout,
    /// One gray channel, or red, green and blue.
    #[serde(deserialize_with = "named::color")]
    pub color: Color,
}

/// The order of an input's axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "UPPERCASE")]
pub enum Layout {
    /// Batch, channel, row, column.
    Nchw,
    /// Batch, row, column, channel.
    Nhwc,
}

/// The network takes `(pixel − mean) / std` of pixels from 0 to 255.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Normalization {
    /// What is taken away.
    #[serde(deserialize_with = "named::mean")]
    pub mean: PerChannel,
    /// What is divided by, above 0.
    #[serde(deserialize_with = "named::std")]
    pub std: PerChannel,
}

/// One number for all channels, or one for each.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(untagged, expecting = "expected a number or a list of numbers")]
pub enum PerChannel {
    /// The same for all.
    All(f32),
    /// As many as there are channels.
    Each(Vec<f32>),
}

/// The output of a network.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ModelOutput {
    /// Its name in the file.
    #[serde(deserialize_with = "named::name")]
    pub name: String,
    /// `[1, K]` for K labels.
    #[serde(deserialize_with = "named::shape")]
    pub shape: Vec<usize>,
    /// What its values are; probabilities unless said.
    #[serde(default, deserialize_with = "named::kind")]
    pub kind: OutputKind,
}

/// What the values of an output are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum OutputKind {
    /// Finite, not negative, not all zero.
    #[default]
    Probabilities,
    /// Any finite numbers; a softmax makes probabilities of them.
    Logits,
}

/// Puts the name of the field before what serde says of its value.
mod named {
    use serde::de::{Deserialize, Deserializer, Error};

    macro_rules! fields {
        ($($name:ident $hint:literal),*) => {
            $(pub(super) fn $name<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
                deserializer: D,
            ) -> Result<T, D::Error> {
                T::deserialize(deserializer).map_err(|error| {
                    D::Error::custom(format_args!(
                        concat!(stringify!($name), ": {}", $hint), error
                    ))
                })
            })*
        };
    }

    fields!(
        labels "; write null for an output to be left out",
        input "", normalization "", output "", name "", shape "", layout "", color "", mean "",
        std "", kind ""
    );
}

/// A card that contradicts neither itself nor what the crate can do, ready for use.
pub(crate) struct Interface {
    pub(crate) labels: Vec<Option<Emotion>>,
    pub(crate) format: CropFormat,
    pub(crate) layout: Layout,
    /// One for each channel.
    pub(crate) mean: Vec<f32>,
    /// One for each channel.
    pub(crate) std: Vec<f32>,
    pub(crate) kind: OutputKind,
}

impl ModelConfig {
    /// The card of the network that is built into the crate; a test holds it against
    /// `models/emotion.json`.
    pub fn built_in() -> Self {
        ModelConfig {
            labels: Emotion::ALL.map(Some).to_vec(),
            input: ModelInput {
                name: "crop".into(),
                shape: vec![1, 1, CropFormat::BUILT_IN.side, CropFormat::BUILT_IN.side],
                layout: Layout::Nchw,
                color: CropFormat::BUILT_IN.color,
            },
            normalization: Normalization {
                mean: PerChannel::All(129.5),
                std: PerChannel::All(65.0),
            },
            output: ModelOutput {
                name: "scores".into(),
                shape: vec![1, Emotion::COUNT],
                kind: OutputKind::Probabilities,
            },
        }
    }

    /// Checks all that can be checked without the file; the error says what is wrong.
    pub(crate) fn interface(&self) -> Result<Interface, String> {
        let format = self.input.format()?;
        let channels = format.color.channels();
        let mean = self.normalization.mean.of_channels("mean", channels)?;
        let std = self.normalization.std.of_channels("std", channels)?;
        if let Some(wrong) = std.iter().find(|std| **std <= 0.0) {
            return Err(format!("its card's std is {wrong}, it should be above 0"));
        }
        self.check_labels()?;
        Ok(Interface {
            labels: self.labels.clone(),
            format,
            layout: self.input.layout,
            mean,
            std,
            kind: self.output.kind,
        })
    }

    fn check_labels(&self) -> Result<(), String> {
        for emotion in Emotion::ALL {
            let named = self.labels.iter().filter(|label| **label == Some(emotion));
            if named.count() > 1 {
                return Err(format!("its card has the label {:?} twice", emotion.name()));
            }
        }
        if self.labels.iter().all(Option::is_none) {
            return Err("its card's labels name no emotion".into());
        }
        if self.output.shape != [1, self.labels.len()] {
            return Err(format!(
                "its card names {} labels, its output's shape there is {:?}",
                self.labels.len(),
                self.output.shape
            ));
        }
        Ok(())
    }
}

impl ModelInput {
    fn format(&self) -> Result<CropFormat, String> {
        let channels = self.color.channels();
        let (layout, side) = match (self.layout, self.shape.as_slice()) {
            (Layout::Nchw, &[1, c, height, width]) if c == channels && height == width => {
                return self.checked(height);
            }
            (Layout::Nhwc, &[1, height, width, c]) if c == channels && height == width => {
                return self.checked(height);
            }
            (Layout::Nchw, _) => ("NCHW", format!("[1, {channels}, S, S]")),
            (Layout::Nhwc, _) => ("NHWC", format!("[1, S, S, {channels}]")),
        };
        Err(format!(
            "its card's input shape is {:?}, for {layout} and {:?} it should be {side}",
            self.shape, self.color
        ))
    }

    fn checked(&self, side: usize) -> Result<CropFormat, String> {
        if !(16..=512).contains(&side) {
            return Err(format!(
                "its card's input is {side} pixels a side, 16 to 512 are possible"
            ));
        }
        Ok(CropFormat {
            side,
            color: self.color,
        })
    }
}

impl PerChannel {
    fn of_channels(&self, name: &str, channels: usize) -> Result<Vec<f32>, String> {
        let values = match self {
            PerChannel::All(value) => vec![*value; channels],
            PerChannel::Each(values) if values.len() == channels => values.clone(),
            PerChannel::Each(values) => {
                return Err(format!(
                    "its card gives {} numbers as {name}, its input has {channels} channel(s)",
                    values.len()
                ));
            }
        };
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(format!("its card's {name} should be finite"))
        }
    }
}
