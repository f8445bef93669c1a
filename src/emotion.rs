//! The seven emotions and the scores a face gets for each.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// What an expression may resemble: the seven classes of FER-2013, in alphabetical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
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
    /// How many there are.
    pub const COUNT: usize = 7;

    /// All of them, in the order of the network's outputs.
    pub const ALL: [Emotion; Emotion::COUNT] = [
        Emotion::Angry,
        Emotion::Disgusted,
        Emotion::Fearful,
        Emotion::Happy,
        Emotion::Neutral,
        Emotion::Sad,
        Emotion::Surprised,
    ];

    /// Its name, as in JavaScript and `emotion.json`.
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
}

/// A probability for each emotion: seven numbers from 0 to 1 that sum to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores([f32; Emotion::COUNT]);

impl Scores {
    /// From the network's outputs; `None` unless there are seven finite, non-negative numbers
    /// that are not all zero. Rounding is divided away, so that the sum is one.
    pub(crate) fn from_outputs(outputs: &[f32]) -> Option<Self> {
        let scores: [f32; Emotion::COUNT] = outputs.try_into().ok()?;
        let sum: f32 = scores.iter().sum();
        let valid = scores.iter().all(|score| *score >= 0.0) && sum > 0.0 && sum.is_finite();
        valid.then(|| Scores(scores.map(|score| score / sum)))
    }

    /// The score of one emotion.
    pub fn get(&self, emotion: Emotion) -> f32 {
        self.0[emotion as usize]
    }

    /// Each emotion with its score, in the order of [`Emotion::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Emotion, f32)> + '_ {
        Emotion::ALL
            .into_iter()
            .map(|emotion| (emotion, self.get(emotion)))
    }

    /// The emotion with the highest score; the first of equals.
    pub fn top(&self) -> Emotion {
        self.iter()
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map_or(Emotion::Neutral, |(emotion, _)| emotion)
    }
}

/// An object keyed by emotion name.
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
    fn outputs_that_are_no_probabilities_are_refused() {
        let good = [0.1, 0.1, 0.1, 0.4, 0.1, 0.1, 0.1];
        assert_eq!(Scores::from_outputs(&good).unwrap().top(), Emotion::Happy);
        assert_eq!(Scores::from_outputs(&good[..6]), None);
        assert_eq!(Scores::from_outputs(&[0.0; 7]), None);
        for bad in [f32::NAN, f32::INFINITY, -0.1] {
            let mut outputs = good;
            outputs[2] = bad;
            assert_eq!(Scores::from_outputs(&outputs), None, "{bad}");
        }
    }

    #[test]
    fn names_serialise_alike_alone_and_as_keys() {
        let scores = Scores::from_outputs(&[1.0; 7]).unwrap();
        let json = serde_json::to_value(scores).unwrap();
        assert_eq!(json.as_object().unwrap().len(), Emotion::COUNT);
        for emotion in Emotion::ALL {
            assert_eq!(serde_json::to_value(emotion).unwrap(), emotion.name());
            assert!(json.get(emotion.name()).is_some());
            assert_eq!(Emotion::ALL[emotion as usize], emotion);
        }
    }
}
