//! Fuzzes the tracker with sequences of detections and times.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| emosense::fuzzing::tracker(bytes));
