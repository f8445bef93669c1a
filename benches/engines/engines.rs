//! Runs a model in each engine that is compared, on one thread.

use std::error::Error;
use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool};
use rten_tensor::TensorView;
use rten_tensor::prelude::*;
use tract_onnx::prelude::*;

use crate::engine::{self, Graph};

/// An engine with a model, whose input has one shape.
pub trait Engine {
    /// Returns the name and version of the engine.
    fn name(&self) -> &'static str;

    /// Runs the model on values in row-major order of its input's shape, and returns its outputs in the order of the
    /// file.
    fn run(&mut self, input: &[f32]) -> Result<Vec<Vec<f32>>, Box<dyn Error>>;
}

/// Our own engine, `src/engine`.
pub struct BuiltIn {
    graph: Graph,
    shape: [usize; 4],
}

impl BuiltIn {
    /// Loads an ONNX file.
    pub fn load(onnx: &[u8], shape: [usize; 4]) -> Result<Self, Box<dyn Error>> {
        let graph = engine::load(onnx, shape[1])?;
        Ok(BuiltIn { graph, shape })
    }
}

impl Engine for BuiltIn {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn run(&mut self, input: &[f32]) -> Result<Vec<Vec<f32>>, Box<dyn Error>> {
        let [_, channels, height, width] = self.shape;
        let map = self.graph.input(height, width);
        for y in 0..height {
            for (x, pixel) in map.row_mut(y).chunks_exact_mut(channels).enumerate() {
                for (channel, value) in pixel.iter_mut().enumerate() {
                    *value = input[(channel * height + y) * width + x];
                }
            }
        }
        self.graph.run();
        let outputs = self.graph.outputs();
        Ok(outputs
            .map(|(map, channels)| map.planes(channels))
            .collect())
    }
}

/// tract, which uses one thread.
pub struct Tract {
    model: Arc<TypedRunnableModel>,
    shape: [usize; 4],
}

impl Tract {
    /// Loads an ONNX file and optimizes the model for the shape of its input.
    pub fn load(onnx: &[u8], shape: [usize; 4]) -> Result<Self, Box<dyn Error>> {
        let model = tract_onnx::onnx()
            .with_ignore_output_shapes(true)
            .with_ignore_value_info(true)
            .model_for_read(&mut &onnx[..])?
            .with_input_fact(0, f32::fact(shape).into())?
            .into_optimized()?
            .into_runnable()?;
        Ok(Tract { model, shape })
    }
}

impl Engine for Tract {
    fn name(&self) -> &'static str {
        "tract 0.23.9"
    }

    fn run(&mut self, input: &[f32]) -> Result<Vec<Vec<f32>>, Box<dyn Error>> {
        let input = Tensor::from_shape(&self.shape, input)?;
        let outputs = self.model.run(tvec!(input.into()))?;
        let values = |output: &TValue| Ok(output.view().as_slice::<f32>()?.to_vec());
        outputs.iter().map(values).collect()
    }
}

/// rten with a pool of one thread.
pub struct Rten {
    model: Model,
    input: NodeId,
    threads: Arc<ThreadPool>,
    shape: [usize; 4],
}

impl Rten {
    /// Loads an ONNX file.
    pub fn load(onnx: &[u8], shape: [usize; 4]) -> Result<Self, Box<dyn Error>> {
        let model = Model::load(onnx.to_vec())?;
        let input = *model.input_ids().first().ok_or("the model has no input")?;
        let threads = Arc::new(ThreadPool::with_num_threads(1));
        Ok(Rten {
            model,
            input,
            threads,
            shape,
        })
    }
}

impl Engine for Rten {
    fn name(&self) -> &'static str {
        "rten 0.27.0"
    }

    fn run(&mut self, input: &[f32]) -> Result<Vec<Vec<f32>>, Box<dyn Error>> {
        let input = TensorView::from_data(&self.shape, input);
        let options = RunOptions::default().with_thread_pool(Some(self.threads.clone()));
        let outputs = self.model.run(
            vec![(self.input, input.into())],
            self.model.output_ids(),
            Some(options),
        )?;
        let values = |output: rten::Value| {
            let tensor = output.into_tensor::<f32>();
            Ok(tensor.ok_or("expected outputs of type f32")?.to_vec())
        };
        outputs.into_iter().map(values).collect()
    }
}
