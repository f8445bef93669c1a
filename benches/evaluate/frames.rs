//! Pictures as a camera might see them: pasted into a frame, turned, blurred, noisy, dark.

use std::f32::consts::TAU;

use emosense::{Face, Frame, Recognizer};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbaImage};

use crate::dataset::Picture;

/// Width and height, as most cameras give them.
pub const SIZE: (u32, u32) = (640, 480);

/// The gray round the picture.
const GROUND: u8 = 128;

/// What else happens to the frame.
#[derive(Clone, Copy, PartialEq)]
pub enum Disturbance {
    None,
    /// Turned in the plane, clockwise.
    Turned {
        degrees: f32,
    },
    /// Gaussian, in pixels of the frame.
    Blurred {
        sigma: f32,
    },
    /// Gaussian, in gray levels.
    Noisy {
        sigma: f32,
    },
    /// JPEG quality, 1 to 100.
    Jpeg {
        quality: u8,
    },
    /// `255 × (value / 255) ^ gamma`.
    Gamma {
        gamma: f32,
    },
    /// The left half of the face gets a quarter of the light.
    SideLight,
    /// Every value times that.
    Dimmed {
        factor: f32,
    },
    /// Dimmed, with the noise of a camera that has little light.
    Dark {
        factor: f32,
    },
}

/// Gray levels, as a standard deviation, of a camera's noise.
const CAMERA_NOISE: f32 = 2.0;

/// Enlarges the picture to `height` pixels and pastes it into a gray frame, at a place that
/// depends on its index.
pub fn frame_of(picture: &Picture, height: u32, disturbance: Disturbance) -> GrayImage {
    let face = imageops::resize(&picture.gray, height, height, FilterType::CatmullRom);
    let mut frame = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([GROUND]));
    // A turned square reaches out by (√2 − 1) / 2 of its side.
    let margin = match disturbance {
        Disturbance::Turned { .. } => (height as f32 * 0.21) as u32,
        _ => 0,
    };
    let place = |step: usize, side: u32| {
        margin + (picture.index * step) as u32 % (side - height - 2 * margin + 1)
    };
    // Two coprime steps spread the places over the whole frame.
    let (left, top) = (place(97, SIZE.0), place(61, SIZE.1));
    match disturbance {
        Disturbance::Turned { degrees } => paste_turned(&mut frame, &face, (left, top), degrees),
        _ => imageops::replace(&mut frame, &face, left.into(), top.into()),
    }
    disturb(
        frame,
        disturbance,
        picture.index,
        left as f32,
        height as f32,
    )
}

fn paste_turned(frame: &mut GrayImage, face: &GrayImage, (left, top): (u32, u32), degrees: f32) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let middle = face.width() as f32 / 2.0;
    for (x, y, pixel) in frame.enumerate_pixels_mut() {
        let (right, down) = (
            x as f32 + 0.5 - left as f32 - middle,
            y as f32 + 0.5 - top as f32 - middle,
        );
        // The place in the picture that this pixel shows, in units of its side.
        let u = (cos * right + sin * down + middle) / face.width() as f32;
        let v = (cos * down - sin * right + middle) / face.height() as f32;
        if let Some(value) = imageops::sample_bilinear(face, u, v) {
            *pixel = value;
        }
    }
}

fn disturb(
    mut frame: GrayImage,
    disturbance: Disturbance,
    seed: usize,
    left: f32,
    height: f32,
) -> GrayImage {
    let each = |frame: &mut GrayImage, change: &dyn Fn(f32, f32) -> f32| {
        for (x, _, pixel) in frame.enumerate_pixels_mut() {
            // Float to integer conversion saturates at 0 and 255.
            pixel.0[0] = change(f32::from(pixel.0[0]), x as f32).round() as u8;
        }
    };
    match disturbance {
        Disturbance::None | Disturbance::Turned { .. } => {}
        Disturbance::Blurred { sigma } => frame = imageops::blur(&frame, sigma),
        Disturbance::Noisy { sigma } => add_noise(&mut frame, sigma, seed),
        Disturbance::Jpeg { quality } => frame = through_jpeg(&frame, quality),
        Disturbance::Gamma { gamma } => {
            each(&mut frame, &|value, _| 255.0 * (value / 255.0).powf(gamma));
        }
        Disturbance::SideLight => each(&mut frame, &|value, x| {
            // From a quarter to all of the light over the middle third of the face.
            let across = (((x - left) / height - 1.0 / 3.0) * 3.0).clamp(0.0, 1.0);
            value * (0.25 + 0.75 * across)
        }),
        Disturbance::Dimmed { factor } => each(&mut frame, &|value, _| value * factor),
        Disturbance::Dark { factor } => {
            each(&mut frame, &|value, _| value * factor);
            add_noise(&mut frame, CAMERA_NOISE, seed);
        }
    }
    frame
}

/// Noise of that standard deviation, in gray levels.
pub fn add_noise(frame: &mut GrayImage, sigma: f32, seed: usize) {
    let mut noise = Noise::new(seed);
    for pixel in frame.pixels_mut() {
        pixel.0[0] = (f32::from(pixel.0[0]) + sigma * noise.next()).round() as u8;
    }
}

/// Written as a JPEG and read again; what cannot fail in memory does not.
fn through_jpeg(frame: &GrayImage, quality: u8) -> GrayImage {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode_image(frame)
        .expect("a frame fits into memory");
    image::load_from_memory_with_format(&file, ImageFormat::Jpeg)
        .expect("what was just written can be read")
        .to_luma8()
}

/// Normally distributed numbers, the same for the same start (SplitMix64, Box and Muller).
pub struct Noise(u64);

impl Noise {
    pub fn new(seed: usize) -> Self {
        Noise(seed as u64)
    }

    pub fn next(&mut self) -> f32 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (TAU * self.uniform()).cos()
    }

    /// From 0 up to, not including, 1.
    fn uniform(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

/// The surest face of the frame, if any, and the frame in the recogniser's own form.
pub fn surest_face(
    recognizer: &mut Recognizer,
    frame: GrayImage,
) -> Result<Option<(Face, RgbaImage)>, emosense::Error> {
    let picture = DynamicImage::ImageLuma8(frame).to_rgba8();
    let faces = recognizer.classify(&Frame::new(&picture, SIZE.0, SIZE.1)?)?;
    Ok(faces.first().map(|face| (*face, picture)))
}
