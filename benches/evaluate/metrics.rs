//! Computes metrics of classification: accuracy, precision, recall, F1 and expected calibration error.

use emosense::Emotion;

/// The number of confidence bins for the expected calibration error.
const BINS: usize = 15;

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

    /// Returns the fraction of correct predictions, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        let correct =
            Emotion::ALL.map(|emotion| self.confusion[emotion as usize][emotion as usize]);
        let all: usize = self.confusion.iter().flatten().sum();
        correct.iter().sum::<usize>() as f64 / all.max(1) as f64
    }

    fn class_metrics(&self, emotion: Emotion) -> ClassMetrics {
        let class = emotion as usize;
        let correct = self.confusion[class][class] as f64;
        let predicted: usize = self.confusion.iter().map(|row| row[class]).sum();
        let count: usize = self.confusion[class].iter().sum();
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
                "{:<10} {:>9.3} {:>7.3} {:>7.3} {:>9}",
                emotion.name(),
                class.precision,
                class.recall,
                class.f1,
                class.count,
            );
        }
        println!("macro F1   {:.3}", f1_sum / self.emotions.len() as f64);

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

/// Returns the emotion with the highest score (the first among equals) and this score.
fn top(scores: &[f32; Emotion::COUNT]) -> (Emotion, f32) {
    let all = Emotion::ALL.into_iter().zip(scores.iter().copied());
    all.reduce(|best, next| if next.1 > best.1 { next } else { best })
        .unwrap_or((Emotion::Neutral, 0.0))
}
