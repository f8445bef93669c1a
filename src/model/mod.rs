//! Describes, validates and runs the emotion models: the built-in one and custom ones.

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
#[cfg(feature = "custom-models")]
mod operators;
#[cfg(all(test, feature = "custom-models"))]
mod reference_tests;
#[cfg(feature = "custom-models")]
pub(crate) mod tract;

pub use config::{
    Layout, ModelConfig, ModelInput, ModelOutput, Normalization, OutputKind, PerChannel,
};
pub(crate) use config_validation::ValidatedConfig;
