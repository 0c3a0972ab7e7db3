//! Numbers of texts: which count, how they are rounded, which words are in front of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::quotes::{Quote, of_text};
use super::size::{Agreement, agreement, is_percentage};
use crate::document::{Block, BlockKind, Document};
use crate::report::Prose;
use crate::text::{LineIndex, Number, Span};

fn quotes(text: &str) -> Vec<Quote> {
    let document = Document {
        text: text.to_owned(),
        lines: LineIndex::new(text),
        blocks: vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }],
        ..Document::default()
    };
    let mut prose = Prose::of(&[], &document);
    prose.tokenise();
    of_text(&document, &prose)
}

fn only(text: &str) -> Quote {
    let all = quotes(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all[0].clone()
}

#[test]
fn dates_and_numbers_in_series_are_no_figures() {
    for text in [
        "2023年1月1日至12月31日",
        "国办公开办函〔2021〕30号第3条",
        "1.办理情况",
        "如下：1.公开；2.保密；（3）审查",
        "《2023年12件实事》",
        "8:30至9:00",
    ] {
        assert!(quotes(text).is_empty(), "{text}");
    }
    assert_eq!(only("共计1.5万件").unit, "件");
}

#[test]
fn words_in_front_go_back_to_a_mark_or_a_number() {
    let all = quotes("收到7件，予以公开和部分公开共7件（自然人5件）、法人2件。");
    let before: Vec<&str> = all.iter().map(|q| q.before.as_str()).collect();
    assert_eq!(before, ["收到", "予以公开和部分公开共", "自然人", "、法人"]);
    assert!(all[1].earlier.ends_with("收到7件,"));
    assert_eq!(only("上年，2022年收到5件").years, [2022]);
}

#[test]
fn numbers_are_exact_rounded_or_more() {
    let says = |text: &str, value: i128| agreement(&only(text), Number::whole(value));
    assert_eq!(says("12件", 12), Some(Agreement::Exact));
    assert_eq!(says("12件", 13), None);
    assert_eq!(says("1.2万件", 12_000), Some(Agreement::Exact));
    assert_eq!(says("1.2万件", 12_345), Some(Agreement::Rounded));
    assert_eq!(says("1.2万件", 12_501), None);
    assert_eq!(says("300余件", 305), Some(Agreement::Rounded));
    assert_eq!(says("300余件", 399), Some(Agreement::Rounded));
    assert_eq!(says("300余件", 400), None);
    assert_eq!(says("300余件", 299), None);
    assert_eq!(says("七件", 7), Some(Agreement::Exact));
}

#[test]
fn percentages_are_rounded_to_their_decimals() {
    let says = |text: &str, part: i128, of: i128| {
        is_percentage(&only(text), Number::whole(part), Number::whole(of))
    };
    assert!(says("55.6%", 5, 9));
    assert!(says("56%", 5, 9));
    assert!(!says("55%", 5, 9));
    assert!(!says("55.5%", 5, 9));
    assert!(says("百分之五十", 1, 2));
    assert!(!says("50%", 1, 0));
}
