//! EmoSense recognises facial expressions on the device, natively and in the browser.
//!
//! Data flows one way: [`Frame`] → [`FaceDetector`] → [`Crop`] → [`EmotionClassifier`] →
//! [`Face`], in a video with its [`Track`]; [`Recognizer`] is the whole way. An expression *resembles* an [`Emotion`]; no
//! program can tell what a person feels.
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
#![warn(missing_docs)]
// The boundary's macro writes unsafe code; everything behind it is checked without it.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

mod alignment;
mod attribution;
mod crop;
mod emotion;
mod emotion_classifier;
mod engine;
mod error;
mod face;
mod face_detector;
mod face_state;
mod follower;
mod frame;
mod look;
#[cfg(feature = "own-networks")]
mod network;
mod network_card;
#[cfg(feature = "own-networks")]
mod network_check;
mod plan_cache;
mod recognizer;
mod resize;
mod smoothing;
mod tracks;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod window;

pub use attribution::{Attribution, Without};
pub use crop::{Colour, Crop, CropFormat};
pub use emotion::{Emotion, Scores};
pub use emotion_classifier::EmotionClassifier;
pub use error::Error;
pub use face::{Bounds, Face, Landmarks, Point};
pub use face_detector::{Detection, FaceDetector};
pub use face_state::FaceState;
pub use frame::Frame;
pub use network_card::{
    Layout, NetworkCard, NetworkInput, NetworkOutput, Normalisation, OutputKind, PerChannel,
};
pub use recognizer::Recognizer;
pub use smoothing::{Smoothed, Smoothing};
pub use tracks::Track;
