//! Exports the [`Recognizer`] to JavaScript. The doc comments are for readers of the TypeScript definitions.

mod explanation;
mod input;
mod output;
mod pixel_buffer;
#[cfg(feature = "custom-models")]
mod reference;

use tsify::Ts;
use wasm_bindgen::prelude::*;
use web_sys::ImageData;

use self::explanation::JsExplanation;
use self::output::{Result, to_js};
use self::pixel_buffer::PixelBuffer;
use crate::{Crop, Error, Face, Landmarks, Scores};

#[wasm_bindgen]
extern "C" {
    /// The name of an [`Engine`](crate::Engine).
    #[wasm_bindgen(typescript_type = "Engine")]
    pub type EngineName;

    /// The bytes of a crop.
    #[wasm_bindgen(typescript_type = "Uint8Array | Uint8ClampedArray")]
    pub type Pixels;

    /// A list of [`Face`](crate::Face)s.
    #[wasm_bindgen(typescript_type = "Face[]")]
    pub type Faces;

    /// A list of [`Emotion`](crate::Emotion)s.
    #[wasm_bindgen(typescript_type = "Emotion[]")]
    pub type Emotions;
}

/// Prints the message of a panic to the console before the module stops.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Detects the faces of a frame and classifies their expressions. Its methods throw a `RecognizerError`.
#[wasm_bindgen]
pub struct Recognizer {
    recognizer: crate::Recognizer,
    pixels: PixelBuffer,
}

#[wasm_bindgen]
impl Recognizer {
    /// Creates a recognizer with the built-in models.
    ///
    /// `engine`: which engine runs them, `built-in` by default.
    ///
    /// Throws `invalid-setting` for an engine that the module does not have.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: Option<EngineName>) -> Result<Self> {
        let engine = engine.map(|name| input::read_engine(&name)).transpose()?;
        let builder = crate::Recognizer::builder().engine(engine.unwrap_or_default());
        Ok(Recognizer {
            recognizer: builder.build()?,
            pixels: PixelBuffer::default(),
        })
    }

    /// Replaces the emotion model by a custom one. After an error the previous model stays in use.
    ///
    /// `onnx`: the bytes of an ONNX file. `config`: how to use its input and output.
    ///
    /// Throws `invalid-model`, with a message that says what is wrong, and `invalid-emotions` if the model has none of
    /// the `emotions` that were set.
    #[cfg(feature = "custom-models")]
    #[wasm_bindgen(js_name = setEmotionModel)]
    pub fn set_emotion_model(
        &mut self,
        onnx: &[u8],
        config: &Ts<crate::ModelConfig>,
    ) -> Result<()> {
        let config = input::read_config(config)?;
        Ok(self.recognizer.set_emotion_model(onnx, &config)?)
    }

    /// The emotions that the scores are normalized over; by default all that the model has. The others have a score
    /// of 0.
    ///
    /// Setting it throws `invalid-emotions` for an unknown name and if the model has none of the emotions.
    #[wasm_bindgen(getter)]
    pub fn emotions(&self) -> Result<Emotions> {
        Ok(to_js(&self.recognizer.emotions())?.unchecked_into())
    }

    #[allow(
        missing_docs,
        reason = "wasm-bindgen documents the property at its getter"
    )]
    #[wasm_bindgen(setter)]
    pub fn set_emotions(&mut self, emotions: &Emotions) -> Result<()> {
        let emotions = input::read_emotions(emotions)?;
        Ok(self.recognizer.set_emotions(&emotions)?)
    }

    /// The time constant in milliseconds with which the scores of a track are smoothed, 200 by default: 63 % of a
    /// change shows after this time, 95 % after three times as long. 0 turns smoothing off.
    ///
    /// Setting it throws `invalid-setting` for anything but a finite number of at least 0.
    #[wasm_bindgen(getter, js_name = smoothingMs)]
    pub fn smoothing_ms(&self) -> f32 {
        self.recognizer.smoothing_ms()
    }

    #[allow(
        missing_docs,
        reason = "wasm-bindgen documents the property at its getter"
    )]
    #[wasm_bindgen(setter, js_name = smoothingMs)]
    pub fn set_smoothing_ms(&mut self, milliseconds: f32) -> Result<()> {
        Ok(self.recognizer.set_smoothing_ms(milliseconds)?)
    }

    /// How readily the scores name an expression, from 0 to 1: with 0, the default, where most people would; with 1, as
    /// readily as the labels of FER-2013 do. Has no effect on a custom model without the output `fer2013`.
    ///
    /// Setting it throws `invalid-setting` for anything but a number from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn sensitivity(&self) -> f32 {
        self.recognizer.sensitivity()
    }

    #[allow(
        missing_docs,
        reason = "wasm-bindgen documents the property at its getter"
    )]
    #[wasm_bindgen(setter)]
    pub fn set_sensitivity(&mut self, sensitivity: f32) -> Result<()> {
        Ok(self.recognizer.set_sensitivity(sensitivity)?)
    }

    /// The largest number of faces per frame, Infinity by default: only those with the highest confidence are
    /// classified and returned. In a video, a face that is being tracked takes precedence over a new one.
    ///
    /// Setting it throws `invalid-setting` for anything but an integer of at least 1 or Infinity.
    #[wasm_bindgen(getter, js_name = maxFaces)]
    pub fn max_faces(&self) -> f64 {
        match self.recognizer.max_faces() {
            usize::MAX => f64::INFINITY,
            count => count as f64,
        }
    }

    #[allow(
        missing_docs,
        reason = "wasm-bindgen documents the property at its getter"
    )]
    #[wasm_bindgen(setter, js_name = maxFaces)]
    pub fn set_max_faces(&mut self, count: f64) -> Result<()> {
        let count = input::read_max_faces(count)?;
        Ok(self.recognizer.set_max_faces(count)?)
    }

    /// The longer side in pixels to which a larger frame is shrunk to detect faces in all of it; undefined by default,
    /// which is 640 in `classify` and 320 in `classifyForVideo`. A larger size detects smaller faces and takes time in
    /// proportion to its square. It is clamped to the range from 32 to 1024.
    ///
    /// Setting it throws `invalid-setting` for anything but an integer of at least 1.
    #[wasm_bindgen(getter, js_name = detectorInputSize)]
    pub fn detector_input_size(&self) -> Option<u32> {
        self.recognizer.detector_input_size()
    }

    #[allow(
        missing_docs,
        reason = "wasm-bindgen documents the property at its getter"
    )]
    #[wasm_bindgen(setter, js_name = detectorInputSize)]
    pub fn set_detector_input_size(&mut self, pixels: f64) -> Result<()> {
        let pixels = input::read_detector_input_size(pixels)?;
        self.recognizer.set_detector_input_size(Some(pixels));
        Ok(())
    }

    /// Detects and classifies the faces of an image, and returns them by descending confidence.
    ///
    /// Throws `invalid-frame` if `image` is no `ImageData`, or has been transferred; `frame-too-large`,
    /// `out-of-memory`, `inference-failed`.
    pub fn classify(&mut self, image: &ImageData) -> Result<Faces> {
        let Recognizer { recognizer, pixels } = self;
        let faces = pixels.with_frame(image, |frame| recognizer.classify(frame))?;
        to_faces(&faces)
    }

    /// Detects, tracks and classifies the faces of the next frame of a video. Each face has a `track`.
    ///
    /// It takes a fraction of the time of `classify`: faces are detected in regions of interest around their previous
    /// positions. Full-frame detection runs in every tenth frame, and while a face is lost that may come back.
    ///
    /// `atMs`: the time of the frame in milliseconds from any origin, such as `performance.now()` or the video's
    /// `currentTime × 1000`. A step back counts as no time. All tracks end after a step of more than five seconds,
    /// forward or back, and when the size of the frame changes.
    ///
    /// Throws the errors of `classify`; `invalid-frame` also if the time is not a finite number.
    #[wasm_bindgen(js_name = classifyForVideo)]
    pub fn classify_for_video(
        &mut self,
        image: &ImageData,
        #[wasm_bindgen(js_name = atMs)] at_ms: f64,
    ) -> Result<Faces> {
        let Recognizer { recognizer, pixels } = self;
        let faces =
            pixels.with_frame(image, |frame| recognizer.classify_for_video(frame, at_ms))?;
        to_faces(&faces)
    }

    /// Classifies a face that is already cropped and aligned.
    ///
    /// `pixels`: one byte per value of the model's input, row by row; 48 × 48 gray values for the built-in model.
    ///
    /// Throws `invalid-frame`, `inference-failed`.
    #[wasm_bindgen(js_name = classifyCrop)]
    pub fn classify_crop(&mut self, pixels: &Pixels) -> Result<Ts<Scores>> {
        let recognizer = &mut self.recognizer;
        let format = recognizer.crop_format();
        let scores = self
            .pixels
            .with_crop(pixels, format.value_count(), |bytes| {
                let crop = Crop::from_pixels(bytes, format)
                    .ok_or_else(|| Error::InvalidFrame(format!("expected a crop of {format}")))?;
                recognizer.classify_crop(&crop)
            })?;
        Ok(Ts::new_unchecked(to_js(&scores)?))
    }

    /// Explains the scores of a face by occlusion sensitivity: it occludes parts of the face, one after another, and
    /// measures how much the score drops. This takes 124 runs of the emotion model.
    ///
    /// `landmarks`: those that `classify` or `classifyForVideo` returned for the face in the same frame.
    ///
    /// Throws the errors of `classify`; `invalid-landmarks` if they are not finite or coincide.
    pub fn explain(
        &mut self,
        image: &ImageData,
        landmarks: &Ts<Landmarks>,
    ) -> Result<Ts<JsExplanation>> {
        let landmarks = input::read_landmarks(landmarks)?;
        let Recognizer { recognizer, pixels } = self;
        let explanation =
            pixels.with_frame(image, |frame| recognizer.explain(frame, &landmarks))?;
        Ok(Ts::new_unchecked(to_js(&JsExplanation::from(explanation))?))
    }
}

fn to_faces(faces: &[Face]) -> Result<Faces> {
    Ok(to_js(&faces)?.unchecked_into())
}
