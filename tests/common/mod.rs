//! Reads the fixtures of the tests from `tests/data`.

#![allow(dead_code, reason = "no test file uses all of them")]

use emosense::{Frame, ModelConfig};
use image::RgbaImage;

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
