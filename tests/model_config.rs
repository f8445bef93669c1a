//! The JSON of a network's card: what it lacks or has wrong is named by its field.

use emosense::{ModelConfig, OutputKind};

#[test]
fn every_fault_of_a_cards_json_is_named() {
    let good = serde_json::json!({
        "labels": ["happy", null],
        "input": { "name": "crop", "shape": [1, 1, 48, 48], "layout": "NCHW", "color": "gray" },
        "normalization": { "mean": 0, "std": [255] },
        "output": { "name": "scores", "shape": [1, 2] },
    });
    let read = serde_json::from_value::<ModelConfig>(good.clone()).unwrap();
    assert_eq!(read.output.kind, OutputKind::Probabilities);
    for (field, value, words) in [
        (
            "/labels/0",
            serde_json::json!("contempt"),
            "labels: unknown variant `contempt`, expected one of `angry`",
        ),
        (
            "/labels/0",
            serde_json::json!("contempt"),
            "write null for an output to be left out",
        ),
        (
            "/input",
            serde_json::json!({ "name": "crop" }),
            "input: missing field `shape`",
        ),
        (
            "/input/shape",
            serde_json::json!([1, 1, "48", 48]),
            "input: shape: invalid type: string \"48\"",
        ),
        (
            "/input/layout",
            serde_json::json!("CHW"),
            "input: layout: unknown variant `CHW`, expected `NCHW` or `NHWC`",
        ),
        (
            "/input/color",
            serde_json::json!("bgr"),
            "input: color: unknown variant `bgr`, expected `gray` or `rgb`",
        ),
        (
            "/normalization/mean",
            serde_json::json!("0"),
            "normalization: mean: expected a number or a list of numbers",
        ),
        (
            "/output/shape",
            serde_json::json!(2),
            "output: shape: invalid type: integer `2`",
        ),
        (
            "/normalization",
            serde_json::json!({ "mean": 0 }),
            "normalization: missing field `std`",
        ),
    ] {
        let mut json = good.clone();
        *json.pointer_mut(field).unwrap() = value;
        let said = serde_json::from_value::<ModelConfig>(json)
            .unwrap_err()
            .to_string();
        assert!(said.contains(words), "{said:?} does not say {words:?}");
    }
    let nothing = serde_json::from_str::<ModelConfig>("{}")
        .unwrap_err()
        .to_string();
    assert!(nothing.contains("missing field `labels`"), "{nothing}");
}
