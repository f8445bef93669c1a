//! Networks of one's own: read as their cards say, refused in words that name what is wrong.
//!
//! The networks are made by `tests/data/networks/make.py`, which says what each computes.

use emosense::{
    Crop, CropFormat, Emotion, EmotionClassifier, Error, Layout, ModelConfig, OutputKind,
    PerChannel, Recognizer,
};

fn onnx(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/networks");
    std::fs::read(format!("{folder}/{name}.onnx")).unwrap()
}

fn card(name: &str) -> ModelConfig {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/networks");
    serde_json::from_slice(&std::fs::read(format!("{folder}/{name}.json")).unwrap()).unwrap()
}

fn flat(format: CropFormat) -> Crop {
    Crop::from_pixels(&vec![90; format.value_count()], format).unwrap()
}

/// What the classifier says of that file with that card.
fn refusal(onnx: &[u8], card: &ModelConfig) -> String {
    match EmotionClassifier::from_onnx(onnx, card) {
        Ok(_) => "it was accepted".into(),
        Err(error) => {
            assert_eq!(error.code(), "invalid-model", "{error}");
            error.to_string()
        }
    }
}

#[test]
fn labels_in_another_order_and_null_are_read_as_the_card_says() {
    let mut classifier =
        EmotionClassifier::from_onnx(&onnx("permuted"), &card("permuted")).unwrap();
    let given = [Emotion::Angry, Emotion::Happy, Emotion::Surprised];
    assert_eq!(classifier.emotions(), given);
    let scores = classifier.classify(&flat(classifier.format())).unwrap();
    // 0.1 surprised, 0.1 happy and 0.3 angry, out of 0.5.
    for (emotion, score) in scores.iter() {
        let expected = match emotion {
            Emotion::Angry => 0.6,
            Emotion::Happy | Emotion::Surprised => 0.2,
            _ => 0.0,
        };
        assert!((score - expected).abs() < 1e-6, "{emotion:?}: {score}");
    }
}

#[test]
fn pixels_reach_the_places_that_layout_and_colour_say() {
    // Every value of the crop tells its place.
    let byte = |row: usize, column: usize, channel: usize| (row * 11 + column + channel * 3) as u8;
    let pixels: Vec<u8> = (0..20 * 20 * 3)
        .map(|index| byte(index / 60, index / 3 % 20, index % 3))
        .collect();
    let (mean, std) = ([10.0, 20.0, 30.0], [100.0, 50.0, 25.0]);
    let logits = [(3, 5, 0), (3, 5, 1), (17, 2, 2)].map(|(row, column, channel)| {
        (f32::from(byte(row, column, channel)) - mean[channel]) / std[channel]
    });
    let sum: f32 = logits.iter().map(|logit| logit.exp()).sum();
    for name in ["rgb-nchw", "rgb-nhwc"] {
        let mut classifier = EmotionClassifier::from_onnx(&onnx(name), &card(name)).unwrap();
        let crop = Crop::from_pixels(&pixels, classifier.format()).unwrap();
        let scores = classifier.classify(&crop).unwrap();
        let labels = [Emotion::Sad, Emotion::Happy, Emotion::Neutral];
        for (emotion, logit) in labels.into_iter().zip(logits) {
            let (got, want) = (scores.get(emotion), logit.exp() / sum);
            assert!(
                (got - want).abs() < 1e-5,
                "{name}, {emotion:?}: {got}, not {want}"
            );
        }
    }
}

#[test]
fn a_crop_of_another_size_is_refused() {
    let mut recognizer = Recognizer::new().unwrap();
    let built_in = flat(recognizer.crop_format());
    recognizer
        .set_emotion_model(&onnx("rgb-nchw"), &card("rgb-nchw"))
        .unwrap();
    let error = recognizer.classify_crop(&built_in).unwrap_err();
    let words = "invalid frame: the crop is 48×48 gray, the network takes 20×20 RGB";
    assert_eq!(error.to_string(), words);
}

#[test]
fn the_recogniser_goes_on_with_the_network_before_after_a_wrong_one() {
    let mut recognizer = Recognizer::new().unwrap();
    let crop = flat(recognizer.crop_format());
    let before = recognizer.classify_crop(&crop).unwrap();
    let wrong = recognizer.set_emotion_model(b"no network", &card("permuted"));
    assert_eq!(wrong.unwrap_err().code(), "invalid-model");
    assert_eq!(recognizer.classify_crop(&crop).unwrap(), before);
    recognizer
        .set_emotion_model(&onnx("permuted"), &card("permuted"))
        .unwrap();
    assert_ne!(recognizer.classify_crop(&crop).unwrap(), before);
}

#[test]
fn every_fault_of_a_card_is_named() {
    type Change = fn(&mut ModelConfig);
    let cases: [(&str, Change); 16] = [
        ("its card has the label \"happy\" twice", |card| {
            card.labels[0] = Some(Emotion::Happy)
        }),
        ("its card's labels name no emotion", |card| {
            card.labels = vec![None; 4]
        }),
        (
            "its card names 4 labels, its output's shape there is [1, 7]",
            |card| card.output.shape = vec![1, 7],
        ),
        ("its card names 3 labels, its output has 4 values", |card| {
            card.labels.truncate(3);
            card.output.shape = vec![1, 3];
        }),
        ("its card's std is 0, it should be above 0", |card| {
            card.normalization.std = PerChannel::All(0.0)
        }),
        ("its card's std should be finite", |card| {
            card.normalization.std = PerChannel::All(f32::NAN)
        }),
        ("its card's mean should be finite", |card| {
            card.normalization.mean = PerChannel::Each(vec![f32::INFINITY])
        }),
        (
            "its card gives 3 numbers as mean, its input has 1 channel(s)",
            |card| {
                card.normalization.mean = PerChannel::Each(vec![0.0; 3]);
            },
        ),
        (
            "its card's input shape is [1, 1, 48, 48], for NHWC and Gray it should be [1, S, S, 1]",
            |card| {
                card.input.layout = Layout::Nhwc;
            },
        ),
        (
            "its card's input shape is [1, 1, 48, 64], for NCHW and Gray it should be [1, 1, S, S]",
            |card| {
                card.input.shape = vec![1, 1, 48, 64];
            },
        ),
        (
            "its card's input shape is [8, 1, 48, 48], for NCHW and Gray it should be [1, 1, S, S]",
            |card| {
                card.input.shape[0] = 8;
            },
        ),
        (
            "its card's input is 8 pixels a side, 16 to 512 are possible",
            |card| card.input.shape = vec![1, 1, 8, 8],
        ),
        (
            "its card says an input of [1, 1, 64, 64], the file takes [?, 1, 48, 48]",
            |card| {
                card.input.shape = vec![1, 1, 64, 64];
            },
        ),
        (
            "its card calls the input \"data\", the file \"crop\"",
            |card| card.input.name = "data".into(),
        ),
        (
            "its card calls the output \"classes\", the file [\"scores\"]",
            |card| card.output.name = "classes".into(),
        ),
        ("it was accepted", |card| {
            card.output.kind = OutputKind::Logits
        }),
    ];
    for (words, change) in cases {
        let mut card = card("permuted");
        change(&mut card);
        let said = refusal(&onnx("permuted"), &card);
        assert!(said.contains(words), "{said:?} does not say {words:?}");
    }
    // Logits that are taken for probabilities.
    let mut logits = card("rgb-nchw");
    logits.output.kind = OutputKind::Probabilities;
    let said = refusal(&onnx("rgb-nchw"), &logits);
    assert!(
        said.contains("its outputs should be probabilities"),
        "{said}"
    );
}

#[test]
fn files_that_contradict_themselves_are_refused_before_the_engine_sees_them() {
    for (name, words) in [
        (
            "output-of-nothing",
            "nothing in it gives its output \"nothing\"",
        ),
        (
            "empty-kernel",
            "has kernel_shape [], 2 numbers from 1 to 4096 are possible",
        ),
        ("two-inputs", "it has 2 inputs, one is needed"),
    ] {
        let said = refusal(&onnx(name), &card("permuted"));
        assert!(said.contains(words), "{name}: {said}");
    }
}

#[test]
fn a_file_at_which_the_engine_panics_is_refused_too() {
    let said = refusal(&onnx("beyond"), &card("beyond"));
    assert!(
        said.contains("the engine could not go on with it"),
        "{said}"
    );
}

#[test]
fn scores_can_be_restricted_to_some_emotions() {
    let mut recognizer = Recognizer::new().unwrap();
    let crop = flat(recognizer.crop_format());
    let all = recognizer.classify_crop(&crop).unwrap();
    assert_eq!(recognizer.emotions(), Emotion::ALL);

    recognizer
        .set_emotions(&[Emotion::Sad, Emotion::Happy])
        .unwrap();
    assert_eq!(recognizer.emotions(), [Emotion::Happy, Emotion::Sad]);
    let two = recognizer.classify_crop(&crop).unwrap();
    let sum = all.get(Emotion::Happy) + all.get(Emotion::Sad);
    for (emotion, score) in two.iter() {
        let expected = match emotion {
            Emotion::Happy | Emotion::Sad => all.get(emotion) / sum,
            _ => 0.0,
        };
        assert!(
            (score - expected).abs() < 1e-5,
            "{emotion:?}: {score}, not {expected}"
        );
    }

    let nothing = recognizer.set_emotions(&[]).unwrap_err();
    assert_eq!(
        nothing,
        Error::InvalidEmotions("at least one is needed".into())
    );
    // The restriction holds for another network too: this one knows happy, and not sad.
    recognizer
        .set_emotion_model(&onnx("permuted"), &card("permuted"))
        .unwrap();
    assert_eq!(recognizer.emotions(), [Emotion::Happy]);
    let lacking = recognizer
        .set_emotions(&[Emotion::Sad, Emotion::Neutral])
        .unwrap_err();
    assert_eq!(
        lacking.to_string(),
        "invalid emotions: the network gives none of sad, neutral"
    );
    recognizer.set_emotions(&Emotion::ALL).unwrap();
    assert_eq!(recognizer.emotions().len(), 3);
}
