//! Our own engine for the built-in models: small to download and fast in WebAssembly.
//!
//! [`load`] reads an ONNX file and builds a [`Graph`], which runs the [`kernels`] on [`FeatureMap`]s. The engine
//! supports the operators of the built-in models only; tract, which supports many more, runs custom models.

mod attributes;
mod constant_folding;
mod feature_map;
mod graph;
mod kernels;
mod loader;
mod onnx;
mod operator;
mod simd;

pub(crate) use feature_map::FeatureMap;
pub(crate) use graph::Graph;
pub(crate) use kernels::elementwise::{sigmoid, softmax_numerators};
pub(crate) use loader::load;

#[cfg(all(test, feature = "custom-models"))]
mod tests;
