//! A network as steps, made ready for each size of its input, and run.

use super::feature_map::FeatureMap;
use super::kernels::convolution::Convolution;
use super::kernels::elementwise;
use super::kernels::pointwise_depthwise::{self as separable, Separable};
use super::kernels::winograd::{self, Winograd};
use super::loader::build;

/// The most input sizes kept ready at once.
const MAX_PLANS: usize = 4;

/// A network made ready to run on maps of any size.
pub(crate) struct Graph {
    steps: Vec<Step>,
    /// Of each value between the steps, how many channels it has in the file.
    channels: Vec<usize>,
    outputs: Vec<usize>,
    /// The maps for each input size, the last used at the end.
    plans: Vec<Plan>,
    winograd: winograd::Scratch,
    separable: separable::Scratch,
}

/// An operator, the values it takes and the one it makes.
pub(super) struct Step {
    pub(super) operator: Operator,
    pub(super) inputs: Vec<usize>,
    pub(super) output: usize,
}

pub(super) enum Operator {
    Convolution(Convolution),
    Winograd(Winograd),
    Separable(Separable),
    MaxPool,
    Enlarge,
    Add { relu: bool },
    Scale,
    Mean,
    Sigmoid,
    Softmax { classes: usize },
}

/// A map for each value, for one size of the input; value 0 is the input.
struct Plan {
    size: (usize, usize),
    maps: Vec<FeatureMap>,
}

impl Graph {
    /// Reads an ONNX file.
    ///
    /// # Errors
    /// In words, where a node is none of those that the engine runs.
    pub(crate) fn from_onnx(bytes: &[u8], input_channels: usize) -> Result<Self, String> {
        build(bytes, input_channels)
    }

    pub(super) fn new(steps: Vec<Step>, channels: Vec<usize>, outputs: Vec<usize>) -> Self {
        Graph {
            steps,
            channels,
            outputs,
            plans: Vec::new(),
            winograd: winograd::Scratch::default(),
            separable: separable::Scratch::default(),
        }
    }

    /// The input's map for that size, to be written before [`Graph::run`].
    pub(crate) fn input(&mut self, height: usize, width: usize) -> &mut FeatureMap {
        match self
            .plans
            .iter()
            .position(|plan| plan.size == (height, width))
        {
            Some(index) => self.plans[index..].rotate_left(1),
            None => {
                let plan = self.plan(height, width);
                if self.plans.len() == MAX_PLANS {
                    self.plans.remove(0);
                }
                self.plans.push(plan);
            }
        }
        let last = self.plans.len() - 1;
        &mut self.plans[last].maps[0]
    }

    /// Runs the steps over the input written last.
    pub(crate) fn run(&mut self) {
        let Some(plan) = self.plans.last_mut() else {
            return;
        };
        for step in &self.steps {
            let mut output = std::mem::take(&mut plan.maps[step.output]);
            let input = &plan.maps[step.inputs[0]];
            let second = step.inputs.get(1).map(|&value| &plan.maps[value]);
            match (&step.operator, second) {
                (Operator::Convolution(convolution), _) => convolution.run(input, &mut output),
                (Operator::Winograd(convolution), _) => {
                    convolution.run(input, &mut output, &mut self.winograd);
                }
                (Operator::Separable(unit), _) => unit.run(input, &mut output, &mut self.separable),
                (Operator::MaxPool, _) => elementwise::max_pool(input, &mut output),
                (Operator::Enlarge, _) => elementwise::enlarge(input, &mut output),
                (Operator::Add { relu }, Some(other)) => {
                    elementwise::add(input, other, &mut output, *relu);
                }
                (Operator::Scale, Some(factors)) => elementwise::scale(input, factors, &mut output),
                (Operator::Mean, _) => elementwise::mean(input, &mut output),
                (Operator::Sigmoid, _) => elementwise::sigmoid(input, &mut output),
                (Operator::Softmax { classes }, _) => {
                    elementwise::softmax(input, &mut output, *classes);
                }
                (Operator::Add { .. } | Operator::Scale, None) => {}
            }
            plan.maps[step.output] = output;
        }
    }

    /// The outputs of the last run: each map, and how many of its channels are the network's.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = (&FeatureMap, usize)> {
        let maps = self.plans.last().map_or(&[][..], |plan| &plan.maps);
        let places = self.outputs.iter().filter(move |_| !maps.is_empty());
        places.map(move |&value| (&maps[value], self.channels[value]))
    }

    fn plan(&self, height: usize, width: usize) -> Plan {
        let mut maps = vec![FeatureMap::default(); self.channels.len()];
        maps[0] = FeatureMap::new(height, width, self.channels[0]);
        for step in &self.steps {
            let FeatureMap {
                height,
                width,
                channels,
                ..
            } = maps[step.inputs[0]];
            let [height, width, channels] = match &step.operator {
                Operator::Convolution(convolution) => convolution.shape(height, width),
                Operator::Winograd(convolution) => convolution.shape(height, width),
                Operator::Separable(unit) => unit.shape(height, width),
                Operator::MaxPool => [height / 2, width / 2, channels],
                Operator::Enlarge => [height * 2, width * 2, channels],
                Operator::Mean => [1, 1, channels],
                Operator::Add { .. }
                | Operator::Scale
                | Operator::Sigmoid
                | Operator::Softmax { .. } => [height, width, channels],
            };
            maps[step.output] = FeatureMap::new(height, width, channels);
        }
        Plan {
            size: (height, width),
            maps,
        }
    }
}
