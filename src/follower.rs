//! Finds the faces of a video's frames fast: looks in a small window round each known face, and at the whole frame now and then.

use crate::resize::Region;
use crate::{Bounds, Detection, FaceDetector, Frame};

/// Where the faces of the frame before were.
#[derive(Default)]
pub(crate) struct Follower {
    known: Vec<Known>,
    /// Width and height of that frame.
    size: (u32, u32),
    /// Frames until the whole frame is searched again.
    until_search: u32,
}

/// A face of the frame before.
struct Known {
    bounds: Bounds,
    /// Where it will be looked for. It stays while the face hardly moves: the same pixels then give
    /// the same answer, and nothing trembles.
    window: Region,
}

impl Follower {
    /// The whole frame is searched at least every so many frames: a new face is seen at the latest
    /// after a third of a second at 30 frames a second.
    const SEARCH_EVERY: u32 = 10;
    /// More known faces than these cost more in windows than one search of the whole frame.
    const MOST_FOLLOWED: usize = 3;
    /// Side of a window, in sides of the face that it is laid round. On the astronaut at 160 places
    /// and four sizes the eyes come out 3.6 % of the face's height off at 2.0, 4.3 % at 2.5, 4.1 %
    /// at 1.7, and 5.5 % in a search of the whole frame.
    const WINDOW: f32 = 2.0;
    /// Pixels to which a larger window is shrunk; 160 is no better, at 96 the eyes are 4.4 % off.
    const WINDOW_SIDE: u32 = 128;
    /// A detection that overlaps the face of the frame before less than this is not it.
    const SAME: f32 = 0.3;
    /// What part of its side a face may move or grow before its window is laid anew.
    const STEADY: f32 = 0.15;

    /// The faces of the next frame, the surest first; in the whole of it if `anywhere`.
    pub(crate) fn detect(
        &mut self,
        detector: &mut FaceDetector,
        frame: &Frame,
        anywhere: bool,
    ) -> Vec<Detection> {
        let size = (frame.width(), frame.height());
        if self.size != size {
            self.size = size;
            self.known.clear();
        }
        if anywhere {
            self.until_search = 0;
        }
        let followed = self.follow(detector, frame);
        let mut detections = followed.unwrap_or_else(|| {
            self.until_search = Self::SEARCH_EVERY;
            detector.detect(frame)
        });
        self.until_search -= 1;
        detections.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let known = detections.iter().map(|found| {
            let window = window(frame, &found.bounds)?;
            let steady = self.known.iter().map(|known| known.window);
            let kept = steady.into_iter().find(|kept| is_steady(kept, &window));
            Some(Known {
                bounds: found.bounds,
                window: kept.unwrap_or(window),
            })
        });
        // A face without a window cannot be followed: the next frame is searched.
        self.known = known.collect::<Option<_>>().unwrap_or_default();
        detections
    }

    /// The known faces, each found again; `None` where the whole frame must be searched.
    fn follow(&self, detector: &mut FaceDetector, frame: &Frame) -> Option<Vec<Detection>> {
        let count = self.known.len();
        if self.until_search == 0 || count == 0 || count > Self::MOST_FOLLOWED {
            return None;
        }
        let mut found: Vec<Detection> = Vec::with_capacity(count);
        for known in &self.known {
            let near = detector.search(frame, known.window, Self::WINDOW_SIDE);
            let same = near
                .into_iter()
                .max_by(|a, b| {
                    let [a, b] = [a, b].map(|near| near.bounds.overlap(&known.bounds));
                    a.total_cmp(&b)
                })
                .filter(|near| near.bounds.overlap(&known.bounds) >= Self::SAME)?;
            // Two windows that show one face: the other is lost.
            if found
                .iter()
                .any(|other| other.bounds.overlap(&same.bounds) >= Self::SAME)
            {
                return None;
            }
            found.push(same);
        }
        Some(found)
    }
}

/// Whether two windows are laid round a face that has hardly moved.
fn is_steady(one: &Region, other: &Region) -> bool {
    let most = Follower::STEADY / Follower::WINDOW * other.width.max(other.height) as f32;
    [
        (one.left, other.left),
        (one.top, other.top),
        (one.left + one.width, other.left + other.width),
        (one.top + one.height, other.top + other.height),
    ]
    .into_iter()
    .all(|(one, other)| one.abs_diff(other) as f32 <= most)
}

/// A square round the face, moved into the frame where it reaches past an edge, so that windows of
/// one size are searched; no larger than the frame. `None` where the face is out of the frame.
fn window(frame: &Frame, face: &Bounds) -> Option<Region> {
    let wanted = (face.width.max(face.height) * Follower::WINDOW).ceil();
    let span = |centre: f32, side: u32| {
        let side = side as f32;
        let length = wanted.min(side);
        let from = (centre - length / 2.0).round().clamp(0.0, side - length);
        (0.0..side)
            .contains(&centre)
            .then_some((from as usize, length as usize))
    };
    let (left, width) = span(face.x + face.width / 2.0, frame.width())?;
    let (top, height) = span(face.y + face.height / 2.0, frame.height())?;
    Some(Region {
        left,
        top,
        width,
        height,
    })
}
