//! Fuzzes the loader of the crate's own engine, and the models that it accepts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::built_in_model(bytes));
