//! Makes camera frames of known faces: an image pasted into a frame, optionally corrupted.

use std::f32::consts::TAU;

use emosense::{Face, Frame, Recognizer};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbaImage};

use crate::dataset::Sample;

/// Width and height of a frame in pixels, as most cameras deliver it.
pub const SIZE: (u32, u32) = (640, 480);

/// The gray level around the face.
const BACKGROUND: u8 = 128;

/// The standard deviation of a camera's noise in gray levels.
const CAMERA_NOISE: f32 = 2.0;

/// How a frame is corrupted.
#[derive(Clone, Copy, PartialEq)]
pub enum Corruption {
    None,
    /// Rotates the face in the image plane, clockwise.
    Rotation {
        degrees: f32,
    },
    /// Applies a Gaussian blur; sigma in pixels of the frame.
    Blur {
        sigma: f32,
    },
    /// Adds Gaussian noise; sigma in gray levels.
    Noise {
        sigma: f32,
    },
    /// Compresses as JPEG; quality 1 to 100.
    Jpeg {
        quality: u8,
    },
    /// Computes `255 × (value / 255) ^ gamma`.
    Gamma {
        gamma: f32,
    },
    /// Dims the left half of the face to a quarter.
    SideLight,
    /// Multiplies each value.
    Dim {
        factor: f32,
    },
    /// Multiplies each value, then adds a camera's noise.
    LowLight {
        factor: f32,
    },
}

/// Enlarges an image to `height` pixels and pastes it into a gray frame, at a position that depends on its index.
pub fn paste_into_frame(sample: &Sample, height: u32, corruption: Corruption) -> GrayImage {
    let face = imageops::resize(&sample.image, height, height, FilterType::CatmullRom);
    let mut frame = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([BACKGROUND]));
    // A rotated square needs (√2 − 1) / 2 of its side on each side.
    let margin = match corruption {
        Corruption::Rotation { .. } => (height as f32 * 0.21) as u32,
        _ => 0,
    };
    let position = |multiplier: usize, extent: u32| {
        margin + (sample.index * multiplier) as u32 % (extent - height - 2 * margin + 1)
    };
    // Two coprime multipliers distribute the positions over the whole frame.
    let (left, top) = (position(97, SIZE.0), position(61, SIZE.1));
    match corruption {
        Corruption::Rotation { degrees } => paste_rotated(&mut frame, &face, (left, top), degrees),
        _ => imageops::replace(&mut frame, &face, left.into(), top.into()),
    }
    corrupt(frame, corruption, sample.index, left as f32, height as f32)
}

fn paste_rotated(frame: &mut GrayImage, face: &GrayImage, (left, top): (u32, u32), degrees: f32) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let center = face.width() as f32 / 2.0;
    for (x, y, pixel) in frame.enumerate_pixels_mut() {
        let (right, down) = (
            x as f32 + 0.5 - left as f32 - center,
            y as f32 + 0.5 - top as f32 - center,
        );
        // The coordinates in the face, from 0 to 1.
        let u = (cos * right + sin * down + center) / face.width() as f32;
        let v = (cos * down - sin * right + center) / face.height() as f32;
        if let Some(value) = imageops::sample_bilinear(face, u, v) {
            *pixel = value;
        }
    }
}

fn corrupt(
    mut frame: GrayImage,
    corruption: Corruption,
    seed: usize,
    left: f32,
    height: f32,
) -> GrayImage {
    let map = |frame: &mut GrayImage, function: &dyn Fn(f32, f32) -> f32| {
        for (x, _, pixel) in frame.enumerate_pixels_mut() {
            // Conversions from float to integer saturate at 0 and 255.
            pixel.0[0] = function(f32::from(pixel.0[0]), x as f32).round() as u8;
        }
    };
    match corruption {
        Corruption::None | Corruption::Rotation { .. } => {}
        Corruption::Blur { sigma } => frame = imageops::blur(&frame, sigma),
        Corruption::Noise { sigma } => add_noise(&mut frame, sigma, seed),
        Corruption::Jpeg { quality } => frame = compress_as_jpeg(&frame, quality),
        Corruption::Gamma { gamma } => {
            map(&mut frame, &|value, _| 255.0 * (value / 255.0).powf(gamma));
        }
        Corruption::SideLight => map(&mut frame, &|value, x| {
            // The light rises from a quarter to all of it over the middle third of the face.
            let rise = (((x - left) / height - 1.0 / 3.0) * 3.0).clamp(0.0, 1.0);
            value * (0.25 + 0.75 * rise)
        }),
        Corruption::Dim { factor } => map(&mut frame, &|value, _| value * factor),
        Corruption::LowLight { factor } => {
            map(&mut frame, &|value, _| value * factor);
            add_noise(&mut frame, CAMERA_NOISE, seed);
        }
    }
    frame
}

/// Adds Gaussian noise; `sigma` is its standard deviation in gray levels.
pub fn add_noise(frame: &mut GrayImage, sigma: f32, seed: usize) {
    let mut noise = Noise::new(seed);
    for pixel in frame.pixels_mut() {
        pixel.0[0] = (f32::from(pixel.0[0]) + sigma * noise.next()).round() as u8;
    }
}

/// Compresses a frame as JPEG and decompresses it again, in memory.
fn compress_as_jpeg(frame: &GrayImage, quality: u8) -> GrayImage {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode_image(frame)
        .expect("the encoder takes any gray image");
    image::load_from_memory_with_format(&file, ImageFormat::Jpeg)
        .expect("the decoder reads what the encoder wrote")
        .to_luma8()
}

/// Generates normally distributed numbers, the same for the same seed (`SplitMix64` and the Box-Muller transform).
pub struct Noise(u64);

impl Noise {
    /// Starts the sequence of a seed.
    pub fn new(seed: usize) -> Self {
        Noise(seed as u64)
    }

    /// Returns the next number; their mean is 0 and their standard deviation 1.
    pub fn next(&mut self) -> f32 {
        let radius = (-2.0 * (1.0 - self.next_uniform()).ln()).sqrt();
        radius * (TAU * self.next_uniform()).cos()
    }

    /// Returns a number from 0 to, but not including, 1.
    fn next_uniform(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

/// Returns the face with the highest confidence, if any, and the frame as RGBA pixels.
pub fn classify_top_face(
    recognizer: &mut Recognizer,
    frame: GrayImage,
) -> Result<Option<(Face, RgbaImage)>, emosense::Error> {
    let image = DynamicImage::ImageLuma8(frame).to_rgba8();
    let faces = recognizer.classify(&Frame::new(&image, SIZE.0, SIZE.1)?)?;
    Ok(faces.first().map(|face| (*face, image)))
}
