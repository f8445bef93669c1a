//! Keeps every face of a video apart from the others, with an id and smoothed scores of its own.

use serde::{Serialize, Serializer};

use super::Look;
use crate::{Bounds, Emotion, Point, Scores, SmoothedScores, Smoothing};

/// One face followed through a video.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Track {
    /// 1, 2, 3 … in the order in which faces came; it stays while faces cross, leave and come
    /// back within a second.
    pub id: u32,
    /// Scores smoothed over the frames in which the face was readable; they sum to one. Until
    /// there has been one such frame, the raw ones.
    pub scores: Scores,
    /// What the expression has resembled for a while; `None`, in JavaScript `'uncertain'`, where
    /// nothing is likely enough or the face has not been readable for a second.
    #[serde(serialize_with = "name_or_uncertain")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Emotion | 'uncertain'"))]
    pub emotion: Option<Emotion>,
}

fn name_or_uncertain<S: Serializer>(emotion: &Option<Emotion>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(emotion.map_or("uncertain", Emotion::name))
}

/// A face of a frame, as far as it tells which face it is.
pub(crate) struct Sighting {
    pub(crate) bounds: Bounds,
    pub(crate) look: Look,
}

/// The faces of a video so far: those of the last frame, and those lost less than a second ago.
///
/// In made videos of two, three and four faces that swing past each other and are away for 0.3 to
/// 0.9 s, 12 of each, at 10, 15 and 30 frames a second (`cargo run --release --example evaluate --
/// fer2013.npz --split PublicTest --videos`), 913 crossings and 324 absences bring 20 changes of an
/// id; without the look of a face, by place and size alone, 169; without its velocity 32.
#[derive(Default)]
pub(crate) struct Tracks {
    faces: Vec<Known>,
    last_id: u32,
    /// When the last frame was.
    at_ms: f64,
    /// Width and height of the last frame.
    size: (u32, u32),
}

/// One of them.
struct Known {
    id: u32,
    /// Its centre when it was last seen.
    centre: Point,
    /// Its size and look when nothing was before it.
    side: f32,
    look: Look,
    /// Of its centre, in pixels a millisecond.
    velocity: Point,
    /// Since it was last seen, up to the last frame.
    unseen_ms: f32,
    /// Since the first frame without it; `None` while it is seen.
    lost_ms: Option<f32>,
    /// Since its scores were last taken in.
    unread_ms: f32,
    smoothed: Option<SmoothedScores>,
}

impl Tracks {
    /// A face lost for longer than this comes back as a new one.
    const LIFE_MS: f32 = 1000.0;
    /// A longer pause between two frames, or step back in time, ends all tracks.
    const PAUSE_MS: f64 = 5000.0;
    /// A face that has not been readable for longer than this starts its scores anew.
    const UNREAD_MS: f32 = 1000.0;
    /// A lost face is expected to have moved on for this long.
    const COAST_MS: f32 = 500.0;
    /// Time constant over which velocity is averaged.
    const VELOCITY_MS: f32 = 150.0;
    /// Time constant over which its size and its look are averaged.
    const LOOK_MS: f32 = 500.0;
    /// How far from its expected place, in sides of its box, a face may be found …
    const REACH: f32 = 0.75;
    /// … and how much farther for every millisecond that it was not seen.
    const REACH_A_MS: f32 = 0.002;

    /// Takes the faces of the next frame, the surest first, and gives for each the place of its
    /// track; `None` for those for which `most` tracks leave no place.
    pub(crate) fn place(
        &mut self,
        sightings: &[Sighting],
        size: (u32, u32),
        at_ms: f64,
        most: usize,
    ) -> Vec<Option<usize>> {
        self.go_on(size, at_ms);
        self.faces.truncate(most);
        let mut places = self.matches(sightings);
        for (index, known) in self.faces.iter_mut().enumerate() {
            match places.iter().position(|place| *place == Some(index)) {
                Some(sighting) => {
                    let seen = &sightings[sighting];
                    let covered = (sightings.iter().enumerate()).any(|(other, one)| {
                        other != sighting && one.bounds.iou(&seen.bounds) > 0.0
                    });
                    known.see(seen, covered);
                }
                None => known.lost_ms = Some(known.lost_ms.unwrap_or(0.0)),
            }
        }
        for (place, sighting) in places.iter_mut().zip(sightings) {
            if place.is_none() && self.faces.len() < most {
                *place = Some(self.faces.len());
                self.last_id += 1;
                self.faces.push(Known::new(self.last_id, sighting));
            }
        }
        places
    }

    /// Ages everything to the time of the next frame, and lets go of what is too old.
    fn go_on(&mut self, size: (u32, u32), at_ms: f64) {
        let step = at_ms - self.at_ms;
        if self.size != size || step.abs() > Self::PAUSE_MS {
            self.faces.clear();
        }
        (self.size, self.at_ms) = (size, at_ms);
        // A small step back is a clock's trembling or a seek: no time has gone by.
        let elapsed_ms = step.max(0.0) as f32;
        for known in &mut self.faces {
            known.unseen_ms += elapsed_ms;
            known.unread_ms += elapsed_ms;
            known.lost_ms = known.lost_ms.map(|lost| lost + elapsed_ms);
        }
        let lives = |known: &Known| known.lost_ms.is_none_or(|lost| lost <= Self::LIFE_MS);
        self.faces.retain(lives);
    }

    /// Which known face each sighting is: the likeliest pair first, each in one pair at most.
    fn matches(&self, sightings: &[Sighting]) -> Vec<Option<usize>> {
        let mut pairs = Vec::new();
        for (index, known) in self.faces.iter().enumerate() {
            for (sighting, seen) in sightings.iter().enumerate() {
                if let Some(cost) = known.cost(seen) {
                    pairs.push((cost, index, sighting));
                }
            }
        }
        pairs.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
        let mut places = vec![None; sightings.len()];
        for (_, index, sighting) in pairs {
            if places[sighting].is_none() && !places.contains(&Some(index)) {
                places[sighting] = Some(index);
            }
        }
        places
    }

    /// Takes in a face's scores of this frame, if they are readable ones, and gives its track.
    pub(crate) fn judge(
        &mut self,
        place: usize,
        smoothing: &Smoothing,
        scores: Scores,
        readable: bool,
    ) -> Track {
        let known = &mut self.faces[place];
        let fresh = known.unread_ms <= Self::UNREAD_MS;
        if readable {
            match &mut known.smoothed {
                Some(smoothed) if fresh => smoothed.update(smoothing, scores, known.unread_ms),
                smoothed => *smoothed = Some(SmoothedScores::new(smoothing, scores)),
            }
            known.unread_ms = 0.0;
        }
        Track {
            id: known.id,
            scores: known.smoothed.map_or(scores, |smoothed| smoothed.scores()),
            emotion: known
                .smoothed
                .filter(|_| readable || fresh)
                .and_then(|smoothed| smoothed.emotion()),
        }
    }

    /// Whether a face is missing that may come back.
    pub(crate) fn any_lost(&self) -> bool {
        self.faces.iter().any(|known| known.lost_ms.is_some())
    }

    /// Starts all scores anew: they will be among other emotions, or another network's.
    pub(crate) fn forget_scores(&mut self) {
        self.faces
            .iter_mut()
            .for_each(|known| known.smoothed = None);
    }
}

impl Known {
    fn new(id: u32, sighting: &Sighting) -> Self {
        Known {
            id,
            centre: sighting.bounds.centre(),
            side: sighting.bounds.side(),
            look: sighting.look,
            velocity: Point { x: 0.0, y: 0.0 },
            unseen_ms: 0.0,
            lost_ms: None,
            unread_ms: 0.0,
            smoothed: None,
        }
    }

    /// How unlike this face a sighting is: by its place, its size and its look; `None` where it
    /// is out of reach.
    fn cost(&self, seen: &Sighting) -> Option<f32> {
        let to = seen.bounds.centre();
        let apart = |from: Point| (to.x - from.x).hypot(to.y - from.y) / self.side;
        let coast = self.unseen_ms.min(Tracks::COAST_MS);
        let expected = Point {
            x: self.centre.x + self.velocity.x * coast,
            y: self.centre.y + self.velocity.y * coast,
        };
        // It may have stopped where it was last seen, or turned back there.
        let distance = apart(expected).min(apart(self.centre));
        let reach = Tracks::REACH + Tracks::REACH_A_MS * self.unseen_ms;
        let size = (seen.bounds.side() / self.side).ln().abs();
        let unlike = 1.0 - seen.look.likeness(&self.look);
        (distance <= reach).then_some(distance / reach + size + unlike)
    }

    /// Sees it again; `covered` where another face is before a part of it, or behind it: its box
    /// then shows where it is, but not how large, how fast or what it looks like.
    fn see(&mut self, seen: &Sighting, covered: bool) {
        let to = seen.bounds.centre();
        let weight = |time_constant_ms: f32| 1.0 - (-self.unseen_ms / time_constant_ms).exp();
        if !covered && self.unseen_ms > 0.0 {
            let towards = |old: f32, moved: f32| {
                old + weight(Tracks::VELOCITY_MS) * (moved / self.unseen_ms - old)
            };
            self.velocity = Point {
                x: towards(self.velocity.x, to.x - self.centre.x),
                y: towards(self.velocity.y, to.y - self.centre.y),
            };
            let part = weight(Tracks::LOOK_MS);
            self.side += part * (seen.bounds.side() - self.side);
            self.look = self.look.towards(&seen.look, part);
        }
        self.centre = to;
        self.unseen_ms = 0.0;
        self.lost_ms = None;
    }
}
