//! Tests which operators are supported, and which inputs they take.

use std::path::Path;

use tract_onnx::pb::tensor_proto::DataType;

use super::one_node_model::{Constant, assert_rejected, int, run, run_copies};
use super::operators;

#[test]
fn tract_knows_every_operator() {
    let known = tract_onnx::onnx().op_register.0;
    for name in operators::names() {
        assert!(known.contains_key(name), "{name}");
    }
}

#[test]
fn every_operator_is_compared_with_onnxruntime() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/operators");
    for name in operators::names() {
        assert!(folder.join(format!("{name}.onnx")).exists(), "{name}");
    }
}

#[test]
fn names_inputs_that_an_operator_does_not_take() {
    use DataType::{Bool, Float, Int64};
    let one: Constant = (Float, &[], &[1]);
    let cases: [(&str, bool, &[Constant], &str); 14] = [
        (
            "OneHot",
            true,
            &[],
            "node \"faulty\" (OneHot) is of an operator that is not supported",
        ),
        (
            "Resize",
            true,
            &[(Float, &[0], &[]), (Float, &[0], &[])],
            "at least one value as input 2",
        ),
        (
            "Resize",
            false,
            &[(Float, &[0], &[]), (Float, &[0], &[]), (Float, &[1], &[2])],
            "at least one value as input 0",
        ),
        (
            "Relu",
            false,
            &[],
            "expected 1 inputs, node \"faulty\" (Relu) has 0",
        ),
        ("Clip", true, &[one; 3], "expected 1 to 3 inputs"),
        (
            "Softmax",
            false,
            &[(Int64, &[2], &[1, 2])],
            "expected floats as input 0",
        ),
        (
            "Reshape",
            true,
            &[(Float, &[1], &[64])],
            "expected integers as input 1",
        ),
        (
            "ConvInteger",
            false,
            &[(Bool, &[1, 1, 1, 1], &[1]), (Bool, &[1, 1, 1, 1], &[1])],
            "expected integers of 8 bits as input 0",
        ),
        (
            "Add",
            false,
            &[(Bool, &[1], &[1]), (Bool, &[1], &[1])],
            "expected numbers as input 0",
        ),
        ("Not", true, &[], "expected booleans as input 0"),
        (
            "Conv",
            true,
            &[(Int64, &[1, 1, 1, 1], &[1])],
            "expected floats as input 1",
        ),
        (
            "MatMul",
            true,
            &[one],
            "expected a rank from 1 to 8 as input 1",
        ),
        (
            "Split",
            true,
            &[(Int64, &[1, 1], &[1])],
            "expected a rank from 0 to 1 as input 1",
        ),
        (
            "Softmax",
            false,
            &[(Float, &[2, 0], &[])],
            "at least one value as input 0",
        ),
    ];
    for (op, crop, constants, expected) in cases {
        assert_rejected(run(op, vec![], crop, constants), op, expected);
    }
    let scalar = run("LRN", vec![int("size", 3)], false, &[one]);
    assert_rejected(scalar, "LRN", "expected a rank from 3 to 5 as input 0");
}

#[test]
fn names_scales_that_are_not_above_0() {
    let scales = (DataType::Float, &[4][..], &[1, 1, 2, 0][..]);
    let region = (DataType::Float, &[8][..], &[0; 8][..]);
    let result = run("Resize", vec![], true, &[region, scales]);
    assert_rejected(result, "Resize", "expected numbers above 0 as scales");
}

#[test]
fn names_a_node_that_computes_too_much() {
    let sides = (DataType::Int64, &[4][..], &[9000, 80, 8, 8][..]);
    let result = run("Expand", vec![], true, &[sides]);
    assert_rejected(result, "Expand", "expected at most 33554432 values");
}

#[test]
fn names_the_node_at_which_the_model_computes_too_much() {
    let sides = (DataType::Int64, &[4][..], &[8000, 64, 8, 8][..]);
    let result = run_copies(5, "Expand", vec![], true, &[sides]);
    assert_rejected(result, "Expand", "at most 134217728 values together");
}

#[test]
fn names_a_node_whose_shape_is_not_known() {
    let exponents = (DataType::Float, &[3][..], &[1, 2, 3][..]);
    let result = run("Pow", vec![], true, &[exponents]);
    assert_rejected(result, "Pow", "expected a type and a shape that are known");
}
