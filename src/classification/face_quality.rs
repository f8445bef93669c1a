//! Whether a face's expression can be read: not where it has too few pixels, no light, or is turned away.

use serde::Serialize;

use crate::{Crop, Detection};

/// What keeps a face's expression from being read, if anything does; where several things do, the
/// first of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum FaceQuality {
    /// Nothing does.
    Good,
    /// It is lower than [`FaceQuality::MIN_HEIGHT`].
    TooSmall,
    /// Its crop is darker than [`FaceQuality::MIN_BRIGHTNESS`].
    TooDark,
    /// Its nose is more than [`FaceQuality::MAX_YAW_ESTIMATE`] out of the middle.
    FacingAway,
}

impl FaceQuality {
    /// Pixels below which a face is called too small: pictures of PublicTest shrunk to 32 pixels
    /// and enlarged again are recognised 1.7 points worse than whole ones, at 28 pixels 2.8, at
    /// 24 pixels 4.3, at 20 pixels 8.1 (and a face's box is a little higher than its crop).
    /// (`evaluate --split PublicTest --limits`)
    pub const MIN_HEIGHT: f32 = 32.0;

    /// Mean of the crop, 0 to 255, below which a face is called too dark. Every fourth picture of
    /// PublicTest, dimmed in its frame and with a camera's noise on it, is recognised as follows
    /// (72 to 73 % undimmed): from 60 on 72 %, at 30–60 67 %, at 20–30 61 %, at 16–20 50 %, at
    /// 13–16 46 %, at 10–13 31 %. Undimmed, 5 % of them are darker than 84, far
    /// from the limit: it speaks of light, not of skin. (`evaluate --split PublicTest --limits --every 4`)
    pub const MIN_BRIGHTNESS: f32 = 20.0;

    /// [`Landmarks::yaw_estimate`](crate::Landmarks::yaw_estimate), in distances between the eyes, beyond which a
    /// face is called turned away: about 45°. The same pictures laid on a head that is turned are
    /// 0.11 off the middle at 15°, 0.30 at 35°, 0.42 at 45° and 0.51 at 55° (medians), and found
    /// ever more rarely: 90 % from the front, 43 % at 45°. Of those found, 69 to 70 % are recognised
    /// up to 0.3, 63 % at 0.3–0.5, 57 to 61 % at 0.5–0.8 and 48 % beyond: the pictures of
    /// few turned faces, so that the limit is where most are lost, not where the last are.
    pub const MAX_YAW_ESTIMATE: f32 = 0.4;

    /// That of a detected face, with the crop that was cut from it.
    pub(crate) fn of(detection: &Detection, crop: &Crop) -> Self {
        if detection.bounds.height < Self::MIN_HEIGHT {
            FaceQuality::TooSmall
        } else if crop.mean_brightness() < Self::MIN_BRIGHTNESS {
            FaceQuality::TooDark
        } else if detection.landmarks.yaw_estimate().abs() <= Self::MAX_YAW_ESTIMATE {
            FaceQuality::Good
        } else {
            // Also where landmarks lie on one another, so that there is no middle.
            FaceQuality::FacingAway
        }
    }
}
