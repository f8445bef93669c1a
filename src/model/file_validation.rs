//! Checks an ONNX file before the engine builds on it: tract takes its names, lengths and sizes on trust, and panics.

use std::collections::{HashMap, HashSet};

use tract_onnx::pb::tensor_proto::{DataLocation, DataType};
use tract_onnx::pb::{AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto};

/// The most that a kernel, step, spacing or margin may be: more only overflows or fills memory.
const MAX_EXTENT: i64 = 4096;

/// The most values a tensor in the file may have.
const MAX_VALUES: usize = 1 << 28;

/// Attributes that tract knows as sizes, in the plane: one a dimension, margins two.
const EXTENTS: [(&str, i64); 4] = [
    ("kernel_shape", 1),
    ("strides", 1),
    ("dilations", 1),
    ("pads", 0),
];

/// What is wrong with the file, if it is one of the things that tract does not look for.
pub(crate) fn check(file: &ModelProto) -> Result<(), String> {
    let graph = file.graph.as_ref().ok_or("it has no graph")?;
    check_graph(graph)
}

fn check_graph(graph: &GraphProto) -> Result<(), String> {
    let mut known: HashSet<&str> = graph.input.iter().map(|input| &*input.name).collect();
    // How many dimensions weights have, as far as that is plain.
    let mut ranks: HashMap<&str, usize> = HashMap::new();
    for tensor in &graph.initializer {
        check_tensor(tensor)?;
        ranks.insert(&tensor.name, tensor.dims.len());
        known.insert(&tensor.name);
    }
    // ONNX has every node after those that it takes from, so one pass sees loops too.
    for node in &graph.node {
        let mut inputs = node.input.iter().filter(|name| !name.is_empty());
        if let Some(name) = inputs.find(|name| !known.contains(name.as_str())) {
            let title = title(node);
            return Err(format!(
                "{title} takes {name:?}, which nothing before it gives"
            ));
        }
        for attribute in &node.attribute {
            check_attribute(node, attribute)?;
        }
        match node.op_type.as_str() {
            "Conv" | "ConvTranspose" => {
                let rank = node.input.get(1).and_then(|weight| ranks.get(&**weight));
                check_extents(node, rank.map_or(2, |rank| rank.saturating_sub(2)))?;
            }
            "MaxPool" | "AveragePool" => check_extents(node, 2)?,
            _ => {}
        }
        if let (Some(rank), Some(output)) = (kept_rank(node, &ranks), node.output.first()) {
            ranks.insert(output, rank);
        }
        for output in node.output.iter().filter(|name| !name.is_empty()) {
            if !known.insert(output) {
                let title = title(node);
                return Err(format!("{title} gives {output:?}, which is there already"));
            }
        }
    }
    let mut outputs = graph.output.iter().map(|output| &*output.name);
    match outputs.find(|name| !known.contains(name)) {
        Some(name) => Err(format!("nothing in it gives its output {name:?}")),
        None => Ok(()),
    }
}

/// The dimensions of what a node gives, where it only unpacks weights.
fn kept_rank(node: &NodeProto, ranks: &HashMap<&str, usize>) -> Option<usize> {
    match node.op_type.as_str() {
        "Cast" | "DequantizeLinear" | "Identity" => ranks.get(&**node.input.first()?).copied(),
        "Constant" => Some(node.attribute.first()?.t.as_ref()?.dims.len()),
        _ => None,
    }
}

fn check_attribute(node: &NodeProto, attribute: &AttributeProto) -> Result<(), String> {
    if attribute.g.is_some() || !attribute.graphs.is_empty() {
        return Err(format!(
            "{} holds a graph of its own, which is not supported",
            title(node)
        ));
    }
    if attribute.name == "group" && !(1..=MAX_EXTENT).contains(&attribute.i) {
        return Err(format!("{} has {} groups", title(node), attribute.i));
    }
    for tensor in attribute.t.iter().chain(&attribute.tensors) {
        check_tensor(tensor)?;
    }
    Ok(())
}

/// Sizes in `plane` dimensions: of the right number, and none that cannot be.
fn check_extents(node: &NodeProto, plane: usize) -> Result<(), String> {
    for (name, least) in EXTENTS {
        let Some(attribute) = node
            .attribute
            .iter()
            .find(|attribute| attribute.name == name)
        else {
            continue;
        };
        let expected = if name == "pads" { 2 * plane } else { plane };
        let sizes = &attribute.ints;
        if sizes.len() != expected || !sizes.iter().all(|size| (least..=MAX_EXTENT).contains(size))
        {
            return Err(format!(
                "{} has {name} {sizes:?}, {expected} numbers from {least} to {MAX_EXTENT} are possible",
                title(node)
            ));
        }
    }
    Ok(())
}

/// Whether there are as many values as the shape says.
fn check_tensor(tensor: &TensorProto) -> Result<(), String> {
    let TensorProto {
        name,
        dims,
        raw_data,
        ..
    } = tensor;
    let count = dims.iter().try_fold(1_usize, |count, &size| {
        count.checked_mul(usize::try_from(size).ok()?)
    });
    let count = count
        .filter(|count| *count <= MAX_VALUES)
        .ok_or_else(|| format!("its tensor {name:?} cannot have the shape {dims:?}"))?;
    let width = match DataType::try_from(tensor.data_type) {
        Ok(DataType::Bool | DataType::Uint8 | DataType::Int8) => 1,
        Ok(DataType::Uint16 | DataType::Int16 | DataType::Float16) => 2,
        Ok(DataType::Uint32 | DataType::Int32 | DataType::Float) => 4,
        Ok(DataType::Uint64 | DataType::Int64 | DataType::Double) => 8,
        _ => {
            return Err(format!(
                "its tensor {name:?} has values of an unknown kind, {}",
                tensor.data_type
            ));
        }
    };
    if tensor.data_location == Some(DataLocation::External as i32) {
        return Err(format!(
            "the values of its tensor {name:?} lie in another file; save the network as one file"
        ));
    }
    // Values that are not raw lie in typed lists, whose lengths tract does compare.
    if !raw_data.is_empty() && raw_data.len() != count * width {
        return Err(format!(
            "its tensor {name:?} of shape {dims:?} should have {} bytes, it has {}",
            count * width,
            raw_data.len()
        ));
    }
    Ok(())
}

/// The node by its name, or by what it gives where it has none.
fn title(node: &NodeProto) -> String {
    let outputs = node.output.first();
    let name = Some(&node.name).filter(|name| !name.is_empty()).or(outputs);
    let name = name.map_or("", String::as_str);
    format!("its node {name:?} ({})", node.op_type)
}

#[cfg(test)]
mod tests {
    use tract_onnx::prelude::Framework;

    use super::*;

    /// A network with a convolution, a pool and a dense layer, sound in all that is looked at.
    fn sound() -> ModelProto {
        let ints = |name: &str, ints: &[i64]| AttributeProto {
            name: name.into(),
            ints: ints.to_vec(),
            ..Default::default()
        };
        let node =
            |op: &str, input: &[&str], output: &str, attribute: Vec<AttributeProto>| NodeProto {
                name: output.into(),
                op_type: op.into(),
                input: input.iter().map(|name| name.to_string()).collect(),
                output: vec![output.into()],
                attribute,
                ..Default::default()
            };
        let kernel = TensorProto {
            name: "kernel".into(),
            dims: vec![2, 1, 3, 3],
            data_type: DataType::Float as i32,
            raw_data: vec![0; 2 * 9 * 4],
            ..Default::default()
        };
        let value = |name: &str| tract_onnx::pb::ValueInfoProto {
            name: name.into(),
            ..Default::default()
        };
        let strides = ints("strides", &[1, 1]);
        let graph = GraphProto {
            node: vec![
                node(
                    "Conv",
                    &["crop", "kernel"],
                    "maps",
                    vec![strides, ints("pads", &[1; 4])],
                ),
                node(
                    "MaxPool",
                    &["maps"],
                    "pooled",
                    vec![ints("kernel_shape", &[2, 2])],
                ),
                node("Softmax", &["pooled"], "scores", vec![]),
            ],
            initializer: vec![kernel],
            input: vec![value("crop")],
            output: vec![value("scores")],
            ..Default::default()
        };
        ModelProto {
            graph: Some(graph),
            ..Default::default()
        }
    }

    #[test]
    fn each_contradiction_is_named() {
        assert_eq!(check(&sound()), Ok(()));
        type Change = fn(&mut GraphProto);
        let cases: [(&str, Change); 13] = [
            ("takes \"nothing\"", |graph| {
                graph.node[1].input[0] = "nothing".into()
            }),
            // The first node takes what only the last gives.
            ("takes \"scores\"", |graph| {
                graph.node[0].input[0] = "scores".into()
            }),
            ("gives \"maps\", which is there already", |graph| {
                graph.node[1].output[0] = "maps".into()
            }),
            ("gives its output \"score\"", |graph| {
                graph.output[0].name = "score".into()
            }),
            ("strides [1], 2 numbers", |graph| {
                graph.node[0].attribute[0].ints.truncate(1)
            }),
            ("strides [0, 1]", |graph| {
                graph.node[0].attribute[0].ints[0] = 0
            }),
            ("pads [1, 1, 1], 4 numbers", |graph| {
                graph.node[0].attribute[1].ints.truncate(3)
            }),
            ("kernel_shape []", |graph| {
                graph.node[1].attribute[0].ints.clear()
            }),
            ("kernel_shape [2, 9223372036854775807]", |graph| {
                graph.node[1].attribute[0].ints[1] = i64::MAX
            }),
            ("should have 72 bytes, it has 71", |graph| {
                graph.initializer[0].raw_data.truncate(71)
            }),
            ("cannot have the shape [2, -1, 3, 3]", |graph| {
                graph.initializer[0].dims[1] = -1
            }),
            ("values of an unknown kind, 77", |graph| {
                graph.initializer[0].data_type = 77
            }),
            ("lie in another file", |graph| {
                graph.initializer[0].data_location = Some(DataLocation::External as i32);
            }),
        ];
        for (words, change) in cases {
            let mut file = sound();
            change(file.graph.as_mut().unwrap());
            let said = check(&file).unwrap_err();
            assert!(said.contains(words), "{said:?} does not say {words:?}");
        }
    }

    #[test]
    fn the_shipped_networks_are_sound() {
        for bytes in [
            include_bytes!("../../models/face.onnx").as_slice(),
            include_bytes!("../../models/emotion.onnx"),
        ] {
            let file = tract_onnx::onnx()
                .proto_model_for_read(&mut &*bytes)
                .unwrap();
            assert_eq!(check(&file), Ok(()));
        }
    }
}
