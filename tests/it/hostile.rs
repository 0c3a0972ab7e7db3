//! Files that are made to do harm, or are not what they are called: bounded time and memory, an error that names the
//! file, and the other files are checked all the same.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use gouji::document::Document;
use gouji::input::{self, Looks, ReadError};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use support::{Bench, err, exits, names, report};

/// For all files together, in a build for tests, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// What the process may reserve, in KiB.
const MEMORY: u64 = 2 << 20;

fn sample(ending: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports");
    fs::read(folder.join(format!("wrong.{ending}"))).unwrap()
}

/// A package with this body, which the directory tells the truth about.
fn word(head: &str, body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let root = "<w:document xmlns:w=\"w\"><w:body>";
    for part in [head, root, body, "</w:body></w:document>"] {
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn nested(open: &str, close: &str, count: usize) -> String {
    format!("{}甲{}", open.repeat(count), close.repeat(count))
}

fn lying() -> Vec<u8> {
    let mut bytes = sample("docx");
    let name = b"word/document.xml";
    let entry = bytes.windows(name.len()).rposition(|w| w == name).unwrap() - 46;
    // sizes and place of a part
    bytes[entry + 20..entry + 28].fill(0xff);
    bytes[entry + 42..entry + 46].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    bytes
}

/// Where the first stream of an old document begins: its head.
fn head(doc: &[u8]) -> usize {
    let mark = [0xec, 0xa5];
    doc.windows(2).position(|w| w == mark).unwrap()
}

fn patched(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut doc = sample("doc");
    let at = head(&doc) + at;
    doc[at..at + bytes.len()].copy_from_slice(bytes);
    doc
}

/// A container of old Office files with one stream, of which only the name is right.
fn container(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

/// Whose allocation table leads in circles.
fn circles() -> Vec<u8> {
    let mut doc = sample("doc");
    let table = u32::from_le_bytes(doc[0x4c..0x50].try_into().unwrap()) as usize;
    for sector in 0..100u8 {
        let at = 512 + table * 512 + usize::from(sector) * 4;
        doc[at..at + 4].copy_from_slice(&[sector / 2, 0, 0, 0]);
    }
    doc
}

fn half(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// Files that are refused, each with a word of the reason.
fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let row = "<w:tr><w:tc><w:p/></w:tc></w:tr>";
    let rows = format!("<w:tbl>{}</w:tbl>", row.repeat(350_000));
    vec![
        ("bomb.docx", word("", &"A".repeat(64 << 20)), "unpacks"),
        ("rows.docx", word("", &rows), "than any document"),
        (
            "rows.html",
            format!("<!DOCTYPE html><table>{}", "<tr><td>1".repeat(300_000)).into_bytes(),
            "than any document",
        ),
        ("lying.docx", lying(), "damaged"),
        ("half.docx", half(sample("docx")), "damaged"),
        ("locked.docx", container("EncryptedPackage"), "password"),
        ("locked.doc", patched(11, &[0x13]), "password"),
        ("half.doc", half(sample("doc")), "damaged"),
        ("circles.doc", circles(), "damaged"),
        ("long.doc", patched(0x4c, &[0xff; 4]), "damaged"),
        ("word95.doc", patched(2, &[0x68, 0]), "Word 95"),
        ("book.doc", container("Workbook"), "Excel"),
        ("show.wps", container("PowerPoint Document"), "PowerPoint"),
        ("other.wps", container("Contents"), "damaged"),
        ("half.pdf", half(sample("pdf")), "PDF"),
    ]
}

/// Files that are read as what they are, or as what is left of them.
fn read_anyway() -> Vec<(&'static str, Vec<u8>)> {
    let mut laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..10 {
        let twice = format!("&a{};", n - 1).repeat(10);
        laughs += &format!("<!ENTITY a{n} \"{twice}\">");
    }
    laughs += "]>";
    let laugh = "<w:p><w:r><w:t>甲&a9;</w:t></w:r></w:p>";
    let page = |body: String| format!("<!doctype html><html><body>{body}").into_bytes();
    vec![
        ("laughs.docx", word(&laughs, laugh)),
        (
            "deep.docx",
            word("", &nested("<w:sdt>", "</w:sdt>", 100_000)),
        ),
        ("is-doc.docx", sample("doc")),
        ("is-page.docx", sample("html")),
        ("is-page.doc", sample("html")),
        ("is-text.pdf", "甲".repeat(20).into_bytes()),
        ("half.html", half(sample("html"))),
        ("deep.html", page(nested("<div><b>", "</b></div>", 100_000))),
    ]
}

/// Runs the program with so much memory and no more, where the system can be asked for that.
fn bounded(bench: &Bench) -> Command {
    let args = ["check", "in", "--pack", "clubs.toml", "--no-office"];
    let rest = ["--lang", "en", "--format", "json", "--fail-on", "never"];
    if !cfg!(target_os = "linux") {
        return bench.command(&[&args[..], &rest].concat());
    }
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v {MEMORY} && exec \"$@\""))
        .args(["sh", env!("CARGO_BIN_EXE_gouji")])
        .args(args)
        .args(rest)
        .current_dir(bench.path())
        .stdin(Stdio::null());
    command
}

#[test]
fn harm_is_refused_and_the_other_files_are_checked() {
    let bench = Bench::new();
    let (refused, read) = (refused(), read_anyway());
    for (name, bytes, _) in &refused {
        bench.file(&format!("in/{name}"), bytes);
    }
    for (name, bytes) in &read {
        bench.file(&format!("in/{name}"), bytes);
    }
    bench.file("in/zz-good.txt", report("举办了3次活动。"));
    let start = Instant::now();
    let output = bounded(&bench).output().unwrap();
    let took = start.elapsed();
    exits(&output, 3);
    assert!(took < PATIENCE, "{took:?}");
    let said = err(&output);
    for (name, _, why) in &refused {
        let line = said.lines().find(|l| l.contains(&format!("in/{name}: ")));
        assert!(line.is_some_and(|l| l.contains(why)), "{name}: {said}");
    }
    let mut due: Vec<String> = read.iter().map(|(name, _)| format!("in/{name}")).collect();
    due.push("in/zz-good.txt".to_owned());
    due.sort();
    assert_eq!(names(&output), due);
}

/// A piece table of 20 000 pieces that are all the same megabyte would be 20 GB of text.
#[test]
fn pieces_that_share_their_text_are_refused() {
    let doc = sample("doc");
    let looks = Looks::Doc;
    let mut wrong = 0;
    // the place of the piece table is the 33rd of the list in the head
    let entry = head(&doc) + 0x9a + 33 * 8;
    for shift in 1..60u32 {
        let mut other = doc.clone();
        let place = u32::from_le_bytes(doc[entry..entry + 4].try_into().unwrap()) - shift;
        other[entry..entry + 4].copy_from_slice(&place.to_le_bytes());
        match input::read("a.doc", &other) {
            Err(error) => assert_eq!(error, ReadError::Damaged { looks }),
            Ok(document) => {
                assert!(document.text.len() < 3 * doc.len());
                wrong += 1;
            }
        }
    }
    assert!(wrong < 10);
}

fn is_whole(document: &Document) -> bool {
    let mut end = 0;
    document.blocks.iter().all(|block| {
        let in_order = block.span.start >= end;
        end = block.span.end;
        in_order && document.text.get(block.span.range()).is_some()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_damaged_document_gives_an_error_or_blocks_in_order(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60),
        head_changes in prop::collection::vec((0..0x300usize, any::<u8>()), 0..3),
    ) {
        let mut doc = sample("doc");
        let start = head(&doc);
        for (at, byte) in changes {
            let at = at.index(doc.len());
            doc[at] = byte;
        }
        for (at, byte) in head_changes {
            doc[start + at] = byte;
        }
        if let Ok(document) = input::read("a.doc", &doc) {
            prop_assert!(is_whole(&document));
        }
    }
}
