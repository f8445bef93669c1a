//! Evaluates an emotion model, as the crate runs it, on FER-2013 or on your own labeled images.
//!
//! ```text
//! cargo run --release --example evaluate -- fer2013.npz                      bare crops of 48×48 pixels
//! cargo run --release --example evaluate -- fer2013.npz --face-heights 160   faces detected in 640×480 frames
//!     --split PublicTest          evaluates PublicTest, Training or All; the default is PrivateTest
//!     --output fer2013            compares the output fer2013 with the labels; the default compares the output scores with
//!                                 what six or more of FER+'s ten annotators chose
//!     --face-heights 80,120,160   pastes the faces into frames with these heights in pixels, in turn
//!     --robustness file.json      instead: accuracy by face height and under corruptions; takes long
//!     --face-quality              instead: accuracy on small, dark and rotated faces and by the highest score
//!     --videos                    instead: smoothing and tracking in synthetic videos
//! cargo run --release --example evaluate -- --images folder labels.csv       the largest face of each image
//!     --group age                 compares the groups in this column of labels.csv; the default is group or person
//! both:
//!     --model my.onnx             evaluates a custom model, with its config in my.json
//!     --sensitivity 0.5           blends both outputs: 0, the default, is scores, 1 is fer2013
//!     --emotions happy,sad        distributes the scores among these, on the images with these labels
//!     --every 4                   evaluates every fourth image
//!     --detector-input-size 640   sets the input size of the detector in pixels; the default is 320, and 640 for --images
//!     --crops crops.npz           also writes the aligned crops, for the training
//! ```

mod agreement;
mod bad_row;
mod crop_file;
mod dataset;
mod face_quality;
mod fer2013;
mod frames;
mod groups;
mod head_rotation;
mod interval;
mod label_file;
mod labeled_images;
mod metrics;
mod options;
mod parallel;
#[path = "../../examples/photo/mod.rs"]
mod photo;
#[path = "../../examples/recognizer_options/mod.rs"]
mod recognizer_options;
mod robustness;
mod smoothing;
mod tracking;
mod videos;

use std::error::Error;

use options::Options;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse()?;
    match &options.images {
        Some(folder) => labeled_images::evaluate(&options, folder),
        None => fer2013::evaluate(&options),
    }
}
