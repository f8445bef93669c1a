//! Computes the nodes of an ONNX file that depend on constants only: they convert weights stored as int8 or f16 to f32.

use std::collections::HashMap;

use super::attributes::unsupported;
use super::onnx::{NodeProto, Tensor};

/// Returns the result of a node whose inputs are all `constants`.
///
/// # Errors
/// Returns the reason if the node is neither a cast nor a product of weights and one scale for each output channel.
pub(super) fn fold(node: &NodeProto, constants: &HashMap<&str, Tensor>) -> Result<Tensor, String> {
    let inputs: Vec<&Tensor> = node
        .input
        .iter()
        .filter_map(|name| constants.get(name.as_str()))
        .collect();
    match (node.op_type.as_str(), inputs.as_slice()) {
        // Tensors are converted to f32 when they are read.
        ("Cast", [tensor]) => Ok((*tensor).clone()),
        ("Mul", [weights, scales])
            if weights.shape.first() == Some(&scales.values.len())
                && !weights.values.is_empty() =>
        {
            let channel_length = weights.values.len() / scales.values.len();
            let channels = weights.values.chunks_exact(channel_length);
            Ok(Tensor {
                shape: weights.shape.clone(),
                values: channels
                    .zip(&scales.values)
                    .flat_map(|(channel, scale)| channel.iter().map(move |weight| weight * scale))
                    .collect(),
            })
        }
        _ => Err(unsupported(node, "of constants")),
    }
}
