//! Marked copies, by the number of findings and of paragraphs.

use super::grow;
use super::later::LINTER;
use super::package::{pdf as paper, word};
use gouji::annotate::{Remark, Remarks, docx, html, pdf, text};
use gouji::diagnostic::Severity;
use gouji::document::Document;
use gouji::input;
use gouji::text::{Lang, Span};

const TITLE: &str = "青禾县2023年政府信息公开工作年度报告";

/// A remark at every second character, each of the length of three.
fn remarks(document: &Document) -> Remarks {
    let checked = LINTER.check(document);
    let mut remarks = Remarks::new(document, &checked, Lang::Zh);
    let places: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
    let remark = |places: &[usize]| {
        let (start, end) = (*places.first()?, *places.last()?);
        Some(Remark {
            at: Some(Span::new(start, end)),
            names_rule: false,
            place: gouji::output::place_in_words(document, &[], Span::at(start), Lang::Zh),
            severity: Severity::Error,
            lines: vec!["error[x]".to_owned(), "y".to_owned()],
        })
    };
    remarks.list = places.windows(4).step_by(2).filter_map(remark).collect();
    remarks
}

fn lines(count: usize, line: impl Fn(&str) -> String) -> String {
    (0..count)
        .map(|n| line(&format!("第{n}行公开信息")))
        .collect()
}

const CASES: [(&str, usize); 1] = [("paragraph", 80)];

#[test]
fn texts() {
    let file = |_: &str, count: usize| {
        format!("{TITLE}\n{}", lines(count, |l| format!("{l}\n"))).into_bytes()
    };
    let before = |bytes: &[u8]| {
        let document = input::read("a.txt", bytes).unwrap();
        let remarks = remarks(&document);
        (document, remarks)
    };
    for style in [text::Style::Plain, text::Style::Markdown] {
        grow(&CASES, &file, &before, &|(document, remarks)| {
            let marked = text::mark(document, remarks, style).unwrap();
            let clean = text::clean(&marked, style).unwrap();
            assert_eq!(clean, document.text);
        });
        // what looks like marks
        let open = |_: &str, count: usize| "[^gouji-〔勾稽1".repeat(count).into_bytes();
        grow(&[("open mark", 4_000)], &open, &<[u8]>::to_vec, &|bytes| {
            text::clean(std::str::from_utf8(bytes).unwrap(), style).ok();
        });
    }
}

#[test]
fn pages() {
    let body = |count| lines(count, |l| format!("<p>{l}</p>"));
    let file = |_: &str, count: usize| {
        format!(
            "<!doctype html><html><body><p>{TITLE}</p>{}</body></html>",
            body(count)
        )
        .into_bytes()
    };
    let before = |bytes: &[u8]| {
        let (document, trace) = input::html::trace(bytes);
        (bytes.to_vec(), trace, remarks(&document))
    };
    grow(&CASES, &file, &before, &|(bytes, trace, remarks)| {
        let marked = html::mark(bytes, trace, remarks).unwrap();
        assert_eq!(html::clean(&marked).unwrap(), *bytes);
    });
    let panels = |_: &str, count: usize| {
        format!("<html><body>{}", "<!-- gouji 9-0 -->".repeat(count)).into_bytes()
    };
    grow(&[("panel", 2_000)], &panels, &<[u8]>::to_vec, &|bytes| {
        drop(html::clean(bytes))
    });
}

#[test]
fn word_documents() {
    let file = |_: &str, count: usize| {
        let one = |l: &str| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>");
        word(&(one(TITLE) + &lines(count, one)), "", "")
    };
    let run = |_: &str, count: usize| {
        let runs = lines(count, |l| format!("<w:r><w:t>{l} </w:t></w:r>"));
        word(&format!("<w:p>{runs}</w:p>"), "", "")
    };
    let long = |_: &str, count: usize| {
        let all = lines(count, |l| format!("{l} "));
        word(&format!("<w:p><w:r><w:t>{all}</w:t></w:r></w:p>"), "", "")
    };
    let before = |bytes: &[u8]| {
        let (document, trace) = input::docx::trace(bytes).unwrap();
        let remarks = remarks(&document);
        (bytes.to_vec(), document, trace, remarks)
    };
    for file in [&file as &dyn Fn(&str, usize) -> Vec<u8>, &run, &long] {
        grow(&CASES, file, &before, &|(
            bytes,
            document,
            trace,
            remarks,
        )| {
            let marks = docx::Marks {
                remarks,
                edits: &[],
                date: "2024-01-01T00:00:00Z",
            };
            let marked = docx::mark(bytes, document, trace, marks).unwrap();
            docx::clean(&marked).unwrap();
        });
    }
}

#[test]
fn printed_documents() {
    let file = |_: &str, count: usize| {
        let line = |n: usize| format!("1 0 0 1 50 {} Tm (Line {n} of text) Tj ", 800 - n % 700);
        let all: String = (0..count).map(line).collect();
        paper(&format!("BT /F1 10 Tf {all} ET"))
    };
    let before = |bytes: &[u8]| {
        let (document, trace) = input::pdf::trace(bytes).unwrap();
        (bytes.to_vec(), trace, remarks(&document))
    };
    grow(&CASES, &file, &before, &|(bytes, trace, remarks)| {
        pdf::mark(bytes, trace, remarks, "2024-01-01T00:00:00Z").unwrap();
    });
}
