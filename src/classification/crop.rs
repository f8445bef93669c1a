//! Cuts an aligned crop of a face out of a frame, as the emotion model was trained on.

use super::alignment::{Alignment, TEMPLATE_SIDE};
use crate::{Frame, Landmarks, Point};

/// The color format of a crop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// One gray value per pixel.
    Gray,
    /// Red, green and blue.
    Rgb,
}

impl Color {
    /// Returns the number of values per pixel.
    #[must_use]
    pub fn channels(self) -> usize {
        match self {
            Color::Gray => 1,
            Color::Rgb => 3,
        }
    }
}

/// The size and the color format of the crops that a model takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CropFormat {
    /// Width and height in pixels.
    pub side: usize,
    /// Gray or RGB.
    pub color: Color,
}

impl CropFormat {
    /// The format of the built-in model: 48 × 48 pixels, gray.
    pub const BUILT_IN: CropFormat = CropFormat {
        side: TEMPLATE_SIDE,
        color: Color::Gray,
    };

    /// Returns the number of values of a crop.
    #[must_use]
    pub fn value_count(self) -> usize {
        self.side * self.side * self.color.channels()
    }
}

impl std::fmt::Display for CropFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let color = match self.color {
            Color::Gray => "gray",
            Color::Rgb => "RGB",
        };
        write!(f, "{0}×{0} {color}", self.side)
    }
}

/// An aligned image of one face: values from 0 (black) to 255, row by row, with the channels of a
/// pixel next to each other.
#[derive(Clone, PartialEq)]
pub struct Crop {
    format: CropFormat,
    values: Vec<f32>,
}

/// The largest number of samples along each axis of a crop pixel: more would take longer for faces
/// of over 400 pixels without a visible difference.
const MAX_SAMPLES: usize = 8;

impl Crop {
    /// Creates a crop from the bytes of an aligned face, row by row. Returns `None` unless there
    /// are [`CropFormat::value_count`] bytes.
    #[must_use]
    pub fn from_pixels(pixels: &[u8], format: CropFormat) -> Option<Self> {
        (pixels.len() == format.value_count()).then(|| Crop {
            format,
            values: pixels.iter().map(|&value| f32::from(value)).collect(),
        })
    }

    /// Cuts the crop of a face out of a frame, rotated and scaled so that eyes and mouth come as
    /// close as possible to their positions in training. Beyond the frame, its edge pixels repeat.
    #[must_use]
    pub fn from_face(frame: &Frame, landmarks: &Landmarks, format: CropFormat) -> Self {
        let alignment = Alignment::new(landmarks, format.side);
        let values = match format.color {
            Color::Gray => resample(frame, &alignment, format.side, luma),
            Color::Rgb => resample(frame, &alignment, format.side, rgb),
        };
        Crop { format, values }
    }

    /// Returns the size and the color format.
    #[must_use]
    pub fn format(&self) -> CropFormat {
        self.format
    }

    /// Returns the mean of the values, 0 to 255.
    #[must_use]
    pub fn mean_brightness(&self) -> f32 {
        self.values.iter().sum::<f32>() / self.values.len() as f32
    }

    /// Returns the values, 0 to 255, of shape `[side, side, channels]`.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Returns the values mutably.
    pub(super) fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }
}

/// Resamples the frame on the pixels of an aligned crop; `convert` converts an RGBA pixel.
fn resample<const CHANNELS: usize>(
    frame: &Frame,
    alignment: &Alignment,
    side: usize,
    convert: impl Fn(&[u8]) -> [f32; CHANNELS],
) -> Vec<f32> {
    // A crop pixel has as many samples per axis as it covers frame pixels, against aliasing.
    let samples = (alignment.scale().ceil() as usize).clamp(1, MAX_SAMPLES);
    let spacing = 1.0 / samples as f32;
    let mut values = Vec::with_capacity(side * side * CHANNELS);
    for row in 0..side {
        for column in 0..side {
            let mut sums = [0.0; CHANNELS];
            for sample in 0..samples * samples {
                let (sample_row, sample_column) = (sample / samples, sample % samples);
                let point = alignment.apply(Point {
                    x: column as f32 + (sample_column as f32 + 0.5) * spacing,
                    y: row as f32 + (sample_row as f32 + 0.5) * spacing,
                });
                let value = bilinear_sample(frame, point, &convert);
                sums = std::array::from_fn(|channel| sums[channel] + value[channel]);
            }
            values.extend(sums.map(|sum| sum * spacing * spacing));
        }
    }
    values
}

/// Interpolates bilinearly between the four pixels around a point.
fn bilinear_sample<const CHANNELS: usize>(
    frame: &Frame,
    point: Point,
    convert: impl Fn(&[u8]) -> [f32; CHANNELS],
) -> [f32; CHANNELS] {
    // The two pixels around a coordinate and the weight of the second. Pixel centers are at half
    // coordinates.
    let neighbors = |coordinate: f32, side: u32| {
        let last = (side - 1) as f32;
        let inside = (coordinate - 0.5).clamp(0.0, last);
        let first = inside.floor();
        // `f32::min` would be a function call in WebAssembly.
        (
            first as usize,
            if first < last { first + 1.0 } else { last } as usize,
            inside - first,
        )
    };
    let lerp = |a: [f32; CHANNELS], b: [f32; CHANNELS], t: f32| {
        std::array::from_fn(|channel| a[channel] * (1.0 - t) + b[channel] * t)
    };
    let (left, right, x_weight) = neighbors(point.x, frame.width());
    let (top, bottom, y_weight) = neighbors(point.y, frame.height());
    let pixel =
        |row: &[u8], column: usize| convert(&row[column * Frame::CHANNELS..][..Frame::COLORS]);
    let in_row = |row: &[u8]| lerp(pixel(row, left), pixel(row, right), x_weight);
    lerp(in_row(frame.row(top)), in_row(frame.row(bottom)), y_weight)
}

/// Returns the luma of an RGB pixel by ITU-R BT.601, as in the tools of FER-2013 and in PyTorch.
fn luma(pixel: &[u8]) -> [f32; 1] {
    let [red, green, blue] = rgb(pixel);
    [0.299 * red + 0.587 * green + 0.114 * blue]
}

fn rgb(pixel: &[u8]) -> [f32; 3] {
    [pixel[0], pixel[1], pixel[2]].map(f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classification::alignment::TEMPLATE;

    fn gray_frame(side: usize, value: impl Fn(usize, usize) -> u8) -> Vec<u8> {
        (0..side * side)
            .flat_map(|index| {
                let gray = value(index % side, index / side);
                [gray, gray, gray, 255]
            })
            .collect()
    }

    /// Returns a face with the landmarks of the template, mapped by `map`.
    fn mapped_template(map: impl Fn(Point) -> Point) -> Landmarks {
        let [left_eye, right_eye, left_mouth, right_mouth] = TEMPLATE.map(&map);
        Landmarks {
            left_eye,
            right_eye,
            nose: map(Point { x: 23.6, y: 27.4 }),
            left_mouth,
            right_mouth,
        }
    }

    #[test]
    fn copies_a_face_that_is_already_aligned() {
        let pixels = gray_frame(48, |x, y| (x * 5 + y / 2) as u8);
        let frame = Frame::new(&pixels, 48, 48).unwrap();
        let crop = Crop::from_face(
            &frame,
            &mapped_template(|point| point),
            CropFormat::BUILT_IN,
        );
        let gray: Vec<u8> = pixels.chunks(4).map(|pixel| pixel[0]).collect();
        let expected = Crop::from_pixels(&gray, CropFormat::BUILT_IN).unwrap();
        for (got, want) in crop.values().iter().zip(expected.values()) {
            assert!((got - want).abs() < 0.01, "{got}, expected {want}");
        }
    }

    #[test]
    fn straightens_a_rotated_and_scaled_face() {
        // Rotated by 90° and twice the size: (x, y) of the crop is (96 − 2y, 2x) of the frame.
        let pixels = gray_frame(96, |x, y| (100 + x - y) as u8);
        let frame = Frame::new(&pixels, 96, 96).unwrap();
        let landmarks = mapped_template(|point| Point {
            x: 96.0 - 2.0 * point.y,
            y: 2.0 * point.x,
        });
        let crop = Crop::from_face(&frame, &landmarks, CropFormat::BUILT_IN);
        for (x, y) in [(24.0, 30.0), (30.0, 40.0), (10.0, 35.0), (46.0, 1.0)] {
            // The center of crop pixel (x, y) in the frame.
            let (frame_x, frame_y) = (96.0 - 2.0 * (y + 0.5), 2.0 * (x + 0.5));
            let want = 100.0 + frame_x - frame_y;
            let got = crop.values()[y as usize * TEMPLATE_SIDE + x as usize];
            assert!(
                (got - want).abs() < 0.01,
                "at {x}, {y}: {got}, expected {want}"
            );
        }
    }

    #[test]
    fn gives_finite_values_for_any_landmarks() {
        let pixels = gray_frame(4, |_, _| 7);
        let frame = Frame::new(&pixels, 4, 4).unwrap();
        // Coinciding ones; some that overflow, or are not numbers.
        for point in [
            (9.0, -3.0),
            (1e37, 1e38),
            (f32::MAX, 0.0),
            (f32::NAN, f32::INFINITY),
        ] {
            let point = mapped_template(|Point { x, .. }| Point {
                x: point.0 * x,
                y: point.1,
            });
            let crop = Crop::from_face(&frame, &point, CropFormat::BUILT_IN);
            assert!(
                crop.values().iter().all(|value| (value - 7.0).abs() < 1e-3),
                "{point:?}"
            );
        }
    }

    #[test]
    fn cuts_a_larger_rgb_crop() {
        // A crop of 96 pixels on a frame of 48 covers the same area as one of 48, at half the spacing.
        let pixels: Vec<u8> = (0..48 * 48)
            .flat_map(|index| [(index % 48 * 5) as u8, (index / 48 * 5) as u8, 7, 255])
            .collect();
        let frame = Frame::new(&pixels, 48, 48).unwrap();
        let format = CropFormat {
            side: 96,
            color: Color::Rgb,
        };
        let crop = Crop::from_face(&frame, &mapped_template(|point| point), format);
        assert_eq!(crop.values().len(), format.value_count());
        for (x, y) in [(1, 1), (40, 30), (94, 50)] {
            let got = &crop.values()[(y * 96 + x) * 3..][..3];
            let expected = [x, y].map(|index| ((index as f32 + 0.5) * 0.5 - 0.5) * 5.0);
            for (got, want) in got.iter().zip([expected[0], expected[1], 7.0]) {
                assert!(
                    (got - want).abs() < 0.01,
                    "at {x}, {y}: {got}, expected {want}"
                );
            }
        }
    }

    #[test]
    fn accepts_only_the_byte_count_of_the_format() {
        let rgb = CropFormat {
            side: 20,
            color: Color::Rgb,
        };
        for (format, bytes, accepted) in [
            (CropFormat::BUILT_IN, 48 * 48, true),
            (CropFormat::BUILT_IN, 48 * 47, false),
            (rgb, 20 * 20 * 3, true),
            (rgb, 20 * 20, false),
        ] {
            let crop = Crop::from_pixels(&vec![0; bytes], format);
            assert_eq!(crop.is_some(), accepted, "{bytes} bytes as {format}");
        }
    }
}
