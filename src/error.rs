//! The errors of the crate: what is wrong with the input or a model, with a stable code.

/// An error of this crate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Width or height is 0, the buffer is not `width × height × 4` bytes long, the time of the
    /// frame is not finite, or a crop has the wrong format.
    #[error("invalid frame: {0}")]
    InvalidFrame(String),

    /// The frame has more pixels than [`Frame::MAX_PIXELS`](crate::Frame::MAX_PIXELS).
    #[error(
        "frame too large: expected at most {max} pixels, got {width}×{height}; scale it down first"
    )]
    FrameTooLarge {
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
        /// The largest number of pixels.
        max: usize,
    },

    /// The landmarks of a face are not finite or coincide.
    #[error("invalid landmarks: {0}")]
    InvalidLandmarks(String),

    /// The bytes are not an ONNX model that can be used, or the model config does not fit it.
    #[error("invalid {model} model: {reason}")]
    InvalidModel {
        /// Which model: "face" or "emotion".
        model: &'static str,
        /// What is wrong with it.
        reason: String,
    },

    /// The scores cannot be restricted to these emotions, because the model has none of them.
    #[error("invalid emotions: {0}")]
    InvalidEmotions(String),

    /// A setting has a value outside its range.
    #[error("invalid setting: {0}")]
    InvalidSetting(String),

    /// The memory for the frame could not be allocated.
    #[error("out of memory: could not allocate {0} bytes for the frame")]
    OutOfMemory(usize),

    /// The model failed while running, or its outputs are not what its config says.
    #[error("the {model} model failed: {reason}")]
    InferenceFailed {
        /// Which model: "face" or "emotion".
        model: &'static str,
        /// What went wrong.
        reason: String,
    },
}

impl Error {
    /// Returns the stable, machine-readable name of the error, `error.code` in JavaScript.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::InvalidFrame(_) => "invalid-frame",
            Error::FrameTooLarge { .. } => "frame-too-large",
            Error::InvalidLandmarks(_) => "invalid-landmarks",
            Error::InvalidModel { .. } => "invalid-model",
            Error::InvalidEmotions(_) => "invalid-emotions",
            Error::InvalidSetting(_) => "invalid-setting",
            Error::OutOfMemory(_) => "out-of-memory",
            Error::InferenceFailed { .. } => "inference-failed",
        }
    }
}
