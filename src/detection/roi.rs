//! Detects one face in a region of interest (ROI): faster than in the whole frame, with more exact landmarks.

use super::{Detection, FaceDetector, Region};
use crate::{Bounds, Error, Frame};

/// Side of an ROI, in longer sides of the face's box: at this size the eyes are located most
/// exactly. Measured: benches/README.md, "Size of the region of interest".
const ROI_SCALE: f32 = 2.0;

/// The detector's input size, in pixels, for an ROI of a video, where time matters most.
const VIDEO_ROI_INPUT_SIZE: u32 = 128;

/// The detector's input size, in pixels, for an ROI of a still: at this size small faces lose
/// least accuracy. Measured: benches/README.md, "Size of the region of interest".
const STILL_ROI_INPUT_SIZE: u32 = 192;

/// IoU, 0 to 1, from which two detections in the same frame are the same face: more than the IoU
/// of any two faces that non-maximum suppression keeps.
const SAME_FRAME_IOU_THRESHOLD: f32 = 0.5;

/// IoU, 0 to 1, from which detections in two successive frames are the same face: lower than
/// within a frame, since the face moves in between.
pub(crate) const NEXT_FRAME_IOU_THRESHOLD: f32 = 0.3;

/// How far, in longer sides of its box, the edges of a face may move before its ROI is
/// replaced. While the ROI stays the same, unchanged pixels give unchanged landmarks.
const STABLE_SHIFT: f32 = 0.15;

/// Detects the face of a full-frame detection again in its ROI, where a small or large face has
/// the size at which the detector locates landmarks best.
///
/// Keeps the confidence, and returns the detection unchanged if the ROI does not show it.
pub(crate) fn refine(
    detector: &mut FaceDetector,
    frame: &Frame,
    face: Detection,
) -> Result<Detection, Error> {
    let Some(roi) = roi_around(frame, &face.bounds) else {
        return Ok(face);
    };
    let candidates = detector.detect_in(frame, roi, STILL_ROI_INPUT_SIZE)?;
    let refined = best_match(candidates, &face.bounds, SAME_FRAME_IOU_THRESHOLD);
    Ok(refined.map_or(face, |refined| Detection {
        confidence: face.confidence,
        ..refined
    }))
}

/// Detects the face of a full-frame detection of a video again in the given ROI; returns the
/// detection unchanged if the ROI does not show it.
pub(crate) fn refine_in(
    detector: &mut FaceDetector,
    frame: &Frame,
    roi: Region,
    face: Detection,
) -> Result<Detection, Error> {
    let candidates = detector.detect_in(frame, roi, VIDEO_ROI_INPUT_SIZE)?;
    let refined = best_match(candidates, &face.bounds, SAME_FRAME_IOU_THRESHOLD);
    Ok(refined.unwrap_or(face))
}

/// Detects a face of the previous frame in its ROI of this frame; `None` if it is not there.
pub(crate) fn redetect(
    detector: &mut FaceDetector,
    frame: &Frame,
    roi: Region,
    previous: &Bounds,
) -> Result<Option<Detection>, Error> {
    let candidates = detector.detect_in(frame, roi, VIDEO_ROI_INPUT_SIZE)?;
    Ok(best_match(candidates, previous, NEXT_FRAME_IOU_THRESHOLD))
}

/// Returns the candidate with the highest IoU with `face`, if that reaches the threshold.
fn best_match(candidates: Vec<Detection>, face: &Bounds, threshold: f32) -> Option<Detection> {
    candidates
        .into_iter()
        .max_by(|a, b| a.bounds.iou(face).total_cmp(&b.bounds.iou(face)))
        .filter(|best| best.bounds.iou(face) >= threshold)
}

/// Returns the square ROI around a face, or `None` if the face's center is outside the frame.
///
/// An ROI that would reach past an edge is shifted into the frame, so that its size depends on the
/// face alone and the detector can reuse its execution plan. It is never larger than the frame.
pub(crate) fn roi_around(frame: &Frame, face: &Bounds) -> Option<Region> {
    let roi_side = (face.width.max(face.height) * ROI_SCALE).ceil();
    let span = |center: f32, frame_side: u32| {
        let frame_side = frame_side as f32;
        let length = roi_side.min(frame_side);
        let start = (center - length / 2.0)
            .round()
            .clamp(0.0, frame_side - length);
        (0.0..frame_side)
            .contains(&center)
            .then_some((start as usize, length as usize))
    };
    let center = face.center();
    let (left, width) = span(center.x, frame.width())?;
    let (top, height) = span(center.y, frame.height())?;
    Some(Region {
        left,
        top,
        width,
        height,
    })
}

/// Returns whether a face moved so little between two ROIs that the previous one can be used again.
pub(crate) fn is_stable(previous: &Region, current: &Region) -> bool {
    let max_shift = STABLE_SHIFT / ROI_SCALE * current.width.max(current.height) as f32;
    [
        (previous.left, current.left),
        (previous.top, current.top),
        (previous.left + previous.width, current.left + current.width),
        (previous.top + previous.height, current.top + current.height),
    ]
    .into_iter()
    .all(|(previous, current)| previous.abs_diff(current) as f32 <= max_shift)
}
