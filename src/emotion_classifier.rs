//! Scores the expression of one aligned crop with the emotion network.

use crate::network::Network;
use crate::{Crop, Emotion, Error, Scores};

/// The emotion network (`models/emotion.onnx`, described by `models/emotion.json`).
pub struct EmotionClassifier {
    network: Network,
}

impl EmotionClassifier {
    /// Mean and standard deviation of FER-2013's training pixels, 0–255: the network takes
    /// `(pixel − MEAN) / STD`. Held against `models/emotion.json` by a test.
    pub const MEAN: f32 = 129.5;
    /// See [`EmotionClassifier::MEAN`].
    pub const STD: f32 = 65.0;

    /// Loads the network from the bytes of `models/emotion.onnx`.
    ///
    /// # Errors
    /// [`Error::InvalidNetwork`] if the bytes are not a network that turns `[1, 1, 48, 48]` into
    /// seven probabilities.
    pub fn from_onnx(bytes: &[u8]) -> Result<Self, Error> {
        let mut classifier = EmotionClassifier {
            network: Network::from_onnx("emotion", bytes)?,
        };
        // A run on a grey crop proves the outputs, here and not at the first face.
        let values = [0.0; Crop::SIDE * Crop::SIDE];
        match classifier.scores(&values) {
            Err(Error::InferenceFailed { network, reason }) => {
                Err(Error::InvalidNetwork { network, reason })
            }
            other => other.map(|_| classifier),
        }
    }

    /// The scores of one crop.
    ///
    /// # Errors
    /// [`Error::InferenceFailed`] if the network fails or its outputs are no probabilities.
    pub fn classify(&mut self, crop: &Crop) -> Result<Scores, Error> {
        let values: Vec<f32> = crop
            .values()
            .iter()
            .map(|value| (value - Self::MEAN) / Self::STD)
            .collect();
        self.scores(&values)
    }

    fn scores(&mut self, values: &[f32]) -> Result<Scores, Error> {
        let outputs = self.network.run(&[1, 1, Crop::SIDE, Crop::SIDE], values)?;
        outputs
            .first()
            .and_then(|output| Scores::from_outputs(output.values().ok()?))
            .ok_or_else(|| Error::InferenceFailed {
                network: "emotion",
                reason: format!(
                    "its first output should be {} f32 probabilities, its shape is {:?}",
                    Emotion::COUNT,
                    outputs.first().map(|output| output.shape())
                ),
            })
    }
}
