//! Decodes ONNX files: the messages of <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3>, with the fields that
//! the engine needs under the names that they have there.

use std::collections::HashMap;

use prost::Message;

/// A model.
#[derive(Message)]
pub(super) struct ModelProto {
    #[prost(message, optional, tag = "7")]
    pub(super) graph: Option<GraphProto>,
}

/// The graph of a model: nodes in the order of execution, and tensors of weights.
#[derive(Message)]
pub(super) struct GraphProto {
    #[prost(message, repeated, tag = "1")]
    pub(super) node: Vec<NodeProto>,
    #[prost(message, repeated, tag = "5")]
    pub(super) initializer: Vec<TensorProto>,
    #[prost(message, repeated, tag = "11")]
    pub(super) input: Vec<ValueInfoProto>,
    #[prost(message, repeated, tag = "12")]
    pub(super) output: Vec<ValueInfoProto>,
}

/// An operator with the names of the values that it takes and computes.
#[derive(Message)]
pub(super) struct NodeProto {
    #[prost(string, repeated, tag = "1")]
    pub(super) input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(super) output: Vec<String>,
    #[prost(string, tag = "4")]
    pub(super) op_type: String,
    #[prost(message, repeated, tag = "5")]
    pub(super) attribute: Vec<AttributeProto>,
}

/// A parameter of an operator, in the field for its type.
#[derive(Message)]
pub(super) struct AttributeProto {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(int64, tag = "3")]
    pub(super) i: i64,
    #[prost(bytes = "vec", tag = "4")]
    pub(super) s: Vec<u8>,
    #[prost(int64, repeated, tag = "8")]
    pub(super) ints: Vec<i64>,
}

/// A tensor of constants.
#[derive(Message)]
pub(super) struct TensorProto {
    #[prost(int64, repeated, tag = "1")]
    pub(super) dims: Vec<i64>,
    /// One of [`data_type`].
    #[prost(int32, tag = "2")]
    pub(super) data_type: i32,
    #[prost(string, tag = "8")]
    pub(super) name: String,
    /// The values in row-major order, little-endian.
    #[prost(bytes = "vec", tag = "9")]
    pub(super) raw_data: Vec<u8>,
}

/// The description of a value, of which the engine needs the name.
#[derive(Message)]
pub(super) struct ValueInfoProto {
    #[prost(string, tag = "1")]
    pub(super) name: String,
}

/// The values of `TensorProto.DataType` that the engine supports.
pub(super) mod data_type {
    pub(crate) const FLOAT: i32 = 1;
    pub(crate) const INT8: i32 = 3;
    pub(crate) const INT64: i32 = 7;
    pub(crate) const FLOAT16: i32 = 10;
}

/// A tensor of constants, converted to f32.
#[derive(Clone)]
pub(super) struct Tensor {
    /// The size of each dimension.
    pub(super) shape: Vec<usize>,
    /// The values in row-major order.
    pub(super) values: Vec<f32>,
}

impl GraphProto {
    /// Decodes the graph of an ONNX file.
    pub(super) fn from_file(bytes: &[u8]) -> Result<Self, String> {
        ModelProto::decode(bytes)
            .map_err(|error| format!("the file is not a valid ONNX model: {error}"))?
            .graph
            .ok_or_else(|| "the file is not a valid ONNX model: it has no graph".into())
    }

    /// Returns the initializers by name.
    pub(super) fn constants(&self) -> Result<HashMap<&str, Tensor>, String> {
        self.initializer
            .iter()
            .map(|tensor| Ok((tensor.name.as_str(), tensor.to_f32()?)))
            .collect()
    }
}

impl NodeProto {
    /// Returns the value of an integer attribute, if the node has the attribute.
    pub(super) fn int(&self, name: &str) -> Option<i64> {
        self.attribute(name).map(|attribute| attribute.i)
    }

    /// Returns the value of a list attribute; an empty list if the node does not have the attribute.
    pub(super) fn ints(&self, name: &str) -> &[i64] {
        self.attribute(name)
            .map_or(&[], |attribute| &attribute.ints)
    }

    /// Returns the value of a string attribute; an empty string if the node does not have the attribute.
    pub(super) fn string(&self, name: &str) -> &[u8] {
        self.attribute(name).map_or(&[], |attribute| &attribute.s)
    }

    /// Returns the attribute with this name, if the node has it.
    fn attribute(&self, name: &str) -> Option<&AttributeProto> {
        self.attribute
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

impl TensorProto {
    /// Converts the values to f32.
    #[expect(
        clippy::cast_precision_loss,
        reason = "int64 tensors hold scales and shapes, which are small"
    )]
    fn to_f32(&self) -> Result<Tensor, String> {
        let values: Vec<f32> = match self.data_type {
            data_type::FLOAT => self.values(f32::from_le_bytes),
            data_type::INT8 => self.values(|bytes| i8::from_le_bytes(bytes).into()),
            data_type::INT64 => self.values(|bytes| i64::from_le_bytes(bytes) as f32),
            data_type::FLOAT16 => self.values(|bytes| f16_to_f32(u16::from_le_bytes(bytes))),
            other => {
                return Err(format!(
                    "the built-in engine does not support data type {other} (tensor {:?})",
                    self.name
                ));
            }
        };
        let sizes = self.dims.iter().map(|&size| usize::try_from(size));
        match sizes.collect::<Result<Vec<_>, _>>() {
            Ok(shape) if count(&shape) == Some(values.len()) => Ok(Tensor { shape, values }),
            _ => Err(format!(
                "expected a tensor of shape {:?}, the file has {} values (tensor {:?})",
                self.dims,
                values.len(),
                self.name
            )),
        }
    }

    /// Converts each value of `SIZE` bytes.
    fn values<const SIZE: usize>(&self, convert: impl Fn([u8; SIZE]) -> f32) -> Vec<f32> {
        let (values, _) = self.raw_data.as_chunks::<SIZE>();
        values.iter().map(|bytes| convert(*bytes)).collect()
    }
}

/// Returns the number of values of a shape, or `None` if it overflows.
fn count(shape: &[usize]) -> Option<usize> {
    let mut sizes = shape.iter();
    sizes.try_fold(1_usize, |count, size| count.checked_mul(*size))
}

/// Converts a finite IEEE 754 binary16 number.
fn f16_to_f32(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    match exponent {
        0 => sign * fraction * 2f32.powi(-24),
        _ => sign * (1024.0 + fraction) * 2f32.powi(exponent - 25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tensors_of_every_data_type_become_f32() {
        for (data_type, raw_data) in [
            (
                data_type::FLOAT,
                [1.0_f32, -2.0].map(f32::to_le_bytes).concat(),
            ),
            (data_type::INT8, vec![1, 0xfe]),
            (data_type::INT64, [1_i64, -2].map(i64::to_le_bytes).concat()),
            (
                data_type::FLOAT16,
                [0x3c00_u16, 0xc000].map(u16::to_le_bytes).concat(),
            ),
        ] {
            let tensor = TensorProto {
                dims: vec![1, 2],
                data_type,
                name: "weights".into(),
                raw_data,
            };
            let converted = tensor.to_f32().unwrap();
            assert_eq!(converted.shape, [1, 2], "data type {data_type}");
            assert_eq!(converted.values, [1.0, -2.0], "data type {data_type}");
        }
    }

    #[test]
    fn f16_conversion_covers_subnormal_and_normal_numbers() {
        for (bits, expected) in [
            (0x0000, 0.0),
            (0x0001, 2f32.powi(-24)),
            (0x0400, 2f32.powi(-14)),
            (0x3555, 0.333_251_95),
            (0x7bff, 65504.0),
            (0xfbff, -65504.0),
        ] {
            let actual = f16_to_f32(bits);
            assert_eq!(
                actual.to_bits(),
                f32::to_bits(expected),
                "{bits:#06x}: {actual}"
            );
        }
    }
}
