//! Runs the YuNet face detector: resizes the frame, runs the model, decodes its outputs.

use super::nms::non_max_suppression;
use super::resize::{Region, shrink_to_rgb};
use crate::engine::sigmoid;
use crate::model::LoadedModel;
use crate::{Bounds, Engine, Error, Frame, Landmarks, Point};

/// A detected face, before its expression is classified.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The bounding box.
    pub bounds: Bounds,
    /// The eyes, the nose and the corners of the mouth.
    pub landmarks: Landmarks,
    /// The detector's confidence, from [`FaceDetector::MIN_CONFIDENCE`] to 1.
    pub confidence: f32,
}

/// The YuNet face detector (libfacedetection, BSD-3-Clause).
pub struct FaceDetector {
    model: LoadedModel,
}

/// Distance in pixels between neighboring cells, for each of the model's three output maps.
const STRIDES: [usize; 3] = [8, 16, 32];

/// Values of a cell of an output map.
const CELL_VALUES: usize = 16;

/// The largest distance of a face from the origin of the model's input, and its largest size, in pixels: far more than
/// any face has, and so little that no computation with it overflows.
const MAX_COORDINATE: f32 = 16_777_216.0;

/// Width and height of the model's input are multiples of its largest stride.
const INPUT_MULTIPLE: usize = 32;

impl FaceDetector {
    /// The lowest confidence of a detection, 0 to 1: at this value 19 photographs without a face
    /// gave no false positive. Measured: models/README.md, "Detection".
    pub const MIN_CONFIDENCE: f32 = 0.6;

    /// The longer side, in pixels, to which a larger still is shrunk for full-frame detection: in a
    /// still, detecting small faces matters more than time.
    pub const STILL_INPUT_SIZE: u32 = 640;

    /// The longer side, in pixels, to which a larger video frame is shrunk for full-frame
    /// detection: it takes a quarter of a still's time and detects faces that are at least about
    /// 30 pixels high in a 640×480 frame.
    pub const VIDEO_INPUT_SIZE: u32 = 320;

    /// The smallest and the largest input size in pixels; other sizes are clamped to them. The
    /// largest limits time and memory.
    const INPUT_SIZE_RANGE: (u32, u32) = (INPUT_MULTIPLE as u32, 1024);

    /// Loads the built-in model, `models/face.onnx`, in an engine.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the model is damaged, which the tests rule out.
    pub fn new(engine: Engine) -> Result<Self, Error> {
        let bytes = include_bytes!("../../models/face.onnx");
        let model = LoadedModel::built_in(engine, "face", bytes, Frame::COLORS)?;
        Ok(FaceDetector { model })
    }

    /// Detects the faces of the whole frame and returns them by descending confidence.
    ///
    /// `input_size` is the longer side, in pixels, to which a larger frame is shrunk; it is
    /// clamped to the range from 32 to 1024. A larger size detects smaller faces and takes time in
    /// proportion to its square.
    ///
    /// # Errors
    /// Returns [`Error::InferenceFailed`] if the engine fails, which the tests rule out.
    pub fn detect(&mut self, frame: &Frame, input_size: u32) -> Result<Vec<Detection>, Error> {
        let (smallest, largest) = Self::INPUT_SIZE_RANGE;
        let input_size = input_size.clamp(smallest, largest);
        self.detect_in(frame, Region::whole(frame), input_size)
    }

    /// Detects the faces of a region, shrunk to a longer side of `input_size` pixels if it is
    /// larger, and returns them by descending confidence, in coordinates of the frame.
    pub(super) fn detect_in(
        &mut self,
        frame: &Frame,
        region: Region,
        input_size: u32,
    ) -> Result<Vec<Detection>, Error> {
        let (width, height) = (region.width as f64, region.height as f64);
        let scale = (f64::from(input_size) / width.max(height)).min(1.0);
        let scaled = |side: f64| ((side * scale).round() as usize).max(1);
        let scaled_size = (scaled(width), scaled(height));
        let input_width = scaled_size.0.next_multiple_of(INPUT_MULTIPLE);
        let input_height = scaled_size.1.next_multiple_of(INPUT_MULTIPLE);
        let maps = self.model.run((input_height, input_width), |input| {
            shrink_to_rgb(frame, region, scaled_size, input);
        })?;
        Ok(decode_faces(&maps, scaled_size, region))
    }
}

/// Decodes the model's output maps for a region that was shrunk to `input_size`, and returns the faces by descending
/// confidence, in coordinates of the frame. Each map has [`CELL_VALUES`] channels of rows of cells.
pub(crate) fn decode_faces(
    maps: &[Vec<f32>],
    input_size: (usize, usize),
    region: Region,
) -> Vec<Detection> {
    let mut detections = Vec::new();
    let input_width = input_size.0.next_multiple_of(INPUT_MULTIPLE);
    for (map, stride) in maps.iter().zip(STRIDES) {
        decode(map, input_width / stride, stride, &mut detections);
    }
    let mut detections = non_max_suppression(detections);
    let scale = Point {
        x: region.width as f32 / input_size.0 as f32,
        y: region.height as f32 / input_size.1 as f32,
    };
    let offset = Point {
        x: region.left as f32,
        y: region.top as f32,
    };
    for detection in &mut detections {
        detection.map_to_frame(scale, offset);
    }
    detections
}

impl Detection {
    /// Converts coordinates of the model's input to those of the frame.
    fn map_to_frame(&mut self, scale: Point, offset: Point) {
        self.bounds.x = self.bounds.x * scale.x + offset.x;
        self.bounds.width *= scale.x;
        self.bounds.y = self.bounds.y * scale.y + offset.y;
        self.bounds.height *= scale.y;
        for point in self.landmarks.points_mut() {
            point.x = point.x * scale.x + offset.x;
            point.y = point.y * scale.y + offset.y;
        }
    }
}

/// Decodes the cells of one output map, which has `columns`, by YuNet's formulas and appends the detections.
///
/// A cell has [`CELL_VALUES`]: class, objectness, box ×4, landmarks ×10. The confidence is the geometric
/// mean of class and objectness. The center of the box and the landmarks are offsets from the
/// cell, width and height are logarithms, all in units of the stride.
fn decode(map: &[f32], columns: usize, stride: usize, detections: &mut Vec<Detection>) {
    let stride = stride as f32;
    let cells = map.len() / CELL_VALUES;
    for cell in 0..cells {
        let value = |channel: usize| map[channel * cells + cell];
        let confidence = (sigmoid(value(0)) * sigmoid(value(1))).sqrt();
        if confidence.is_nan() || confidence < FaceDetector::MIN_CONFIDENCE {
            continue;
        }
        let (row, column) = ((cell / columns) as f32, (cell % columns) as f32);
        let point = |channel: usize| Point {
            x: (value(channel) + column) * stride,
            y: (value(channel + 1) + row) * stride,
        };
        let center = point(2);
        let (width, height) = (value(4).exp() * stride, value(5).exp() * stride);
        let detection = Detection {
            bounds: Bounds {
                x: center.x - width / 2.0,
                y: center.y - height / 2.0,
                width,
                height,
            },
            landmarks: Landmarks {
                left_eye: point(6),
                right_eye: point(8),
                nose: point(10),
                left_mouth: point(12),
                right_mouth: point(14),
            },
            confidence,
        };
        let landmarks = detection.landmarks.points();
        let coordinates = landmarks.iter().flat_map(|point| [point.x, point.y]);
        if [center.x, center.y, width, height]
            .into_iter()
            .chain(coordinates)
            .all(|value| value.abs() <= MAX_COORDINATE)
        {
            detections.push(detection);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discards_a_face_beyond_all_bounds() {
        // A center, a width and a landmark that are far away, infinite, or not a number.
        for (channel, value) in [(2, 1e8), (4, 88.0), (4, 100.0), (6, -1e37), (15, f32::NAN)] {
            let mut map = [0.0; CELL_VALUES];
            map[..2].fill(20.0);
            map[channel] = value;
            let mut detections = Vec::new();
            decode(&map, 1, 8, &mut detections);
            assert_eq!(detections, [], "{value} in channel {channel}");
        }
    }

    #[test]
    fn decodes_a_cell_by_the_formulas() {
        // One row, two columns, stride 8; the second cell holds a face.
        let mut map = [-20.0; 2 * CELL_VALUES];
        let landmarks = (0..10).map(|index| index as f32 / 10.0);
        let cell: Vec<f32> = [20.0, 20.0, 0.5, 0.25, 2.0_f32.ln(), 4.0_f32.ln()]
            .into_iter()
            .chain(landmarks)
            .collect();
        for (channel, value) in cell.into_iter().enumerate() {
            map[channel * 2 + 1] = value;
        }
        let mut detections = Vec::new();
        decode(&map, 2, 8, &mut detections);
        assert_eq!(detections.len(), 1);
        let detection = detections[0];
        let Bounds {
            x,
            y,
            width,
            height,
        } = detection.bounds;
        let expected = [12.0 - 8.0, 2.0 - 16.0, 16.0, 32.0];
        for (got, want) in [x, y, width, height].into_iter().zip(expected) {
            assert!((got - want).abs() < 1e-4, "{got}, expected {want}");
        }
        assert_eq!(detection.landmarks.left_eye, Point { x: 8.0, y: 0.8 });
        let right_mouth = Point {
            x: (0.8 + 1.0) * 8.0,
            y: 0.9 * 8.0,
        };
        assert_eq!(detection.landmarks.right_mouth, right_mouth);
        assert!((detection.confidence - 1.0).abs() < 1e-6);
    }
}
