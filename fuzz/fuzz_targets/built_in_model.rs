//! Fuzzes the loader of the crate's own engine.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::built_in_model(bytes));
