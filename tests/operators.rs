//! Tests that each ONNX operator of image classifiers is computed as onnxruntime does.
//!
//! `tests/data/operators/make_operators.py` made the models and describes the crop.
#![cfg(feature = "custom-models")]

use std::collections::{BTreeMap, HashMap};
use std::fs;

use emosense::{Crop, Emotion, EmotionClassifier, ModelConfig};
use serde::de::DeserializeOwned;

fn path(name: &str) -> String {
    format!("{}/tests/data/operators/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn read_json<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_slice(&fs::read(path(name)).unwrap()).unwrap()
}

#[test]
fn operators_are_computed_as_by_onnxruntime() {
    let config: ModelConfig = read_json("config.json");
    let expected: BTreeMap<String, HashMap<Emotion, f32>> = read_json("expected.json");
    for (name, scores) in expected {
        let onnx = fs::read(path(&format!("{name}.onnx"))).unwrap();
        let mut classifier = EmotionClassifier::from_onnx(&onnx, &config)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let format = classifier.format();
        let pixels: Vec<u8> = (0..format.value_count())
            .map(|index| u8::try_from(37 * index % 253).unwrap())
            .collect();
        let crop = Crop::from_pixels(&pixels, format).unwrap();
        let actual = classifier.classify(&crop).unwrap();
        for (emotion, score) in scores {
            let difference = (actual.get(emotion) - score).abs();
            assert!(
                difference < 1e-4,
                "{name}, {emotion:?}: expected {score}, got {}",
                actual.get(emotion)
            );
        }
    }
}
