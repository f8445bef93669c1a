//! Describes, validates and runs the emotion models: the built-in one and custom ones.

mod config;
#[cfg(feature = "own-networks")]
pub(crate) mod tract;
#[cfg(feature = "own-networks")]
mod validation;

pub(crate) use config::Interface;
pub use config::{
    Layout, NetworkCard, NetworkInput, NetworkOutput, Normalisation, OutputKind, PerChannel,
};
