//! Tests the validation of axes, sizes, steps and divisors with nodes that have one fault each.

use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto,
};

use super::file_validation::validate_file;

/// A constant input of a node: its data type, its shape and its values.
type Constant<'a> = (DataType, &'a [i64], &'a [i64]);

/// Returns a model of one node, whose first input is a crop of rank 4 unless `crop` is false.
fn model(
    op: &str,
    attribute: Vec<AttributeProto>,
    crop: bool,
    constants: &[Constant],
) -> ModelProto {
    let value = |name: &str| ValueInfoProto {
        name: name.into(),
        ..Default::default()
    };
    let names = (0..constants.len()).map(|index| format!("constant{index}"));
    let initializer = constants.iter().zip(names.clone());
    let initializer = initializer.map(|((data_type, dims, values), name)| TensorProto {
        name,
        dims: dims.to_vec(),
        data_type: *data_type as i32,
        raw_data: match data_type {
            DataType::Float => values
                .iter()
                .flat_map(|value| (*value as f32).to_le_bytes())
                .collect(),
            _ => values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
        },
        ..Default::default()
    });
    let node = NodeProto {
        name: "faulty".into(),
        op_type: op.into(),
        input: crop
            .then(|| "crop".into())
            .into_iter()
            .chain(names)
            .collect(),
        output: vec!["scores".into()],
        attribute,
        ..Default::default()
    };
    ModelProto {
        graph: Some(GraphProto {
            initializer: initializer.collect(),
            node: vec![node],
            input: vec![value("crop")],
            output: vec![value("scores")],
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn int(name: &str, i: i64) -> AttributeProto {
    AttributeProto {
        name: name.into(),
        i,
        ..Default::default()
    }
}

fn ints(name: &str, ints: &[i64]) -> AttributeProto {
    AttributeProto {
        name: name.into(),
        ints: ints.to_vec(),
        ..Default::default()
    }
}

fn assert_rejected(file: &ModelProto, name: &str, expected: &str) {
    let error = validate_file(file).expect_err(name);
    assert!(
        error.contains(expected),
        "{name}: {error:?} lacks {expected:?}"
    );
    assert!(
        error.contains("\"faulty\""),
        "{name}: {error:?} names no node"
    );
}

#[test]
fn names_an_axis_out_of_range() {
    for op in [
        "ArgMax",
        "ArgMin",
        "Concat",
        "Gather",
        "GatherElements",
        "Hardmax",
        "LayerNormalization",
        "LogSoftmax",
        "ScatterElements",
        "Softmax",
        "Split",
        "TopK",
        "Flatten",
    ] {
        for (axis, is_valid) in [(-5, false), (-4, true), (0, true), (3, true), (5, false)] {
            let file = model(op, vec![int("axis", axis)], true, &[]);
            if is_valid {
                assert_eq!(validate_file(&file), Ok(()), "{op} of axis {axis}");
            } else {
                assert_rejected(
                    &file,
                    op,
                    &format!("as axis, node \"faulty\" ({op}) has {axis}"),
                );
            }
        }
    }
    assert_eq!(
        validate_file(&model("Flatten", vec![int("axis", 4)], true, &[])),
        Ok(())
    );
}

#[test]
fn names_axes_out_of_range_or_repeated() {
    for op in [
        "ReduceMean",
        "ReduceSum",
        "ReduceMax",
        "ReduceL2",
        "Squeeze",
    ] {
        let vector: &[i64] = &[2];
        for (axes, expected) in [
            ([2, 4], "numbers from -4 to 3 as axes, node \"faulty\""),
            ([-5, 0], "as axes"),
            ([1, -3], "expected different axes"),
        ] {
            assert_rejected(
                &model(op, vec![ints("axes", &axes)], true, &[]),
                op,
                expected,
            );
            let operand = [(DataType::Int64, vector, &axes[..])];
            assert_rejected(&model(op, vec![], true, &operand), op, expected);
        }
        let file = model(op, vec![ints("axes", &[-1, 0])], true, &[]);
        assert_eq!(validate_file(&file), Ok(()), "{op}");
    }
    let unsqueeze = |axes: &[i64]| model("Unsqueeze", vec![ints("axes", axes)], true, &[]);
    assert_eq!(validate_file(&unsqueeze(&[0, 5])), Ok(()));
    assert_rejected(
        &unsqueeze(&[0, 6]),
        "Unsqueeze",
        "numbers from -6 to 5 as axes",
    );
}

#[test]
fn names_what_is_not_a_permutation() {
    let transpose = |perm: &[i64]| model("Transpose", vec![ints("perm", perm)], true, &[]);
    assert_eq!(validate_file(&transpose(&[0, 3, 1, 2])), Ok(()));
    for perm in [&[0, 1, 2][..], &[0, 1, 2, 4], &[0, 1, 2, 2], &[0, 1, 2, -1]] {
        let expected = "each axis from 0 to 3 once as perm";
        assert_rejected(&transpose(perm), "Transpose", expected);
    }
}

#[test]
fn names_steps_pads_sizes_and_divisors() {
    use DataType::{Float, Int64};
    let huge = i64::from(i32::MAX);
    let one: &[i64] = &[1];
    let cases: [(&str, bool, &[Constant], &str); 10] = [
        (
            "Slice",
            true,
            &[
                (Int64, one, &[0]),
                (Int64, one, &[9]),
                (Int64, one, &[3]),
                (Int64, one, &[0]),
            ],
            "steps other than 0 as steps",
        ),
        (
            "Range",
            false,
            &[(Int64, &[], &[0]), (Int64, &[], &[9]), (Int64, &[], &[0])],
            "a delta other than 0",
        ),
        (
            "Range",
            false,
            &[
                (Int64, &[], &[0]),
                (Int64, &[], &[huge]),
                (Int64, &[], &[1]),
            ],
            "as limit",
        ),
        (
            "Pad",
            true,
            &[(Int64, &[8], &[0, 0, -1, 0, 0, 0, 0, 0])],
            "as pads",
        ),
        (
            "Pad",
            true,
            &[(Int64, &[8], &[0, 0, huge, 0, 0, 0, 0, 0])],
            "as pads",
        ),
        (
            "ConstantOfShape",
            false,
            &[(Int64, &[2], &[huge, 9])],
            "as shape",
        ),
        ("Expand", true, &[(Int64, &[2], &[huge, 9])], "as shape"),
        (
            "Tile",
            true,
            &[(Int64, &[4], &[1, 1, huge, 1])],
            "as repeats",
        ),
        (
            "Div",
            true,
            &[(Int64, one, &[0])],
            "integers other than 0 as divisor",
        ),
        (
            "Mod",
            true,
            &[(Int64, &[2], &[3, 0])],
            "integers other than 0 as divisor",
        ),
    ];
    for (op, crop, constants, expected) in cases {
        assert_rejected(&model(op, vec![], crop, constants), op, expected);
    }
    for op in ["DepthToSpace", "SpaceToDepth"] {
        for size in [0, -2, huge] {
            let file = model(op, vec![int("blocksize", size)], true, &[]);
            assert_rejected(&file, op, "as blocksize");
        }
        let file = model(op, vec![int("blocksize", 2)], true, &[]);
        assert_eq!(validate_file(&file), Ok(()), "{op}");
    }
    let scales = [(Float, &[0][..], &[][..]), (Float, &[4], &[1, 1, huge, 2])];
    assert_rejected(
        &model("Resize", vec![], true, &scales),
        "Resize",
        "as scales",
    );
    // A division of floats by 0 gives infinity.
    let division = model("Div", vec![], true, &[(Float, one, &[0])]);
    assert_eq!(validate_file(&division), Ok(()));
}
