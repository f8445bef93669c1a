//! Steadies the scores of one face over time, and the emotion that is named for it.

use crate::{Emotion, Scores};

/// How scores are steadied. [`Smoothing::default`] is what [`Recognizer`](crate::Recognizer) uses.
///
/// Chosen on 40 made videos of PublicTest's pictures, six minutes at 10, 15 and 30 frames a second
/// (`cargo run --release --example evaluate -- fer2013.npz --split PublicTest --videos`). The raw
/// emotion of one still expression changes 41, 62 and 130 times a minute. Once the expression is
/// named, the named one changes (and is late after a new expression by):
///
/// | τ, margin | 10 fps | 15 fps | 30 fps |
/// |---|---|---|---|
/// | 100 ms, 0.2 | 4.8 (123 ms) | 4.3 (133 ms) | 3.3 (162 ms) |
/// | 200 ms, 0 | 7.0 (182 ms) | 6.3 (240 ms) | 4.7 (184 ms) |
/// | **200 ms, 0.2** | 1.5 (236 ms) | 1.5 (291 ms) | 1.0 (247 ms) |
/// | 300 ms, 0.2 | 0.7 (301 ms) | 0.5 (326 ms) | 0.5 (328 ms) |
/// | 500 ms, 0.2 | 0.3 (521 ms) | 0.0 (520 ms) | 0.2 (525 ms) |
///
/// No emotion is named in 8 to 9 % of the time, and the right one in 65 to 67 %; named always, in
/// 69 to 71 %. With one threshold of 0.4 instead of two, the name comes and goes 14 to 16 times a
/// minute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smoothing {
    /// Time constant τ in milliseconds, finite and not negative: after it 63 % of a change shows,
    /// after three times it 95 %. With 0 the scores are those of the last frame.
    pub time_constant_ms: f32,
    /// Another emotion is named as soon as its smoothed score leads by this much, 0 to 1 …
    pub switch_margin: f32,
    /// … or when it has led at all for so many milliseconds.
    pub switch_after_ms: f32,
    /// No emotion is named until the highest smoothed score is at least this, 0 to 1: faces of
    /// PublicTest whose highest score is lower are 15 %, of which half are right (`--limits`) …
    pub enter_threshold: f32,
    /// … and none any more once the highest is below this, at most `enter_threshold`.
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

/// The smoothed scores of one face, and the emotion named for it.
#[derive(Debug, Clone, Copy)]
pub struct SmoothedScores {
    scores: Scores,
    emotion: Option<Emotion>,
    /// How long another emotion than the named one has had the highest score.
    led_ms: f32,
}

impl SmoothedScores {
    /// Starts with the scores of one frame.
    pub fn new(smoothing: &Smoothing, scores: Scores) -> Self {
        let top = scores.top();
        SmoothedScores {
            scores,
            emotion: (scores.get(top) >= smoothing.enter_threshold).then_some(top),
            led_ms: 0.0,
        }
    }

    /// Takes in the scores of a frame that is so many milliseconds after the one before.
    ///
    /// An exponential mean whose weight grows with that time, `1 − exp(−Δt / τ)`: what comes out
    /// depends on the time that has gone by, not on the number of frames in it, and after a long
    /// gap nothing is left of what was before.
    pub fn update(&mut self, smoothing: &Smoothing, scores: Scores, elapsed_ms: f32) {
        let weight = if smoothing.time_constant_ms > 0.0 {
            1.0 - (-elapsed_ms / smoothing.time_constant_ms).exp()
        } else {
            1.0
        };
        self.scores = self.scores.towards(&scores, weight);
        self.name(smoothing, elapsed_ms);
    }

    /// Which emotion is named now: the one before, unless another clearly leads or has long led.
    fn name(&mut self, smoothing: &Smoothing, elapsed_ms: f32) {
        let top = self.scores.top();
        let score = self.scores.get(top);
        let Some(named) = self.emotion else {
            self.emotion = (score >= smoothing.enter_threshold).then_some(top);
            self.led_ms = 0.0;
            return;
        };
        self.led_ms = if top == named {
            0.0
        } else {
            self.led_ms + elapsed_ms
        };
        if score < smoothing.exit_threshold {
            self.emotion = None;
        } else if score - self.scores.get(named) >= smoothing.switch_margin
            || self.led_ms >= smoothing.switch_after_ms
        {
            self.emotion = Some(top);
            self.led_ms = 0.0;
        }
    }

    /// The smoothed scores; they sum to one.
    pub fn scores(&self) -> Scores {
        self.scores
    }

    /// The emotion that the expression has resembled for a while; `None` while that is uncertain.
    pub fn emotion(&self) -> Option<Emotion> {
        self.emotion
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(happy: f32, sad: f32) -> Scores {
        let mut shares = [(1.0 - happy - sad) / 5.0; Emotion::COUNT];
        shares[Emotion::Happy as usize] = happy;
        shares[Emotion::Sad as usize] = sad;
        Scores::among(&Emotion::ALL, shares)
    }

    /// The scores two seconds long, happy up to half a second and then sad, as frames at that rate show them.
    fn after_a_step(rate: u32, until_ms: u32) -> SmoothedScores {
        let smoothing = Smoothing::default();
        let mut smoothed = SmoothedScores::new(&smoothing, scores(0.9, 0.05));
        for number in 1..=until_ms * rate / 1000 {
            let happy = number * 1000 <= 500 * rate;
            let now = if happy { (0.9, 0.05) } else { (0.1, 0.8) };
            smoothed.update(&smoothing, scores(now.0, now.1), 1000.0 / rate as f32);
        }
        smoothed
    }

    #[test]
    fn a_step_looks_the_same_at_every_rate() {
        for until_ms in [600, 700, 800, 1000, 1500, 2000] {
            let (slow, fast) = (after_a_step(10, until_ms), after_a_step(30, until_ms));
            for emotion in Emotion::ALL {
                let apart = slow.scores().get(emotion) - fast.scores().get(emotion);
                assert!(
                    apart.abs() < 1e-3,
                    "{emotion:?} {apart} apart at {until_ms} ms"
                );
            }
            assert_eq!(slow.emotion(), fast.emotion(), "{until_ms} ms");
        }
        // After one time constant, 1 − 1/e of the way is gone.
        let tau = Smoothing::default().time_constant_ms;
        let mut smoothed = SmoothedScores::new(&Smoothing::default(), scores(0.9, 0.05));
        smoothed.update(&Smoothing::default(), scores(0.1, 0.8), tau);
        let gone = (0.9 - smoothed.scores().get(Emotion::Happy)) / 0.8;
        assert!((gone - (1.0 - (-1.0_f32).exp())).abs() < 1e-4, "{gone}");
    }

    #[test]
    fn the_named_emotion_does_not_flicker_where_the_raw_one_does() {
        let smoothing = Smoothing::default();
        let mut smoothed = SmoothedScores::new(&smoothing, scores(0.5, 0.4));
        let mut raw_changes = 0;
        let mut before = Emotion::Happy;
        for number in 0..600_u32 {
            // Mostly happy, and sad in what looks like chance.
            let sad = number.wrapping_mul(2_654_435_761) >> 30 == 0;
            let now = if sad {
                scores(0.3, 0.6)
            } else {
                scores(0.5, 0.4)
            };
            raw_changes += u32::from(now.top() != before);
            before = now.top();
            smoothed.update(&smoothing, now, 33.3);
            assert_eq!(smoothed.emotion(), Some(Emotion::Happy), "frame {number}");
        }
        assert!(raw_changes > 100, "only {raw_changes}");
    }

    #[test]
    fn another_emotion_is_named_by_a_clear_lead_or_a_long_one() {
        let smoothing = Smoothing {
            time_constant_ms: 0.0,
            switch_margin: 0.2,
            switch_after_ms: 500.0,
            ..Smoothing::default()
        };
        let start = || SmoothedScores::new(&smoothing, scores(0.6, 0.2));
        let mut clearly = start();
        clearly.update(&smoothing, scores(0.3, 0.55), 33.0);
        assert_eq!(clearly.emotion(), Some(Emotion::Sad));
        let mut barely = start();
        for (elapsed_ms, expected) in [
            (200.0, Emotion::Happy),
            (200.0, Emotion::Happy),
            (200.0, Emotion::Sad),
        ] {
            barely.update(&smoothing, scores(0.4, 0.5), elapsed_ms);
            assert_eq!(barely.emotion(), Some(expected));
        }
        // A lead that ends in between does not add up.
        let mut broken = start();
        for happy in [0.4, 0.6, 0.4, 0.6, 0.4] {
            broken.update(&smoothing, scores(happy, 0.5), 300.0);
            assert_eq!(broken.emotion(), Some(Emotion::Happy));
        }
    }

    #[test]
    fn nothing_is_named_below_the_threshold_and_it_has_two_sides() {
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
