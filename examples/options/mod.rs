//! Which emotion network and which emotions an example uses, as its command line says.

use std::error::Error;
use std::path::Path;

use emosense::{Emotion, ModelConfig, Recognizer};

/// The built-in network and all it gives, unless chosen otherwise.
#[derive(Default)]
pub struct Choice {
    /// The bytes of an ONNX file, and its card.
    network: Option<(Vec<u8>, ModelConfig)>,
    emotions: Option<Vec<Emotion>>,
}

impl Choice {
    /// `--network my.onnx`, with `my.json` beside it.
    pub fn set_network(&mut self, onnx: &Path) -> Result<(), Box<dyn Error>> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let json = onnx.with_extension("json");
        let card = serde_json::from_slice(&read(&json)?)
            .map_err(|error| format!("{}: {error}", json.display()))?;
        self.network = Some((read(onnx)?, card));
        Ok(())
    }

    /// `--emotions happy,sad`.
    pub fn set_emotions(&mut self, names: &str) -> Result<(), Box<dyn Error>> {
        let emotion = |name: &str| {
            Emotion::from_name(name).ok_or_else(|| {
                let all = Emotion::ALL.map(Emotion::name).join(", ");
                format!("{name:?} is none of {all}")
            })
        };
        self.emotions = Some(names.split(',').map(emotion).collect::<Result<_, _>>()?);
        Ok(())
    }

    pub fn recognizer(&self) -> Result<Recognizer, emosense::Error> {
        let mut recognizer = Recognizer::new()?;
        if let Some((onnx, card)) = &self.network {
            recognizer.set_emotion_model(onnx, card)?;
        }
        if let Some(emotions) = &self.emotions {
            recognizer.set_emotions(emotions)?;
        }
        Ok(recognizer)
    }
}
