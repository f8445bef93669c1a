//! Finds faces with YuNet: prepares the frame, decodes the network's outputs, drops duplicates.

use super::resize::{Region, shrink_to_rgb};
use crate::engine::{FeatureMap, Graph};
use crate::{Bounds, Error, Frame, Landmarks, Point};

/// A face as the detector sees it, before its expression is classified.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// Where it is.
    pub bounds: Bounds,
    /// Its eyes, nose and mouth corners.
    pub landmarks: Landmarks,
    /// How sure the detector is, from [`FaceDetector::MIN_CONFIDENCE`] to 1.
    pub confidence: f32,
}

/// YuNet (libfacedetection, BSD-3-Clause).
pub struct FaceDetector {
    network: Graph,
}

/// Distances in pixels between the cells of the network's three output maps.
const STRIDES: [usize; 3] = [8, 16, 32];
/// Both sides of the network's input are multiples of the widest stride.
const ALIGNMENT: usize = 32;
/// Two boxes that overlap more than this are one face (libfacedetection's value).
const DUPLICATE_OVERLAP: f32 = 0.45;

impl FaceDetector {
    /// Detections below this are dropped: the value at which 19 pictures without a face gave no
    /// false one.
    pub const MIN_CONFIDENCE: f32 = 0.6;

    /// Longer side, in pixels, to which a larger still is shrunk for full-frame detection: a still
    /// is detected once, so small faces count more than time.
    pub const STILL_INPUT_SIZE: u32 = 640;

    /// Longer side, in pixels, to which a larger frame of a video is shrunk for full-frame
    /// detection: a quarter of a still's time, and it finds faces from about 30 pixels high in a
    /// 640×480 frame.
    pub const VIDEO_INPUT_SIZE: u32 = 320;

    /// The smallest and the largest input size, in pixels; others are clamped to these.
    const INPUT_SIZES: (u32, u32) = (ALIGNMENT as u32, 1024);

    /// Loads `models/face.onnx`, which is built in.
    ///
    /// # Errors
    /// None with the shipped file; the tests hold that.
    pub fn new() -> Result<Self, Error> {
        let network = Graph::from_onnx(include_bytes!("../../models/face.onnx"), Frame::COLORS);
        Ok(FaceDetector {
            network: network.map_err(|reason| Error::InvalidModel {
                model: "face",
                reason,
            })?,
        })
    }

    /// Detects the faces of the whole frame, by descending confidence.
    ///
    /// `input_size`: the longer side, in pixels, to which a larger frame is shrunk, clamped to
    /// 32–1024. A larger one finds smaller faces and takes time in proportion to its square.
    pub fn detect(&mut self, frame: &Frame, input_size: u32) -> Vec<Detection> {
        let (smallest, largest) = Self::INPUT_SIZES;
        let input_size = input_size.clamp(smallest, largest);
        self.search(frame, Region::whole(frame), input_size)
    }

    /// Detects the faces of a part of the frame, shrunk to a longer side of `input_size` if it is larger.
    pub(crate) fn search(
        &mut self,
        frame: &Frame,
        region: Region,
        input_size: u32,
    ) -> Vec<Detection> {
        let (width, height) = (region.width as f64, region.height as f64);
        let scale = (f64::from(input_size) / width.max(height)).min(1.0);
        let shrink = |side: f64| ((side * scale).round() as usize).max(1);
        let (inner_width, inner_height) = (shrink(width), shrink(height));
        let canvas = self.network.input(
            inner_height.next_multiple_of(ALIGNMENT),
            inner_width.next_multiple_of(ALIGNMENT),
        );
        shrink_to_rgb(frame, region, (inner_width, inner_height), canvas);
        self.network.run();
        let mut found = Vec::new();
        for ((map, _), stride) in self.network.outputs().zip(STRIDES) {
            decode(map, stride, &mut found);
        }
        let mut detections = without_duplicates(found);
        let scale = Point {
            x: region.width as f32 / inner_width as f32,
            y: region.height as f32 / inner_height as f32,
        };
        let corner = Point {
            x: region.left as f32,
            y: region.top as f32,
        };
        for detection in &mut detections {
            detection.place(scale, corner);
        }
        detections
    }
}

impl Detection {
    /// From the coordinates of the canvas to those of the frame.
    fn place(&mut self, scale: Point, corner: Point) {
        self.bounds.x = self.bounds.x * scale.x + corner.x;
        self.bounds.width *= scale.x;
        self.bounds.y = self.bounds.y * scale.y + corner.y;
        self.bounds.height *= scale.y;
        for point in self.landmarks.points_mut() {
            point.x = point.x * scale.x + corner.x;
            point.y = point.y * scale.y + corner.y;
        }
    }
}

/// Turns the cells of one output map into detections, by YuNet's formulas. The values of a cell
/// are class, objectness, box ×4, landmarks ×10; its score is
/// the geometric mean of class and objectness; centre and landmarks are offsets from the cell,
/// width and height logarithms, all in units of the stride.
fn decode(map: &FeatureMap, stride: usize, found: &mut Vec<Detection>) {
    let stride = stride as f32;
    let cells = (0..map.height).flat_map(|row| {
        let pixels = map.row(row).chunks_exact(map.channels).enumerate();
        pixels.map(move |(column, values)| (row as f32, column as f32, values))
    });
    for (row, column, values) in cells {
        let channel = |index: usize| values[index];
        let confidence = (logistic(channel(0)) * logistic(channel(1))).sqrt();
        if confidence.is_nan() || confidence < FaceDetector::MIN_CONFIDENCE {
            continue;
        }
        let at = |x: usize| Point {
            x: (channel(x) + column) * stride,
            y: (channel(x + 1) + row) * stride,
        };
        let centre = at(2);
        let (width, height) = (channel(4).exp() * stride, channel(5).exp() * stride);
        let detection = Detection {
            bounds: Bounds {
                x: centre.x - width / 2.0,
                y: centre.y - height / 2.0,
                width,
                height,
            },
            landmarks: Landmarks {
                left_eye: at(6),
                right_eye: at(8),
                nose: at(10),
                left_mouth: at(12),
                right_mouth: at(14),
            },
            confidence,
        };
        let points = detection.landmarks.points();
        if [centre.x, centre.y, width, height]
            .into_iter()
            .chain(points.iter().flat_map(|point| [point.x, point.y]))
            .all(f32::is_finite)
        {
            found.push(detection);
        }
    }
}

fn logistic(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}

/// Greedy non-maximum suppression: the surest first, each drops those that overlap it.
fn without_duplicates(mut found: Vec<Detection>) -> Vec<Detection> {
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut kept: Vec<Detection> = Vec::new();
    for detection in found {
        let is_new = kept
            .iter()
            .all(|other| other.bounds.iou(&detection.bounds) <= DUPLICATE_OVERLAP);
        if is_new {
            kept.push(detection);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(x: f32, confidence: f32) -> Detection {
        let point = Point { x, y: 0.0 };
        Detection {
            bounds: Bounds {
                x,
                y: 0.0,
                width: 10.0,
                height: 10.0,
            },
            landmarks: Landmarks {
                left_eye: point,
                right_eye: point,
                nose: point,
                left_mouth: point,
                right_mouth: point,
            },
            confidence,
        }
    }

    #[test]
    fn the_surest_of_duplicates_stays() {
        let kept = without_duplicates(vec![
            detection(0.0, 0.7),
            detection(1.0, 0.9),
            detection(40.0, 0.8),
        ]);
        let places: Vec<f32> = kept.iter().map(|face| face.bounds.x).collect();
        assert_eq!(places, [1.0, 40.0]);
    }

    #[test]
    fn a_cell_decodes_by_the_formulas() {
        // One row, two columns, stride 8; the second cell holds a face.
        let mut map = FeatureMap::new(1, 2, 16);
        map.row_mut(0).fill(-20.0);
        for (value, given) in map.row_mut(0)[16..].iter_mut().zip(
            [20.0, 20.0, 0.5, 0.25, 2.0_f32.ln(), 4.0_f32.ln()]
                .into_iter()
                .chain((0..10).map(|index| index as f32 / 10.0)),
        ) {
            *value = given;
        }
        let mut found = Vec::new();
        decode(&map, 8, &mut found);
        assert_eq!(found.len(), 1);
        let face = found[0];
        let expected = [12.0 - 8.0, 2.0 - 16.0, 16.0, 32.0];
        let bounds = face.bounds;
        for (got, want) in [bounds.x, bounds.y, bounds.width, bounds.height]
            .into_iter()
            .zip(expected)
        {
            assert!((got - want).abs() < 1e-4, "{got} against {want}");
        }
        assert_eq!(face.landmarks.left_eye, Point { x: 8.0, y: 0.8 });
        assert_eq!(
            face.landmarks.right_mouth,
            Point {
                x: (0.8 + 1.0) * 8.0,
                y: 0.9 * 8.0
            }
        );
        assert!((face.confidence - 1.0).abs() < 1e-6);
    }
}
