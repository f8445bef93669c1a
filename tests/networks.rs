//! The shipped networks against their card `models/emotion.json`, and what is not a network.

use emosense::{Crop, Emotion, EmotionClassifier, FaceDetector, Recognizer};
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
fn the_crate_prepares_its_input_as_the_card_says() {
    let card = card();
    let labels: Vec<&str> = Emotion::ALL.iter().map(|emotion| emotion.name()).collect();
    assert_eq!(card["labels"], serde_json::json!(labels));
    assert_eq!(
        card["input"]["shape"],
        serde_json::json!([1, 1, Crop::SIDE, Crop::SIDE])
    );
    assert_eq!(
        card["normalisation"]["mean"],
        f64::from(EmotionClassifier::MEAN)
    );
    assert_eq!(
        card["normalisation"]["std"],
        f64::from(EmotionClassifier::STD)
    );
    // The paper's network, exactly: 3 convolutions and 3 dense layers.
    let convolutions = (9 + 1) * 32 + (9 * 32 + 1) * 64 + (9 * 64 + 1) * 128;
    let dense = (4 * 4 * 128 + 1) * 128 + (128 + 1) * 64 + (64 + 1) * 7;
    assert_eq!(card["weights"], convolutions + dense);
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
        let error = EmotionClassifier::from_onnx(bytes).err().expect(what);
        assert_eq!(error.code(), "invalid-network", "{what}: {error}");
        assert!(error.to_string().contains("emotion"), "{what}: {error}");
    }
    for (what, bytes) in [
        ("nothing", &[][..]),
        ("text", text),
        ("the emotion network", EMOTION),
    ] {
        let error = FaceDetector::from_onnx(bytes).err().expect(what);
        assert_eq!(error.code(), "invalid-network", "{what}: {error}");
    }
    assert!(Recognizer::from_onnx(FACE, EMOTION).is_ok());
    assert!(Recognizer::from_onnx(EMOTION, FACE).is_err());
}

/// A file damaged in transit must give an error or a network, never a panic: in the browser a
/// panic ends the module.
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
            let outcome = std::panic::catch_unwind(|| {
                let _ = FaceDetector::from_onnx(&bytes);
                let _ = EmotionClassifier::from_onnx(&bytes);
            });
            assert!(outcome.is_ok(), "damage {number} at byte {place}");
        }
    }
}
