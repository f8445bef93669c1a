//! The one error type of the crate: what was wrong with the input or the network, with a stable code.

/// Everything that can go wrong between pixels and scores.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Width or height is zero, the buffer is not `width × height × 4` bytes, or the time of the
    /// frame in its video is no number.
    #[error("invalid frame: {0}")]
    InvalidFrame(String),

    /// The frame has more pixels than [`Frame::MAX_PIXELS`](crate::Frame::MAX_PIXELS).
    #[error(
        "frame too large: {width}×{height} pixels, at most {max} are accepted; scale it down first"
    )]
    FrameTooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The most pixels a frame may have.
        max: usize,
    },

    /// The landmarks of a face are not five places in the frame.
    #[error("invalid landmarks: {0}")]
    InvalidLandmarks(String),

    /// The bytes are not an ONNX model of the shape that is needed, or its config does not fit it.
    #[error("invalid {model} model: {reason}")]
    InvalidModel {
        /// Which model: "face" or "emotion".
        model: &'static str,
        /// What is wrong with it.
        reason: String,
    },

    /// The emotions that scores were to be restricted to are none that the network gives.
    #[error("invalid emotions: {0}")]
    InvalidEmotions(String),

    /// A setting was given a value outside its range.
    #[error("invalid setting: {0}")]
    InvalidSetting(String),

    /// Memory for the frame could not be had.
    #[error("out of memory: {0} bytes for the frame could not be allocated")]
    OutOfMemory(usize),

    /// The network failed while running, or gave values that are not numbers.
    #[error("the {model} model failed: {reason}")]
    InferenceFailed {
        /// Which model: "face" or "emotion".
        model: &'static str,
        /// What the engine reported.
        reason: String,
    },
}

impl Error {
    /// A stable, machine-readable name; JavaScript sees it as `error.code`.
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
