//! Tests that an invalid model config is rejected with a message that says what was expected.
#![cfg(feature = "custom-models")]

mod common;

use common::{config, onnx};
use emosense::{Emotion, EmotionClassifier, Layout, ModelConfig, OutputKind, PerChannel};
use serde_json::{Value, json};

fn valid_json() -> Value {
    json!({
        "labels": ["happy", null],
        "input": { "name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray" },
        "normalization": { "mean": 0, "std": [255] },
        "output": { "name": "scores", "shape": [1, 2] },
    })
}

#[test]
fn both_outputs_must_fit_the_labels_and_the_file() {
    let onnx = onnx("two-outputs");
    for (pointer, value, expected) in [
        (
            "/fer2013/shape",
            json!([1, 3]),
            "expected an output of shape [1, 2] for 2 labels, the config has [1, 3]",
        ),
        (
            "/fer2013/name",
            json!("labels"),
            "expected an output named \"labels\", the file has [\"scores\", \"fer2013\"]",
        ),
        (
            "/fer2013",
            json!({ "name": "fer2013", "shape": [1, 2] }),
            "expected probabilities, the model returned",
        ),
    ] {
        let mut json = json!({
            "labels": ["happy", "neutral"],
            "input": { "name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray" },
            "normalization": { "mean": 0, "std": 255 },
            "output": { "name": "scores", "shape": [1, 2] },
            "fer2013": { "name": "fer2013", "shape": [1, 2], "kind": "logits" },
        });
        *json.pointer_mut(pointer).unwrap() = value;
        let config = ModelConfig::from_deserializer(json).unwrap();
        let Err(error) = EmotionClassifier::from_onnx(&onnx, &config) else {
            panic!("accepted, instead of: {expected}");
        };
        let message = error.to_string();
        assert!(message.contains(expected), "{message:?} lacks {expected:?}");
    }
}

#[test]
fn further_fields_are_ignored_and_probabilities_are_the_default() {
    let mut json = valid_json();
    json["description"] = "a further field".into();
    let config = ModelConfig::from_deserializer(json).unwrap();
    assert_eq!(config.output.kind, OutputKind::Probabilities);
    assert_eq!(config.labels, [Some(Emotion::Happy), None]);
}

#[test]
fn an_error_in_json_names_the_field() {
    for (pointer, value, expected) in [
        (
            "/labels/0",
            json!("contempt"),
            "config field labels[0]: unknown variant `contempt`, expected one of `angry`",
        ),
        (
            "/labels/0",
            json!("contempt"),
            "use null for an output that is not one of the seven emotions",
        ),
        (
            "/input",
            json!({ "name": "crop" }),
            "config field input: missing field `shape`",
        ),
        (
            "/input/shape",
            json!([1, 1, "48", 48]),
            "config field input.shape[2]: invalid type: string \"48\", expected usize",
        ),
        (
            "/input/layout",
            json!("CHW"),
            "config field input.layout: unknown variant `CHW`, expected `NCHW` or `NHWC`",
        ),
        (
            "/input/color",
            json!("bgr"),
            "config field input.color: unknown variant `bgr`, expected `gray` or `rgb`",
        ),
        (
            "/normalization/mean",
            json!("0"),
            "config field normalization.mean: expected a number or a list of numbers",
        ),
        (
            "/output/shape",
            json!(2),
            "config field output.shape: invalid type: integer `2`, expected a sequence",
        ),
        (
            "/normalization",
            json!({ "mean": 0 }),
            "config field normalization: missing field `std`",
        ),
        ("", json!({}), "config: missing field `labels`"),
    ] {
        let mut json = valid_json();
        *json.pointer_mut(pointer).unwrap() = value;
        let error = ModelConfig::from_deserializer(json).unwrap_err();
        assert_eq!(error.code(), "invalid-model");
        let message = error.to_string();
        assert!(message.contains(expected), "{message:?} lacks {expected:?}");
    }
}

#[test]
fn an_error_says_what_was_expected_and_what_the_config_or_the_file_has() {
    type Change = fn(&mut ModelConfig);
    let cases: [(&str, Change); 16] = [
        (
            "expected each label once, the config has \"happy\" 2 times",
            |config| config.labels[0] = Some(Emotion::Happy),
        ),
        (
            "expected at least one emotion as a label, the config has none",
            |config| config.labels = vec![None; 4],
        ),
        (
            "expected an output of shape [1, 4] for 4 labels, the config has [1, 7]",
            |config| config.output.shape = vec![1, 7],
        ),
        (
            "expected 3 output values, one per label, the model returned 4",
            |config| {
                config.labels.truncate(3);
                config.output.shape = vec![1, 3];
            },
        ),
        ("expected a std above 0, the config has 0", |config| {
            config.normalization.std = PerChannel::All(0.0);
        }),
        ("expected a finite std, the config has NaN", |config| {
            config.normalization.std = PerChannel::All(f32::NAN);
        }),
        ("expected a finite mean, the config has inf", |config| {
            config.normalization.mean = PerChannel::Each(vec![f32::INFINITY]);
        }),
        (
            "expected mean to be a number or a list of 1, one per channel, the config has 3",
            |config| config.normalization.mean = PerChannel::Each(vec![0.0; 3]),
        ),
        (
            "expected an input of shape [1, S, S, 1] (NHWC, 1 channels), the config has [1, 1, 48, 48]",
            |config| config.input.layout = Layout::Nhwc,
        ),
        (
            "expected an input of shape [1, 1, S, S] (NCHW, 1 channels), the config has [1, 1, 48, 64]",
            |config| config.input.shape = vec![1, 1, 48, 64],
        ),
        (
            "expected an input of shape [1, 1, S, S] (NCHW, 1 channels), the config has [8, 1, 48, 48]",
            |config| config.input.shape[0] = 8,
        ),
        (
            "expected an input of 16 to 512 pixels a side, the config has 8",
            |config| config.input.shape = vec![1, 1, 8, 8],
        ),
        (
            "expected an input of shape [1, 1, 64, 64], the file has [?, 1, 48, 48]",
            |config| config.input.shape = vec![1, 1, 64, 64],
        ),
        (
            "expected an input named \"data\", the file has \"crop\"",
            |config| config.input.name = "data".into(),
        ),
        (
            "expected an output named \"classes\", the file has [\"scores\"]",
            |config| config.output.name = "classes".into(),
        ),
        (
            "expected at least one emotion as a label, the config has none",
            |config| config.labels.clear(),
        ),
    ];
    let onnx = onnx("permuted");
    assert!(EmotionClassifier::from_onnx(&onnx, &config("permuted")).is_ok());
    for (expected, change) in cases {
        let mut config = config("permuted");
        change(&mut config);
        let Err(error) = EmotionClassifier::from_onnx(&onnx, &config) else {
            panic!("accepted, instead of: {expected}");
        };
        assert_eq!(error.code(), "invalid-model");
        let message = error.to_string();
        assert!(message.contains(expected), "{message:?} lacks {expected:?}");
    }
}

#[test]
fn logits_are_rejected_as_probabilities() {
    let mut config = config("rgb-nchw");
    config.output.kind = OutputKind::Probabilities;
    let error = EmotionClassifier::from_onnx(&onnx("rgb-nchw"), &config).err();
    let message = error.unwrap().to_string();
    assert!(message.contains("expected probabilities"), "{message}");
    assert!(
        message.contains("set output.kind of the config to \"logits\""),
        "{message}"
    );
}

#[test]
fn probabilities_are_accepted_as_logits() {
    let mut config = config("permuted");
    config.output.kind = OutputKind::Logits;
    assert!(EmotionClassifier::from_onnx(&onnx("permuted"), &config).is_ok());
}
