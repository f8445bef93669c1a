//! The computations of the operators on feature maps.
//!
//! All convolutions use the matrix multiplication in [`matmul`], with weights in the order of [`packing`].

pub(super) mod convolution;
pub(super) mod elementwise;
mod matmul;
mod packing;
pub(super) mod pointwise_depthwise;
pub(super) mod resampling;
pub(super) mod winograd;
