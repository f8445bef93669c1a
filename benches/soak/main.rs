//! Plays the soak's video through the recognizer and prints each frame's time, faces and memory, for `benches/soak.mjs`.
//!
//! `cargo run --release --example soak -- VIDEO.json FRAMES` prints a line of JSON for each frame:
//! `[time in the video in ms, time to classify in ms, [[track, x, y of the center], …], bytes allocated at its end]`.

mod painter;

use std::error::Error;
use std::io::{BufWriter, Write};
use std::time::Instant;

use emosense::{Frame, Recognizer};
use painter::Painter;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(video), Some(frames)) = (arguments.next(), arguments.next()) else {
        return Err("usage: soak VIDEO.json FRAMES".into());
    };
    let video = serde_json::from_slice(&std::fs::read(video)?)?;
    let frames: u32 = frames.parse()?;
    let mut painter = Painter::new(video)?;
    let mut recognizer = Recognizer::new()?;
    create_plans(&mut recognizer)?;
    let mut output = BufWriter::new(std::io::stdout().lock());
    for number in 0..frames {
        let at_s = f64::from(number) / painter.frames_per_second();
        let image = painter.paint(at_s);
        let frame = Frame::new(&image, image.width(), image.height())?;
        let started_at = Instant::now();
        let faces = recognizer.classify_for_video(&frame, at_s * 1000.0)?;
        let ms = started_at.elapsed().as_secs_f64() * 1000.0;
        let faces: Vec<(u32, f32, f32)> = (faces.iter())
            .filter_map(|face| {
                let (bounds, track) = (face.bounds, face.track?);
                let x = bounds.x + bounds.width / 2.0;
                Some((track.id, x, bounds.y + bounds.height / 2.0))
            })
            .collect();
        let line = (at_s * 1000.0, ms, faces, ALLOCATOR.current_usage());
        writeln!(output, "{}", serde_json::to_string(&line)?)?;
    }
    output.flush()?;
    // Its memory can be measured until the reader of the last line closes the standard input.
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    Ok(())
}

/// Makes tract plan for each size of a region of interest, which it otherwise does when the first face needs it: what
/// the recognizer allocates afterwards would be a leak.
fn create_plans(recognizer: &mut Recognizer) -> Result<(), emosense::Error> {
    let pixels = vec![0; 128 * 128 * 4];
    let frame = Frame::new(&pixels, 128, 128)?;
    for size in [32, 64, 96, 128] {
        recognizer.set_detector_input_size(Some(size));
        recognizer.classify(&frame)?;
    }
    recognizer.set_detector_input_size(None);
    Ok(())
}
