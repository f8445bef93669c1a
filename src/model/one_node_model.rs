//! Runs models of one node each, for the tests of what is validated before tract runs a node.

use prost::Message;
use tract_onnx::pb::attribute_proto::AttributeType;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::tensor_shape_proto::{Dimension, dimension};
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto,
    TensorShapeProto, TypeProto, ValueInfoProto, type_proto,
};

use super::Layout;
use super::tract::TractModel;

/// A constant input of a node: its data type, its shape and its values.
pub(super) type Constant<'a> = (DataType, &'a [i64], &'a [i64]);

/// The shape of the crop.
const SHAPE: [u8; 4] = [1, 1, 8, 8];

/// Runs a model of one node "faulty" on a crop, which is its first input unless `crop` is false.
pub(super) fn run(
    op: &str,
    attributes: Vec<AttributeProto>,
    crop: bool,
    constants: &[Constant],
) -> Result<(), String> {
    run_copies(1, op, attributes, crop, constants)
}

/// Runs a model that contains the node `copies` times; the last copy returns the scores.
pub(super) fn run_copies(
    copies: usize,
    op: &str,
    attribute: Vec<AttributeProto>,
    crop: bool,
    constants: &[Constant],
) -> Result<(), String> {
    let dim = SHAPE.map(|size| Dimension {
        value: Some(dimension::Value::DimValue(size.into())),
        ..Default::default()
    });
    let tensor = type_proto::Tensor {
        elem_type: DataType::Float as i32,
        shape: Some(TensorShapeProto { dim: dim.into() }),
    };
    let value = |name: &str| ValueInfoProto {
        name: name.into(),
        r#type: Some(TypeProto {
            value: Some(type_proto::Value::TensorType(tensor.clone())),
            ..Default::default()
        }),
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
            DataType::Bool | DataType::Uint8 => values.iter().map(|value| *value as u8).collect(),
            _ => values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
        },
        ..Default::default()
    });
    let first = crop.then(|| "crop".to_string());
    let node = NodeProto {
        name: "faulty".into(),
        op_type: op.into(),
        input: first.into_iter().chain(names).collect(),
        output: vec!["scores".into()],
        attribute,
        ..Default::default()
    };
    let others = (1..copies).map(|copy| NodeProto {
        output: vec![format!("copy{copy}")],
        ..node.clone()
    });
    let others: Vec<_> = others.collect();
    let file = ModelProto {
        opset_import: vec![OperatorSetIdProto {
            version: 13,
            ..Default::default()
        }],
        graph: Some(GraphProto {
            initializer: initializer.collect(),
            node: [others, vec![node]].concat(),
            input: vec![value("crop")],
            output: vec![value("scores")],
            ..Default::default()
        }),
        ..Default::default()
    };
    TractModel::from_onnx("test", &file.encode_to_vec(), Layout::Nchw, 1)
        .and_then(|mut model| {
            model
                .run((8, 8), |input| input.set_planes(&[0.5; 64]))
                .map(drop)
        })
        .map_err(|error| error.to_string())
}

pub(super) fn int(name: &str, i: i64) -> AttributeProto {
    AttributeProto {
        name: name.into(),
        r#type: AttributeType::Int as i32,
        i,
        ..Default::default()
    }
}

pub(super) fn ints(name: &str, ints: &[i64]) -> AttributeProto {
    AttributeProto {
        name: name.into(),
        r#type: AttributeType::Ints as i32,
        ints: ints.to_vec(),
        ..Default::default()
    }
}

pub(super) fn assert_rejected(result: Result<(), String>, name: &str, expected: &str) {
    let error = result.expect_err(name);
    assert!(
        error.contains(expected),
        "{name}: {error:?} lacks {expected:?}"
    );
    assert!(
        error.contains("\"faulty\""),
        "{name}: {error:?} names no node"
    );
}
