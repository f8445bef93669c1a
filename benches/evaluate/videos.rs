//! Measures smoothing and tracking in synthetic videos of known faces.

use emosense::Recognizer;

use crate::dataset::Sample;
use crate::frames::{Corruption, classify_top_face, paste_into_frame};
use crate::smoothing::{self, EXPRESSIONS, HEIGHT, VIDEOS};
use crate::{parallel, tracking};

/// Prints a table of smoothing settings and one of tracking.
pub fn print(
    samples: &[Sample],
    new_recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), emosense::Error> {
    // Twice as many as are needed, evenly from the whole split: some faces are not detected.
    let wanted = VIDEOS * EXPRESSIONS * 2;
    let candidates: Vec<Sample> = (samples.iter())
        .step_by((samples.len() / wanted).max(1))
        .map(|sample| Sample {
            image: sample.image.clone(),
            ..*sample
        })
        .collect();
    let detected = parallel::map(&candidates, &new_recognizer, |recognizer, sample| {
        let frame = paste_into_frame(sample, HEIGHT as u32, Corruption::None);
        Ok(classify_top_face(recognizer, frame)?.is_some())
    })?;
    let samples: Vec<Sample> = (candidates.into_iter().zip(detected))
        .filter_map(|(sample, detected)| detected.then_some(sample))
        .collect();
    smoothing::print(&samples, &new_recognizer)?;
    tracking::print(&samples, new_recognizer)
}
