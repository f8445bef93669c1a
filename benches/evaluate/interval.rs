//! Computes confidence intervals of fractions.

/// The 97.5th percentile of the standard normal distribution, for an interval of 95 %.
const Z: f64 = 1.959_964;

/// A proportion: a count and the total that it is part of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proportion {
    pub count: usize,
    pub total: usize,
}

impl Proportion {
    /// Returns the ends of the 95 % interval, 0 to 1 (Wilson 1927), which also holds for small totals and near 0 and 1.
    pub fn interval(self) -> (f64, f64) {
        if self.total == 0 {
            return (0.0, 1.0);
        }
        let total = self.total as f64;
        let fraction = self.count as f64 / total;
        let denominator = 1.0 + Z * Z / total;
        let center = fraction + Z * Z / (2.0 * total);
        let variance = fraction * (1.0 - fraction) / total + Z * Z / (4.0 * total * total);
        let half_width = Z * variance.sqrt();
        (
            ((center - half_width) / denominator).max(0.0),
            ((center + half_width) / denominator).min(1.0),
        )
    }
}

impl std::fmt::Display for Proportion {
    /// Writes the percentage with its interval, or a dash if nothing was counted.
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        if self.total == 0 {
            return formatter.pad("–");
        }
        let percentage = 100.0 * self.count as f64 / self.total as f64;
        let (low, high) = self.interval();
        let (low, high) = (100.0 * low, 100.0 * high);
        formatter.pad(&format!("{percentage:.1} % ({low:.1}–{high:.1})"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_the_published_examples() {
        // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, the score method.
        for (count, total, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = Proportion { count, total }.interval();
            assert!((interval.0 - low).abs() < 5e-5, "{interval:?}");
            assert!((interval.1 - high).abs() < 5e-5, "{interval:?}");
        }
    }

    #[test]
    fn all_ends_at_1() {
        let (low, high) = Proportion {
            count: 20,
            total: 20,
        }
        .interval();
        assert!((low - 0.8389).abs() < 5e-5, "{low}");
        assert!((high - 1.0).abs() < 1e-9, "{high}");
    }

    #[test]
    fn nothing_counted_tells_nothing() {
        let nothing = Proportion::default();
        assert_eq!(nothing.interval(), (0.0, 1.0));
        assert_eq!(nothing.to_string(), "–");
    }

    #[test]
    fn is_written_in_percent() {
        let half = Proportion {
            count: 50,
            total: 100,
        };
        assert_eq!(half.to_string(), "50.0 % (40.4–59.6)");
    }
}
