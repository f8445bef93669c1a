//! Finds the faces of a frame, and finds one again in a region of interest.

mod detector;
mod resize;
mod roi;

pub use detector::{Detection, FaceDetector};
pub(crate) use resize::Region;
pub(crate) use roi::{SIZE, closer, find_again, seen_in, window};
