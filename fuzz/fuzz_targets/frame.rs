//! Fuzzes the sizes and the pixels of frames.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::frame(bytes));
