//! What any bytes must not break: each target takes some, and panics where gouji is wrong. `cargo fuzz` feeds them with
//! coverage (`fuzz_targets/`), `tests/fuzz.rs` without, on the stable toolchain.

use gouji::diagnostic::Checked;
use gouji::document::Document;
use gouji::grammar;
use gouji::input;
use gouji::linter::mend::{Level, mend};
use gouji::linter::{Linter, Options};
use gouji::lsp::{Buffer, Encoding};
use gouji::pack::{self, Catalogue, Role, Source};
use gouji::text::{Edit, Folded, Lang, Span};
use lsp_types::{Position, Range, TextDocumentContentChangeEvent};
use std::sync::LazyLock;

/// A name, and what takes bytes.
pub type Target = (&'static str, fn(&[u8]));

/// The targets by name.
pub const TARGETS: &[Target] = &[
    ("text", text),
    ("docx", docx),
    ("word", word),
    ("doc", doc),
    ("html", html),
    ("pdf", pdf),
    ("tokens", tokens),
    ("expression", expression),
    ("pack", pack),
    ("edits", edits),
    ("fixes", fixes),
];

static LINTER: LazyLock<Linter> =
    LazyLock::new(|| Linter::new(pack::builtin(Lang::Zh), Options::default()));

/// Whether a span is text.
fn fits(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

fn holds(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end, "blocks in order");
        assert!(fits(&document.text, block.span), "block {:?}", block.span);
        end = block.span.end;
    }
}

fn says(document: &Document, checked: &Checked) {
    for finding in &checked.diagnostics {
        let labels = finding.labels.iter().map(|l| l.span);
        let edits = finding.fixes.iter().flat_map(|f| &f.edits).map(|e| e.span);
        for span in labels.chain(edits) {
            assert!(fits(&document.text, span), "{}: {span:?}", finding.rule);
        }
    }
}

/// Reads a file, and lints it.
fn file(name: &str, bytes: &[u8]) {
    let Ok(document) = input::read(name, bytes) else {
        return;
    };
    holds(&document);
    says(&document, &LINTER.check(&document));
}

/// Plain text and Markdown.
pub fn text(bytes: &[u8]) {
    file("a.txt", bytes);
}

/// A Word document, as a file.
pub fn docx(bytes: &[u8]) {
    file("a.docx", bytes);
}

/// A Word document, by its main part.
pub fn word(bytes: &[u8]) {
    file("a.docx", &packed(bytes));
}

/// A package with a main part, stored as it is.
fn packed(part: &[u8]) -> Vec<u8> {
    let name = b"word/document.xml";
    let small = |n: usize| u16::try_from(n).unwrap_or(0).to_le_bytes();
    let long = |n: usize| u32::try_from(n).unwrap_or(0).to_le_bytes();
    let sizes = [sum(part).to_le_bytes(), long(part.len()), long(part.len())].concat();
    let about = [&sizes[..], &small(name.len()), &small(0)].concat();
    let head = [&b"PK\x03\x04\x14\0"[..], &[0; 8], &about, name].concat();
    let entry = [
        &b"PK\x01\x02\x14\0\x14\0"[..],
        &[0; 8],
        &about,
        &[0; 14],
        name,
    ]
    .concat();
    let start = head.len() + part.len();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &long(entry.len()),
        &long(start),
        &[0; 2],
    ];
    [&head[..], part, &entry, &end.concat()].concat()
}

/// The check sum of a part.
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(sum & 1));
    let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), step);
    !bytes.iter().fold(!0, byte)
}

/// A document of old Word.
pub fn doc(bytes: &[u8]) {
    file("a.doc", bytes);
}

/// A web page.
pub fn html(bytes: &[u8]) {
    file("a.html", &[b"<!doctype html>", bytes].concat());
}

/// A PDF file.
pub fn pdf(bytes: &[u8]) {
    file("a.pdf", bytes);
}

/// The grammar of reports.
pub fn tokens(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let folded = Folded::new(&text, Span::new(0, text.len()));
    let mut end = 0;
    for token in grammar::tokens(folded.text()) {
        assert!(token.range.start >= end, "tokens in order");
        assert!(folded.text().get(token.range.clone()).is_some());
        end = token.range.end;
        let source = folded.source(token.range.start, token.range.end);
        assert!(fits(&text, source), "{source:?}");
    }
    for line in folded.text().lines() {
        grammar::opening(line);
        grammar::cell(line);
    }
}

/// The expressions of rules.
pub fn expression(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let whole = Span::new(0, text.len());
    match grammar::expression(&text) {
        Ok(tree) => assert!(whole.contains(tree.span)),
        Err(error) => assert!(whole.contains(error.span)),
    }
    if let Err(error) = grammar::each(&text) {
        assert!(whole.contains(error.span));
    }
}

/// The loader of packs: a pack of its own, and one on top of the national one.
pub fn pack(bytes: &[u8]) {
    let source = Source {
        name: "mine.toml".to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned().into(),
        role: Role::Asked,
    };
    let catalogue = Catalogue::new(vec![source], Lang::En);
    let library = catalogue.library(&catalogue.packs().iter().collect::<Vec<_>>());
    let all = catalogue.problems().iter().chain(&library.problems);
    for problem in all {
        for label in problem.diagnostics.iter().flat_map(|d| &d.labels) {
            assert!(fits(&problem.document.text, label.span), "{:?}", label.span);
        }
    }
    // what was loaded can be run
    let report =
        "青禾书画社2023年社团报告\n一、活动情况\n举办了3次活动。\n二、人数情况\n共有3人。\n";
    if let Ok(document) = input::read("a.txt", report.as_bytes()) {
        let checked = Linter::new(library, Options::default()).check(&document);
        says(&document, &checked);
    }
}

/// What an editor sends: five bytes for each change, and a text of its own.
pub fn edits(bytes: &[u8]) {
    const WORDS: [&str; 8] = ["", "\n", "\r\n", "𠮷", "１", "\t", "甲乙", "\r"];
    let (encoding, bytes) = match bytes.split_first() {
        Some((n, rest)) if n % 2 == 0 => (Encoding::Utf8, rest),
        Some((_, rest)) => (Encoding::Utf16, rest),
        None => return,
    };
    let mut buffer = Buffer::new(1, "一、𠮷 12\r\n合计\t6\n".to_owned(), encoding);
    for (version, change) in bytes.chunks_exact(5).enumerate() {
        let [line, character, line_end, character_end, word] = change else {
            return;
        };
        let at = |line: &u8, character: &u8| Position::new((*line).into(), (*character).into());
        let change = TextDocumentContentChangeEvent {
            range: Some(Range::new(at(line, character), at(line_end, character_end))),
            range_length: None,
            text: WORDS[usize::from(*word) % WORDS.len()].to_owned(),
        };
        buffer.change(version as i32, vec![change], encoding);
        let end = buffer
            .lines
            .range(&buffer.text, Span::new(0, buffer.text.len()))
            .end;
        let offset = buffer.lines.offset(&buffer.text, end);
        assert_eq!(offset, buffer.text.len());
    }
}

/// Mending: it ends, its edits are the change, and doing it again changes nothing.
pub fn fixes(bytes: &[u8]) {
    let Ok(document) = input::read("a.txt", bytes) else {
        return;
    };
    if !document.format.is_text() {
        return;
    }
    let check = |d: &Document| LINTER.check(d);
    let mut text = document.text.clone();
    let mended = mend(document, Level::Suggestions, &check);
    for round in &mended.rounds {
        text = apply(text, round);
    }
    assert_eq!(text, mended.document.text, "the edits are the change");
    says(&mended.document, &mended.checked);
}

fn apply(mut text: String, edits: &[Edit]) -> String {
    for edit in edits.iter().rev() {
        assert!(fits(&text, edit.span), "{edit:?}");
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
