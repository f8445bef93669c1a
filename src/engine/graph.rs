//! A model as a sequence of operators, with an execution plan for each input shape.

use std::convert::Infallible;

use super::feature_map::FeatureMap;
use super::operator::{Operator, Scratch};
use crate::plan_cache::PlanCache;

/// The largest number of plans of a model. The detector needs two for a camera, for the full frame and for regions of
/// interest; the others are for frames of another orientation and for smaller regions. Creating one takes no time, and
/// one for a still takes up to 70 MB.
const MAX_PLANS: usize = 4;

/// A model that runs on inputs of any size.
pub(crate) struct Graph {
    /// The nodes in the order in which they run.
    nodes: Vec<Node>,
    /// Channels of the input.
    input_channels: usize,
    /// The outputs of the model, in the order of the file.
    outputs: Vec<Output>,
    /// A plan for each `[height, width]` of the input.
    plans: PlanCache<Plan>,
    /// Buffers that the operators share.
    scratch: Scratch,
}

/// One step of a run, which computes one feature map.
pub(super) struct Node {
    /// What the node computes.
    pub(super) operator: Operator,
    /// Indices in the [`Plan`] of the feature maps that the operator takes.
    pub(super) inputs: Vec<usize>,
}

/// An output of the model.
pub(super) struct Output {
    /// Index of its feature map in the [`Plan`].
    pub(super) map: usize,
    /// Number of its channels, without padding.
    pub(super) channels: usize,
}

/// The feature maps for one input size: that of the input, then one for each node.
type Plan = Vec<FeatureMap>;

impl Graph {
    /// Creates a graph. Each node takes feature maps of the input or of nodes before it.
    pub(super) fn new(nodes: Vec<Node>, input_channels: usize, outputs: Vec<Output>) -> Self {
        Graph {
            nodes,
            input_channels,
            outputs,
            plans: PlanCache::new(MAX_PLANS),
            scratch: Scratch::default(),
        }
    }

    /// Returns the input for this size, which must be written before [`Graph::run`]. It has the values of an earlier
    /// run, or zeros.
    pub(crate) fn input(&mut self, height: usize, width: usize) -> &mut FeatureMap {
        let Ok(plan) = self.plans.get_or_try_create(&[height, width], || {
            let input = FeatureMap::new(height, width, self.input_channels);
            Ok::<_, Infallible>(plan(input, &self.nodes))
        });
        &mut plan[0]
    }

    /// Runs the model on the input that [`Graph::input`] returned last; does nothing if there is none.
    pub(crate) fn run(&mut self) {
        let Some(plan) = self.plans.latest_mut() else {
            return;
        };
        for (index, node) in self.nodes.iter().enumerate() {
            let (computed, remaining) = plan.split_at_mut(index + 1);
            node.operator.run(
                |operand| &computed[node.inputs[operand]],
                &mut remaining[0],
                &mut self.scratch,
            );
        }
    }

    /// Returns the outputs of the last run: each feature map with the number of its channels, without padding.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = (&FeatureMap, usize)> {
        let plan = self.plans.latest().map_or(&[][..], Vec::as_slice);
        self.outputs
            .iter()
            .filter_map(move |output| Some((plan.get(output.map)?, output.channels)))
    }
}

/// Allocates the feature maps of `nodes`.
fn plan(input: FeatureMap, nodes: &[Node]) -> Plan {
    let mut maps = vec![input];
    for node in nodes {
        let input = &maps[node.inputs[0]];
        let [height, width, channels] = node.operator.output_shape(input.shape());
        maps.push(FeatureMap::new(height, width, channels));
    }
    maps
}
