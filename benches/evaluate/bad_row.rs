//! Names and counts the rows of a label file that cannot be evaluated.

use std::fmt;
use std::path::Path;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    InvalidRow,
    UnknownEmotion,
    MissingFile,
    UnreadableImage,
    NoFace,
}

impl Problem {
    const ALL: [Problem; 5] = [
        Problem::InvalidRow,
        Problem::UnknownEmotion,
        Problem::MissingFile,
        Problem::UnreadableImage,
        Problem::NoFace,
    ];
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.pad(match self {
            Problem::InvalidRow => "invalid row",
            Problem::UnknownEmotion => "unknown emotion",
            Problem::MissingFile => "missing file",
            Problem::UnreadableImage => "unreadable image",
            Problem::NoFace => "no face found",
        })
    }
}

/// A row that cannot be evaluated.
#[derive(Debug, PartialEq)]
pub struct BadRow {
    /// The number of the row in the label file, from 1 for the header.
    pub row: u64,
    pub problem: Problem,
    /// The file that the row names, and what else there is to say.
    pub detail: String,
}

/// Writes each row to standard error, then how many there are with each problem to standard output.
pub fn print(label_file: &Path, rows: &[BadRow]) {
    for BadRow {
        row,
        problem,
        detail,
    } in rows
    {
        eprintln!("{}, row {row}: {problem}: {detail}", label_file.display());
    }
    for problem in Problem::ALL {
        let count = rows.iter().filter(|bad| bad.problem == problem).count();
        if count > 0 {
            println!("{problem:<16} {count:>7}");
        }
    }
}
