//! The operators that a custom model may have: those of image classifiers, with the inputs that each takes.
//!
//! tract knows more, but trusts the number and the types of the inputs of its operators, and computes a few of them
//! differently: `Mod` of negative integers, and `Swish` with a factor.

use tract_onnx::pb::NodeProto;
use tract_onnx::prelude::DatumType;

use super::analysis::NodeInputs;
use super::file_validation::describe;

/// The smallest and the largest number of inputs, whether they must be of floats, and the operators.
const OPERATORS: [(usize, usize, bool, &str); 18] = [
    (0, 0, false, "Constant"),
    (
        1,
        1,
        false,
        "Cast ConstantOfShape DepthToSpace Flatten Identity MaxPool Not Shape Size SpaceToDepth Transpose",
    ),
    (
        1,
        1,
        true,
        "Abs ArgMax AveragePool Ceil Celu Cos DynamicQuantizeLinear Elu Erf Exp Floor Gelu GlobalAveragePool \
         GlobalMaxPool HardSigmoid HardSwish IsNaN LRN LeakyRelu Log LogSoftmax LpNormalization \
         MeanVarianceNormalization Mish Neg QuickGelu Reciprocal Relu Round Selu Sigmoid Sign Sin Softmax Softplus \
         Softsign Sqrt Tanh ThresholdedRelu",
    ),
    (
        1,
        2,
        false,
        "ReduceMax ReduceMin ReduceProd ReduceSum Split Squeeze Unsqueeze",
    ),
    (
        1,
        2,
        true,
        "FastGelu ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMean ReduceSumSquare",
    ),
    (1, 3, false, "Dropout"),
    (1, 3, true, "Clip"),
    (1, 4, false, "Pad Resize"),
    (1, 5, false, "Slice"),
    (1, usize::MAX, false, "Concat Max Mean Min Sum"),
    (
        2,
        2,
        false,
        "Add And Div Equal Expand Gather Greater GreaterOrEqual Less LessOrEqual Mul Or Reshape Sub Tile",
    ),
    (2, 2, true, "BiasGelu MatMul PRelu Pow"),
    (2, 3, true, "Conv Gemm LayerNormalization QuantizeLinear"),
    (2, 3, false, "DequantizeLinear"),
    (2, 4, false, "ConvInteger MatMulInteger"),
    (3, 3, false, "Range Where"),
    (3, 3, true, "GroupNormalization InstanceNormalization"),
    (5, 5, true, "BatchNormalization"),
];

/// The inputs, by operator, that are sizes, axes or indices.
const INTEGERS: [(&str, &[usize]); 11] = [
    ("ConstantOfShape", &[0]),
    ("Expand", &[1]),
    ("Gather", &[1]),
    ("Pad", &[1, 3]),
    ("Reduce", &[1]),
    ("Reshape", &[1]),
    ("Resize", &[3]),
    ("Slice", &[1, 2, 3, 4]),
    ("Split", &[1]),
    ("Squeeze", &[1]),
    ("Tile", &[1]),
];

/// Returns the smallest and the largest number of inputs of an operator, and whether they must be of floats;
/// `None` if it is not supported.
pub(crate) fn find(operator: &str) -> Option<(usize, usize, bool)> {
    let mut groups = OPERATORS.iter();
    let has_name = |names: &str| names.split_whitespace().any(|name| name == operator);
    let (min, max, is_float, _) = groups.find(|(.., names)| has_name(names))?;
    Some((*min, *max, *is_float))
}

/// Returns the names of all supported operators.
#[cfg(any(fuzzing, test))]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    OPERATORS
        .iter()
        .flat_map(|(.., names)| names.split_whitespace())
}

/// Validates that the operator of a node is supported, and the number of its inputs.
///
/// # Errors
/// Returns what was expected and what the node has.
pub(super) fn validate_operator(node: &NodeProto, version: i64) -> Result<(), String> {
    let Some((mut min, mut max, _)) = find(&node.op_type) else {
        return Err(format!(
            "{} is of an operator that is not supported; the README of emosense-custom-models says what to do",
            describe(node)
        ));
    };
    if node.op_type == "Resize" {
        // tract needs the scales and, in these versions, the region of interest before them.
        (min, max) = match version {
            ..11 => (2, 2),
            11 | 12 => (3, max),
            _ => (min, max),
        };
    }
    // Optional inputs that are left out have no name; the required ones come first.
    let count = node.input.len();
    let given = node
        .input
        .iter()
        .take_while(|name| !name.is_empty())
        .count();
    if given >= min && count <= max {
        return Ok(());
    }
    let expected = match max {
        usize::MAX => format!("at least {min}"),
        max if max == min => format!("{min}"),
        max => format!("{min} to {max}"),
    };
    Err(format!(
        "expected {expected} inputs, {} has {count}",
        describe(node)
    ))
}

/// The operators whose first input has a batch, channels, and one to three spatial dimensions.
const SPATIAL: [&str; 9] = [
    "AveragePool",
    "Conv",
    "ConvInteger",
    "GlobalAveragePool",
    "GlobalMaxPool",
    "GroupNormalization",
    "InstanceNormalization",
    "LRN",
    "MaxPool",
];

/// The largest rank of a value; no image classifier has more.
const MAX_RANK: usize = 8;

/// The operators that may take vectors without values, as they compute sizes or forward them.
const EMPTY_VECTORS: &str = "Cast Concat ConstantOfShape Equal Expand Gather Identity Pad Reshape Resize Slice Split \
                             Squeeze Unsqueeze Where";

/// Returns the smallest and the largest rank of an input of an operator.
fn ranks(operator: &str, input: usize) -> (usize, usize) {
    match (operator, input) {
        (operator, 0) if SPATIAL.contains(&operator) => (3, 5),
        ("BatchNormalization", 0) => (2, 5),
        ("Gemm", 0 | 1) => (2, 2),
        ("MatMul", 0 | 1) => (1, MAX_RANK),
        ("MatMulInteger", 0 | 1) => (2, MAX_RANK), // tract panics at a vector
        (operator, input) if is_vector(operator, input) => (0, 1),
        _ => (0, MAX_RANK),
    }
}

/// Returns whether an input is of sizes or axes; indices may have any rank.
fn is_vector(operator: &str, input: usize) -> bool {
    operator != "Gather" && integers(operator).contains(&input)
}

/// Returns the inputs of an operator that are sizes, axes or indices.
fn integers(operator: &str) -> &'static [usize] {
    let is_operator = |name: &str| match name {
        "Reduce" => operator.starts_with(name),
        name => operator == name,
    };
    let mut groups = INTEGERS.iter();
    groups
        .find(|(name, _)| is_operator(name))
        .map_or(&[], |(_, inputs)| inputs)
}

/// A type that an input must have: its name, and whether a type is it.
type ExpectedType = (&'static str, fn(DatumType) -> bool);

/// Returns the type that an input of an operator must have; `None` if it may have any.
///
/// tract panics at other types, or divides by 0 or overflows where a function of floats gets integers. It counts the
/// sizes of a shape as numbers of a type of their own.
fn expected_type(operator: &str, input: usize) -> Option<ExpectedType> {
    const INTEGERS: ExpectedType = ("integers", |kind| kind.is_integer() || kind.is_tdim());
    const FLOATS: ExpectedType = ("floats", |kind| kind.is_float());
    const NUMBERS: ExpectedType = ("numbers", |kind| kind.is_number() || kind.is_tdim());
    const BYTES: ExpectedType = ("integers of 8 bits", |kind| {
        kind.is_integer() && kind.size_of() == 1
    });
    const BOOLEANS: ExpectedType = ("booleans", |kind| kind == DatumType::Bool);
    if integers(operator).contains(&input) {
        return Some(INTEGERS);
    }
    let is_float = find(operator).is_some_and(|(.., is_float)| is_float);
    match (operator, input) {
        ("ConvInteger" | "MatMulInteger", _) | ("QuantizeLinear", 2) => Some(BYTES),
        ("DequantizeLinear", 0 | 2) => Some(INTEGERS),
        ("DequantizeLinear", _) => Some(FLOATS),
        ("And" | "Or" | "Not", _) | ("Where", 0) => Some(BOOLEANS),
        ("Pow", 1) => Some(("numbers", |kind| kind.is_number())), // tract panics at sizes
        _ if is_float => Some(FLOATS),
        (
            "Add" | "Div" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" | "Max"
            | "MaxPool" | "Mean" | "Min" | "Mul" | "Range" | "ReduceMax" | "ReduceMin"
            | "ReduceProd" | "ReduceSum" | "Sub" | "Sum",
            _,
        ) => Some(NUMBERS),
        _ => None,
    }
}

/// Validates the types, the ranks and the presence of values of the inputs, as far as they are known.
///
/// # Errors
/// Returns what was expected and what the node has.
pub(super) fn validate_inputs(node: &NodeProto, inputs: &NodeInputs) -> Result<(), String> {
    let operator = &*node.op_type;
    for input in 0..node.input.len() {
        let has = |expected: &str, actual: &str| {
            Err(format!(
                "expected {expected} as input {input}, {} has {actual}",
                describe(node)
            ))
        };
        if let Some(kind) = inputs.kind(input)
            && let Some((expected, is_expected)) = expected_type(operator, input)
            && !is_expected(kind)
        {
            return has(expected, &format!("{kind:?}"));
        }
        let (min, max) = ranks(operator, input);
        if let Some(rank) = inputs.rank(input)
            && !(min..=max).contains(&rank)
        {
            return has(&format!("a rank from {min} to {max}"), &format!("{rank}"));
        }
        if let Some(shape) = inputs.shape(input)
            && shape.contains(&0)
        {
            let mut names = EMPTY_VECTORS.split_whitespace();
            let is_size = integers(operator).contains(&input) || names.any(|name| name == operator);
            // An empty vector of scales means that the sizes follow.
            let is_last = operator == "Resize" && input + 1 == node.input.len();
            let is_data = operator == "Resize" && input == 0;
            let may_be_empty = shape.len() == 1 && is_size && !is_last && !is_data;
            if !may_be_empty {
                return has("at least one value", &format!("the shape {shape:?}"));
            }
        }
    }
    Ok(())
}
