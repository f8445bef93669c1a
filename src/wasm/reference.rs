//! Exports the reference of the emotion model, on which a browser checks the engines: crops, and the scores that the
//! training package has computed for them. Only the module with both engines has it.

use wasm_bindgen::prelude::*;

use super::Recognizer;

#[wasm_bindgen]
impl Recognizer {
    /// Returns the reference crops: a PNG image with one below the other.
    #[wasm_bindgen(js_name = referenceImage)]
    pub fn reference_image() -> Vec<u8> {
        include_bytes!("../../tests/data/reference/emotion.png").to_vec()
    }

    /// Returns their scores, as JSON: in `crops`, one list per library, in the order of `labels`.
    #[wasm_bindgen(js_name = referenceJson)]
    pub fn reference_json() -> String {
        include_str!("../../tests/data/reference/emotion.json").into()
    }
}
