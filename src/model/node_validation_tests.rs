//! Tests the validation of the axes, indices, sizes, steps and divisors of nodes.

use tract_onnx::pb::tensor_proto::DataType;

use super::one_node_model::{Constant, assert_rejected, int, ints, run};

#[test]
fn names_an_axis_out_of_range() {
    for op in [
        "ArgMax",
        "Concat",
        "LogSoftmax",
        "Softmax",
        "Split",
        "Flatten",
    ] {
        for (axis, is_valid) in [(-5, false), (-4, true), (0, true), (3, true), (5, false)] {
            let result = run(op, vec![int("axis", axis)], true, &[]);
            if is_valid {
                assert_eq!(result, Ok(()), "{op} of axis {axis}");
            } else {
                let expected = format!("as axis, node \"faulty\" ({op}) has {axis}");
                assert_rejected(result, op, &expected);
            }
        }
    }
    assert_eq!(run("Flatten", vec![int("axis", 4)], true, &[]), Ok(()));
}

#[test]
fn names_axes_out_of_range_or_repeated() {
    let vector: &[i64] = &[2];
    for op in [
        "ReduceMean",
        "ReduceSum",
        "ReduceMax",
        "ReduceL2",
        "Squeeze",
    ] {
        for (axes, expected) in [
            ([2, 4], "numbers from -4 to 3 as axes, node \"faulty\""),
            ([-5, 0], "as axes"),
            ([1, -3], "expected different axes"),
        ] {
            assert_rejected(run(op, vec![ints("axes", &axes)], true, &[]), op, expected);
            let operand = [(DataType::Int64, vector, &axes[..])];
            assert_rejected(run(op, vec![], true, &operand), op, expected);
        }
    }
    let squeeze = |axes: &[i64]| run("Squeeze", vec![], true, &[(DataType::Int64, vector, axes)]);
    assert_eq!(squeeze(&[0, 1]), Ok(()));
    for axes in [[1, 0], [-3, 0]] {
        assert_rejected(squeeze(&axes), "Squeeze", "axes in ascending order");
    }
    let unsqueeze = |axes: &[i64]| {
        run(
            "Unsqueeze",
            vec![],
            true,
            &[(DataType::Int64, vector, axes)],
        )
    };
    assert_eq!(unsqueeze(&[0, 5]), Ok(()));
    assert_rejected(
        unsqueeze(&[0, 6]),
        "Unsqueeze",
        "numbers from -6 to 5 as axes",
    );
}

#[test]
fn names_what_is_an_attribute_and_an_input() {
    let vector: &[i64] = &[1];
    for (op, name) in [
        ("ReduceSum", "axes"),
        ("Squeeze", "axes"),
        ("Unsqueeze", "axes"),
        ("Split", "split"),
        ("Pad", "pads"),
    ] {
        let operand = [(DataType::Int64, vector, &[0][..])];
        let result = run(op, vec![ints(name, &[0])], true, &operand);
        let expected = format!("{name} as an attribute or an input, node \"faulty\" ({op})");
        assert_rejected(result, op, &expected);
    }
}

#[test]
fn names_a_slice_of_as_many_starts_as_ends() {
    let (one, two): (&[i64], &[i64]) = (&[1], &[2]);
    let slice = |ends: Constant, axes: Constant| {
        run(
            "Slice",
            vec![],
            true,
            &[(DataType::Int64, two, &[0, 0]), ends, axes],
        )
    };
    let pair = (DataType::Int64, two, &[2, 3][..]);
    let single = (DataType::Int64, one, &[2][..]);
    assert_eq!(slice(pair, pair), Ok(()));
    for (ends, axes) in [(single, pair), (pair, single), (single, single)] {
        assert_rejected(slice(ends, axes), "Slice", "as many starts as ends");
    }
}

#[test]
fn names_matrices_that_cannot_be_multiplied() {
    use DataType::{Float, Uint8};
    let (row, column): (&[i64], &[i64]) = (&[1, 2], &[2, 1]);
    for (op, kind) in [("MatMul", Float), ("MatMulInteger", Uint8)] {
        let rows = [(kind, row, &[1, 1][..]), (kind, row, &[1, 1])];
        let result = run(op, vec![], false, &rows);
        assert_rejected(result, op, "expected matrices that can be multiplied");
    }
    let zero_points = (Uint8, &[3][..], &[1, 1, 1][..]);
    let factors = [
        (Uint8, row, &[1, 1][..]),
        (Uint8, column, &[1, 1]),
        zero_points,
    ];
    let result = run("MatMulInteger", vec![], false, &factors);
    assert_rejected(
        result,
        "MatMulInteger",
        "expected one zero point or 1 as input 2",
    );
}

#[test]
fn names_what_is_not_a_permutation() {
    let transpose = |perm: &[i64]| run("Transpose", vec![ints("perm", perm)], true, &[]);
    assert_eq!(transpose(&[0, 3, 1, 2]), Ok(()));
    for perm in [&[0, 1, 2][..], &[0, 1, 2, 4], &[0, 1, 2, 2]] {
        let expected = "each axis from 0 to 3 once as perm";
        assert_rejected(transpose(perm), "Transpose", expected);
    }
}

#[test]
fn names_an_index_beyond_the_data() {
    let gather = |indices: [i64; 2]| {
        let constant = [(DataType::Int64, &[2][..], &indices[..])];
        run("Gather", vec![int("axis", -1)], true, &constant)
    };
    assert_eq!(gather([-8, 7]), Ok(()));
    for indices in [[0, 8], [-9, 0]] {
        let expected = "numbers from -8 to 7 as indices";
        assert_rejected(gather(indices), "Gather", expected);
    }
}

#[test]
fn names_windows_of_another_count_or_size() {
    let kernel = [(DataType::Float, &[1, 1, 3, 3][..], &[1; 9][..])];
    let conv = |name: &str, sizes: &[i64]| run("Conv", vec![ints(name, sizes)], true, &kernel);
    assert_eq!(conv("strides", &[2, 1]), Ok(()));
    for (name, sizes, expected) in [
        (
            "strides",
            &[1][..],
            "expected 2 numbers from 1 to 4096 as strides",
        ),
        (
            "strides",
            &[0, 1],
            "as strides, node \"faulty\" (Conv) has [0, 1]",
        ),
        ("dilations", &[1, i64::MAX], "has [1, 9223372036854775807]"),
        (
            "pads",
            &[1, 1, 1],
            "expected 4 numbers from 0 to 4096 as pads",
        ),
        (
            "kernel_shape",
            &[],
            "as kernel_shape, node \"faulty\" (Conv) has []",
        ),
    ] {
        assert_rejected(conv(name, sizes), name, expected);
    }
    assert_rejected(
        run("MaxPool", vec![ints("kernel_shape", &[2])], true, &[]),
        "MaxPool",
        "expected 2 numbers",
    );
}

#[test]
fn names_steps_pads_sizes_and_divisors() {
    use DataType::{Float, Int64};
    let huge = i64::from(i32::MAX);
    let four: &[i64] = &[4];
    let index = |value: &'static [i64]| (Int64, &[1][..], value);
    let cases: [(&str, bool, &[Constant], &str); 13] = [
        (
            "Slice",
            true,
            &[index(&[0]), index(&[9]), index(&[3]), index(&[0])],
            "steps other than 0 as steps",
        ),
        (
            "Range",
            false,
            &[(Int64, &[], &[0]), (Int64, &[], &[9]), (Int64, &[], &[0])],
            "a number of at least 1 as delta",
        ),
        (
            "Range",
            false,
            &[
                (Int64, &[], &[0]),
                (Int64, &[], &[huge]),
                (Int64, &[], &[1]),
            ],
            "at most 134217728 as the number of values",
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
            "returns the shape",
        ),
        (
            "Expand",
            true,
            &[(Int64, &[5], &[huge, 1, 1, 8, 8])],
            "returns the shape",
        ),
        (
            "Tile",
            true,
            &[(Int64, four, &[1, 1, huge, 1])],
            "returns the shape",
        ),
        (
            "Resize",
            true,
            &[(Float, &[0], &[]), (Float, four, &[1, 1, huge, 2])],
            "returns the shape",
        ),
        (
            "Div",
            false,
            &[index(&[5]), index(&[0])],
            "integers of at least 1 as divisor",
        ),
        (
            "Split",
            true,
            &[(Int64, &[2], &[1, 0])],
            "expected 1 sizes as split",
        ),
        (
            "Split",
            true,
            &[(Int64, &[0], &[])],
            "expected 1 sizes as split",
        ),
        (
            "Conv",
            true,
            &[(Float, &[1, 1, 3], &[1; 3])],
            "expected weights of rank 4",
        ),
    ];
    for (op, crop, constants, expected) in cases {
        assert_rejected(run(op, vec![], crop, constants), op, expected);
    }
}

#[test]
fn names_a_convolution_of_too_large_windows() {
    let values = vec![0; 512 * 512];
    let weights: Constant = (DataType::Float, &[1, 1, 512, 512], &values);
    let result = run(
        "Conv",
        vec![ints("pads", &[520, 520, 520, 520])],
        true,
        &[weights],
    );
    assert_rejected(result, "Conv", "windows of at most");
}

#[test]
fn names_a_size_out_of_range() {
    for (op, name) in [
        ("DepthToSpace", "blocksize"),
        ("SpaceToDepth", "blocksize"),
        ("LRN", "size"),
    ] {
        for size in [0, i64::from(i32::MAX)] {
            let result = run(op, vec![int(name, size)], true, &[]);
            assert_rejected(result, op, &format!("as {name}"));
        }
    }
    assert_eq!(
        run("SpaceToDepth", vec![int("blocksize", 2)], true, &[]),
        Ok(())
    );
}

#[test]
fn a_division_of_floats_by_0_is_valid() {
    assert_eq!(
        run("Div", vec![], true, &[(DataType::Float, &[1], &[0])]),
        Ok(())
    );
}
