//! Describes, validates and runs the emotion models: the built-in one and custom ones.

mod config;
#[cfg(feature = "custom-models")]
pub(crate) mod tract;
#[cfg(feature = "custom-models")]
mod file_validation;

pub(crate) use config::Interface;
pub use config::{
    Layout, ModelConfig, ModelInput, ModelOutput, Normalization, OutputKind, PerChannel,
};
