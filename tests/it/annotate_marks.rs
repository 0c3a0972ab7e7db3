//! Marks that are put into a text or a page can be taken out again: alone they give back what was there byte for byte, and
//! whatever somebody has written or deleted beside them is kept, or the file is refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use gouji::annotate::text::Style;
use gouji::annotate::{Refusal, Remarks, html, text};
use gouji::diagnostic::{Class, Diagnostic, Label, LintResult, Severity};
use gouji::document::Document;
use gouji::input;
use gouji::text::{Lang, Span};

/// Chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// Findings at places that chance chooses, with words that mean something in every format.
fn found(document: &Document, chance: &mut Chance, count: usize) -> LintResult {
    let text = &document.text;
    let bounds: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let one = |at: usize, chance: &mut Chance| {
        let start = chance.below(bounds.len());
        let end = (start + chance.below(12)).min(bounds.len() - 1);
        let message =
            "a<&>\"']]>--> </mark><!--gouji-->\u{1} 甲 [^gouji-1] ======== gouji".to_owned();
        let label = Label {
            span: Span::new(bounds[start], bounds[end]),
            message: String::new(),
            primary: true,
            cell: None,
        };
        Diagnostic {
            help: Some("一\n二".to_owned()),
            labels: vec![label],
            ..Diagnostic::new(&format!("rule-{at}"), Severity::Error, Class::Hard, message)
        }
    };
    let diagnostics = (0..count).map(|at| one(at, chance)).collect();
    LintResult {
        diagnostics,
        ..LintResult::default()
    }
}

const TEXTS: [&str; 4] = [
    "青禾县2023年报告\n\n一、总体情况\n公开信息3条。\n\t1\n\t2\n",
    "# 题目\r\n\r\n| 项目 | 数量 |\r\n|---|---|\r\n| 许可 | 1 |\r\n\r\n正文【1】，[1]和[^2]。",
    "没有换行的一句话",
    "最后一格\u{3000}\n\u{a0}空白\u{3000}\u{a0}\n\n",
];

/// A page whose cells end with a character.
fn page(end: &str) -> String {
    let rows: String = (1..6)
        .map(|n| format!("<tr><td>第{n}项{end}</td><td>{end}{n}{end}</td></tr>\n"))
        .collect();
    format!(
        "<!doctype html><title>报告</title><body><h1>青禾县2023年报告{end}</h1><p>甲&amp;乙<b>丙</b>{end}</p><table>{rows}</table><p>丁</p></body>"
    )
}

fn marked_text(text: &str, style: Style, chance: &mut Chance) -> String {
    let document = input::read("a.txt", text.as_bytes()).unwrap();
    let count = chance.below(9);
    let checked = found(&document, chance, count);
    text::mark(
        &document,
        &Remarks::new(&document, &checked, Lang::Zh),
        style,
    )
    .unwrap()
}

fn marked_page(page: &str, chance: &mut Chance) -> String {
    let (document, trace) = input::html::trace(page.as_bytes());
    let count = chance.below(9);
    let checked = found(&document, chance, count);
    let remarks = Remarks::new(&document, &checked, Lang::Zh);
    String::from_utf8(html::mark(page.as_bytes(), &trace, &remarks).unwrap()).unwrap()
}

fn cleaned_page(page: &str) -> Result<String, Refusal> {
    html::clean(page.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
}

/// Where the marks stand: all that the copy has and the original has not, from its beginning on.
fn marks(original: &str, marked: &str, openings: &[(&str, &str)]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let (mut at, mut seen) = (0, 0);
    while at < marked.len() {
        let rest = &marked[at..];
        let own = openings
            .iter()
            .find(|(open, _)| rest.starts_with(open) && !original[seen..].starts_with(open));
        if let Some((open, close)) = own {
            let inner = &rest[open.len()..];
            let end = match *close {
                "" => rest.len() - (original.len() - seen),
                close => open.len() + inner.find(close).unwrap() + close.len(),
            };
            spans.push((at, at + end));
            at += end;
        } else {
            let c = rest.chars().next().unwrap();
            assert!(
                original[seen..].starts_with(c),
                "what is no mark is the original"
            );
            seen += c.len_utf8();
            at += c.len_utf8();
        }
    }
    spans
}

/// Writes and deletes characters beside the marks, and takes the marks away.
fn edited(
    original: &str,
    marked: &str,
    spans: &[(usize, usize)],
    clean: &dyn Fn(&str) -> Result<String, Refusal>,
) -> usize {
    let mut kept = 0;
    let beside = |at: usize| !spans.iter().any(|(start, end)| *start < at && at < *end);
    for (at, c) in marked.char_indices().filter(|(at, _)| beside(*at)) {
        for new in ["人", "\n新的一行\n", "7", "\u{3000}"] {
            let with = format!("{}{new}{}", &marked[..at], &marked[at..]);
            if let Ok(clean) = clean(&with) {
                let before: usize = spans
                    .iter()
                    .map(|(start, end)| if *end <= at { end - start } else { 0 })
                    .sum();
                let place = at - before;
                assert_eq!(
                    clean,
                    format!("{}{new}{}", &original[..place], &original[place..]),
                    "at {at}"
                );
                kept += 1;
            }
        }
        let inside = spans
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at));
        if !inside {
            let without = format!("{}{}", &marked[..at], &marked[at + c.len_utf8()..]);
            if let Ok(clean) = clean(&without) {
                assert_eq!(clean.len() + c.len_utf8(), original.len(), "{c:?} at {at}");
                kept += 1;
            }
        }
    }
    kept
}

#[test]
fn marks_of_a_text_leave_nothing_and_take_nothing() {
    let mut chance = Chance(1);
    for original in TEXTS {
        for (style, brackets) in [
            (Style::Plain, ("〔勾稽", "〕")),
            (Style::Markdown, ("[^gouji-", "]")),
        ] {
            for _ in 0..12 {
                let marked = marked_text(original, style, &mut chance);
                assert_eq!(text::clean(&marked, style).as_deref(), Ok(original));
                let end = if original.contains("\r\n") {
                    "\r\n"
                } else {
                    "\n"
                };
                let head = match style {
                    Style::Plain => format!("{end}======== gouji "),
                    Style::Markdown => format!("{end}<!-- gouji "),
                };
                let spans = marks(original, &marked, &[brackets, (&head, "")]);
                let kept = edited(original, &marked, &spans, &|t| text::clean(t, style));
                assert!(kept > original.chars().count(), "most edits are kept");
            }
        }
    }
}

#[test]
fn marks_of_a_page_leave_nothing_and_take_nothing() {
    let mut chance = Chance(2);
    for end in ["", "\u{3000}", "\u{a0}", "&nbsp;", " \u{3000}\u{a0} "] {
        let original = page(end);
        for _ in 0..12 {
            let marked = marked_page(&original, &mut chance);
            assert_eq!(
                cleaned_page(&marked).as_deref(),
                Ok(original.as_str()),
                "{end:?}"
            );
            let openings = [
                ("<mark class=\"gouji\"", ">"),
                ("</mark><!--gouji-->", "\0"),
                ("<!-- gouji ", "</dialog>"),
            ];
            let spans = page_marks(&original, &marked, &openings);
            let kept = edited(&original, &marked, &spans, &cleaned_page);
            assert!(kept > original.chars().count(), "most edits are kept");
        }
    }
}

/// The same for pages, whose closing tags are a mark of their own.
fn page_marks(original: &str, marked: &str, openings: &[(&str, &str)]) -> Vec<(usize, usize)> {
    let closing = openings[1].0;
    // a closing tag and what follows it up to its own end are the same
    let ends: Vec<(&str, &str)> = vec![openings[0], ("</mark><!--gouji--", ">"), openings[2]];
    let spans = marks(original, marked, &ends);
    assert_eq!(
        marked.matches(closing).count() - outside(original, closing),
        count(&spans, marked, closing)
    );
    spans
}

fn outside(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

fn count(spans: &[(usize, usize)], marked: &str, what: &str) -> usize {
    spans
        .iter()
        .filter(|(start, end)| &marked[*start..*end] == what)
        .count()
}

#[test]
fn what_looks_like_marks_and_is_none_is_refused() {
    let mut chance = Chance(3);
    let original = TEXTS[0];
    let marked = marked_text(original, Style::Plain, &mut chance);
    let inside = marked.replacen("======== gouji ", "======== gouji 1", 1);
    assert_eq!(text::clean(&inside, Style::Plain), Err(Refusal::Edited));
    let mut notes = marked.clone();
    let at = notes.rfind('\n').unwrap();
    notes.insert(at, '改');
    assert_eq!(text::clean(&notes, Style::Plain), Err(Refusal::Edited));
    let page = page("");
    let own = page.replace("<b>丙</b>", "<mark class=\"gouji\">丙</mark><!--gouji-->");
    assert_eq!(cleaned_page(&own), Err(Refusal::Edited));
    let mut marked = marked_page(&page, &mut Chance(9));
    while !marked.contains("<mark class=\"gouji\" id") {
        marked = marked_page(&page, &mut chance);
    }
    let inside = marked.replacen(
        "<mark class=\"gouji\" id",
        "<mark class=\"gouji\" lang=\"zh\" id",
        1,
    );
    assert_eq!(cleaned_page(&inside), Err(Refusal::Edited));
}

#[test]
fn a_text_may_end_with_the_half_of_a_line_end() {
    for (text, style) in [
        ("# 甲\n\n乙\r", Style::Markdown),
        ("甲\n乙\r", Style::Plain),
    ] {
        let marked = marked_text(text, style, &mut Chance(1));
        assert_eq!(text::clean(&marked, style).as_deref(), Ok(text));
    }
}

#[test]
fn a_page_in_an_encoding_without_our_characters_gives_back_its_bytes() {
    let page = "<!doctype html><meta charset=windows-1252><title>a</title><body><p>\u{e9}t\u{e9} 12</p></body>";
    let bytes: Vec<u8> = page
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let (document, trace) = input::html::trace(&bytes);
    assert!(document.text.contains("\u{e9}t\u{e9}"), "{}", document.text);
    let checked = found(&document, &mut Chance(2), 3);
    let remarks = Remarks::new(&document, &checked, Lang::Zh);
    let marked = html::mark(&bytes, &trace, &remarks).unwrap();
    assert!(marked.len() > 2 * bytes.len());
    assert_eq!(html::clean(&marked), Ok(bytes));
}

#[test]
fn a_page_that_would_swallow_the_marks_is_refused() {
    for page in [
        "<!doctype html><body><p>甲乙</p><p title='丙",
        "<!doctype html><body><p>甲乙</p><!-- 丙",
        "<!doctype html><body><p>甲乙</p><textarea>丙",
        "<!doctype html><body><p>甲乙</p><script>丙",
    ] {
        let (document, trace) = input::html::trace(page.as_bytes());
        let checked = found(&document, &mut Chance(3), 2);
        let remarks = Remarks::new(&document, &checked, Lang::Zh);
        match html::mark(page.as_bytes(), &trace, &remarks) {
            Err(refusal) => assert_eq!(refusal, Refusal::Unfaithful, "{page}"),
            Ok(marked) => {
                let seen = input::html::trace(&marked).0.text;
                assert_eq!(seen, document.text, "{page}");
                assert_eq!(
                    html::clean(&marked).as_deref(),
                    Ok(page.as_bytes()),
                    "{page}"
                );
            }
        }
    }
}

#[test]
fn words_in_a_table_outside_of_its_cells_are_one_text() {
    let page =
        "<!doctype html><body><table>甲<b>乙</b>丙<tr>丁<i>戊</i><td>1</td></tr></table></body>";
    let (document, _) = input::html::trace(page.as_bytes());
    assert!(
        document.text.starts_with("甲乙丙\n丁戊\n"),
        "{}",
        document.text
    );
}
