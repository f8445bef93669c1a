//! How well scores agree with labels: accuracy, precision, recall, F1, calibration.

use emosense::Emotion;

/// Bins of confidence for the calibration error.
const BINS: usize = 15;

/// What was recognised in one picture: its label and the scores.
pub type Judged = (Emotion, [f32; Emotion::COUNT]);

/// The figures of many pictures, those that have labels among `emotions`.
pub struct Figures {
    emotions: Vec<Emotion>,
    /// Rows true, columns recognised.
    confusion: [[usize; Emotion::COUNT]; Emotion::COUNT],
    /// Expected calibration error: how far confidence and accuracy lie apart, 0 to 1.
    pub calibration_error: f64,
}

/// Of one emotion.
struct OfOne {
    precision: f64,
    recall: f64,
    f1: f64,
    count: usize,
}

impl Figures {
    pub fn of(judged: &[Judged], emotions: &[Emotion]) -> Self {
        let mut confusion = [[0; Emotion::COUNT]; Emotion::COUNT];
        // For each bin of confidence: how much confidence in sum, and how often right.
        let mut bins = [(0.0, 0.0); BINS];
        for (truth, scores) in judged {
            let (top, confidence) = top(scores);
            confusion[*truth as usize][top as usize] += 1;
            let bin = ((f64::from(confidence) * BINS as f64) as usize).min(BINS - 1);
            bins[bin].0 += f64::from(confidence);
            bins[bin].1 += f64::from(u8::from(top == *truth));
        }
        let apart: f64 = bins.iter().map(|(sum, right)| (sum - right).abs()).sum();
        Figures {
            emotions: emotions.to_vec(),
            confusion,
            calibration_error: apart / judged.len().max(1) as f64,
        }
    }

    /// The share recognised as labelled, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        let right = Emotion::ALL.map(|emotion| self.confusion[emotion as usize][emotion as usize]);
        let all: usize = self.confusion.iter().flatten().sum();
        right.iter().sum::<usize>() as f64 / all.max(1) as f64
    }

    fn of_one(&self, emotion: Emotion) -> OfOne {
        let class = emotion as usize;
        let hits = self.confusion[class][class] as f64;
        let recognised: usize = self.confusion.iter().map(|row| row[class]).sum();
        let count: usize = self.confusion[class].iter().sum();
        OfOne {
            precision: hits / recognised.max(1) as f64,
            recall: hits / count.max(1) as f64,
            f1: 2.0 * hits / (recognised + count).max(1) as f64,
            count,
        }
    }

    /// Precision, recall and F1 of each emotion, their mean, and which was taken for which.
    pub fn print_tables(&self) {
        println!("\n{:<10} precision  recall      F1  pictures", "");
        let mut f1_sum = 0.0;
        for &emotion in &self.emotions {
            let of_one = self.of_one(emotion);
            f1_sum += of_one.f1;
            println!(
                "{:<10} {:>9.3} {:>7.3} {:>7.3} {:>9}",
                emotion.name(),
                of_one.precision,
                of_one.recall,
                of_one.f1,
                of_one.count,
            );
        }
        println!("macro F1   {:.3}", f1_sum / self.emotions.len() as f64);

        println!("\nconfusion, rows true, columns recognised");
        print!("{:<10}", "");
        for emotion in &self.emotions {
            print!(" {:>9}", emotion.name());
        }
        println!();
        for &emotion in &self.emotions {
            print!("{:<10}", emotion.name());
            for &recognised in &self.emotions {
                print!(
                    " {:>9}",
                    self.confusion[emotion as usize][recognised as usize]
                );
            }
            println!();
        }
    }
}

/// The first of the emotions with the highest score, and that score.
fn top(scores: &[f32; Emotion::COUNT]) -> (Emotion, f32) {
    let all = Emotion::ALL.into_iter().zip(scores.iter().copied());
    all.reduce(|best, next| if next.1 > best.1 { next } else { best })
        .unwrap_or((Emotion::Neutral, 0.0))
}
