//! Copies pixels from JavaScript into WebAssembly memory: once, into memory that the next frame uses again.

use js_sys::{Object, Uint8Array, Uint8ClampedArray};
use wasm_bindgen::prelude::*;
use web_sys::ImageData;

use super::Pixels;
use crate::{Error, Frame};

#[wasm_bindgen]
extern "C" {
    /// An [`ImageData`] whose `data` is the array of its pixels; that of web-sys copies them into a new `Vec`.
    #[wasm_bindgen(extends = ImageData, js_name = ImageData)]
    type Image;

    #[wasm_bindgen(method, getter)]
    fn data(this: &Image) -> Object;
}

/// A copy of the last pixels in WebAssembly memory.
#[derive(Default)]
pub(super) struct PixelBuffer {
    bytes: Vec<u8>,
}

impl PixelBuffer {
    /// The largest allocation that is kept for the next frame: 16 MiB, which hold a video of 2560 × 1440 pixels. A
    /// larger frame is most likely a photo, and the memory of the module never shrinks: what one recognizer kept would
    /// be lost to all others.
    const MAX_KEPT: usize = 16 << 20;

    /// Calls `run` with a copy of a frame.
    ///
    /// # Errors
    /// Returns [`Error::InvalidFrame`] if `image` is not an `ImageData` of 8 bits per channel, or has been transferred;
    /// [`Error::FrameTooLarge`] and [`Error::OutOfMemory`] before anything is copied; and the error of `run`.
    pub(super) fn with_frame<T>(
        &mut self,
        image: &ImageData,
        run: impl FnOnce(&Frame) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // Nothing but TypeScript has checked what JavaScript passes.
        let Some(image) = image.dyn_ref::<Image>() else {
            return Err(Error::InvalidFrame("expected an ImageData".into()));
        };
        let Ok(pixels) = image.data().dyn_into::<Uint8ClampedArray>() else {
            let message = "expected an ImageData of 8 bits per channel";
            return Err(Error::InvalidFrame(message.into()));
        };
        let (width, height) = (image.width(), image.height());
        self.with_bytes(&pixels, Frame::byte_length(width, height)?, |bytes| {
            run(&Frame::new(bytes, width, height)?)
        })
    }

    /// Calls `run` with a copy of the pixels of a crop, of which `expected` bytes are expected.
    ///
    /// # Errors
    /// Returns [`Error::InvalidFrame`] if `pixels` are not bytes or not as many, and the error of `run`.
    pub(super) fn with_crop<T>(
        &mut self,
        pixels: &Pixels,
        expected: usize,
        run: impl FnOnce(&[u8]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(pixels) = pixels.dyn_ref::<Uint8ClampedArray>() {
            return self.with_bytes(pixels, expected, run);
        }
        let Some(pixels) = pixels.dyn_ref::<Uint8Array>() else {
            let message = "pixels must be a Uint8Array or a Uint8ClampedArray";
            return Err(Error::InvalidFrame(message.into()));
        };
        let (buffer, offset) = (pixels.buffer(), pixels.byte_offset());
        let clamped =
            Uint8ClampedArray::new_with_byte_offset_and_length(&buffer, offset, pixels.length());
        self.with_bytes(&clamped, expected, run)
    }

    /// Calls `run` with a copy of the bytes, after it has validated their number: invalid input allocates no memory.
    fn with_bytes<T>(
        &mut self,
        bytes: &Uint8ClampedArray,
        expected: usize,
        run: impl FnOnce(&[u8]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let actual = bytes.length();
        if actual as usize != expected {
            return Err(Error::InvalidFrame(format!(
                "expected {expected} bytes, got {actual}"
            )));
        }
        let missing = expected.saturating_sub(self.bytes.len());
        self.bytes
            .try_reserve_exact(missing)
            .map_err(|_| Error::OutOfMemory(expected))?;
        self.bytes.resize(expected, 0);
        bytes.copy_to(&mut self.bytes);
        let result = run(&self.bytes);
        if self.bytes.capacity() > Self::MAX_KEPT {
            self.bytes = Vec::new();
        }
        result
    }
}
