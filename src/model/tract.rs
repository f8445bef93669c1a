//! Loads and runs an ONNX model with tract.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tract_onnx::pb::NodeProto;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::Factoid;
use tract_onnx::tract_hir::internal::DimLike;

use super::analysis::analyze;
use super::file_validation::{drop_trailing_inputs, validate_file};
use super::{Layout, ModelConfig};
use crate::Error;
use crate::engine::FeatureMap;
use crate::plan_cache::PlanCache;

/// The largest number of plans of a model: photos of every aspect ratio have 39 sizes at the detector's default input
/// size, and regions of interest a few more. The detector's plans take about 2 MB each.
const MAX_PLANS: usize = 64;

/// An ONNX model with one f32 input of rank 4: a batch of one image.
pub(crate) struct TractModel {
    /// The name of the model in error messages: "face" or "emotion".
    name: &'static str,
    /// The model as the file has it, before an input shape is set.
    source: InferenceModel,
    /// The nodes of the file, in its order.
    nodes: Vec<NodeProto>,
    layout: Layout,
    /// The index in the file of each output that is returned.
    outputs: Vec<usize>,
    /// The input of the last run; its allocation is reused.
    input: FeatureMap,
    /// The optimized model for each input shape. Creating one takes 25 to 150 ms.
    plans: PlanCache<Arc<TypedRunnableModel>>,
}

impl TractModel {
    /// Reads a built-in model, whose layout is NCHW, and of which all outputs are returned.
    ///
    /// # Errors
    /// As [`TractModel::custom`].
    pub(crate) fn built_in(
        name: &'static str,
        bytes: &[u8],
        channels: usize,
    ) -> Result<Self, Error> {
        let mut model = Self::from_onnx(name, bytes, Layout::Nchw, channels)?;
        model.outputs = (0..model.source.outputs.len()).collect();
        Ok(model)
    }

    /// Reads a custom model, of which the outputs are returned that the config names.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the bytes are not an ONNX file that tract can run, if the model does not have
    /// exactly one input, of f32, or if the config expects what the file does not have.
    pub(crate) fn custom(
        name: &'static str,
        bytes: &[u8],
        config: &ModelConfig,
    ) -> Result<Self, Error> {
        let channels = config.input.color.channels();
        let mut model = Self::from_onnx(name, bytes, config.input.layout, channels)?;
        model.outputs = model
            .output_indices(config)
            .map_err(|reason| Error::InvalidModel {
                model: name,
                reason,
            })?;
        Ok(model)
    }

    /// Reads an ONNX file.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the bytes are not an ONNX file that tract can run, or if the model does not
    /// have exactly one input, of f32.
    pub(super) fn from_onnx(
        name: &'static str,
        bytes: &[u8],
        layout: Layout,
        channels: usize,
    ) -> Result<Self, Error> {
        let invalid = |reason: String| Error::InvalidModel {
            model: name,
            reason,
        };
        let framework = tract_onnx::onnx()
            // The file's shapes would contradict the input shapes that are chosen later.
            .with_ignore_output_shapes(true)
            .with_ignore_value_info(true);
        let mut file = catching_panics(|| framework.proto_model_for_read(&mut &bytes[..]))
            .map_err(|reason| invalid(format!("expected an ONNX file: {reason}")))?;
        drop_trailing_inputs(&mut file);
        validate_file(&file).map_err(invalid)?;
        let source = catching_panics(|| framework.model_for_proto_model(&file)).map_err(invalid)?;
        let count = source.inputs.len();
        if count != 1 {
            return Err(invalid(format!("expected 1 input, the file has {count}")));
        }
        let kind = catching_panics(|| Ok(source.input_fact(0)?.datum_type())).map_err(invalid)?;
        if let Some(kind) = kind.filter(|kind| *kind != f32::datum_type()) {
            return Err(invalid(format!(
                "expected an input of type F32, the file has {kind:?}"
            )));
        }
        Ok(TractModel {
            name,
            source,
            nodes: file.graph.unwrap_or_default().node,
            layout,
            outputs: Vec::new(),
            input: FeatureMap::new(0, 0, channels),
            plans: PlanCache::new(MAX_PLANS),
        })
    }

    /// Validates a config against the file and returns the index of each output that the config names.
    ///
    /// # Errors
    /// Returns what the config expects and what the file has.
    fn output_indices(&self, config: &ModelConfig) -> Result<Vec<usize>, String> {
        let input = &self.source.node(self.source.inputs[0].node).name;
        if *input != config.input.name {
            return Err(format!(
                "expected an input named {:?}, the file has {input:?}",
                config.input.name
            ));
        }
        if let Some(shape) = self.input_shape() {
            let expected = &config.input.shape;
            let fits = |(size, expected): (&Option<usize>, &usize)| {
                size.is_none_or(|size| size == *expected)
            };
            if shape.len() != expected.len() || !shape.iter().zip(expected).all(fits) {
                return Err(format!(
                    "expected an input of shape {expected:?}, the file has {}",
                    display_shape(&shape)
                ));
            }
        }
        let outputs = self.source.outputs.iter();
        let names: Vec<&str> = outputs
            .map(|outlet| self.source.outlet_label(*outlet).unwrap_or_default())
            .collect();
        let index_of = |expected: &String| {
            let index = names.iter().position(|name| name == expected);
            index.ok_or_else(|| {
                format!("expected an output named {expected:?}, the file has {names:?}")
            })
        };
        let outputs = config.outputs();
        outputs.map(|output| index_of(&output.name)).collect()
    }

    /// Returns the shape of the input in the file, with `None` for a dimension of any size; `None` if the file does
    /// not say how many dimensions there are.
    fn input_shape(&self) -> Option<Vec<Option<usize>>> {
        let shape = &self.source.input_fact(0).ok()?.shape;
        let size = |dimension: TDim| dimension.to_usize().ok();
        (!shape.is_open()).then(|| {
            let dimensions = shape.dims();
            dimensions
                .map(|dimension| dimension.concretize().and_then(size))
                .collect()
        })
    }

    /// Runs the model on an input that `write` sets, and returns the values of its outputs in row-major order.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the model cannot take an input of that size, [`Error::InferenceFailed`] if it
    /// fails while running or an output is not of f32.
    pub(crate) fn run(
        &mut self,
        (height, width): (usize, usize),
        write: impl FnOnce(&mut FeatureMap),
    ) -> Result<Vec<Vec<f32>>, Error> {
        let channels = self.input.channels;
        if (self.input.height, self.input.width) != (height, width) {
            self.input = FeatureMap::new(height, width, channels);
        }
        write(&mut self.input);
        let (shape, values) = match self.layout {
            Layout::Nchw => ([1, channels, height, width], self.input.planes(channels)),
            Layout::Nhwc => ([1, height, width, channels], self.input.pixels()),
        };
        self.run_on(shape, &values)
    }

    /// Runs the model on values in row-major order of `shape`; see [`TractModel::run`].
    fn run_on(&mut self, shape: [usize; 4], values: &[f32]) -> Result<Vec<Vec<f32>>, Error> {
        let name = self.name;
        let (source, nodes) = (&self.source, &self.nodes);
        let optimize = || {
            optimize(source, nodes, &shape).map_err(|reason| Error::InvalidModel {
                model: name,
                reason: format!("it cannot take an input of shape {shape:?}: {reason}"),
            })
        };
        let plan = self.plans.get_or_try_create(&shape, optimize)?;
        let failed = |reason: String| Error::InferenceFailed {
            model: name,
            reason,
        };
        let outputs = catching_panics(|| {
            let input = Tensor::from_shape(&shape, values)?;
            plan.run(tvec!(input.into()))
        });
        let outputs = outputs.map_err(failed)?;
        let values_of = |index: &usize| {
            let values = outputs.get(*index).map(|output| match output.len() {
                0 => Ok(&[][..]), // tract's slice of nothing would point to null
                _ => output.view().as_slice(),
            });
            match values {
                Some(Ok(values)) => Ok(values.to_vec()),
                _ => Err(failed("expected an output of type F32".into())),
            }
        };
        self.outputs.iter().map(values_of).collect()
    }
}

/// Validates the nodes of a model for inputs of one shape, and optimizes it for them.
fn optimize(
    source: &InferenceModel,
    nodes: &[NodeProto],
    shape: &[usize],
) -> Result<Arc<TypedRunnableModel>, String> {
    let mut model = catching_panics(|| source.clone().with_input_fact(0, f32::fact(shape).into()))?;
    analyze(&mut model, nodes)?;
    catching_panics(|| model.into_optimized()?.into_runnable())
}

/// Formats a shape as in `[?, 1, 48, 48]`.
fn display_shape(shape: &[Option<usize>]) -> String {
    let sizes = shape.iter();
    let sizes: Vec<String> = sizes
        .map(|size| size.map_or("?".into(), |size| size.to_string()))
        .collect();
    format!("[{}]", sizes.join(", "))
}

/// Calls tract and converts its error, or its panic, to a message.
///
/// [`validate_file`] rejects the files that are known to make tract panic. Another panic becomes an error natively; a
/// WebAssembly module cannot unwind, so it stops, and the JavaScript client starts a new one.
pub(super) fn catching_panics<T>(call: impl FnOnce() -> TractResult<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(|error| format!("{error:#}")),
        Err(_) => Err("the inference engine panicked".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_plans_of_photos_of_every_aspect_ratio() {
        let bytes = include_bytes!("../../models/face.onnx");
        let mut model = TractModel::built_in("face", bytes, 3).unwrap();
        // The sizes of photos at the detector's default input size, a tenth as large to take less time.
        let sizes = (1..=20).flat_map(|side| [(32, side * 32), (side * 32, 32)]);
        for size in sizes {
            model.run(size, |_| ()).unwrap();
        }
        assert_eq!(model.plans.len(), 39);
    }
}
