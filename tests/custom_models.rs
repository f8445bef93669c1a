//! Tests that custom models are used as their configs say.
//!
//! `tests/data/models/make.py` made the models and says what each computes.
#![cfg(feature = "custom-models")]

mod common;

use common::{config, onnx};
use emosense::{Crop, CropFormat, Emotion, EmotionClassifier, Error, Recognizer};

fn gray_crop(format: CropFormat) -> Crop {
    Crop::from_pixels(&vec![90; format.value_count()], format).unwrap()
}

#[test]
fn scores_follow_the_order_of_the_labels_and_skip_null() {
    let mut classifier =
        EmotionClassifier::from_onnx(&onnx("permuted"), &config("permuted")).unwrap();
    let known = [Emotion::Angry, Emotion::Happy, Emotion::Surprised];
    assert_eq!(classifier.emotions(), known);
    let crop = gray_crop(classifier.format());
    let scores = classifier.classify(&crop).unwrap();
    // The model returns 0.1 for surprised, 0.5 for null, 0.1 for happy and 0.3 for angry.
    for (emotion, score) in scores.iter() {
        let expected = match emotion {
            Emotion::Angry => 0.6,
            Emotion::Happy | Emotion::Surprised => 0.2,
            _ => 0.0,
        };
        assert!((score - expected).abs() < 1e-6, "{emotion:?}: {score}");
    }
}

/// Keras and PyTorch exported them.
#[test]
fn the_models_of_the_paper_are_accepted() {
    let folder = format!("{}/models/paper", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let models: Vec<_> = paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "onnx")
        })
        .collect();
    assert!(models.len() >= 10, "{models:?}");
    for path in models {
        let config = std::fs::read(path.with_extension("json")).unwrap();
        let config = serde_json::from_slice(&config).unwrap();
        let onnx = std::fs::read(&path).unwrap();
        if let Err(error) = EmotionClassifier::from_onnx(&onnx, &config) {
            panic!("{}: {error}", path.display());
        }
    }
}

#[test]
fn values_are_ordered_by_layout_and_color() {
    // Each value of the crop tells its position.
    let value = |row: usize, column: usize, channel: usize| {
        u8::try_from(row * 11 + column + channel * 3).unwrap()
    };
    let pixels: Vec<u8> = (0..20 * 20 * 3)
        .map(|index| value(index / 60, index / 3 % 20, index % 3))
        .collect();
    let (mean, std) = ([10.0, 20.0, 30.0], [100.0, 50.0, 25.0]);
    let logits = [(3, 5, 0), (3, 5, 1), (17, 2, 2)].map(|(row, column, channel)| {
        (f32::from(value(row, column, channel)) - mean[channel]) / std[channel]
    });
    let sum: f32 = logits.iter().map(|logit| logit.exp()).sum();
    for name in ["rgb-nchw", "rgb-nhwc"] {
        let mut classifier = EmotionClassifier::from_onnx(&onnx(name), &config(name)).unwrap();
        let crop = Crop::from_pixels(&pixels, classifier.format()).unwrap();
        let scores = classifier.classify(&crop).unwrap();
        let labels = [Emotion::Sad, Emotion::Happy, Emotion::Neutral];
        for (emotion, logit) in labels.into_iter().zip(logits) {
            let (actual, expected) = (scores.get(emotion), logit.exp() / sum);
            assert!(
                (actual - expected).abs() < 1e-5,
                "{name}, {emotion:?}: expected {expected}, got {actual}"
            );
        }
    }
}

#[test]
fn the_sensitivity_interpolates_between_the_logits_of_both_outputs() {
    let mut recognizer = Recognizer::new().unwrap();
    recognizer.set_sensitivity(0.25).unwrap();
    recognizer
        .set_emotion_model(&onnx("two-outputs"), &config("two-outputs"))
        .unwrap();
    let crop = gray_crop(recognizer.crop_format());
    let mut happy = |sensitivity: Option<f32>| {
        if let Some(value) = sensitivity {
            recognizer.set_sensitivity(value).unwrap();
        }
        recognizer.classify_crop(&crop).unwrap().get(Emotion::Happy)
    };
    // The difference between the logits of happy and neutral is -ln 4 in one output and ln 4 in the other.
    let halfway = 1.0 / (1.0 + 2.0);
    for (sensitivity, expected) in [
        (None, halfway), // what was set before the model
        (Some(0.0), 0.2),
        (Some(0.5), 0.5),
        (Some(1.0), 0.8),
    ] {
        let score = happy(sensitivity);
        assert!((score - expected).abs() < 1e-6, "{sensitivity:?}: {score}");
    }
}

#[test]
fn the_sensitivity_has_no_effect_on_a_model_with_one_output() {
    let mut classifier =
        EmotionClassifier::from_onnx(&onnx("permuted"), &config("permuted")).unwrap();
    let crop = gray_crop(classifier.format());
    let before = classifier.classify(&crop).unwrap();
    classifier.set_sensitivity(1.0).unwrap();
    assert_eq!(classifier.classify(&crop).unwrap(), before);
}

#[test]
fn a_crop_of_another_format_is_rejected() {
    let mut recognizer = Recognizer::new().unwrap();
    let crop = gray_crop(recognizer.crop_format());
    recognizer
        .set_emotion_model(&onnx("rgb-nchw"), &config("rgb-nchw"))
        .unwrap();
    let error = recognizer.classify_crop(&crop).unwrap_err();
    assert_eq!(error.code(), "invalid-frame");
    let message = error.to_string();
    for format in ["48×48 gray", "20×20 RGB"] {
        assert!(message.contains(format), "{message:?} lacks {format:?}");
    }
}

#[test]
fn the_previous_model_stays_in_use_after_an_error() {
    let mut recognizer = Recognizer::new().unwrap();
    let crop = gray_crop(recognizer.crop_format());
    let before = recognizer.classify_crop(&crop).unwrap();
    let error = recognizer
        .set_emotion_model(b"not a model", &config("permuted"))
        .unwrap_err();
    assert_eq!(error.code(), "invalid-model");
    assert_eq!(recognizer.classify_crop(&crop).unwrap(), before);

    recognizer
        .set_emotion_model(&onnx("permuted"), &config("permuted"))
        .unwrap();
    assert_ne!(recognizer.classify_crop(&crop).unwrap(), before);
}

#[test]
fn scores_are_distributed_among_the_chosen_emotions() {
    let mut recognizer = Recognizer::new().unwrap();
    let crop = gray_crop(recognizer.crop_format());
    let all = recognizer.classify_crop(&crop).unwrap();
    assert_eq!(recognizer.emotions(), Emotion::ALL);

    recognizer
        .set_emotions(&[Emotion::Sad, Emotion::Happy])
        .unwrap();
    assert_eq!(recognizer.emotions(), [Emotion::Happy, Emotion::Sad]);
    let chosen = recognizer.classify_crop(&crop).unwrap();
    let sum = all.get(Emotion::Happy) + all.get(Emotion::Sad);
    for (emotion, score) in chosen.iter() {
        let expected = match emotion {
            Emotion::Happy | Emotion::Sad => all.get(emotion) / sum,
            _ => 0.0,
        };
        assert!(
            (score - expected).abs() < 1e-5,
            "{emotion:?}: expected {expected}, got {score}"
        );
    }
    let error = recognizer.set_emotions(&[]).unwrap_err();
    assert!(matches!(error, Error::InvalidEmotions(_)), "{error}");
    assert!(error.to_string().contains("at least one"), "{error}");
}

#[test]
fn the_chosen_emotions_also_apply_to_a_custom_model() {
    let mut recognizer = Recognizer::new().unwrap();
    recognizer
        .set_emotions(&[Emotion::Sad, Emotion::Happy])
        .unwrap();
    // This model has happy, but not sad.
    recognizer
        .set_emotion_model(&onnx("permuted"), &config("permuted"))
        .unwrap();
    assert_eq!(recognizer.emotions(), [Emotion::Happy]);
    let error = recognizer
        .set_emotions(&[Emotion::Sad, Emotion::Neutral])
        .unwrap_err();
    assert_eq!(error.code(), "invalid-emotions");
    assert!(error.to_string().contains("sad, neutral"), "{error}");
    recognizer.set_emotions(&Emotion::ALL).unwrap();
    assert_eq!(recognizer.emotions().len(), 3);
}
