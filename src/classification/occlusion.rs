//! Explanation: which parts of a face its scores rest on, found by hiding them one after another.

use super::alignment::Alignment;
use crate::{Crop, Emotion, EmotionClassifier, Error, Frame, Landmarks, Point, Scores};

/// What the scores of one face rest on, by occlusion (Zeiler and Fergus, *Visualizing and
/// Understanding Convolutional Networks*, ECCV 2014): patches slide over the crop, and what the
/// network says without the pixels under them is held against what it says of the whole.
///
/// A patch hides its mirror image on the face's other side too: a face shows most things twice.
/// Half a smile is a smile, and with one corner of a mouth hidden alone, everything seems to
/// matter little.
///
/// It shows what this network used of this picture. It shows no feelings, and not why the network
/// came to use it.
#[derive(Clone, PartialEq)]
pub struct Explanation {
    /// The face as the network sees it.
    pub crop: Crop,
    /// Those of the whole crop, as [`Recognizer::classify`](crate::Recognizer::classify) gives them.
    pub scores: Scores,
    /// The emotion with the highest of these scores; what follows is about it alone.
    pub emotion: Emotion,
    /// For each pixel of the crop, row by row, `side × side` of them whatever its color: by how
    /// much the probability of [`Explanation::emotion`] falls while the pixel and its mirror image
    /// are hidden, the mean over the patches that do, those with the pixel in their middle counting
    /// most. −1 to 1; negative where hiding it raises the probability. Both sides are alike.
    pub importance: Vec<f32>,
    /// The probability of [`Explanation::emotion`] while a whole part of the face is hidden.
    pub occluded: OccludedScores,
}

/// A probability, 0 to 1, for each part of a face that is hidden as a whole.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct OccludedScores {
    /// Both eyes with their brows, and the bridge of the nose between them.
    pub eyes: f32,
    /// The nose below the eyes.
    pub nose: f32,
    /// The mouth and what is close around it.
    pub mouth: f32,
}

/// A patch's side, as a share of the crop's: 12 pixels of 48, an eye or half a mouth. Smaller ones
/// leave enough of most things to be read.
const PATCH: f32 = 0.25;

/// Rows of patches, evenly spaced from the crop's upper to its lower edge.
const ROWS: usize = 15;
/// Columns of patches, from the left edge to the middle, as close as the rows are: 120 patches, a
/// run of the network each, a fifth of a patch apart, so that the picture of them is finer than
/// they are.
const COLUMNS: usize = 8;

/// Pixels of a crop from `left` up to, and without, `right`, and likewise down.
#[derive(Clone, Copy)]
struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Explanation {
    /// Of the face with these landmarks.
    pub(crate) fn of(
        classifier: &mut EmotionClassifier,
        frame: &Frame,
        landmarks: &Landmarks,
    ) -> Result<Self, Error> {
        let side = classifier.format().side;
        let points = placed(landmarks, side)?;
        let crop = Crop::from_face(frame, landmarks, classifier.format());
        let scores = classifier.classify(&crop)?;
        let emotion = scores.top();
        let mut score_without = |areas: &[Area]| {
            let rest = areas
                .iter()
                .fold(crop.clone(), |crop, area| hidden(&crop, *area));
            Ok(classifier.classify(&rest)?.get(emotion))
        };

        let mut falls = vec![0.0; side * side];
        let mut weights = vec![0.0; side * side];
        for patch in patches(side) {
            let both = [patch, patch.mirrored(side)];
            let fall = scores.get(emotion) - score_without(&both)?;
            for area in both {
                for pixel in area.pixels(side) {
                    let weight = area.depth(pixel, side);
                    falls[pixel] += weight * fall;
                    weights[pixel] += weight;
                }
            }
        }
        let mean = |(fall, weight): (f32, f32)| fall / weight;
        let importance = falls.into_iter().zip(weights).map(mean).collect();
        let [eyes, nose, mouth] = parts(&points, side);
        let occluded = OccludedScores {
            eyes: score_without(&[eyes])?,
            nose: score_without(&[nose])?,
            mouth: score_without(&[mouth])?,
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
    /// The same on the other side of the crop, and so of the face, whose middle is the crop's.
    fn mirrored(self, side: usize) -> Self {
        Area {
            left: side - self.right,
            right: side - self.left,
            ..self
        }
    }

    /// How deep inside it a pixel lies: the product of the distances to the nearer edges, so that
    /// a patch's edges do not show.
    fn depth(self, pixel: usize, side: usize) -> f32 {
        let (x, y) = (pixel % side, pixel / side);
        let across = (x + 1 - self.left).min(self.right - x);
        let down = (y + 1 - self.top).min(self.bottom - y);
        (across * down) as f32
    }

    /// The places of its pixels in a crop's rows.
    fn pixels(self, side: usize) -> impl Iterator<Item = usize> {
        (self.top..self.bottom)
            .flat_map(move |y| (self.left..self.right).map(move |x| y * side + x))
    }
}

/// The landmarks' places in the crop.
fn placed(landmarks: &Landmarks, side: usize) -> Result<Landmarks, Error> {
    let alignment = Alignment::of(landmarks, side);
    let mut placed = *landmarks;
    for point in placed.points_mut() {
        *point = alignment.reverse(*point);
    }
    let finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
    if placed.points().iter().all(finite) {
        return Ok(placed);
    }
    Err(Error::InvalidLandmarks(
        "they should be five places in the frame, in finite numbers and apart".into(),
    ))
}

/// Where patches lie: in the left half of the crop and over its middle.
fn patches(side: usize) -> impl Iterator<Item = Area> {
    let patch = (side as f32 * PATCH).round() as usize;
    let free = side - patch;
    (0..ROWS * COLUMNS).map(move |index| {
        let top = index / COLUMNS * free / (ROWS - 1);
        let left = index % COLUMNS * free / (2 * (COLUMNS - 1));
        Area {
            left,
            top,
            right: left + patch,
            bottom: top + patch,
        }
    })
}

/// Where eyes, nose and mouth lie, with margins.
fn parts(landmarks: &Landmarks, side: usize) -> [Area; 3] {
    let Landmarks {
        left_eye,
        right_eye,
        nose,
        left_mouth,
        right_mouth,
    } = *landmarks;
    [
        around(&[left_eye, right_eye], [7.0, 9.0, 7.0, 5.0], side),
        around(&[nose], [6.0, 6.0, 6.0, 4.0], side),
        around(&[left_mouth, right_mouth], [4.0, 5.0, 4.0, 7.0], side),
    ]
}

/// The points' bounds and so much beyond, in 48ths of the crop.
fn around(points: &[Point], [left, above, right, below]: [f32; 4], side: usize) -> Area {
    let unit = side as f32 / 48.0;
    let edges = |axis: fn(&Point) -> f32, before: f32, after: f32| {
        let places = points.iter().map(axis);
        let least = places.clone().fold(f32::INFINITY, f32::min);
        let most = places.fold(f32::NEG_INFINITY, f32::max);
        // Never the whole crop: what is hidden is painted over from what is not.
        [least - before * unit, most + after * unit]
            .map(|edge| edge.round().clamp(1.0, side as f32 - 1.0) as usize)
    };
    let [left, right] = edges(|point| point.x, left, right);
    let [top, bottom] = edges(|point| point.y, above, below);
    Area {
        left,
        top,
        right,
        bottom,
    }
}

/// The crop with an area painted over from its surroundings: each pixel is the mean of the four
/// just outside the area, above, below and at its sides, nearer ones counting more. Gray or noise
/// in their place would have edges, which a network reads as something that is there.
fn hidden(crop: &Crop, area: Area) -> Crop {
    let (side, channels) = (crop.format().side, crop.format().color.channels());
    let mut hidden = crop.clone();
    for pixel in area.pixels(side) {
        let (x, y) = (pixel % side, pixel / side);
        let (left, right) = (x + 1 - area.left, area.right - x);
        let (above, below) = (y + 1 - area.top, area.bottom - y);
        // How far off each is, where the crop goes on that far.
        let outside = [
            (area.left > 0, left, pixel.wrapping_sub(left)),
            (area.right < side, right, pixel + right),
            (area.top > 0, above, pixel.wrapping_sub(above * side)),
            (area.bottom < side, below, pixel + below * side),
        ];
        for channel in 0..channels {
            let (mut sum, mut weights) = (0.0, 0.0);
            for (_, distance, place) in outside.into_iter().filter(|(there, ..)| *there) {
                let weight = 1.0 / distance as f32;
                sum += weight * crop.values()[place * channels + channel];
                weights += weight;
            }
            hidden.values_mut()[pixel * channels + channel] = sum / weights;
        }
    }
    hidden
}
