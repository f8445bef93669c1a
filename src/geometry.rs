//! Geometry in a frame: points, bounding boxes and the landmarks of a face.

use serde::Serialize;

/// A point in the frame, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Point {
    /// The distance from the left edge.
    pub x: f32,
    /// The distance from the top edge.
    pub y: f32,
}

/// An axis-aligned bounding box in the frame, in pixels; it may extend beyond the frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Bounds {
    /// The left edge.
    pub x: f32,
    /// The top edge.
    pub y: f32,
    /// The width, at least 0.
    pub width: f32,
    /// The height, at least 0.
    pub height: f32,
}

impl Bounds {
    /// Returns the center.
    pub(crate) fn center(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    /// Returns the side of a square of the same area.
    pub(crate) fn mean_side(&self) -> f32 {
        (self.width * self.height).sqrt()
    }

    /// Returns the intersection over union (IoU) with another box, 0 to 1.
    #[must_use]
    pub fn iou(&self, other: &Bounds) -> f32 {
        let width = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let height = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        let intersection = width.max(0.0) * height.max(0.0);
        let union = self.width * self.height + other.width * other.height - intersection;
        if union > 0.0 {
            intersection / union
        } else {
            0.0
        }
    }
}

/// The five landmarks of a face. Left and right are those of the image, not of the person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Landmarks {
    /// The center of the eye on the left of the image.
    pub left_eye: Point,
    /// The center of the eye on the right of the image.
    pub right_eye: Point,
    /// The tip of the nose.
    pub nose: Point,
    /// The corner of the mouth on the left of the image.
    pub left_mouth: Point,
    /// The corner of the mouth on the right of the image.
    pub right_mouth: Point,
}

impl Landmarks {
    /// Returns the five points: left eye, right eye, nose, left and right corner of the mouth.
    #[must_use]
    pub fn points(&self) -> [Point; 5] {
        [
            self.left_eye,
            self.right_eye,
            self.nose,
            self.left_mouth,
            self.right_mouth,
        ]
    }

    /// Estimates the yaw of the head from the position of the nose: its distance from the line
    /// between the center of the eyes and that of the mouth, in distances between the eyes.
    ///
    /// The estimate is 0 for a frontal face, positive if the nose is on the right of that line in
    /// the image, about ±0.4 at ±45°, and not a number if the eyes coincide or the centers do. A
    /// roll of the head does not change it.
    #[must_use]
    pub fn yaw_estimate(&self) -> f32 {
        let midpoint = |a: Point, b: Point| Point {
            x: f32::midpoint(a.x, b.x),
            y: f32::midpoint(a.y, b.y),
        };
        let eyes = midpoint(self.left_eye, self.right_eye);
        let mouth = midpoint(self.left_mouth, self.right_mouth);
        let axis = Point {
            x: mouth.x - eyes.x,
            y: mouth.y - eyes.y,
        };
        // The cross product with the axis, divided by its length, is the distance from it.
        let cross = axis.y * (self.nose.x - eyes.x) - axis.x * (self.nose.y - eyes.y);
        let eye_distance =
            (self.right_eye.x - self.left_eye.x).hypot(self.right_eye.y - self.left_eye.y);
        cross / (axis.x.hypot(axis.y) * eye_distance)
    }

    /// Returns the five points mutably, in the order of [`Landmarks::points`].
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
    fn iou_of_known_boxes() {
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

    #[test]
    fn yaw_estimate_follows_the_nose_and_ignores_roll() {
        let frontal = Landmarks {
            left_eye: Point { x: -1.0, y: 0.0 },
            right_eye: Point { x: 1.0, y: 0.0 },
            nose: Point { x: 0.0, y: 1.0 },
            left_mouth: Point { x: -0.8, y: 2.0 },
            right_mouth: Point { x: 0.8, y: 2.0 },
        };
        assert_eq!(frontal.yaw_estimate(), 0.0);
        let mut turned = frontal;
        turned.nose.x = 0.6;
        assert!((turned.yaw_estimate() - 0.3).abs() < 1e-6);
        for point in turned.points_mut() {
            (point.x, point.y) = (-point.y, point.x);
        }
        assert!((turned.yaw_estimate() - 0.3).abs() < 1e-6);
    }
}
