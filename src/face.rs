//! A recognized face: where it is, its landmarks, and the emotion that its expression resembles.

use serde::Serialize;

use crate::emotion::serialize_shown;
use crate::{Bounds, Crop, Detection, Emotion, FaceQuality, Landmarks, Scores, Smoothing, Track};

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
    /// The emotion with the highest of these scores, however low it is.
    pub emotion: Emotion,
    /// The emotion to show to people: that of the track in a video, that of the scores in a still.
    /// `None`, in JavaScript `'uncertain'`, if no emotion is likely enough
    /// ([`Smoothing::enter_threshold`]) or the quality is not good.
    #[serde(serialize_with = "serialize_shown")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Emotion | 'uncertain'"))]
    pub shown_emotion: Option<Emotion>,
    /// The track of the face through the video:
    /// [`Recognizer::classify_for_video`](crate::Recognizer::classify_for_video) sets it, in a
    /// still it is `None`.
    pub track: Option<Track>,
}

impl Face {
    /// Creates a face without a track from its detection, its crop and the scores of the crop.
    pub(crate) fn new(detection: &Detection, crop: &Crop, scores: Scores) -> Self {
        let quality = FaceQuality::new(detection, crop);
        let likely = Smoothing::default().likely_emotion(&scores);
        Face {
            bounds: detection.bounds,
            landmarks: detection.landmarks,
            confidence: detection.confidence,
            quality,
            scores,
            emotion: scores.top(),
            shown_emotion: likely.filter(|_| quality == FaceQuality::Good),
            track: None,
        }
    }

    /// Adds the track of the face in a video.
    pub(crate) fn with_track(self, track: Track) -> Self {
        Face {
            shown_emotion: track.emotion,
            track: Some(track),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CropFormat, Frame, Point};

    /// Returns the face of a still in the middle of an evenly gray frame.
    fn still(gray: u8, happy: f32) -> Face {
        let pixels = vec![gray; 100 * 100 * 4];
        let frame = Frame::new(&pixels, 100, 100).unwrap();
        let landmarks = Landmarks {
            left_eye: Point { x: 40.0, y: 40.0 },
            right_eye: Point { x: 60.0, y: 40.0 },
            nose: Point { x: 50.0, y: 52.0 },
            left_mouth: Point { x: 42.0, y: 62.0 },
            right_mouth: Point { x: 58.0, y: 62.0 },
        };
        let bounds = Bounds {
            x: 25.0,
            y: 20.0,
            width: 50.0,
            height: 60.0,
        };
        let detection = Detection {
            bounds,
            landmarks,
            confidence: 1.0,
        };
        let crop = Crop::from_face(&frame, &landmarks, CropFormat::BUILT_IN);
        let mut values = [(1.0 - happy) / 6.0; Emotion::COUNT];
        values[Emotion::Happy as usize] = happy;
        let scores = Scores::normalized_over(&Emotion::ALL, values);
        Face::new(&detection, &crop, scores)
    }

    #[test]
    fn a_still_shows_its_emotion_by_the_threshold_of_videos() {
        for (happy, expected, name) in [
            (0.21, None, "uncertain"),
            (0.44, None, "uncertain"),
            (0.46, Some(Emotion::Happy), "happy"),
        ] {
            let face = still(128, happy);
            assert_eq!(face.emotion, Emotion::Happy, "{happy}");
            assert_eq!(face.shown_emotion, expected, "{happy}");
            let json = serde_json::to_value(face).unwrap();
            assert_eq!(json["shownEmotion"], name, "{happy}");
        }
    }

    #[test]
    fn a_still_of_poor_quality_shows_no_emotion() {
        let face = still(5, 0.9);
        assert_eq!(face.quality, FaceQuality::TooDark);
        assert_eq!(face.shown_emotion, None);
    }
}
