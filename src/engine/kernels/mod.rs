//! The computations of the operators, over feature maps.

pub(super) mod convolution;
pub(super) mod elementwise;
pub(super) mod pointwise_depthwise;
pub(super) mod winograd;
