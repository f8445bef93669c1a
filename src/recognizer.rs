//! The whole way of a frame: faces, aligned crops, scores.

use crate::{Crop, EmotionClassifier, Error, Face, FaceDetector, Frame, Scores};

/// Finds the faces of a frame and says what the expression of each resembles.
pub struct Recognizer {
    detector: FaceDetector,
    classifier: EmotionClassifier,
}

impl Recognizer {
    /// With the networks that are built into the crate.
    ///
    /// # Errors
    /// None with the shipped networks; the tests hold that.
    pub fn new() -> Result<Self, Error> {
        Self::from_onnx(
            include_bytes!("../models/face.onnx"),
            include_bytes!("../models/emotion.onnx"),
        )
    }

    /// With networks of one's own, of the same inputs and outputs as the shipped ones.
    ///
    /// # Errors
    /// [`Error::InvalidNetwork`] names the network and what is wrong with it.
    pub fn from_onnx(face: &[u8], emotion: &[u8]) -> Result<Self, Error> {
        Ok(Recognizer {
            detector: FaceDetector::from_onnx(face)?,
            classifier: EmotionClassifier::from_onnx(emotion)?,
        })
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
        let detections = self.detector.detect(frame)?;
        detections
            .into_iter()
            .map(|detection| {
                let crop = Crop::from_face(frame, &detection.landmarks);
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
