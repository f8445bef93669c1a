//! Lists the images that were asked for: paths and patterns on the command line, or paths on standard input.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A path, or the name of what could not be read and the reason.
pub type InputPath = Result<PathBuf, (String, io::Error)>;

/// Paths, read as they are needed.
pub type InputPaths = Box<dyn Iterator<Item = InputPath> + Send>;

/// The longest path on standard input in bytes: eight times Linux's limit, so that a file without any separator, such as
/// an image given by mistake, does not fill the memory.
const MAX_PATH_BYTES: u64 = 32 * 1024;

/// Returns the paths, and how many there are unless they come from standard input.
///
/// Fails if a pattern is wrong or no file matches it.
pub fn input_paths(
    arguments: Vec<OsString>,
    separator: u8,
) -> Result<(InputPaths, Option<u64>), String> {
    if arguments.is_empty() {
        return Ok((Box::new(StandardInput::new(separator)), None));
    }
    let mut paths = Vec::new();
    for argument in arguments {
        match argument.to_str() {
            // The name of an existing file may contain these characters, too.
            Some(pattern) if pattern.contains(['*', '?', '[']) && !Path::new(pattern).exists() => {
                paths.extend(matches(pattern)?);
            }
            _ => paths.push(Ok(argument.into())),
        }
    }
    let count = paths.len() as u64;
    Ok((Box::new(paths.into_iter()), Some(count)))
}

/// Returns the files that match a pattern, in alphabetical order.
fn matches(pattern: &str) -> Result<Vec<InputPath>, String> {
    let found = glob::glob(pattern).map_err(|error| format!("{pattern}: {error}"))?;
    let paths: Vec<InputPath> = found
        .map(|path| path.map_err(|error| (error.path().display().to_string(), error.into())))
        .collect();
    if paths.is_empty() {
        return Err(format!("{pattern}: no file matches it"));
    }
    Ok(paths)
}

/// The paths on standard input, read as they are needed.
struct StandardInput {
    reader: BufReader<io::Stdin>,
    separator: u8,
    ended: bool,
}

impl StandardInput {
    fn new(separator: u8) -> Self {
        Self {
            reader: BufReader::new(io::stdin()),
            separator,
            ended: false,
        }
    }

    /// Reads the next path; `None` at the end.
    fn read_path(&mut self) -> io::Result<Option<PathBuf>> {
        let mut bytes = Vec::new();
        let mut reader = (&mut self.reader).take(MAX_PATH_BYTES);
        if reader.read_until(self.separator, &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.last() == Some(&self.separator) {
            bytes.pop();
        } else if bytes.len() as u64 == MAX_PATH_BYTES {
            let message = format!("expected paths of fewer than {MAX_PATH_BYTES} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        if self.separator == b'\n' && bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        path_of(bytes).map(Some)
    }
}

impl Iterator for StandardInput {
    type Item = InputPath;

    fn next(&mut self) -> Option<InputPath> {
        while !self.ended {
            match self.read_path() {
                Ok(Some(path)) if path.as_os_str().is_empty() => {} // an empty line
                Ok(Some(path)) => return Some(Ok(path)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(("standard input".into(), error)));
                }
            }
        }
        None
    }
}

/// On Unix, a path is any bytes.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it may fail")]
fn path_of(bytes: Vec<u8>) -> io::Result<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Ok(OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> io::Result<PathBuf> {
    let text = String::from_utf8(bytes);
    text.map(PathBuf::from)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
