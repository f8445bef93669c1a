//! Measures the accuracy on small, dark and rotated faces, and by the highest score.

use emosense::{Crop, Face, Frame, Recognizer};
use image::GrayImage;
use image::imageops::{self, FilterType};

use crate::dataset::{Sample, bare_crop};
use crate::frames::{Corruption, SIZE, classify_top_face, paste_into_frame};
use crate::head_rotation::{Head, rotate_head};
use crate::parallel;

/// The height of the faces in their frames in pixels.
const HEIGHT: u32 = 160;
/// Side lengths in pixels to which images are shrunk.
const SIDES: [u32; 6] = [48, 32, 28, 24, 20, 16];
/// Factors by which the light is dimmed.
const LIGHT_FACTORS: [f32; 7] = [1.0, 0.5, 0.25, 0.15, 0.1, 0.07, 0.05];
/// Upper bounds of the bins of a crop's mean brightness, of 255.
const BRIGHTNESS_BINS: [f32; 9] = [7.0, 10.0, 13.0, 16.0, 20.0, 25.0, 30.0, 60.0, 256.0];
/// Yaw in degrees.
const YAWS: [f32; 9] = [0.0, 15.0, 25.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0];
/// Upper bounds of the bins of [`emosense::Landmarks::yaw_estimate`].
const YAW_ESTIMATE_BINS: [f32; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 9.0];
/// Upper bounds of the bins of the highest score.
const SCORE_BINS: [f32; 9] = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 1.01];
/// The mean position of the heads in FER-2013: the eyes of the crop's template.
const HEAD: Head = Head {
    x: 23.6,
    y: 17.6,
    eye_distance: 18.4,
};

/// A face that was detected.
struct DetectedFace {
    /// The quantity under test: brightness, yaw estimate or highest score.
    value: f32,
    /// Whether it was classified correctly.
    correct: bool,
    /// Whether the original image was classified correctly as a bare crop.
    bare_correct: bool,
}

/// Prints tables of the accuracy by size, brightness, yaw and highest score.
pub fn print(
    samples: &[Sample],
    new_recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), emosense::Error> {
    for side in SIDES {
        let correct = parallel::map(samples, &new_recognizer, |recognizer, sample| {
            let image = reduce_detail(&sample.image, side);
            let crop = bare_crop(&image, recognizer.crop_format())?;
            Ok(recognizer.classify_crop(&crop)?.top() == sample.label)
        })?;
        let count = correct.iter().filter(|&&correct| correct).count();
        println!(
            "shrunk to {side} pixels: accuracy {:5.1} %",
            percent(count, samples.len())
        );
    }
    println!();

    // Returns the detected faces of frames that `make_frame` makes, each with the value that `measure` returns for it.
    let detect = |make_frame: &(dyn Fn(&Sample) -> GrayImage + Sync),
                  measure: fn(&Face, &Crop) -> f32| {
        let faces = parallel::map(samples, &new_recognizer, |recognizer, sample| {
            classify(recognizer, sample, make_frame(sample), measure)
        })?;
        Ok(faces.into_iter().flatten().collect::<Vec<DetectedFace>>())
    };
    let mut dimmed = Vec::new();
    for factor in LIGHT_FACTORS {
        let make_frame =
            |sample: &Sample| paste_into_frame(sample, HEIGHT, Corruption::LowLight { factor });
        let faces = detect(&make_frame, |_, crop| crop.mean_brightness())?;
        print_condition(&format!("light × {factor}"), samples.len(), &faces);
        dimmed.extend(faces);
    }
    print_bins("mean brightness", &dimmed, &BRIGHTNESS_BINS);

    let mut rotated = Vec::new();
    for degrees in YAWS {
        let make_frame = |sample: &Sample| {
            let sample = Sample {
                image: rotate_head(&sample.image, HEAD, degrees),
                ..*sample
            };
            paste_into_frame(&sample, HEIGHT, Corruption::None)
        };
        let faces = detect(&make_frame, |face, _| face.landmarks.yaw_estimate().abs())?;
        print_condition(&format!("yaw {degrees}°"), samples.len(), &faces);
        rotated.extend(faces);
    }
    print_bins("yaw estimate", &rotated, &YAW_ESTIMATE_BINS);

    let make_frame = |sample: &Sample| paste_into_frame(sample, HEIGHT, Corruption::None);
    let faces = detect(&make_frame, |face, _| face.scores.get(face.emotion))?;
    print_bins("highest score", &faces, &SCORE_BINS);
    for limit in SCORE_BINS {
        let below = || faces.iter().filter(|face| face.value < limit);
        let count = below().count();
        println!(
            "highest score below {limit}: {:5.1} % of the faces, accuracy {:5.1} %",
            percent(count, faces.len()),
            percent(below().filter(|face| face.correct).count(), count),
        );
    }
    Ok(())
}

/// Shrinks an image to `side` pixels and enlarges it again, so that it has less detail at the same size.
fn reduce_detail(image: &GrayImage, side: u32) -> GrayImage {
    let small = imageops::resize(image, side, side, FilterType::Triangle);
    imageops::resize(&small, image.width(), image.height(), FilterType::Triangle)
}

fn classify(
    recognizer: &mut Recognizer,
    sample: &Sample,
    frame: GrayImage,
    measure: fn(&Face, &Crop) -> f32,
) -> Result<Option<DetectedFace>, emosense::Error> {
    let format = recognizer.crop_format();
    let bare = recognizer.classify_crop(&bare_crop(&sample.image, format)?)?;
    let Some((face, frame)) = classify_top_face(recognizer, frame)? else {
        return Ok(None);
    };
    let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
    let crop = Crop::from_face(&frame, &face.landmarks, format);
    Ok(Some(DetectedFace {
        value: measure(&face, &crop),
        correct: face.emotion == sample.label,
        bare_correct: bare.top() == sample.label,
    }))
}

fn print_condition(name: &str, sample_count: usize, faces: &[DetectedFace]) {
    let mut values: Vec<f32> = faces.iter().map(|face| face.value).collect();
    values.sort_by(f32::total_cmp);
    let median = values.get(values.len() / 2).copied();
    println!(
        "{name:<14} detected {:5.1} %, median {:6.2}, {}",
        percent(faces.len(), sample_count),
        median.unwrap_or(f32::NAN),
        accuracies(faces.iter()),
    );
}

/// Prints the accuracy on the faces of each bin. A bin starts at the upper bound of the previous one.
fn print_bins(name: &str, faces: &[DetectedFace], upper_bounds: &[f32]) {
    let mut from = 0.0;
    for &to in upper_bounds {
        let in_bin = faces.iter().filter(|face| (from..to).contains(&face.value));
        let count = in_bin.clone().count();
        println!(
            "{name} {from} to {to}: {count} faces, {}",
            accuracies(in_bin)
        );
        from = to;
    }
    println!();
}

fn accuracies<'a>(faces: impl Iterator<Item = &'a DetectedFace> + Clone) -> String {
    let count = faces.clone().count();
    let correct = faces.clone().filter(|face| face.correct).count();
    let bare_correct = faces.filter(|face| face.bare_correct).count();
    format!(
        "accuracy {:5.1} %, as bare crops {:5.1} %",
        percent(correct, count),
        percent(bare_correct, count)
    )
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
