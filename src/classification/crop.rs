//! Cuts a face out of the frame, upright and scaled, as the emotion network saw faces in training.

use super::alignment::{Alignment, TEMPLATE_SIDE};
use crate::{Frame, Landmarks, Point};

/// Whether a crop is gray or colored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// One value a pixel.
    Gray,
    /// Red, green and blue.
    Rgb,
}

impl Color {
    /// Values a pixel.
    pub fn channels(self) -> usize {
        match self {
            Color::Gray => 1,
            Color::Rgb => 3,
        }
    }
}

/// The size and color of the crops that a network takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CropFormat {
    /// Pixels a side.
    pub side: usize,
    /// Gray or colored.
    pub color: Color,
}

impl CropFormat {
    /// What the built-in network takes: 48 × 48, gray.
    pub const BUILT_IN: CropFormat = CropFormat {
        side: TEMPLATE_SIDE,
        color: Color::Gray,
    };

    /// Values a crop.
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

/// A picture of one aligned face: values from 0 (black) to 255, row by row, the three of a
/// colored pixel beside each other.
#[derive(Clone, PartialEq)]
pub struct Crop {
    format: CropFormat,
    values: Vec<f32>,
}

/// Samples an axis of one crop pixel are bounded by this: beyond, a face over 400 pixels high
/// would cost more and look the same.
const MAX_SAMPLES: usize = 8;

impl Crop {
    /// A crop that is already cut: [`CropFormat::value_count`] bytes, row by row. `None` for any
    /// other length.
    pub fn from_pixels(pixels: &[u8], format: CropFormat) -> Option<Self> {
        (pixels.len() == format.value_count()).then(|| Crop {
            format,
            values: pixels.iter().map(|&value| f32::from(value)).collect(),
        })
    }

    /// Turns and scales the frame so that the face's eyes and mouth come as close as they can to
    /// where they lie in training; past the frame's edge the edge's pixels repeat.
    pub fn from_face(frame: &Frame, landmarks: &Landmarks, format: CropFormat) -> Self {
        let alignment = Alignment::of(landmarks, format.side);
        let values = match format.color {
            Color::Gray => cut(frame, &alignment, format.side, luma),
            Color::Rgb => cut(frame, &alignment, format.side, rgb),
        };
        Crop { format, values }
    }

    /// Its size and color.
    pub fn format(&self) -> CropFormat {
        self.format
    }

    /// How light it is: the mean of its values, 0 to 255.
    pub fn mean_brightness(&self) -> f32 {
        self.values.iter().sum::<f32>() / self.values.len() as f32
    }

    /// The values, 0 to 255, row by row, those of a pixel beside each other.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    pub(crate) fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }
}

/// The frame as `alignment` places a crop of that side on it, `read` from its RGBA pixels.
fn cut<const CHANNELS: usize>(
    frame: &Frame,
    alignment: &Alignment,
    side: usize,
    read: impl Fn(&[u8]) -> [f32; CHANNELS],
) -> Vec<f32> {
    // One sample a crop pixel where the frame is as coarse as the crop, more where it is
    // finer, so that nothing is skipped.
    let samples = (alignment.scale().ceil() as usize).clamp(1, MAX_SAMPLES);
    let spacing = 1.0 / samples as f32;
    let mut values = Vec::with_capacity(side * side * CHANNELS);
    for row in 0..side {
        for column in 0..side {
            let mut sums = [0.0; CHANNELS];
            for sample in 0..samples * samples {
                let (down, right) = (sample / samples, sample % samples);
                let place = alignment.apply(Point {
                    x: column as f32 + (right as f32 + 0.5) * spacing,
                    y: row as f32 + (down as f32 + 0.5) * spacing,
                });
                let value = value_at(frame, place, &read);
                sums = std::array::from_fn(|channel| sums[channel] + value[channel]);
            }
            values.extend(sums.map(|sum| sum * spacing * spacing));
        }
    }
    values
}

/// The value between the four pixels round a place.
fn value_at<const CHANNELS: usize>(
    frame: &Frame,
    place: Point,
    read: impl Fn(&[u8]) -> [f32; CHANNELS],
) -> [f32; CHANNELS] {
    // Pixel centres lie at half coordinates.
    let split = |coordinate: f32, side: u32| {
        let last = (side - 1) as f32;
        let inside = (coordinate - 0.5).clamp(0.0, last);
        let first = inside.floor();
        // `f32::min` would be a call in WebAssembly.
        (
            first as usize,
            if first < last { first + 1.0 } else { last } as usize,
            inside - first,
        )
    };
    let mix = |one: [f32; CHANNELS], other: [f32; CHANNELS], share: f32| {
        std::array::from_fn(|channel| one[channel] * (1.0 - share) + other[channel] * share)
    };
    let (left, right, across) = split(place.x, frame.width());
    let (top, bottom, down) = split(place.y, frame.height());
    let pixel = |row: &[u8], column: usize| read(&row[column * Frame::CHANNELS..][..3]);
    let between = |row: &[u8]| mix(pixel(row, left), pixel(row, right), across);
    mix(between(frame.row(top)), between(frame.row(bottom)), down)
}

/// ITU-R BT.601, as FER-2013's tools and PyTorch's use.
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

    fn grey_frame(side: usize, value: impl Fn(usize, usize) -> u8) -> Vec<u8> {
        (0..side * side)
            .flat_map(|index| {
                let gray = value(index % side, index / side);
                [gray, gray, gray, 255]
            })
            .collect()
    }

    /// A face whose anchors lie where `map` puts the template's.
    fn template_moved(map: impl Fn(Point) -> Point) -> Landmarks {
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
    fn a_face_already_in_place_is_copied() {
        let pixels = grey_frame(48, |x, y| (x * 5 + y / 2) as u8);
        let frame = Frame::new(&pixels, 48, 48).unwrap();
        let crop = Crop::from_face(&frame, &template_moved(|point| point), CropFormat::BUILT_IN);
        let gray: Vec<u8> = pixels.chunks(4).map(|pixel| pixel[0]).collect();
        let expected = Crop::from_pixels(&gray, CropFormat::BUILT_IN).unwrap();
        for (got, want) in crop.values().iter().zip(expected.values()) {
            assert!((got - want).abs() < 0.01, "{got} against {want}");
        }
    }

    #[test]
    fn a_turned_and_scaled_face_comes_out_upright() {
        // A quarter turn and twice the size: crop (x, y) lies at frame (96 − 2y, 2x).
        let pixels = grey_frame(96, |x, y| (100 + x - y) as u8);
        let frame = Frame::new(&pixels, 96, 96).unwrap();
        let landmarks = template_moved(|point| Point {
            x: 96.0 - 2.0 * point.y,
            y: 2.0 * point.x,
        });
        let crop = Crop::from_face(&frame, &landmarks, CropFormat::BUILT_IN);
        for (x, y) in [(24.0, 30.0), (30.0, 40.0), (10.0, 35.0), (46.0, 1.0)] {
            // The centre of crop pixel (x, y) in the frame.
            let (frame_x, frame_y) = (96.0 - 2.0 * (y + 0.5), 2.0 * (x + 0.5));
            let want = 100.0 + frame_x - frame_y;
            let got = crop.values()[y as usize * TEMPLATE_SIDE + x as usize];
            assert!(
                (got - want).abs() < 0.01,
                "at {x}, {y}: {got} against {want}"
            );
        }
    }

    #[test]
    fn landmarks_in_one_point_give_numbers() {
        let pixels = grey_frame(4, |_, _| 7);
        let frame = Frame::new(&pixels, 4, 4).unwrap();
        let point = template_moved(|_| Point { x: 9.0, y: -3.0 });
        let crop = Crop::from_face(&frame, &point, CropFormat::BUILT_IN);
        assert!(crop.values().iter().all(|value| (value - 7.0).abs() < 1e-3));
    }

    #[test]
    fn a_larger_coloured_crop_shows_the_same_larger_and_in_colour() {
        // A crop of 96 lies on a frame of 48 like one of 48, at half the step.
        let pixels: Vec<u8> = (0..48 * 48)
            .flat_map(|index| [(index % 48 * 5) as u8, (index / 48 * 5) as u8, 7, 255])
            .collect();
        let frame = Frame::new(&pixels, 48, 48).unwrap();
        let format = CropFormat {
            side: 96,
            color: Color::Rgb,
        };
        let crop = Crop::from_face(&frame, &template_moved(|point| point), format);
        assert_eq!(crop.values().len(), format.value_count());
        for (x, y) in [(1, 1), (40, 30), (94, 50)] {
            let got = &crop.values()[(y * 96 + x) * 3..][..3];
            let expected = [x, y].map(|place| ((place as f32 + 0.5) / 2.0 - 0.5) * 5.0);
            for (got, want) in got.iter().zip([expected[0], expected[1], 7.0]) {
                assert!((got - want).abs() < 0.01, "at {x}, {y}: {got}, not {want}");
            }
        }
    }

    #[test]
    fn only_as_many_bytes_as_its_format_says_are_a_crop() {
        let colored = CropFormat {
            side: 20,
            color: Color::Rgb,
        };
        for (format, bytes, good) in [
            (CropFormat::BUILT_IN, 48 * 48, true),
            (CropFormat::BUILT_IN, 48 * 47, false),
            (colored, 20 * 20 * 3, true),
            (colored, 20 * 20, false),
        ] {
            let crop = Crop::from_pixels(&vec![0; bytes], format);
            assert_eq!(crop.is_some(), good, "{bytes} bytes as {format}");
        }
    }
}
