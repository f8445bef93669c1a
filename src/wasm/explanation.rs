//! Converts an explanation to JavaScript's form, with typed arrays and a crop that a canvas can show.

use js_sys::{Float32Array, Uint8ClampedArray};
use serde::Serialize;
use tsify::Tsify;

use crate::{Color, Crop, Emotion, Explanation, OccludedScores, Scores};

/// Explains the scores of one face by occlusion sensitivity (Zeiler and Fergus, 2014). It shows what the model
/// relies on in this image.
#[derive(Serialize, Tsify)]
#[tsify(rename = "Explanation")]
pub struct JsExplanation {
    /// The side length of the crop in pixels; 48 for the built-in model.
    side: usize,
    /// The face as the model sees it, aligned and scaled: RGBA bytes, `side × side × 4` of them, as for `ImageData`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Uint8ClampedArray<ArrayBuffer>")]
    pixels: Uint8ClampedArray,
    /// The scores of this frame alone.
    scores: Scores,
    /// The emotion with the highest score, which the other fields explain.
    emotion: Emotion,
    /// The importance of each pixel of the crop, row by row, from -1 to 1: how much the score of `emotion` drops while
    /// a patch of a quarter of the side occludes the pixel and its mirror image on the other side of the face. It is
    /// the mean over these patches, and negative where occluding the pixel raises the score.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float32Array")]
    importance: Float32Array,
    /// The score of `emotion` while a whole part of the face is occluded.
    occluded: OccludedScores,
}

impl From<Explanation> for JsExplanation {
    fn from(explanation: Explanation) -> Self {
        JsExplanation {
            side: explanation.crop.format().side,
            pixels: Uint8ClampedArray::from(rgba(&explanation.crop).as_slice()),
            scores: explanation.scores,
            emotion: explanation.emotion,
            importance: Float32Array::from(explanation.importance.as_slice()),
            occluded: explanation.occluded,
        }
    }
}

/// Returns the pixels of a crop as RGBA bytes.
fn rgba(crop: &Crop) -> Vec<u8> {
    let color = crop.format().color;
    let byte = |value: f32| (value + 0.5) as u8;
    let pixels = crop.values().chunks_exact(color.channels());
    pixels
        .flat_map(|pixel| match color {
            Color::Gray => [byte(pixel[0]), byte(pixel[0]), byte(pixel[0]), 255],
            Color::Rgb => [byte(pixel[0]), byte(pixel[1]), byte(pixel[2]), 255],
        })
        .collect()
}
