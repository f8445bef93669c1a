//! Validates what ONNX nodes expect of the shapes of their inputs: windows, factors, splits, indices and permutations.

use tract_onnx::pb::NodeProto;
use tract_onnx::tract_hir::internal::ShapeFactoid;

use super::analysis::{NodeInputs, known_sizes};
use super::file_validation::{MAX_EXTENT, MAX_VALUES, attribute, describe};
use super::node_validation::validate;

/// The attributes with one size per spatial dimension (pads: two), each with its smallest size.
const WINDOW_ATTRIBUTES: [(&str, i64); 4] = [
    ("kernel_shape", 1),
    ("strides", 1),
    ("dilations", 1),
    ("pads", 0),
];

/// Validates the sizes of a convolution or a pool over `dimensions` spatial dimensions.
pub(super) fn validate_window(node: &NodeProto, dimensions: usize) -> Result<(), String> {
    for (name, min) in WINDOW_ATTRIBUTES {
        let Some(attribute) = attribute(node, name) else {
            continue;
        };
        let count = if name == "pads" {
            2 * dimensions
        } else {
            dimensions
        };
        let sizes = &attribute.ints;
        let valid = |size: &i64| (min..=MAX_EXTENT).contains(size);
        if sizes.len() != count || !sizes.iter().all(valid) {
            return Err(format!(
                "expected {count} numbers from {min} to {MAX_EXTENT} as {name}, {} has {sizes:?}",
                describe(node)
            ));
        }
    }
    Ok(())
}

/// Validates how many values a convolution multiplies by its weights: tract writes the window of each position of the
/// output into a column of a matrix.
pub(super) fn validate_columns(
    node: &NodeProto,
    inputs: &NodeInputs,
    output: &ShapeFactoid,
) -> Result<(), String> {
    if !["Conv", "ConvInteger"].contains(&&*node.op_type) {
        return Ok(());
    }
    let output = known_sizes(output);
    let (Some(input), Some(weights), Some(output)) = (inputs.shape(0), inputs.shape(1), output)
    else {
        return Ok(());
    };
    // [N, C, ...], [K, C / groups, ...] and [N, K, ...].
    let sizes = [input.get(..2), weights.get(2..), output.get(2..)];
    let mut sizes = sizes.into_iter().flatten().flatten();
    match sizes.try_fold(1_usize, |count, size| count.checked_mul(*size)) {
        Some(count) if count <= MAX_VALUES => Ok(()),
        _ => Err(format!(
            "expected windows of at most {MAX_VALUES} values together, {} has more",
            describe(node)
        )),
    }
}

/// Validates that two matrices, or batches of matrices, can be multiplied, and that the zero points of integers are one
/// number, or for the second factor one for each of its columns.
pub(super) fn validate_factors(node: &NodeProto, inputs: &NodeInputs) -> Result<(), String> {
    let (Some(first), Some(second)) = (inputs.shape(0), inputs.shape(1)) else {
        return Ok(());
    };
    let (first_batch, first_matrix) = first.split_at(first.len().saturating_sub(2));
    let (second_batch, second_matrix) = second.split_at(second.len().saturating_sub(2));
    let mut batches = first_batch.iter().rev().zip(second_batch.iter().rev());
    let fits = first_matrix.last() == second_matrix.first()
        && batches.all(|(first, second)| first == second || *first == 1 || *second == 1);
    if !fits {
        return Err(format!(
            "expected matrices that can be multiplied, {} has the shapes {first:?} and {second:?}",
            describe(node)
        ));
    }
    let columns = match second_matrix {
        [_, columns] => *columns,
        _ => 1,
    };
    for (input, count) in [(2, 1), (3, columns)] {
        let zero_points = inputs.shape(input).map(|shape| shape.iter().product());
        if zero_points.is_some_and(|points: usize| points != 1 && points != count) {
            return Err(format!(
                "expected one zero point or {count} as input {input}, {} has {zero_points:?}",
                describe(node)
            ));
        }
    }
    Ok(())
}

/// Validates that a transposition names every axis once.
pub(super) fn validate_permutation(node: &NodeProto, rank: Option<usize>) -> Result<(), String> {
    let Some(permutation) = attribute(node, "perm") else {
        return Ok(());
    };
    let mut axes = permutation.ints.clone();
    axes.sort_unstable();
    let rank = rank.unwrap_or(axes.len());
    if axes.into_iter().eq((0..).take(rank)) {
        return Ok(());
    }
    Err(format!(
        "expected each axis from 0 to {} once as perm, {} has {:?}",
        rank.saturating_sub(1),
        describe(node),
        permutation.ints
    ))
}

/// Validates the constant indices of a node that picks values along an axis.
pub(super) fn validate_indices(
    node: &NodeProto,
    axis: i64,
    inputs: &NodeInputs,
) -> Result<(), String> {
    let (Some(shape), Some(indices)) = (inputs.shape(0), inputs.numbers(1)) else {
        return Ok(());
    };
    let axis = match usize::try_from(axis) {
        Ok(axis) => Some(axis),
        Err(_) => shape.len().checked_add_signed(axis as isize),
    };
    let Some(size) = axis.and_then(|axis| shape.get(axis)) else {
        return Ok(());
    };
    let size = *size as f64;
    let expected = format!("numbers from {} to {}", -size, size - 1.0);
    validate(node, "indices", &indices, &expected, |index| {
        (-size..size).contains(&index)
    })
}

/// Validates that a split has a size for each output, unless it has none for any.
pub(super) fn validate_split(node: &NodeProto, sizes: Option<Vec<f64>>) -> Result<(), String> {
    let count = node.output.len();
    let Some(sizes) = sizes.filter(|sizes| sizes.len() != count) else {
        return Ok(());
    };
    Err(format!(
        "expected {count} sizes as split, one per output, {} has {sizes:?}",
        describe(node)
    ))
}
