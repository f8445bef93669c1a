//! Validates the axes, sizes, steps and divisors of ONNX nodes: tract panics at some, and others exhaust memory.

use tract_onnx::pb::NodeProto;

use super::file_validation::{MAX_EXTENT, MAX_VALUES, describe};
use super::file_validation_values::{KnownValues, attribute};

/// The largest number of values into which an operator may turn each one: 64 × 64 by upsampling.
const MAX_REPEATS: f64 = 4096.0;

/// The operators with one axis of their first input as the attribute `axis`.
const AXIS_OPERATORS: [&str; 17] = [
    "ArgMax",
    "ArgMin",
    "Compress",
    "Concat",
    "Gather",
    "GatherElements",
    "Hardmax",
    "LayerNormalization",
    "LogSoftmax",
    "LpNormalization",
    "RMSNormalization",
    "Scatter",
    "ScatterElements",
    "SimplifiedLayerNormalization",
    "Softmax",
    "Split",
    "TopK",
];

/// Validates a node, as far as its operands are known before the model runs.
///
/// # Errors
/// Returns what was expected and what the node has.
pub(super) fn validate_operands(node: &NodeProto, known: &KnownValues) -> Result<(), String> {
    let rank = known.rank(node, 0);
    let constant = |input| known.numbers(node, input).unwrap_or_default();
    let operand = |name, input| known.operand(node, name, input).unwrap_or_default();
    match node.op_type.as_str() {
        operator if AXIS_OPERATORS.contains(&operator) => {
            let axis = attribute(node, "axis").map_or(0, |axis| axis.i);
            validate_axes(node, "axis", &[axis as f64], rank)
        }
        "Flatten" => {
            let axis = attribute(node, "axis").map_or(0, |axis| axis.i);
            // The axis may also be the end of the shape.
            let rank = rank.filter(|rank| usize::try_from(axis) != Ok(*rank));
            validate_axes(node, "axis", &[axis as f64], rank)
        }
        operator if operator == "Squeeze" || operator.starts_with("Reduce") => {
            validate_axes(node, "axes", &known.axes(node).unwrap_or_default(), rank)
        }
        "Unsqueeze" => {
            let axes = known.axes(node).unwrap_or_default();
            validate_axes(node, "axes", &axes, rank.map(|rank| rank + axes.len()))
        }
        "Transpose" => validate_permutation(node, rank),
        "Slice" => {
            validate_axes(node, "axes", &operand("axes", 3), rank)?;
            validate(node, "steps", &constant(4), "steps other than 0", |step| {
                step != 0.0
            })
        }
        "Range" => {
            let delta = constant(2);
            validate(node, "delta", &delta, "a delta other than 0", |step| {
                step != 0.0
            })?;
            match (&constant(0)[..], &constant(1)[..], &delta[..]) {
                ([start], [limit], [delta]) => {
                    validate_count(node, "limit", &[((limit - start) / delta).max(0.0)])
                }
                _ => Ok(()),
            }
        }
        "DepthToSpace" | "SpaceToDepth" => {
            let size = attribute(node, "blocksize").map_or(0, |size| size.i);
            validate_extents(node, "blocksize", &[size as f64], 1)
        }
        "Pad" => {
            let name = attribute(node, "pads").map_or("paddings", |_| "pads");
            validate_axes(node, "axes", &constant(3), rank)?;
            validate_extents(node, "pads", &operand(name, 1), 0)
        }
        "ConstantOfShape" => validate_count(node, "shape", &constant(0)),
        "Expand" => validate_count(node, "shape", &constant(1)),
        "Tile" => validate_repeats(node, "repeats", &constant(1)),
        "Resize" => {
            let scales = if node.input.len() == 2 { 1 } else { 2 };
            validate_repeats(node, "scales", &constant(scales))?;
            validate_count(node, "sizes", &constant(3))
        }
        "Upsample" => validate_repeats(node, "scales", &operand("scales", 1)),
        "Div" | "Mod" if known.is_integer(node, 1) => {
            let divisors = constant(1);
            validate(
                node,
                "divisor",
                &divisors,
                "integers other than 0",
                |divisor| divisor != 0.0,
            )
        }
        _ => Ok(()),
    }
}

/// Validates each of some numbers. `name` is what the node has them as, `expected` what they should be.
fn validate(
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
    let index = |axis: f64| {
        let offset = if axis < 0.0 { rank.unwrap_or(0) } else { 0 };
        axis + offset as f64
    };
    let mut indices: Vec<f64> = axes.iter().map(|axis| index(*axis)).collect();
    indices.sort_by(f64::total_cmp);
    if indices.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(format!(
            "expected different {name}, {} has {axes:?}",
            describe(node)
        ));
    }
    Ok(())
}

/// Validates that a transposition names every axis once.
fn validate_permutation(node: &NodeProto, rank: Option<usize>) -> Result<(), String> {
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

/// Validates lengths in pixels.
fn validate_extents(node: &NodeProto, name: &str, numbers: &[f64], min: i64) -> Result<(), String> {
    let expected = format!("numbers from {min} to {MAX_EXTENT}");
    let range = min as f64..=MAX_EXTENT as f64;
    validate(node, name, numbers, &expected, |number| {
        range.contains(&number)
    })
}

/// Validates the sizes of a result. A size of 0 or -1 stands for one of the input.
fn validate_count(node: &NodeProto, name: &str, sizes: &[f64]) -> Result<(), String> {
    let count: f64 = sizes.iter().map(|size| size.max(1.0)).product();
    if sizes.iter().all(|size| *size >= -1.0) && count <= MAX_VALUES as f64 {
        return Ok(());
    }
    Err(format!(
        "expected at most {MAX_VALUES} values as {name}, {} has {sizes:?}",
        describe(node)
    ))
}

/// Validates factors by which a result has more values than the input.
fn validate_repeats(node: &NodeProto, name: &str, factors: &[f64]) -> Result<(), String> {
    let product: f64 = factors.iter().map(|factor| factor.max(1.0)).product();
    if factors.iter().all(|factor| *factor >= 0.0) && product <= MAX_REPEATS {
        return Ok(());
    }
    Err(format!(
        "expected numbers of at least 0 with a product of at most {MAX_REPEATS} as {name}, {} has {factors:?}",
        describe(node)
    ))
}
