//! What is known of one face: where it is, its landmarks, and what its expression resembles.

use serde::Serialize;

use crate::{Emotion, Scores};

/// One face of a frame, recognised.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Face {
    /// Where it is.
    pub bounds: Bounds,
    /// Its eyes, nose and mouth corners.
    pub landmarks: Landmarks,
    /// How sure the detector is that this is a face, 0 to 1.
    pub confidence: f32,
    /// Whether it is lower than [`Face::MIN_HEIGHT`], so that its scores mean little.
    pub too_small: bool,
    /// A probability for each emotion; they sum to one.
    pub scores: Scores,
    /// The emotion with the highest score.
    pub emotion: Emotion,
}

impl Face {
    /// Pixels below which a face is called too small: pictures of PublicTest shrunk to 32 pixels
    /// and enlarged again are recognised 1.3 points worse than whole ones, at 28 pixels 3.3, at
    /// 24 pixels 4.7, at 20 pixels 10.5 (and a face's box is a little higher than its crop).
    pub const MIN_HEIGHT: f32 = 32.0;
}

/// A place in the frame, in pixels from the top left corner of the top left pixel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// An upright rectangle in the frame, in pixels; it may reach past the frame's edges.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Bounds {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Bounds {
    /// Intersection over union with another rectangle, 0 to 1.
    pub fn overlap(&self, other: &Bounds) -> f32 {
        let width = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let height = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        let common = width.max(0.0) * height.max(0.0);
        let union = self.width * self.height + other.width * other.height - common;
        if union > 0.0 { common / union } else { 0.0 }
    }
}

/// Five points of a face. Left and right are the image's, not the person's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct Landmarks {
    pub left_eye: Point,
    pub right_eye: Point,
    pub nose: Point,
    pub left_mouth: Point,
    pub right_mouth: Point,
}

impl Landmarks {
    /// All five: eyes, nose, mouth corners, the image's left first.
    pub fn points(&self) -> [Point; 5] {
        [
            self.left_eye,
            self.right_eye,
            self.nose,
            self.left_mouth,
            self.right_mouth,
        ]
    }

    pub(crate) fn points_mut(&mut self) -> [&mut Point; 5] {
        [
            &mut self.left_eye,
            &mut self.right_eye,
            &mut self.nose,
            &mut self.left_mouth,
            &mut self.right_mouth,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_of_known_rectangles() {
        let bounds = |x| Bounds {
            x,
            y: 0.0,
            width: 10.0,
            height: 10.0,
        };
        assert_eq!(bounds(0.0).overlap(&bounds(0.0)), 1.0);
        assert_eq!(bounds(0.0).overlap(&bounds(5.0)), 50.0 / 150.0);
        assert_eq!(bounds(0.0).overlap(&bounds(10.0)), 0.0);
        assert_eq!(bounds(0.0).overlap(&bounds(11.0)), 0.0);
    }
}
