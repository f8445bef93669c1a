//! Tracks each face of a video, with its own id and smoothed scores.

use super::track::{Observation, TrackState};
use super::video_detector::VideoDetector;
use crate::{Detection, EmotionClassifier, Error, Face, FaceDetector, Frame, Smoothing};

/// Detects the faces of each frame, associates them with tracks and smooths their scores.
///
/// Measured: benches/README.md, "Association".
#[derive(Default)]
pub(crate) struct Tracker {
    video_detector: VideoDetector,
    /// The faces of the last frame, and those lost less than [`TrackState::MAX_LOST_MS`] ago.
    tracks: Vec<TrackState>,
    last_id: u32,
    /// The time of the last frame in milliseconds.
    at_ms: f64,
    /// Width and height of the last frame in pixels.
    frame_size: (u32, u32),
}

/// The settings of a tracker, which may change between frames.
pub(crate) struct TrackerSettings {
    /// The detector's input size in pixels for a whole frame; see [`FaceDetector::detect`].
    pub(crate) input_size: u32,
    /// The largest number of tracks.
    pub(crate) max_faces: usize,
    pub(crate) smoothing: Smoothing,
}

impl Tracker {
    /// A longer step in time, forward or back, ends all tracks: it is another part of the video.
    const MAX_STEP_MS: f64 = 5000.0;

    /// Returns the classified faces of the next frame by descending confidence, each with its
    /// track. `at_ms` is the finite time of the frame in milliseconds.
    ///
    /// # Errors
    /// As [`FaceDetector::detect`] and [`EmotionClassifier::classify`].
    pub(crate) fn update(
        &mut self,
        frame: &Frame,
        at_ms: f64,
        detector: &mut FaceDetector,
        classifier: &mut EmotionClassifier,
        settings: &TrackerSettings,
    ) -> Result<Vec<Face>, Error> {
        let detections = self.detect(frame, detector, settings.input_size)?;
        self.track(frame, at_ms, detections, classifier, settings)
    }

    /// Classifies the detections of the next frame and associates them with tracks; see [`Tracker::update`].
    pub(crate) fn track(
        &mut self,
        frame: &Frame,
        at_ms: f64,
        detections: Vec<Detection>,
        classifier: &mut EmotionClassifier,
        settings: &TrackerSettings,
    ) -> Result<Vec<Face>, Error> {
        let format = classifier.format();
        let observations: Vec<Observation> = detections
            .into_iter()
            .map(|detection| Observation::new(frame, detection, format))
            .collect();
        self.advance(at_ms);
        // If `max_faces` was lowered, the oldest tracks are kept.
        self.tracks.truncate(settings.max_faces);
        let associated = self.associate(&observations);
        self.observe(&observations, &associated);
        let mut faces = Vec::new();
        for (observation, track_index) in observations.iter().zip(associated) {
            let track = match track_index {
                Some(track_index) => &mut self.tracks[track_index],
                None if self.tracks.len() < settings.max_faces => self.start_track(observation),
                None => continue,
            };
            let Observation {
                detection, crop, ..
            } = observation;
            let face = Face::new(detection, crop, classifier.classify(crop)?);
            let track = track.smooth(&settings.smoothing, &face);
            faces.push(face.with_track(track));
        }
        Ok(faces)
    }

    /// Resets the scores of all tracks, which are those of another model or of other settings.
    pub(crate) fn reset_scores(&mut self) {
        self.tracks.iter_mut().for_each(TrackState::reset_scores);
    }

    /// Detects the faces of the next frame and returns them by descending confidence.
    fn detect(
        &mut self,
        frame: &Frame,
        detector: &mut FaceDetector,
        input_size: u32,
    ) -> Result<Vec<Detection>, Error> {
        let any_lost = self.tracks.iter().any(TrackState::is_lost);
        let frame_size = (frame.width(), frame.height());
        if self.frame_size != frame_size {
            self.frame_size = frame_size;
            self.tracks.clear();
            self.video_detector = VideoDetector::default();
        }
        self.video_detector
            .detect(detector, frame, input_size, any_lost)
    }

    /// Advances all tracks to the time of the next frame and ends those that are lost for too long.
    fn advance(&mut self, at_ms: f64) {
        let step_ms = at_ms - self.at_ms;
        self.at_ms = at_ms;
        if step_ms.abs() > Self::MAX_STEP_MS {
            self.tracks.clear();
        }
        // A small step back is clock jitter or a seek: no time has passed.
        let elapsed_ms = step_ms.max(0.0) as f32;
        self.tracks.retain_mut(|track| track.advance(elapsed_ms));
    }

    /// Returns for each observation the index of its track, if it has one. Pairs are formed by
    /// ascending cost, each observation and each track in at most one (greedy assignment).
    fn associate(&self, observations: &[Observation]) -> Vec<Option<usize>> {
        let mut pairs = Vec::new();
        for (track_index, track) in self.tracks.iter().enumerate() {
            for (index, observation) in observations.iter().enumerate() {
                if let Some(cost) = track.association_cost(observation) {
                    pairs.push((cost, track_index, index));
                }
            }
        }
        pairs.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
        let mut associated = vec![None; observations.len()];
        for (_, track_index, index) in pairs {
            if associated[index].is_none() && !associated.contains(&Some(track_index)) {
                associated[index] = Some(track_index);
            }
        }
        associated
    }

    /// Updates every track with the observation that is associated with it, or as missed.
    fn observe(&mut self, observations: &[Observation], associated: &[Option<usize>]) {
        for (track_index, track) in self.tracks.iter_mut().enumerate() {
            let index = associated
                .iter()
                .position(|candidate| *candidate == Some(track_index));
            match index {
                Some(index) => {
                    let observation = &observations[index];
                    let others = observations.iter().enumerate();
                    let others = others.filter(|(other, _)| *other != index);
                    let overlapped = observation.overlaps_any(others.map(|(_, other)| other));
                    track.observe(observation, overlapped);
                }
                None => track.miss(),
            }
        }
    }

    /// Starts a track with the next id.
    fn start_track(&mut self, observation: &Observation) -> &mut TrackState {
        self.last_id += 1;
        self.tracks.push(TrackState::new(self.last_id, observation));
        let index = self.tracks.len() - 1;
        &mut self.tracks[index]
    }
}
