//! Tells which ONNX operators the build of the crate has.

use tract_onnx::pb::ModelProto;

use super::file_validation::describe;

/// The operators of image classifiers, which every build has. `www/build/bindgen/trim.rs` removes the code of others
/// from the WebAssembly module, unless it is built with the feature `all-operators`; `tests/data/operators` has a model
/// for each.
const CLASSIFIER_OPERATORS: [&str; 96] = [
    "Abs",
    "Add",
    "And",
    "ArgMax",
    "AveragePool",
    "BatchNormalization",
    "Cast",
    "Ceil",
    "Celu",
    "Clip",
    "Concat",
    "Constant",
    "ConstantOfShape",
    "Conv",
    "ConvInteger",
    "DepthToSpace",
    "DequantizeLinear",
    "Div",
    "Dropout",
    "DynamicQuantizeLinear",
    "Einsum",
    "Elu",
    "Equal",
    "Erf",
    "Exp",
    "Expand",
    "Flatten",
    "Floor",
    "Gather",
    "Gelu",
    "Gemm",
    "GlobalAveragePool",
    "GlobalMaxPool",
    "Greater",
    "GreaterOrEqual",
    "GroupNormalization",
    "HardSigmoid",
    "HardSwish",
    "Identity",
    "InstanceNormalization",
    "LRN",
    "LayerNormalization",
    "LeakyRelu",
    "Less",
    "LessOrEqual",
    "Log",
    "LogSoftmax",
    "MatMul",
    "MatMulInteger",
    "Max",
    "MaxPool",
    "Mean",
    "Min",
    "Mish",
    "Mul",
    "Neg",
    "Not",
    "Or",
    "PRelu",
    "Pad",
    "Pow",
    "QuantizeLinear",
    "Reciprocal",
    "ReduceL1",
    "ReduceL2",
    "ReduceMax",
    "ReduceMean",
    "ReduceMin",
    "ReduceProd",
    "ReduceSum",
    "ReduceSumSquare",
    "Relu",
    "Reshape",
    "Resize",
    "Round",
    "Selu",
    "Shape",
    "Sigmoid",
    "Sign",
    "Size",
    "Slice",
    "Softmax",
    "Softplus",
    "Softsign",
    "SpaceToDepth",
    "Split",
    "Sqrt",
    "Squeeze",
    "Sub",
    "Sum",
    "Tanh",
    "ThresholdedRelu",
    "Tile",
    "Transpose",
    "Unsqueeze",
    "Where",
];

/// Validates that the build has every operator of a file. With the feature `all-operators`, tract tells of those that it
/// lacks.
///
/// # Errors
/// Names the first node whose operator the build lacks, and tells how to build one that has it.
pub(super) fn validate_operators(file: &ModelProto) -> Result<(), String> {
    if cfg!(feature = "all-operators") {
        return Ok(());
    }
    names_classifier_operators(file)
}

fn names_classifier_operators(file: &ModelProto) -> Result<(), String> {
    let mut nodes = file.graph.iter().flat_map(|graph| &graph.node);
    match nodes.find(|node| !CLASSIFIER_OPERATORS.contains(&&*node.op_type)) {
        Some(node) => Err(format!(
            "this build has only the operators of image classifiers, not that of {}; the feature all-operators of the \
             crate, or `npm run build -- --all-operators` for browsers, makes one with all operators",
            describe(node)
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use tract_onnx::pb::{GraphProto, NodeProto};

    use super::*;

    fn file_with(operator: &str) -> ModelProto {
        let node = NodeProto {
            name: "layer".into(),
            op_type: operator.into(),
            ..Default::default()
        };
        let node = vec![node];
        let graph = Some(GraphProto {
            node,
            ..Default::default()
        });
        ModelProto {
            graph,
            ..Default::default()
        }
    }

    #[test]
    fn names_an_operator_that_the_build_lacks_and_how_to_get_it() {
        assert_eq!(names_classifier_operators(&file_with("Conv")), Ok(()));
        let message = names_classifier_operators(&file_with("LSTM")).unwrap_err();
        for part in ["node \"layer\" (LSTM)", "--all-operators"] {
            assert!(message.contains(part), "{message:?} lacks {part:?}");
        }
    }

    #[test]
    fn the_package_lists_every_operator() {
        let readme = include_str!("../../www/custom-models/README.md");
        let list = readme.split("```text").nth(1).unwrap();
        let list = list.split("```").next().unwrap();
        let listed: Vec<&str> = list.split_whitespace().collect();
        assert_eq!(listed, CLASSIFIER_OPERATORS);
    }

    #[test]
    fn every_operator_has_a_model_that_tests_it() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/operators");
        let files = fs::read_dir(folder).unwrap();
        let names = files.filter_map(|file| file.unwrap().file_name().into_string().ok());
        let tested: BTreeSet<String> = names
            .filter_map(|name| {
                let (stem, _) = name.rsplit_once(".onnx")?;
                Some(stem.split('-').next()?.to_owned())
            })
            .collect();
        let listed: Vec<&str> = tested.iter().map(String::as_str).collect();
        assert_eq!(listed, CLASSIFIER_OPERATORS);
    }
}
