//! The whole way of a frame: faces, aligned crops, scores.

#[cfg(feature = "custom-models")]
use crate::ModelConfig;
use crate::detection::closer;
use crate::tracking::{Follower, Look, Sighting, Tracks};
use crate::{
    Crop, CropFormat, Detection, Emotion, EmotionClassifier, Error, Explanation, Face,
    FaceDetector, FaceQuality, Frame, Landmarks, Scores, Smoothing,
};

/// Finds the faces of a frame and says what the expression of each resembles.
pub struct Recognizer {
    detector: FaceDetector,
    follower: Follower,
    tracks: Tracks,
    smoothing: Smoothing,
    classifier: EmotionClassifier,
    max_faces: usize,
    /// For measurements: the detector's input size in place of a still's and a video's.
    detector_input_size: Option<u32>,
    /// Those asked for, which also hold for a network set later.
    emotions: Vec<Emotion>,
}

impl Recognizer {
    /// With the networks that are built into the crate.
    ///
    /// # Errors
    /// None with the shipped networks; the tests hold that.
    pub fn new() -> Result<Self, Error> {
        Ok(Recognizer {
            detector: FaceDetector::new()?,
            follower: Follower::default(),
            tracks: Tracks::default(),
            smoothing: Smoothing::default(),
            classifier: EmotionClassifier::new()?,
            max_faces: usize::MAX,
            detector_input_size: None,
            emotions: Emotion::ALL.to_vec(),
        })
    }

    /// Replaces the emotion network by one's own. After an error the one before goes on.
    ///
    /// # Errors
    /// As [`EmotionClassifier::from_onnx`]; [`Error::InvalidEmotions`] if the network gives none
    /// of those asked for with [`Recognizer::set_emotions`].
    #[cfg(feature = "custom-models")]
    pub fn set_emotion_model(&mut self, onnx: &[u8], card: &ModelConfig) -> Result<(), Error> {
        let mut classifier = EmotionClassifier::from_onnx(onnx, card)?;
        classifier.set_emotions(&self.emotions)?;
        self.classifier = classifier;
        self.tracks.forget_scores();
        Ok(())
    }

    /// The emotions that scores are shared among: all seven with the built-in network, unless
    /// restricted.
    pub fn emotions(&self) -> &[Emotion] {
        self.classifier.emotions()
    }

    /// Restricts the scores to some emotions; see [`EmotionClassifier::set_emotions`].
    ///
    /// # Errors
    /// [`Error::InvalidEmotions`] if the network gives none of them.
    pub fn set_emotions(&mut self, emotions: &[Emotion]) -> Result<(), Error> {
        self.classifier.set_emotions(emotions)?;
        self.emotions = emotions.to_vec();
        self.tracks.forget_scores();
        Ok(())
    }

    /// The crops that the emotion network takes.
    pub fn crop_format(&self) -> CropFormat {
        self.classifier.format()
    }

    /// Overrides the input size of the detector, for measurements; see [`FaceDetector::detect`].
    /// With `None`, as at first, it is [`FaceDetector::STILL_INPUT_SIZE`] in
    /// [`Recognizer::classify`] and [`FaceDetector::VIDEO_INPUT_SIZE`] in
    /// [`Recognizer::classify_for_video`].
    pub fn set_detector_input_size(&mut self, pixels: Option<u32>) {
        self.detector_input_size = pixels;
    }

    /// The time constant in milliseconds over which the scores of a [`Track`](crate::Track) are smoothed;
    /// [`Smoothing::default`] says what it is at first, and why.
    pub fn smoothing_ms(&self) -> f32 {
        self.smoothing.time_constant_ms
    }

    /// Sets [`Recognizer::smoothing_ms`]: 0 for none, more for steadier and later scores.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a negative number and for none.
    pub fn set_smoothing_ms(&mut self, milliseconds: f32) -> Result<(), Error> {
        if !(milliseconds.is_finite() && milliseconds >= 0.0) {
            return Err(Error::InvalidSetting(format!(
                "smoothing takes 0 or more milliseconds, not {milliseconds}"
            )));
        }
        self.smoothing.time_constant_ms = milliseconds;
        Ok(())
    }

    /// The most faces of a frame that are classified; `usize::MAX` unless set.
    pub fn max_faces(&self) -> usize {
        self.max_faces
    }

    /// Sets [`Recognizer::max_faces`]: the surest so many faces are classified and given, the
    /// others left out. In a video a followed face keeps its place among them, also while it is
    /// lost for less than a second.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for 0.
    pub fn set_max_faces(&mut self, count: usize) -> Result<(), Error> {
        if count == 0 {
            return Err(Error::InvalidSetting(
                "at least 1 face is classified, not 0".into(),
            ));
        }
        self.max_faces = count;
        Ok(())
    }

    /// The faces of the frame, the surest first, each with its scores. Every one is looked at
    /// once more, closely, for exact landmarks.
    ///
    /// # Errors
    /// [`Error::InferenceFailed`] if a network fails. A frame without a face is no error: the
    /// list is empty.
    pub fn classify(&mut self, frame: &Frame) -> Result<Vec<Face>, Error> {
        let input_size = (self.detector_input_size).unwrap_or(FaceDetector::STILL_INPUT_SIZE);
        let mut detections = self.detector.detect(frame, input_size);
        detections.truncate(self.max_faces);
        for detection in &mut detections {
            *detection = closer(&mut self.detector, frame, *detection);
        }
        let faces = detections.iter().map(|detection| {
            let crop = Crop::from_face(frame, &detection.landmarks, self.classifier.format());
            let scores = self.classifier.classify(&crop)?;
            Ok(face(detection, &crop, scores))
        });
        faces.collect()
    }

    /// As [`Recognizer::classify`], for the next frame of a video: faces are looked for where they
    /// were in the frame before, which takes a fraction of the time; the whole frame is searched
    /// where one is lost, for as long as it may come back, and every tenth time. Each face has its
    /// [`Track`](crate::Track).
    ///
    /// `at_ms` is the frame's time in milliseconds from any origin. A step back counts as no time;
    /// after a step of more than five seconds, back or forth, and where the frame's size changes,
    /// all faces are new ones.
    ///
    /// # Errors
    /// As [`Recognizer::classify`]; [`Error::InvalidFrame`] if the time is not finite.
    pub fn classify_for_video(&mut self, frame: &Frame, at_ms: f64) -> Result<Vec<Face>, Error> {
        if !at_ms.is_finite() {
            return Err(Error::InvalidFrame(format!(
                "its time should be a finite number of milliseconds, it is {at_ms}"
            )));
        }
        let input_size = (self.detector_input_size).unwrap_or(FaceDetector::VIDEO_INPUT_SIZE);
        let anywhere = self.tracks.any_lost();
        let detections = (self.follower).detect(&mut self.detector, frame, input_size, anywhere);
        let format = self.classifier.format();
        let cut = |detection: &Detection| Crop::from_face(frame, &detection.landmarks, format);
        let crops: Vec<Crop> = detections.iter().map(cut).collect();
        let sightings: Vec<Sighting> = (detections.iter().zip(&crops))
            .map(|(detection, crop)| Sighting {
                bounds: detection.bounds,
                look: Look::of(crop),
            })
            .collect();
        let size = (frame.width(), frame.height());
        let places = self.tracks.place(&sightings, size, at_ms, self.max_faces);
        let mut faces = Vec::with_capacity(places.len());
        for ((detection, crop), place) in detections.iter().zip(&crops).zip(places) {
            let Some(place) = place else { continue };
            let scores = self.classifier.classify(crop)?;
            let face = face(detection, crop, scores);
            let good = face.quality == FaceQuality::Good;
            let track = self.tracks.judge(place, &self.smoothing, scores, good);
            faces.push(Face {
                track: Some(track),
                ..face
            });
        }
        Ok(faces)
    }

    /// The scores of a face that is already cut and aligned.
    ///
    /// # Errors
    /// As [`EmotionClassifier::classify`].
    pub fn classify_crop(&mut self, crop: &Crop) -> Result<Scores, Error> {
        self.classifier.classify(crop)
    }

    /// Which parts of a face of the frame its scores rest on; it takes 124 runs of the
    /// emotion network. `landmarks`: those that [`Recognizer::classify`] gave for it. Followed
    /// faces are not touched.
    ///
    /// # Errors
    /// As [`Recognizer::classify`]; [`Error::InvalidLandmarks`] if they are not finite, or in one
    /// point.
    pub fn explain(&mut self, frame: &Frame, landmarks: &Landmarks) -> Result<Explanation, Error> {
        Explanation::of(&mut self.classifier, frame, landmarks)
    }
}

/// A face of one frame, of no track.
fn face(detection: &Detection, crop: &Crop, scores: Scores) -> Face {
    Face {
        bounds: detection.bounds,
        landmarks: detection.landmarks,
        confidence: detection.confidence,
        quality: FaceQuality::of(detection, crop),
        scores,
        emotion: scores.top(),
        track: None,
    }
}
