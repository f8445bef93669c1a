//! Runs a model in one of the two engines: the seam behind the detector and the classifier, which do not know which.

#[cfg(feature = "custom-models")]
use super::ModelConfig;
#[cfg(feature = "custom-models")]
use super::tract::TractModel;
use crate::Error;
use crate::engine::{self, FeatureMap, Graph};

/// An engine that runs the built-in models. Custom models always run in tract.
///
/// Which is faster, and how much, is in `benches/README.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// The crate's own engine, for the operators of the built-in models only: the default in WebAssembly, where it is
    /// faster and a fraction of the size.
    #[cfg_attr(any(target_arch = "wasm32", not(feature = "custom-models")), default)]
    BuiltIn,
    /// tract: the default elsewhere. It takes 25 to 150 ms for the first image of each size.
    #[cfg(feature = "custom-models")]
    #[cfg_attr(not(target_arch = "wasm32"), default)]
    Tract,
}

/// A model in an engine.
pub(crate) enum LoadedModel {
    /// A built-in model in our own engine.
    BuiltIn(Graph),
    /// Any model in tract.
    #[cfg(feature = "custom-models")]
    Tract(TractModel),
}

impl LoadedModel {
    /// Loads a built-in model, whose input has the layout NCHW and `channels` channels. `name` stands in errors.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the engine does not support the model.
    pub(crate) fn built_in(
        engine: Engine,
        name: &'static str,
        bytes: &[u8],
        channels: usize,
    ) -> Result<Self, Error> {
        match engine {
            Engine::BuiltIn => match engine::load(bytes, channels) {
                Ok(graph) => Ok(LoadedModel::BuiltIn(graph)),
                Err(reason) => Err(Error::InvalidModel {
                    model: name,
                    reason,
                }),
            },
            #[cfg(feature = "custom-models")]
            Engine::Tract => TractModel::built_in(name, bytes, channels).map(LoadedModel::Tract),
        }
    }

    /// Loads a custom model, with the outputs that its config names, in the order of the config.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if tract does not support the file, or the config does not fit it.
    #[cfg(feature = "custom-models")]
    pub(crate) fn custom(
        name: &'static str,
        bytes: &[u8],
        config: &ModelConfig,
    ) -> Result<Self, Error> {
        TractModel::custom(name, bytes, config).map(LoadedModel::Tract)
    }

    /// Runs the model on an input of `height` × `width` pixels, which `write` sets, and returns the values of each
    /// output in row-major order. Those of a feature map are ordered by channel, row and column.
    ///
    /// # Errors
    /// Returns [`Error::InvalidModel`] if the model cannot take an input of that size, and [`Error::InferenceFailed`]
    /// if it fails while running. A built-in model does neither.
    #[cfg_attr(
        not(feature = "custom-models"),
        expect(clippy::unnecessary_wraps, reason = "only tract can fail")
    )]
    pub(crate) fn run(
        &mut self,
        (height, width): (usize, usize),
        write: impl FnOnce(&mut FeatureMap),
    ) -> Result<Vec<Vec<f32>>, Error> {
        match self {
            LoadedModel::BuiltIn(graph) => {
                write(graph.input(height, width));
                graph.run();
                let outputs = graph.outputs();
                Ok(outputs
                    .map(|(map, channels)| map.planes(channels))
                    .collect())
            }
            #[cfg(feature = "custom-models")]
            LoadedModel::Tract(model) => model.run((height, width), write),
        }
    }
}
