//! A recognized face: where it is, its landmarks, and the emotion that its expression resembles.

use serde::Serialize;

use crate::{Bounds, Crop, Detection, Emotion, FaceQuality, Landmarks, Scores, Track};

/// A recognized face of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Face {
    /// The bounding box.
    pub bounds: Bounds,
    /// The eyes, the nose and the corners of the mouth.
    pub landmarks: Landmarks,
    /// The detector's confidence that this is a face, 0 to 1.
    pub confidence: f32,
    /// Whether the expression can be recognized, or what prevents it. If the quality is not
    /// [`FaceQuality::Good`], the scores mean little.
    pub quality: FaceQuality,
    /// A probability for each emotion, from this frame alone; they sum to 1.
    pub scores: Scores,
    /// The emotion with the highest of these scores.
    pub emotion: Emotion,
    /// The track of the face through the video:
    /// [`Recognizer::classify_for_video`](crate::Recognizer::classify_for_video) sets it, in a
    /// still it is `None`.
    pub track: Option<Track>,
}

impl Face {
    /// Creates a face without a track from its detection, its crop and the scores of the crop.
    pub(crate) fn new(detection: &Detection, crop: &Crop, scores: Scores) -> Self {
        Face {
            bounds: detection.bounds,
            landmarks: detection.landmarks,
            confidence: detection.confidence,
            quality: FaceQuality::new(detection, crop),
            scores,
            emotion: scores.top(),
            track: None,
        }
    }
}
