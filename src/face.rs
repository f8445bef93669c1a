//! What is known of one face: where it is, its landmarks, and what its expression resembles.

use serde::Serialize;

use crate::{Bounds, Emotion, FaceQuality, Landmarks, Scores, Track};

/// One face of a frame, recognised.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Face {
    /// Where it is.
    pub bounds: Bounds,
    /// Its eyes, nose and mouth corners.
    pub landmarks: Landmarks,
    /// How sure the detector is that this is a face, 0 to 1.
    pub confidence: f32,
    /// Whether its expression can be read, or what keeps it from that; where it cannot be read,
    /// its scores mean little.
    pub quality: FaceQuality,
    /// A probability for each emotion, from this frame alone; they sum to one.
    pub scores: Scores,
    /// The emotion with the highest of these scores.
    pub emotion: Emotion,
    /// The same face through a video: set by
    /// [`Recognizer::classify_for_video`](crate::Recognizer::classify_for_video), `None` in a picture.
    pub track: Option<Track>,
}
