//! Reads ONNX files: the fields of <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3> that the engine needs.

use std::collections::HashMap;

use prost::Message;

#[derive(Message)]
struct Model {
    #[prost(message, optional, tag = "7")]
    graph: Option<OnnxGraph>,
}

/// The network as the file has it.
#[derive(Message)]
pub(super) struct OnnxGraph {
    #[prost(message, repeated, tag = "1")]
    pub(super) nodes: Vec<Node>,
    #[prost(message, repeated, tag = "5")]
    initializers: Vec<Tensor>,
    #[prost(message, repeated, tag = "11")]
    pub(super) inputs: Vec<Named>,
    #[prost(message, repeated, tag = "12")]
    pub(super) outputs: Vec<Named>,
}

#[derive(Message)]
pub(super) struct Node {
    #[prost(string, repeated, tag = "1")]
    pub(super) inputs: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(super) outputs: Vec<String>,
    #[prost(string, tag = "4")]
    pub(super) operator: String,
    #[prost(message, repeated, tag = "5")]
    attributes: Vec<Attribute>,
}

#[derive(Message)]
struct Attribute {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(int64, tag = "3")]
    integer: i64,
    #[prost(bytes = "vec", tag = "4")]
    text: Vec<u8>,
    #[prost(int64, repeated, tag = "8")]
    integers: Vec<i64>,
}

#[derive(Message)]
struct Tensor {
    #[prost(int64, repeated, tag = "1")]
    dimensions: Vec<i64>,
    #[prost(int32, tag = "2")]
    kind: i32,
    #[prost(string, tag = "8")]
    name: String,
    #[prost(bytes = "vec", tag = "9")]
    bytes: Vec<u8>,
}

#[derive(Message)]
pub(super) struct Named {
    #[prost(string, tag = "1")]
    pub(super) name: String,
}

/// A tensor that the file holds, in row-major order.
#[derive(Clone)]
pub(super) struct Constant {
    pub(super) shape: Vec<usize>,
    pub(super) values: Vec<f32>,
}

impl OnnxGraph {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let model = Model::decode(bytes).map_err(|error| format!("it is no ONNX file: {error}"))?;
        model
            .graph
            .ok_or_else(|| "it is no ONNX file: it has no graph".into())
    }

    /// The tensors by name, whatever they are stored as.
    pub(super) fn constants(&mut self) -> Result<HashMap<String, Constant>, String> {
        std::mem::take(&mut self.initializers)
            .into_iter()
            .map(|tensor| Ok((tensor.name.clone(), tensor.constant()?)))
            .collect()
    }
}

impl Node {
    pub(super) fn integers(&self, name: &str) -> &[i64] {
        self.attribute(name)
            .map_or(&[], |attribute| &attribute.integers)
    }

    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        self.attribute(name).map(|attribute| attribute.integer)
    }

    pub(super) fn text(&self, name: &str) -> &[u8] {
        self.attribute(name)
            .map_or(&[], |attribute| &attribute.text)
    }

    fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

impl Tensor {
    fn constant(self) -> Result<Constant, String> {
        // TensorProto.DataType: 1 f32, 3 int8, 7 int64, 10 f16; raw bytes are little-endian.
        let values: Vec<f32> = match self.kind {
            1 => self.values_of(f32::from_le_bytes),
            3 => self.values_of(|[byte]| f32::from(byte as i8)),
            7 => self.values_of(|bytes| i64::from_le_bytes(bytes) as f32),
            10 => self.values_of(|bytes| half_to_single(u16::from_le_bytes(bytes))),
            kind => return Err(format!("its tensor {:?} is of kind {kind}", self.name)),
        };
        let shape: Vec<usize> = self
            .dimensions
            .iter()
            .map(|&size| size.max(0) as usize)
            .collect();
        if shape.iter().product::<usize>() != values.len() {
            return Err(format!(
                "its tensor {:?} has not as many values as its shape {shape:?}",
                self.name
            ));
        }
        Ok(Constant { shape, values })
    }

    fn values_of<const SIZE: usize>(&self, value: impl Fn([u8; SIZE]) -> f32) -> Vec<f32> {
        let (chunks, _) = self.bytes.as_chunks::<SIZE>();
        chunks.iter().map(|bytes| value(*bytes)).collect()
    }
}

/// IEEE 754 binary16, finite.
fn half_to_single(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    match exponent {
        0 => sign * fraction * 2f32.powi(-24),
        _ => sign * (1024.0 + fraction) * 2f32.powi(exponent - 25),
    }
}
