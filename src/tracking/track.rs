//! One track: where its face is expected, what it looks like, and its smoothed scores.

use serde::Serialize;

use super::appearance::AppearanceDescriptor;
use crate::emotion::serialize_shown;
use crate::{
    Crop, CropFormat, Detection, Emotion, Face, FaceQuality, Frame, Point, Scores, SmoothedScores,
    Smoothing,
};

/// The track of a face through a video.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Track {
    /// Identifies the face: 1, 2, 3, … in order of appearance. It stays the same while faces
    /// cross, and when a face leaves and comes back within a second.
    pub id: u32,
    /// The scores, smoothed over the frames in which the face's quality was good; they sum to 1.
    /// Before the first such frame, the scores of the frame itself.
    pub scores: Scores,
    /// The emotion that the expression has resembled for a while. `None`, in JavaScript
    /// `'uncertain'`, if no emotion is likely enough or the quality has not been good for a second.
    #[serde(serialize_with = "serialize_shown")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Emotion | 'uncertain'"))]
    pub emotion: Option<Emotion>,
}

/// A detected face of the current frame, as it is associated with a track and classified.
pub(super) struct Observation {
    pub(super) detection: Detection,
    pub(super) crop: Crop,
    appearance: AppearanceDescriptor,
}

impl Observation {
    /// Cuts the crop of a detection and describes it.
    pub(super) fn new(frame: &Frame, detection: Detection, format: CropFormat) -> Self {
        let crop = Crop::from_face(frame, &detection.landmarks, format);
        Observation {
            detection,
            appearance: AppearanceDescriptor::from_crop(&crop),
            crop,
        }
    }

    /// Returns whether the box touches that of one of the others.
    pub(super) fn overlaps_any<'a>(
        &self,
        mut others: impl Iterator<Item = &'a Observation>,
    ) -> bool {
        others.any(|other| other.detection.bounds.iou(&self.detection.bounds) > 0.0)
    }
}

/// The state of a track between frames. All times are in milliseconds, all lengths in pixels.
pub(super) struct TrackState {
    id: u32,
    /// The center of the face when it was last observed.
    center: Point,
    /// The mean side of the face's box, averaged while no other face overlapped it.
    side: f32,
    /// The appearance, averaged in the same way.
    appearance: AppearanceDescriptor,
    /// The velocity of the center in pixels per millisecond, averaged in the same way.
    velocity: Point,
    /// The time since the face was last observed.
    unobserved_ms: f32,
    /// The time since the first frame without the face; `None` while it is observed.
    lost_ms: Option<f32>,
    /// The time since scores of good quality were last added.
    unscored_ms: f32,
    smoothed: Option<SmoothedScores>,
}

impl TrackState {
    /// A face that is lost for longer than this ends its track: it may come back as someone else.
    const MAX_LOST_MS: f32 = 1000.0;
    /// Without scores of good quality for longer than this, the smoothed scores start anew.
    const MAX_UNSCORED_MS: f32 = 1000.0;
    /// The longest time for which the position of a lost face is extrapolated by its velocity,
    /// because faces do not keep their velocity for long.
    const MAX_EXTRAPOLATION_MS: f32 = 500.0;
    /// The time constant of the average of the velocity, which jitters with the detections.
    const VELOCITY_TIME_CONSTANT_MS: f32 = 150.0;
    /// The time constant of the averages of the size and the appearance, which change slowly.
    const APPEARANCE_TIME_CONSTANT_MS: f32 = 500.0;
    /// The gate of association: the largest distance between the expected and an observed center,
    /// in mean sides of the face's box, if the face was observed in the previous frame.
    const GATE: f32 = 0.75;
    /// How much the gate grows per millisecond since the face was last observed, as its position
    /// becomes less certain.
    const GATE_GROWTH_PER_MS: f32 = 0.002;

    /// Starts a track.
    pub(super) fn new(id: u32, observation: &Observation) -> Self {
        let bounds = &observation.detection.bounds;
        TrackState {
            id,
            center: bounds.center(),
            side: bounds.mean_side(),
            appearance: observation.appearance,
            velocity: Point { x: 0.0, y: 0.0 },
            unobserved_ms: 0.0,
            lost_ms: None,
            unscored_ms: 0.0,
            smoothed: None,
        }
    }

    /// Advances to the next frame, `elapsed_ms` later. Returns whether the track continues.
    pub(super) fn advance(&mut self, elapsed_ms: f32) -> bool {
        self.unobserved_ms += elapsed_ms;
        self.unscored_ms += elapsed_ms;
        self.lost_ms = self.lost_ms.map(|lost_ms| lost_ms + elapsed_ms);
        self.lost_ms
            .is_none_or(|lost_ms| lost_ms <= Self::MAX_LOST_MS)
    }

    /// Returns whether the face was missing in the last frame.
    pub(super) fn is_lost(&self) -> bool {
        self.lost_ms.is_some()
    }

    /// Returns the cost of associating an observation with this track, 0 or more: the sum of the
    /// distance relative to the gate, the logarithm of the size ratio, and 1 − the cosine
    /// similarity of the appearance. Returns `None` if the observation is outside the gate.
    pub(super) fn association_cost(&self, observation: &Observation) -> Option<f32> {
        let bounds = &observation.detection.bounds;
        let observed = bounds.center();
        let distance_from =
            |point: Point| (observed.x - point.x).hypot(observed.y - point.y) / self.side;
        let extrapolated_ms = self.unobserved_ms.min(Self::MAX_EXTRAPOLATION_MS);
        let predicted = Point {
            x: self.center.x + self.velocity.x * extrapolated_ms,
            y: self.center.y + self.velocity.y * extrapolated_ms,
        };
        // The face may also have stopped where it was last observed, or reversed its direction there.
        let distance = distance_from(predicted).min(distance_from(self.center));
        let gate = Self::GATE + Self::GATE_GROWTH_PER_MS * self.unobserved_ms;
        let size_difference = (bounds.mean_side() / self.side).ln().abs();
        let dissimilarity = 1.0 - observation.appearance.cosine_similarity(&self.appearance);
        (distance <= gate).then_some(distance / gate + size_difference + dissimilarity)
    }

    /// Updates the track with an observation of its face.
    ///
    /// `overlapped`: whether another face overlaps it. Only its position is then reliable, not its
    /// size, velocity and appearance.
    pub(super) fn observe(&mut self, observation: &Observation, overlapped: bool) {
        let bounds = &observation.detection.bounds;
        let center = bounds.center();
        let elapsed_ms = self.unobserved_ms;
        let weight = |time_constant_ms: f32| 1.0 - (-elapsed_ms / time_constant_ms).exp();
        if !overlapped && elapsed_ms > 0.0 {
            let average = |velocity: f32, shift: f32| {
                let weight = weight(Self::VELOCITY_TIME_CONSTANT_MS);
                velocity + weight * (shift / elapsed_ms - velocity)
            };
            self.velocity = Point {
                x: average(self.velocity.x, center.x - self.center.x),
                y: average(self.velocity.y, center.y - self.center.y),
            };
            let weight = weight(Self::APPEARANCE_TIME_CONSTANT_MS);
            self.side += weight * (bounds.mean_side() - self.side);
            self.appearance = self.appearance.lerp(&observation.appearance, weight);
        }
        self.center = center;
        self.unobserved_ms = 0.0;
        self.lost_ms = None;
    }

    /// Updates the track with a frame that does not show its face.
    pub(super) fn miss(&mut self) {
        self.lost_ms.get_or_insert(0.0);
    }

    /// Adds the scores of the face in this frame if its quality is good. Returns the track.
    pub(super) fn smooth(&mut self, smoothing: &Smoothing, face: &Face) -> Track {
        let good = face.quality == FaceQuality::Good;
        let recent = self.unscored_ms <= Self::MAX_UNSCORED_MS;
        if good {
            match &mut self.smoothed {
                Some(smoothed) if recent => {
                    smoothed.update(smoothing, face.scores, self.unscored_ms);
                }
                smoothed => *smoothed = Some(SmoothedScores::new(smoothing, face.scores)),
            }
            self.unscored_ms = 0.0;
        }
        Track {
            id: self.id,
            scores: self
                .smoothed
                .map_or(face.scores, |smoothed| smoothed.scores()),
            emotion: self
                .smoothed
                .filter(|_| good || recent)
                .and_then(|smoothed| smoothed.emotion()),
        }
    }

    /// Resets the smoothed scores.
    pub(super) fn reset_scores(&mut self) {
        self.smoothed = None;
    }
}
