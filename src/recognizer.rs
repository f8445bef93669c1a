//! The recognizer: detects the faces of a frame, aligns them and classifies their expressions.

#[cfg(feature = "custom-models")]
use crate::ModelConfig;
use crate::detection::refine;
use crate::tracking::{Tracker, TrackerSettings};
use crate::{
    Crop, CropFormat, Emotion, EmotionClassifier, Engine, Error, Explanation, Face, FaceDetector,
    Frame, Landmarks, Scores, Smoothing,
};

/// Recognizes facial expressions in stills and videos.
pub struct Recognizer {
    detector: FaceDetector,
    tracker: Tracker,
    smoothing: Smoothing,
    classifier: EmotionClassifier,
    max_faces: usize,
    /// Overrides the input size of stills and videos.
    detector_input_size: Option<u32>,
    /// The requested emotions, which also apply to a model that is set later.
    emotions: Vec<Emotion>,
}

/// Creates a [`Recognizer`] with choices that cannot be changed later.
///
/// ```
/// use emosense::{Engine, Recognizer};
///
/// let recognizer = Recognizer::builder().engine(Engine::BuiltIn).build()?;
/// # Ok::<(), emosense::Error>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct RecognizerBuilder {
    engine: Engine,
}

impl RecognizerBuilder {
    /// Chooses the engine that runs both built-in models; [`Engine::default`] unless it is called.
    pub fn engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// Creates the recognizer, with the built-in models.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if a model is damaged, which the tests rule out.
    pub fn build(self) -> Result<Recognizer, Error> {
        Ok(Recognizer {
            detector: FaceDetector::new(self.engine)?,
            tracker: Tracker::default(),
            smoothing: Smoothing::default(),
            classifier: EmotionClassifier::new(self.engine)?,
            max_faces: usize::MAX,
            detector_input_size: None,
            emotions: Emotion::ALL.to_vec(),
        })
    }
}

impl Recognizer {
    /// Creates a recognizer with the built-in models in the default engine.
    ///
    /// # Errors
    /// As [`RecognizerBuilder::build`].
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Returns a builder, for another engine than the default one.
    pub fn builder() -> RecognizerBuilder {
        RecognizerBuilder::default()
    }

    /// Replaces the emotion model by a custom one. After an error the previous model stays in use.
    ///
    /// # Errors
    /// As [`EmotionClassifier::from_onnx`]; [`Error::InvalidEmotions`] if the model has none of
    /// the emotions of [`Recognizer::set_emotions`].
    #[cfg(feature = "custom-models")]
    pub fn set_emotion_model(&mut self, onnx: &[u8], config: &ModelConfig) -> Result<(), Error> {
        let mut classifier = EmotionClassifier::from_onnx(onnx, config)?;
        classifier.set_emotions(&self.emotions)?;
        classifier.set_sensitivity(self.classifier.sensitivity())?;
        self.classifier = classifier;
        self.tracker.reset_scores();
        Ok(())
    }

    /// Returns the emotions that the scores are normalized over: all that the model has, unless
    /// restricted by [`Recognizer::set_emotions`].
    #[must_use]
    pub fn emotions(&self) -> &[Emotion] {
        self.classifier.emotions()
    }

    /// Restricts the scores to some emotions; see [`EmotionClassifier::set_emotions`].
    ///
    /// # Errors
    /// Returns [`Error::InvalidEmotions`] if the model has none of them.
    pub fn set_emotions(&mut self, emotions: &[Emotion]) -> Result<(), Error> {
        self.classifier.set_emotions(emotions)?;
        self.emotions = emotions.to_vec();
        self.tracker.reset_scores();
        Ok(())
    }

    /// Returns how readily the scores name an expression; see [`EmotionClassifier::sensitivity`].
    #[must_use]
    pub fn sensitivity(&self) -> f32 {
        self.classifier.sensitivity()
    }

    /// Sets [`Recognizer::sensitivity`]; see [`EmotionClassifier::set_sensitivity`]. It also applies to a model that is
    /// set later.
    ///
    /// # Errors
    /// Returns [`Error::InvalidSetting`] unless it is from 0 to 1.
    pub fn set_sensitivity(&mut self, sensitivity: f32) -> Result<(), Error> {
        self.classifier.set_sensitivity(sensitivity)?;
        self.tracker.reset_scores();
        Ok(())
    }

    /// Returns the format of the crops that the emotion model takes.
    #[must_use]
    pub fn crop_format(&self) -> CropFormat {
        self.classifier.format()
    }

    /// Returns the input size of the detector that [`Recognizer::set_detector_input_size`] has set.
    #[must_use]
    pub fn detector_input_size(&self) -> Option<u32> {
        self.detector_input_size
    }

    /// Overrides the input size of the detector; see [`FaceDetector::detect`].
    ///
    /// With `None`, the initial value, it is [`FaceDetector::STILL_INPUT_SIZE`] in
    /// [`Recognizer::classify`] and [`FaceDetector::VIDEO_INPUT_SIZE`] in
    /// [`Recognizer::classify_for_video`].
    pub fn set_detector_input_size(&mut self, pixels: Option<u32>) {
        self.detector_input_size = pixels;
    }

    /// Returns the time constant in milliseconds over which the scores of a
    /// [`Track`](crate::Track) are smoothed, initially that of [`Smoothing::default`].
    #[must_use]
    pub fn smoothing_ms(&self) -> f32 {
        self.smoothing.time_constant_ms
    }

    /// Sets [`Recognizer::smoothing_ms`]: 0 turns smoothing off; a larger time constant makes
    /// the scores steadier and delays them more.
    ///
    /// # Errors
    /// Returns [`Error::InvalidSetting`] unless it is finite and at least 0.
    pub fn set_smoothing_ms(&mut self, milliseconds: f32) -> Result<(), Error> {
        if !(milliseconds.is_finite() && milliseconds >= 0.0) {
            return Err(Error::InvalidSetting(format!(
                "smoothingMs must be a finite number of at least 0, got {milliseconds}"
            )));
        }
        self.smoothing.time_constant_ms = milliseconds;
        Ok(())
    }

    /// Returns the largest number of faces per frame, initially `usize::MAX`.
    #[must_use]
    pub fn max_faces(&self) -> usize {
        self.max_faces
    }

    /// Sets [`Recognizer::max_faces`]: only the most confident detections are classified and
    /// returned. In a video, tracked faces take precedence, also while they are lost for less than
    /// a second.
    ///
    /// # Errors
    /// Returns [`Error::InvalidSetting`] for 0.
    pub fn set_max_faces(&mut self, count: usize) -> Result<(), Error> {
        if count == 0 {
            return Err(Error::InvalidSetting(
                "maxFaces must be an integer of at least 1, got 0".into(),
            ));
        }
        self.max_faces = count;
        Ok(())
    }

    /// Returns the faces of a still by descending confidence, with their scores; the list is empty
    /// if there are none. Every face is detected twice, the second time in a region of interest,
    /// which locates the landmarks more exactly.
    ///
    /// # Errors
    /// Returns [`Error::InferenceFailed`] if a model fails.
    pub fn classify(&mut self, frame: &Frame) -> Result<Vec<Face>, Error> {
        let input_size = self.detector_input_size;
        let input_size = input_size.unwrap_or(FaceDetector::STILL_INPUT_SIZE);
        let mut detections = self.detector.detect(frame, input_size)?;
        detections.truncate(self.max_faces);
        let faces = detections.into_iter().map(|detection| {
            let detection = refine(&mut self.detector, frame, detection)?;
            let crop = Crop::from_face(frame, &detection.landmarks, self.classifier.format());
            let scores = self.classifier.classify(&crop)?;
            Ok(Face::new(&detection, &crop, scores))
        });
        faces.collect()
    }

    /// Returns the faces of the next frame of a video, like [`Recognizer::classify`] and faster,
    /// each with its [`Track`](crate::Track).
    ///
    /// Faces are detected in regions of interest around their previous positions, which takes a
    /// fraction of the time of full-frame detection. Full-frame detection runs in every tenth
    /// frame, and while a face is lost that may come back.
    ///
    /// `at_ms` is the time of the frame in milliseconds from any origin. A step back counts as no
    /// time. All tracks end after a step of more than five seconds, forward or back, and when the
    /// size of the frame changes.
    ///
    /// # Errors
    /// As [`Recognizer::classify`]; [`Error::InvalidFrame`] if `at_ms` is not finite.
    pub fn classify_for_video(&mut self, frame: &Frame, at_ms: f64) -> Result<Vec<Face>, Error> {
        if !at_ms.is_finite() {
            return Err(Error::InvalidFrame(format!(
                "expected a finite time in milliseconds, got {at_ms}"
            )));
        }
        let input_size = self.detector_input_size;
        let settings = TrackerSettings {
            input_size: input_size.unwrap_or(FaceDetector::VIDEO_INPUT_SIZE),
            max_faces: self.max_faces,
            smoothing: self.smoothing,
        };
        let Recognizer {
            tracker,
            detector,
            classifier,
            ..
        } = self;
        tracker.update(frame, at_ms, detector, classifier, &settings)
    }

    /// Returns the scores of a face that is already cropped and aligned.
    ///
    /// # Errors
    /// As [`EmotionClassifier::classify`].
    pub fn classify_crop(&mut self, crop: &Crop) -> Result<Scores, Error> {
        self.classifier.classify(crop)
    }

    /// Explains the scores of a face by occlusion sensitivity, which takes 124 runs of the emotion
    /// model. `landmarks` are those of [`Recognizer::classify`] for the same frame. Tracks are not
    /// affected.
    ///
    /// # Errors
    /// As [`Recognizer::classify`]; [`Error::InvalidLandmarks`] if the landmarks are not finite or
    /// coincide.
    pub fn explain(&mut self, frame: &Frame, landmarks: &Landmarks) -> Result<Explanation, Error> {
        Explanation::new(&mut self.classifier, frame, landmarks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_max_faces_of_zero() {
        let mut recognizer = Recognizer::new().unwrap();
        let error = recognizer.set_max_faces(0).unwrap_err();
        let expected = "invalid setting: maxFaces must be an integer of at least 1, got 0";
        assert_eq!(error.to_string(), expected);
        assert_eq!(recognizer.max_faces(), usize::MAX);
    }

    #[test]
    fn rejects_smoothing_ms_that_is_not_a_duration() {
        let mut recognizer = Recognizer::new().unwrap();
        let default = recognizer.smoothing_ms();
        for milliseconds in [-1.0, f32::NAN, f32::INFINITY] {
            let error = recognizer.set_smoothing_ms(milliseconds).unwrap_err();
            assert_eq!(error.code(), "invalid-setting", "{error}");
            assert_eq!(recognizer.smoothing_ms(), default, "{milliseconds}");
        }
    }

    #[test]
    fn rejects_sensitivity_outside_its_range() {
        let mut recognizer = Recognizer::new().unwrap();
        recognizer.set_sensitivity(0.3).unwrap();
        for sensitivity in [-0.1, 1.1, f32::NAN, f32::INFINITY] {
            let error = recognizer.set_sensitivity(sensitivity).unwrap_err();
            assert_eq!(error.code(), "invalid-setting", "{error}");
            assert_eq!(recognizer.sensitivity(), 0.3, "{sensitivity}");
        }
    }
}
