//! What holds of every report: outcomes are counted, neither order nor threads change what is written, places fit the
//! text, and neither layout nor blank space makes a finding.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use crate::support;
use crate::support::reports::layout;
use crate::support::reports::model;
use gouji::packs;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use gouji::diagnostic::{Content, LintResult, Severity};
use gouji::document::{BlockKind, Document, NoteKind};
use gouji::input;
use gouji::linter::{Keep, Linter, Options};
use gouji::report::{self, Kind, Report};
use gouji::rule;
use gouji::text::{Lang, Span};
use layout::{ALL, Layout, render};
use model::Model;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use serde_json::Value;
use support::{Bench, exits, out};

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| packs::library(Lang::Zh).kinds);
/// Every finding by itself, with all that was read.
static LINTER: LazyLock<Linter> = LazyLock::new(|| linter(true));
/// Findings folded into their causes.
static FOLDING: LazyLock<Linter> = LazyLock::new(|| linter(false));
/// The ids of all rules; what else is found is about the file.
static IDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let library = packs::library(Lang::Zh);
    library.all_rules().map(|(_, r)| r.id.clone()).collect()
});
/// The texts that stand in this folder, by name.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(texts);

/// So many cases. They are the same in each run; `GOUJI_FUZZ_SEED` chooses others.
fn config(cases: u32) -> ProptestConfig {
    let seed = std::env::var("GOUJI_FUZZ_SEED").ok();
    let seed = seed.and_then(|s| s.parse().ok()).unwrap_or(0);
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    }
}

fn linter(no_fold: bool) -> Linter {
    let options = Options {
        no_fold,
        keep: Keep::Sums,
        ..Options::default()
    };
    Linter::new(packs::library(Lang::Zh), options)
}

fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let folders = ["reports", "reports/correct", "samples", "fixtures/reports"];
    for folder in folders {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests")
            .join(folder);
        let paths = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
        let is_text = |p: &Path| p.extension().is_some_and(|e| e == "txt" || e == "md");
        for path in paths.filter(|p| is_text(p)) {
            all.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    all.sort();
    all
}

fn read(text: &str) -> Document {
    input::read("report.txt", text.as_bytes()).unwrap()
}

// ---------------------------------------------------------------- reports at random

/// A report whose figures are others than those that fit: values by their place in the form.
fn spoilt() -> impl Strategy<Value = Model> {
    let form = select(vec!["2019", "2021"]);
    let value = prop_oneof![0..40i64, 0..9_999i64, 100_000..90_000_000i64];
    let changes = prop::collection::vec((any::<Index>(), value), 0..8);
    (form, changes).prop_map(|(form, changes)| {
        let mut model = Model::dense(form);
        let mut cells: Vec<&mut String> = model
            .published
            .iter_mut()
            .chain(&mut model.requests)
            .flatten()
            .chain(&mut model.disputes)
            .collect();
        for (at, value) in changes {
            let at = at.index(cells.len());
            *cells[at] = value.to_string();
        }
        model
    })
}

/// What is done to a text at a place.
#[derive(Clone, Debug)]
enum Damage {
    Put(String),
    Drop(usize),
    Repeat(usize),
}

fn damage() -> impl Strategy<Value = (Index, Damage)> {
    let odd = "[\\n\\r\\t|,，。；（）()\"“” \u{a0}\u{3000}\u{200b}\u{301}\u{202e}\u{feff}0１九%元件一二年月日不𠮷\\x00-\\x1f]{1,4}";
    let damage = prop_oneof![
        odd.prop_map(Damage::Put),
        "\\PC{1,3}".prop_map(Damage::Put),
        (1..90usize).prop_map(Damage::Drop),
        (1..90usize).prop_map(Damage::Repeat),
    ];
    (any::<Index>(), damage)
}

/// A text that stands here, damaged.
fn damaged() -> impl Strategy<Value = String> {
    let one = (
        any::<Index>(),
        prop::collection::vec(damage(), 0..12),
        select(ALL.to_vec()),
    );
    one.prop_map(|(which, damages, layout)| {
        let whole = match which.index(TEXTS.len() + 4).checked_sub(4) {
            Some(at) => TEXTS[at].1.clone(),
            None => render(&Model::wrong("2021"), layout),
        };
        let mut chars: Vec<char> = whole.chars().collect();
        for (at, damage) in damages {
            let at = at.index(chars.len());
            match damage {
                Damage::Put(words) => drop(chars.splice(at..at, words.chars())),
                Damage::Drop(n) => drop(chars.drain(at..(at + n).min(chars.len() - 1).max(at))),
                Damage::Repeat(n) => {
                    let again = chars[at..(at + n).min(chars.len())].to_vec();
                    chars.splice(at..at, again);
                }
            }
        }
        chars.into_iter().collect()
    })
}

// ---------------------------------------------------------------- counts

/// How many evaluations there are, from the rules alone.
fn planned(document: &Document) -> Option<usize> {
    let opened = LINTER.open(document)?;
    opened.with(|report, library, _| {
        let rules = library.rules_of(&report.kind.id).iter().filter(|r| !r.off);
        rules
            .map(|r| rule::evaluate(r, report, Lang::Zh).len())
            .sum()
    })
}

/// What the counts of a result do not agree with.
fn miscounted(document: &Document, checked: &LintResult) -> Option<String> {
    let counts = checked.counts;
    let found = checked.diagnostics.iter().filter(|d| IDS.contains(&d.rule));
    let found: usize = found.map(|d| d.parts().len()).sum();
    let due = (planned(document).unwrap_or(0), found, checked.open.len());
    let is = (counts.total(), counts.fail, counts.unknown);
    (is != due).then(|| format!("{is:?} is not {due:?}"))
}

// ---------------------------------------------------------------- places

/// Whether a span is text.
fn fits(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// Spans anywhere in a value.
fn spans(value: &Value, to: &mut Vec<Span>) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                let at = |v: &Value| u32::try_from(v.as_u64().unwrap()).unwrap();
                let (start, end) = (at(start), at(end));
                to.push(Span { start, end });
            }
            fields.values().for_each(|v| spans(v, to));
        }
        Value::Array(items) => items.iter().for_each(|v| spans(v, to)),
        _ => {}
    }
}

/// All places that a result names.
fn places(checked: &LintResult) -> Vec<Span> {
    let mut all = Vec::new();
    spans(&serde_json::to_value(checked).unwrap(), &mut all);
    all.extend(checked.sections.iter().map(|s| s.span));
    let debug = format!("{:?}", checked.reading);
    // what is left out where a result is stored
    for part in debug.split("Span { start: ").skip(1) {
        let (start, rest) = part.split_once(", end: ").unwrap();
        let end = rest.split_once(" }").unwrap().0;
        let at = |n: &str| n.parse().unwrap();
        all.push(Span {
            start: at(start),
            end: at(end),
        });
    }
    all
}

/// All places that reading a report gave.
fn facts(report: &Report<'_>) -> Vec<Span> {
    let mut all: Vec<Span> = report.headings.iter().map(|h| h.span).collect();
    if let Some(title) = &report.title {
        all.push(title.span);
        all.extend(title.year.iter().map(|y| y.span));
        all.extend(title.body.iter().map(|b| b.span));
    }
    for table in &report.tables {
        all.extend(table.span);
        all.extend(table.labels.iter().map(|(_, s)| *s));
        for row in &table.rows {
            all.extend(row.label);
            all.extend(row.cells.iter().map(|c| c.span));
        }
    }
    for found in report.mentions.iter().flatten() {
        all.push(found.span);
        all.extend(found.groups.iter().map(|g| g.span));
    }
    all
}

fn misplaced(document: &Document, checked: &LintResult) -> Option<Span> {
    let text = document.text.as_str();
    let read = report::read(&KINDS, document);
    let all = places(checked)
        .into_iter()
        .chain(read.iter().flat_map(facts));
    all.into_iter().find(|s| !fits(text, *s))
}

/// Whether the edits of each fix stand in order, and their texts join the rest.
fn overlaps(checked: &LintResult) -> bool {
    let fixes = checked.diagnostics.iter().flat_map(|d| &d.fixes);
    let mut edits = fixes.map(|f| {
        let mut edits: Vec<Span> = f.edits.iter().map(|e| e.span).collect();
        edits.sort_by_key(|s| (s.start, s.end));
        edits
    });
    edits.any(|e| e.windows(2).any(|w| w[0].end > w[1].start))
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn of_any_text_all_is_counted_and_every_place_fits(text in damaged()) {
        // what is no text is refused
        let Ok(document) = input::read("report.txt", text.as_bytes()) else {
            return Ok(());
        };
        let checked = LINTER.check(&document);
        prop_assert_eq!(miscounted(&document, &checked), None);
        prop_assert_eq!(misplaced(&document, &checked), None);
        let folded = FOLDING.check(&document);
        prop_assert_eq!(folded.counts, checked.counts);
        prop_assert_eq!(miscounted(&document, &folded), None);
        prop_assert_eq!(misplaced(&document, &folded), None);
        prop_assert!(!overlaps(&folded));
    }

    #[test]
    fn what_is_planned_does_not_depend_on_the_figures(model in spoilt()) {
        let total = |m: &Model| LINTER.check(&read(&render(m, Layout::Tabs))).counts.total();
        prop_assert_eq!(total(&model), total(&Model::dense(model.form)));
    }
}

#[test]
fn of_the_kept_texts_all_is_counted_and_every_place_fits() {
    assert!(TEXTS.len() > 20);
    for (name, text) in &*TEXTS {
        let document = read(text);
        for checked in [LINTER.check(&document), FOLDING.check(&document)] {
            assert_eq!(miscounted(&document, &checked), None, "{name}");
            assert_eq!(misplaced(&document, &checked), None, "{name}");
        }
    }
}

// ---------------------------------------------------------------- layouts

/// Rule and message of what is found, of errors and warnings.
fn loud(checked: &LintResult) -> Vec<(String, String)> {
    let all = checked.diagnostics.iter();
    let loud = all.filter(|d| d.severity >= Severity::Warning);
    let mut loud: Vec<_> = loud.map(|d| (d.rule.clone(), d.message.clone())).collect();
    loud.sort();
    loud
}

/// The model of a report again, from the cells that were read.
fn model_of(checked: &LintResult) -> Option<Model> {
    let form = ["2019", "2021"]
        .into_iter()
        .find(|f| checked.form.as_deref() == Some(f))?;
    let mut model = Model::dense(form);
    let mut values = Vec::new();
    let tables = &checked.reading.as_ref()?.tables;
    let rows = tables.iter().flat_map(|t| &t.rows);
    for cell in rows.flat_map(|r| &r.cells) {
        match &cell.content {
            Content::Number(value) => values.push(value.to_string()),
            _ => return None,
        }
    }
    let cells = model.published.iter_mut().chain(&mut model.requests);
    let mut values = values.into_iter();
    for cell in cells.flatten().chain(&mut model.disputes) {
        *cell = values.next()?;
    }
    values.next().is_none().then_some(model)
}

proptest! {
    #![proptest_config(config(12))]

    /// The facts that one layout gives, written down in another, give the same findings.
    #[test]
    fn layouts_do_not_matter(model in spoilt(), from in select(ALL.to_vec())) {
        let first = LINTER.check(&read(&render(&model, from)));
        let due = loud(&first);
        let again = model_of(&first);
        prop_assert!(again.is_some(), "{:?}", from);
        for layout in ALL {
            let text = render(again.as_ref().unwrap(), layout);
            let checked = LINTER.check(&read(&text));
            prop_assert_eq!(&loud(&checked), &due, "{:?}, then {:?}", from, layout);
        }
    }
}

// ---------------------------------------------------------------- blank space and width

/// What may be done to a text that changes no word of it; a bit of the seed says whether it is done at a place.
#[derive(Clone, Debug)]
struct Manner {
    line_end: &'static str,
    narrow: bool,
    wide: bool,
    trail: bool,
    indent: &'static str,
    gaps: bool,
    seed: u64,
}

fn manner() -> impl Strategy<Value = Manner> {
    let line_end = select(vec!["\n", "\r\n", "\r"]);
    let indent = select(vec!["", "  ", "\u{3000}\u{3000}", "\u{a0}", "    "]);
    let rest = (any::<[bool; 4]>(), any::<u64>());
    (line_end, indent, rest).prop_map(|(line_end, indent, ([narrow, wide, trail, gaps], seed))| {
        Manner {
            line_end,
            narrow,
            wide,
            trail,
            indent,
            gaps,
            seed,
        }
    })
}

/// The text again in another manner. Lines of tables keep their white space: it tells cells and rows apart.
fn put(document: &Document, manner: &Manner) -> String {
    let mut seed = manner.seed | 1;
    let mut chance = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed & 1 == 1
    };
    let is_table = |block: &BlockKind| matches!(block, BlockKind::Table(_));
    // where lines are broken at a width, indents and gaps tell where paragraphs begin
    let wrapped = document.note(NoteKind::HardWrapped).is_some();
    let mut begins = BTreeMap::new();
    let mut near_table = true;
    for block in &document.blocks {
        let prose = matches!(block.kind, BlockKind::Paragraph);
        begins.insert(block.span.start as usize, prose && !near_table && !wrapped);
        near_table = is_table(&block.kind);
    }
    let in_table = |at: usize| {
        let tables = document.blocks.iter().filter(|b| is_table(&b.kind));
        tables.map(|b| b.span.range()).any(|r| r.contains(&at))
    };
    let mut out = String::new();
    for (at, c) in document.text.char_indices() {
        if begins.get(&at).copied().unwrap_or(false) {
            if manner.gaps && chance() && out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(manner.indent);
        }
        let c = match c {
            '，' | '：' | '；' | '（' | '）' if manner.narrow && chance() => narrow(c),
            '(' if manner.wide && chance() => '（',
            ')' if manner.wide && chance() => '）',
            c => c,
        };
        if c == '\n' && manner.trail && !in_table(at) && chance() {
            out.push_str("  ");
        }
        out.push(c);
    }
    out.replace('\n', manner.line_end)
}

fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        _ => ')',
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn blank_space_width_and_line_ends_make_no_finding(which in any::<Index>(), manner in manner()) {
        let correct = TEXTS.iter().filter(|(name, _)| name.contains("/correct/"));
        let correct: Vec<_> = correct.collect();
        let (name, text) = &correct[which.index(correct.len())];
        let other = put(&read(text), &manner);
        let checked = LINTER.check(&read(&other));
        prop_assert_eq!(loud(&checked), [], "{}\n{}", name, other);
        prop_assert_eq!(checked.counts.unknown, 0, "{}\n{}", name, other);
    }
}

// ---------------------------------------------------------------- order and threads

/// A folder with the kept texts, some of them damaged, and a file that is no report.
fn folder() -> (Bench, Vec<String>) {
    let bench = Bench::new();
    let mut names = Vec::new();
    for (at, (_, text)) in TEXTS.iter().enumerate() {
        let name = format!("in/{at:02}.txt");
        bench.file(&name, text.replacen("\t3", "\t8", 2));
        names.push(name);
    }
    bench.file("in/99.txt", b"\0\x01\x02");
    names.push("in/99.txt".into());
    (bench, names)
}

fn run(bench: &Bench, names: &[String], format: &str, jobs: &str) -> String {
    let common = ["check", "--no-cache", "--fail-on", "never", "--format"];
    let rest = [format, "--jobs", jobs, "--color", "never"];
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let output = bench.run(&[&common[..], &rest, &names].concat());
    exits(&output, 3);
    out(&output)
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let (bench, names) = folder();
    for format in ["human", "json", "jsonl", "sarif", "html"] {
        let alone = run(&bench, &names, format, "1");
        assert!(alone.len() > 1000);
        for jobs in ["2", "7"] {
            assert!(
                run(&bench, &names, format, jobs) == alone,
                "{format} {jobs}"
            );
        }
    }
}

#[test]
fn findings_are_the_same_in_any_order_of_files() {
    let (bench, mut names) = folder();
    let by_path = |names: &[String]| -> BTreeMap<String, Value> {
        let all: Value = serde_json::from_str(&run(&bench, names, "json", "0")).unwrap();
        let reports = all["reports"].as_array().unwrap().iter();
        let named = |r: &Value| (r["path"].as_str().unwrap().to_owned(), r.clone());
        reports.map(named).collect()
    };
    let due = by_path(&names);
    assert_eq!(due.len(), names.len() - 1);
    for round in 1..4 {
        let middle = names.len() / 3 * round % names.len();
        names.rotate_left(middle);
        names.swap(0, round);
        assert_eq!(by_path(&names), due);
    }
    names.reverse();
    assert_eq!(by_path(&names), due);
}
