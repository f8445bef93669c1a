//! The shapes in a frame: points, upright rectangles, the landmarks of a face.

use serde::Serialize;

/// A place in the frame, in pixels from the top left corner of the top left pixel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[allow(missing_docs)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// An upright rectangle in the frame, in pixels; it may reach past the frame's edges.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[allow(missing_docs)]
pub struct Bounds {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Bounds {
    /// The point in its middle.
    pub(crate) fn centre(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    /// The side of a square as large.
    pub(crate) fn side(&self) -> f32 {
        (self.width * self.height).sqrt()
    }

    /// Intersection over union with another rectangle, 0 to 1.
    pub fn iou(&self, other: &Bounds) -> f32 {
        let width = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let height = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        let common = width.max(0.0) * height.max(0.0);
        let union = self.width * self.height + other.width * other.height - common;
        if union > 0.0 { common / union } else { 0.0 }
    }
}

/// Five points of a face. Left and right are the image's, not the person's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
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

    /// How far the head is turned aside: how far the nose lies to the image's right (negative: to
    /// the left) of the line between the eyes' middle and the mouth's, in distances between the
    /// eyes. 0 for a face seen from the front; no matter how it is tilted.
    pub fn yaw_estimate(&self) -> f32 {
        let middle = |a: Point, b: Point| Point {
            x: (a.x + b.x) / 2.0,
            y: (a.y + b.y) / 2.0,
        };
        let eyes = middle(self.left_eye, self.right_eye);
        let mouth = middle(self.left_mouth, self.right_mouth);
        let (right, down) = (mouth.x - eyes.x, mouth.y - eyes.y);
        let aside = down * (self.nose.x - eyes.x) - right * (self.nose.y - eyes.y);
        let apart = (self.right_eye.x - self.left_eye.x).hypot(self.right_eye.y - self.left_eye.y);
        aside / (right.hypot(down) * apart)
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
        assert_eq!(bounds(0.0).iou(&bounds(0.0)), 1.0);
        assert_eq!(bounds(0.0).iou(&bounds(5.0)), 50.0 / 150.0);
        assert_eq!(bounds(0.0).iou(&bounds(10.0)), 0.0);
        assert_eq!(bounds(0.0).iou(&bounds(11.0)), 0.0);
    }
}
