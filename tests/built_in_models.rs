//! The shipped networks against their card `models/emotion.json`, and what is not a network.

use emosense::{Emotion, EmotionClassifier, ModelConfig, Recognizer};
use serde_json::Value;
use sha2::{Digest, Sha256};

const FACE: &[u8] = include_bytes!("../models/face.onnx");
const EMOTION: &[u8] = include_bytes!("../models/emotion.onnx");

fn card() -> Value {
    serde_json::from_str(include_str!("../models/emotion.json")).unwrap()
}

#[test]
fn the_card_describes_the_shipped_file() {
    let digest: String = Sha256::digest(EMOTION)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(card()["sha256"], digest.as_str());
}

#[test]
fn the_crate_reads_the_network_as_the_card_says() {
    let read: ModelConfig = serde_json::from_value(card()).unwrap();
    assert_eq!(read, ModelConfig::built_in());
}

#[test]
fn the_cards_figures_agree_with_each_other() {
    let figures = &card()["privateTest"];
    let confusion: Vec<Vec<u64>> = serde_json::from_value(figures["confusion"].clone()).unwrap();
    let total: u64 = confusion.iter().flatten().sum();
    let right: u64 = (0..Emotion::COUNT)
        .map(|class| confusion[class][class])
        .sum();
    assert_eq!(total, 3589, "the pictures of PrivateTest");
    let accuracy = figures["accuracy"].as_f64().unwrap();
    assert!((accuracy - right as f64 / total as f64).abs() < 1e-4);
}

#[test]
fn what_is_not_the_network_is_refused_by_name() {
    let text = b"This is not a network.".as_slice();
    let cut = &EMOTION[..EMOTION.len() / 2];
    for (what, bytes) in [
        ("nothing", &[][..]),
        ("text", text),
        ("half a file", cut),
        ("the face network", FACE),
    ] {
        let card = ModelConfig::built_in();
        let error = EmotionClassifier::from_onnx(bytes, &card)
            .err()
            .expect(what);
        assert_eq!(error.code(), "invalid-model", "{what}: {error}");
        assert!(error.to_string().contains("emotion"), "{what}: {error}");
    }
    assert!(Recognizer::new().is_ok());
}

/// A file damaged in transit must give an error or a network, never a panic of the engine: in
/// the browser that ends the module. Natively it becomes an error with these words.
const PANIC: &str = "the engine could not go on with it";

#[test]
fn a_damaged_file_never_panics() {
    let (face_structure, emotion_structure) = (FACE.len(), 4000);
    for (network, structure) in [(FACE, face_structure), (EMOTION, emotion_structure)] {
        for number in 0..200_usize {
            // Every damage follows from its number, so that a failure can be repeated. The
            // structure lies at both ends of the file, the weights between.
            let place = number.wrapping_mul(2_654_435_761) % structure;
            let place = [place, network.len() - 1 - place][number % 2];
            let mut bytes = network.to_vec();
            bytes[place] ^= 1 << (number % 8);
            let error = EmotionClassifier::from_onnx(&bytes, &ModelConfig::built_in()).err();
            if let Some(error) = error {
                let said = error.to_string();
                assert!(
                    !said.contains(PANIC),
                    "damage {number} at byte {place}: {said}"
                );
            }
        }
    }
}
