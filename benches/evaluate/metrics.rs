//! Computes metrics of classification: accuracy, precision, recall, F1, and expected calibration error.

use emosense::{Emotion, Scores};

use crate::interval::Proportion;

/// The number of confidence bins for the expected calibration error.
pub const BINS: usize = 15;

/// The label of an image and its predicted scores.
pub type Prediction = (Emotion, [f32; Emotion::COUNT]);

/// The metrics of a set of predictions.
pub struct Metrics {
    emotions: Vec<Emotion>,
    /// The confusion matrix; rows are labels, columns are predictions.
    confusion: [[usize; Emotion::COUNT]; Emotion::COUNT],
    /// The mean difference between confidence and accuracy, weighted by the size of the bins; 0 to 1.
    pub expected_calibration_error: f64,
}

/// The metrics of one emotion.
struct ClassMetrics {
    precision: f64,
    recall: f64,
    f1: f64,
    count: usize,
}

impl Metrics {
    /// Computes the metrics of predictions with labels among `emotions`.
    pub fn new(predictions: &[Prediction], emotions: &[Emotion]) -> Self {
        let mut confusion = [[0; Emotion::COUNT]; Emotion::COUNT];
        // The sum of the confidences and the number of correct predictions of each bin.
        let mut bins = [(0.0, 0.0); BINS];
        for (label, scores) in predictions {
            let (predicted, confidence) = top(scores);
            confusion[*label as usize][predicted as usize] += 1;
            let bin = ((f64::from(confidence) * BINS as f64) as usize).min(BINS - 1);
            bins[bin].0 += f64::from(confidence);
            bins[bin].1 += f64::from(u8::from(predicted == *label));
        }
        let gaps = bins
            .iter()
            .map(|(confidence, correct)| (confidence - correct).abs());
        Metrics {
            emotions: emotions.to_vec(),
            confusion,
            expected_calibration_error: gaps.sum::<f64>() / predictions.len().max(1) as f64,
        }
    }

    /// Returns the correct predictions among all.
    pub fn proportion_correct(&self) -> Proportion {
        let correct =
            Emotion::ALL.map(|emotion| self.confusion[emotion as usize][emotion as usize]);
        Proportion {
            count: correct.iter().sum(),
            total: self.confusion.iter().flatten().sum(),
        }
    }

    /// Returns the fraction of correct predictions, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        let Proportion { count, total } = self.proportion_correct();
        count as f64 / total.max(1) as f64
    }

    /// Returns the number of images with an emotion as their label.
    pub fn count(&self, emotion: Emotion) -> usize {
        self.confusion[emotion as usize].iter().sum()
    }

    /// Returns the recall of an emotion, if it occurs among the labels.
    pub fn recall(&self, emotion: Emotion) -> Option<f64> {
        let class = self.class_metrics(emotion);
        (class.count > 0).then_some(class.recall)
    }

    /// Returns the mean recall of the emotions that occur among the labels, if there are any.
    pub fn mean_recall(&self) -> Option<f64> {
        let recalls = Emotion::ALL
            .into_iter()
            .filter_map(|emotion| self.recall(emotion));
        let (sum, count) = recalls.fold((0.0, 0), |(sum, count), recall| (sum + recall, count + 1));
        (count > 0).then(|| sum / f64::from(count))
    }

    fn class_metrics(&self, emotion: Emotion) -> ClassMetrics {
        let class = emotion as usize;
        let correct = self.confusion[class][class] as f64;
        let predicted: usize = self.confusion.iter().map(|row| row[class]).sum();
        let count = self.count(emotion);
        ClassMetrics {
            precision: correct / predicted.max(1) as f64,
            recall: correct / count.max(1) as f64,
            f1: 2.0 * correct / (predicted + count).max(1) as f64,
            count,
        }
    }

    /// Prints precision, recall and F1 of each emotion, their mean, and the confusion matrix.
    pub fn print_tables(&self) {
        println!("\n{:<10} precision  recall      F1    images", "");
        let mut f1_sum = 0.0;
        for &emotion in &self.emotions {
            let class = self.class_metrics(emotion);
            f1_sum += class.f1;
            println!(
                "{:<10} {:>9.3} {:>7} {:>7.3} {:>9}",
                emotion.name(),
                class.precision,
                format_fraction(self.recall(emotion)),
                class.f1,
                class.count,
            );
        }
        println!("macro F1   {:.3}", f1_sum / self.emotions.len() as f64);
        println!(
            "mean recall of the emotions that occur {}",
            format_fraction(self.mean_recall())
        );

        println!("\nconfusion matrix; rows: labels, columns: predictions");
        print!("{:<10}", "");
        for emotion in &self.emotions {
            print!(" {:>9}", emotion.name());
        }
        println!();
        for &label in &self.emotions {
            print!("{:<10}", label.name());
            for &predicted in &self.emotions {
                let count = self.confusion[label as usize][predicted as usize];
                print!(" {count:>9}");
            }
            println!();
        }
    }
}

/// Returns the scores in the order of [`Emotion::ALL`].
pub fn to_array(scores: &Scores) -> [f32; Emotion::COUNT] {
    Emotion::ALL.map(|emotion| scores.get(emotion))
}

/// Returns the emotion with the highest score (the first among equals) and this score.
pub fn top(scores: &[f32; Emotion::COUNT]) -> (Emotion, f32) {
    let all = Emotion::ALL.into_iter().zip(scores.iter().copied());
    all.reduce(|best, next| if next.1 > best.1 { next } else { best })
        .unwrap_or((Emotion::Neutral, 0.0))
}

/// Formats a fraction with three decimals, or a dash if there is none.
pub fn format_fraction(fraction: Option<f64>) -> String {
    fraction.map_or_else(|| "–".into(), |fraction| format!("{fraction:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns scores that are highest for an emotion.
    fn scores(emotion: Emotion) -> [f32; Emotion::COUNT] {
        let mut scores = [0.0; Emotion::COUNT];
        scores[emotion as usize] = 1.0;
        scores
    }

    #[test]
    fn the_mean_recall_is_that_of_the_emotions_that_occur() {
        let pairs = [
            (Emotion::Happy, Emotion::Happy),
            (Emotion::Happy, Emotion::Happy),
            (Emotion::Happy, Emotion::Sad),
            (Emotion::Happy, Emotion::Happy),
            (Emotion::Sad, Emotion::Happy),
            (Emotion::Sad, Emotion::Sad),
        ];
        let predictions = pairs.map(|(label, predicted)| (label, scores(predicted)));
        let metrics = Metrics::new(&predictions, &Emotion::ALL);
        assert_eq!(metrics.recall(Emotion::Happy), Some(0.75));
        assert_eq!(metrics.recall(Emotion::Sad), Some(0.5));
        assert_eq!(metrics.recall(Emotion::Neutral), None);
        assert_eq!(metrics.mean_recall(), Some(0.625));
        assert_eq!(metrics.accuracy(), 4.0 / 6.0);
    }

    #[test]
    fn no_predictions_have_no_recall() {
        let metrics = Metrics::new(&[], &Emotion::ALL);
        assert_eq!(metrics.mean_recall(), None);
        assert_eq!(metrics.accuracy(), 0.0);
        assert_eq!(metrics.expected_calibration_error, 0.0);
    }
}
