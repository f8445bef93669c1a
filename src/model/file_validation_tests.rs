//! Tests the validation of ONNX files with models that have one fault each.

use tract_onnx::pb::tensor_proto::{DataLocation, DataType};
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto,
};
use tract_onnx::prelude::Framework;

use super::file_validation::validate_file;

/// Returns a valid model: a convolution, a pool and a softmax.
fn valid_model() -> ModelProto {
    let ints = |name: &str, ints: &[i64]| AttributeProto {
        name: name.into(),
        ints: ints.to_vec(),
        ..Default::default()
    };
    let node = |op: &str, input: &[&str], output: &str, attribute: Vec<AttributeProto>| NodeProto {
        name: output.into(),
        op_type: op.into(),
        input: input.iter().map(ToString::to_string).collect(),
        output: vec![output.into()],
        attribute,
        ..Default::default()
    };
    let kernel = TensorProto {
        name: "kernel".into(),
        dims: vec![2, 1, 3, 3],
        data_type: DataType::Float as i32,
        raw_data: vec![0; 2 * 9 * 4],
        ..Default::default()
    };
    let value = |name: &str| ValueInfoProto {
        name: name.into(),
        ..Default::default()
    };
    let strides = ints("strides", &[1, 1]);
    let graph = GraphProto {
        node: vec![
            node(
                "Conv",
                &["crop", "kernel"],
                "maps",
                vec![strides, ints("pads", &[1; 4])],
            ),
            node(
                "MaxPool",
                &["maps"],
                "pooled",
                vec![ints("kernel_shape", &[2, 2])],
            ),
            node("Softmax", &["pooled"], "scores", vec![]),
        ],
        initializer: vec![kernel],
        input: vec![value("crop")],
        output: vec![value("scores")],
        ..Default::default()
    };
    ModelProto {
        graph: Some(graph),
        ..Default::default()
    }
}

#[test]
fn accepts_a_valid_model() {
    assert_eq!(validate_file(&valid_model()), Ok(()));
}

#[test]
fn accepts_the_built_in_models() {
    for bytes in [
        include_bytes!("../../models/face.onnx").as_slice(),
        include_bytes!("../../models/emotion.onnx"),
    ] {
        let file = tract_onnx::onnx()
            .proto_model_for_read(&mut &*bytes)
            .unwrap();
        assert_eq!(validate_file(&file), Ok(()));
    }
}

#[test]
fn names_what_is_invalid() {
    type Change = fn(&mut GraphProto);
    let cases: [(&str, Change); 8] = [
        (
            "node \"pooled\" (MaxPool) reads \"nothing\", which no earlier node writes",
            |graph| graph.node[1].input[0] = "nothing".into(),
        ),
        // Only the last node writes what the first one reads.
        ("reads \"scores\"", |graph| {
            graph.node[0].input[0] = "scores".into();
        }),
        ("writes \"maps\", which already exists", |graph| {
            graph.node[1].output[0] = "maps".into();
        }),
        ("no node writes the output \"score\"", |graph| {
            graph.output[0].name = "score".into();
        }),
        (
            "expected 72 bytes in tensor \"kernel\" of shape [2, 1, 3, 3], the file has 71",
            |graph| graph.initializer[0].raw_data.truncate(71),
        ),
        ("\"kernel\" has the shape [2, -1, 3, 3]", |graph| {
            graph.initializer[0].dims[1] = -1;
        }),
        ("\"kernel\" has the data type 77", |graph| {
            graph.initializer[0].data_type = 77;
        }),
        ("\"kernel\" are in another file", |graph| {
            graph.initializer[0].data_location = Some(DataLocation::External as i32);
        }),
    ];
    for (expected, change) in cases {
        let mut file = valid_model();
        change(file.graph.as_mut().unwrap());
        let error = validate_file(&file).unwrap_err();
        assert!(error.contains(expected), "{error:?} lacks {expected:?}");
    }
}
