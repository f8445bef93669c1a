//! Compares the outputs of both engines, the crate's own and tract, with those of `PyTorch` and onnxruntime.
//!
//! The training package wrote the expected values to `tests/data/reference`.

use serde_json::Value;

use super::LoadedModel;
use crate::{Crop, CropFormat, EmotionClassifier, Engine};

const ENGINES: [Engine; 2] = [Engine::BuiltIn, Engine::Tract];

/// Largest difference of a value: engines add in different orders.
const TOLERANCE: f64 = 1e-4;

fn reference_path(file: &str) -> String {
    format!("{}/tests/data/reference/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn read_json(file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(reference_path(file)).unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list of numbers");
    list.iter().map(|number| number.as_f64().unwrap()).collect()
}

fn assert_close(actual: &[f32], expected: &[f64], name: &str) {
    assert_eq!(actual.len(), expected.len(), "{name}");
    for (index, (actual, expected)) in actual.iter().zip(expected).enumerate() {
        let difference = (f64::from(*actual) - expected).abs();
        assert!(
            difference <= TOLERANCE,
            "{name}[{index}]: expected {expected}, got {actual}"
        );
    }
}

#[test]
fn the_emotion_model_agrees_with_pytorch_and_onnxruntime() {
    let reference = read_json("emotion.json");
    let crops = reference["crops"].as_array().unwrap();
    assert!(crops.len() >= 10, "{} crops", crops.len());
    // One gray image holds the crops, one below the other.
    let image = image::open(reference_path(reference["picture"].as_str().unwrap())).unwrap();
    let pixels = image.to_luma8().into_raw();
    for engine in ENGINES {
        let mut classifier = EmotionClassifier::new(engine).unwrap();
        for (expected, pixels) in crops.iter().zip(pixels.chunks_exact(48 * 48)) {
            let crop = Crop::from_pixels(pixels, CropFormat::BUILT_IN).unwrap();
            let scores = classifier.classify(&crop).unwrap();
            let scores: Vec<f32> = scores.iter().map(|(_, score)| score).collect();
            for library in ["pytorch", "onnxruntime"] {
                let name = format!("{} by {engine:?} and {library}", expected["name"]);
                assert_close(&scores, &numbers(&expected[library]), &name);
            }
        }
    }
}

#[test]
fn the_face_model_agrees_with_onnxruntime() {
    let bytes = include_bytes!("../../models/face.onnx");
    let reference = read_json("face.json");
    for engine in ENGINES {
        let mut model = LoadedModel::built_in(engine, "face", bytes, 3).unwrap();
        for frame in reference["frames"].as_array().unwrap() {
            let name = frame["picture"].as_str().unwrap();
            let image = image::open(reference_path(name)).unwrap().to_rgb8();
            let (width, height) = (image.width() as usize, image.height() as usize);
            let planes: Vec<f32> = (0..3)
                .flat_map(|channel| image.pixels().map(move |pixel| f32::from(pixel[channel])))
                .collect();
            let outputs = model.run((height, width), |input| input.set_planes(&planes));
            let strides = ["stride8", "stride16", "stride32"];
            for (output, stride) in outputs.unwrap().iter().zip(strides) {
                let expected = numbers(&frame["outputs"][stride]["values"]);
                assert_close(output, &expected, &format!("{name} {stride} by {engine:?}"));
            }
        }
    }
}
