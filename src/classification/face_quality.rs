//! Assesses whether the expression of a face can be recognized.

use serde::Serialize;

use crate::{Crop, Detection};

/// Whether the expression of a face can be recognized, or the first of the reasons why it cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum FaceQuality {
    /// The expression can be recognized.
    Good,
    /// The face is less than 32 pixels high ([`FaceQuality::MIN_HEIGHT`]).
    TooSmall,
    /// The mean brightness of its crop is below 20 of 255 ([`FaceQuality::MIN_BRIGHTNESS`]).
    TooDark,
    /// The head is turned by more than about 45° ([`FaceQuality::MAX_YAW_ESTIMATE`]).
    FacingAway,
}

impl FaceQuality {
    /// The lowest height of a face's box, in pixels: below it, the accuracy drops by more and more.
    /// Measured: benches/README.md, "Face height".
    pub const MIN_HEIGHT: f32 = 32.0;

    /// The lowest mean brightness of a crop, 0 to 255: below it, at least a quarter of the
    /// expressions are misclassified. Well-lit faces of any skin tone are far brighter.
    /// Measured: benches/README.md, "Brightness".
    pub const MIN_BRIGHTNESS: f32 = 20.0;

    /// The largest absolute [`Landmarks::yaw_estimate`](crate::Landmarks::yaw_estimate), in
    /// distances between the eyes: about 45°, beyond which the accuracy drops.
    /// Measured: benches/README.md, "Yaw".
    pub const MAX_YAW_ESTIMATE: f32 = 0.4;

    /// Assesses a detected face and its crop.
    pub(crate) fn new(detection: &Detection, crop: &Crop) -> Self {
        if detection.bounds.height < Self::MIN_HEIGHT {
            FaceQuality::TooSmall
        } else if crop.mean_brightness() < Self::MIN_BRIGHTNESS {
            FaceQuality::TooDark
        } else if detection.landmarks.yaw_estimate().abs() <= Self::MAX_YAW_ESTIMATE {
            FaceQuality::Good
        } else {
            // The estimate is not a number if landmarks coincide.
            FaceQuality::FacingAway
        }
    }
}
