//! Loads an ONNX file into a graph: folds constants, fuses operators and selects kernels.

use std::collections::HashMap;

use super::attributes::{convolution_window, expect_ints, unsupported};
use super::constant_folding::fold;
use super::graph::{Graph, Node, Output};
use super::kernels::convolution::{Convolution, Window};
use super::kernels::pointwise_depthwise::PointwiseDepthwise;
use super::kernels::winograd::WinogradConvolution;
use super::onnx::{GraphProto, NodeProto, Tensor};
use super::operator::Operator;
use super::simd::{BLOCK_CHANNELS, LANES};

/// Loads a model with one input of `input_channels` channels from the bytes of an ONNX file.
///
/// # Errors
/// Returns the reason if the bytes are not an ONNX model, or if the engine does not support one of its operators.
pub(crate) fn load(bytes: &[u8], input_channels: usize) -> Result<Graph, String> {
    let file = GraphProto::from_file(bytes)?;
    let input = file.input.first().ok_or("the model has no input")?;
    let channels = Channels {
        count: input_channels,
        padded: input_channels,
    };
    let mut loader = Loader {
        file: &file,
        constants: file.constants()?,
        values: HashMap::from([(input.name.as_str(), Value { map: 0, channels })]),
        fused: vec![false; file.node.len()],
        nodes: Vec::new(),
    };
    for (index, node) in file.node.iter().enumerate() {
        if !loader.fused[index] {
            loader.add_node(node)?;
        }
    }
    let outputs = file.output.iter().map(|output| loader.output(&output.name));
    let outputs = outputs.collect::<Result<_, _>>()?;
    Ok(Graph::new(loader.nodes, input_channels, outputs))
}

/// The state of loading one file.
struct Loader<'file> {
    /// The graph as the file has it.
    file: &'file GraphProto,
    /// The initializers and the results of constant folding, by name.
    constants: HashMap<&'file str, Tensor>,
    /// The input and the results of the nodes added so far, by name.
    values: HashMap<&'file str, Value>,
    /// Whether each node of the file is fused with an earlier one.
    fused: Vec<bool>,
    /// The nodes of the graph so far.
    nodes: Vec<Node>,
}

/// A value that a run computes.
#[derive(Clone, Copy)]
struct Value {
    /// Index of its feature map.
    map: usize,
    /// Number of its channels.
    channels: Channels,
}

/// A number of channels.
#[derive(Clone, Copy)]
struct Channels {
    /// In the file.
    count: usize,
    /// In the feature map.
    padded: usize,
}

impl Channels {
    /// Returns the number for a value that a node computes, whose feature map is padded.
    fn padded(count: usize) -> Self {
        Channels {
            count,
            padded: count.next_multiple_of(BLOCK_CHANNELS),
        }
    }
}

impl<'file> Loader<'file> {
    /// Adds a node of the file: to the constants if it depends on constants only, otherwise to the graph.
    fn add_node(&mut self, node: &'file NodeProto) -> Result<(), String> {
        let [output] = node.output.as_slice() else {
            let detail = format!("with {} outputs", node.output.len());
            return Err(unsupported(node, &detail));
        };
        let is_constant = |name: &String| self.constants.contains_key(name.as_str());
        if node.input.iter().all(is_constant) {
            let constant = fold(node, &self.constants)?;
            self.constants.insert(output, constant);
            return Ok(());
        }
        let inputs: Vec<Value> = node
            .input
            .iter()
            .filter_map(|name| self.values.get(name.as_str()).copied())
            .collect();
        let Some(&input) = inputs.first() else {
            return Err(unsupported(
                node,
                "with inputs that no earlier node computes",
            ));
        };
        let operator = match node.op_type.as_str() {
            "Conv" => return self.add_convolution(node, input),
            "Gemm" => return self.add_fully_connected(node, input),
            "MaxPool" => {
                expect_ints(node, "kernel_shape", &[2, 2])?;
                expect_ints(node, "strides", &[2, 2])?;
                Operator::MaxPool
            }
            "Resize" => {
                let scales = self.constant(node, 2).map(|scales| &scales.values[..]);
                if node.string("mode") != b"nearest" || scales != Some(&[1.0, 1.0, 2.0, 2.0]) {
                    let detail = "other than nearest-neighbor upsampling by a factor of 2";
                    return Err(unsupported(node, detail));
                }
                Operator::Upsample
            }
            "Add" if inputs.len() == 2 => Operator::Add { relu: false },
            // The second input is the gate of a squeeze-and-excitation block, a single pixel.
            "Mul" if inputs.len() == 2 => Operator::Multiply,
            "Add" | "Mul" => return Err(unsupported(node, "with a constant")),
            "ReduceMean" => Operator::GlobalAveragePool,
            "Sigmoid" => Operator::Sigmoid,
            "Softmax" => Operator::Softmax {
                classes: input.channels.count,
            },
            _ => return Err(unsupported(node, "")),
        };
        let inputs = inputs.iter().map(|value| value.map).collect();
        self.push_node(operator, inputs, output, input.channels);
        Ok(())
    }

    /// Adds a fully connected layer, which is a pointwise convolution of a single pixel.
    fn add_fully_connected(&mut self, node: &'file NodeProto, input: Value) -> Result<(), String> {
        if node.int("transB") != Some(1) {
            return Err(unsupported(node, "without transB = 1"));
        }
        let (weights, bias) = self.weights_and_bias(node)?;
        check_sizes(node, weights, bias, input.channels.count)?;
        let layer = Convolution::new(
            &weights.values,
            &bias.values,
            Window::POINTWISE,
            input.channels.padded,
        );
        let channels = Channels::padded(bias.values.len());
        let operator = Operator::Convolution(layer);
        self.push_node(operator, vec![input.map], &node.output[0], channels);
        Ok(())
    }

    /// Adds a convolution, fused with the depthwise convolution after it where possible.
    fn add_convolution(&mut self, node: &'file NodeProto, input: Value) -> Result<(), String> {
        let (weights, bias) = self.weights_and_bias(node)?;
        let window = convolution_window(node, &weights.shape, 1)?;
        check_sizes(node, weights, bias, input.channels.count)?;
        let inputs = input.channels.padded;
        let channels = Channels::padded(bias.values.len());
        let mut output = node.output[0].as_str();
        let operator = if window == Window::POINTWISE
            && let Some((index, depthwise)) = self.depthwise_consumer(output, channels.count)
        {
            let (depthwise_weights, depthwise_bias) = self.weights_and_bias(depthwise)?;
            let convolutions = PointwiseDepthwise::new(
                (&weights.values, &bias.values),
                (&depthwise_weights.values, &depthwise_bias.values),
                inputs,
            );
            self.fused[index] = true;
            output = &depthwise.output[0];
            Operator::PointwiseDepthwise(convolutions)
        } else if window == Window::SAME_3X3
            && inputs == weights.shape[1]
            && inputs.is_multiple_of(LANES)
        {
            let convolution = WinogradConvolution::new(&weights.values, &bias.values, inputs);
            Operator::WinogradConvolution(convolution)
        } else {
            let convolution = Convolution::new(&weights.values, &bias.values, window, inputs);
            Operator::Convolution(convolution)
        };
        self.push_node(operator, vec![input.map], output, channels);
        Ok(())
    }

    /// Returns the node that alone takes the value `name`, with its index, if it is a depthwise convolution that can be
    /// fused.
    fn depthwise_consumer(&self, name: &str, channels: usize) -> Option<(usize, &'file NodeProto)> {
        let (index, node) = self.only_consumer(name)?;
        let (weights, bias) = self.weights_and_bias(node).ok()?;
        let is_fusable = node.op_type == "Conv"
            && weights.shape == [channels, 1, 3, 3]
            && convolution_window(node, &weights.shape, channels) == Ok(Window::SAME_3X3)
            && bias.values.len() == channels
            && channels.is_multiple_of(BLOCK_CHANNELS);
        is_fusable.then_some((index, node))
    }

    /// Adds a node to the graph, fused with the Relu after it where the operator allows it.
    fn push_node(
        &mut self,
        mut operator: Operator,
        inputs: Vec<usize>,
        mut output: &'file str,
        channels: Channels,
    ) {
        if let Some((index, next)) = self.only_consumer(output)
            && next.op_type == "Relu"
            && operator.fuse_relu()
        {
            self.fused[index] = true;
            output = &next.output[0];
        }
        self.nodes.push(Node { operator, inputs });
        let map = self.nodes.len();
        self.values.insert(output, Value { map, channels });
    }

    /// Returns the node that alone takes the value `name`, with its index. Returns `None` if several nodes take it or
    /// none, or if the node has more than one output.
    fn only_consumer(&self, name: &str) -> Option<(usize, &'file NodeProto)> {
        let nodes = self.file.node.iter().enumerate();
        let mut consumers = nodes.filter(|(_, node)| node.input.iter().any(|input| input == name));
        let first = consumers.next()?;
        let is_only = consumers.next().is_none() && first.1.output.len() == 1;
        is_only.then_some(first)
    }

    /// Returns the input of a node at an index if it is a constant.
    fn constant(&self, node: &NodeProto, index: usize) -> Option<&Tensor> {
        self.constants.get(node.input.get(index)?.as_str())
    }

    /// Returns the weights and the bias of a convolution or a fully connected layer.
    fn weights_and_bias(&self, node: &NodeProto) -> Result<(&Tensor, &Tensor), String> {
        self.constant(node, 1)
            .zip(self.constant(node, 2))
            .ok_or_else(|| unsupported(node, "without constant weights and bias"))
    }

    /// Returns the output of the model with this name.
    fn output(&self, name: &str) -> Result<Output, String> {
        match self.values.get(name) {
            Some(value) => Ok(Output {
                map: value.map,
                channels: value.channels.count,
            }),
            None => Err(format!("no node computes the output {name:?}")),
        }
    }
}

/// Checks that a layer has weights for its `inputs` channels, and a bias for each output channel.
fn check_sizes(
    node: &NodeProto,
    weights: &Tensor,
    bias: &Tensor,
    inputs: usize,
) -> Result<(), String> {
    let outputs = bias.values.len();
    let fits = weights.shape.starts_with(&[outputs, inputs]);
    if fits && !weights.values.is_empty() {
        return Ok(());
    }
    let (weights, bias) = (&weights.shape, &bias.shape);
    let detail =
        format!("with weights of {weights:?} and a bias of {bias:?} for {inputs} channels");
    Err(unsupported(node, &detail))
}

#[cfg(test)]
mod tests;
