//! Validates the axes, sizes, steps and divisors of ONNX nodes: tract panics at some, and others exhaust memory.

use tract_onnx::pb::NodeProto;

use super::analysis::NodeInputs;
use super::file_validation::{MAX_EXTENT, MAX_VALUES, attribute, describe};
use super::shape_validation::{
    validate_factors, validate_indices, validate_permutation, validate_split, validate_window,
};

/// The operators with one axis of their first input as the attribute `axis`.
const AXIS_OPERATORS: [&str; 8] = [
    "ArgMax",
    "Concat",
    "Gather",
    "LayerNormalization",
    "LogSoftmax",
    "LpNormalization",
    "Softmax",
    "Split",
];

/// Validates a node, as far as its inputs are known before the model runs.
///
/// # Errors
/// Returns what was expected and what the node has.
pub(super) fn validate_node(node: &NodeProto, inputs: &NodeInputs) -> Result<(), String> {
    let rank = inputs.rank(0);
    let constant = |input| inputs.numbers(input).unwrap_or_default();
    let given = |name, input| numbers_of(node, inputs, name, input);
    let operand = |name, input| given(name, input).map(Option::unwrap_or_default);
    let only_axis = |default| attribute(node, "axis").map_or(default, |axis| axis.i);
    let operator = node.op_type.as_str();
    match operator {
        "Conv" | "ConvInteger" | "MaxPool" | "AveragePool" => {
            // A pool has no weights.
            if let (Some(rank), Some(weights)) = (rank, inputs.rank(1))
                && rank != weights
            {
                return Err(format!(
                    "expected weights of rank {rank}, {} has rank {weights}",
                    describe(node)
                ));
            }
            validate_window(node, rank.map_or(2, |rank| rank.saturating_sub(2)))
        }
        "MatMul" | "MatMulInteger" => validate_factors(node, inputs),
        operator if AXIS_OPERATORS.contains(&operator) => {
            validate_axes(node, "axis", &[only_axis(0) as f64], rank)?;
            match operator {
                "Split" => validate_split(node, given("split", 1)?),
                "Gather" => validate_indices(node, only_axis(0), inputs),
                _ => Ok(()),
            }
        }
        "Flatten" => {
            // The axis may also be the end of the shape.
            let rank = rank.filter(|rank| usize::try_from(only_axis(1)) != Ok(*rank));
            validate_axes(node, "axis", &[only_axis(1) as f64], rank)
        }
        operator if operator.starts_with("Reduce") => {
            validate_axes(node, "axes", &operand("axes", 1)?, rank)
        }
        "Squeeze" => validate_squeeze(node, &operand("axes", 1)?, rank),
        "Unsqueeze" => {
            let axes = operand("axes", 1)?;
            validate_axes(node, "axes", &axes, rank.map(|rank| rank + axes.len()))
        }
        "Transpose" => validate_permutation(node, rank),
        "Slice" => validate_slice(node, inputs),
        "Range" => validate_range(node, inputs),
        "DepthToSpace" | "SpaceToDepth" => {
            let size = attribute(node, "blocksize").map_or(0, |size| size.i);
            validate_extents(node, "blocksize", &[size as f64], 1)
        }
        "LRN" => {
            let size = attribute(node, "size").map_or(0, |size| size.i);
            validate_extents(node, "size", &[size as f64], 1)
        }
        "Resize" => {
            // Since version 11 of ONNX the input `roi` comes before `scales`.
            let scales = constant(if node.input.len() == 2 { 1 } else { 2 });
            validate(node, "scales", &scales, "numbers above 0", |scale| {
                scale > 0.0
            })
        }
        "Pad" => {
            let name = attribute(node, "pads").map_or("paddings", |_| "pads");
            validate_axes(node, "axes", &constant(3), rank)?;
            validate_extents(node, "pads", &operand(name, 1)?, 0)
        }
        "Div" if inputs.kind(1).is_some_and(|kind| !kind.is_float()) => {
            let Some(divisors) = inputs.numbers(1) else {
                return Err(format!(
                    "expected a constant divisor of integers, {} has another",
                    describe(node)
                ));
            };
            validate(
                node,
                "divisor",
                &divisors,
                "integers of at least 1",
                |divisor| divisor >= 1.0,
            )
        }
        _ => Ok(()),
    }
}

/// Returns the numbers that a node has as an attribute or, since a later version of ONNX, as an input; `None` if they are
/// not known.
///
/// # Errors
/// Returns that the node has both: which of them tract would take depends on the version.
fn numbers_of(
    node: &NodeProto,
    inputs: &NodeInputs,
    name: &str,
    input: usize,
) -> Result<Option<Vec<f64>>, String> {
    match (attribute(node, name), inputs.fact(input)) {
        (Some(_), Some(_)) => Err(format!(
            "expected {name} as an attribute or an input, {} has both",
            describe(node)
        )),
        (Some(attribute), None) => Ok(Some(attribute.ints.iter().map(|n| *n as f64).collect())),
        (None, _) => Ok(inputs.numbers(input)),
    }
}

/// Validates each of some numbers. `name` is what the node has them as, `expected` what they should be.
pub(super) fn validate(
    node: &NodeProto,
    name: &str,
    numbers: &[f64],
    expected: &str,
    is_valid: impl Fn(f64) -> bool,
) -> Result<(), String> {
    match numbers.iter().find(|number| !is_valid(**number)) {
        Some(invalid) => Err(format!(
            "expected {expected} as {name}, {} has {invalid}",
            describe(node)
        )),
        None => Ok(()),
    }
}

/// Validates the axes of a value; where its rank is not known, only that they are different.
fn validate_axes(
    node: &NodeProto,
    name: &str,
    axes: &[f64],
    rank: Option<usize>,
) -> Result<(), String> {
    if let Some(rank) = rank {
        let rank = rank as f64;
        let expected = format!("numbers from {} to {}", -rank, rank - 1.0);
        validate(node, name, axes, &expected, |axis| {
            (-rank..rank).contains(&axis)
        })?;
    }
    let mut indices = axis_indices(axes, rank);
    indices.sort_by(f64::total_cmp);
    if indices.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(format!(
            "expected different {name}, {} has {axes:?}",
            describe(node)
        ));
    }
    Ok(())
}

/// Returns axes of which the negative ones, which count from the end, are replaced where the rank is known.
fn axis_indices(axes: &[f64], rank: Option<usize>) -> Vec<f64> {
    let index = |axis: &f64| {
        let offset = if *axis < 0.0 { rank.unwrap_or(0) } else { 0 };
        axis + offset as f64
    };
    axes.iter().map(index).collect()
}

/// Validates the axes that a node removes. tract removes one after the other, from the last in the list on.
fn validate_squeeze(node: &NodeProto, axes: &[f64], rank: Option<usize>) -> Result<(), String> {
    validate_axes(node, "axes", axes, rank)?;
    if axis_indices(axes, rank).is_sorted() {
        return Ok(());
    }
    Err(format!(
        "expected axes in ascending order, {} has {axes:?}",
        describe(node)
    ))
}

/// Validates that a slice has a start, an end and a step other than 0 for each of its axes.
fn validate_slice(node: &NodeProto, inputs: &NodeInputs) -> Result<(), String> {
    let numbers = |name, input| numbers_of(node, inputs, name, input);
    let (axes, steps) = (numbers("axes", 3)?, inputs.numbers(4));
    let lists = [&numbers("starts", 1)?, &numbers("ends", 2)?, &axes, &steps];
    let counts: Vec<usize> = lists.into_iter().flatten().map(Vec::len).collect();
    if counts.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(format!(
            "expected as many starts as ends, axes and steps, {} has {counts:?}",
            describe(node)
        ));
    }
    validate_axes(node, "axes", &axes.unwrap_or_default(), inputs.rank(0))?;
    let steps = steps.unwrap_or_default();
    validate(node, "steps", &steps, "steps other than 0", |step| {
        step != 0.0
    })
}

/// Validates the step of a range and the number of its values.
fn validate_range(node: &NodeProto, inputs: &NodeInputs) -> Result<(), String> {
    let [start, limit, delta] = [0, 1, 2].map(|input| inputs.numbers(input).unwrap_or_default());
    validate(node, "delta", &delta, "a number of at least 1", |delta| {
        delta >= 1.0
    })?;
    let counts: Vec<f64> = (start.iter().zip(limit))
        .map(|(start, limit)| limit - start)
        .collect();
    let expected = format!("at most {MAX_VALUES}");
    validate(node, "the number of values", &counts, &expected, |count| {
        count <= MAX_VALUES as f64
    })
}

/// Validates lengths in pixels.
fn validate_extents(node: &NodeProto, name: &str, numbers: &[f64], min: i64) -> Result<(), String> {
    let expected = format!("numbers from {min} to {MAX_EXTENT}");
    let range = min as f64..=MAX_EXTENT as f64;
    validate(node, name, numbers, &expected, |number| {
        range.contains(&number)
    })
}
