//! Rotates a head to a known yaw: the image of a face is projected onto a model of a head, which is rotated.

use image::{GenericImageView, ImageBuffer, Pixel};

/// The position of a head in an image: the center between the eyes, and their distance, in pixels.
#[derive(Clone, Copy)]
pub struct Head {
    pub x: f32,
    pub y: f32,
    pub eye_distance: f32,
}

/// Half the width, height and depth of a head in eye distances: an ellipsoid of 150 × 220 × 190 mm, for eyes that are
/// 62 mm apart.
const HALF_AXES: [f32; 3] = [1.2, 1.8, 1.5];
/// The height of the eyes above the center of the head, in eye distances.
const EYE_HEIGHT: f32 = 0.5;
/// The nose, a Gaussian: its depth, its distance below the eyes, and its sigma across and down, in eye distances.
const NOSE: [f32; 4] = [0.4, 0.6, 0.18, 0.25];
/// Steps per pixel: enough to leave no holes where the surface is stretched.
const STEPS: u32 = 16;

/// Rotates the head to the right of the image by less than 90 degrees. The background stays.
pub fn rotate_head<I: GenericImageView<Pixel: Pixel<Subpixel = u8>>>(
    image: &I,
    head: Head,
    degrees: f32,
) -> ImageBuffer<I::Pixel, Vec<u8>> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = image.dimensions();
    let mut rotated = ImageBuffer::from_fn(width, height, |x, y| image.get_pixel(x, y));
    for y in 0..height {
        let down = (y as f32 + 0.5 - head.y) / head.eye_distance;
        // The depth of what each pixel shows; the point closest to the camera wins.
        let mut closest = vec![f32::NEG_INFINITY; width as usize];
        let mut previous = f32::INFINITY;
        for step in 0..width * STEPS {
            let source = (step as f32 + 0.5) / STEPS as f32;
            let across = (source - head.x) / head.eye_distance;
            let Some(depth) = surface_depth(across, down) else {
                continue;
            };
            let target = head.x + (across * cos + depth * sin) * head.eye_distance;
            let rotated_depth = depth * cos - across * sin;
            // Where the target moves to the left, the surface faces away from the camera.
            let visible = target > previous;
            previous = target;
            if visible
                && (0.0..width as f32).contains(&target)
                && rotated_depth > closest[target as usize]
            {
                closest[target as usize] = rotated_depth;
                rotated.put_pixel(target as u32, y, image.get_pixel(source as u32, y));
            }
        }
    }
    rotated
}

/// Returns how far the surface is in front of the center of the head, or `None` beside the head.
fn surface_depth(across: f32, down: f32) -> Option<f32> {
    let [half_width, half_height, half_depth] = HALF_AXES;
    let inside = 1.0 - (across / half_width).powi(2) - ((down - EYE_HEIGHT) / half_height).powi(2);
    let [nose_depth, below, sigma_across, sigma_down] = NOSE;
    let squared = (across / sigma_across).powi(2) + ((down - below) / sigma_down).powi(2);
    (inside > 0.0).then(|| half_depth * inside.sqrt() + nose_depth * (-squared / 2.0).exp())
}
