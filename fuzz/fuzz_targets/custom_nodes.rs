//! Fuzzes the operators of custom models, with attributes and constants of any kind.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::custom_nodes(bytes));
