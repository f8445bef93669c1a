//! Fuzzes ONNX files and configs of custom models, which tract runs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::custom_model(bytes));
