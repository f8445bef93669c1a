#!/bin/sh
# Runs rustdoc such that its tests can report in JSON, which stable Rust otherwise refuses. See rust-tests.mjs.
RUSTC_BOOTSTRAP=1 exec rustdoc "$@"
