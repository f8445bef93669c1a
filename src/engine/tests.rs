//! Compares the outputs of both engines for the built-in models on noise.

use crate::Engine;
use crate::model::LoadedModel;

/// Largest difference from tract, as a fraction of the largest absolute value of the output, or of 1 if that is
/// smaller.
const TOLERANCE: f32 = 1e-4;

/// Returns pseudorandom numbers from −1 to 1, the same ones on every call.
#[expect(
    clippy::cast_precision_loss,
    reason = "integers of 24 bits are exact in f32"
)]
fn noise(count: usize) -> Vec<f32> {
    let mut state = 1_u32;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        })
        .collect()
}

/// Asserts that both engines compute the same outputs for noise from −`amplitude` to `amplitude`, at each of the
/// `sizes` (height, width).
fn assert_engines_agree(bytes: &[u8], channels: usize, sizes: &[(usize, usize)], amplitude: f32) {
    let load = |engine| LoadedModel::built_in(engine, "test", bytes, channels).unwrap();
    let (mut ours, mut tract) = (load(Engine::BuiltIn), load(Engine::Tract));
    for &(height, width) in sizes {
        let values: Vec<f32> = noise(channels * height * width)
            .iter()
            .map(|value| value * amplitude)
            .collect();
        let run = |model: &mut LoadedModel| {
            let outputs = model.run((height, width), |input| input.set_planes(&values));
            outputs.unwrap()
        };
        let (actual, expected) = (run(&mut ours), run(&mut tract));
        assert_eq!(actual.len(), expected.len(), "outputs at {height}×{width}");
        for (output, (actual, expected)) in actual.iter().zip(&expected).enumerate() {
            assert_eq!(
                actual.len(),
                expected.len(),
                "values of output {output} at {height}×{width}"
            );
            let largest = expected
                .iter()
                .fold(1.0_f32, |largest, value| largest.max(value.abs()));
            for (index, (actual, expected)) in actual.iter().zip(expected).enumerate() {
                assert!(
                    (actual - expected).abs() < TOLERANCE * largest,
                    "output {output}[{index}] at {height}×{width}: tract has {expected}, the engine {actual}"
                );
            }
        }
    }
}

#[test]
fn emotion_model_agrees_with_tract() {
    let bytes = include_bytes!("../../models/emotion.onnx");
    assert_engines_agree(bytes, 1, &[(48, 48)], 2.0);
}

#[test]
fn face_model_agrees_with_tract_at_any_size() {
    // One size comes twice, the second time with the plan of the first.
    let sizes = [
        (256, 320),
        (32, 32),
        (96, 64),
        (256, 320),
        (160, 128),
        (64, 224),
    ];
    let bytes = include_bytes!("../../models/face.onnx");
    assert_engines_agree(bytes, 3, &sizes, 120.0);
}
