//! Fixing with checks of their own: each says what is found in a text.

use super::*;
use crate::diagnostic::{Class, Label, Severity};
use crate::plain;
use crate::text::{Edit, Span};

/// A finding at some words, with a fix that puts others there.
fn at(text: &str, rule: &str, words: &str, new: &str) -> Option<Diagnostic> {
    let start = text.find(words)?;
    Some(found(rule, &[(start, start + words.len(), new)]))
}

fn found(rule: &str, edits: &[(usize, usize, &str)]) -> Diagnostic {
    let edits: Vec<Edit> = edits
        .iter()
        .map(|(start, end, text)| Edit {
            span: Span::new(*start, *end),
            text: (*text).to_owned(),
        })
        .collect();
    Diagnostic {
        labels: vec![Label::primary(edits[0].span)],
        fixes: vec![Fix {
            message: String::new(),
            applicability: Applicability::Safe,
            edits,
        }],
        ..Diagnostic::new(rule, Severity::Warning, Class::Hard, String::new())
    }
}

fn suggested(mut diagnostic: Diagnostic) -> Diagnostic {
    for fix in &mut diagnostic.fixes {
        fix.applicability = Applicability::Suggestion;
    }
    diagnostic
}

fn run(text: &str, level: Level, check: impl Fn(&str) -> Vec<Diagnostic>) -> Fixed {
    let document = plain::read("a.txt", text.as_bytes()).unwrap();
    fix(document, level, &|document| {
        let diagnostics = check(&document.text);
        let mut checked = LintResult::default();
        checked.counts.fail = diagnostics.len();
        checked.diagnostics = diagnostics;
        checked
    })
}

/// The text after safe fixes.
fn after(text: &str, check: impl Fn(&str) -> Vec<Diagnostic>) -> String {
    run(text, Level::Safe, check).document.text
}

#[test]
fn fixes_apart_are_put_in_together() {
    let fixed = run("a b c", Level::Safe, |text| {
        let all = [at(text, "c", "c", "C"), at(text, "a", "a", "AA")];
        all.into_iter().flatten().collect()
    });
    assert_eq!(fixed.document.text, "AA b C");
    assert_eq!((fixed.rounds.len(), fixed.ending), (1, Ending::Settled));
    let rules: Vec<&str> = fixed.fixed.iter().map(|d| d.rule.as_str()).collect();
    assert_eq!(rules, ["a", "c"]);
}

#[test]
fn of_two_that_overlap_the_safer_goes_first_then_the_graver() {
    let both = |text: &str| {
        let wide = at(text, "wide", "abc", "xyz").map(suggested);
        let safe = at(text, "safe", "bc", "BC");
        [wide, safe].into_iter().flatten().collect()
    };
    assert_eq!(run("abc", Level::Suggestions, both).document.text, "aBC");
    let graver = |text: &str| {
        let grave = at(text, "grave", "bc", "BC").map(|d| Diagnostic {
            severity: Severity::Error,
            ..d
        });
        [at(text, "first", "ab", "xy"), grave]
            .into_iter()
            .flatten()
            .collect()
    };
    assert_eq!(after("abc", graver), "aBC");
    // alike, the one further up; the other has its turn where its words are still there
    let alike = |text: &str| {
        let all = [at(text, "second", "bc", "Z"), at(text, "first", "ab", "b")];
        all.into_iter().flatten().collect()
    };
    let fixed = run("abc", Level::Safe, alike);
    assert_eq!((fixed.document.text.as_str(), fixed.rounds.len()), ("Z", 2));
}

#[test]
fn a_fix_is_put_in_whole_or_not_at_all() {
    let check = |text: &str| match text {
        "abcd" => vec![
            Diagnostic {
                severity: Severity::Error,
                ..found("one", &[(0, 1, "A")])
            },
            found("two", &[(0, 2, "x"), (3, 4, "y")]),
        ],
        _ => Vec::new(),
    };
    assert_eq!(after("abcd", check), "Abcd");
}

#[test]
fn what_several_ask_for_is_done_once_and_insertions_keep_their_order() {
    let check = |text: &str| match text {
        "ab" => vec![
            found("one", &[(1, 1, "1")]),
            found("two", &[(1, 1, "1")]),
            found("three", &[(1, 1, "3")]),
            found("four", &[(1, 2, "B")]),
        ],
        _ => Vec::new(),
    };
    let fixed = run("ab", Level::Safe, check);
    assert_eq!(fixed.document.text, "a13B");
    assert_eq!(fixed.fixed.len(), 4);
}

#[test]
fn a_fix_that_does_harm_stays_a_finding() {
    let check = |text: &str| {
        let mut all: Vec<Diagnostic> = at(text, "bad", "bad", "worse").into_iter().collect();
        all.extend(at(text, "typo", "teh", "the"));
        all.extend(at(text, "other", "worse", "worst"));
        all
    };
    let fixed = run("teh bad", Level::Safe, check);
    assert_eq!(fixed.document.text, "the bad");
    let left: Vec<&str> = fixed.left.iter().map(|d| d.rule.as_str()).collect();
    assert_eq!((left, fixed.ending), (vec!["bad"], Ending::Settled));
    // one that does not fix its own finding does no good either
    let vain = |text: &str| {
        vec![
            found("vain", &[(0, 0, "x")]),
            found("at", &[(text.len(), text.len(), "y")]),
        ]
    };
    assert_eq!(after("a", vain), "a");
}

#[test]
fn fixes_that_undo_each_other_come_to_an_end() {
    let check = |text: &str| {
        let all = [at(text, "up", "a", "A"), at(text, "down", "A", "a")];
        let all = all.into_iter().flatten();
        // as one rule, so that no other finding appears
        all.map(|d| Diagnostic {
            rule: "case".into(),
            message: text.into(),
            ..d
        })
        .collect()
    };
    let fixed = run("a", Level::Safe, check);
    assert_eq!(fixed.document.text, "A");
    assert_eq!((fixed.rounds.len(), fixed.ending), (1, Ending::Circled));
}

#[test]
fn there_is_a_bound() {
    let check = |text: &str| {
        let all = text.find('x').map(|p| found("x", &[(p, p + 1, "")]));
        let all = all.into_iter();
        all.map(|d| Diagnostic {
            message: text.into(),
            ..d
        })
        .collect()
    };
    let fixed = run(&"x".repeat(ROUNDS + 1), Level::Safe, check);
    assert_eq!(fixed.document.text, "x");
    assert_eq!(
        (fixed.rounds.len(), fixed.ending),
        (ROUNDS, Ending::Bounded)
    );
    assert_eq!(
        run(&"x".repeat(ROUNDS), Level::Safe, check).ending,
        Ending::Settled
    );
}

#[test]
fn safe_means_safe_and_faulty_edits_are_refused() {
    let one = |text: &str| at(text, "a", "a", "b").map(suggested).into_iter().collect();
    assert_eq!(after("a", one), "a");
    assert_eq!(run("a", Level::Suggestions, one).document.text, "b");
    for edits in [
        &[(0, 2, "x")][..],
        &[(1, 1, "x")],
        &[(0, 9, "x")],
        &[(0, 3, "x"), (0, 6, "y")],
    ] {
        assert_eq!(after("甲乙", |_| vec![found("faulty", edits)]), "甲乙");
    }
}

#[test]
fn of_a_document_that_is_no_text_the_fixes_of_one_round_are_tried() {
    let check = |document: &Document| {
        let text = &document.text;
        // the new words of one fix are worse than the old ones; that of the other fixes
        let all = [
            at(text, "harm", "b", "x"),
            at(text, "new", "x", "y"),
            at(text, "good", "a", "AAA"),
        ];
        let mut checked = LintResult {
            diagnostics: all.into_iter().flatten().collect(),
            ..LintResult::default()
        };
        checked.counts.fail = checked.diagnostics.len();
        checked
    };
    let document = Document {
        format: crate::document::Format::Docx,
        ..plain::read("a.txt", b"a b c").unwrap()
    };
    let edits = tried(&document, &check(&document), Level::Safe, &check);
    let texts: Vec<&str> = edits.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["AAA"]);
    // fixing itself leaves it alone: its text is not the file
    assert!(fix(document, Level::Safe, &check).rounds.is_empty());
}
