//! EmoSense recognizes facial expressions on the device, natively and in the browser.
//!
//! Data flows one way: [`Frame`] → [`FaceDetector`] → [`Crop`] → [`EmotionClassifier`] → [`Face`],
//! in a video with its [`Track`]. [`Recognizer`] runs all of it. An expression *resembles* an
//! [`Emotion`]; no program can tell what a person feels.
//!
//! ```
//! use emosense::{Frame, Recognizer};
//!
//! let mut recognizer = Recognizer::new()?;
//! let pixels = vec![128; 640 * 480 * 4];
//! let faces = recognizer.classify(&Frame::new(&pixels, 640, 480)?)?;
//! assert!(faces.is_empty());
//! # Ok::<(), emosense::Error>(())
//! ```
// wasm-bindgen generates unsafe code; everything else is checked to have none.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

mod classification;
mod detection;
mod emotion;
mod engine;
mod error;
mod face;
mod frame;
#[cfg(any(fuzzing, all(test, feature = "custom-models")))]
pub mod fuzzing;
mod geometry;
mod model;
mod plan_cache;
mod recognizer;
mod tracking;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use classification::{
    Color, Crop, CropFormat, EmotionClassifier, Explanation, FaceQuality, OccludedScores,
};
pub use detection::{Detection, FaceDetector};
pub use emotion::{Emotion, Scores};
pub use error::Error;
pub use face::Face;
pub use frame::Frame;
pub use geometry::{Bounds, Landmarks, Point};
pub use model::{
    Engine, Layout, ModelConfig, ModelInput, ModelOutput, Normalization, OutputKind, PerChannel,
};
pub use recognizer::{Recognizer, RecognizerBuilder};
pub use tracking::{SmoothedScores, Smoothing, Track};
