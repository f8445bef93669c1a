//! A flat picture of a face laid on a head and the head turned, so that the angle is known.

use image::{GenericImageView, ImageBuffer, Pixel};

/// Where the head is in the picture: the middle between the eyes, and their distance, in pixels.
#[derive(Clone, Copy)]
pub struct Head {
    pub x: f32,
    pub y: f32,
    pub eyes_apart: f32,
}

/// Half a head's width, height and depth, in distances between the eyes: an ellipsoid of 150 ×
/// 220 × 190 mm for eyes 62 mm apart, which are this far above its middle.
const HALF: [f32; 3] = [1.2, 1.8, 1.5];
const EYES_ABOVE: f32 = 0.5;
/// The nose: a bell this far out, this far below the eyes, this wide and high.
const NOSE: [f32; 4] = [0.4, 0.6, 0.18, 0.25];

/// The picture with its head turned to the picture's right by so many degrees, less than 90; what
/// is not head stays.
pub fn turned<I: GenericImageView<Pixel: Pixel<Subpixel = u8>>>(
    picture: &I,
    head: Head,
    degrees: f32,
) -> ImageBuffer<I::Pixel, Vec<u8>> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = picture.dimensions();
    let mut result = ImageBuffer::from_fn(width, height, |x, y| picture.get_pixel(x, y));
    for y in 0..height {
        let down = (y as f32 + 0.5 - head.y) / head.eyes_apart;
        // How near the viewer what a pixel shows is: the nearest wins.
        let mut nearest = vec![f32::NEG_INFINITY; width as usize];
        let mut before = f32::INFINITY;
        // Sixteen steps a pixel leave no holes where the surface is stretched.
        for step in 0..width * 16 {
            let from = (step as f32 + 0.5) / 16.0;
            let across = (from - head.x) / head.eyes_apart;
            let Some(depth) = depth(across, down) else {
                continue;
            };
            let to = head.x + (across * cos + depth * sin) * head.eyes_apart;
            let near = depth * cos - across * sin;
            // Where it goes back, the surface is seen from behind.
            let seen = to > before;
            before = to;
            if seen && (0.0..width as f32).contains(&to) && near > nearest[to as usize] {
                nearest[to as usize] = near;
                result.put_pixel(to as u32, y, picture.get_pixel(from as u32, y));
            }
        }
    }
    result
}

/// How far the surface lies before the head's middle; `None` beside the head.
fn depth(across: f32, down: f32) -> Option<f32> {
    let [half_width, half_height, half_depth] = HALF;
    let inside = 1.0 - (across / half_width).powi(2) - ((down - EYES_ABOVE) / half_height).powi(2);
    let [out, below, wide, high] = NOSE;
    let bell = (across / wide).powi(2) + ((down - below) / high).powi(2);
    (inside > 0.0).then(|| half_depth * inside.sqrt() + out * (-bell / 2.0).exp())
}
