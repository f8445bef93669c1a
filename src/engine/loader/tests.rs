//! Tests the loader on small models that are made here.

use prost::Message;

use super::load;
use crate::engine::onnx::{
    AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto, data_type,
};

/// Returns a node that computes the value `output`.
fn node(op_type: &str, input: &[&str], output: &str) -> NodeProto {
    NodeProto {
        input: input.iter().map(|&name| name.into()).collect(),
        output: vec![output.into()],
        op_type: op_type.into(),
        attribute: Vec::new(),
    }
}

/// Returns a node with a list attribute.
fn with_ints(mut node: NodeProto, name: &str, ints: &[i64]) -> NodeProto {
    node.attribute.push(AttributeProto {
        name: name.into(),
        ints: ints.to_vec(),
        ..AttributeProto::default()
    });
    node
}

/// Returns a node with an integer attribute.
fn with_int(mut node: NodeProto, name: &str, i: i64) -> NodeProto {
    node.attribute.push(AttributeProto {
        name: name.into(),
        i,
        ..AttributeProto::default()
    });
    node
}

/// Returns a tensor of f32.
fn tensor(name: &str, dims: &[i64], values: &[f32]) -> TensorProto {
    TensorProto {
        dims: dims.to_vec(),
        data_type: data_type::FLOAT,
        name: name.into(),
        raw_data: values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect(),
    }
}

/// Returns an ONNX file with the input "x" and the output "y".
fn model(node: Vec<NodeProto>, initializer: Vec<TensorProto>) -> Vec<u8> {
    let value = |name: &str| vec![ValueInfoProto { name: name.into() }];
    let graph = GraphProto {
        node,
        initializer,
        input: value("x"),
        output: value("y"),
    };
    ModelProto { graph: Some(graph) }.encode_to_vec()
}

/// Runs a model of one input channel on `planes` and returns its output in row-major order.
fn run(bytes: &[u8], (height, width): (usize, usize), planes: &[f32]) -> Vec<f32> {
    let mut graph = load(bytes, 1).unwrap();
    graph.input(height, width).set_planes(planes);
    graph.run();
    let (map, channels) = graph.outputs().next().unwrap();
    map.planes(channels)
}

#[test]
fn fuses_a_relu_with_the_convolution_before_it() {
    let bytes = model(
        vec![
            node("Conv", &["x", "w", "b"], "c"),
            node("Relu", &["c"], "y"),
        ],
        vec![
            tensor("w", &[2, 1, 1, 1], &[3.0, -1.0]),
            tensor("b", &[2], &[-1.0, 0.5]),
        ],
    );
    // Channel 0 is max(3x − 1, 0), channel 1 is max(0.5 − x, 0).
    let output = run(&bytes, (1, 3), &[-2.0, 0.0, 1.0]);
    assert_eq!(output, [0.0, 0.0, 2.0, 2.5, 0.5, 0.0]);
}

#[test]
fn fuses_a_depthwise_convolution_with_the_pointwise_convolution_before_it() {
    let mut center = [0.0; 9];
    center[4] = 1.0;
    // Channel 0 is the sum of 3×3 pixels plus 5, the others are the pixel itself times their index, plus 5.
    let kernels = [[1.0; 9]].into_iter().chain([center; 7]).flatten();
    let factors = [1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    let depthwise = node("Conv", &["p", "dw", "db"], "y");
    let depthwise = with_ints(with_int(depthwise, "group", 8), "pads", &[1, 1, 1, 1]);
    let bytes = model(
        vec![node("Conv", &["x", "pw", "pb"], "p"), depthwise],
        vec![
            tensor("pw", &[8, 1, 1, 1], &factors),
            tensor("pb", &[8], &[0.0; 8]),
            tensor("dw", &[8, 1, 3, 3], &kernels.collect::<Vec<_>>()),
            tensor("db", &[8], &[5.0; 8]),
        ],
    );
    let output = run(&bytes, (1, 3), &[1.0, 10.0, 100.0]);
    assert_eq!(output[..6], [16.0, 116.0, 115.0, 6.0, 15.0, 105.0]);
    assert_eq!(output[21..], [12.0, 75.0, 705.0]);
}

#[test]
fn folds_weights_stored_as_int8_with_a_scale_for_each_channel() {
    let weights = TensorProto {
        dims: vec![2, 1, 1, 1],
        data_type: data_type::INT8,
        name: "int8".into(),
        raw_data: [3_i8, -4].map(|weight| weight.to_le_bytes()[0]).to_vec(),
    };
    let bytes = model(
        vec![
            node("Cast", &["int8"], "f32"),
            node("Mul", &["f32", "scales"], "w"),
            node("Conv", &["x", "w", "b"], "y"),
        ],
        vec![
            weights,
            tensor("scales", &[2, 1, 1, 1], &[0.5, 0.25]),
            tensor("b", &[2], &[0.0, 0.0]),
        ],
    );
    assert_eq!(run(&bytes, (1, 2), &[1.0, 2.0]), [1.5, 3.0, -1.0, -2.0]);
}

#[test]
fn an_error_names_what_is_not_supported() {
    let constants = || {
        vec![
            tensor("w", &[1, 1, 3, 3], &[0.0; 9]),
            tensor("rect", &[1, 1, 3, 5], &[0.0; 15]),
            tensor("wide", &[1, 2, 3, 3], &[0.0; 18]),
            tensor("none", &[0, 1, 3, 3], &[]),
            tensor("b", &[1], &[0.0]),
            tensor("empty", &[0], &[]),
        ]
    };
    let convolution = || node("Conv", &["x", "w", "b"], "y");
    for (node, expected) in [
        (
            node("LSTM", &["x"], "y"),
            "operator LSTM (node with output \"y\")",
        ),
        (
            with_ints(convolution(), "dilations", &[2, 2]),
            "operator Conv with dilations [2, 2] (node with output \"y\")",
        ),
        (
            with_ints(convolution(), "strides", &[1, 2]),
            "operator Conv with strides [1, 2] (node with output \"y\")",
        ),
        (
            with_ints(convolution(), "strides", &[0, 0]),
            "operator Conv with strides [0, 0] (node with output \"y\")",
        ),
        (
            node("Conv", &["x", "wide", "b"], "y"),
            "operator Conv with weights of [1, 2, 3, 3] and a bias of [1] for 1 channels (node with output \"y\")",
        ),
        (
            node("Conv", &["x", "none", "empty"], "y"),
            "operator Conv with weights of [0, 1, 3, 3] and a bias of [0] for 1 channels (node with output \"y\")",
        ),
        (
            node("Mul", &["none", "empty"], "y"),
            "operator Mul of constants (node with output \"y\")",
        ),
        (
            with_ints(convolution(), "pads", &[2, 2, 2, 2]),
            "operator Conv with pads [2, 2, 2, 2] (node with output \"y\")",
        ),
        (
            with_int(convolution(), "group", 2),
            "operator Conv with group 2 (node with output \"y\")",
        ),
        (
            node("Conv", &["x", "rect", "b"], "y"),
            "operator Conv with a kernel of 3×5 (node with output \"y\")",
        ),
        (
            node("Conv", &["x", "w"], "y"),
            "operator Conv without constant weights and bias (node with output \"y\")",
        ),
        (
            with_ints(node("MaxPool", &["x"], "y"), "kernel_shape", &[3, 3]),
            "operator MaxPool with kernel_shape [3, 3] (node with output \"y\")",
        ),
        (
            node("Add", &["x", "b"], "y"),
            "operator Add with a constant (node with output \"y\")",
        ),
        (
            node("Add", &["w", "b"], "y"),
            "operator Add of constants (node with output \"y\")",
        ),
        (
            node("Sigmoid", &["z"], "y"),
            "operator Sigmoid with inputs that no earlier node computes (node with output \"y\")",
        ),
    ] {
        let error = load(&model(vec![node], constants()), 1).err();
        let expected = format!("the built-in engine does not support {expected}");
        assert_eq!(error, Some(expected));
    }
}

#[test]
fn an_error_says_what_the_file_lacks() {
    let not_onnx = load(b"not a model", 1).err().unwrap();
    assert!(
        not_onnx.starts_with("the file is not a valid ONNX model: "),
        "{not_onnx}"
    );
    let empty = load(&[], 1).err().unwrap();
    assert_eq!(empty, "the file is not a valid ONNX model: it has no graph");
    let wrong_output = load(&model(vec![node("Sigmoid", &["x"], "z")], Vec::new()), 1);
    assert_eq!(
        wrong_output.err().unwrap(),
        "no node computes the output \"y\""
    );
    let huge = model(Vec::new(), vec![tensor("w", &[i64::MAX; 3], &[0.0; 5])]);
    let error = load(&huge, 1).err().unwrap();
    assert!(
        error.ends_with("the file has 5 values (tensor \"w\")"),
        "{error}"
    );
    let too_short = model(Vec::new(), vec![tensor("w", &[2, 3], &[0.0; 5])]);
    assert_eq!(
        load(&too_short, 1).err().unwrap(),
        "expected a tensor of shape [2, 3], the file has 5 values (tensor \"w\")"
    );
}
