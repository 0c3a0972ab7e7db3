//! Packs on packs: which of them a report gets, what layers change, and what locks forbid.

#![allow(clippy::unwrap_used)]

use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;

/// The packs for places that a report of a body gets.
fn packs_of(linter: &Linter, body: &str) -> Vec<String> {
    let text = format!(
        "{body}2025年政府信息公开工作年度报告\n一、总体情况\n略。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    );
    let document = input::read("a.txt", text.as_bytes()).unwrap();
    let opened = linter.open(&document).unwrap();
    let chosen = opened.packs.iter().filter(|p| p.by_place);
    chosen.map(|p| p.id.clone()).collect()
}

#[test]
fn a_report_gets_the_pack_of_its_place() {
    let linter = Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default());
    let mut wrong = Vec::new();
    for line in include_str!("../packs/places.tsv").lines() {
        let (body, due) = line.split_once('\t').unwrap();
        let due: Vec<&str> = Some(due).filter(|d| *d != "-").into_iter().collect();
        let found = packs_of(&linter, body);
        if found != due {
            wrong.push(format!("{body}: {found:?}, not {due:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_choice_by_place_can_be_switched_off() {
    let linter = Linter::choosing(packs::catalogue(Lang::Zh), false, Options::default());
    assert!(packs_of(&linter, "河南省人民政府").is_empty());
}
