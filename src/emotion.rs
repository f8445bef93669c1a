//! The seven emotions, and the scores of a face for them.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// An emotion that an expression may resemble: the seven classes of FER-2013 in alphabetical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Emotion {
    Angry,
    Disgusted,
    Fearful,
    Happy,
    Neutral,
    Sad,
    Surprised,
}

impl Emotion {
    /// The number of emotions.
    pub const COUNT: usize = 7;

    /// All emotions, in the order of [`Scores::iter`].
    pub const ALL: [Emotion; Emotion::COUNT] = [
        Emotion::Angry,
        Emotion::Disgusted,
        Emotion::Fearful,
        Emotion::Happy,
        Emotion::Neutral,
        Emotion::Sad,
        Emotion::Surprised,
    ];

    /// Returns the name, as in JavaScript and in a model config.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Emotion::Angry => "angry",
            Emotion::Disgusted => "disgusted",
            Emotion::Fearful => "fearful",
            Emotion::Happy => "happy",
            Emotion::Neutral => "neutral",
            Emotion::Sad => "sad",
            Emotion::Surprised => "surprised",
        }
    }

    /// Returns the emotion with that [`Emotion::name`], if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Emotion::ALL
            .into_iter()
            .find(|emotion| emotion.name() == name)
    }
}

/// Serializes the emotion that is shown for a face: its name, or `uncertain` for none.
#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference to the field"
)]
pub(crate) fn serialize_shown<S: Serializer>(
    emotion: &Option<Emotion>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(emotion.map_or("uncertain", Emotion::name))
}

/// A probability for each emotion: seven numbers from 0 to 1 that sum to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(tsify::Tsify),
    tsify(type = "Record<Emotion, number>")
)]
pub struct Scores([f32; Emotion::COUNT]);

impl Scores {
    /// Normalizes values over some emotions: divides the values of `emotions` by their sum and
    /// sets the others to 0. If the sum is 0, all `emotions` get the same score.
    ///
    /// The values are finite and not negative, in the order of [`Emotion::ALL`].
    pub(crate) fn normalized_over(emotions: &[Emotion], values: [f32; Emotion::COUNT]) -> Self {
        let sum: f32 = emotions
            .iter()
            .map(|&emotion| values[emotion as usize])
            .sum();
        let mut scores = [0.0; Emotion::COUNT];
        for &emotion in emotions {
            scores[emotion as usize] = if sum > 0.0 {
                values[emotion as usize] / sum
            } else {
                1.0 / emotions.len() as f32
            };
        }
        Scores(scores)
    }

    /// Interpolates linearly from these scores (`t` = 0) to others (`t` = 1).
    pub(crate) fn lerp(&self, other: &Scores, t: f32) -> Self {
        Scores(std::array::from_fn(|index| {
            self.0[index] + t * (other.0[index] - self.0[index])
        }))
    }

    /// Returns the score of one emotion.
    #[must_use]
    pub fn get(&self, emotion: Emotion) -> f32 {
        self.0[emotion as usize]
    }

    /// Returns each emotion with its score, in the order of [`Emotion::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Emotion, f32)> + '_ {
        Emotion::ALL
            .into_iter()
            .map(|emotion| (emotion, self.get(emotion)))
    }

    /// Returns the emotion with the highest score, the first of them if several have it.
    #[must_use]
    pub fn top(&self) -> Emotion {
        self.iter()
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map_or(Emotion::Neutral, |(emotion, _)| emotion)
    }
}

/// Serializes the scores as an object with the emotions' names as keys.
impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Emotion::COUNT))?;
        for (emotion, score) in self.iter() {
            map.serialize_entry(emotion.name(), &score)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes_over_the_given_emotions() {
        let values = [0.1, 0.2, 0.0, 0.6, 0.1, 0.0, 0.0];
        let all = Scores::normalized_over(&Emotion::ALL, values);
        assert_eq!(all.top(), Emotion::Happy);
        assert!((all.get(Emotion::Disgusted) - 0.2).abs() < 1e-6);

        let two = Scores::normalized_over(&[Emotion::Angry, Emotion::Disgusted], values);
        assert_eq!(two.top(), Emotion::Disgusted);
        assert!((two.get(Emotion::Disgusted) - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!(two.get(Emotion::Happy), 0.0);

        let without_values = Scores::normalized_over(&[Emotion::Sad, Emotion::Surprised], values);
        assert_eq!(without_values.get(Emotion::Sad), 0.5);
        assert_eq!(without_values.get(Emotion::Surprised), 0.5);
    }

    #[test]
    fn names_serialize_alike_as_values_and_as_keys() {
        let scores = Scores::normalized_over(&Emotion::ALL, [1.0; 7]);
        let json = serde_json::to_value(scores).unwrap();
        assert_eq!(json.as_object().unwrap().len(), Emotion::COUNT);
        for emotion in Emotion::ALL {
            assert_eq!(serde_json::to_value(emotion).unwrap(), emotion.name());
            assert!(json.get(emotion.name()).is_some(), "{emotion:?}");
            assert_eq!(Emotion::ALL[emotion as usize], emotion);
            assert_eq!(Emotion::from_name(emotion.name()), Some(emotion));
        }
    }
}
