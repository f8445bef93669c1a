//! Turns an ONNX file's nodes into steps: folds constants, joins what can run as one.

use std::collections::HashMap;

use super::feature_map::BLOCK;
use super::graph::{Graph, Operator, Step};
use super::kernels::convolution::Convolution;
use super::kernels::pointwise_depthwise::Separable;
use super::kernels::winograd::Winograd;
use super::onnx::{Constant, Node, OnnxGraph};

/// Reads an ONNX file.
///
/// # Errors
/// In words, where a node is none of those that the engine runs.
pub(super) fn build(bytes: &[u8], input_channels: usize) -> Result<Graph, String> {
    let mut file = OnnxGraph::read(bytes)?;
    let constants = file.constants()?;
    let mut builder = Builder {
        nodes: &file.nodes,
        done: vec![false; file.nodes.len()],
        constants,
        values: HashMap::new(),
        stored: vec![input_channels],
        channels: vec![input_channels],
        steps: Vec::new(),
    };
    let input = file.inputs.first().ok_or("it has no input")?;
    builder.values.insert(input.name.clone(), 0);
    for index in 0..file.nodes.len() {
        if !builder.done[index] {
            builder.add(&file.nodes[index])?;
        }
    }
    let outputs = file
        .outputs
        .iter()
        .map(|output| builder.value(&output.name));
    let outputs = outputs.collect::<Result<_, _>>()?;
    Ok(Graph::new(builder.steps, builder.channels, outputs))
}

/// The steps so far.
struct Builder<'file> {
    nodes: &'file [Node],
    /// Whether a node is already part of a step.
    done: Vec<bool>,
    constants: HashMap<String, Constant>,
    values: HashMap<String, usize>,
    /// Of each value, how many channels its map stores.
    stored: Vec<usize>,
    /// Of each value, how many it has in the file.
    channels: Vec<usize>,
    steps: Vec<Step>,
}

impl<'file> Builder<'file> {
    fn add(&mut self, node: &'file Node) -> Result<(), String> {
        let [name] = node.outputs.as_slice() else {
            return Err(unsupported(node));
        };
        if node
            .inputs
            .iter()
            .all(|input| self.constants.contains_key(input))
        {
            let constant = self.folded(node)?;
            self.constants.insert(name.clone(), constant);
            return Ok(());
        }
        let inputs: Vec<usize> = node
            .inputs
            .iter()
            .filter_map(|input| self.values.get(input).copied())
            .collect();
        let input = *inputs.first().ok_or_else(|| unsupported(node))?;
        let (stored, channels) = (self.stored[input], self.channels[input]);
        let (operator, stored, channels) = match node.operator.as_str() {
            "Conv" => return self.add_convolution(node, input),
            "Gemm" if node.integer("transB") == Some(1) => {
                let (weights, bias) = self.weights(node)?;
                let convolution = Convolution::new(&weights.values, &bias.values, 1, 1, 0, stored);
                let outputs = bias.values.len();
                (
                    Operator::Convolution(convolution),
                    outputs.next_multiple_of(BLOCK),
                    outputs,
                )
            }
            "MaxPool"
                if node.integers("kernel_shape") == [2, 2]
                    && node.integers("strides") == [2, 2] =>
            {
                (Operator::MaxPool, stored, channels)
            }
            "Resize"
                if node.text("mode") == b"nearest" && self.scales(node) == [1.0, 1.0, 2.0, 2.0] =>
            {
                (Operator::Enlarge, stored, channels)
            }
            "Add" if inputs.len() == 2 => (Operator::Add { relu: false }, stored, channels),
            // Squeeze-and-excitation: the second is one pixel.
            "Mul" if inputs.len() == 2 => (Operator::Scale, stored, channels),
            "ReduceMean" => (Operator::Mean, stored, channels),
            "Sigmoid" => (Operator::Sigmoid, stored, channels),
            "Softmax" => (Operator::Softmax { classes: channels }, stored, channels),
            _ => return Err(unsupported(node)),
        };
        self.push(operator, inputs, name, stored, channels);
        Ok(())
    }

    fn add_convolution(&mut self, node: &'file Node, input: usize) -> Result<(), String> {
        let (weights, bias) = self.weights(node)?;
        let outputs = bias.values.len();
        let same = |name: &str, fallback: usize| match node.integers(name) {
            [] => Some(fallback),
            [first, rest @ ..] => rest
                .iter()
                .all(|value| value == first)
                .then_some(*first as usize),
        };
        let (Some(step), Some(padding), Some(1)) =
            (same("strides", 1), same("pads", 0), same("dilations", 1))
        else {
            return Err(unsupported(node));
        };
        let [_, _, side, width] = weights.shape[..] else {
            return Err(unsupported(node));
        };
        if side != width || padding > 1 || node.integer("group").unwrap_or(1) != 1 {
            return Err(unsupported(node));
        }
        let stored = self.stored[input];
        let mut name = &node.outputs[0];
        let operator = if let Some((index, each)) = self.only_consumer(name).filter(|(_, next)| {
            next.operator == "Conv" && next.integer("group") == Some(outputs as i64)
        }) {
            let (each_weights, each_bias) = self.weights(each)?;
            let fits = side == 1
                && step == 1
                && padding == 0
                && outputs % BLOCK == 0
                && each_weights.shape == [outputs, 1, 3, 3]
                && each.integers("pads") == [1, 1, 1, 1]
                && matches!(each.integers("strides"), [] | [1, 1]);
            if !fits {
                return Err(unsupported(each));
            }
            self.done[index] = true;
            name = &each.outputs[0];
            Operator::Separable(Separable::new(
                (&weights.values, &bias.values),
                (&each_weights.values, &each_bias.values),
                stored,
            ))
        } else if side == 3
            && step == 1
            && padding == 1
            && stored == weights.shape[1]
            && stored.is_multiple_of(4)
        {
            Operator::Winograd(Winograd::new(&weights.values, &bias.values, stored))
        } else {
            Operator::Convolution(Convolution::new(
                &weights.values,
                &bias.values,
                side,
                step,
                padding,
                stored,
            ))
        };
        self.push(
            operator,
            vec![input],
            name,
            outputs.next_multiple_of(BLOCK),
            outputs,
        );
        Ok(())
    }

    /// Adds a step, and with it the Relu that alone takes what it makes.
    fn push(
        &mut self,
        mut operator: Operator,
        inputs: Vec<usize>,
        name: &'file str,
        stored: usize,
        channels: usize,
    ) {
        let mut name = name;
        if let Some((index, next)) = self
            .only_consumer(name)
            .filter(|(_, next)| next.operator == "Relu")
        {
            let taken = match &mut operator {
                Operator::Convolution(convolution) => {
                    convolution.cut_negative();
                    true
                }
                Operator::Winograd(convolution) => {
                    convolution.cut_negative();
                    true
                }
                Operator::Separable(unit) => {
                    unit.cut_negative();
                    true
                }
                Operator::Add { relu } => {
                    *relu = true;
                    true
                }
                _ => false,
            };
            if taken {
                self.done[index] = true;
                name = &next.outputs[0];
            }
        }
        let output = self.stored.len();
        self.stored.push(stored);
        self.channels.push(channels);
        self.values.insert(name.to_owned(), output);
        self.steps.push(Step {
            operator,
            inputs,
            output,
        });
    }

    fn only_consumer(&self, name: &str) -> Option<(usize, &'file Node)> {
        let mut consumers = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.inputs.iter().any(|input| input == name));
        let first = consumers.next()?;
        consumers.next().is_none().then_some(first)
    }

    /// A node of constants alone: weights stored as int8 or f16 are brought back to f32 so.
    fn folded(&self, node: &Node) -> Result<Constant, String> {
        let constant = |index: usize| {
            node.inputs
                .get(index)
                .and_then(|input| self.constants.get(input))
        };
        match (node.operator.as_str(), constant(0), constant(1)) {
            ("Cast", Some(values), None) => Ok(values.clone()),
            ("Mul", Some(values), Some(scales)) if scales.values.len() == values.shape[0] => {
                let each = values.values.len() / scales.values.len();
                let rows = values.values.chunks_exact(each).zip(&scales.values);
                Ok(Constant {
                    shape: values.shape.clone(),
                    values: rows
                        .flat_map(|(row, scale)| row.iter().map(move |value| value * scale))
                        .collect(),
                })
            }
            _ => Err(unsupported(node)),
        }
    }

    fn weights(&self, node: &Node) -> Result<(Constant, Constant), String> {
        let constant = |index: usize| {
            node.inputs
                .get(index)
                .and_then(|input| self.constants.get(input))
                .cloned()
        };
        constant(1)
            .zip(constant(2))
            .ok_or_else(|| unsupported(node))
    }

    fn scales(&self, node: &Node) -> &[f32] {
        node.inputs
            .get(2)
            .and_then(|input| self.constants.get(input))
            .map_or(&[], |scales| &scales.values)
    }

    fn value(&self, name: &str) -> Result<usize, String> {
        self.values
            .get(name)
            .copied()
            .ok_or_else(|| format!("no node makes {name:?}"))
    }
}

fn unsupported(node: &Node) -> String {
    format!(
        "the built-in engine does not run its node {:?} of {:?}",
        node.operator, node.outputs
    )
}
