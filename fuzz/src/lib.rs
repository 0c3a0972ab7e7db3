//! What any bytes must not break: each target takes some, and panics where gouji is wrong. libFuzzer feeds them with
//! coverage (`fuzz_targets/target.rs`), `tests/fuzz.rs` without, on the stable toolchain.
//!
//! Containers stand in the way of chance: a byte that is changed in a package breaks a checksum, and nothing behind it is
//! ever reached. So the parts of packages and the streams of PDF files are targets of their own, put into a container that
//! is made around them.

mod files;
mod marks;
mod package;
mod paper;
mod parts;
mod server;
mod settings;
mod stored;

use gouji::diagnostic::LintResult;
use gouji::document::Document;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::{Lang, Span};
use std::sync::LazyLock;

/// A name, the words that mean something there (`words/NAME.dict`), and what takes bytes.
pub type Target = (&'static str, &'static str, fn(&[u8]));

/// The targets by name.
pub const TARGETS: &[Target] = &[
    ("text", "text", files::text),
    ("markdown", "text", files::markdown),
    ("html", "html", files::html),
    ("doc", "text", files::doc),
    ("docx", "docx", files::docx),
    ("pdf", "pdf", files::pdf),
    ("word", "docx", parts::word),
    ("styles", "docx", parts::styles),
    ("numbering", "docx", parts::numbering),
    ("header", "docx", parts::header),
    ("relations", "docx", parts::relations),
    ("sheet", "docx", parts::sheet),
    ("streams", "text", parts::streams),
    ("content", "pdf", paper::content),
    ("cmap", "pdf", paper::cmap),
    ("font", "pdf", paper::font),
    ("objects", "pdf", paper::objects),
    ("tokens", "text", settings::tokens),
    ("expression", "toml", settings::expression),
    ("pack", "toml", settings::pack),
    ("config", "toml", settings::config),
    ("waivers", "toml", settings::waivers),
    ("baseline", "toml", settings::baseline),
    ("stored", "text", stored::stored),
    ("answer", "text", stored::answer),
    ("edits", "text", server::edits),
    ("wire", "server", server::wire),
    ("talk", "server", server::talk),
    ("fixes", "text", files::fixes),
    ("notes", "text", marks::notes),
    ("footnotes", "text", marks::footnotes),
    ("panel", "html", marks::panel),
    ("comments", "docx", marks::comments),
    ("annotations", "pdf", marks::annotations),
];

static LINTER: LazyLock<Linter> =
    LazyLock::new(|| Linter::new(packs::library(Lang::Zh), Options::default()));

/// Whether a span is text.
fn fits(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

fn holds(document: &Document) {
    assert!(document.is_sound(), "{:?}", document.blocks);
}

fn says(document: &Document, checked: &LintResult) {
    for finding in &checked.diagnostics {
        let labels = finding.labels.iter().map(|l| l.span);
        let edits = finding.fixes.iter().flat_map(|f| &f.edits).map(|e| e.span);
        for span in labels.chain(edits) {
            assert!(fits(&document.text, span), "{}: {span:?}", finding.rule);
        }
    }
}

/// Bytes, the first of which choose and the others are read.
fn parted(bytes: &[u8], most: usize) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.len().min(most))
}
