//! Compares the built-in emotion model with its config, `models/emotion.json`.

use emosense::{Emotion, ModelConfig, Recognizer};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn config_json() -> Value {
    serde_json::from_str(include_str!("../models/emotion.json")).unwrap()
}

#[test]
fn the_digest_is_that_of_the_file() {
    let digest = Sha256::digest(include_bytes!("../models/emotion.onnx"));
    let expected = config_json()["sha256"].as_str().unwrap().to_owned();
    let expected: Vec<u8> = (0..expected.len() / 2)
        .map(|index| u8::from_str_radix(&expected[2 * index..2 * index + 2], 16).unwrap())
        .collect();
    assert_eq!(digest.as_slice(), expected);
}

#[test]
fn the_config_is_that_of_the_crate() {
    let config: ModelConfig = serde_json::from_value(config_json()).unwrap();
    assert_eq!(config, ModelConfig::built_in());
}

#[test]
fn the_accuracy_is_that_of_the_confusion_matrix() {
    let metrics = &config_json()["privateTest"];
    let confusion: Vec<Vec<u64>> = serde_json::from_value(metrics["confusion"].clone()).unwrap();
    let total: u64 = confusion.iter().flatten().sum();
    assert_eq!(total, 3589, "images of PrivateTest");
    let correct: u64 = (0..Emotion::COUNT)
        .map(|class| confusion[class][class])
        .sum();
    let accuracy = metrics["accuracy"].as_f64().unwrap();
    assert!((accuracy - correct as f64 / total as f64).abs() < 1e-4);
}

#[test]
fn a_recognizer_loads_the_models() {
    let recognizer = Recognizer::new().unwrap();
    assert_eq!(recognizer.emotions(), Emotion::ALL);
}
