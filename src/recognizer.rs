//! The whole way of a frame: faces, aligned crops, scores.

#[cfg(feature = "own-networks")]
use crate::NetworkCard;
use crate::tracker::Tracker;
use crate::{
    Crop, CropFormat, Detection, Emotion, EmotionClassifier, Error, Face, FaceDetector, Frame,
    Scores,
};

/// Finds the faces of a frame and says what the expression of each resembles.
pub struct Recognizer {
    detector: FaceDetector,
    tracker: Tracker,
    classifier: EmotionClassifier,
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
            tracker: Tracker::default(),
            classifier: EmotionClassifier::new()?,
            emotions: Emotion::ALL.to_vec(),
        })
    }

    /// Replaces the emotion network by one's own. After an error the one before goes on.
    ///
    /// # Errors
    /// As [`EmotionClassifier::from_onnx`]; [`Error::InvalidEmotions`] if the network gives none
    /// of those asked for with [`Recognizer::set_emotions`].
    #[cfg(feature = "own-networks")]
    pub fn set_emotion_network(&mut self, onnx: &[u8], card: &NetworkCard) -> Result<(), Error> {
        let mut classifier = EmotionClassifier::from_onnx(onnx, card)?;
        classifier.set_emotions(&self.emotions)?;
        self.classifier = classifier;
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
        Ok(())
    }

    /// The crops that the emotion network takes.
    pub fn crop_format(&self) -> CropFormat {
        self.classifier.format()
    }

    /// The longer side, in pixels, to which a larger frame is shrunk before the search.
    pub fn search_side(&self) -> u32 {
        self.detector.search_side()
    }

    /// Sets [`Recognizer::search_side`]; see [`FaceDetector::set_search_side`].
    pub fn set_search_side(&mut self, pixels: u32) {
        self.detector.set_search_side(pixels);
    }

    /// The faces of the frame, the surest first, each with its scores.
    ///
    /// # Errors
    /// [`Error::InferenceFailed`] if a network fails. A frame without a face is no error: the
    /// list is empty.
    pub fn classify(&mut self, frame: &Frame) -> Result<Vec<Face>, Error> {
        let detections = self.detector.detect(frame);
        self.classify_detections(frame, &detections)
    }

    /// As [`Recognizer::classify`], for the next frame of a video: faces are looked for where they
    /// were in the frame before, which takes a fraction of the time; the whole frame is searched
    /// where one is lost, and every tenth time.
    ///
    /// # Errors
    /// As [`Recognizer::classify`].
    pub fn classify_next(&mut self, frame: &Frame) -> Result<Vec<Face>, Error> {
        let detections = self.tracker.detect(&mut self.detector, frame);
        self.classify_detections(frame, &detections)
    }

    fn classify_detections(
        &mut self,
        frame: &Frame,
        detections: &[Detection],
    ) -> Result<Vec<Face>, Error> {
        let format = self.classifier.format();
        detections
            .iter()
            .map(|detection| {
                let crop = Crop::from_face(frame, &detection.landmarks, format);
                let scores = self.classifier.classify(&crop)?;
                Ok(Face {
                    bounds: detection.bounds,
                    landmarks: detection.landmarks,
                    confidence: detection.confidence,
                    too_small: detection.bounds.height < Face::MIN_HEIGHT,
                    scores,
                    emotion: scores.top(),
                })
            })
            .collect()
    }

    /// The scores of a face that is already cut and aligned.
    ///
    /// # Errors
    /// As [`EmotionClassifier::classify`].
    pub fn classify_crop(&mut self, crop: &Crop) -> Result<Scores, Error> {
        self.classifier.classify(crop)
    }
}
