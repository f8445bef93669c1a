//! Writes aligned crops in numpy's format, for the training.

use std::error::Error;
use std::fs::File;
use std::path::Path;

use emosense::{Crop, CropFormat, Recognizer};
use ndarray::{Array1, Array3, Axis};
use ndarray_npy::NpzWriter;

/// The crops of N images, in an `.npz` with `crops`, uint8 `[N, 48, 48]`, and `found`, bool `[N]`.
pub struct CropFile {
    crops: Array3<u8>,
    found: Array1<bool>,
}

impl CropFile {
    /// Returns an error unless the crops of a recognizer have the format of the file.
    pub fn validate(recognizer: &Recognizer) -> Result<(), String> {
        let (expected, format) = (CropFormat::BUILT_IN, recognizer.crop_format());
        if format == expected {
            return Ok(());
        }
        Err(format!(
            "--crops needs a model with crops of {expected}, got {format}"
        ))
    }

    /// Starts a file of `count` images in which no face was found yet.
    pub fn new(count: usize) -> Self {
        let side = CropFormat::BUILT_IN.side;
        CropFile {
            crops: Array3::zeros((count, side, side)),
            found: Array1::from_elem(count, false),
        }
    }

    /// Sets the crop of the face that was found in an image.
    pub fn set(&mut self, index: usize, crop: &Crop) {
        self.found[index] = true;
        let mut row = self.crops.index_axis_mut(Axis(0), index);
        for (byte, value) in row.iter_mut().zip(crop.values()) {
            *byte = value.round() as u8;
        }
    }

    /// Writes the crops, and returns the writer for further arrays; its `finish` completes the file.
    pub fn write(&self, path: &Path) -> Result<NpzWriter<File>, Box<dyn Error>> {
        let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut npz = NpzWriter::new(file);
        npz.add_array("crops", &self.crops)?;
        npz.add_array("found", &self.found)?;
        Ok(npz)
    }
}
