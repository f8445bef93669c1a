//! Tests that files which are not valid models are rejected before they can make the inference engine panic.
#![cfg(feature = "custom-models")]

mod common;

use common::{config, onnx};
use emosense::{EmotionClassifier, ModelConfig};

const FACE: &[u8] = include_bytes!("../models/face.onnx");
const EMOTION: &[u8] = include_bytes!("../models/emotion.onnx");

/// What the message says if the engine panicked. In the browser, a panic stops the module.
const PANICKED: &str = "the inference engine panicked";

/// Returns the message of the error, or `None` if the model is accepted.
fn rejection(onnx: &[u8], config: &ModelConfig) -> Option<String> {
    let error = EmotionClassifier::from_onnx(onnx, config).err()?;
    assert_eq!(error.code(), "invalid-model", "{error}");
    Some(error.to_string())
}

#[test]
fn bytes_that_are_not_the_model_are_rejected() {
    let half = &EMOTION[..EMOTION.len() / 2];
    for (name, bytes, expected) in [
        ("no bytes", &[][..], "expected a graph, the file has none"),
        ("text", b"This is not a model.", "expected an ONNX file"),
        ("half a file", half, "expected an ONNX file"),
        (
            "the face model",
            FACE,
            "expected an input named \"crop\", the file has",
        ),
    ] {
        let message = rejection(bytes, &ModelConfig::built_in()).expect(name);
        assert!(message.contains(expected), "{name}: {message}");
    }
    assert_eq!(rejection(EMOTION, &ModelConfig::built_in()), None);
}

#[test]
fn inconsistent_files_are_rejected() {
    for (name, expected) in [
        ("output-of-nothing", "no node writes the output \"nothing\""),
        (
            "empty-kernel",
            "expected 2 numbers from 1 to 4096 as kernel_shape, node \"pooled\" (MaxPool) has []",
        ),
        ("two-inputs", "expected 1 input, the file has 2"),
    ] {
        let message = rejection(&onnx(name), &config("permuted")).expect(name);
        assert!(message.contains(expected), "{name}: {message}");
    }
}

#[test]
fn a_file_that_makes_the_engine_panic_is_rejected() {
    let message = rejection(&onnx("beyond"), &config("beyond")).expect("an error");
    assert!(message.contains(PANICKED), "{message}");
}

#[test]
fn damaged_files_do_not_make_the_engine_panic() {
    /// The first bytes of `emotion.onnx` are structure, the rest is weights, in which damage changes nothing.
    const EMOTION_STRUCTURE: usize = 4000;
    let (mut accepted, mut rejected) = (0, 0);
    for (model, structure) in [(FACE, FACE.len()), (EMOTION, EMOTION_STRUCTURE)] {
        for number in 0..200_usize {
            // The damage follows from its number, so that a failure can be repeated. It alternates between both ends
            // of the file, which hold the structure.
            let offset = number.wrapping_mul(2_654_435_761) % structure;
            let offset = [offset, model.len() - 1 - offset][number % 2];
            let mut bytes = model.to_vec();
            bytes[offset] ^= 1 << (number % 8);
            match rejection(&bytes, &ModelConfig::built_in()) {
                None => accepted += 1,
                Some(message) => {
                    rejected += 1;
                    assert!(
                        !message.contains(PANICKED),
                        "damage {number} at byte {offset}: {message}"
                    );
                }
            }
        }
    }
    // All 200 of the face model are rejected, some of them only for the name of the input.
    assert!(
        accepted > 0 && rejected > 200,
        "{accepted} accepted, {rejected} rejected"
    );
}
