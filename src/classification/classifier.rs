//! Scores the expression of one aligned crop with an emotion network, as its card says.

use crate::engine::Graph;
use crate::model::Interface;
#[cfg(feature = "custom-models")]
use crate::model::tract::Network;
use crate::{Crop, CropFormat, Emotion, Error, Layout, ModelConfig, OutputKind, Scores};

/// Which network its errors speak of.
const NAME: &str = "emotion";

/// An emotion network: the built-in one (`models/emotion.onnx`) or one's own.
pub struct EmotionClassifier {
    engine: Engine,
    interface: Interface,
    /// Those that the scores are shared among, in the order of [`Emotion::ALL`].
    emotions: Vec<Emotion>,
}

/// What runs it.
enum Engine {
    BuiltIn(Graph),
    /// tract, and which of the network's outputs the card means.
    #[cfg(feature = "custom-models")]
    Own(Network, usize),
}

impl EmotionClassifier {
    /// Loads `models/emotion.onnx`, which is built in.
    ///
    /// # Errors
    /// None with the shipped file; the tests hold that.
    pub fn new() -> Result<Self, Error> {
        let interface = ModelConfig::built_in().interface().map_err(invalid)?;
        let bytes = include_bytes!("../../models/emotion.onnx");
        let graph = Graph::from_onnx(bytes, interface.format.color.channels()).map_err(invalid)?;
        Ok(Self::with(Engine::BuiltIn(graph), interface))
    }

    /// Loads a network of one's own from the bytes of an ONNX file; `card` says how to use it.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] says what is wrong: with the file, with the card, or between
    /// the two.
    #[cfg(feature = "custom-models")]
    pub fn from_onnx(bytes: &[u8], card: &ModelConfig) -> Result<Self, Error> {
        let interface = card.interface().map_err(invalid)?;
        let network = Network::from_onnx(NAME, bytes)?;
        let output = place_in_file(&network, card).map_err(invalid)?;
        let mut classifier = Self::with(Engine::Own(network, output), interface);
        // A run on a crop of the mean color proves the outputs, here and not at the first face.
        let values = vec![0.0; classifier.format().value_count()];
        match classifier.scores(&values) {
            Err(Error::InferenceFailed { reason, .. }) => Err(invalid(reason)),
            other => other.map(|_| classifier),
        }
    }

    fn with(engine: Engine, interface: Interface) -> Self {
        let given = |emotion: &Emotion| interface.labels.contains(&Some(*emotion));
        EmotionClassifier {
            emotions: Emotion::ALL.into_iter().filter(given).collect(),
            engine,
            interface,
        }
    }

    /// The crops that the network takes.
    pub fn format(&self) -> CropFormat {
        self.interface.format
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
            .filter(|emotion| self.interface.labels.contains(&Some(*emotion)))
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
        let Interface {
            mean, std, format, ..
        } = &self.interface;
        let channels = format.color.channels();
        let normal =
            |pixel: &[f32], channel: usize| (pixel[channel] - mean[channel]) / std[channel];
        let pixels = crop.values().chunks_exact(channels);
        match self.interface.layout {
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
        let labels = &self.interface.labels;
        if output.len() != labels.len() {
            return Err(failed(format!(
                "its card names {} labels, its output has {} values",
                labels.len(),
                output.len()
            )));
        }
        let shares = shares(&output, self.interface.kind).map_err(failed)?;
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
            Engine::Own(network, output) => {
                let channels = self.interface.format.color.channels();
                let shape = match self.interface.layout {
                    Layout::Nchw => [1, channels, side, side],
                    Layout::Nhwc => [1, side, side, channels],
                };
                let outputs = network.run(&shape, values)?;
                let chosen = outputs.get(*output).and_then(|output| output.values().ok());
                chosen
                    .map(<[f32]>::to_vec)
                    .ok_or_else(|| Error::InferenceFailed {
                        model: NAME,
                        reason: "its output should be of f32".into(),
                    })
            }
        }
    }
}

/// Holds what the card says against the file, and gives the place of the card's output in it.
#[cfg(feature = "custom-models")]
fn place_in_file(network: &Network, card: &ModelConfig) -> Result<usize, String> {
    let input = network.input();
    if input.name != card.input.name {
        return Err(format!(
            "its card calls the input {:?}, the file {:?}",
            card.input.name, input.name
        ));
    }
    // A dimension that the file leaves open takes any size.
    let fits = input.shape.as_ref().is_none_or(|shape| {
        shape.len() == card.input.shape.len()
            && shape
                .iter()
                .zip(&card.input.shape)
                .all(|(file, card)| file.is_none_or(|file| file == *card))
    });
    if !fits {
        return Err(format!(
            "its card says an input of {:?}, the file takes {}",
            card.input.shape, input
        ));
    }
    let names = network.output_names();
    names
        .iter()
        .position(|name| *name == card.output.name)
        .ok_or_else(|| {
            format!(
                "its card calls the output {:?}, the file {names:?}",
                card.output.name
            )
        })
}

/// The outputs as numbers that are finite and not negative, in proportion to the probabilities.
fn shares(outputs: &[f32], kind: OutputKind) -> Result<Vec<f32>, String> {
    match kind {
        OutputKind::Probabilities => {
            let sum: f32 = outputs.iter().sum();
            let valid = outputs.iter().all(|share| *share >= 0.0) && sum > 0.0 && sum.is_finite();
            valid.then(|| outputs.to_vec()).ok_or_else(|| {
                format!("its outputs should be probabilities, they are {outputs:?}; for logits its card should say so")
            })
        }
        OutputKind::Logits => {
            if !outputs.iter().all(|logit| logit.is_finite()) {
                return Err(format!("its logits should be finite, they are {outputs:?}"));
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
