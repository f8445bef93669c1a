//! Classifies the expression of one aligned crop with an emotion model.

use crate::engine::{FeatureMap, softmax_numerators};
use crate::model::{LoadedModel, ValidatedConfig};
use crate::{Crop, CropFormat, Emotion, Engine, Error, ModelConfig, OutputKind, Scores};

/// The name of the model in errors.
const NAME: &str = "emotion";

/// An emotion model: the built-in one (`models/emotion.onnx`) or a custom one.
pub struct EmotionClassifier {
    model: LoadedModel,
    config: ValidatedConfig,
    /// The emotions that the scores are normalized over, in the order of [`Emotion::ALL`].
    emotions: Vec<Emotion>,
    sensitivity: f32,
}

impl EmotionClassifier {
    /// The initial [`EmotionClassifier::sensitivity`], chosen on the validation split of FER-2013 and on photographs of
    /// people; see "Sensitivity" in `models/README.md`.
    pub const DEFAULT_SENSITIVITY: f32 = 0.0;

    /// Loads the built-in model, `models/emotion.onnx`, in an engine.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the model is damaged, which the tests rule out.
    pub fn new(engine: Engine) -> Result<Self, Error> {
        let config = ModelConfig::built_in().validate().map_err(invalid)?;
        let bytes = include_bytes!("../../models/emotion.onnx");
        // The file has its outputs in the order of the config.
        let model = LoadedModel::built_in(engine, NAME, bytes, config.format.color.channels())?;
        Ok(Self::from_model(model, config))
    }

    /// Loads a custom model from the bytes of an ONNX file; `config` describes how to use it.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the file or the config is invalid, or if they do not fit
    /// each other.
    #[cfg(feature = "custom-models")]
    pub fn from_onnx(bytes: &[u8], config: &ModelConfig) -> Result<Self, Error> {
        let validated = config.validate().map_err(invalid)?;
        let model = LoadedModel::custom(NAME, bytes, config)?;
        let mut classifier = Self::from_model(model, validated);
        // A run on a crop of the mean color validates the outputs now, not with the first face.
        let CropFormat { side, .. } = classifier.format();
        let outputs = classifier.model.run((side, side), |_| ());
        match outputs.and_then(|outputs| classifier.scores(outputs)) {
            Ok(_) => Ok(classifier),
            Err(Error::InferenceFailed { reason, .. }) => Err(invalid(reason)),
            Err(error) => Err(error),
        }
    }

    fn from_model(model: LoadedModel, config: ValidatedConfig) -> Self {
        let is_label = |emotion: &Emotion| config.labels.contains(&Some(*emotion));
        EmotionClassifier {
            emotions: Emotion::ALL.into_iter().filter(is_label).collect(),
            model,
            config,
            sensitivity: Self::DEFAULT_SENSITIVITY,
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

    /// Returns how readily the scores name an expression, from 0 to 1, initially
    /// [`EmotionClassifier::DEFAULT_SENSITIVITY`].
    #[must_use]
    pub fn sensitivity(&self) -> f32 {
        self.sensitivity
    }

    /// Sets [`EmotionClassifier::sensitivity`]: with 0, the scores are those of the model's output `scores`, which
    /// names an expression where most people would; with 1, those of its output `fer2013`, which names one as readily
    /// as the labels of FER-2013 do. In between, the logits of both are interpolated linearly. Has no effect on a model with
    /// one output.
    ///
    /// # Errors
    /// Returns [`Error::InvalidSetting`] unless it is from 0 to 1.
    pub fn set_sensitivity(&mut self, sensitivity: f32) -> Result<(), Error> {
        if !(0.0..=1.0).contains(&sensitivity) {
            return Err(Error::InvalidSetting(format!(
                "sensitivity must be a number from 0 to 1, got {sensitivity}"
            )));
        }
        self.sensitivity = sensitivity;
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
        let CropFormat { side, .. } = self.format();
        let config = &self.config;
        let outputs = self
            .model
            .run((side, side), |input| normalize(crop, config, input))?;
        self.scores(outputs)
    }

    /// Returns the scores for the outputs of the model.
    fn scores(&self, outputs: Vec<Vec<f32>>) -> Result<Scores, Error> {
        let labels = &self.config.labels;
        let mut heads = Vec::with_capacity(outputs.len());
        for (values, kind) in outputs.into_iter().zip(&self.config.kinds) {
            if values.len() != labels.len() {
                return Err(failed(format!(
                    "expected {} output values, one per label, the model returned {}",
                    labels.len(),
                    values.len()
                )));
            }
            heads.push(unnormalized_probabilities(values, *kind)?);
        }
        let probabilities = blend(&heads, self.sensitivity);
        let mut by_emotion = [0.0; Emotion::COUNT];
        for (label, probability) in labels.iter().zip(probabilities) {
            if let Some(emotion) = label {
                by_emotion[*emotion as usize] = probability;
            }
        }
        Ok(Scores::normalized_over(&self.emotions, by_emotion))
    }
}

/// Sets the input of a model to the normalized values of a crop.
fn normalize(crop: &Crop, config: &ValidatedConfig, input: &mut FeatureMap) {
    let ValidatedConfig { mean, std, .. } = config;
    let channels = crop.format().color.channels();
    let rows = crop.values().chunks_exact(crop.format().side * channels);
    for (y, row) in rows.enumerate() {
        let pixels = row.chunks_exact(channels);
        let inputs = input.row_mut(y).chunks_exact_mut(channels);
        for (input, pixel) in inputs.zip(pixels) {
            for (channel, value) in input.iter_mut().enumerate() {
                *value = (pixel[channel] - mean[channel]) / std[channel];
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

/// Interpolates between the logits of the first head (`sensitivity` 0) and the last (1), given their unnormalized
/// probabilities, and returns unnormalized probabilities: the weighted geometric means.
fn blend(heads: &[Vec<f32>], sensitivity: f32) -> Vec<f32> {
    let first = heads.first().into_iter().flatten();
    let last = heads.last().into_iter().flatten();
    first
        .zip(last)
        .map(|(a, b)| a.powf(1.0 - sensitivity) * b.powf(sensitivity))
        .collect()
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
