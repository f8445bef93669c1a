//! Loads and runs an ONNX network of one's own: with `validation`, the only file that knows tract.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::Factoid;
use tract_onnx::tract_hir::internal::DimLike;

use super::file_validation::check;
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

/// What the file says of the network's input.
pub(crate) struct Input {
    pub(crate) name: String,
    /// `None` for a size that the file leaves open, or for all of them.
    pub(crate) shape: Option<Vec<Option<usize>>>,
}

/// Its shape.
impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Some(shape) = &self.shape else {
            return f.write_str("any");
        };
        let sizes: Vec<String> = shape
            .iter()
            .map(|size| size.map_or("?".into(), |size| size.to_string()))
            .collect();
        write!(f, "[{}]", sizes.join(", "))
    }
}

/// One output of a run.
pub(crate) struct Output(TValue);

impl Output {
    /// The values in row-major order.
    pub(crate) fn values(&self) -> TractResult<&[f32]> {
        self.0.view().as_slice()
    }
}

impl Network {
    /// Reads an ONNX file.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] if the bytes are no ONNX file that tract can run, or have not
    /// exactly one input, of f32.
    pub(crate) fn from_onnx(name: &'static str, bytes: &[u8]) -> Result<Self, Error> {
        let invalid = |reason: String| Error::InvalidModel {
            model: name,
            reason,
        };
        let engine = tract_onnx::onnx()
            // The shapes written in the file would contradict those chosen later.
            .with_ignore_output_shapes(true)
            .with_ignore_value_info(true);
        let file = guarded(|| engine.proto_model_for_read(&mut &bytes[..]))
            .map_err(|reason| invalid(format!("it is no ONNX file: {reason}")))?;
        check(&file).map_err(invalid)?;
        let source = guarded(|| engine.model_for_proto_model(&file)).map_err(invalid)?;
        if source.inputs.len() != 1 {
            let count = source.inputs.len();
            return Err(invalid(format!("it has {count} inputs, one is needed")));
        }
        let kind = guarded(|| Ok(source.input_fact(0)?.datum_type())).map_err(invalid)?;
        if let Some(kind) = kind.filter(|kind| *kind != f32::datum_type()) {
            return Err(invalid(format!("its input is of {kind:?}, f32 is needed")));
        }
        Ok(Network {
            name,
            source,
            plans: Vec::new(),
        })
    }

    /// What the file says of the input.
    pub(crate) fn input(&self) -> Input {
        let shape = self.source.input_fact(0).ok().and_then(|fact| {
            let open = fact.shape.is_open();
            let sizes = fact.shape.dims();
            (!open).then(|| {
                sizes
                    .map(|size| size.concretize().and_then(|size| size.to_usize().ok()))
                    .collect()
            })
        });
        Input {
            name: self.source.node(self.source.inputs[0].node).name.clone(),
            shape,
        }
    }

    /// The names of the outputs, in the order in which a run gives them.
    pub(crate) fn output_names(&self) -> Vec<&str> {
        let outputs = self.source.outputs.iter();
        outputs
            .map(|outlet| self.source.outlet_label(*outlet).unwrap_or_default())
            .collect()
    }

    /// Runs the network on `values`, in row-major order of `shape`.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] if it cannot take that shape, [`Error::InferenceFailed`] if it
    /// fails while running.
    pub(crate) fn run(&mut self, shape: &[usize], values: &[f32]) -> Result<Vec<Output>, Error> {
        let name = self.name;
        let failed = |reason| Error::InferenceFailed {
            model: name,
            reason,
        };
        let plan = self.plan(shape)?;
        let outputs = guarded(|| {
            let input = Tensor::from_shape(shape, values)?;
            plan.run(tvec!(input.into()))
        })
        .map_err(failed)?;
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
                let plan =
                    guarded(|| self.prepare(shape)).map_err(|reason| Error::InvalidModel {
                        model: self.name,
                        reason: format!("it does not take an input of {shape:?}: {reason}"),
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

/// Runs a step of the engine and puts its error in words.
///
/// `check` refuses the files that are known to make tract panic. Should another do so, that
/// becomes an error natively; a WebAssembly module cannot unwind, it stops, and the page's
/// client then starts a new one.
fn guarded<T>(step: impl FnOnce() -> TractResult<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(result) => result.map_err(|error| format!("{error:#}")),
        Err(_) => Err("the engine could not go on with it".into()),
    }
}

#[cfg(test)]
mod tests {
    //! Both engines, the crate's own and tract, against PyTorch and onnxruntime, value by value, on
    //! vectors that `models/training/reference.py` wrote.

    use serde_json::Value;

    use super::*;
    use crate::engine::Graph;
    use crate::{Crop, CropFormat, EmotionClassifier, ModelConfig};

    const TOLERANCE: f64 = 1e-4;

    fn reference(file: &str) -> std::path::PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/reference")
            .join(file)
    }

    fn read_json(file: &str) -> Value {
        serde_json::from_slice(&std::fs::read(reference(file)).unwrap()).unwrap()
    }

    fn numbers(value: &Value) -> Vec<f64> {
        let list = value.as_array().expect("a list of numbers");
        list.iter().map(|number| number.as_f64().unwrap()).collect()
    }

    fn assert_close(got: &[f32], want: &[f64], what: &str) {
        assert_eq!(got.len(), want.len(), "{what}");
        for (index, (got, want)) in got.iter().zip(want).enumerate() {
            let difference = (f64::from(*got) - want).abs();
            assert!(
                difference <= TOLERANCE,
                "{what}[{index}]: {got} against {want}"
            );
        }
    }

    #[test]
    fn the_emotion_network_agrees_with_pytorch_and_onnxruntime() {
        let vectors = read_json("emotion.json");
        let crops = vectors["crops"].as_array().unwrap();
        assert!(crops.len() >= 10, "{} crops", crops.len());
        // The crops lie under each other in one gray picture.
        let picture = image::open(reference(vectors["picture"].as_str().unwrap())).unwrap();
        let pixels = picture.to_luma8().into_raw();
        let bytes = include_bytes!("../../models/emotion.onnx");
        let classifiers = [
            EmotionClassifier::new(),
            EmotionClassifier::from_onnx(bytes, &ModelConfig::built_in()),
        ];
        for classifier in classifiers {
            let mut classifier = classifier.unwrap();
            for (crop, pixels) in crops.iter().zip(pixels.chunks_exact(48 * 48)) {
                let crop_pixels = Crop::from_pixels(pixels, CropFormat::BUILT_IN).unwrap();
                let scores = classifier.classify(&crop_pixels).unwrap();
                let scores: Vec<f32> = scores.iter().map(|(_, score)| score).collect();
                for engine in ["pytorch", "onnxruntime"] {
                    let what = format!("{} by {engine}", crop["name"]);
                    assert_close(&scores, &numbers(&crop[engine]), &what);
                }
            }
        }
    }

    #[test]
    fn the_face_network_agrees_with_onnxruntime() {
        let bytes = include_bytes!("../../models/face.onnx");
        let mut network = Network::from_onnx("face", bytes).unwrap();
        let mut graph = Graph::from_onnx(bytes, 3).unwrap();
        let vectors = read_json("face.json");
        for frame in vectors["frames"].as_array().unwrap() {
            let name = frame["picture"].as_str().unwrap();
            let picture = image::open(reference(name)).unwrap().to_rgb8();
            let (width, height) = (picture.width() as usize, picture.height() as usize);
            let planar: Vec<f32> = (0..3)
                .flat_map(|channel| picture.pixels().map(move |pixel| f32::from(pixel[channel])))
                .collect();
            let by_tract = network.run(&[1, 3, height, width], &planar).unwrap();
            graph.input(height, width).set_planes(&planar);
            graph.run();
            let own = graph.outputs().map(|(map, channels)| map.planes(channels));
            for ((own, by_tract), stride) in
                own.zip(&by_tract).zip(["stride8", "stride16", "stride32"])
            {
                let want = numbers(&frame["outputs"][stride]["values"]);
                assert_close(&own, &want, &format!("{name} {stride}"));
                assert_close(
                    by_tract.values().unwrap(),
                    &want,
                    &format!("{name} {stride}"),
                );
            }
        }
    }

    #[test]
    fn a_shape_used_again_is_not_prepared_again() {
        let mut network =
            Network::from_onnx("face", include_bytes!("../../models/face.onnx")).unwrap();
        for side in [32, 64, 96, 128, 160, 32, 64, 32] {
            let shape = [1, 3, side, side];
            network.run(&shape, &vec![0.0; 3 * side * side]).unwrap();
            assert!(network.plans.len() <= MAX_PLANS);
        }
        let kept: Vec<usize> = network.plans.iter().map(|(shape, _)| shape[3]).collect();
        assert_eq!(kept, [128, 160, 64, 32]);
    }
}
