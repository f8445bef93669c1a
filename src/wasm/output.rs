//! Converts results and errors to JavaScript: to plain objects and `RecognizerError`s.

use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Error;

// tests/error_codes.rs compares the codes with those of `Error::code`.
#[wasm_bindgen(typescript_custom_section)]
const ERROR_TYPE: &str = include_str!("error.d.ts");

/// The result of an exported function.
pub(super) type Result<T> = std::result::Result<T, JsError>;

/// An error as JavaScript gets it.
pub struct JsError(JsValue);

impl From<Error> for JsError {
    /// Creates an instance of JavaScript's `Error` with a `code`.
    fn from(error: Error) -> Self {
        let js_error = js_sys::Error::new(&error.to_string());
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&js_error, &"code".into(), &error.code().into());
        JsError(js_error.into())
    }
}

impl From<serde_wasm_bindgen::Error> for JsError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        JsError(error.into())
    }
}

impl From<JsError> for JsValue {
    fn from(error: JsError) -> Self {
        error.0
    }
}

/// Converts a value to plain objects and arrays, with `null` for `None`.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(value.serialize(&serializer)?)
}
