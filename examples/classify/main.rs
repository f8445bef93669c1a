//! Classifies the faces of any number of images and prints a line of JSON for each, in their order.
//!
//! ```text
//! cargo run --release --example classify -- photo.jpg 'album/*.jpg'
//! find album -name '*.jpg' -print0 | cargo run --release --example classify -- -0
//!     --marked FOLDER         also writes copies with boxes and landmarks there, over no existing file
//!     --threads 4             uses this many processor cores, by default all
//!     --model my.onnx         uses a custom emotion model, with its config in my.json
//!     --emotions happy,sad    distributes the scores among these emotions
//!     --sensitivity 0.5       names an expression more readily, from 0 (the default) to 1
//! ```
//!
//! Without paths, it reads them from standard input, one a line, or with `-0` each ending with a NUL byte. A line is
//! `{"file": …, "width": …, "height": …, "faces": […]}`, where faces are as `Face` describes them, or
//! `{"file": …, "error": {"code": …, "message": …}}`, and the exit status is 1 if there was any error.

mod classified_image;
mod input_paths;
mod marks;
mod options;
#[path = "../photo/mod.rs"]
mod photo;
#[path = "../recognizer_options/mod.rs"]
mod recognizer_options;

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::Arc;

use classified_image::{ClassifiedImage, classify};
use emosense::Recognizer;
use indicatif::{ProgressBar, ProgressStyle};
use input_paths::input_paths;
use marks::MarkedPaths;
use options::parse_options;
use pariter::IteratorExt;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let options = parse_options()?;
    options.recognizer.recognizer()?; // reports a wrong model before the first image
    let (paths, count) = input_paths(options.paths, options.separator)?;
    let progress = progress_bar(count);
    if let Some(folder) = &options.marked {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let mut marked_paths = options.marked.map(MarkedPaths::new);
    let jobs = paths.map(move |path| {
        let marked = path.as_ref().ok().zip(marked_paths.as_mut());
        let marked = marked.map(|(path, marked_paths)| marked_paths.next(path));
        (path, marked)
    });
    let recognizer_options = Arc::new(options.recognizer);
    let mut recognizer = LazyRecognizer::default();
    let images = jobs.parallel_map_custom(
        |builder| builder.threads(options.threads),
        move |(path, marked)| match path {
            Ok(path) => {
                let recognizer = recognizer.get_or_create(|| recognizer_options.recognizer());
                classify(recognizer, &path, marked.as_deref())
            }
            Err((name, error)) => ClassifiedImage::unreadable(name, &error),
        },
    );
    let failed = print_lines(images, &progress)?;
    progress.finish_and_clear();
    Ok(ExitCode::from(u8::from(failed)))
}

/// The recognizer of a thread, created with its first image: threads start with clones of an empty one.
#[derive(Default)]
struct LazyRecognizer(Option<Recognizer>);

impl Clone for LazyRecognizer {
    fn clone(&self) -> Self {
        Self(None)
    }
}

impl LazyRecognizer {
    fn get_or_create(
        &mut self,
        create: impl FnOnce() -> Result<Recognizer, emosense::Error>,
    ) -> &mut Recognizer {
        self.0.get_or_insert_with(|| {
            create().expect("the same options have created a recognizer before")
        })
    }
}

/// Prints the images as they are done and returns whether any failed. Ends where nobody reads the lines any more.
fn print_lines(
    images: impl Iterator<Item = ClassifiedImage>,
    progress: &ProgressBar,
) -> Result<bool, Box<dyn Error>> {
    let mut failed = false;
    for image in images {
        failed |= image.is_failure();
        let mut line = serde_json::to_vec(&image)?;
        line.push(b'\n');
        // In one piece, so that whoever stops the program gets whole lines.
        match progress.suspend(|| io::stdout().lock().write_all(&line)) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            written => written?,
        }
        progress.inc(1);
    }
    Ok(failed)
}

/// Creates the progress on standard error, which is shown only if that is a terminal.
fn progress_bar(count: Option<u64>) -> ProgressBar {
    let (bar, template) = match count {
        Some(count) => (
            ProgressBar::new(count),
            "{wide_bar} {pos} of {len} images, {per_sec}, {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {pos} images, {per_sec}",
        ),
    };
    bar.with_style(ProgressStyle::with_template(template).expect("the template is valid"))
}
