//! Tests the example `classify` as a program: paths, patterns, standard input, order, errors and marked copies.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ASTRONAUT: &str = "tests/data/astronaut.png";
const CAT: &str = "tests/data/cat.jpg";
const NO_IMAGE: &str = "tests/data/README.md";

/// Returns the program, which `cargo test` builds beside the tests.
fn program() -> Command {
    let test = std::env::current_exe().unwrap();
    let program = test.ancestors().nth(2).unwrap().join("examples/classify");
    assert!(
        program.exists(),
        "{}: run all tests, or `cargo build --examples` before",
        program.display()
    );
    let mut command = Command::new(program);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program()
        .args(arguments)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Returns the lines of the output and checks the exit status.
fn lines(output: &Output, status: i32) -> Vec<Value> {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{error}");
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn files(lines: &[Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|line| line["file"].as_str().unwrap())
        .collect()
}

fn face_count(line: &Value) -> usize {
    line["faces"].as_array().unwrap().len()
}

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn lines_are_in_the_order_of_the_paths() {
    // The cat is done first: it has no face to classify.
    let paths = [ASTRONAUT, CAT, CAT, ASTRONAUT, CAT, CAT, CAT, ASTRONAUT];
    let output = run(&[&paths[..], &["--threads", "3"]].concat());
    let lines = lines(&output, 0);
    assert_eq!(files(&lines), paths);
    for line in &lines {
        let expected = usize::from(line["file"] == ASTRONAUT);
        assert_eq!(face_count(line), expected, "{line}");
    }
    assert_eq!(lines[0]["width"], 512);
    assert_eq!(
        lines[0]["faces"][0]["emotion"],
        lines[7]["faces"][0]["emotion"]
    );
}

#[test]
fn a_bad_file_is_named_and_the_others_are_classified() {
    let output = run(&["missing.jpg", ASTRONAUT, NO_IMAGE, CAT]);
    let lines = lines(&output, 1);
    assert_eq!(files(&lines), ["missing.jpg", ASTRONAUT, NO_IMAGE, CAT]);
    assert_eq!(lines[0]["error"]["code"], "file-unreadable");
    assert_eq!(face_count(&lines[1]), 1);
    assert_eq!(lines[2]["error"]["code"], "image-unreadable");
    assert!(!lines[2]["error"]["message"].as_str().unwrap().is_empty());
    assert_eq!(face_count(&lines[3]), 0);
}

#[test]
fn an_image_that_would_take_too_much_memory_is_refused() {
    let path = empty_folder("bomb").join("bomb.png");
    let mut png = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(ASTRONAUT)).unwrap();
    // The second one is within the limits of the `image` crate. Its pixels are missing, so that decoding would fail.
    for side in [65_535_u32, 9_000] {
        png[16..20].copy_from_slice(&side.to_be_bytes()); // the width in the header
        png[20..24].copy_from_slice(&side.to_be_bytes()); // the height
        let checksum = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&checksum.to_be_bytes());
        fs::write(&path, &png).unwrap();
        let lines = lines(&run(&[path.to_str().unwrap()]), 1);
        assert_eq!(lines[0]["error"]["code"], "frame-too-large", "{}", lines[0]);
    }
}

/// Returns the checksum of a PNG chunk.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
        }
    }
    !crc
}

#[test]
fn patterns_are_expanded_where_no_file_has_that_name() {
    let folder = empty_folder("patterns");
    for name in ["b.png", "a.png", "[c].png"] {
        fs::copy(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(CAT),
            folder.join(name),
        )
        .unwrap();
    }
    let path = |name: &str| folder.join(name).to_str().unwrap().to_string();
    let expanded = lines(&run(&[&path("?.png")]), 0);
    assert_eq!(files(&expanded), [path("a.png"), path("b.png")]);
    let literal = lines(&run(&[&path("[c].png")]), 0);
    assert_eq!(files(&literal), [path("[c].png")]);

    let output = run(&[&path("*.tiff")]);
    assert!(lines(&output, 1).is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no file matches"));
}

#[test]
fn paths_come_from_standard_input() {
    let output = run_with_input(&[], format!("{CAT}\r\n\n{ASTRONAUT}").as_bytes());
    assert_eq!(files(&lines(&output, 0)), [CAT, ASTRONAUT]);
    let output = run_with_input(&["-0"], format!("{CAT}\0{ASTRONAUT}\0").as_bytes());
    assert_eq!(files(&lines(&output, 0)), [CAT, ASTRONAUT]);
    let output = run_with_input(&[], &vec![b'x'; 40_000]);
    let lines = lines(&output, 1);
    assert_eq!(files(&lines), ["standard input"]);
}

#[test]
fn marked_copies_are_kept_apart_and_overwrite_nothing() {
    let folder = empty_folder("marked");
    let marked = ["--marked", folder.to_str().unwrap()];
    let copy = |name: &str| folder.join(name);
    let first = lines(&run(&[&marked[..], &[ASTRONAUT, ASTRONAUT]].concat()), 0);
    assert_eq!(
        first[1]["marked"],
        copy("astronaut.2.faces.png").to_str().unwrap()
    );
    let image = image::open(copy("astronaut.faces.png")).unwrap().to_rgba8();
    assert!(image.pixels().any(|pixel| pixel.0 == [0, 230, 118, 255]));
    let second = lines(&run(&[&marked[..], &[ASTRONAUT]].concat()), 1);
    assert_eq!(second[0]["error"]["code"], "file-unwritable");
}

#[test]
fn marked_copies_are_kept_apart_from_numbered_images() {
    let folder = empty_folder("marked-numbered");
    let numbered = folder.join("cat.2.jpg");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(CAT), &numbered).unwrap();
    let numbered = numbered.to_str().unwrap();
    let marked = folder.join("marked");
    let output = run(&[
        "--marked",
        marked.to_str().unwrap(),
        CAT,
        CAT,
        numbered,
        CAT,
    ]);
    let lines = lines(&output, 0);
    for (line, name) in lines.iter().zip(["cat", "cat.2", "cat.2.2", "cat.3"]) {
        let copy = marked.join(format!("{name}.faces.png"));
        assert_eq!(line["marked"], copy.to_str().unwrap());
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = program().args([CAT; 40]).spawn().unwrap();
    let mut reader = child.stdout.take().unwrap();
    let mut byte = [0];
    reader.read_exact(&mut byte).unwrap();
    drop(reader);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn wrong_options_are_explained() {
    for (arguments, expected) in [
        (
            &["--threads", "0", CAT][..],
            "--threads must be from 1 to 1024",
        ),
        (&["--emotions", "bored", CAT], "--emotions must be among"),
        (&["--treads", "2"], "usage: classify"),
        (&["--model", "missing.onnx", CAT], "missing.json"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
}
