//! Builds small custom models of any operators, attributes and constants from the bytes of a fuzz target.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use tract_onnx::pb::attribute_proto::AttributeType;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto,
    TensorShapeProto, TypeProto, ValueInfoProto, tensor_shape_proto, type_proto,
};

use crate::model::operators;

/// The shape of the crop that the models take.
pub(super) const INPUT_SHAPE: [u8; 4] = [1, 1, 16, 16];

/// The operators that a custom model may have.
static OPERATORS: LazyLock<Vec<&str>> = LazyLock::new(|| operators::names().collect());

/// The attributes, each with its type.
const ATTRIBUTES: [(&str, AttributeType); 46] = [
    ("axis", AttributeType::Int),
    ("axes", AttributeType::Ints),
    ("perm", AttributeType::Ints),
    ("keepdims", AttributeType::Int),
    ("kernel_shape", AttributeType::Ints),
    ("strides", AttributeType::Ints),
    ("dilations", AttributeType::Ints),
    ("pads", AttributeType::Ints),
    ("output_padding", AttributeType::Ints),
    ("output_shape", AttributeType::Ints),
    ("group", AttributeType::Int),
    ("num_groups", AttributeType::Int),
    ("auto_pad", AttributeType::String),
    ("ceil_mode", AttributeType::Int),
    ("count_include_pad", AttributeType::Int),
    ("storage_order", AttributeType::Int),
    ("mode", AttributeType::String),
    ("nearest_mode", AttributeType::String),
    ("coordinate_transformation_mode", AttributeType::String),
    ("scales", AttributeType::Floats),
    ("blocksize", AttributeType::Int),
    ("batch_dims", AttributeType::Int),
    ("split", AttributeType::Ints),
    ("num_outputs", AttributeType::Int),
    ("starts", AttributeType::Ints),
    ("ends", AttributeType::Ints),
    ("start", AttributeType::Int),
    ("end", AttributeType::Int),
    ("largest", AttributeType::Int),
    ("sorted", AttributeType::Int),
    ("k", AttributeType::Int),
    ("upper", AttributeType::Int),
    ("exclusive", AttributeType::Int),
    ("reverse", AttributeType::Int),
    ("to", AttributeType::Int),
    ("dtype", AttributeType::Int),
    ("value", AttributeType::Tensor),
    ("allowzero", AttributeType::Int),
    ("transA", AttributeType::Int),
    ("transB", AttributeType::Int),
    ("alpha", AttributeType::Float),
    ("epsilon", AttributeType::Float),
    ("p", AttributeType::Int),
    ("size", AttributeType::Int),
    ("hidden_size", AttributeType::Int),
    ("reduction", AttributeType::String),
];

const STRINGS: [&str; 20] = [
    "NOTSET",
    "SAME_UPPER",
    "SAME_LOWER",
    "VALID",
    "constant",
    "reflect",
    "edge",
    "wrap",
    "nearest",
    "linear",
    "cubic",
    "floor",
    "ceil",
    "asymmetric",
    "align_corners",
    "half_pixel",
    "add",
    "mul",
    "DCR",
    "CRD",
];

/// Builds the bytes of an ONNX file with the input `crop` and the output `scores`.
pub(super) fn model(input: &mut Unstructured) -> Result<ModelProto> {
    let version = input.int_in_range(9..=20)?;
    let mut graph = GraphProto {
        input: vec![crop_info()],
        output: vec![ValueInfoProto {
            name: "scores".into(),
            ..Default::default()
        }],
        ..Default::default()
    };
    let count = input.int_in_range(1..=3)?;
    for index in 0..count {
        let operator = *input.choose(&OPERATORS)?;
        let (min, max, _) = operators::find(operator).unwrap_or_default();
        let mut inputs = Vec::new();
        for position in 0..input.int_in_range(min..=max.min(min + 4))? {
            let source = input.int_in_range(0..=7_u8)?;
            inputs.push(match (position, source) {
                (0, 1..=5) | (_, 1) if index > 0 => format!("value{}", index - 1),
                (0, 0..=5) | (_, 0) => "crop".into(),
                (_, 7) if position > 0 => String::new(),
                _ => {
                    let name = format!("constant{}", graph.initializer.len());
                    graph.initializer.push(tensor(input, &name)?);
                    name
                }
            });
        }
        let mut attribute: Vec<AttributeProto> = Vec::new();
        for _ in 0..input.int_in_range(0..=4)? {
            let (name, kind) = *input.choose(&ATTRIBUTES)?;
            if attribute.iter().all(|other| other.name != name) {
                attribute.push(new_attribute(input, name, kind)?);
            }
        }
        let is_last = index + 1 == count;
        let first = if is_last {
            "scores".into()
        } else {
            format!("value{index}")
        };
        let more = input.int_in_range(0..=7_u8)?.saturating_sub(5);
        let output = std::iter::once(first);
        graph.node.push(NodeProto {
            name: format!("node{index}"),
            op_type: operator.into(),
            input: inputs,
            output: output
                .chain((0..more).map(|more| format!("more{index}.{more}")))
                .collect(),
            attribute,
            ..Default::default()
        });
    }
    Ok(ModelProto {
        opset_import: vec![OperatorSetIdProto {
            version,
            ..Default::default()
        }],
        graph: Some(graph),
        ..Default::default()
    })
}

fn crop_info() -> ValueInfoProto {
    let dim = INPUT_SHAPE.map(|size| tensor_shape_proto::Dimension {
        value: Some(tensor_shape_proto::dimension::Value::DimValue(size.into())),
        ..Default::default()
    });
    ValueInfoProto {
        name: "crop".into(),
        r#type: Some(TypeProto {
            value: Some(type_proto::Value::TensorType(type_proto::Tensor {
                elem_type: DataType::Float as i32,
                shape: Some(TensorShapeProto { dim: dim.into() }),
            })),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// Reads a number: mostly a small one.
fn number(input: &mut Unstructured) -> Result<i64> {
    Ok(match input.int_in_range(0..=31_u8)? {
        0 => input.arbitrary()?,
        1 => input.arbitrary::<i32>()?.into(),
        2..=4 => input.arbitrary::<i8>()?.into(),
        _ => input.int_in_range(-2..=5)?,
    })
}

fn numbers(input: &mut Unstructured) -> Result<Vec<i64>> {
    let count = input.int_in_range(0..=8)?;
    (0..count).map(|_| number(input)).collect()
}

fn new_attribute(
    input: &mut Unstructured,
    name: &str,
    kind: AttributeType,
) -> Result<AttributeProto> {
    let mut attribute = AttributeProto {
        name: name.into(),
        r#type: kind as i32,
        ..Default::default()
    };
    match kind {
        AttributeType::Int => attribute.i = number(input)?,
        AttributeType::Float => attribute.f = number(input)? as f32 / 4.0,
        AttributeType::Ints => attribute.ints = numbers(input)?,
        AttributeType::Floats => {
            attribute.floats = numbers(input)?.iter().map(|n| *n as f32 / 2.0).collect();
        }
        AttributeType::String => attribute.s = input.choose(&STRINGS)?.as_bytes().into(),
        _ => attribute.t = Some(tensor(input, "")?),
    }
    Ok(attribute)
}

/// Builds a constant of few values.
fn tensor(input: &mut Unstructured, name: &str) -> Result<TensorProto> {
    let rank = input.int_in_range(0..=4)?;
    let sizes = [0, 1, 1, 1, 2, 2, 3, 4];
    let dims = (0..rank)
        .map(|_| input.choose(&sizes).copied())
        .collect::<Result<Vec<i64>>>()?;
    let count = dims.iter().product::<i64>();
    let types = [
        DataType::Float,
        DataType::Float,
        DataType::Int64,
        DataType::Int64,
        DataType::Int32,
        DataType::Bool,
        DataType::Uint8,
        DataType::Double,
    ];
    let data_type = *input.choose(&types)?;
    let mut raw_data = Vec::new();
    for _ in 0..count {
        let value = number(input)?;
        match data_type {
            DataType::Float => raw_data.extend((value as f32).to_le_bytes()),
            DataType::Double => raw_data.extend((value as f64).to_le_bytes()),
            DataType::Int64 => raw_data.extend(value.to_le_bytes()),
            DataType::Int32 => raw_data.extend((value as i32).to_le_bytes()),
            DataType::Bool => raw_data.push(u8::from(value > 0)),
            _ => raw_data.push(value as u8),
        }
    }
    Ok(TensorProto {
        name: name.into(),
        dims,
        data_type: data_type as i32,
        raw_data,
        ..Default::default()
    })
}
