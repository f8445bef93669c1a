//! Loads and runs an ONNX network: the only file that knows the engine, tract.

use std::sync::Arc;

use tract_onnx::prelude::*;

use crate::Error;

/// The most input shapes kept ready at once: a camera has one, a page that turns has two.
const MAX_PLANS: usize = 4;

/// One ONNX network with one f32 input, made ready for each input shape it meets.
pub(crate) struct Network {
    /// Which one, for error messages.
    name: &'static str,
    /// The network as the file has it, its input shape still open.
    source: InferenceModel,
    /// The shapes it was made ready for, the last used at the end.
    plans: Vec<(Vec<usize>, Arc<TypedRunnableModel>)>,
}

/// One output of a run.
pub(crate) struct Output(TValue);

impl Output {
    pub(crate) fn shape(&self) -> &[usize] {
        self.0.shape()
    }

    /// The values in row-major order.
    pub(crate) fn values(&self) -> TractResult<&[f32]> {
        self.0.view().as_slice()
    }
}

impl Network {
    /// Reads an ONNX file.
    ///
    /// # Errors
    /// [`Error::InvalidNetwork`] if the bytes are no ONNX file that tract can run, or have not
    /// exactly one input.
    pub(crate) fn from_onnx(name: &'static str, bytes: &[u8]) -> Result<Self, Error> {
        let invalid = |reason: String| Error::InvalidNetwork {
            network: name,
            reason,
        };
        // The shapes written in the file would contradict the concrete ones chosen later.
        let source = tract_onnx::onnx()
            .with_ignore_output_shapes(true)
            .with_ignore_value_info(true)
            .model_for_read(&mut &bytes[..])
            .map_err(|error| invalid(format!("{error:#}")))?;
        match source.inputs.len() {
            1 => Ok(Network {
                name,
                source,
                plans: Vec::new(),
            }),
            count => Err(invalid(format!("it has {count} inputs, one is needed"))),
        }
    }

    /// Runs the network on `values`, in row-major order of `shape`.
    ///
    /// # Errors
    /// [`Error::InvalidNetwork`] if it cannot take that shape, [`Error::InferenceFailed`] if it
    /// fails while running.
    pub(crate) fn run(&mut self, shape: &[usize], values: &[f32]) -> Result<Vec<Output>, Error> {
        let name = self.name;
        let failed = |error: TractError| Error::InferenceFailed {
            network: name,
            reason: format!("{error:#}"),
        };
        let plan = self.plan(shape)?;
        let input = Tensor::from_shape(shape, values).map_err(failed)?;
        let outputs = plan.run(tvec!(input.into())).map_err(failed)?;
        Ok(outputs.into_iter().map(Output).collect())
    }

    /// The network made ready for `shape`; 25–150 ms the first time, free afterwards.
    fn plan(&mut self, shape: &[usize]) -> Result<&Arc<TypedRunnableModel>, Error> {
        match self.plans.iter().position(|(ready, _)| ready == shape) {
            Some(index) => {
                let used = self.plans.remove(index);
                self.plans.push(used);
            }
            None => {
                let plan = self.prepare(shape).map_err(|error| Error::InvalidNetwork {
                    network: self.name,
                    reason: format!("it does not take an input of {shape:?}: {error:#}"),
                })?;
                if self.plans.len() == MAX_PLANS {
                    self.plans.remove(0);
                }
                self.plans.push((shape.to_vec(), plan));
            }
        }
        let (_, plan) = &self.plans[self.plans.len() - 1];
        Ok(plan)
    }

    fn prepare(&self, shape: &[usize]) -> TractResult<Arc<TypedRunnableModel>> {
        self.source
            .clone()
            .with_input_fact(0, f32::fact(shape).into())?
            .into_optimized()?
            .into_runnable()
    }
}
