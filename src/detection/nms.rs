//! Non-maximum suppression: keeps one of several detections of the same face.

use super::Detection;

/// Intersection over union (IoU), 0 to 1, above which two detections are the same face;
/// libfacedetection's value for YuNet.
const NMS_IOU_THRESHOLD: f32 = 0.45;

/// Returns the detections by descending confidence, without those that overlap a more confident
/// one by more than [`NMS_IOU_THRESHOLD`] (greedy non-maximum suppression).
pub(super) fn non_max_suppression(mut detections: Vec<Detection>) -> Vec<Detection> {
    detections.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut kept: Vec<Detection> = Vec::new();
    for detection in detections {
        let suppressed = kept
            .iter()
            .any(|other| other.bounds.iou(&detection.bounds) > NMS_IOU_THRESHOLD);
        if !suppressed {
            kept.push(detection);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bounds, Landmarks, Point};

    fn detection(x: f32, confidence: f32) -> Detection {
        let point = Point { x, y: 0.0 };
        Detection {
            bounds: Bounds {
                x,
                y: 0.0,
                width: 10.0,
                height: 10.0,
            },
            landmarks: Landmarks {
                left_eye: point,
                right_eye: point,
                nose: point,
                left_mouth: point,
                right_mouth: point,
            },
            confidence,
        }
    }

    #[test]
    fn keeps_the_most_confident_of_overlapping_detections() {
        let kept = non_max_suppression(vec![
            detection(0.0, 0.7),
            detection(1.0, 0.9),
            detection(40.0, 0.8),
        ]);
        let lefts: Vec<f32> = kept.iter().map(|detection| detection.bounds.x).collect();
        assert_eq!(lefts, [1.0, 40.0]);
    }
}
