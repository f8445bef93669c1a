//! Reads the arguments of JavaScript calls, which may be of any type and value.

use js_sys::{Array, Reflect};
use serde::de::DeserializeOwned;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{Emotions, EngineName};
#[cfg(feature = "custom-models")]
use crate::ModelConfig;
use crate::{Emotion, Engine, Error, Landmarks, Point};

/// Reads the name of an engine.
pub(super) fn read_engine(name: &EngineName) -> Result<Engine, Error> {
    read(name).map_err(|message| Error::InvalidSetting(format!("engine: {message}")))
}

/// Reads a number of faces; Infinity becomes `usize::MAX`.
pub(super) fn read_max_faces(count: f64) -> Result<usize, Error> {
    if count >= 1.0 && (count.is_infinite() || count.fract() == 0.0) {
        // The conversion saturates.
        Ok(count as usize)
    } else {
        Err(Error::InvalidSetting(format!(
            "maxFaces must be an integer of at least 1 or Infinity, got {count}"
        )))
    }
}

/// Reads an input size of the detector, in pixels.
pub(super) fn read_detector_input_size(pixels: f64) -> Result<u32, Error> {
    if pixels >= 1.0 && pixels.fract() == 0.0 {
        // The conversion saturates.
        Ok(pixels as u32)
    } else {
        Err(Error::InvalidSetting(format!(
            "detectorInputSize must be an integer of at least 1, got {pixels}"
        )))
    }
}

/// Reads a list of emotion names.
pub(super) fn read_emotions(emotions: &Emotions) -> Result<Vec<Emotion>, Error> {
    if !Array::is_array(emotions) {
        let message = "emotions must be an array of names";
        return Err(Error::InvalidEmotions(message.into()));
    }
    read(emotions).map_err(Error::InvalidEmotions)
}

/// Reads a value as serde does, or returns the message of its error.
fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, String> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(|error| {
        let error: js_sys::Error = JsValue::from(error).unchecked_into();
        error.message().into()
    })
}

/// Reads the config of a custom model; an error names the field that is missing or wrong.
#[cfg(feature = "custom-models")]
pub(super) fn read_config(config: &Ts<ModelConfig>) -> Result<ModelConfig, Error> {
    let deserializer = serde_wasm_bindgen::Deserializer::from(config.js_value());
    ModelConfig::from_deserializer(deserializer)
}

/// Reads landmarks; their coordinates may be any numbers.
pub(super) fn read_landmarks(landmarks: &Ts<Landmarks>) -> Result<Landmarks, Error> {
    let landmarks = landmarks.js_value();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let read_point = |name: &str| {
        let point = get(&landmarks, name);
        let read = |axis: &str| Some(get(point.as_ref()?, axis)?.as_f64()? as f32);
        match (read("x"), read("y")) {
            (Some(x), Some(y)) => Ok(Point { x, y }),
            _ => Err(Error::InvalidLandmarks(format!(
                "{name} must be an object of two numbers, x and y"
            ))),
        }
    };
    Ok(Landmarks {
        left_eye: read_point("leftEye")?,
        right_eye: read_point("rightEye")?,
        nose: read_point("nose")?,
        left_mouth: read_point("leftMouth")?,
        right_mouth: read_point("rightMouth")?,
    })
}
