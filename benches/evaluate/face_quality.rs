//! Measures where a face can no longer be read: how small, how dark, how far turned, and how low its highest score.

use emosense::{Crop, Face, Frame, Recognizer};
use image::GrayImage;
use image::imageops::{self, FilterType};

use crate::dataset::{Picture, bare_crop, on_all_cores};
use crate::frames::{Disturbance, SIZE, frame_of, surest_face};
use crate::head_rotation::{Head, turned};

/// Height of the faces in their frames, in pixels.
const HEIGHT: u32 = 160;
/// Sides in pixels that pictures are shrunk to.
const SIDES: [u32; 6] = [48, 32, 28, 24, 20, 16];
/// Factors on the light, and the limits of the ranges of a crop's light that are told apart.
const LIGHT: [f32; 7] = [1.0, 0.5, 0.25, 0.15, 0.1, 0.07, 0.05];
const LIGHT_LIMITS: [f32; 9] = [7.0, 10.0, 13.0, 16.0, 20.0, 25.0, 30.0, 60.0, 256.0];
/// Angles, and the limits of the ranges of [`emosense::Landmarks::yaw_estimate`].
const DEGREES: [f32; 9] = [0.0, 15.0, 25.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0];
const TURN_LIMITS: [f32; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 9.0];
/// Highest scores.
const SCORES: [f32; 9] = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 1.01];
/// Where heads lie in FER-2013's pictures on average: the eyes of the crop's template.
const HEAD: Head = Head {
    x: 23.6,
    y: 17.6,
    eyes_apart: 18.4,
};

/// Of one face that was found.
struct Found {
    /// How dark, how far turned or how sure it is.
    measure: f32,
    /// Whether it was recognised as labelled.
    right: bool,
    /// Whether the picture was, as a bare crop without darkness.
    bare: bool,
}

/// Prints a table each of size, light, turn and scores.
pub fn print(
    pictures: &[Picture],
    recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
) -> Result<(), emosense::Error> {
    for side in SIDES {
        let right = on_all_cores(pictures, &recognizer, |recognizer, picture| {
            let crop = bare_crop(&shrunk(&picture.gray, side), recognizer.crop_format())?;
            Ok(recognizer.classify_crop(&crop)?.top() == picture.truth)
        })?;
        let count = right.iter().filter(|&&right| right).count();
        println!(
            "shrunk to {side} pixels: right {:5.1} %",
            percent(count, pictures.len())
        );
    }
    println!();

    // One condition: how each picture's frame is made, and what is measured of its face.
    let condition = |frame: &(dyn Fn(&Picture) -> GrayImage + Sync),
                     measure: fn(&Face, &Crop) -> f32| {
        let outcomes = on_all_cores(pictures, &recognizer, |recognizer, picture| {
            judge(recognizer, picture, frame(picture), measure)
        })?;
        Ok(outcomes.into_iter().flatten().collect::<Vec<Found>>())
    };
    let mut dark = Vec::new();
    for factor in LIGHT {
        let frame = |picture: &Picture| frame_of(picture, HEIGHT, Disturbance::Dark { factor });
        let found = condition(&frame, |_, crop| crop.mean_brightness())?;
        print_line(&format!("light × {factor}"), pictures.len(), &found);
        dark.extend(found);
    }
    print_ranges("mean of the crop", &dark, &LIGHT_LIMITS);

    let mut aside = Vec::new();
    for degrees in DEGREES {
        let frame = |picture: &Picture| {
            let picture = Picture {
                gray: turned(&picture.gray, HEAD, degrees),
                ..*picture
            };
            frame_of(&picture, HEIGHT, Disturbance::None)
        };
        let found = condition(&frame, |face, _| face.landmarks.yaw_estimate().abs())?;
        print_line(&format!("turned {degrees}°"), pictures.len(), &found);
        aside.extend(found);
    }
    print_ranges("turn", &aside, &TURN_LIMITS);

    let frame = |picture: &Picture| frame_of(picture, HEIGHT, Disturbance::None);
    let found = condition(&frame, |face, _| face.scores.get(face.emotion))?;
    print_ranges("highest score", &found, &SCORES);
    for limit in SCORES {
        let below = found.iter().filter(|face| face.measure < limit);
        let count = below.clone().count();
        println!(
            "highest score below {limit}: {:5.1} % of the faces, {:5.1} % of those right",
            percent(count, found.len()),
            percent(below.filter(|face| face.right).count(), count),
        );
    }
    Ok(())
}

/// The picture with the detail that `side` pixels hold, as large as before.
fn shrunk(gray: &GrayImage, side: u32) -> GrayImage {
    let small = imageops::resize(gray, side, side, FilterType::Triangle);
    imageops::resize(&small, gray.width(), gray.height(), FilterType::Triangle)
}

fn judge(
    recognizer: &mut Recognizer,
    picture: &Picture,
    frame: GrayImage,
    measure: fn(&Face, &Crop) -> f32,
) -> Result<Option<Found>, emosense::Error> {
    let format = recognizer.crop_format();
    let bare = recognizer.classify_crop(&bare_crop(&picture.gray, format)?)?;
    let Some((face, frame)) = surest_face(recognizer, frame)? else {
        return Ok(None);
    };
    let frame = Frame::new(&frame, SIZE.0, SIZE.1)?;
    let crop = Crop::from_face(&frame, &face.landmarks, format);
    Ok(Some(Found {
        measure: measure(&face, &crop),
        right: face.emotion == picture.truth,
        bare: bare.top() == picture.truth,
    }))
}

fn print_line(name: &str, pictures: usize, found: &[Found]) {
    let mut measures: Vec<f32> = found.iter().map(|face| face.measure).collect();
    measures.sort_by(f32::total_cmp);
    let median = measures.get(measures.len() / 2).copied();
    println!(
        "{name:<14} found {:5.1} %, median {:6.2}, {}",
        percent(found.len(), pictures),
        median.unwrap_or(f32::NAN),
        right(found.iter()),
    );
}

/// How often faces are right whose measure lies between one limit and the next.
fn print_ranges(what: &str, found: &[Found], limits: &[f32]) {
    let mut from = 0.0;
    for &to in limits {
        let within = (found.iter()).filter(|face| (from..to).contains(&face.measure));
        let count = within.clone().count();
        println!("{what} {from} to {to}: {count} faces, {}", right(within));
        from = to;
    }
    println!();
}

fn right<'a>(found: impl Iterator<Item = &'a Found> + Clone) -> String {
    let count = found.clone().count();
    let of = |is: fn(&Found) -> bool| percent(found.clone().filter(|face| is(face)).count(), count);
    format!(
        "right {:5.1} %, as bare undisturbed crops {:5.1} %",
        of(|face| face.right),
        of(|face| face.bare)
    )
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
