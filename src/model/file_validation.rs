//! Validates an ONNX file before tract reads it: tract trusts names, lengths and sizes, and panics if they are wrong.

use std::collections::HashSet;

use tract_onnx::pb::tensor_proto::{DataLocation, DataType};
use tract_onnx::pb::{AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto};

use super::operators::validate_operator;

/// The largest kernel size, stride, dilation, padding and group count. Larger ones overflow or exhaust memory.
pub(super) const MAX_EXTENT: i64 = 4096;

/// The largest number of values of a tensor or of what a node returns: 512 MiB of f32.
pub(super) const MAX_VALUES: usize = 1 << 27;

/// Drops the optional inputs at the end of each node that are left out: tract takes some of them for given.
pub(super) fn drop_trailing_inputs(file: &mut ModelProto) {
    for node in file.graph.iter_mut().flat_map(|graph| &mut graph.node) {
        let given = node.input.iter().rposition(|name| !name.is_empty());
        node.input.truncate(given.map_or(0, |last| last + 1));
    }
}

/// Validates what tract does not validate itself.
///
/// # Errors
/// Returns what was expected and what the file has.
pub(super) fn validate_file(file: &ModelProto) -> Result<(), String> {
    let graph = file.graph.as_ref();
    let graph = graph.ok_or("expected a graph, the file has none")?;
    let mut imports = file.opset_import.iter();
    let onnx = imports.find(|import| ["", "ai.onnx"].contains(&&*import.domain));
    validate_graph(graph, onnx.map_or(0, |import| import.version))
}

/// Validates the nodes, which are of a version of ONNX's set of operators.
fn validate_graph(graph: &GraphProto, version: i64) -> Result<(), String> {
    let mut known: HashSet<&str> = graph.input.iter().map(|input| &*input.name).collect();
    for tensor in &graph.initializer {
        validate_tensor(tensor)?;
        known.insert(&tensor.name);
    }
    // ONNX requires nodes in topological order, so one pass also finds cycles.
    for node in &graph.node {
        let mut inputs = node.input.iter().filter(|name| !name.is_empty());
        if let Some(name) = inputs.find(|name| !known.contains(name.as_str())) {
            return Err(format!(
                "{} reads {name:?}, which no earlier node writes",
                describe(node)
            ));
        }
        validate_operator(node, version)?;
        for attribute in &node.attribute {
            validate_attribute(node, attribute)?;
        }
        for output in node.output.iter().filter(|name| !name.is_empty()) {
            if !known.insert(output) {
                return Err(format!(
                    "{} writes {output:?}, which already exists",
                    describe(node)
                ));
            }
        }
    }
    let mut outputs = graph.output.iter().map(|output| &*output.name);
    match outputs.find(|name| !known.contains(name)) {
        Some(name) => Err(format!("no node writes the output {name:?}")),
        None => Ok(()),
    }
}

fn validate_attribute(node: &NodeProto, attribute: &AttributeProto) -> Result<(), String> {
    if attribute.g.is_some() || !attribute.graphs.is_empty() {
        return Err(format!(
            "{} contains a subgraph; subgraphs are not supported",
            describe(node)
        ));
    }
    if ["group", "num_groups"].contains(&&*attribute.name)
        && !(1..=MAX_EXTENT).contains(&attribute.i)
    {
        return Err(format!(
            "expected 1 to {MAX_EXTENT} groups, {} has {}",
            describe(node),
            attribute.i
        ));
    }
    for tensor in attribute.t.iter().chain(&attribute.tensors) {
        validate_tensor(tensor)?;
    }
    Ok(())
}

/// Validates that a tensor has as many values as its shape says.
fn validate_tensor(tensor: &TensorProto) -> Result<(), String> {
    let TensorProto {
        name,
        dims,
        raw_data,
        ..
    } = tensor;
    let count = dims.iter().try_fold(1_usize, |count, &size| {
        count.checked_mul(usize::try_from(size).ok()?)
    });
    let Some(count) = count.filter(|count| *count <= MAX_VALUES) else {
        return Err(format!(
            "expected at most {MAX_VALUES} values in a tensor, {name:?} has the shape {dims:?}"
        ));
    };
    let value_bytes = match DataType::try_from(tensor.data_type) {
        Ok(DataType::Bool | DataType::Uint8 | DataType::Int8) => 1,
        Ok(DataType::Uint16 | DataType::Int16 | DataType::Float16) => 2,
        Ok(DataType::Uint32 | DataType::Int32 | DataType::Float) => 4,
        Ok(DataType::Uint64 | DataType::Int64 | DataType::Double) => 8,
        _ => {
            return Err(format!(
                "expected a tensor of numbers or booleans, {name:?} has the data type {}",
                tensor.data_type
            ));
        }
    };
    if tensor.data_location == Some(DataLocation::External as i32) {
        return Err(format!(
            "the values of tensor {name:?} are in another file; save the model as one file"
        ));
    }
    // Values that are not raw are in typed lists, whose lengths tract does validate.
    let (expected, actual) = (count * value_bytes, raw_data.len());
    if actual != 0 && actual != expected {
        return Err(format!(
            "expected {expected} bytes in tensor {name:?} of shape {dims:?}, the file has {actual}"
        ));
    }
    Ok(())
}

/// Returns the name of a node, or of its first output if it has none, and its operator.
pub(super) fn describe(node: &NodeProto) -> String {
    let name = match node.output.first() {
        Some(output) if node.name.is_empty() => output,
        _ => &node.name,
    };
    format!("node {name:?} ({})", node.op_type)
}

/// Returns an attribute of a node, if the node has it.
pub(super) fn attribute<'file>(
    node: &'file NodeProto,
    name: &str,
) -> Option<&'file AttributeProto> {
    let mut attributes = node.attribute.iter();
    attributes.find(|attribute| attribute.name == name)
}
