//! Tracks the faces of a video: associates detections with tracks and smooths their scores.

mod appearance;
mod smoothing;
mod tracker;
mod video_detector;

pub(crate) use appearance::Look;
pub use smoothing::{SmoothedScores, Smoothing};
pub use tracker::Track;
pub(crate) use tracker::{Sighting, Tracks};
pub(crate) use video_detector::Follower;
