//! Reads the numbers of ONNX tensors and attributes that are sizes, axes or divisors.

use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{AttributeProto, TensorProto};

/// Returns whether values of an ONNX data type are integers.
pub(super) fn is_integer(data_type: i32) -> bool {
    !matches!(
        DataType::try_from(data_type),
        Ok(DataType::Float | DataType::Float16 | DataType::Double)
    )
}

/// Returns the numbers of an attribute: of a list, or of a node Constant.
pub(super) fn attribute_numbers(attribute: &AttributeProto) -> Vec<f64> {
    let AttributeProto {
        name,
        i,
        f,
        ints,
        floats,
        ..
    } = attribute;
    match name.as_str() {
        "value_int" => vec![*i as f64],
        "value_float" => vec![f64::from(*f)],
        // A hostile file may have both lists, and tract reads the one that the operator has.
        _ => {
            let floats = floats.iter().map(|value| f64::from(*value));
            ints.iter()
                .map(|value| *value as f64)
                .chain(floats)
                .collect()
        }
    }
}

/// Returns the values of a valid tensor; none of the types that no size, axis or divisor has.
pub(super) fn tensor_numbers(tensor: &TensorProto) -> Vec<f64> {
    let raw = &tensor.raw_data;
    match DataType::try_from(tensor.data_type) {
        Ok(DataType::Int64) if raw.is_empty() => tensor
            .int64_data
            .iter()
            .map(|value| *value as f64)
            .collect(),
        Ok(DataType::Float) if raw.is_empty() => tensor
            .float_data
            .iter()
            .map(|value| f64::from(*value))
            .collect(),
        Ok(_) if raw.is_empty() => tensor
            .int32_data
            .iter()
            .map(|value| f64::from(*value))
            .collect(),
        Ok(DataType::Int64 | DataType::Uint64) => {
            values(raw, |bytes| i64::from_le_bytes(bytes) as f64)
        }
        Ok(DataType::Int32 | DataType::Uint32) => {
            values(raw, |bytes| f64::from(i32::from_le_bytes(bytes)))
        }
        Ok(DataType::Int16 | DataType::Uint16) => {
            values(raw, |bytes| f64::from(i16::from_le_bytes(bytes)))
        }
        Ok(DataType::Int8 | DataType::Uint8 | DataType::Bool) => {
            values(raw, |bytes| f64::from(i8::from_le_bytes(bytes)))
        }
        Ok(DataType::Float) => values(raw, |bytes| f64::from(f32::from_le_bytes(bytes))),
        Ok(DataType::Double) => values(raw, f64::from_le_bytes),
        _ => Vec::new(),
    }
}

/// Converts little-endian values of `SIZE` bytes.
fn values<const SIZE: usize>(raw: &[u8], convert: impl Fn([u8; SIZE]) -> f64) -> Vec<f64> {
    let (values, _) = raw.as_chunks();
    values.iter().map(|bytes| convert(*bytes)).collect()
}
