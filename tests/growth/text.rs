//! Plain texts, read and checked.

use super::{all, grows, read};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;

/// Pieces of a text.
pub const PIECES: [(&str, &str); 16] = [
    ("row of a table by tabs", "甲\t1\t2\n"),
    ("stacked cells", "\t甲\n\t1\n\n"),
    ("row with pipes", "| 甲 | 1 |\n"),
    ("blank line", "\n"),
    ("heading", "# 一、题\n"),
    ("part", "（一）题\n"),
    ("short line", "公\n"),
    ("open bracket", "（"),
    ("open quote", "“"),
    ("remark", "<!-- gouji: ignore x y -->\n"),
    ("open remark", "<!-- gouji: ignore x "),
    ("bookmark", "[bookmark:"),
    ("number", "12件，"),
    ("title", "青禾县2023年政府信息公开工作年度报告\n"),
    ("ideographic space", "\u{3000}"),
    ("zero width", "\u{200b}公"),
];

#[test]
fn texts() {
    let file = |name: &str, count: usize| {
        let piece = PIECES.iter().find(|(n, _)| *n == name).unwrap().1;
        format!("题目\n\n{}\n", piece.repeat(count)).into_bytes()
    };
    let cases = all(&PIECES, 2_000, |p| p.0);
    grows(&cases, &file, &read);
}

#[test]
fn reports() {
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");
    let sample = std::fs::read_to_string(path).unwrap();
    let (before, behind) = sample.split_once("\n二、").unwrap();
    let file = |name: &str, count: usize| {
        let piece = PIECES.iter().find(|(n, _)| *n == name).unwrap().1;
        let inside = piece.repeat(count);
        format!("{before}\n{inside}\n二、{behind}").into_bytes()
    };
    let act = |bytes: &[u8]| {
        let document = input::read("a.txt", bytes).unwrap();
        linter.check(&document);
    };
    // the report around it costs something, too: enough of each that it shows
    let cases = all(&PIECES, 250, |p| p.0);
    grows(&cases, &file, &act);
}
