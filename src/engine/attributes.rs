//! Reads the attributes of ONNX nodes and checks them against what the engine supports.

use super::kernels::convolution::Window;
use super::onnx::NodeProto;

/// Returns the error for a node that the engine does not support; `detail` says which use of the operator is meant.
pub(super) fn unsupported(node: &NodeProto, detail: &str) -> String {
    let operator = [node.op_type.as_str(), detail].join(" ");
    format!(
        "the built-in engine does not support operator {} (node with output {:?})",
        operator.trim_end(),
        node.output.join(", ")
    )
}

/// Returns the error for a node with an unsupported list attribute.
fn unsupported_ints(node: &NodeProto, name: &str) -> String {
    unsupported(node, &format!("with {name} {:?}", node.ints(name)))
}

/// Checks that a list attribute has the only value that the engine supports.
pub(super) fn expect_ints(node: &NodeProto, name: &str, supported: &[i64]) -> Result<(), String> {
    if node.ints(name) == supported {
        Ok(())
    } else {
        Err(unsupported_ints(node, name))
    }
}

/// Returns the value that all elements of a list attribute have, or `default` if the node does not have the attribute.
fn uniform(node: &NodeProto, name: &str, default: usize) -> Result<usize, String> {
    let Some((first, others)) = node.ints(name).split_first() else {
        return Ok(default);
    };
    usize::try_from(*first)
        .ok()
        .filter(|_| others.iter().all(|other| other == first))
        .ok_or_else(|| unsupported_ints(node, name))
}

/// Returns the window of a convolution with weights of `weights_shape`.
///
/// # Errors
/// Returns the reason if the engine does not support the convolution, or if it does not have `group` groups.
pub(super) fn convolution_window(
    node: &NodeProto,
    weights_shape: &[usize],
    group: usize,
) -> Result<Window, String> {
    let [_, _, kernel_size, kernel_width] = *weights_shape else {
        return Err(unsupported(
            node,
            &format!("with weights of shape {weights_shape:?}"),
        ));
    };
    if kernel_width != kernel_size {
        return Err(unsupported(
            node,
            &format!("with a kernel of {kernel_size}×{kernel_width}"),
        ));
    }
    let window = Window {
        kernel_size,
        stride: uniform(node, "strides", 1)?,
        padding: uniform(node, "pads", 0)?,
    };
    if window.stride == 0 {
        return Err(unsupported_ints(node, "strides"));
    }
    if window.padding > 1 {
        return Err(unsupported_ints(node, "pads"));
    }
    if uniform(node, "dilations", 1)? != 1 {
        return Err(unsupported_ints(node, "dilations"));
    }
    let actual_group = node.int("group").unwrap_or(1);
    if usize::try_from(actual_group) != Ok(group) {
        return Err(unsupported(node, &format!("with group {actual_group}")));
    }
    Ok(window)
}
