//! The seven emotions and the scores a face gets for each.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// What an expression may resemble: the seven classes of FER-2013, in alphabetical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
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

    /// All of them, in the order of [`Scores::iter`].
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

    /// The emotion of that [`Emotion::name`], if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Emotion::ALL
            .into_iter()
            .find(|emotion| emotion.name() == name)
    }
}

/// A probability for each emotion: seven numbers from 0 to 1 that sum to one.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(tsify::Tsify),
    tsify(type = "Record<Emotion, number>")
)]
pub struct Scores([f32; Emotion::COUNT]);

impl Scores {
    /// From a share for each emotion, finite and not negative, of which only those of `emotions`
    /// count: divided by their sum, or all alike where that is zero.
    pub(crate) fn among(emotions: &[Emotion], shares: [f32; Emotion::COUNT]) -> Self {
        let sum: f32 = emotions
            .iter()
            .map(|&emotion| shares[emotion as usize])
            .sum();
        let mut scores = [0.0; Emotion::COUNT];
        for &emotion in emotions {
            scores[emotion as usize] = if sum > 0.0 {
                shares[emotion as usize] / sum
            } else {
                1.0 / emotions.len() as f32
            };
        }
        Scores(scores)
    }

    /// The scores a part of the way from these to others: these for 0, the others for 1.
    pub(crate) fn towards(&self, others: &Scores, part: f32) -> Self {
        Scores(std::array::from_fn(|index| {
            self.0[index] + part * (others.0[index] - self.0[index])
        }))
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
    fn shares_are_divided_among_the_emotions_asked_for() {
        let shares = [0.1, 0.2, 0.0, 0.6, 0.1, 0.0, 0.0];
        let all = Scores::among(&Emotion::ALL, shares);
        assert_eq!(all.top(), Emotion::Happy);
        assert!((all.get(Emotion::Disgusted) - 0.2).abs() < 1e-6);

        let two = Scores::among(&[Emotion::Angry, Emotion::Disgusted], shares);
        assert_eq!(two.top(), Emotion::Disgusted);
        assert!((two.get(Emotion::Disgusted) - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!(two.get(Emotion::Happy), 0.0);

        let none = Scores::among(&[Emotion::Sad, Emotion::Surprised], shares);
        assert_eq!(none.get(Emotion::Sad), 0.5);
        assert_eq!(none.get(Emotion::Surprised), 0.5);
    }

    #[test]
    fn names_serialise_alike_alone_and_as_keys() {
        let scores = Scores::among(&Emotion::ALL, [1.0; 7]);
        let json = serde_json::to_value(scores).unwrap();
        assert_eq!(json.as_object().unwrap().len(), Emotion::COUNT);
        for emotion in Emotion::ALL {
            assert_eq!(serde_json::to_value(emotion).unwrap(), emotion.name());
            assert!(json.get(emotion.name()).is_some());
            assert_eq!(Emotion::ALL[emotion as usize], emotion);
            assert_eq!(Emotion::from_name(emotion.name()), Some(emotion));
        }
    }
}
