//! Scores the expression of one aligned crop with an emotion network, as its card says.

use crate::engine::Graph;
use crate::model::ValidatedConfig;
#[cfg(feature = "custom-models")]
use crate::model::tract::OnnxModel;
use crate::{Crop, CropFormat, Emotion, Error, Layout, ModelConfig, OutputKind, Scores};

/// Which network its errors speak of.
const NAME: &str = "emotion";

/// An emotion network: the built-in one (`models/emotion.onnx`) or one's own.
pub struct EmotionClassifier {
    engine: Engine,
    config: ValidatedConfig,
    /// Those that the scores are shared among, in the order of [`Emotion::ALL`].
    emotions: Vec<Emotion>,
}

/// What runs it.
enum Engine {
    BuiltIn(Graph),
    /// tract, and the index of the output that the config names.
    #[cfg(feature = "custom-models")]
    Custom(OnnxModel, usize),
}

impl EmotionClassifier {
    /// Loads `models/emotion.onnx`, which is built in.
    ///
    /// # Errors
    /// None with the shipped file; the tests hold that.
    pub fn new() -> Result<Self, Error> {
        let config = ModelConfig::built_in().validate().map_err(invalid)?;
        let bytes = include_bytes!("../../models/emotion.onnx");
        let graph = Graph::from_onnx(bytes, config.format.color.channels()).map_err(invalid)?;
        Ok(Self::with(Engine::BuiltIn(graph), config))
    }

    /// Loads a network of one's own from the bytes of an ONNX file; `config` says how to use it.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] says what is wrong: with the file, with the card, or between
    /// the two.
    #[cfg(feature = "custom-models")]
    pub fn from_onnx(bytes: &[u8], config: &ModelConfig) -> Result<Self, Error> {
        let validated = config.validate().map_err(invalid)?;
        let model = OnnxModel::from_onnx(NAME, bytes)?;
        let output = model.output_index(config).map_err(invalid)?;
        let mut classifier = Self::with(Engine::Custom(model, output), validated);
        // A run on a crop of the mean color proves the outputs, here and not at the first face.
        let values = vec![0.0; classifier.format().value_count()];
        match classifier.scores(&values) {
            Err(Error::InferenceFailed { reason, .. }) => Err(invalid(reason)),
            other => other.map(|_| classifier),
        }
    }

    fn with(engine: Engine, config: ValidatedConfig) -> Self {
        let given = |emotion: &Emotion| config.labels.contains(&Some(*emotion));
        EmotionClassifier {
            emotions: Emotion::ALL.into_iter().filter(given).collect(),
            engine,
            config,
        }
    }

    /// The crops that the network takes.
    pub fn format(&self) -> CropFormat {
        self.config.format
    }

    /// The emotions that the scores are shared among: all that the network gives, unless
    /// restricted.
    pub fn emotions(&self) -> &[Emotion] {
        &self.emotions
    }

    /// Restricts the scores to some emotions: the others get 0, and these are divided by their
    /// sum, or get equal shares where that is zero. Emotions that the network does not give are
    /// passed over.
    ///
    /// # Errors
    /// [`Error::InvalidEmotions`] if the network gives none of them.
    pub fn set_emotions(&mut self, emotions: &[Emotion]) -> Result<(), Error> {
        let chosen: Vec<Emotion> = Emotion::ALL
            .into_iter()
            .filter(|emotion| emotions.contains(emotion))
            .filter(|emotion| self.config.labels.contains(&Some(*emotion)))
            .collect();
        if chosen.is_empty() {
            return Err(Error::InvalidEmotions(match emotions {
                [] => "at least one is needed".into(),
                _ => format!("the network gives none of {}", names(emotions)),
            }));
        }
        self.emotions = chosen;
        Ok(())
    }

    /// The scores of one crop.
    ///
    /// # Errors
    /// [`Error::InvalidFrame`] if the crop is not of [`EmotionClassifier::format`],
    /// [`Error::InferenceFailed`] if the network fails or its outputs are not what the card says.
    pub fn classify(&mut self, crop: &Crop) -> Result<Scores, Error> {
        if crop.format() != self.format() {
            return Err(Error::InvalidFrame(format!(
                "the crop is {}, the network takes {}",
                crop.format(),
                self.format()
            )));
        }
        let values = self.input_of(crop);
        self.scores(&values)
    }

    /// The crop's values normalized, in the order that the network takes them in.
    fn input_of(&self, crop: &Crop) -> Vec<f32> {
        let ValidatedConfig {
            mean, std, format, ..
        } = &self.config;
        let channels = format.color.channels();
        let normal =
            |pixel: &[f32], channel: usize| (pixel[channel] - mean[channel]) / std[channel];
        let pixels = crop.values().chunks_exact(channels);
        match self.config.layout {
            Layout::Nchw => (0..channels)
                .flat_map(|channel| pixels.clone().map(move |pixel| normal(pixel, channel)))
                .collect(),
            Layout::Nhwc => pixels
                .flat_map(|pixel| (0..channels).map(move |channel| normal(pixel, channel)))
                .collect(),
        }
    }

    fn scores(&mut self, values: &[f32]) -> Result<Scores, Error> {
        let failed = |reason: String| Error::InferenceFailed {
            model: NAME,
            reason,
        };
        let output = self.run(values)?;
        let labels = &self.config.labels;
        if output.len() != labels.len() {
            return Err(failed(format!(
                "expected {} output values, one per label, the model returned {}",
                labels.len(),
                output.len()
            )));
        }
        let shares = shares(&output, self.config.kind).map_err(failed)?;
        let mut by_emotion = [0.0; Emotion::COUNT];
        for (label, share) in labels.iter().zip(shares) {
            if let Some(emotion) = label {
                by_emotion[*emotion as usize] = share;
            }
        }
        Ok(Scores::among(&self.emotions, by_emotion))
    }

    /// The output of the network for one crop's values.
    fn run(&mut self, values: &[f32]) -> Result<Vec<f32>, Error> {
        let CropFormat { side, .. } = self.format();
        match &mut self.engine {
            Engine::BuiltIn(graph) => {
                graph.input(side, side).set_planes(values);
                graph.run();
                let mut outputs = graph.outputs();
                let (map, channels) = outputs.next().expect("the built-in network has an output");
                Ok(map.planes(channels))
            }
            #[cfg(feature = "custom-models")]
            Engine::Custom(model, output) => {
                let channels = self.config.format.color.channels();
                let shape = match self.config.layout {
                    Layout::Nchw => [1, channels, side, side],
                    Layout::Nhwc => [1, side, side, channels],
                };
                let outputs = model.run(&shape, values)?;
                let chosen = outputs.get(*output).and_then(|output| output.values().ok());
                chosen
                    .map(<[f32]>::to_vec)
                    .ok_or_else(|| Error::InferenceFailed {
                        model: NAME,
                        reason: "expected an output of type F32".into(),
                    })
            }
        }
    }
}

/// The outputs as numbers that are finite and not negative, in proportion to the probabilities.
fn shares(outputs: &[f32], kind: OutputKind) -> Result<Vec<f32>, String> {
    match kind {
        OutputKind::Probabilities => {
            let sum: f32 = outputs.iter().sum();
            let valid = outputs.iter().all(|share| *share >= 0.0) && sum > 0.0 && sum.is_finite();
            valid.then(|| outputs.to_vec()).ok_or_else(|| {
                format!("expected probabilities, the model returned {outputs:?}; if they are logits, set output.kind of the config to \"logits\"")
            })
        }
        OutputKind::Logits => {
            if !outputs.iter().all(|logit| logit.is_finite()) {
                return Err(format!(
                    "expected finite logits, the model returned {outputs:?}"
                ));
            }
            let largest = outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            Ok(outputs
                .iter()
                .map(|logit| (logit - largest).exp())
                .collect())
        }
    }
}

fn names(emotions: &[Emotion]) -> String {
    let names: Vec<&str> = emotions.iter().map(|emotion| emotion.name()).collect();
    names.join(", ")
}

fn invalid(reason: String) -> Error {
    Error::InvalidModel {
        model: NAME,
        reason,
    }
}
