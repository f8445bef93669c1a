//! The engine of the built-in networks: their few operators, small to download and fast on one thread.
//!
//! [`onnx`] reads the file, [`builder`] turns its nodes into steps, [`graph`] runs them, the other modules are the steps. Values between the
//! steps are [`FeatureMap`]s, channels last. Networks of one's own run in tract instead, which has every operator.

mod builder;
mod convolution;
mod elementwise;
mod feature_map;
mod graph;
mod onnx;
mod separable;
mod winograd;

pub(crate) use feature_map::FeatureMap;
pub(crate) use graph::Graph;

#[cfg(all(test, feature = "custom-models"))]
mod tests;
