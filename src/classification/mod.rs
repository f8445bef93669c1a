//! Classifies the expression of one detected face: alignment, crop, emotion model, occlusion sensitivity.

mod alignment;
mod classifier;
mod crop;
mod face_quality;
mod occlusion;

pub use classifier::EmotionClassifier;
pub use crop::{Color, Crop, CropFormat};
pub use face_quality::FaceQuality;
pub use occlusion::{Explanation, OccludedScores};
