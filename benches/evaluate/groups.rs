//! Compares groups of people: how often their faces are found, and their expressions classified as labeled.

use std::collections::BTreeMap;

use emosense::Emotion;

use crate::interval::Proportion;
use crate::metrics::{Metrics, Prediction};

/// The fewest images for which a group, or an emotion within a group, gets a row or a figure of its own. With ten, the
/// interval of a half is from 24 to 76 %.
const MIN_IMAGES: usize = 10;

/// The images of one group.
#[derive(Default)]
struct Group {
    images: usize,
    /// The labels and scores of the images in which a face was found.
    predictions: Vec<Prediction>,
}

/// The groups that are large enough, by name, and all others together as the last.
fn collect<'a>(
    images: impl Iterator<Item = (&'a str, Option<Prediction>)>,
) -> Vec<(String, Group)> {
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for (name, prediction) in images {
        let group = groups.entry(name).or_default();
        group.images += 1;
        group.predictions.extend(prediction);
    }
    let (mut collected, mut others, mut small_groups) = (Vec::new(), Group::default(), 0);
    for (name, mut group) in groups {
        if group.images >= MIN_IMAGES {
            collected.push((name.to_owned(), group));
        } else {
            small_groups += 1;
            others.images += group.images;
            others.predictions.append(&mut group.predictions);
        }
    }
    if small_groups > 0 {
        collected.push((format!("{small_groups} smaller"), others));
    }
    collected
}

/// Prints the metrics of each group. `images` are those that could be read, each with the name of its group and, if a
/// face was found, its label and scores.
pub fn print<'a>(
    column: &str,
    images: impl Iterator<Item = (&'a str, Option<Prediction>)>,
    emotions: &[Emotion],
) {
    let groups: Vec<_> = collect(images)
        .into_iter()
        .map(|(name, group)| {
            let metrics = Metrics::new(&group.predictions, emotions);
            (name, group, metrics)
        })
        .collect();

    println!(
        "\n{column:<14} {:>7} {:>22} {:>22}",
        "images", "face found", "accuracy"
    );
    for (name, group, metrics) in &groups {
        let found = Proportion {
            count: group.predictions.len(),
            total: group.images,
        };
        let accuracy = metrics.proportion_correct();
        println!("{name:<14} {:>7} {found:>22} {accuracy:>22}", group.images);
    }

    println!("\nrecall, where an emotion has at least {MIN_IMAGES} faces");
    print!("{column:<14}");
    for emotion in emotions {
        print!(" {:>13}", emotion.name());
    }
    println!();
    for (name, _, metrics) in &groups {
        print!("{name:<14}");
        for &emotion in emotions {
            print!(" {:>13}", format_recall(metrics, emotion));
        }
        println!();
    }
}

/// Formats a recall with the number of faces, or a dash if there are too few.
fn format_recall(metrics: &Metrics, emotion: Emotion) -> String {
    match (metrics.recall(emotion), metrics.count(emotion)) {
        (Some(recall), count) if count >= MIN_IMAGES => format!("{recall:.3} of {count}"),
        _ => "–".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORES: [f32; Emotion::COUNT] = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0];
    const PREDICTION: Prediction = (Emotion::Happy, SCORES);

    #[test]
    fn groups_that_are_too_small_are_joined() {
        let images = |name, found, not_found| {
            let found = std::iter::repeat_n((name, Some(PREDICTION)), found);
            found.chain(std::iter::repeat_n((name, None), not_found))
        };
        let all = images("b", 4, 6).chain(images("c", 9, 0));
        let groups = collect(all.chain(images("a", 12, 1)).chain(images("d", 0, 1)));
        let sizes = groups
            .iter()
            .map(|(name, group)| (name.as_str(), group.images, group.predictions.len()));
        assert!(sizes.eq([("a", 13, 12), ("b", 10, 4), ("2 smaller", 10, 9)]));
    }

    #[test]
    fn a_recall_of_few_faces_is_not_stated() {
        let recall = |count| {
            let predictions = vec![PREDICTION; count];
            format_recall(&Metrics::new(&predictions, &Emotion::ALL), Emotion::Happy)
        };
        assert_eq!(recall(9), "–");
        assert_eq!(recall(10), "1.000 of 10");
    }
}
