//! Reads the command-line options that choose an emotion model and emotions; shared by the examples.

use std::error::Error;
use std::path::Path;

use emosense::{Emotion, ModelConfig, Recognizer};

/// The options of a recognizer. By default it has the built-in model and all its emotions.
#[derive(Default)]
pub struct RecognizerOptions {
    /// The bytes of an ONNX file and its config.
    model: Option<(Vec<u8>, ModelConfig)>,
    emotions: Option<Vec<Emotion>>,
    pub sensitivity: Option<f32>,
}

impl RecognizerOptions {
    /// Reads the value of `--model`: the path of an ONNX file, with its config beside it as `.json`.
    pub fn read_model(&mut self, onnx_path: &Path) -> Result<(), Box<dyn Error>> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let config_path = onnx_path.with_extension("json");
        let json = read(&config_path)?;
        let mut deserializer = serde_json::Deserializer::from_slice(&json);
        let config = ModelConfig::from_deserializer(&mut deserializer)
            .map_err(|error| format!("{}: {error}", config_path.display()))?;
        self.model = Some((read(onnx_path)?, config));
        Ok(())
    }

    /// Reads the value of `--emotions`: names separated by commas.
    pub fn read_emotions(&mut self, names: &str) -> Result<(), Box<dyn Error>> {
        let emotion = |name: &str| {
            Emotion::from_name(name).ok_or_else(|| {
                let known = Emotion::ALL.map(Emotion::name).join(", ");
                format!("--emotions must be among {known}, got {name:?}")
            })
        };
        self.emotions = Some(names.split(',').map(emotion).collect::<Result<_, _>>()?);
        Ok(())
    }

    /// Reads the value of `--sensitivity`: a number from 0 to 1.
    pub fn read_sensitivity(&mut self, number: &str) -> Result<(), Box<dyn Error>> {
        let sensitivity = number
            .parse()
            .map_err(|_| format!("--sensitivity must be a number, got {number:?}"))?;
        self.sensitivity = Some(sensitivity);
        Ok(())
    }

    /// Creates a recognizer with these options.
    pub fn recognizer(&self) -> Result<Recognizer, emosense::Error> {
        let mut recognizer = Recognizer::new()?;
        if let Some((onnx, config)) = &self.model {
            recognizer.set_emotion_model(onnx, config)?;
        }
        if let Some(emotions) = &self.emotions {
            recognizer.set_emotions(emotions)?;
        }
        if let Some(sensitivity) = self.sensitivity {
            recognizer.set_sensitivity(sensitivity)?;
        }
        Ok(recognizer)
    }
}
