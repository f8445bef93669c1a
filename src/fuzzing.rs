//! Runs the inputs of the fuzz targets in `fuzz/`, and in the tests their seeds in `fuzz/seeds`. It exists only under
//! cargo-fuzz, which sets `cfg(fuzzing)`, and in tests.
#![expect(
    clippy::missing_panics_doc,
    reason = "a panic is the finding of a fuzz target"
)]

mod custom_models;
mod custom_nodes;

use std::cell::RefCell;

use arbitrary::{Result, Unstructured};
pub use custom_models::{custom_model, custom_nodes};

use crate::detection::{Region, decode_faces, roi_around};
use crate::engine;
use crate::tracking::{Tracker, TrackerSettings};
use crate::{
    Bounds, Crop, CropFormat, Detection, EmotionClassifier, Engine, Face, FaceDetector, Frame,
    Landmarks, ModelConfig, Point, Recognizer, Smoothing,
};

thread_local! {
    /// In our own engine, which runs on the frames of browsers; tract takes long for each size of a frame.
    static RECOGNIZER: RefCell<Recognizer> =
        RefCell::new(Recognizer::builder().engine(Engine::BuiltIn).build().unwrap());
    /// A model whose logits are values of the crop: the tracker needs scores, and the built-in model takes long.
    static CLASSIFIER: RefCell<EmotionClassifier> = RefCell::new({
        let config = include_bytes!("../tests/data/models/rgb-nchw.json");
        let mut config = serde_json::Deserializer::from_slice(config);
        let config = ModelConfig::from_deserializer(&mut config).unwrap();
        let onnx = include_bytes!("../tests/data/models/rgb-nchw.onnx");
        EmotionClassifier::from_onnx(onnx, &config).unwrap()
    });
}

/// The longest side of a frame that is classified, in pixels: larger ones only take longer.
const MAX_SIDE: u32 = 96;

/// The side of the input of a model in the crate's own engine: as a multiple of 32 all that the detector's may be.
const MODEL_SIDE: usize = 32;

/// Creates a frame of any size of any bytes, then classifies a small one filled with the bytes.
pub fn frame(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let _ = (|| -> Result<()> {
        let (width, height) = (input.arbitrary()?, input.arbitrary()?);
        let side = 1..=MAX_SIDE;
        let (small_width, small_height) =
            (input.int_in_range(side.clone())?, input.int_in_range(side)?);
        let at_ms: f64 = input.arbitrary()?;
        let bytes = input.take_rest();
        if let Ok(frame) = Frame::new(bytes, width, height) {
            assert_eq!((frame.width(), frame.height()), (width, height));
        }
        let count = Frame::byte_length(small_width, small_height).unwrap();
        let pixels: Vec<u8> = bytes.iter().copied().cycle().take(count).collect();
        if let Ok(frame) = Frame::new(&pixels, small_width, small_height) {
            RECOGNIZER.with_borrow_mut(|recognizer| {
                recognizer
                    .classify(&frame)
                    .unwrap()
                    .iter()
                    .for_each(assert_valid);
                let faces = recognizer.classify_for_video(&frame, at_ms);
                assert_eq!(faces.is_ok(), at_ms.is_finite());
            });
        }
        Ok(())
    })();
}

/// Loads a model in the crate's own engine, and runs it.
pub fn built_in_model(bytes: &[u8]) {
    // Each upsampling makes four values out of one.
    let upsamplings = bytes.windows(6).filter(|name| name == b"Resize").count();
    for channels in [1, 3] {
        let Ok(mut graph) = engine::load(bytes, channels) else {
            continue;
        };
        if upsamplings <= 4 {
            graph.input(MODEL_SIDE, MODEL_SIDE);
            graph.run();
            for (map, channels) in graph.outputs() {
                assert!(map.planes(channels).len() <= map.height * map.width * channels);
            }
        }
    }
}

/// Decodes the outputs of the detector into faces, and cuts their crops and regions of interest out of a frame.
pub fn detector_outputs(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let _ = (|| -> Result<()> {
        let side = input.int_in_range(1..=MAX_SIDE)?;
        let pixels = vec![90; Frame::byte_length(side, side).unwrap()];
        let frame = Frame::new(&pixels, side, side).unwrap();
        let maps = [8, 16, 32].map(|stride| {
            // Cells beyond the bytes have no face.
            let cells = ((side as usize).next_multiple_of(32) / stride).pow(2);
            let mut map = vec![0.0; 16 * cells];
            for cell in 0..cells {
                for channel in 0..16 {
                    map[channel * cells + cell] = input.arbitrary().unwrap_or(-20.0);
                }
            }
            map
        });
        for detection in decode_faces(&maps, (side as usize, side as usize), Region::whole(&frame))
        {
            assert!((FaceDetector::MIN_CONFIDENCE..=1.0).contains(&detection.confidence));
            let crop = Crop::from_face(&frame, &detection.landmarks, CropFormat::BUILT_IN);
            assert!(crop.values().iter().all(|value| value.is_finite()));
            let Bounds {
                x,
                y,
                width,
                height,
            } = detection.bounds;
            assert!([x, y, width, height].into_iter().all(f32::is_finite));
            if let Some(roi) = roi_around(&frame, &detection.bounds) {
                assert!(
                    roi.left + roi.width <= side as usize && roi.top + roi.height <= side as usize
                );
            }
        }
        Ok(())
    })();
}

/// Tracks faces through a sequence of frames with any times.
pub fn tracker(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let mut tracker = Tracker::default();
    let pixels: Vec<u8> = (0..64 * 64 * 4)
        .map(|index| (index * 7 % 251) as u8)
        .collect();
    let frame = Frame::new(&pixels, 64, 64).unwrap();
    let mut settings = TrackerSettings {
        input_size: FaceDetector::VIDEO_INPUT_SIZE,
        max_faces: 4,
        smoothing: Smoothing::default(),
    };
    let mut at_ms = 0.0;
    CLASSIFIER.with_borrow_mut(|classifier| {
        while !input.is_empty() {
            let Ok((step, detections)) = tracker_step(&mut input, &mut settings) else {
                return;
            };
            at_ms = if step.is_finite() {
                at_ms + f64::from(step)
            } else {
                f64::MAX
            };
            let faces = tracker
                .track(&frame, at_ms, detections, classifier, &settings)
                .unwrap();
            assert!(faces.len() <= settings.max_faces);
            for (index, face) in faces.iter().enumerate() {
                assert_valid(face);
                let id = face.track.expect("a track").id;
                let same = |other: &Face| other.track.is_some_and(|track| track.id == id);
                assert!(!faces[..index].iter().any(same), "{faces:?}");
            }
        }
    });
}

/// Reads the settings of one frame, the time since the frame before, and its detections.
fn tracker_step(
    input: &mut Unstructured,
    settings: &mut TrackerSettings,
) -> Result<(f32, Vec<Detection>)> {
    settings.max_faces = input.int_in_range(1..=5)?;
    // Most steps are those of a video, some are of any length.
    let step = if input.ratio(1, 8)? {
        input.arbitrary()?
    } else {
        f32::from(input.arbitrary::<u8>()?)
    };
    let count = input.int_in_range(0..=5)?;
    let detections = (0..count)
        .map(|_| detection(input))
        .collect::<Result<_>>()?;
    Ok((step, detections))
}

/// Reads a detection as the detector returns them: of finite numbers. Most are in the frame.
fn detection(input: &mut Unstructured) -> Result<Detection> {
    let is_wild = input.ratio(1, 8)?;
    let mut number = || -> Result<f32> {
        let number: f32 = if is_wild {
            input.arbitrary()?
        } else {
            f32::from(input.arbitrary::<u8>()?) / 4.0
        };
        Ok(if number.is_finite() { number } else { 0.0 })
    };
    let bounds = Bounds {
        x: number()?,
        y: number()?,
        width: number()?.abs(),
        height: number()?.abs(),
    };
    let mut point = || -> Result<Point> {
        Ok(Point {
            x: number()?,
            y: number()?,
        })
    };
    let landmarks = Landmarks {
        left_eye: point()?,
        right_eye: point()?,
        nose: point()?,
        left_mouth: point()?,
        right_mouth: point()?,
    };
    Ok(Detection {
        bounds,
        landmarks,
        confidence: 0.9,
    })
}

/// Asserts that the scores of a face are probabilities.
fn assert_valid(face: &Face) {
    let scores = [Some(face.scores), face.track.map(|track| track.scores)];
    for scores in scores.into_iter().flatten() {
        let sum: f32 = scores.iter().map(|(_, score)| score).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{face:?}");
        assert!(
            scores.iter().all(|(_, score)| (0.0..=1.0).contains(&score)),
            "{face:?}"
        );
    }
}

#[cfg(test)]
mod tests {
    /// Runs every seed of a target.
    fn run_seeds(target: &str, run: fn(&[u8])) {
        let folder = format!("{}/fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
        let seeds: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
        assert!(!seeds.is_empty(), "{target} has no seeds");
        for seed in seeds {
            let path = seed.unwrap().path();
            println!("{}", path.display());
            run(&std::fs::read(path).unwrap());
        }
    }

    #[test]
    fn the_seeds_of_frame_give_valid_results() {
        run_seeds("frame", super::frame);
    }

    #[test]
    fn the_seeds_of_built_in_model_give_valid_results() {
        run_seeds("built_in_model", super::built_in_model);
    }

    #[test]
    fn the_seeds_of_custom_model_give_valid_results() {
        run_seeds("custom_model", super::custom_model);
    }

    #[test]
    fn the_seeds_of_custom_nodes_give_valid_results() {
        run_seeds("custom_nodes", super::custom_nodes);
    }

    #[test]
    fn the_seeds_of_detector_outputs_give_valid_results() {
        run_seeds("detector_outputs", super::detector_outputs);
    }

    #[test]
    fn the_seeds_of_tracker_give_valid_results() {
        run_seeds("tracker", super::tracker);
    }
}
