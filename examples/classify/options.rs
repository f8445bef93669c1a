//! Reads the command line of `classify`.

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use crate::recognizer_options::RecognizerOptions;

const USAGE: &str = "usage: classify [IMAGE…] [-0] [--marked FOLDER] [--threads NUMBER] [--model FILE.onnx] \
                     [--emotions NAMES] [--sensitivity NUMBER]\n\
                     IMAGE may be a pattern such as 'album/*.jpg'; without one, paths are read from standard input.";

/// The most threads: more than any machine has cores, and few enough for their memory.
const MAX_THREADS: usize = 1024;

pub struct Options {
    /// Paths and patterns; without any, they come from standard input.
    pub paths: Vec<OsString>,
    /// The byte that separates paths on standard input.
    pub separator: u8,
    /// The folder of the marked copies, if they are wanted.
    pub marked: Option<PathBuf>,
    pub threads: usize,
    pub recognizer: RecognizerOptions,
}

/// Reads the arguments of the program.
pub fn parse_options() -> Result<Options, Box<dyn Error>> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let mut options = Options {
        paths: Vec::new(),
        separator: b'\n',
        marked: None,
        threads: available_parallelism().map_or(1, NonZero::get),
        recognizer: RecognizerOptions::default(),
    };
    while let Some(argument) = parser.next()? {
        let recognizer = &mut options.recognizer;
        match argument {
            Value(path) => options.paths.push(path),
            Short('0') => options.separator = 0,
            Long("marked") => options.marked = Some(parser.value()?.into()),
            Long("threads") => options.threads = parse_threads(&parser.value()?.string()?)?,
            Long("model") => recognizer.read_model(Path::new(&parser.value()?))?,
            Long("emotions") => recognizer.read_emotions(&parser.value()?.string()?)?,
            Long("sensitivity") => recognizer.read_sensitivity(&parser.value()?.string()?)?,
            other => return Err(format!("{}\n{USAGE}", other.unexpected()).into()),
        }
    }
    if options.paths.is_empty() && io::stdin().is_terminal() {
        return Err(USAGE.into());
    }
    Ok(options)
}

fn parse_threads(number: &str) -> Result<usize, String> {
    let threads = number.parse().ok();
    threads
        .filter(|threads| (1..=MAX_THREADS).contains(threads))
        .ok_or_else(|| format!("--threads must be from 1 to {MAX_THREADS}, got {number:?}"))
}
