//! Reads the labels of images from a CSV file.

use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};
use emosense::Emotion;

use crate::bad_row::{BadRow, Problem};

/// The columns of groups that are looked for if none is named.
const GROUP_COLUMNS: [&str; 2] = ["group", "person"];

/// An image with its label.
#[derive(Debug, PartialEq)]
pub struct LabeledImage {
    /// The row in the label file, from 1 for the header, as a spreadsheet counts.
    pub row: u64,
    /// The path in the folder of the images.
    pub file: String,
    pub emotion: Emotion,
    /// The group of the person in the image, if the file states one.
    pub group: Option<String>,
}

/// The rows of a label file.
pub struct LabelFile {
    pub images: Vec<LabeledImage>,
    pub bad_rows: Vec<BadRow>,
    /// The name of the column of groups, if there is one.
    pub group_column: Option<String>,
}

/// The positions of the columns in a row.
struct Columns {
    file: usize,
    emotion: usize,
    group: Option<usize>,
}

impl LabelFile {
    /// Reads a file with the columns `file`, `emotion`, and maybe one of groups: the one named `group_column`, by
    /// default `group` or `person`. Labels must be among `emotions`.
    pub fn read(
        path: &Path,
        group_column: Option<&str>,
        emotions: &[Emotion],
    ) -> Result<Self, Box<dyn Error>> {
        let file = File::open(path);
        file.map_err(Box::from)
            .and_then(|file| LabelFile::from_reader(file, group_column, emotions))
            .map_err(|error: Box<dyn Error>| format!("{}: {error}", path.display()).into())
    }

    fn from_reader(
        reader: impl Read,
        group_column: Option<&str>,
        emotions: &[Emotion],
    ) -> Result<Self, Box<dyn Error>> {
        let mut csv = ReaderBuilder::new().trim(Trim::All).from_reader(reader);
        let header = csv.headers()?.clone();
        let columns = Columns::find(&header, group_column)?;
        let mut labels = LabelFile {
            images: Vec::new(),
            bad_rows: Vec::new(),
            group_column: columns.group.map(|column| header[column].to_owned()),
        };
        for row in csv.records() {
            match row {
                Ok(row) => match columns.read_row(&row, emotions) {
                    Ok(image) => labels.images.push(image),
                    Err(bad_row) => labels.bad_rows.push(bad_row),
                },
                Err(error) if error.is_io_error() => return Err(error.into()),
                Err(error) => labels.bad_rows.push(BadRow {
                    row: row_number(error.position()),
                    problem: Problem::InvalidRow,
                    detail: describe(error.kind()),
                }),
            }
        }
        Ok(labels)
    }
}

impl Columns {
    fn find(header: &StringRecord, group_column: Option<&str>) -> Result<Self, String> {
        let find = |name: &str| header.iter().position(|column| column == name);
        let require = |name: &str| {
            let columns: Vec<_> = header.iter().collect();
            find(name).ok_or_else(|| format!("expected a column {name:?}, found {columns:?}"))
        };
        Ok(Columns {
            file: require("file")?,
            emotion: require("emotion")?,
            group: match group_column {
                Some(name) => Some(require(name)?),
                None => GROUP_COLUMNS.into_iter().find_map(find),
            },
        })
    }

    fn read_row(&self, row: &StringRecord, emotions: &[Emotion]) -> Result<LabeledImage, BadRow> {
        let number = row_number(row.position());
        let (file, name) = (&row[self.file], &row[self.emotion]);
        let emotion = Emotion::from_name(name).filter(|emotion| emotions.contains(emotion));
        let emotion = emotion.ok_or_else(|| {
            let expected: Vec<_> = emotions.iter().map(|emotion| emotion.name()).collect();
            BadRow {
                row: number,
                problem: Problem::UnknownEmotion,
                detail: format!(
                    "{file}: expected one of {}, got {name:?}",
                    expected.join(", ")
                ),
            }
        })?;
        let group = self.group.map(|column| row[column].to_owned());
        Ok(LabeledImage {
            row: number,
            file: file.to_owned(),
            emotion,
            group: group.filter(|group| !group.is_empty()),
        })
    }
}

/// Returns the row at a position, from 1 for the header. The line would be wrong after `\r\n`, which spreadsheets write.
fn row_number(position: Option<&csv::Position>) -> u64 {
    position.map_or(0, |position| position.record() + 1)
}

/// Says what is wrong with a row, without the line that the error of the `csv` crate states; see [`row_number`].
fn describe(error: &csv::ErrorKind) -> String {
    match error {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("expected {expected_len} columns, got {len}")
        }
        csv::ErrorKind::Utf8 { err, .. } => format!("expected UTF-8, got {err}"),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &[u8], group_column: Option<&str>) -> Result<LabelFile, String> {
        let labels = LabelFile::from_reader(csv, group_column, &Emotion::ALL);
        labels.map_err(|error| error.to_string())
    }

    fn image(row: u64, file: &str, emotion: Emotion, group: Option<&str>) -> LabeledImage {
        LabeledImage {
            row,
            file: file.into(),
            emotion,
            group: group.map(str::to_owned),
        }
    }

    #[test]
    fn finds_columns_by_their_names() {
        let csv = b"\xEF\xBB\xBFgroup, emotion ,note,file\r\nA, happy,\"x,y\",\"a,1.jpg\"\r\n,sad,,b.jpg\r\n";
        let labels = read(csv, None).unwrap();
        let expected = [
            image(2, "a,1.jpg", Emotion::Happy, Some("A")),
            image(3, "b.jpg", Emotion::Sad, None),
        ];
        assert_eq!(labels.images, expected);
        assert_eq!(labels.group_column.as_deref(), Some("group"));
        assert_eq!(labels.bad_rows, []);
    }

    #[test]
    fn chooses_the_column_of_groups() {
        let csv = b"file,emotion,person,group,age\na.jpg,happy,7,B,30\n";
        let group = |name| read(csv, name).unwrap().images.remove(0).group.unwrap();
        assert_eq!(group(None), "B");
        assert_eq!(group(Some("age")), "30");
        let csv = b"file,emotion,person\na.jpg,happy,7\n";
        assert_eq!(
            read(csv, None).unwrap().group_column.as_deref(),
            Some("person")
        );
        let csv = b"file,emotion\na.jpg,happy\n";
        assert_eq!(read(csv, None).unwrap().group_column, None);
    }

    #[test]
    fn names_a_column_that_is_missing() {
        let error = |csv, group| read(csv, group).err().unwrap();
        assert_eq!(
            error(b"file;emotion\na.jpg;happy\n", None),
            r#"expected a column "file", found ["file;emotion"]"#
        );
        assert_eq!(
            error(b"file,emotion\n", Some("age")),
            r#"expected a column "age", found ["file", "emotion"]"#
        );
        assert_eq!(error(b"", None), r#"expected a column "file", found []"#);
    }

    #[test]
    fn goes_on_after_bad_rows() {
        let csv = b"file,emotion\na.jpg,bored\nb.jpg\n\xFF.jpg,happy\nc.jpg,neutral\n";
        let labels = read(csv, None).unwrap();
        assert_eq!(labels.images, [image(5, "c.jpg", Emotion::Neutral, None)]);
        let problems = labels.bad_rows.iter().map(|row| (row.row, row.problem));
        assert!(problems.eq([
            (2, Problem::UnknownEmotion),
            (3, Problem::InvalidRow),
            (4, Problem::InvalidRow),
        ]));
        let detail = "a.jpg: expected one of angry, disgusted, fearful, happy, neutral, sad, surprised, got \"bored\"";
        assert_eq!(labels.bad_rows[0].detail, detail);
        assert_eq!(labels.bad_rows[1].detail, "expected 2 columns, got 1");
        let detail =
            "expected UTF-8, got invalid utf-8: invalid UTF-8 in field 0 near byte index 0";
        assert_eq!(labels.bad_rows[2].detail, detail);
    }
}
