//! The engine against tract, which runs the same files.

use super::Graph;
use crate::model::tract::OnnxModel;

/// Numbers from −1 to 1 that look random and are the same every time.
fn noise(count: usize) -> Vec<f32> {
    let mut state = 1_u32;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        })
        .collect()
}

fn agrees(bytes: &[u8], channels: usize, sizes: &[(usize, usize)], scale: f32) {
    let mut graph = Graph::from_onnx(bytes, channels).unwrap();
    let mut network = OnnxModel::from_onnx("test", bytes).unwrap();
    for &(height, width) in sizes {
        let values: Vec<f32> = noise(channels * height * width)
            .iter()
            .map(|value| value * scale)
            .collect();
        graph.input(height, width).set_planes(&values);
        graph.run();
        let expected = network.run(&[1, channels, height, width], &values).unwrap();
        let got: Vec<Vec<f32>> = graph
            .outputs()
            .map(|(map, channels)| map.planes(channels))
            .collect();
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.iter().zip(&expected) {
            let expected = expected.values().unwrap();
            assert_eq!(got.len(), expected.len());
            let largest = expected
                .iter()
                .fold(1.0_f32, |most, value| most.max(value.abs()));
            for (got, expected) in got.iter().zip(expected) {
                assert!(
                    (got - expected).abs() < 1e-4 * largest,
                    "{height}×{width}: {got} against {expected}"
                );
            }
        }
    }
}

#[test]
fn the_emotion_network_gives_what_tract_gives() {
    agrees(
        include_bytes!("../../models/emotion.onnx"),
        1,
        &[(48, 48)],
        2.0,
    );
}

#[test]
fn the_face_network_gives_what_tract_gives_at_any_size() {
    let sizes = [
        (256, 320),
        (32, 32),
        (96, 64),
        (256, 320),
        (160, 128),
        (64, 224),
    ];
    agrees(include_bytes!("../../models/face.onnx"), 3, &sizes, 120.0);
}
