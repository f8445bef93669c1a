//! What crosses the boundary: JavaScript's values as the crate's, and the crate's as JavaScript's.

use js_sys::{Float32Array, Object, Reflect, Uint8Array, Uint8ClampedArray};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[cfg(feature = "custom-models")]
use super::JsModelConfig;
use super::{JsLandmarks, Pixels};
#[cfg(feature = "custom-models")]
use crate::ModelConfig;
use crate::{Color, Error, Explanation, Landmarks, Point};

/// A side as JavaScript gives it: any number, so that NaN, −1 and 1.5 are refused, not rounded.
pub(super) fn side(name: &str, value: f64) -> Result<u32, JsValue> {
    if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) {
        Ok(value as u32)
    } else {
        Err(throw(Error::InvalidFrame(format!(
            "its {name} should be a whole number of pixels, it is {value}"
        ))))
    }
}

/// Copies JavaScript's bytes, after checking that they are bytes and as many as expected:
/// memory is only asked for what will be used.
pub(super) fn copy_into(
    buffer: &mut Vec<u8>,
    pixels: &Pixels,
    expected: usize,
) -> Result<(), Error> {
    let bytes = if let Some(bytes) = pixels.dyn_ref::<Uint8Array>() {
        bytes.clone()
    } else if let Some(clamped) = pixels.dyn_ref::<Uint8ClampedArray>() {
        Uint8Array::new_with_byte_offset_and_length(
            &clamped.buffer(),
            clamped.byte_offset(),
            clamped.byte_length(),
        )
    } else {
        return Err(Error::InvalidFrame(
            "the pixels should be a Uint8Array or a Uint8ClampedArray".into(),
        ));
    };
    if bytes.length() as usize != expected {
        return Err(Error::InvalidFrame(format!(
            "{expected} bytes are needed, got {}",
            bytes.length()
        )));
    }
    buffer.clear();
    buffer
        .try_reserve_exact(expected)
        .map_err(|_| Error::OutOfMemory(expected))?;
    buffer.resize(expected, 0);
    bytes.copy_to(buffer);
    Ok(())
}

/// A card as JavaScript has it; the error names the field that is missing or wrong.
#[cfg(feature = "custom-models")]
pub(super) fn read(card: &JsModelConfig) -> Result<ModelConfig, JsValue> {
    serde_wasm_bindgen::from_value(card.into()).map_err(|error| {
        throw(Error::InvalidModel {
            model: "emotion",
            reason: format!("its card: {}", words(&error)),
        })
    })
}

/// Landmarks as JavaScript has them, with any numbers in them.
pub(super) fn read_landmarks(landmarks: &JsLandmarks) -> Result<Landmarks, Error> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let point = |name: &str| {
        let place = get(landmarks, name);
        let axis = |name: &str| Some(get(place.as_ref()?, name)?.as_f64()? as f32);
        match (axis("x"), axis("y")) {
            (Some(x), Some(y)) => Ok(Point { x, y }),
            _ => Err(Error::InvalidLandmarks(format!(
                "{name} should be {{ x, y }}"
            ))),
        }
    };
    Ok(Landmarks {
        left_eye: point("leftEye")?,
        right_eye: point("rightEye")?,
        nose: point("nose")?,
        left_mouth: point("leftMouth")?,
        right_mouth: point("rightMouth")?,
    })
}

/// What serde says, without the kind of JavaScript error that is put before it at every level.
pub(super) fn words(error: &serde_wasm_bindgen::Error) -> String {
    format!(": {error}").replace(": Error: ", ": ")[2..].into()
}

/// Plain objects and arrays, no Maps.
pub(super) fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// An object whose crop can be painted onto a canvas as it is.
pub(super) fn plain_explanation(explanation: &Explanation) -> Result<JsValue, JsValue> {
    let format = explanation.crop.format();
    let byte = |value: f32| (value + 0.5) as u8;
    let rgba = |pixel: &[f32]| match format.color {
        Color::Gray => [byte(pixel[0]), byte(pixel[0]), byte(pixel[0]), 255],
        Color::Rgb => [byte(pixel[0]), byte(pixel[1]), byte(pixel[2]), 255],
    };
    let pixels: Vec<u8> = (explanation.crop.values())
        .chunks_exact(format.color.channels())
        .flat_map(rgba)
        .collect();
    let object = Object::new();
    for (name, value) in [
        ("side", plain(&format.side)?),
        ("pixels", Uint8ClampedArray::from(pixels.as_slice()).into()),
        ("scores", plain(&explanation.scores)?),
        ("emotion", plain(&explanation.emotion)?),
        (
            "importance",
            Float32Array::from(explanation.importance.as_slice()).into(),
        ),
        ("occluded", plain(&explanation.occluded)?),
    ] {
        Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
}

/// A real `Error` with a `code`.
pub(super) fn throw(error: Error) -> JsValue {
    let js_error = js_sys::Error::new(&error.to_string());
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&js_error, &"code".into(), &error.code().into());
    js_error.into()
}
