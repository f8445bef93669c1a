//! Detects the faces of a video fast: in a region of interest (ROI) around each, and in the full frame at intervals.

use crate::detection::{
    NEXT_FRAME_IOU_THRESHOLD, Region, is_stable, redetect, refine, refine_in, roi_around,
};
use crate::{Bounds, Detection, Error, FaceDetector, Frame};

/// Detects the faces of successive frames of the same size.
#[derive(Default)]
pub(super) struct VideoDetector {
    /// The faces of the previous frame; empty if the next frame needs a full-frame detection.
    previous: Vec<PreviousFace>,
    /// The number of frames before the next full-frame detection.
    frames_until_full: u32,
}

/// A face of the previous frame.
struct PreviousFace {
    bounds: Bounds,
    /// Where it is detected next. An ROI stays while its face hardly moves: the same pixels then
    /// give the same landmarks, and the face does not jitter.
    roi: Region,
}

impl VideoDetector {
    /// Frames between two full-frame detections: a new face is detected after a third of a second
    /// at the latest, at 30 frames per second.
    const FULL_FRAME_INTERVAL: u32 = 10;

    /// The number of faces above which ROIs take longer than one full-frame detection.
    const MAX_ROIS: usize = 3;

    /// Detects the faces of the next frame and returns them by descending confidence.
    ///
    /// `any_lost`: whether a face is lost that may come back, anywhere in the frame.
    ///
    /// # Errors
    /// As [`FaceDetector::detect`]; the next frame then gets a full-frame detection.
    pub(super) fn detect(
        &mut self,
        detector: &mut FaceDetector,
        frame: &Frame,
        input_size: u32,
        any_lost: bool,
    ) -> Result<Vec<Detection>, Error> {
        let frames_until_full = if any_lost { 0 } else { self.frames_until_full };
        self.frames_until_full = 0;
        let redetected = if frames_until_full == 0 {
            None
        } else {
            self.redetect_all(detector, frame)?
        };
        let (mut detections, frames_until_full) = if let Some(redetected) = redetected {
            (redetected, frames_until_full)
        } else {
            let mut detections = detector.detect(frame, input_size)?;
            // While a face is lost, others may hide it, and its ROI would show those: refining
            // then causes more ID switches (benches/README.md, "Association").
            if !any_lost && detections.len() <= Self::MAX_ROIS {
                self.refine_all(detector, frame, &mut detections)?;
            }
            (detections, Self::FULL_FRAME_INTERVAL)
        };
        self.frames_until_full = frames_until_full - 1;
        detections.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let previous = detections.iter().map(|face| {
            let stable = self.stable_roi(frame, &face.bounds);
            Some(PreviousFace {
                bounds: face.bounds,
                roi: stable.or_else(|| roi_around(frame, &face.bounds))?,
            })
        });
        // If one face has no ROI, the next frame needs a full-frame detection.
        self.previous = previous.collect::<Option<_>>().unwrap_or_default();
        Ok(detections)
    }

    /// Redetects every face of the previous frame in its ROI. Returns `None` if a full-frame
    /// detection is needed instead: for no face or too many faces, and if a face is not redetected.
    fn redetect_all(
        &self,
        detector: &mut FaceDetector,
        frame: &Frame,
    ) -> Result<Option<Vec<Detection>>, Error> {
        let count = self.previous.len();
        if count == 0 || count > Self::MAX_ROIS {
            return Ok(None);
        }
        let mut redetected: Vec<Detection> = Vec::with_capacity(count);
        for PreviousFace { bounds, roi } in &self.previous {
            let Some(face) = redetect(detector, frame, *roi, bounds)? else {
                return Ok(None);
            };
            // Both ROIs show the same face, so one of the two faces is lost.
            let duplicate = redetected
                .iter()
                .any(|other| other.bounds.iou(&face.bounds) >= NEXT_FRAME_IOU_THRESHOLD);
            if duplicate {
                return Ok(None);
            }
            redetected.push(face);
        }
        Ok(Some(redetected))
    }

    /// Refines full-frame detections in ROIs like those of the frames before and after, so that
    /// landmarks do not jump at a full-frame detection.
    fn refine_all(
        &self,
        detector: &mut FaceDetector,
        frame: &Frame,
        faces: &mut [Detection],
    ) -> Result<(), Error> {
        for face in faces {
            *face = match self.stable_roi(frame, &face.bounds) {
                Some(roi) => refine_in(detector, frame, roi, *face),
                None => refine(detector, frame, *face),
            }?;
        }
        Ok(())
    }

    /// Returns the ROI of the previous frame that can be used again for this face, if there is one.
    fn stable_roi(&self, frame: &Frame, face: &Bounds) -> Option<Region> {
        let current = roi_around(frame, face)?;
        let mut rois = self.previous.iter().map(|previous| previous.roi);
        rois.find(|roi| is_stable(roi, &current))
    }
}
