//! Aligns a crop to a face: the similarity transform that maps eyes and mouth to fixed positions.

use crate::{Landmarks, Point};

/// The side, in pixels, of the crop in which [`TEMPLATE`] is measured.
pub(super) const TEMPLATE_SIDE: usize = 48;

/// The positions of the anchors in an aligned crop of 48 × 48 pixels, in the order of [`anchors`]:
/// the mean over the training images of FER-2013 in which YuNet detects a face, made symmetric.
pub(super) const TEMPLATE: [Point; 4] = [
    Point { x: 14.4, y: 17.6 },
    Point { x: 32.8, y: 17.6 },
    Point { x: 16.3, y: 36.7 },
    Point { x: 30.9, y: 36.7 },
];

/// Returns the landmarks by which a crop is aligned: the eyes and the corners of the mouth.
///
/// The eyes alone would enlarge a face in half profile, and the nose moves most as the head turns.
/// Measured: benches/README.md, "Alignment".
fn anchors(landmarks: &Landmarks) -> [Point; 4] {
    [
        landmarks.left_eye,
        landmarks.right_eye,
        landmarks.left_mouth,
        landmarks.right_mouth,
    ]
}

/// A similarity transform (rotation, uniform scaling, translation) from crop to frame:
/// `(x, y) → (a·x − b·y + translation.x, b·x + a·y + translation.y)`.
pub(super) struct Alignment {
    a: f32,
    b: f32,
    translation: Point,
}

impl Alignment {
    /// No value of a transform reaches this, so that the coordinates of a crop of 512 pixels stay finite.
    const MAX_VALUE: f32 = 1e30;

    /// Maps every point to the top left corner of the frame: the transform to landmarks that are not finite, or so far
    /// away that computing with them overflows.
    const DEGENERATE: Alignment = Alignment {
        a: 0.0,
        b: 0.0,
        translation: Point { x: 0.0, y: 0.0 },
    };

    /// Computes the alignment of a crop of `side` × `side` pixels to the landmarks of a face.
    pub(super) fn new(landmarks: &Landmarks, side: usize) -> Self {
        let scale = side as f32 / TEMPLATE_SIDE as f32;
        let template = TEMPLATE.map(|Point { x, y }| Point {
            x: x * scale,
            y: y * scale,
        });
        Self::from_points(&template, &anchors(landmarks))
    }

    /// Computes the transform that maps `source` to `target` with the least squared error
    /// (Umeyama, *Least-squares estimation of transformation parameters between two point
    /// patterns*, 1991, in two dimensions).
    fn from_points(source: &[Point; 4], target: &[Point; 4]) -> Self {
        let (source_mean, target_mean) = (mean(source), mean(target));
        let (mut dot, mut cross, mut variance) = (0.0, 0.0, 0.0);
        for (p, q) in source.iter().zip(target) {
            let (px, py) = (p.x - source_mean.x, p.y - source_mean.y);
            let (qx, qy) = (q.x - target_mean.x, q.y - target_mean.y);
            dot += px * qx + py * qy;
            cross += px * qy - py * qx;
            variance += px * px + py * py;
        }
        let (a, b) = (dot / variance, cross / variance);
        let translation = Point {
            x: target_mean.x - a * source_mean.x + b * source_mean.y,
            y: target_mean.y - b * source_mean.x - a * source_mean.y,
        };
        let is_small = |value: f32| value.abs() < Self::MAX_VALUE;
        if ![a, b, translation.x, translation.y]
            .into_iter()
            .all(is_small)
        {
            return Self::DEGENERATE;
        }
        Alignment { a, b, translation }
    }

    /// Returns the number of frame pixels per crop pixel.
    pub(super) fn scale(&self) -> f32 {
        self.a.hypot(self.b)
    }

    /// Maps a point of the crop to the frame.
    pub(super) fn apply(&self, point: Point) -> Point {
        Point {
            x: self.a * point.x - self.b * point.y + self.translation.x,
            y: self.b * point.x + self.a * point.y + self.translation.y,
        }
    }

    /// Maps a point of the frame to the crop. The result is not finite if the scale is 0.
    pub(super) fn apply_inverse(&self, point: Point) -> Point {
        let (x, y) = (point.x - self.translation.x, point.y - self.translation.y);
        let determinant = self.a * self.a + self.b * self.b;
        Point {
            x: (self.a * x + self.b * y) / determinant,
            y: (self.a * y - self.b * x) / determinant,
        }
    }
}

fn mean(points: &[Point; 4]) -> Point {
    let count = points.len() as f32;
    Point {
        x: points.iter().map(|point| point.x).sum::<f32>() / count,
        y: points.iter().map(|point| point.y).sum::<f32>() / count,
    }
}
