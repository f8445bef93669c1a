//! Describes coarsely what a face looks like: enough to tell apart faces that cross, too little to identify anyone.

use crate::Crop;

/// Cells per side of the grid: enough to tell crossing faces apart, too few to identify anyone.
const GRID_SIDE: usize = 12;

/// The appearance descriptor of an aligned crop: the mean brightness of 12 × 12 cells, with a mean
/// of 0 and a Euclidean norm of 1, so that lighting and contrast do not matter.
#[derive(Clone, Copy)]
pub(super) struct AppearanceDescriptor([f32; GRID_SIDE * GRID_SIDE]);

impl AppearanceDescriptor {
    /// Computes the descriptor of a crop.
    pub(super) fn from_crop(crop: &Crop) -> Self {
        let format = crop.format();
        let row_length = format.side * format.color.channels();
        let mut cells = [0.0; GRID_SIDE * GRID_SIDE];
        let mut counts = [0.0; GRID_SIDE * GRID_SIDE];
        for (y, row) in crop.values().chunks_exact(row_length).enumerate() {
            for (x, value) in row.iter().enumerate() {
                let cell = y * GRID_SIDE / format.side * GRID_SIDE + x * GRID_SIDE / row_length;
                cells[cell] += value;
                counts[cell] += 1.0;
            }
        }
        for (cell, count) in cells.iter_mut().zip(counts) {
            *cell /= count;
        }
        AppearanceDescriptor(cells).normalized()
    }

    /// Returns the cosine similarity, from −1 to 1: 1 for the same image, 0 if one has no contrast.
    pub(super) fn cosine_similarity(&self, other: &AppearanceDescriptor) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }

    /// Interpolates linearly from this descriptor (`t` = 0) to another (`t` = 1).
    pub(super) fn lerp(&self, other: &AppearanceDescriptor, t: f32) -> Self {
        AppearanceDescriptor(std::array::from_fn(|cell| {
            self.0[cell] + t * (other.0[cell] - self.0[cell])
        }))
        .normalized()
    }

    /// Shifts the mean to 0 and scales the norm to 1.
    fn normalized(mut self) -> Self {
        let mean = self.0.iter().sum::<f32>() / self.0.len() as f32;
        let deviations = self.0.iter().map(|cell| (cell - mean).powi(2));
        let norm = deviations.sum::<f32>().sqrt();
        // A crop without contrast has only rounding errors, which must not be amplified.
        let scale = if norm > 1e-3 { 1.0 / norm } else { 0.0 };
        for cell in &mut self.0 {
            *cell = (*cell - mean) * scale;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CropFormat;

    fn descriptor(value: impl Fn(usize) -> u8) -> AppearanceDescriptor {
        let pixels: Vec<u8> = (0..48 * 48).map(value).collect();
        let crop = Crop::from_pixels(&pixels, CropFormat::BUILT_IN).unwrap();
        AppearanceDescriptor::from_crop(&crop)
    }

    #[test]
    fn ignores_lighting_and_contrast_and_tells_images_apart() {
        let bright = descriptor(|index| 100 + (index % 48) as u8 * 3);
        let dim = descriptor(|index| 10 + (index % 48) as u8);
        let vertical = descriptor(|index| (index / 48) as u8 * 5);
        let flat = descriptor(|_| 77);
        assert!((bright.cosine_similarity(&dim) - 1.0).abs() < 1e-3);
        assert!(bright.cosine_similarity(&vertical).abs() < 1e-3);
        assert_eq!(bright.cosine_similarity(&flat), 0.0);
        let halfway = bright.lerp(&vertical, 0.5).cosine_similarity(&vertical);
        assert!((halfway - 0.5_f32.sqrt()).abs() < 1e-3);
    }
}
