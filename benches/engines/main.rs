//! Measures our engine, tract and rten beside each other on one core, with the two built-in models.
//!
//! ```text
//! taskset -c 0 cargo run --release --locked --manifest-path benches/engines/Cargo.toml [-- ROUNDS]
//! ```
//!
//! Each round runs every engine ten times in turn, so that whatever else the machine does slows down all of them.
//! First, their outputs are compared: a faster engine must compute the same.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

mod engines;

// Our engine is private to the crate, so that its sources are compiled a second time here.
#[path = "../../src/engine/mod.rs"]
#[expect(unused_imports, reason = "the crate uses more of it")]
mod engine;
#[path = "../../src/plan_cache.rs"]
mod plan_cache;

use engines::{BuiltIn, Engine, Rten, Tract};

/// Rounds unless the command line has a number.
const ROUNDS: usize = 100;

/// Runs of each engine in a round: enough that its weights are in the caches again.
const RUNS: usize = 10;

/// The largest difference from our engine, as a fraction of the largest absolute value of the outputs: engines add in
/// different orders. It is that of the tests in `src/engine/tests.rs`.
const TOLERANCE: f32 = 1e-4;

/// A model with the shape of its input: `[1, channels, height, width]`.
struct Model {
    file: &'static str,
    onnx: &'static [u8],
    shape: [usize; 4],
    /// The range of the values of its input.
    range: (f32, f32),
}

const MODELS: [Model; 2] = [
    Model {
        file: "emotion.onnx",
        onnx: include_bytes!("../../models/emotion.onnx"),
        shape: [1, 1, 48, 48],
        range: (-2.0, 2.0),
    },
    Model {
        file: "face.onnx",
        onnx: include_bytes!("../../models/face.onnx"),
        shape: [1, 3, 256, 320],
        range: (0.0, 255.0),
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    let rounds = match std::env::args().nth(1) {
        Some(number) => number.parse()?,
        None => ROUNDS,
    };
    println!(
        "| model | engine | ms: median (95th percentile) | time, ours = 1 | largest difference from ours |"
    );
    println!("|---|---|---|---|---|");
    for model in MODELS {
        measure(&model, rounds)?;
    }
    Ok(())
}

/// Measures the engines with one model and prints a row for each.
fn measure(model: &Model, rounds: usize) -> Result<(), Box<dyn Error>> {
    let input = noise(model.shape.iter().product(), model.range);
    let mut engines: [Box<dyn Engine>; 3] = [
        Box::new(BuiltIn::load(model.onnx, model.shape)?),
        Box::new(Tract::load(model.onnx, model.shape)?),
        Box::new(Rten::load(model.onnx, model.shape)?),
    ];
    let expected = engines[0].run(&input)?;
    let mut differences = Vec::new();
    for engine in &mut engines {
        let difference = largest_difference(&expected, &engine.run(&input)?)?;
        if !(difference <= TOLERANCE) {
            return Err(
                format!("{}: {} differs by {difference}", model.file, engine.name()).into(),
            );
        }
        differences.push(difference);
    }

    let mut times = vec![Vec::new(); engines.len()];
    for _ in 0..rounds.max(1) {
        for (engine, times) in engines.iter_mut().zip(&mut times) {
            for _ in 0..RUNS {
                let start = Instant::now();
                black_box(engine.run(black_box(&input))?);
                times.push(start.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    for times in &mut times {
        times.sort_by(f64::total_cmp);
    }
    let ours = quantile(&times[0], 0.5);
    for ((engine, times), difference) in engines.iter().zip(&times).zip(differences) {
        let (median, slow) = (quantile(times, 0.5), quantile(times, 0.95));
        let (file, name, ratio) = (model.file, engine.name(), median / ours);
        println!("| {file} | {name} | {median:.2} ({slow:.2}) | {ratio:.2} | {difference:.0e} |");
    }
    Ok(())
}

/// Returns values that are the same in every run of the program.
fn noise(count: usize, (low, high): (f32, f32)) -> Vec<f32> {
    let mut state = 1_u32;
    let next = || {
        // Marsaglia's xorshift32.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        low + (high - low) * (state as f32 / u32::MAX as f32)
    };
    std::iter::repeat_with(next).take(count).collect()
}

/// Returns the largest difference between the values of two lists of outputs, as a fraction of the largest of them.
fn largest_difference(expected: &[Vec<f32>], found: &[Vec<f32>]) -> Result<f32, String> {
    let lengths = |outputs: &[Vec<f32>]| outputs.iter().map(Vec::len).collect::<Vec<_>>();
    if lengths(expected) != lengths(found) {
        return Err(format!(
            "expected outputs of {:?} values, got {:?}",
            lengths(expected),
            lengths(found)
        ));
    }
    // Unlike `f32::max`, `total_cmp` puts NaN above all numbers.
    let largest = |values: &mut dyn Iterator<Item = f32>| {
        let absolute = values.map(f32::abs);
        absolute.max_by(f32::total_cmp).unwrap_or_default()
    };
    let pairs = expected.iter().flatten().zip(found.iter().flatten());
    let difference = largest(&mut pairs.map(|(expected, found)| expected - found));
    Ok(difference / largest(&mut expected.iter().flatten().copied()))
}

fn quantile(sorted: &[f64], fraction: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * fraction).round() as usize]
}
