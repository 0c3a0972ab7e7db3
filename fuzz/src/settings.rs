//! What people write to set gouji up, and the grammars.

use super::{fits, says};
use gouji::config;
use gouji::diagnostic::{Baseline, LintResult};
use gouji::document::Document;
use gouji::fields::Problem;
use gouji::grammar;
use gouji::input;
use gouji::linter::{Acceptances, Linter, Options, settle};
use gouji::pack::{Catalogue, ConfigLayer, Source, SourceOrigin};
use gouji::packs;
use gouji::project::accept;
use gouji::rule::Day;
use gouji::text::{Folded, Lang, Span};
use gouji::waivers;
use std::sync::LazyLock;

/// A pack of a kind of its own, and a report of that kind with several findings.
const CLUB: &str = include_str!("../../tests/broken/with/club.toml");
const REPORT: &str = "青禾书画社2023年社团报告\n一、活动情况\n来了很多人。\n二、人数情况\n共有3人。\n\n人数表\n\n\
    | 项目 | 春季 | 秋季 |\n|---|---|---|\n| 新来的 | 1 | 2 |\n| 原有的 | 3 | 4 |\n| 合计数 | 5 | 6 |\n";

/// What is said has a place in the file.
fn placed<'p>(problems: impl IntoIterator<Item = &'p Problem>) {
    for problem in problems {
        for label in problem.diagnostics.iter().flat_map(|d| &d.labels) {
            assert!(fits(&problem.document.text, label.span), "{:?}", label.span);
        }
    }
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
        origin: SourceOrigin::Explicit,
    };
    let catalogue = packs::catalogue_of(vec![source], Lang::En);
    let library = catalogue.library(&catalogue.packs().iter().collect::<Vec<_>>());
    placed(catalogue.problems().iter().chain(&library.problems));
    // what was loaded can be run
    if let Ok(document) = input::read("a.txt", REPORT.as_bytes()) {
        let checked = Linter::new(library, Options::default()).check(&document);
        says(&document, &checked);
    }
}

/// The pack of a kind of its own.
fn club() -> Source {
    Source {
        name: "club.toml".to_owned(),
        text: CLUB.into(),
        origin: SourceOrigin::Explicit,
    }
}

/// Loads packs, and lints a report with them.
fn linted(catalogue: &Catalogue) -> Option<(Linter, Document, LintResult)> {
    let library = catalogue.library(&catalogue.packs().iter().collect::<Vec<_>>());
    placed(catalogue.problems().iter().chain(&library.problems));
    let document = input::read("a.txt", REPORT.as_bytes()).ok()?;
    let linter = Linter::new(library, Options::default());
    let checked = linter.check(&document);
    says(&document, &checked);
    Some((linter, document, checked))
}

/// A configuration: what it sets for files, and for rules.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for trusted in [true, false] {
        let (config, problem) = config::read(config::NAME, &text, trusted, Lang::En);
        placed(&problem);
        for path in ["a.txt", "drafts/2023/b.docx", ""] {
            config.takes(path);
            config.choices(&config.areas_of(path));
        }
    }
    let top = ConfigLayer {
        name: config::NAME.to_owned(),
        text: text.into_owned(),
        areas: vec![0],
    };
    linted(&packs::catalogue_of(vec![club()], Lang::En).topped(top));
}

/// A report of the club, what is found in it, and what finds it.
static FOUND: LazyLock<Option<(Linter, Document, LintResult)>> =
    LazyLock::new(|| linted(&packs::catalogue_of(vec![club()], Lang::Zh)));

/// Waivers, held against what is found in a report, and written as they were read.
pub fn waivers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    waivers::read(config::NAME, &text, Lang::En, true);
    let (given, problem) = waivers::read(waivers::WAIVERS, &text, Lang::Zh, false);
    placed(&problem);
    if let (Some((linter, document, checked)), Some(today)) = (&*FOUND, Day::after_epoch(20_000)) {
        let all = checked.diagnostics.len();
        assert!(all > 1, "the report of the club has findings");
        let accepted = Acceptances {
            baseline: None,
            waivers: given.list.iter().collect(),
        };
        let (checked, seen) = linter.accept(checked.clone(), document, &accepted, today);
        assert!(checked.diagnostics.len() + checked.accepted.len() == all);
        let seen: Vec<_> = seen.into_iter().map(Some).collect();
        let said = settle(&given, &seen, today, Lang::En);
        says(&given.document, &said);
    }
    for waiver in &given.list {
        let text = waiver.text();
        let (again, _) = waivers::read(waivers::WAIVERS, &text, Lang::Zh, false);
        let again = again.list.first();
        assert_eq!(
            again.map(|w| (&w.rule, &w.at)),
            Some((&waiver.rule, &waiver.at)),
            "{text}"
        );
        assert_eq!(again.map(|w| &w.values), Some(&waiver.values), "{text}");
    }
}

/// A baseline: what is read is written, and read again as the same.
pub fn baseline(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (baseline, problem) = accept::baseline::read("a.json", &text, Lang::En);
    placed(&problem);
    let Some(baseline) = baseline else {
        return;
    };
    let written = |baseline: &Baseline| {
        let mut out = Vec::new();
        accept::baseline::write(&mut out, baseline).map(|()| out)
    };
    let first = written(&baseline).unwrap_or_default();
    let again = accept::baseline::read("a.json", &String::from_utf8_lossy(&first), Lang::En);
    let again = again.0.and_then(|b| written(&b).ok());
    assert_eq!(again, Some(first), "what is written is read as the same");
}
