//! Removes the code of tract that no operator of `src/model/operators.rs` reaches from a compiled module.
//!
//! A custom model with another operator is refused before tract sees it, so that the removed code is never called.
//!
//! The linker keeps all of it, because tract registers every operator that it knows in one function, and more than that
//! in static constructors. The bodies are removed as wasm-snip does it: a call would trap.

use std::collections::BTreeSet;

use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig};

/// The modules of tract, and of crates that only they use, whose functions are removed; also beginnings of names.
const UNUSED: [&str; 66] = [
    // What tract registers in constructors: rewriting of models by name, and its own file format.
    "erased_serde::",
    "tar::",
    "tract_core::batchify::",
    "tract_core::floats::",
    "tract_core::transform::",
    "tract_nnef::",
    // Fourier transforms.
    "rustfft::",
    "tract_core::ops::fft::",
    "tract_onnx::ops::fft::",
    // Recurrent layers, loops and branches.
    "tract_core::ops::gru_",
    "tract_core::ops::lstm_",
    "tract_core::ops::scan::",
    "tract_hir::ops::scan::",
    "tract_onnx::ops::logic::If",
    "tract_onnx::ops::logic::_if",
    "tract_onnx::ops::rec::",
    // Classical machine learning, and what follows an object detector.
    "tract_onnx::ops::ml::",
    "tract_onnx::ops::non_max_suppression::",
    "tract_onnx_opl::ml::",
    "tract_onnx_opl::non_max_suppression::",
    // Layers of language and generative models.
    "tract_core::ops::cnn::deconv::",
    "tract_core::ops::nn::clamped_swiglu::",
    "tract_linalg::frame::block_quant::q",
    "tract_onnx::ops::nn::conv_transpose::",
    "tract_onnx::ops::nn::gather_block_quantized::",
    "tract_onnx::ops::nn::mat_mul_nbits::",
    "tract_onnx::ops::nn::rms_norm",
    "tract_onnx::ops::nn::rotary_embedding::",
    "tract_onnx::ops::nn::skip_layer_norm::",
    "tract_onnx::ops::multinomial::",
    "tract_onnx::ops::random::",
    "tract_onnx_opl::multinomial::",
    "tract_onnx_opl::random::",
    // Selection and scattering by computed indices.
    "tract_core::ops::array::cumsum::",
    "tract_core::ops::array::gather_elements::",
    "tract_core::ops::array::gather_nd::",
    "tract_core::ops::array::one_hot::",
    "tract_core::ops::array::scatter_",
    "tract_core::ops::array::topk::",
    "tract_core::ops::array::trilu::",
    "tract_core::ops::nn::grid_sample::",
    "tract_hir::ops::array::constant_like::",
    "tract_hir::ops::array::gather_elements::",
    "tract_hir::ops::array::scatter_",
    "tract_onnx::ops::array::compress::",
    "tract_onnx::ops::array::nonzero::",
    "tract_onnx::ops::array::one_hot::",
    "tract_onnx::ops::array::topk::",
    "tract_onnx::ops::array::trilu::",
    "tract_onnx::ops::cumsum::",
    "tract_onnx::ops::einsum::",
    "tract_onnx::ops::grid_sample::",
    "tract_onnx_opl::non_zero::",
    // Remainders, and operations on bits and booleans.
    "tract_core::ops::logic::BitAnd",
    "tract_core::ops::logic::BitNot",
    "tract_core::ops::logic::BitOr",
    "tract_core::ops::logic::BitXor",
    "tract_core::ops::logic::Xor",
    "tract_core::ops::math::Rem",
    "tract_onnx::ops::math::rem::",
    // Trigonometry other than the sine and the cosine.
    "tract_core::ops::math::Acos",
    "tract_core::ops::math::Asin",
    "tract_core::ops::math::Atan",
    "tract_core::ops::math::Cosh",
    "tract_core::ops::math::Sinh",
    "tract_core::ops::math::Tan as",
];

/// Functions of fewer instructions stay: LLVM merges equal ones, so that an operator which is used may share them.
const MIN_INSTRUCTIONS: u64 = 100;

/// Returns the module without the functions of [`UNUSED`] and what only they call.
///
/// # Errors
/// Returns an error if the module is not valid, or has nothing of one of the names.
pub fn trim(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut module = ModuleConfig::new()
        .parse(wasm)
        .map_err(|error| format!("{error:?}"))?;
    let mut missing = BTreeSet::from(UNUSED);
    let mut unused = Vec::new();
    for function in module.funcs.iter() {
        let (FunctionKind::Local(local), Some(symbol)) = (&function.kind, &function.name) else {
            continue;
        };
        let path = format!("{:#}", rustc_demangle::demangle(symbol));
        let Some(name) = UNUSED.iter().find(|name| is_of(&path, name)) else {
            continue;
        };
        missing.remove(name);
        let is_constructor = path.ends_with("::__ctor");
        if is_constructor || local.size() >= MIN_INSTRUCTIONS {
            unused.push((function.id(), is_constructor));
        }
    }
    if !missing.is_empty() {
        return Err(format!("expected functions of {missing:?} in the module"));
    }
    for (function, is_constructor) in unused {
        empty(&mut module, function, is_constructor);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Returns whether a path such as `<a::B as c::D>::e` or `a::e` begins with a name such as `a::`.
fn is_of(path: &str, name: &str) -> bool {
    path.trim_start_matches(['<', '&', '(', '['])
        .starts_with(name)
}

/// Removes the body of a function, which then traps; a constructor, which is called at the start, then does nothing.
fn empty(module: &mut Module, function: FunctionId, is_constructor: bool) {
    let kind = module.types.get(module.funcs.get(function).ty());
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let args = params.iter().map(|kind| module.locals.add(*kind)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    if !is_constructor {
        builder.func_body().unreachable();
    }
    module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(args));
}
