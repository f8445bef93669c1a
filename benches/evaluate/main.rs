//! Evaluates an emotion model, as the crate runs it, on FER-2013.
//!
//! ```text
//! cargo run --release --example evaluate -- fer2013.npz                      bare crops of 48×48 pixels
//! cargo run --release --example evaluate -- fer2013.npz --face-heights 160   faces detected in 640×480 frames
//!     --split PublicTest          evaluates PublicTest, Training or All; the default is PrivateTest
//!     --model my.onnx             evaluates a custom model, with its config in my.json
//!     --emotions happy,sad        distributes the scores among these, on the images with these labels
//!     --every 4                   evaluates every fourth image
//!     --face-heights 80,120,160   pastes the faces into frames with these heights in pixels, in turn
//!     --detector-input-size 640   sets the input size of the detector in pixels; the default is 320
//!     --crops crops.npz           also writes the aligned crops, for the training
//!     --robustness file.json      instead: accuracy by face height and under corruptions; takes long
//!     --face-quality              instead: accuracy on small, dark and rotated faces and by the highest score
//!     --videos                    instead: smoothing and tracking in synthetic videos
//! ```

mod dataset;
mod face_quality;
mod fer2013;
mod frames;
mod head_rotation;
mod metrics;
mod options;
mod parallel;
#[path = "../../examples/recognizer_options/mod.rs"]
mod recognizer_options;
mod robustness;
mod smoothing;
mod tracking;
mod videos;

use std::error::Error;

use options::Options;

fn main() -> Result<(), Box<dyn Error>> {
    fer2013::evaluate(&Options::parse()?)
}
