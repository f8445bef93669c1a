//! Describes, validates and runs models: the built-in ones and custom ones, in one of two engines.

#[cfg(feature = "custom-models")]
mod analysis;
mod config;
mod config_validation;
#[cfg(feature = "custom-models")]
mod file_validation;
#[cfg(all(test, feature = "custom-models"))]
mod file_validation_tests;
mod loaded_model;
#[cfg(feature = "custom-models")]
mod node_validation;
#[cfg(all(test, feature = "custom-models"))]
mod node_validation_tests;
#[cfg(all(test, feature = "custom-models"))]
mod one_node_model;
#[cfg(feature = "custom-models")]
pub(crate) mod operators;
#[cfg(all(test, feature = "custom-models"))]
mod operators_tests;
#[cfg(all(test, feature = "custom-models"))]
mod reference_tests;
#[cfg(feature = "custom-models")]
mod shape_validation;
#[cfg(feature = "custom-models")]
mod tract;

pub use config::{
    Layout, ModelConfig, ModelInput, ModelOutput, Normalization, OutputKind, PerChannel,
};
pub(crate) use config_validation::ValidatedConfig;
pub use loaded_model::Engine;
pub(crate) use loaded_model::LoadedModel;
