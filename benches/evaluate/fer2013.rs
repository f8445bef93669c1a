//! Evaluates the emotion model on FER-2013: the bare crops, or the faces detected in frames that they are pasted into.

use std::error::Error;
use std::path::Path;

use emosense::{Crop, Emotion, Frame, Recognizer, Scores};
use image::imageops;

use crate::crop_file::CropFile;
use crate::dataset::{Output, Sample, Split, bare_crop};
use crate::frames::{Corruption, SIZE, classify_top_face, paste_into_frame};
use crate::metrics::{Metrics, Prediction, to_array};
use crate::options::Options;
use crate::{agreement, face_quality, parallel, robustness, videos};

/// The scores of one image.
struct Outcome {
    /// The scores of the bare crop.
    bare: [f32; Emotion::COUNT],
    /// The mean of these and those of the mirrored crop.
    with_mirrored: [f32; Emotion::COUNT],
    /// The scores and the crop of the face that was detected in the frame, if any.
    detected: Option<([f32; Emotion::COUNT], Crop)>,
}

/// Evaluates what the options ask for, and prints the metrics.
pub fn evaluate(options: &Options) -> Result<(), Box<dyn Error>> {
    let new_recognizer = || options.new_recognizer();
    let first = new_recognizer()?;
    let emotions = first.emotions();
    if options.crops.is_some() {
        CropFile::validate(&first)?;
    }
    let split = Split::read(&options.dataset, options.split(), options.every)?;
    let has_votes = split.samples.iter().all(|sample| sample.votes.is_some());
    if options.output == Output::Scores && !has_votes {
        return Err(
            "expected the votes of FER+ in the file; without them use --output fer2013".into(),
        );
    }
    if let Some(path) = &options.robustness {
        let samples = split.into_labeled(options.output, emotions);
        return robustness::write(path, &samples, new_recognizer);
    }
    if options.face_quality {
        let samples = split.into_labeled(options.output, emotions);
        return Ok(face_quality::print(&samples, new_recognizer)?);
    }
    if options.videos {
        let samples = split.into_labeled(options.output, emotions);
        return Ok(videos::print(&samples, new_recognizer)?);
    }
    let outcomes = parallel::map(&split.samples, new_recognizer, |recognizer, sample| {
        classify(recognizer, sample, &options.face_heights)
    })?;
    report(options, emotions, &split.samples, &outcomes);
    if let Some(path) = &options.crops {
        write_crops(path, &split, &outcomes)?;
    }
    Ok(())
}

fn classify(
    recognizer: &mut Recognizer,
    sample: &Sample,
    face_heights: &[u32],
) -> Result<Outcome, emosense::Error> {
    let format = recognizer.crop_format();
    let bare = recognizer.classify_crop(&bare_crop(&sample.image, format)?)?;
    let mirrored = imageops::flip_horizontal(&sample.image);
    let mirrored = recognizer.classify_crop(&bare_crop(&mirrored, format)?)?;
    let mut detected = None;
    if !face_heights.is_empty() {
        let height = face_heights[sample.index % face_heights.len()];
        let frame = paste_into_frame(sample, height, Corruption::None);
        if let Some((face, frame)) = classify_top_face(recognizer, frame)? {
            let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
            let crop = Crop::from_face(&frame, &face.landmarks, format);
            detected = Some((to_array(&face.scores), crop));
        }
    }
    Ok(Outcome {
        bare: to_array(&bare),
        with_mirrored: mean(&bare, &mirrored),
        detected,
    })
}

/// Prints the metrics of the bare crops or, if faces were pasted into frames, of the detected faces.
fn report(options: &Options, emotions: &[Emotion], samples: &[Sample], outcomes: &[Outcome]) {
    let heights = &options.face_heights;
    let is_evaluated = |outcome: &Outcome| heights.is_empty() || outcome.detected.is_some();
    // Each with its label for the output.
    let labeled: Vec<(Emotion, &Outcome)> = samples
        .iter()
        .zip(outcomes)
        .filter_map(|(sample, outcome)| Some((sample.label_for(options.output)?, outcome)))
        .filter(|(label, _)| emotions.contains(label))
        .collect();
    let evaluated: Vec<(Emotion, &Outcome)> = labeled
        .iter()
        .copied()
        .filter(|(_, outcome)| is_evaluated(outcome))
        .collect();
    let detected_scores = |outcome: &Outcome| {
        let detected = outcome.detected.as_ref();
        detected.map_or(outcome.bare, |(scores, _)| *scores)
    };
    let metrics = |scores: &dyn Fn(&Outcome) -> [f32; Emotion::COUNT]| {
        let predictions = evaluated.iter();
        let predictions: Vec<Prediction> = predictions
            .map(|(label, outcome)| (*label, scores(outcome)))
            .collect();
        Metrics::new(&predictions, emotions)
    };
    let bare = metrics(&|outcome| outcome.bare);

    println!("{}: {} images", options.split(), labeled.len());
    let reported = if heights.is_empty() {
        let mirrored = metrics(&|outcome| outcome.with_mirrored);
        println!("accuracy {:.2} %", 100.0 * bare.accuracy());
        println!(
            "accuracy with the mean of image and mirror image {:.2} %",
            100.0 * mirrored.accuracy()
        );
        bare
    } else {
        let detected = metrics(&detected_scores);
        println!(
            "frames of {}×{} pixels, face heights {heights:?} pixels: detected {} ({:.1} %)",
            SIZE.0,
            SIZE.1,
            evaluated.len(),
            100.0 * evaluated.len() as f64 / labeled.len() as f64,
        );
        println!(
            "accuracy on the detected images, as bare crops {:.2} %",
            100.0 * bare.accuracy()
        );
        println!("accuracy {:.2} %", 100.0 * detected.accuracy());
        detected
    };
    // Where people agree, they are surer than the model: `agreement::print` compares it with all of their votes.
    if options.output == Output::Fer2013 {
        println!(
            "expected calibration error {:.4}",
            reported.expected_calibration_error
        );
    }
    reported.print_tables();
    if options.output == Output::Scores {
        let with_votes: Vec<_> = samples
            .iter()
            .zip(outcomes)
            .filter(|(_, outcome)| is_evaluated(outcome))
            .filter_map(|(sample, outcome)| Some((sample.votes?, detected_scores(outcome))))
            .collect();
        agreement::print(&with_votes, emotions);
    }
}

fn mean(one: &Scores, other: &Scores) -> [f32; Emotion::COUNT] {
    Emotion::ALL.map(|emotion| f32::midpoint(one.get(emotion), other.get(emotion)))
}

/// Writes the crops of the whole dataset; outside the split, no face is found.
fn write_crops(path: &Path, split: &Split, outcomes: &[Outcome]) -> Result<(), Box<dyn Error>> {
    let mut crops = CropFile::new(split.dataset_size);
    for (sample, outcome) in split.samples.iter().zip(outcomes) {
        if let Some((_, crop)) = &outcome.detected {
            crops.set(sample.index, crop);
        }
    }
    crops.write(path)?.finish()?;
    Ok(())
}
