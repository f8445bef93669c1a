//! Tracks the faces of a video: associates detections with tracks and smooths their scores.

mod follower;
mod look;
mod smoothing;
mod tracks;

pub(crate) use follower::Follower;
pub(crate) use look::Look;
pub use smoothing::{SmoothedScores, Smoothing};
pub use tracks::Track;
pub(crate) use tracks::{Sighting, Tracks};
