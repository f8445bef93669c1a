//! Detects faces: in the whole frame, or in a region of interest (ROI) where one is expected.

mod detector;
mod nms;
mod resize;
mod roi;

#[cfg(any(fuzzing, all(test, feature = "custom-models")))]
pub(crate) use detector::decode_faces;
pub use detector::{Detection, FaceDetector};
pub(crate) use resize::Region;
pub(crate) use roi::{
    NEXT_FRAME_IOU_THRESHOLD, is_stable, redetect, refine, refine_in, roi_around,
};
