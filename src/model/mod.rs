//! Describes, validates and runs models: the built-in ones and custom ones, in one of two engines.

mod config;
mod config_validation;
#[cfg(feature = "custom-models")]
mod file_validation;
#[cfg(feature = "custom-models")]
mod file_validation_numbers;
#[cfg(feature = "custom-models")]
mod file_validation_operands;
#[cfg(all(test, feature = "custom-models"))]
mod file_validation_operands_tests;
#[cfg(all(test, feature = "custom-models"))]
mod file_validation_tests;
#[cfg(feature = "custom-models")]
mod file_validation_values;
mod loaded_model;
#[cfg(all(test, feature = "custom-models"))]
mod reference_tests;
#[cfg(feature = "custom-models")]
mod tract;

pub use config::{
    Layout, ModelConfig, ModelInput, ModelOutput, Normalization, OutputKind, PerChannel,
};
pub(crate) use config_validation::ValidatedConfig;
pub use loaded_model::Engine;
pub(crate) use loaded_model::LoadedModel;
