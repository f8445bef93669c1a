//! The fuzz targets of custom models: any file, and models of any operators.

use arbitrary::Unstructured;
use prost::Message;

use super::custom_nodes::{INPUT_SHAPE, model};
use crate::{Crop, EmotionClassifier, ModelConfig};

/// Loads a custom model and classifies a crop. The bytes are the length of the config in two bytes, the config, and the
/// ONNX file.
pub fn custom_model(bytes: &[u8]) {
    let Some((length, bytes)) = bytes.split_first_chunk() else {
        return;
    };
    let length = usize::from(u16::from_le_bytes(*length));
    let (config, onnx) = bytes.split_at(length.min(bytes.len()));
    let Ok(config) =
        ModelConfig::from_deserializer(&mut serde_json::Deserializer::from_slice(config))
    else {
        return;
    };
    if let Some(mut classifier) = load(onnx, &config) {
        let format = classifier.format();
        let pixels: Vec<u8> = (0..format.value_count())
            .map(|index| (index % 251) as u8)
            .collect();
        if let Ok(scores) = classifier.classify(&Crop::from_pixels(&pixels, format).unwrap()) {
            let sum: f32 = scores.iter().map(|(_, score)| score).sum();
            assert!((sum - 1.0).abs() < 1e-3, "{scores:?}");
        }
    }
}

/// Builds a custom model of any operators, loads it, and runs it.
pub fn custom_nodes(bytes: &[u8]) {
    let Ok(file) = model(&mut Unstructured::new(bytes)) else {
        return;
    };
    let mut config = ModelConfig::built_in();
    config.input.shape = INPUT_SHAPE.map(usize::from).to_vec();
    config.fer2013 = None;
    load(&file.encode_to_vec(), &config);
}

/// Loads a model, and asserts that tract has not panicked: natively, that would be an error like others.
fn load(onnx: &[u8], config: &ModelConfig) -> Option<EmotionClassifier> {
    EmotionClassifier::from_onnx(onnx, config)
        .inspect_err(|error| assert!(!error.to_string().contains("panicked"), "{error}"))
        .ok()
}
