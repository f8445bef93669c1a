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
fn any_damage_to_a_file_is_an_error_or_harmless() {
    // Unlike a large file, this one is almost all structure.
    let (onnx, config) = (onnx("permuted"), config("permuted"));
    let bits = onnx.len() * 8;
    let (mut accepted, mut panics) = (0, 0);
    for bit in 0..bits {
        let mut damaged = onnx.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        match rejection(&damaged, &config) {
            None => accepted += 1,
            Some(message) => panics += usize::from(message.contains(PANICKED)),
        }
    }
    // The damage to names of documentation and to weights is harmless.
    assert!(
        (bits / 10..bits / 2).contains(&accepted),
        "{accepted} of {bits} accepted"
    );
    // Without the validation there would be 105.
    assert_eq!(panics, 0, "the engine panicked");
}

#[test]
fn a_damaged_large_file_does_not_make_the_engine_panic() {
    for number in 0..100_usize {
        // The damage follows from its number, so that a failure can be repeated.
        let offset = number.wrapping_mul(2_654_435_761) % FACE.len();
        let mut damaged = FACE.to_vec();
        damaged[offset] ^= 1 << (number % 8);
        // Even undamaged, this model is rejected for the name of its input.
        let message = rejection(&damaged, &ModelConfig::built_in()).expect("an error");
        assert!(!message.contains(PANICKED), "byte {offset}: {message}");
    }
}
