//! Reads the fixtures of the tests from `tests/data`.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "no test file uses all of them"
)]

use emosense::{Bounds, Engine, Face, Frame, ModelConfig, Point, Recognizer};
use image::RgbaImage;

/// All engines of the crate.
pub const ENGINES: &[Engine] = &[
    Engine::BuiltIn,
    #[cfg(feature = "custom-models")]
    Engine::Tract,
];

/// Creates a recognizer with the built-in models in an engine.
pub fn recognizer(engine: Engine) -> Recognizer {
    Recognizer::builder().engine(engine).build().unwrap()
}

/// Runs each of these functions as a test in each engine: `built_in::name` and `tract::name`.
macro_rules! test_in_each_engine {
    ($($name:ident),+ $(,)?) => {
        mod built_in {
            $(#[test] fn $name() { super::$name(emosense::Engine::BuiltIn); })+
        }
        #[cfg(feature = "custom-models")]
        mod tract {
            $(#[test] fn $name() { super::$name(emosense::Engine::Tract); })+
        }
    };
}
pub(crate) use test_in_each_engine;

/// Asserts that two engines have found the same faces: their scores differ by at most 1e-3, and their positions by at
/// most a tenth of a pixel.
pub fn assert_same_faces(actual: &[Face], expected: &[Face], name: &str) {
    assert_eq!(actual.len(), expected.len(), "{name}");
    for (actual, expected) in actual.iter().zip(expected) {
        assert_eq!(actual.quality, expected.quality, "{name}");
        for (emotion, score) in actual.scores.iter() {
            let difference = (score - expected.scores.get(emotion)).abs();
            assert!(difference <= 1e-3, "{name}: {actual:?}, {expected:?}");
        }
        let points = |face: &Face| {
            let Bounds {
                x,
                y,
                width,
                height,
            } = face.bounds;
            let landmarks = face.landmarks.points().map(|Point { x, y }| [x, y]);
            [[x, y], [width, height]]
                .into_iter()
                .chain(landmarks)
                .flatten()
        };
        for (actual_value, expected_value) in points(actual).zip(points(expected)) {
            let difference = (actual_value - expected_value).abs();
            assert!(difference <= 0.1, "{name}: {actual:?}, {expected:?}");
        }
    }
}

/// Reads an image of `tests/data`.
pub fn image(name: &str) -> RgbaImage {
    image::open(path(name)).unwrap().to_rgba8()
}

/// Returns an image as a frame.
pub fn frame(image: &RgbaImage) -> Frame<'_> {
    image.try_into().unwrap()
}

/// Reads an ONNX file of `tests/data/models`, by its name without `.onnx`; `make.py` there wrote it.
pub fn onnx(name: &str) -> Vec<u8> {
    std::fs::read(path(&format!("models/{name}.onnx"))).unwrap()
}

/// Reads the config beside an ONNX file of `tests/data/models`.
pub fn config(name: &str) -> ModelConfig {
    let json = std::fs::read(path(&format!("models/{name}.json"))).unwrap();
    serde_json::from_slice(&json).unwrap()
}

fn path(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}
