//! Computes metrics against the votes of FER+'s ten annotators, on the images where enough of them agree.

use emosense::Emotion;

use crate::metrics::{BINS, Metrics, Prediction, format_fraction, top};

/// The number of possible answers of an annotator.
pub const ANSWERS: usize = 10;

/// How many annotators chose each answer.
pub type Votes = [u8; ANSWERS];

/// The answers in the order of FER+'s votes; `None` for contempt, unknown, and not a face.
const EMOTIONS: [Option<Emotion>; ANSWERS] = [
    Some(Emotion::Neutral),
    Some(Emotion::Happy),
    Some(Emotion::Surprised),
    Some(Emotion::Sad),
    Some(Emotion::Angry),
    Some(Emotion::Disgusted),
    Some(Emotion::Fearful),
    None,
    None,
    None,
];

/// The levels of agreement: a name, and how many annotators must at least choose the emotion.
const LEVELS: [(&str, u8); 3] = [
    ("six or more", MIN_VOTES),
    ("five or more", 5),
    ("plurality", 1),
];

/// The number of annotators who must choose an emotion for it to be the label of an image.
pub const MIN_VOTES: u8 = 6;

/// Returns the emotion that at least `min_votes` annotators chose, and more than any other answer, if there is one.
pub fn agreed_emotion(votes: &Votes, min_votes: u8) -> Option<Emotion> {
    let most = *votes.iter().max()?;
    let mut winners = (0..ANSWERS).filter(|&answer| votes[answer] == most);
    match (winners.next(), winners.next()) {
        (Some(winner), None) if most >= min_votes => EMOTIONS[winner],
        _ => None,
    }
}

/// Returns the expected calibration error against the votes: the mean difference between the highest score and the share
/// of the annotators who chose this emotion, among those who chose any. An image counts by the fraction of annotators who
/// did.
fn calibration_error(images: &[(Votes, [f32; Emotion::COUNT])]) -> f64 {
    let mut gaps = [0.0; BINS];
    let mut total = 0.0;
    for (votes, scores) in images {
        let answers: u32 = votes.iter().map(|&count| u32::from(count)).sum();
        let emotions = votes
            .iter()
            .zip(EMOTIONS)
            .filter(|(_, emotion)| emotion.is_some());
        let chosen: u32 = emotions.map(|(&count, _)| u32::from(count)).sum();
        let (predicted, confidence) = top(scores);
        let answer = EMOTIONS
            .iter()
            .position(|&emotion| emotion == Some(predicted));
        if let (Some(answer), 1..) = (answer, chosen) {
            let share = f64::from(votes[answer]) / f64::from(chosen);
            let weight = f64::from(chosen) / f64::from(answers);
            let bin = ((f64::from(confidence) * BINS as f64) as usize).min(BINS - 1);
            gaps[bin] += weight * (f64::from(confidence) - share);
            total += weight;
        }
    }
    gaps.iter().map(|gap| gap.abs()).sum::<f64>() / total.max(f64::MIN_POSITIVE)
}

/// Prints the metrics at each level of agreement, for images with their votes and their scores.
pub fn print(images: &[(Votes, [f32; Emotion::COUNT])], emotions: &[Emotion]) {
    println!(
        "\n{:<21} images  accuracy  mean recall  recall of neutral",
        "annotators who agree"
    );
    for (name, min_votes) in LEVELS {
        let predictions: Vec<Prediction> = images
            .iter()
            .filter_map(|(votes, scores)| Some((agreed_emotion(votes, min_votes)?, *scores)))
            .filter(|(agreed, _)| emotions.contains(agreed))
            .collect();
        let metrics = Metrics::new(&predictions, emotions);
        println!(
            "{name:<21} {:>6} {:>7.2} % {:>12} {:>18}",
            predictions.len(),
            100.0 * metrics.accuracy(),
            format_fraction(metrics.mean_recall()),
            format_fraction(metrics.recall(Emotion::Neutral)),
        );
    }
    println!(
        "expected calibration error against the votes {:.4}",
        calibration_error(images)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_of_ten_agree() {
        let votes = [1, 6, 0, 3, 0, 0, 0, 0, 0, 0];
        assert_eq!(agreed_emotion(&votes, 6), Some(Emotion::Happy));
        assert_eq!(agreed_emotion(&votes, 7), None);
    }

    #[test]
    fn the_calibration_error_compares_scores_with_shares_of_votes() {
        let mut scores = [0.0; Emotion::COUNT];
        scores[Emotion::Happy as usize] = 0.9;
        // Of the eight who chose an emotion, six chose happy; two of ten chose none.
        let votes = [2, 6, 0, 0, 0, 0, 0, 0, 2, 0];
        assert!((calibration_error(&[(votes, scores)]) - (0.9 - 0.75)).abs() < 1e-6);
        let nobody = [0, 0, 0, 0, 0, 0, 0, 0, 9, 1];
        assert_eq!(calibration_error(&[(nobody, scores)]), 0.0);
    }

    #[test]
    fn a_tie_is_no_agreement() {
        let votes = [5, 0, 0, 5, 0, 0, 0, 0, 0, 0];
        assert_eq!(agreed_emotion(&votes, 5), None);
        assert_eq!(agreed_emotion(&[0; ANSWERS], 0), None);
    }

    #[test]
    fn an_answer_other_than_the_seven_emotions_outvotes_them() {
        let contempt = [0, 0, 0, 2, 3, 0, 0, 4, 1, 0];
        assert_eq!(agreed_emotion(&contempt, 1), None);
        let tied_with_unknown = [0, 0, 0, 0, 0, 0, 4, 0, 4, 0];
        assert_eq!(agreed_emotion(&tied_with_unknown, 1), None);
    }

    #[test]
    fn a_plurality_needs_only_the_most_votes() {
        let votes = [2, 0, 3, 0, 2, 2, 0, 0, 1, 0];
        assert_eq!(agreed_emotion(&votes, 1), Some(Emotion::Surprised));
        assert_eq!(agreed_emotion(&votes, 5), None);
    }

    #[test]
    fn the_answers_are_in_the_order_of_ferplus() {
        let order = (0..ANSWERS).map(|answer| {
            let mut votes = [0; ANSWERS];
            votes[answer] = 10;
            agreed_emotion(&votes, 6).map(Emotion::name)
        });
        let names = [
            "neutral",
            "happy",
            "surprised",
            "sad",
            "angry",
            "disgusted",
            "fearful",
        ];
        let expected = names.into_iter().map(Some).chain([None; 3]);
        assert!(order.eq(expected));
    }
}
