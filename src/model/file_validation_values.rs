//! Tells what is known of the values of an ONNX graph before it runs: their ranks, and constants.

use std::collections::HashMap;

use tract_onnx::pb::{AttributeProto, GraphProto, NodeProto, TensorProto};

use super::file_validation_numbers::{attribute_numbers, is_integer, tensor_numbers};

/// The rank of a model's input: one crop in NCHW or NHWC. A config cannot describe another input.
const INPUT_RANK: usize = 4;

/// What is known of the values that the nodes so far compute.
#[derive(Default)]
pub(super) struct KnownValues<'file> {
    shapes: HashMap<&'file str, Shape>,
    constants: HashMap<&'file str, Constant<'file>>,
}

/// The rank of a value, and the length of a vector where it can be told.
#[derive(Clone, Copy)]
struct Shape {
    rank: usize,
    /// The length of a value of rank 1.
    length: Option<usize>,
}

/// A constant, wherever the file has it.
#[derive(Clone, Copy)]
struct Constant<'file> {
    source: Source<'file>,
    is_integer: bool,
}

#[derive(Clone, Copy)]
enum Source<'file> {
    Tensor(&'file TensorProto),
    /// An attribute of a node Constant: a number or a list.
    Attribute(&'file AttributeProto),
}

impl<'file> KnownValues<'file> {
    /// Returns what is known before the first node.
    pub(super) fn new(graph: &'file GraphProto) -> Self {
        let mut known = KnownValues::default();
        for input in &graph.input {
            known.insert_rank(&input.name, INPUT_RANK);
        }
        // Old files list their initializers as inputs, too.
        for tensor in &graph.initializer {
            known.insert_tensor(&tensor.name, tensor);
        }
        known
    }

    /// Returns the rank of the input of a node at an index, if it is known.
    pub(super) fn rank(&self, node: &NodeProto, input: usize) -> Option<usize> {
        Some(self.shape(node, input)?.rank)
    }

    /// Returns the numbers of the input of a node at an index, if it is a constant.
    pub(super) fn numbers(&self, node: &NodeProto, input: usize) -> Option<Vec<f64>> {
        match self.constant(node, input)?.source {
            Source::Tensor(tensor) => Some(tensor_numbers(tensor)),
            Source::Attribute(attribute) => Some(attribute_numbers(attribute)),
        }
    }

    /// Returns whether the input of a node at an index is a constant of integers.
    pub(super) fn is_integer(&self, node: &NodeProto, input: usize) -> bool {
        self.constant(node, input)
            .is_some_and(|constant| constant.is_integer)
    }

    fn constant(&self, node: &NodeProto, input: usize) -> Option<Constant<'file>> {
        self.constants.get(&**node.input.get(input)?).copied()
    }

    fn shape(&self, node: &NodeProto, input: usize) -> Option<Shape> {
        self.shapes.get(&**node.input.get(input)?).copied()
    }

    fn insert_rank(&mut self, name: &'file str, rank: usize) {
        self.shapes.insert(name, Shape { rank, length: None });
    }

    fn insert_tensor(&mut self, name: &'file str, tensor: &'file TensorProto) {
        let length = tensor.dims.first().map_or(0, |size| *size as usize);
        let shape = Shape {
            rank: tensor.dims.len(),
            length: Some(length),
        };
        let constant = Constant {
            source: Source::Tensor(tensor),
            is_integer: is_integer(tensor.data_type),
        };
        self.shapes.insert(name, shape);
        self.constants.insert(name, constant);
    }

    /// Adds what is known of the outputs of a valid node, given what is known of its inputs.
    pub(super) fn add(&mut self, node: &'file NodeProto) {
        let shape = self.output_shape(node);
        for output in &node.output {
            if let Some(shape) = shape {
                self.shapes.insert(output, shape);
            }
        }
        let Some(output) = node.output.first() else {
            return;
        };
        match node.op_type.as_str() {
            "Constant" => self.add_constant(output, node),
            "Identity" | "Cast" | "Reshape" | "Squeeze" | "Unsqueeze" => {
                if let Some(mut constant) = self.constant(node, 0) {
                    if let Some(to) = attribute(node, "to") {
                        constant.is_integer = is_integer(to.i as i32);
                    }
                    self.constants.insert(output, constant);
                }
            }
            _ => {}
        }
    }

    fn add_constant(&mut self, output: &'file str, node: &'file NodeProto) {
        let Some(attribute) = node.attribute.first() else {
            return;
        };
        if let Some(tensor) = &attribute.t {
            return self.insert_tensor(output, tensor);
        }
        let is_list = attribute.name.ends_with('s');
        let shape = Shape {
            rank: usize::from(is_list),
            length: Some(attribute.ints.len().max(attribute.floats.len())),
        };
        let constant = Constant {
            source: Source::Attribute(attribute),
            is_integer: attribute.name.starts_with("value_int"),
        };
        self.shapes.insert(output, shape);
        self.constants.insert(output, constant);
    }

    /// Returns the shape of the outputs of a node, as far as it is known.
    fn output_shape(&self, node: &NodeProto) -> Option<Shape> {
        let first = self.shape(node, 0);
        let of_rank = |rank| Some(Shape { rank, length: None });
        let vector = |length| Some(Shape { rank: 1, length });
        match node.op_type.as_str() {
            "Flatten" | "Gemm" | "NonZero" => of_rank(2),
            "Size" => of_rank(0),
            "Shape" if node.attribute.is_empty() => vector(first.map(|shape| shape.rank)),
            "Range" | "Shape" => vector(None),
            "Reshape" => of_rank(self.vector_length(node, 1)?),
            "ConstantOfShape" => of_rank(self.vector_length(node, 0)?),
            "Expand" => of_rank(self.vector_length(node, 1)?.max(first?.rank)),
            "Gather" => of_rank((first?.rank + self.rank(node, 1)?).checked_sub(1)?),
            "Squeeze" => of_rank(first?.rank.checked_sub(self.axes(node)?.len())?),
            "Unsqueeze" => {
                let rank = first?.rank + self.axes(node)?.len();
                let length = (rank == 1).then_some(1);
                Some(Shape { rank, length })
            }
            "ArgMax" | "ArgMin" if removes_axes(node) => of_rank(first?.rank.checked_sub(1)?),
            reduce if reduce.starts_with("Reduce") && removes_axes(node) => {
                let has_axes = node.input.len() > 1 || attribute(node, "axes").is_some();
                let removed = if has_axes {
                    self.axes(node)?.len()
                } else {
                    first?.rank
                };
                of_rank(first?.rank.checked_sub(removed)?)
            }
            "Concat" if first?.rank == 1 => {
                let inputs = 0..node.input.len();
                vector(inputs.map(|input| self.vector_length(node, input)).sum())
            }
            "Slice" | "Pad" | "Split" | "Tile" | "Resize" | "Concat" => of_rank(first?.rank),
            "Add" | "Sub" | "Mul" | "Div" | "Pow" | "Mod" | "Min" | "Max" | "Sum" | "Mean"
            | "Where" | "PRelu" | "Equal" | "Less" | "Greater" | "LessOrEqual"
            | "GreaterOrEqual" | "And" | "Or" | "Xor" | "BitShift" => self.broadcast_shape(node),
            "MatMul" => match (first?.rank, self.rank(node, 1)?) {
                (1, 1) => of_rank(0),
                (1, rank) | (rank, 1) => of_rank(rank.checked_sub(1)?),
                (a, b) => of_rank(a.max(b)),
            },
            operator if KEEP_RANK.contains(&operator) => first,
            operator if operator.starts_with("Reduce") => of_rank(first?.rank),
            // A wrong rank would reject a valid model, so that no rank is given where it is not certain.
            _ => None,
        }
    }

    /// Returns the shape of the result of an operator that broadcasts its inputs.
    fn broadcast_shape(&self, node: &NodeProto) -> Option<Shape> {
        let shapes = (0..node.input.len()).map(|input| self.shape(node, input));
        let shapes: Vec<Shape> = shapes.collect::<Option<_>>()?;
        let rank = shapes.iter().map(|shape| shape.rank).max()?;
        let vectors = shapes.iter().filter(|shape| shape.rank == 1);
        let lengths: Option<Vec<usize>> = vectors.map(|shape| shape.length).collect();
        let length = lengths.and_then(|lengths| lengths.into_iter().max());
        Some(Shape { rank, length })
    }

    /// Returns the length of the input of a node at an index if it is a vector of a known length.
    fn vector_length(&self, node: &NodeProto, input: usize) -> Option<usize> {
        let shape = self.shape(node, input)?;
        shape.length.filter(|_| shape.rank == 1)
    }

    /// Returns the axes of a node that has a list of them: an attribute or, since ONNX 13 and 18, its second input.
    pub(super) fn axes(&self, node: &NodeProto) -> Option<Vec<f64>> {
        self.operand(node, "axes", 1)
    }

    /// Returns numbers that a node has as an attribute or, since a later version of ONNX, as an input at an index.
    pub(super) fn operand(&self, node: &NodeProto, name: &str, input: usize) -> Option<Vec<f64>> {
        match attribute(node, name) {
            Some(attribute) => Some(attribute_numbers(attribute)),
            None => self.numbers(node, input),
        }
    }
}

/// The operators, apart from reductions, whose outputs have the rank of their first input.
const KEEP_RANK: [&str; 56] = [
    "Abs",
    "ArgMax",
    "ArgMin",
    "AveragePool",
    "BatchNormalization",
    "Cast",
    "Ceil",
    "Celu",
    "Clip",
    "Concat",
    "Conv",
    "ConvTranspose",
    "CumSum",
    "DepthToSpace",
    "DequantizeLinear",
    "Dropout",
    "Elu",
    "Erf",
    "Exp",
    "Floor",
    "Gelu",
    "GatherElements",
    "GlobalAveragePool",
    "GlobalMaxPool",
    "GroupNormalization",
    "HardSigmoid",
    "HardSwish",
    "Hardmax",
    "Identity",
    "InstanceNormalization",
    "LRN",
    "LayerNormalization",
    "LeakyRelu",
    "Log",
    "LogSoftmax",
    "MaxPool",
    "Mish",
    "Neg",
    "Not",
    "Pad",
    "QuantizeLinear",
    "Reciprocal",
    "Relu",
    "Resize",
    "ScatterElements",
    "Selu",
    "Sigmoid",
    "Slice",
    "Softmax",
    "Softplus",
    "SpaceToDepth",
    "Split",
    "Sqrt",
    "Tanh",
    "Tile",
    "Transpose",
];

/// Returns whether a reduction removes the axes that it reduces, instead of keeping them with a size of 1.
fn removes_axes(node: &NodeProto) -> bool {
    attribute(node, "keepdims").is_some_and(|keep| keep.i == 0)
}

/// Returns an attribute of a node, if the node has it.
pub(super) fn attribute<'file>(
    node: &'file NodeProto,
    name: &str,
) -> Option<&'file AttributeProto> {
    let mut attributes = node.attribute.iter();
    attributes.find(|attribute| attribute.name == name)
}
