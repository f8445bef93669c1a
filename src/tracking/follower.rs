//! Finds the faces of a video's frames fast: looks in a small window round each known face, and at the whole frame now and then.

use crate::detection::{Region, SIZE, closer, find_again, seen_in, window};
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
    /// A detection that overlaps the face of the frame before less than this is not it.
    const SAME: f32 = 0.3;
    /// What part of its side a face may move or grow before its window is laid anew.
    const STEADY: f32 = 0.15;

    /// The faces of the next frame, the surest first; in the whole of it if `anywhere`.
    pub(crate) fn detect(
        &mut self,
        detector: &mut FaceDetector,
        frame: &Frame,
        input_size: u32,
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
            let mut found = detector.detect(frame, input_size);
            // Where faces hide one another their windows show others: 913 crossings of made videos
            // bring 27 changes of an id then instead of 20.
            if !anywhere && found.len() <= Self::MOST_FOLLOWED {
                self.see_in_windows(detector, frame, &mut found);
            }
            found
        });
        self.until_search -= 1;
        detections.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let known = detections.iter().map(|found| {
            let kept = self.steady_window(frame, &found.bounds);
            Some(Known {
                bounds: found.bounds,
                window: kept.or_else(|| window(frame, &found.bounds))?,
            })
        });
        // A face without a window cannot be followed: the next frame is searched.
        self.known = known.collect::<Option<_>>().unwrap_or_default();
        detections
    }

    /// Looks at the faces of a search once more, each in its window as in the frames before and
    /// after, so that their landmarks do not jump at a search.
    fn see_in_windows(&self, detector: &mut FaceDetector, frame: &Frame, found: &mut [Detection]) {
        for face in found {
            *face = match self.steady_window(frame, &face.bounds) {
                Some(kept) => seen_in(detector, frame, kept, *face),
                None => closer(detector, frame, *face),
            };
        }
    }

    /// The window of the frame before that still lies round the face.
    fn steady_window(&self, frame: &Frame, face: &Bounds) -> Option<Region> {
        let window = window(frame, face)?;
        let known = self.known.iter().map(|known| known.window);
        known.into_iter().find(|known| is_steady(known, &window))
    }

    /// The known faces, each found again; `None` where the whole frame must be searched.
    fn follow(&self, detector: &mut FaceDetector, frame: &Frame) -> Option<Vec<Detection>> {
        let count = self.known.len();
        if self.until_search == 0 || count == 0 || count > Self::MOST_FOLLOWED {
            return None;
        }
        let mut found: Vec<Detection> = Vec::with_capacity(count);
        for known in &self.known {
            let same = find_again(detector, frame, known.window, &known.bounds, Self::SAME)?;
            // Two windows that show one face: the other is lost.
            if found
                .iter()
                .any(|other| other.bounds.iou(&same.bounds) >= Self::SAME)
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
    let most = Follower::STEADY / SIZE * other.width.max(other.height) as f32;
    [
        (one.left, other.left),
        (one.top, other.top),
        (one.left + one.width, other.left + other.width),
        (one.top + one.height, other.top + other.height),
    ]
    .into_iter()
    .all(|(one, other)| one.abs_diff(other) as f32 <= most)
}
