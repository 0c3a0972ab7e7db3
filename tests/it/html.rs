//! Web pages: one report on several sites is read to the same values and the same defects as its text, and pages that
//! are made to do harm do none.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use crate::support::reports::model;
use crate::support::reports::pages;
use gouji::packs;

use gouji::diagnostic::Severity;
use gouji::document::{BlockKind, Document, Format};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::text::Lang;
use model::Model;
use pages::{ALL, render};
use std::sync::OnceLock;

fn read(bytes: &[u8]) -> Document {
    input::read("page.html", bytes).unwrap()
}

/// Every value that was read, in the order of the form.
fn values(document: &Document) -> Vec<String> {
    static KINDS: OnceLock<Vec<gouji::report::Kind>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| packs::library(Lang::Zh).kinds);
    let Some(report) = gouji::report::read(kinds, document) else {
        return Vec::new();
    };
    let rows = report.tables.iter().flat_map(|t| &t.rows);
    rows.flat_map(|r| &r.cells)
        .map(|c| c.folded().to_owned())
        .collect()
}

/// Rules with the words that they underline, warnings and errors only; how many were left undecided.
fn found(document: &Document) -> (Vec<(String, String)>, usize) {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    let linter = LINTER.get_or_init(|| Linter::new(packs::library(Lang::Zh), Options::default()));
    let checked = linter.check(document);
    let loud = checked.diagnostics.iter();
    let loud = loud.filter(|d| d.severity >= Severity::Warning).map(|d| {
        let words = d.primary().map(|l| document.slice(l.span));
        (d.rule.clone(), words.unwrap_or_default().to_owned())
    });
    (loud.collect(), checked.open.len())
}

#[test]
fn a_report_is_read_on_every_site() {
    let mut faults = Vec::new();
    for form in ["2019", "2021"] {
        for (model, wrong) in [(Model::dense(form), false), (Model::wrong(form), true)] {
            let last = (model.year - 1).to_string();
            let due: Vec<(String, String)> = match wrong {
                false => Vec::new(),
                true => [
                    ("year-stale", last.as_str()),
                    ("requests-balance", "14"),
                    ("review-total", "11"),
                ]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .to_vec(),
            };
            for site in ALL {
                let page = render(&model, site);
                if let Ok(folder) = std::env::var("GOUJI_DUMP") {
                    std::fs::write(format!("{folder}/{form}-{site:?}-{wrong}.html"), &page)
                        .unwrap();
                }
                let document = read(&page);
                assert_eq!(document.format, Format::Html, "{site:?}");
                let (read, due_values) = (values(&document), model.values());
                let same = read == due_values;
                let (loud, open) = found(&document);
                if !same || loud != due || open > 0 {
                    faults.push(format!(
                        "{form} {site:?} wrong {wrong}: {} of {} values, {loud:?}, {open} open",
                        read.len(),
                        due_values.len()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is said of an article, and what stands beside it.
#[test]
fn the_rest_of_the_page_is_kept_apart() {
    let document = read(&render(&Model::dense("2021"), pages::Site::Portal));
    let text: String = document
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Other)
        .map(|b| document.slice(b.span).to_owned() + "\n")
        .collect();
    for inside in [
        "发布日期：\n2024-01-19",
        "一、总体情况",
        "索 引 号：\nQH0001",
    ] {
        assert!(text.contains(inside), "{inside}\n{text}");
    }
    for outside in [
        "新闻中心",
        "当前位置",
        "今天是",
        "教育局",
        "上一篇",
        "主办：",
        "草稿",
    ] {
        assert!(!text.contains(outside), "{outside}\n{text}");
    }
    assert!(document.text.contains("教育局") && !document.text.contains("草稿"));
}

/// Column, columns and rows of each cell with its words.
fn grid(page: &str) -> Vec<Vec<(String, u32, u32, u32)>> {
    let document = read(format!("<!doctype html>{page}").as_bytes());
    let tables = document.blocks.iter().find_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table.clone()),
        _ => None,
    });
    let rows = tables.unwrap_or_default().rows;
    let cell = |c: &gouji::document::Cell| {
        let at = c.extent.unwrap();
        let words = document.slice(c.span).to_owned();
        (words, at.column, at.columns, at.rows)
    };
    rows.iter()
        .map(|r| r.cells.iter().map(cell).collect())
        .collect()
}

#[test]
fn merged_cells_keep_their_place() {
    let s = |w: &str, a, b, c| (w.to_owned(), a, b, c);
    assert_eq!(
        grid(
            "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d&nbsp;<tr><td rowspan=9>e<td>f<td></table>"
        ),
        [
            vec![s("a", 0, 1, 2), s("b", 1, 2, 1)],
            vec![s("c", 1, 1, 1), s("d", 2, 1, 1)],
            vec![s("e", 0, 1, 1), s("f", 1, 1, 1), s("", 2, 1, 1)],
        ]
    );
    assert_eq!(
        grid("<table><tr><td rowspan=0>a<td colspan=2000000000>b<tr><td>c<td>d</table>"),
        [
            vec![s("a", 0, 1, 2), s("b", 1, 999, 1)],
            vec![s("c", 1, 1, 1), s("d", 2, 1, 1)],
        ]
    );
    assert_eq!(
        grid(
            "<table><thead><tr><td rowspan=3>a<td>b</thead><tr><td><p>c</p><p>d</p><td>e<br>f</table>"
        ),
        [
            vec![s("a", 0, 1, 1), s("b", 1, 1, 1)],
            vec![s("c\nd", 0, 1, 1), s("e\nf", 1, 1, 1)],
        ]
    );
}

#[test]
fn pages_that_do_harm() {
    for page in [
        "<div>".repeat(200_000) + "x" + &"</div>".repeat(200_000),
        "<table><tr><td>a".repeat(50_000),
        format!(
            "<table>{}",
            "<tr><td colspan=2000000000 rowspan=2000000000>a<td>b".repeat(20_000)
        ),
        format!(
            "<div {}>",
            (0..200_000).map(|n| format!("a{n} ")).collect::<String>()
        ),
        (0..5_000)
            .map(|n| format!("<b id={n}>"))
            .collect::<String>()
            + &"<p>x".repeat(50_000),
        "<".repeat(500_000),
        "<!--".repeat(200_000),
        "&#x110000;&#0;&amp".repeat(50_000),
        "<ol><li>".repeat(50_000),
    ] {
        let document = read(format!("<!doctype html>{page}").as_bytes());
        assert!(document.text.len() < page.len() * 3);
        assert!(
            document
                .blocks
                .windows(2)
                .all(|b| b[0].span.end <= b[1].span.start)
        );
    }
}
