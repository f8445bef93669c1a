//! The boundary to JavaScript: wraps [`Recognizer`], checks what comes in, returns plain objects.

mod values;

use wasm_bindgen::prelude::*;

#[cfg(feature = "custom-models")]
use self::values::read;
use self::values::{copy_into, plain, plain_explanation, read_landmarks, side, throw, words};
use crate::{Crop, Emotion, Error, Frame};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// Bytes as JavaScript has them: canvas gives the clamped kind, files the other.
    #[wasm_bindgen(typescript_type = "Uint8Array | Uint8ClampedArray")]
    pub type Pixels;

    #[wasm_bindgen(typescript_type = "Face[]")]
    pub type Faces;

    #[wasm_bindgen(js_name = Scores, typescript_type = "Scores")]
    pub type JsScores;

    #[wasm_bindgen(js_name = ModelConfig, typescript_type = "ModelConfig")]
    pub type JsModelConfig;

    #[wasm_bindgen(typescript_type = "Emotion[]")]
    pub type Emotions;

    #[wasm_bindgen(js_name = Landmarks, typescript_type = "Landmarks")]
    pub type JsLandmarks;

    #[wasm_bindgen(js_name = Explanation, typescript_type = "Explanation")]
    pub type JsExplanation;
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

    /// Replaces the emotion model by a custom one: the bytes of an ONNX file and its config. Throws
    /// `invalid-model` and says what is wrong; the previous model then stays in use. Throws
    /// `invalid-emotions` if it gives none of those that `emotions` was set to.
    #[cfg(feature = "custom-models")]
    #[wasm_bindgen(js_name = setEmotionModel)]
    pub fn set_emotion_model(
        &mut self,
        onnx: &[u8],
        config: &JsModelConfig,
    ) -> Result<(), JsValue> {
        let config = read(config)?;
        self.recognizer
            .set_emotion_model(onnx, &config)
            .map_err(throw)
    }

    /// The emotions that scores are shared among; those that the network does not give, and those
    /// left out when this is set, score 0. Setting it throws `invalid-emotions` for names that
    /// are none and where the network gives none of them.
    #[wasm_bindgen(getter)]
    pub fn emotions(&self) -> Result<Emotions, JsValue> {
        Ok(plain(&self.recognizer.emotions())?.unchecked_into())
    }

    #[wasm_bindgen(setter)]
    pub fn set_emotions(&mut self, emotions: &Emotions) -> Result<(), JsValue> {
        let emotions: Vec<Emotion> = serde_wasm_bindgen::from_value(emotions.into())
            .map_err(|error| throw(Error::InvalidEmotions(words(&error))))?;
        self.recognizer.set_emotions(&emotions).map_err(throw)
    }

    /// The time constant in milliseconds over which a track's scores are smoothed, 200 at first:
    /// after it 63 % of a change shows, after three times it 95 %. 0: no smoothing. Setting it
    /// throws `invalid-setting` for a negative number and for what is none.
    #[wasm_bindgen(getter, js_name = smoothingMs)]
    pub fn smoothing_ms(&self) -> f32 {
        self.recognizer.smoothing_ms()
    }

    #[wasm_bindgen(setter, js_name = smoothingMs)]
    pub fn set_smoothing_ms(&mut self, milliseconds: f32) -> Result<(), JsValue> {
        self.recognizer
            .set_smoothing_ms(milliseconds)
            .map_err(throw)
    }

    /// The most faces of a frame that are classified and given, the surest; the others are left
    /// out. At least 1; Infinity, as at first: all. In a video a followed face keeps its place
    /// among them. Setting it throws `invalid-setting` for anything else than a whole number from
    /// 1 or Infinity.
    #[wasm_bindgen(getter, js_name = maxFaces)]
    pub fn max_faces(&self) -> f64 {
        match self.recognizer.max_faces() {
            usize::MAX => f64::INFINITY,
            count => count as f64,
        }
    }

    #[wasm_bindgen(setter, js_name = maxFaces)]
    pub fn set_max_faces(&mut self, count: f64) -> Result<(), JsValue> {
        // Infinity saturates to the most there can be.
        let whole = count >= 1.0 && (count.is_infinite() || count.fract() == 0.0);
        if !whole {
            return Err(throw(Error::InvalidSetting(format!(
                "the most faces are a whole number from 1, not {count}"
            ))));
        }
        self.recognizer.set_max_faces(count as usize).map_err(throw)
    }

    /// The faces of a frame, the surest first. `pixels`: RGBA bytes, `width × height × 4` of
    /// them. Throws `invalid-frame`, `frame-too-large`, `out-of-memory`, `inference-failed`.
    pub fn classify(&mut self, pixels: &Pixels, width: f64, height: f64) -> Result<Faces, JsValue> {
        let faces = self.run(crate::Recognizer::classify, pixels, width, height)?;
        Ok(plain(&faces)?.unchecked_into())
    }

    /// As `classify`, for the next frame of a video: faces are looked for where they were in the
    /// frame before, which takes a fraction of the time; the whole frame is searched where one is
    /// lost, for as long as it may come back, and every tenth time. Each face has its `track`.
    ///
    /// `atMs`: the frame's time in milliseconds from any origin, as `performance.now()` or the
    /// video's `currentTime × 1000`. A step back counts as no time; after a step of more than
    /// five seconds, back or forth, and where the size changes, all faces are new ones. Throws
    /// `invalid-frame` too where the time is not a finite number.
    #[wasm_bindgen(js_name = classifyForVideo)]
    pub fn classify_for_video(
        &mut self,
        pixels: &Pixels,
        width: f64,
        height: f64,
        #[wasm_bindgen(js_name = atMs)] at_ms: f64,
    ) -> Result<Faces, JsValue> {
        let next = |recognizer: &mut crate::Recognizer, frame: &Frame| {
            recognizer.classify_for_video(frame, at_ms)
        };
        let faces = self.run(next, pixels, width, height)?;
        Ok(plain(&faces)?.unchecked_into())
    }

    /// The scores of a face that is already cut and aligned: bytes row by row, as many as the
    /// network's input has values (48 × 48 gray ones for the built-in network). Throws
    /// `invalid-frame`, `inference-failed`.
    #[wasm_bindgen(js_name = classifyCrop)]
    pub fn classify_crop(&mut self, pixels: &Pixels) -> Result<JsScores, JsValue> {
        let format = self.recognizer.crop_format();
        copy_into(&mut self.pixels, pixels, format.value_count()).map_err(throw)?;
        let crop = Crop::from_pixels(&self.pixels, format)
            .ok_or_else(|| throw(Error::InvalidFrame(format!("a crop is {format} bytes"))))?;
        let scores = self.recognizer.classify_crop(&crop).map_err(throw)?;
        Ok(plain(&scores)?.unchecked_into())
    }

    /// Which parts of a face of the frame its scores rest on, found by hiding them one after
    /// another: 124 runs of the emotion network. `landmarks`: those that `classify` gave for the
    /// face in this very frame. Throws `invalid-frame`, `frame-too-large`, `out-of-memory`,
    /// `inference-failed`; `invalid-landmarks` if they are not finite numbers, or in one point.
    pub fn explain(
        &mut self,
        pixels: &Pixels,
        width: f64,
        height: f64,
        landmarks: &JsLandmarks,
    ) -> Result<JsExplanation, JsValue> {
        let landmarks = read_landmarks(landmarks).map_err(throw)?;
        let explain = |recognizer: &mut crate::Recognizer, frame: &Frame| {
            recognizer.explain(frame, &landmarks)
        };
        let explanation = self.run(explain, pixels, width, height)?;
        Ok(plain_explanation(&explanation)?.unchecked_into())
    }

    fn run<T>(
        &mut self,
        read: impl Fn(&mut crate::Recognizer, &Frame) -> Result<T, Error>,
        pixels: &Pixels,
        width: f64,
        height: f64,
    ) -> Result<T, JsValue> {
        let (width, height) = (side("width", width)?, side("height", height)?);
        let expected = Frame::byte_length(width, height).map_err(throw)?;
        copy_into(&mut self.pixels, pixels, expected).map_err(throw)?;
        let frame = Frame::new(&self.pixels, width, height).map_err(throw)?;
        read(&mut self.recognizer, &frame).map_err(throw)
    }

    fn wrap(recognizer: Result<crate::Recognizer, Error>) -> Result<Recognizer, JsValue> {
        Ok(Recognizer {
            recognizer: recognizer.map_err(throw)?,
            pixels: Vec::new(),
        })
    }
}
