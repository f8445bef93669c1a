//! What a face looks like, coarsely: enough to tell two faces apart that cross, too little to know anyone by.

use crate::Crop;

/// Cells a side.
const SIDE: usize = 12;

/// The mean brightness of 12 × 12 cells of an aligned crop, less their mean and of length one, so
/// that light and contrast do not count.
#[derive(Clone, Copy)]
pub(crate) struct Look([f32; SIDE * SIDE]);

impl Look {
    pub(crate) fn of(crop: &Crop) -> Self {
        let format = crop.format();
        let row_length = format.side * format.color.channels();
        let mut cells = [0.0; SIDE * SIDE];
        let mut counts = [0.0; SIDE * SIDE];
        for (y, row) in crop.values().chunks_exact(row_length).enumerate() {
            for (x, value) in row.iter().enumerate() {
                let cell = y * SIDE / format.side * SIDE + x * SIDE / row_length;
                cells[cell] += value;
                counts[cell] += 1.0;
            }
        }
        for (cell, count) in cells.iter_mut().zip(counts) {
            *cell /= count;
        }
        Look(cells).normalized()
    }

    /// The correlation with another, −1 to 1: 1 for the same picture, 0 for flat ones.
    pub(crate) fn likeness(&self, other: &Look) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }

    /// A part of the way to another: this for 0, the other for 1.
    pub(crate) fn towards(&self, other: &Look, part: f32) -> Self {
        Look(std::array::from_fn(|cell| {
            self.0[cell] + part * (other.0[cell] - self.0[cell])
        }))
        .normalized()
    }

    fn normalized(mut self) -> Self {
        let mean = self.0.iter().sum::<f32>() / self.0.len() as f32;
        let length = self
            .0
            .iter()
            .map(|cell| (cell - mean).powi(2))
            .sum::<f32>()
            .sqrt();
        // A flat one stays zero, whatever rounding left in it.
        let scale = if length > 1e-3 { 1.0 / length } else { 0.0 };
        self.0
            .iter_mut()
            .for_each(|cell| *cell = (*cell - mean) * scale);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CropFormat;

    fn look(value: impl Fn(usize) -> u8) -> Look {
        let pixels: Vec<u8> = (0..48 * 48).map(value).collect();
        Look::of(&Crop::from_pixels(&pixels, CropFormat::BUILT_IN).unwrap())
    }

    #[test]
    fn light_and_contrast_do_not_count_and_other_pictures_do() {
        let bright = look(|at| 100 + (at % 48) as u8 * 3);
        let dim = look(|at| 10 + (at % 48) as u8);
        let upright = look(|at| (at / 48) as u8 * 5);
        let flat = look(|_| 77);
        assert!((bright.likeness(&dim) - 1.0).abs() < 1e-3);
        assert!(bright.likeness(&upright).abs() < 1e-3);
        assert_eq!(bright.likeness(&flat), 0.0);
        assert!((bright.towards(&upright, 0.5).likeness(&upright) - 0.5_f32.sqrt()).abs() < 1e-3);
    }
}
