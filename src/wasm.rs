//! The boundary to JavaScript: wraps [`Recognizer`], checks what comes in, returns plain objects.

use js_sys::{Reflect, Uint8Array, Uint8ClampedArray};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Crop, Error, Frame};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What an expression may resemble. */
export type Emotion = 'angry' | 'disgusted' | 'fearful' | 'happy' | 'neutral' | 'sad' | 'surprised';

/** A probability for each emotion; they sum to one. */
export type Scores = Record<Emotion, number>;

/** A place in the frame, in pixels from its top left corner. */
export interface Point { x: number; y: number }

/** An upright rectangle in the frame, in pixels; it may reach past the frame's edges. */
export interface Bounds { x: number; y: number; width: number; height: number }

/** Five points of a face; left and right are the image's, not the person's. */
export interface Landmarks {
  leftEye: Point;
  rightEye: Point;
  nose: Point;
  leftMouth: Point;
  rightMouth: Point;
}

/** One face of a frame, recognised. */
export interface Face {
  bounds: Bounds;
  landmarks: Landmarks;
  /** How sure the detector is that this is a face, 0 to 1. */
  confidence: number;
  /** Whether the face has so few pixels that its scores mean little. */
  tooSmall: boolean;
  scores: Scores;
  /** The emotion with the highest score. */
  emotion: Emotion;
}

/** What the recogniser throws: `code` says which case it is. */
export interface RecognizerError extends Error {
  code: 'invalid-frame' | 'frame-too-large' | 'invalid-network' | 'out-of-memory' | 'inference-failed';
}
"#;

#[wasm_bindgen]
extern "C" {
    /// Bytes as JavaScript has them: canvas gives the clamped kind, files the other.
    #[wasm_bindgen(typescript_type = "Uint8Array | Uint8ClampedArray")]
    pub type Pixels;

    #[wasm_bindgen(typescript_type = "Face[]")]
    pub type Faces;

    #[wasm_bindgen(js_name = Scores, typescript_type = "Scores")]
    pub type JsScores;
}

/// Reports a panic to the console in words before the module stops.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Finds the faces of a frame and says what the expression of each resembles.
#[wasm_bindgen]
pub struct Recognizer {
    recognizer: crate::Recognizer,
    /// The frame's copy in WebAssembly's memory, kept from frame to frame.
    pixels: Vec<u8>,
}

#[wasm_bindgen]
impl Recognizer {
    /// With the networks that are built into the module.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Recognizer, JsValue> {
        Self::wrap(crate::Recognizer::new())
    }

    /// With networks of one's own: the bytes of two ONNX files of the same inputs and outputs
    /// as the built-in ones. Throws `invalid-network`.
    #[wasm_bindgen(js_name = withNetworks)]
    pub fn with_networks(face: &[u8], emotion: &[u8]) -> Result<Recognizer, JsValue> {
        Self::wrap(crate::Recognizer::from_onnx(face, emotion))
    }

    /// The longer side, in pixels, to which a larger frame is shrunk before the search: 320 at
    /// first; more finds smaller faces and takes longer.
    #[wasm_bindgen(getter, js_name = searchSide)]
    pub fn search_side(&self) -> u32 {
        self.recognizer.search_side()
    }

    #[wasm_bindgen(setter, js_name = searchSide)]
    pub fn set_search_side(&mut self, pixels: u32) {
        self.recognizer.set_search_side(pixels);
    }

    /// The faces of a frame, the surest first. `pixels`: RGBA bytes, `width × height × 4` of
    /// them. Throws `invalid-frame`, `frame-too-large`, `out-of-memory`, `inference-failed`.
    pub fn classify(&mut self, pixels: &Pixels, width: f64, height: f64) -> Result<Faces, JsValue> {
        let (width, height) = (side("width", width)?, side("height", height)?);
        let expected = Frame::byte_length(width, height).map_err(throw)?;
        copy_into(&mut self.pixels, pixels, expected).map_err(throw)?;
        let frame = Frame::new(&self.pixels, width, height).map_err(throw)?;
        let faces = self.recognizer.classify(&frame).map_err(throw)?;
        Ok(plain(&faces)?.unchecked_into())
    }

    /// The scores of a face that is already cut and aligned: 48 × 48 grey bytes.
    #[wasm_bindgen(js_name = classifyCrop)]
    pub fn classify_crop(&mut self, pixels: &Pixels) -> Result<JsScores, JsValue> {
        copy_into(&mut self.pixels, pixels, Crop::SIDE * Crop::SIDE).map_err(throw)?;
        let crop = Crop::from_grey(&self.pixels)
            .ok_or_else(|| throw(Error::InvalidFrame("a crop is 48×48 grey bytes".into())))?;
        let scores = self.recognizer.classify_crop(&crop).map_err(throw)?;
        Ok(plain(&scores)?.unchecked_into())
    }

    fn wrap(recognizer: Result<crate::Recognizer, Error>) -> Result<Recognizer, JsValue> {
        Ok(Recognizer {
            recognizer: recognizer.map_err(throw)?,
            pixels: Vec::new(),
        })
    }
}

/// A side as JavaScript gives it: any number, so that NaN, −1 and 1.5 are refused, not rounded.
fn side(name: &str, value: f64) -> Result<u32, JsValue> {
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
fn copy_into(buffer: &mut Vec<u8>, pixels: &Pixels, expected: usize) -> Result<(), Error> {
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

/// Plain objects and arrays, no Maps.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

/// A real `Error` with a `code`.
fn throw(error: Error) -> JsValue {
    let js_error = js_sys::Error::new(&error.to_string());
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&js_error, &"code".into(), &error.code().into());
    js_error.into()
}
