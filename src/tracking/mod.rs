//! Tracks faces through the frames of a video: detection in regions of interest, association, smoothing.

mod appearance;
mod smoothing;
mod track;
mod tracker;
mod video_detector;

pub use smoothing::{SmoothedScores, Smoothing};
pub use track::Track;
pub(crate) use tracker::{Tracker, TrackerSettings};
