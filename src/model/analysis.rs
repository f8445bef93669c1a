//! Infers the types, shapes and constants of a model node by node, so that a node is validated before tract runs it.

use std::sync::Arc;

use tract_onnx::pb::NodeProto;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::Factoid;
use tract_onnx::tract_hir::internal::{DimLike, InferenceOp, ShapeFactoid, ensure};

use super::file_validation::{MAX_VALUES, describe};
use super::node_validation::validate_node;
use super::operators::validate_inputs;
use super::shape_validation::validate_columns;
use super::tract::catching_panics;

/// The largest number of values that a node may compute from the crop: ten times those of the largest layers of image
/// classifiers, of which tract needs several copies.
const MAX_COMPUTED_VALUES: usize = 1 << 25;

/// What tract knows of the inputs of a node before the node is inferred.
pub(super) struct NodeInputs {
    /// For each input of the node in the file; `None` for an optional one that it leaves out.
    facts: Vec<Option<InferenceFact>>,
}

/// Infers what tract can tell of `model`, whose last nodes are those of the file, without running it.
///
/// # Errors
/// Returns what is wrong with a node, by its name.
pub(super) fn analyze(model: &mut InferenceModel, nodes: &[NodeProto]) -> Result<(), String> {
    // The inputs of the model and its initializers come first.
    let first = model.nodes().len().saturating_sub(nodes.len());
    let mut total = 0;
    for (index, node) in nodes.iter().enumerate() {
        let id = first + index;
        let in_node = |reason| format!("{} fails: {reason}", describe(node));
        let inputs = catching_panics(|| NodeInputs::new(model, id, node)).map_err(in_node)?;
        validate_inputs(node, &inputs)?;
        validate_node(node, &inputs)?;
        // The shapes first, as tract computes what it can of the values.
        let facts = catching_panics(|| infer(model, id, <dyn InferenceOp>::infer_facts));
        for fact in facts.map_err(in_node)? {
            total += count_values(node, &fact.shape, inputs.max_output_values())?;
            if total > MAX_VALUES {
                return Err(format!(
                    "expected nodes that return at most {MAX_VALUES} values together, {} exceeds them",
                    describe(node)
                ));
            }
            validate_columns(node, &inputs, &fact.shape)?;
        }
        let facts = catching_panics(|| infer(model, id, <dyn InferenceOp>::infer));
        for (output, fact) in facts.map_err(in_node)?.into_iter().enumerate() {
            if fact.shape.concretize().is_none() || fact.datum_type.concretize().is_none() {
                return Err(format!(
                    "expected a type and a shape that are known before the model runs, {} returns {fact:?}",
                    describe(node)
                ));
            }
            let outlet = OutletId::new(id, output);
            catching_panics(|| model.set_outlet_fact(outlet, fact)).map_err(in_node)?;
        }
    }
    Ok(())
}

/// What tract infers of inputs, of outputs and of what else an operator observes, given what is known.
type Infer = fn(
    &mut dyn InferenceOp,
    TVec<&InferenceFact>,
    TVec<&InferenceFact>,
    TVec<&InferenceFact>,
) -> TractResult<(
    TVec<InferenceFact>,
    TVec<InferenceFact>,
    TVec<InferenceFact>,
)>;

/// Returns what can be told of the outputs of a node from what is known of its inputs.
fn infer(model: &mut InferenceModel, id: usize, infer: Infer) -> TractResult<TVec<InferenceFact>> {
    let node = model.node(id);
    let observed = node.op.observe_outlets(model, node)?;
    let (inputs, outputs) = model.node_facts(id)?;
    let expected = node.op.nboutputs()?;
    ensure!(
        expected == outputs.len(),
        "expected {expected} outputs, it has {}",
        outputs.len()
    );
    let owned = |facts: TVec<&InferenceFact>| facts.into_iter().cloned().collect();
    let (inputs, outputs): (TVec<_>, TVec<_>) = (owned(inputs), owned(outputs));
    let observed = observed
        .iter()
        .map(|outlet| model.outlet_fact(*outlet).cloned());
    let observed = observed.collect::<TractResult<TVec<_>>>()?;
    let (_, outputs, _) = infer(
        &mut *model.node_mut(id).op,
        inputs.iter().collect(),
        outputs.iter().collect(),
        observed.iter().collect(),
    )?;
    Ok(outputs)
}

/// Returns how many values a node returns in this shape, which are at most `max`.
fn count_values(node: &NodeProto, shape: &ShapeFactoid, max: usize) -> Result<usize, String> {
    // What is not a number depends on the crop, such as how many of its values are not 0.
    let mut sizes = shape
        .dims()
        .filter_map(|size| size.concretize()?.to_i64().ok());
    let count = sizes.try_fold(1_usize, |count, size| {
        // Each size counts, also beside one of 0, as tract plans each axis.
        count.checked_mul(usize::try_from(size).ok()?.max(1))
    });
    match count {
        Some(count) if count <= max => Ok(count),
        _ => Err(format!(
            "expected at most {max} values, {} returns the shape {shape:?}",
            describe(node)
        )),
    }
}

/// Returns the sizes of a shape, if all of them are known.
pub(super) fn known_sizes(shape: &ShapeFactoid) -> Option<Vec<usize>> {
    let shape = shape.concretize()?;
    let sizes = shape.iter().map(|size| size.to_usize().ok());
    sizes.collect()
}

impl NodeInputs {
    fn new(model: &InferenceModel, id: usize, node: &NodeProto) -> TractResult<Self> {
        let (known, _) = model.node_facts(id)?;
        let mut known = known.into_iter();
        let names = node.input.iter();
        let facts = names.map(|name| (!name.is_empty()).then(|| known.next().cloned()).flatten());
        Ok(NodeInputs {
            facts: facts.collect(),
        })
    }

    /// Returns what is known of an input, or `None` if the node leaves it out.
    pub(super) fn fact(&self, input: usize) -> Option<&InferenceFact> {
        self.facts.get(input)?.as_ref()
    }

    /// Returns the largest number of values that the node may return: of what it computes from constants, such as
    /// weights, as many as the file may have of them.
    fn max_output_values(&self) -> usize {
        let mut facts = self.facts.iter().flatten();
        if facts.all(|fact| fact.value.concretize().is_some()) {
            MAX_VALUES
        } else {
            MAX_COMPUTED_VALUES
        }
    }

    /// Returns the shape of an input, if it is known.
    pub(super) fn shape(&self, input: usize) -> Option<Vec<usize>> {
        known_sizes(&self.fact(input)?.shape)
    }

    /// Returns the rank of an input, if it is known.
    pub(super) fn rank(&self, input: usize) -> Option<usize> {
        let rank = self.fact(input)?.shape.rank().concretize()?;
        usize::try_from(rank).ok()
    }

    /// Returns the numbers of an input that is constant.
    pub(super) fn numbers(&self, input: usize) -> Option<Vec<f64>> {
        let tensor: Arc<Tensor> = self.fact(input)?.value.concretize()?;
        if tensor.len() == 0 {
            return Some(Vec::new()); // tract's slice of nothing would point to null
        }
        let numbers = tensor.cast_to::<f64>().ok()?;
        Some(numbers.view().as_slice::<f64>().ok()?.to_vec())
    }

    /// Returns the type of an input, if it is known.
    pub(super) fn kind(&self, input: usize) -> Option<DatumType> {
        self.fact(input)?.datum_type.concretize()
    }
}
