//! Classifies the expression of one aligned crop with an emotion model.

use crate::engine::{self, Graph, softmax_numerators};
use crate::model::ValidatedConfig;
#[cfg(feature = "custom-models")]
use crate::model::tract::OnnxModel;
use crate::{Crop, CropFormat, Emotion, Error, Layout, ModelConfig, OutputKind, Scores};

/// The name of the model in errors.
const NAME: &str = "emotion";

/// An emotion model: the built-in one (`models/emotion.onnx`) or a custom one.
pub struct EmotionClassifier {
    engine: Engine,
    config: ValidatedConfig,
    /// The emotions that the scores are normalized over, in the order of [`Emotion::ALL`].
    emotions: Vec<Emotion>,
}

/// The engine that runs the model.
enum Engine {
    BuiltIn(Graph),
    /// The model in tract, and the index of the output that the config names.
    #[cfg(feature = "custom-models")]
    Custom(OnnxModel, usize),
}

impl EmotionClassifier {
    /// Loads the built-in model, `models/emotion.onnx`.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the model is damaged, which the tests rule out.
    pub fn new() -> Result<Self, Error> {
        let config = ModelConfig::built_in().validate().map_err(invalid)?;
        let bytes = include_bytes!("../../models/emotion.onnx");
        let graph = engine::load(bytes, config.format.color.channels()).map_err(invalid)?;
        Ok(Self::from_engine(Engine::BuiltIn(graph), config))
    }

    /// Loads a custom model from the bytes of an ONNX file; `config` describes how to use it.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the file or the config is invalid, or if they do not fit
    /// each other.
    #[cfg(feature = "custom-models")]
    pub fn from_onnx(bytes: &[u8], config: &ModelConfig) -> Result<Self, Error> {
        let validated = config.validate().map_err(invalid)?;
        let model = OnnxModel::from_onnx(NAME, bytes)?;
        let output = model.output_index(config).map_err(invalid)?;
        let mut classifier = Self::from_engine(Engine::Custom(model, output), validated);
        // A run on a crop of the mean color validates the outputs now, not with the first face.
        let input = vec![0.0; classifier.format().value_count()];
        match classifier.scores(&input) {
            Ok(_) => Ok(classifier),
            Err(Error::InferenceFailed { reason, .. }) => Err(invalid(reason)),
            Err(error) => Err(error),
        }
    }

    fn from_engine(engine: Engine, config: ValidatedConfig) -> Self {
        let is_label = |emotion: &Emotion| config.labels.contains(&Some(*emotion));
        EmotionClassifier {
            emotions: Emotion::ALL.into_iter().filter(is_label).collect(),
            engine,
            config,
        }
    }

    /// Returns the format of the crops that the model takes.
    #[must_use]
    pub fn format(&self) -> CropFormat {
        self.config.format
    }

    /// Returns the emotions that the scores are normalized over: all labels of the model, unless
    /// restricted by [`EmotionClassifier::set_emotions`].
    #[must_use]
    pub fn emotions(&self) -> &[Emotion] {
        &self.emotions
    }

    /// Restricts the scores to some emotions: the others get 0, and the scores of these are
    /// divided by their sum, or all equal if the sum is 0. Emotions that the model does not have
    /// are ignored.
    ///
    /// # Errors
    /// Returns [`Error::InvalidEmotions`] if the model has none of them.
    pub fn set_emotions(&mut self, emotions: &[Emotion]) -> Result<(), Error> {
        if emotions.is_empty() {
            return Err(Error::InvalidEmotions(
                "expected at least one emotion, got none".into(),
            ));
        }
        let labels = Emotion::ALL
            .into_iter()
            .filter(|emotion| self.config.labels.contains(&Some(*emotion)));
        let chosen: Vec<Emotion> = labels
            .clone()
            .filter(|emotion| emotions.contains(emotion))
            .collect();
        if chosen.is_empty() {
            return Err(Error::InvalidEmotions(format!(
                "expected at least one emotion of the model ({}), got {}",
                names(labels),
                names(emotions.iter().copied())
            )));
        }
        self.emotions = chosen;
        Ok(())
    }

    /// Returns the scores of one crop.
    ///
    /// # Errors
    /// Returns [`Error::InvalidFrame`] if the crop is not of the format
    /// [`EmotionClassifier::format`], and [`Error::InferenceFailed`] if the model fails or its
    /// outputs are not what the config says.
    pub fn classify(&mut self, crop: &Crop) -> Result<Scores, Error> {
        if crop.format() != self.format() {
            return Err(Error::InvalidFrame(format!(
                "expected a crop of {}, got {}",
                self.format(),
                crop.format()
            )));
        }
        let input = self.normalized_input(crop);
        self.scores(&input)
    }

    /// Returns the normalized values of a crop in the layout of the model's input.
    fn normalized_input(&self, crop: &Crop) -> Vec<f32> {
        let ValidatedConfig {
            mean, std, format, ..
        } = &self.config;
        let channels = format.color.channels();
        let normalize =
            |pixel: &[f32], channel: usize| (pixel[channel] - mean[channel]) / std[channel];
        let pixels = crop.values().chunks_exact(channels);
        match self.config.layout {
            Layout::Nchw => (0..channels)
                .flat_map(|channel| pixels.clone().map(move |pixel| normalize(pixel, channel)))
                .collect(),
            Layout::Nhwc => pixels
                .flat_map(|pixel| (0..channels).map(move |channel| normalize(pixel, channel)))
                .collect(),
        }
    }

    /// Returns the scores for a normalized input.
    fn scores(&mut self, input: &[f32]) -> Result<Scores, Error> {
        let outputs = self.run(input)?;
        let labels = &self.config.labels;
        if outputs.len() != labels.len() {
            return Err(failed(format!(
                "expected {} output values, one per label, the model returned {}",
                labels.len(),
                outputs.len()
            )));
        }
        let probabilities = unnormalized_probabilities(outputs, self.config.kind)?;
        let mut by_emotion = [0.0; Emotion::COUNT];
        for (label, probability) in labels.iter().zip(probabilities) {
            if let Some(emotion) = label {
                by_emotion[*emotion as usize] = probability;
            }
        }
        Ok(Scores::normalized_over(&self.emotions, by_emotion))
    }

    /// Runs the model and returns the values of its output.
    #[cfg_attr(
        not(feature = "custom-models"),
        expect(clippy::unnecessary_wraps, reason = "only a custom model can fail")
    )]
    fn run(&mut self, input: &[f32]) -> Result<Vec<f32>, Error> {
        let CropFormat { side, .. } = self.format();
        match &mut self.engine {
            Engine::BuiltIn(graph) => {
                graph.input(side, side).set_planes(input);
                graph.run();
                let mut outputs = graph.outputs();
                let (map, channels) = outputs.next().expect("the built-in model has an output");
                Ok(map.planes(channels))
            }
            #[cfg(feature = "custom-models")]
            Engine::Custom(model, output) => {
                let channels = self.config.format.color.channels();
                let shape = match self.config.layout {
                    Layout::Nchw => [1, channels, side, side],
                    Layout::Nhwc => [1, side, side, channels],
                };
                let outputs = model.run(&shape, input)?;
                let values = outputs.get(*output).and_then(|output| output.values().ok());
                values
                    .map(<[f32]>::to_vec)
                    .ok_or_else(|| failed("expected an output of type F32".into()))
            }
        }
    }
}

/// Converts output values to finite numbers that are not negative, in proportion to the
/// probabilities.
fn unnormalized_probabilities(mut outputs: Vec<f32>, kind: OutputKind) -> Result<Vec<f32>, Error> {
    match kind {
        OutputKind::Probabilities => {
            let sum: f32 = outputs.iter().sum();
            if !(outputs.iter().all(|value| *value >= 0.0) && sum > 0.0 && sum.is_finite()) {
                return Err(failed(format!(
                    "expected probabilities, the model returned {outputs:?}; if they are logits, \
                     set output.kind of the config to \"logits\""
                )));
            }
        }
        OutputKind::Logits => {
            if !outputs.iter().all(|logit| logit.is_finite()) {
                return Err(failed(format!(
                    "expected finite logits, the model returned {outputs:?}"
                )));
            }
            softmax_numerators(&mut outputs);
        }
    }
    Ok(outputs)
}

/// Lists the names of some emotions.
fn names(emotions: impl Iterator<Item = Emotion>) -> String {
    let names: Vec<&str> = emotions.map(Emotion::name).collect();
    names.join(", ")
}

fn invalid(reason: String) -> Error {
    Error::InvalidModel {
        model: NAME,
        reason,
    }
}

fn failed(reason: String) -> Error {
    Error::InferenceFailed {
        model: NAME,
        reason,
    }
}
