//! Smooths the scores of one face over time, and derives the emotion to show from them without flicker.

use crate::{Emotion, Scores};

/// The settings of the smoothing. [`Smoothing::default`] is what
/// [`Recognizer`](crate::Recognizer) uses.
///
/// The defaults weigh flicker against delay. Measured: benches/README.md, "Smoothing".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smoothing {
    /// The time constant τ in milliseconds, finite and at least 0: 63 % of a change shows after τ,
    /// 95 % after 3 τ. With 0, the scores are those of the last frame.
    pub time_constant_ms: f32,
    /// The lead of another emotion's smoothed score, 0 to 1, from which it replaces the shown
    /// emotion at once.
    pub switch_margin: f32,
    /// The time in milliseconds for which another emotion must have the highest smoothed score to
    /// replace the shown emotion, however small its lead.
    pub switch_after_ms: f32,
    /// If none is shown, the emotion with the highest smoothed score is shown once its score is at
    /// least this, 0 to 1. A still shows its emotion by the same threshold.
    pub enter_threshold: f32,
    /// The shown emotion disappears once the highest smoothed score is below this, 0 to
    /// `enter_threshold`.
    pub exit_threshold: f32,
}

impl Default for Smoothing {
    fn default() -> Self {
        Smoothing {
            time_constant_ms: 200.0,
            switch_margin: 0.2,
            switch_after_ms: 500.0,
            enter_threshold: 0.45,
            exit_threshold: 0.35,
        }
    }
}

impl Smoothing {
    /// Returns the emotion with the highest score if it is likely enough to be shown.
    pub(crate) fn likely_emotion(&self, scores: &Scores) -> Option<Emotion> {
        let top = scores.top();
        (scores.get(top) >= self.enter_threshold).then_some(top)
    }
}

/// The smoothed scores of one face: an exponential moving average, with hysteresis for the
/// emotion that it shows.
#[derive(Debug, Clone, Copy)]
pub struct SmoothedScores {
    scores: Scores,
    emotion: Option<Emotion>,
    /// How long an emotion other than the shown one has had the highest score.
    other_leads_ms: f32,
}

impl SmoothedScores {
    /// Starts with the scores of one frame.
    #[must_use]
    pub fn new(smoothing: &Smoothing, scores: Scores) -> Self {
        SmoothedScores {
            scores,
            emotion: smoothing.likely_emotion(&scores),
            other_leads_ms: 0.0,
        }
    }

    /// Adds the scores of a frame, `elapsed_ms` milliseconds after the previous one.
    ///
    /// The weight of the new scores is `1 − exp(−elapsed_ms / τ)`, so that the result depends on
    /// the time that has passed and not on the frame rate. After a long gap the earlier
    /// scores have no weight.
    pub fn update(&mut self, smoothing: &Smoothing, scores: Scores, elapsed_ms: f32) {
        let weight = if smoothing.time_constant_ms > 0.0 {
            1.0 - (-elapsed_ms / smoothing.time_constant_ms).exp()
        } else {
            1.0
        };
        self.scores = self.scores.lerp(&scores, weight);
        self.update_emotion(smoothing, elapsed_ms);
    }

    /// Keeps the shown emotion unless another one leads clearly or for long, or all are unlikely.
    fn update_emotion(&mut self, smoothing: &Smoothing, elapsed_ms: f32) {
        let top = self.scores.top();
        let score = self.scores.get(top);
        let Some(shown) = self.emotion else {
            self.emotion = smoothing.likely_emotion(&self.scores);
            self.other_leads_ms = 0.0;
            return;
        };
        self.other_leads_ms = if top == shown {
            0.0
        } else {
            self.other_leads_ms + elapsed_ms
        };
        if score < smoothing.exit_threshold {
            self.emotion = None;
        } else if score - self.scores.get(shown) >= smoothing.switch_margin
            || self.other_leads_ms >= smoothing.switch_after_ms
        {
            self.emotion = Some(top);
            self.other_leads_ms = 0.0;
        }
    }

    /// Returns the smoothed scores; they sum to 1.
    #[must_use]
    pub fn scores(&self) -> Scores {
        self.scores
    }

    /// Returns the emotion that the expression has resembled for a while, or `None` while that is
    /// uncertain.
    #[must_use]
    pub fn emotion(&self) -> Option<Emotion> {
        self.emotion
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(happy: f32, sad: f32) -> Scores {
        let mut values = [(1.0 - happy - sad) / 5.0; Emotion::COUNT];
        values[Emotion::Happy as usize] = happy;
        values[Emotion::Sad as usize] = sad;
        Scores::normalized_over(&Emotion::ALL, values)
    }

    /// Returns the smoothed scores at `until_ms` of a face that is happy for half a second and
    /// then sad, at that number of frames per second.
    fn step_response(fps: u32, until_ms: u32) -> SmoothedScores {
        let smoothing = Smoothing::default();
        let mut smoothed = SmoothedScores::new(&smoothing, scores(0.9, 0.05));
        for number in 1..=until_ms * fps / 1000 {
            let happy = number * 1000 <= 500 * fps;
            let now = if happy { (0.9, 0.05) } else { (0.1, 0.8) };
            smoothed.update(&smoothing, scores(now.0, now.1), 1000.0 / fps as f32);
        }
        smoothed
    }

    #[test]
    fn step_response_does_not_depend_on_the_frame_rate() {
        for until_ms in [600, 700, 800, 1000, 1500, 2000] {
            let (slow, fast) = (step_response(10, until_ms), step_response(30, until_ms));
            for emotion in Emotion::ALL {
                let difference = slow.scores().get(emotion) - fast.scores().get(emotion);
                assert!(
                    difference.abs() < 1e-3,
                    "{emotion:?} differs by {difference} at {until_ms} ms"
                );
            }
            assert_eq!(slow.emotion(), fast.emotion(), "{until_ms} ms");
        }
    }

    #[test]
    fn shows_63_percent_of_a_change_after_one_time_constant() {
        let smoothing = Smoothing::default();
        let mut smoothed = SmoothedScores::new(&smoothing, scores(0.9, 0.05));
        smoothed.update(&smoothing, scores(0.1, 0.8), smoothing.time_constant_ms);
        let shown = (0.9 - smoothed.scores().get(Emotion::Happy)) / 0.8;
        assert!((shown - (1.0 - (-1.0_f32).exp())).abs() < 1e-4, "{shown}");
    }

    #[test]
    fn shown_emotion_does_not_flicker_with_the_raw_one() {
        let smoothing = Smoothing::default();
        let mut smoothed = SmoothedScores::new(&smoothing, scores(0.5, 0.4));
        let mut raw_changes = 0;
        let mut previous = Emotion::Happy;
        for number in 0..600_u32 {
            // Sad in a quarter of the frames, which a multiplicative hash spreads.
            let sad = number.wrapping_mul(2_654_435_761) >> 30 == 0;
            let now = if sad {
                scores(0.3, 0.6)
            } else {
                scores(0.5, 0.4)
            };
            raw_changes += u32::from(now.top() != previous);
            previous = now.top();
            smoothed.update(&smoothing, now, 33.3);
            assert_eq!(smoothed.emotion(), Some(Emotion::Happy), "frame {number}");
        }
        assert!(raw_changes > 100, "only {raw_changes} changes");
    }

    #[test]
    fn switches_after_a_clear_or_a_long_lead() {
        let smoothing = Smoothing {
            time_constant_ms: 0.0,
            switch_margin: 0.2,
            switch_after_ms: 500.0,
            ..Smoothing::default()
        };
        let start = || SmoothedScores::new(&smoothing, scores(0.6, 0.2));
        let mut clear = start();
        clear.update(&smoothing, scores(0.3, 0.55), 33.0);
        assert_eq!(clear.emotion(), Some(Emotion::Sad));
        let mut long = start();
        for (elapsed_ms, expected) in [
            (200.0, Emotion::Happy),
            (200.0, Emotion::Happy),
            (200.0, Emotion::Sad),
        ] {
            long.update(&smoothing, scores(0.4, 0.5), elapsed_ms);
            assert_eq!(long.emotion(), Some(expected));
        }
        // Interrupted leads do not add up.
        let mut interrupted = start();
        for happy in [0.4, 0.6, 0.4, 0.6, 0.4] {
            interrupted.update(&smoothing, scores(happy, 0.5), 300.0);
            assert_eq!(interrupted.emotion(), Some(Emotion::Happy), "{happy}");
        }
    }

    #[test]
    fn shows_no_emotion_below_the_thresholds() {
        let smoothing = Smoothing {
            time_constant_ms: 0.0,
            enter_threshold: 0.5,
            exit_threshold: 0.4,
            ..Smoothing::default()
        };
        let mut smoothed = SmoothedScores::new(&smoothing, scores(0.45, 0.2));
        assert_eq!(smoothed.emotion(), None);
        for (happy, expected) in [
            (0.49, None),
            (0.51, Some(Emotion::Happy)),
            (0.41, Some(Emotion::Happy)),
            (0.39, None),
            (0.45, None),
        ] {
            smoothed.update(&smoothing, scores(happy, 0.2), 33.0);
            assert_eq!(smoothed.emotion(), expected, "{happy}");
        }
    }
}
