//! Explains scores by occlusion sensitivity: which parts of the face the model relies on.

use super::alignment::{Alignment, TEMPLATE_SIDE};
use crate::{Crop, Emotion, EmotionClassifier, Error, Frame, Landmarks, Point, Scores};

/// The occlusion sensitivity of the scores of one face (Zeiler and Fergus, *Visualizing and
/// Understanding Convolutional Networks*, ECCV 2014): how much the score of the top emotion drops
/// while a part of the crop is occluded.
///
/// A patch slides over the crop and occludes its mirror image at the same time, because a face
/// shows most features twice: if only one corner of the mouth were occluded, the other one would
/// keep the score high, and no part would seem important.
///
/// The explanation shows what the model relies on in this image. It shows neither feelings nor how
/// the model came to rely on it.
#[derive(Clone, PartialEq)]
pub struct Explanation {
    /// The crop that the model sees.
    pub crop: Crop,
    /// The scores of the whole crop, as from [`Recognizer::classify`](crate::Recognizer::classify).
    pub scores: Scores,
    /// The emotion with the highest of these scores, which the explanation is about.
    pub emotion: Emotion,
    /// The importance of each pixel, −1 to 1, of shape `[side, side]`: how much the score of
    /// [`Explanation::emotion`] drops while the pixel and its mirror image are occluded. It is the
    /// mean over the patches that cover the pixel, weighted by how central it is in them.
    /// Negative values mean that the score rises. The map is symmetric.
    pub importance: Vec<f32>,
    /// The score of [`Explanation::emotion`] while a whole part of the face is occluded.
    pub occluded: OccludedScores,
}

/// The score of an emotion, 0 to 1, while one part of the face is occluded.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct OccludedScores {
    /// The score while the eyes, the eyebrows and the bridge of the nose are occluded.
    pub eyes: f32,
    /// The score while the nose below the eyes is occluded.
    pub nose: f32,
    /// The score while the mouth and its surroundings are occluded.
    pub mouth: f32,
}

/// The side of a patch relative to that of the crop: 12 of 48 pixels, an eye or half a mouth.
/// Smaller patches leave enough of most features to recognize them.
const PATCH_SIDE: f32 = 0.25;

/// Rows of patches, evenly spaced from the top to the bottom of the crop.
const PATCH_ROWS: usize = 15;
/// Columns of patches from the left edge to the center, as far apart as the rows: a fifth of a
/// patch. Their mirror images cover the right half.
const PATCH_COLUMNS: usize = 8;

/// The margins of the occluded parts around their landmarks, in pixels of a crop of
/// [`TEMPLATE_SIDE`]: left, top, right, bottom.
const EYES_MARGINS: [f32; 4] = [7.0, 9.0, 7.0, 5.0];
const NOSE_MARGINS: [f32; 4] = [6.0, 6.0, 6.0, 4.0];
const MOUTH_MARGINS: [f32; 4] = [4.0, 5.0, 4.0, 7.0];

/// A rectangle of pixels of a crop; `right` and `bottom` are exclusive.
#[derive(Clone, Copy)]
struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Explanation {
    /// Explains the scores of the face with these landmarks.
    pub(crate) fn new(
        classifier: &mut EmotionClassifier,
        frame: &Frame,
        landmarks: &Landmarks,
    ) -> Result<Self, Error> {
        let side = classifier.format().side;
        let landmarks_in_crop = landmarks_in_crop(landmarks, side)?;
        let crop = Crop::from_face(frame, landmarks, classifier.format());
        let scores = classifier.classify(&crop)?;
        let emotion = scores.top();
        let mut occluded_score = |areas: &[Area]| {
            let occluded = areas
                .iter()
                .fold(crop.clone(), |crop, area| occlude(&crop, *area));
            Ok(classifier.classify(&occluded)?.get(emotion))
        };

        let mut drops = vec![0.0; side * side];
        let mut weights = vec![0.0; side * side];
        for patch in patches(side) {
            let areas = [patch, patch.mirrored(side)];
            let drop = scores.get(emotion) - occluded_score(&areas)?;
            for area in areas {
                for pixel in area.pixels(side) {
                    let weight = area.centrality(pixel, side);
                    drops[pixel] += weight * drop;
                    weights[pixel] += weight;
                }
            }
        }
        let mean = |(drop, weight): (f32, f32)| drop / weight;
        let importance = drops.into_iter().zip(weights).map(mean).collect();
        let [eyes, nose, mouth] = face_parts(&landmarks_in_crop, side);
        let occluded = OccludedScores {
            eyes: occluded_score(&[eyes])?,
            nose: occluded_score(&[nose])?,
            mouth: occluded_score(&[mouth])?,
        };
        Ok(Explanation {
            crop,
            scores,
            emotion,
            importance,
            occluded,
        })
    }
}

impl Area {
    /// Returns the mirror image across the vertical center line of the crop, and so of the face.
    fn mirrored(self, side: usize) -> Self {
        Area {
            left: side - self.right,
            right: side - self.left,
            ..self
        }
    }

    /// Returns the product of a pixel's distances to the nearest vertical and horizontal edge, so
    /// that the edges of patches are not visible in the importance.
    fn centrality(self, pixel: usize, side: usize) -> f32 {
        let (x, y) = (pixel % side, pixel / side);
        let horizontal = (x + 1 - self.left).min(self.right - x);
        let vertical = (y + 1 - self.top).min(self.bottom - y);
        (horizontal * vertical) as f32
    }

    /// Returns the indices of its pixels in a crop.
    fn pixels(self, side: usize) -> impl Iterator<Item = usize> {
        (self.top..self.bottom)
            .flat_map(move |y| (self.left..self.right).map(move |x| y * side + x))
    }
}

/// Maps the landmarks from the frame to the crop.
fn landmarks_in_crop(landmarks: &Landmarks, side: usize) -> Result<Landmarks, Error> {
    let alignment = Alignment::new(landmarks, side);
    let mut in_crop = *landmarks;
    for point in in_crop.points_mut() {
        *point = alignment.apply_inverse(*point);
    }
    let finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
    if in_crop.points().iter().all(finite) {
        return Ok(in_crop);
    }
    Err(Error::InvalidLandmarks(format!(
        "expected five finite points that do not coincide, got {:?}",
        landmarks.points().map(|point| [point.x, point.y])
    )))
}

/// Returns the patches whose center is in the left half of the crop or on its center line.
fn patches(side: usize) -> impl Iterator<Item = Area> {
    let patch = (side as f32 * PATCH_SIDE).round() as usize;
    let range = side - patch;
    (0..PATCH_ROWS * PATCH_COLUMNS).map(move |index| {
        let top = index / PATCH_COLUMNS * range / (PATCH_ROWS - 1);
        let left = index % PATCH_COLUMNS * range / (2 * (PATCH_COLUMNS - 1));
        Area {
            left,
            top,
            right: left + patch,
            bottom: top + patch,
        }
    })
}

/// Returns the areas of eyes, nose and mouth.
fn face_parts(landmarks: &Landmarks, side: usize) -> [Area; 3] {
    let Landmarks {
        left_eye,
        right_eye,
        nose,
        left_mouth,
        right_mouth,
    } = *landmarks;
    [
        area_around(&[left_eye, right_eye], EYES_MARGINS, side),
        area_around(&[nose], NOSE_MARGINS, side),
        area_around(&[left_mouth, right_mouth], MOUTH_MARGINS, side),
    ]
}

/// Returns the bounding box of some points, extended by margins.
fn area_around(points: &[Point], [left, top, right, bottom]: [f32; 4], side: usize) -> Area {
    let scale = side as f32 / TEMPLATE_SIDE as f32;
    let edges = |axis: fn(&Point) -> f32, before: f32, after: f32| {
        let coordinates = points.iter().map(axis);
        let min = coordinates.clone().fold(f32::INFINITY, f32::min);
        let max = coordinates.fold(f32::NEG_INFINITY, f32::max);
        // Never the whole crop, because occluded pixels are interpolated from the others.
        [min - before * scale, max + after * scale]
            .map(|edge| edge.round().clamp(1.0, side as f32 - 1.0) as usize)
    };
    let [left, right] = edges(|point| point.x, left, right);
    let [top, bottom] = edges(|point| point.y, top, bottom);
    Area {
        left,
        top,
        right,
        bottom,
    }
}

/// Returns the crop with an area interpolated from its surroundings: each pixel is the mean of the
/// four pixels just outside the area in its row and column, weighted by the inverse distance.
///
/// A gray or noisy area would have edges, which the model could take for features.
fn occlude(crop: &Crop, area: Area) -> Crop {
    let (side, channels) = (crop.format().side, crop.format().color.channels());
    let mut occluded = crop.clone();
    for pixel in area.pixels(side) {
        let (x, y) = (pixel % side, pixel / side);
        let (to_left, to_right) = (x + 1 - area.left, area.right - x);
        let (to_top, to_bottom) = (y + 1 - area.top, area.bottom - y);
        // Whether the pixel is inside the crop, its distance, its index.
        let surroundings = [
            (area.left > 0, to_left, pixel.wrapping_sub(to_left)),
            (area.right < side, to_right, pixel + to_right),
            (area.top > 0, to_top, pixel.wrapping_sub(to_top * side)),
            (area.bottom < side, to_bottom, pixel + to_bottom * side),
        ];
        for channel in 0..channels {
            let (mut sum, mut weights) = (0.0, 0.0);
            let inside = surroundings.into_iter().filter(|(inside, ..)| *inside);
            for (_, distance, neighbor) in inside {
                let weight = 1.0 / distance as f32;
                sum += weight * crop.values()[neighbor * channels + channel];
                weights += weight;
            }
            occluded.values_mut()[pixel * channels + channel] = sum / weights;
        }
    }
    occluded
}
