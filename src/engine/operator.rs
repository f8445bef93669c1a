//! The operators of a graph: the shape of their output, and the kernel that computes it.

use super::feature_map::FeatureMap;
use super::kernels::convolution::Convolution;
use super::kernels::elementwise;
use super::kernels::pointwise_depthwise::{self, PointwiseDepthwise};
use super::kernels::resampling;
use super::kernels::winograd::{self, WinogradConvolution};

/// One operator, or several that are fused.
pub(super) enum Operator {
    /// A convolution of any supported kernel size and stride; also a fully connected layer, on a single pixel.
    Convolution(Convolution),
    /// A 3×3 convolution of stride 1.
    WinogradConvolution(WinogradConvolution),
    /// A pointwise convolution and a depthwise convolution, fused.
    PointwiseDepthwise(PointwiseDepthwise),
    /// Max pooling with a kernel of 2×2 and stride 2.
    MaxPool,
    /// Nearest-neighbor upsampling by a factor of 2.
    Upsample,
    /// The sum of two feature maps of the same shape, followed by a ReLU if one is fused.
    Add {
        /// Whether a ReLU is fused.
        relu: bool,
    },
    /// The product of a feature map and one factor per channel: the gate of a squeeze-and-excitation block.
    Multiply,
    /// The mean of each channel.
    GlobalAveragePool,
    /// The logistic function of each value.
    Sigmoid,
    /// Softmax over the channels of a single pixel.
    Softmax {
        /// Number of channels without padding.
        classes: usize,
    },
}

/// Buffers for intermediate results of the kernels, kept from run to run to save the allocation.
#[derive(Default)]
pub(super) struct Scratch {
    /// Buffers of [`WinogradConvolution`].
    winograd: winograd::Scratch,
    /// Buffers of [`PointwiseDepthwise`].
    pointwise_depthwise: pointwise_depthwise::Scratch,
}

impl Operator {
    /// Lets the operator apply a ReLU to its output. Returns false if it cannot.
    pub(super) fn fuse_relu(&mut self) -> bool {
        match self {
            Operator::Convolution(convolution) => convolution.fuse_relu(),
            Operator::WinogradConvolution(convolution) => convolution.fuse_relu(),
            Operator::PointwiseDepthwise(convolutions) => convolutions.fuse_relu(),
            Operator::Add { relu } => *relu = true,
            _ => return false,
        }
        true
    }

    /// Returns the `[height, width, channels]` of the output for a first input of `[height, width, channels]`.
    pub(super) fn output_shape(&self, [height, width, channels]: [usize; 3]) -> [usize; 3] {
        match self {
            Operator::Convolution(convolution) => convolution.output_shape(height, width),
            Operator::WinogradConvolution(convolution) => convolution.output_shape(height, width),
            Operator::PointwiseDepthwise(convolutions) => convolutions.output_shape(height, width),
            Operator::MaxPool => [height / 2, width / 2, channels],
            Operator::Upsample => [height * 2, width * 2, channels],
            Operator::GlobalAveragePool => [1, 1, channels],
            Operator::Add { .. }
            | Operator::Multiply
            | Operator::Sigmoid
            | Operator::Softmax { .. } => [height, width, channels],
        }
    }

    /// Computes `output`; `input` returns the first input for 0, the second for 1.
    pub(super) fn run<'maps>(
        &self,
        input: impl Fn(usize) -> &'maps FeatureMap,
        output: &mut FeatureMap,
        scratch: &mut Scratch,
    ) {
        match self {
            Operator::Convolution(convolution) => convolution.run(input(0), output),
            Operator::WinogradConvolution(convolution) => {
                convolution.run(input(0), output, &mut scratch.winograd);
            }
            Operator::PointwiseDepthwise(convolutions) => {
                convolutions.run(input(0), output, &mut scratch.pointwise_depthwise);
            }
            Operator::MaxPool => resampling::max_pool(input(0), output),
            Operator::Upsample => resampling::upsample(input(0), output),
            Operator::Add { relu } => elementwise::add(input(0), input(1), output, *relu),
            Operator::Multiply => elementwise::multiply(input(0), input(1), output),
            Operator::GlobalAveragePool => resampling::global_average_pool(input(0), output),
            Operator::Sigmoid => elementwise::apply_sigmoid(input(0), output),
            Operator::Softmax { classes } => {
                elementwise::apply_softmax(input(0), output, *classes);
            }
        }
    }
}
