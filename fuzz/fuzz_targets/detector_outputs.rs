//! Fuzzes the decoding of the detector's outputs into faces, and their crops.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::detector_outputs(bytes));
