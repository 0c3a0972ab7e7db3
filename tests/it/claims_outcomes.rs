//! What the text says of outcomes, applicants, documents, reviews and lawsuits: is it noticed?
//!
//! `claims/outcomes/*.txt` hold a claim each, in the words of many authors. Every phrasing (`say`) is put into several
//! frames and the sentence into a report: with tables that agree nothing may be said, with a table that contradicts the
//! rule must report it. Every `trap` speaks of something else, beside the tables that agree: nothing may be said.
//! Recall and false alarms are printed for each claim; `GOUJI_MISSES=1` prints the sentences. All places are made up.
//!
//! ```text
//! rule   prose-granted        the rule that must report it
//! figure 11                   the figure of the table, which stands for # in the phrasings
//! nothing                     (instead:) the claim is that there is nothing
//! cell   requests 2 6         the cell that is changed to contradict: row and column, or the place in table four;
//!                             `all` changes every cell of tables three and four
//! frame  其中{}。             a sentence, {} is the phrasing
//! say    予以公开#件
//! pair   … {}件 11            a phrasing with a figure of its own
//! trap   …
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use crate::support::reports::layout;
use crate::support::reports::model;
use gouji::packs;
#[path = "claims/tables.rs"]
mod tables;

use gouji::document::Document;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack::Source;
use layout::{Layout, render};
use model::Model;
use std::path::Path;
use std::sync::OnceLock;
use tables::report;

/// Rules of these beginnings are about the claims of these files.
const FAMILY: &[&str] = &[
    "prose-granted*",
    "prose-partial",
    "prose-denied*",
    "prose-unable*",
    "prose-rejected*",
    "prose-other*",
    "prose-outcomes*",
    "prose-individuals",
    "prose-organisations",
    "prose-companies",
    "prose-ground*",
    "prose-reviews*",
    "prose-lawsuits*",
    "prose-disputes*",
    "prose-no-reviews",
    "prose-no-lawsuits",
    "prose-documents*",
    "prose-regulations*",
    "prose-permits",
    "prose-penalties",
];

/// The rules as they stand in the files, so that a change needs no build.
fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| {
        let sources: Vec<Source> = packs::sources()
            .into_iter()
            .map(|mut source| {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&source.name);
                source.text = std::fs::read_to_string(path).unwrap().into();
                source
            })
            .collect();
        let library = packs::catalogue_of(sources, Default::default()).asked();
        if let Some(problem) = library.problems.first() {
            let all = problem.diagnostics.iter();
            let all: Vec<&str> = all.map(|d| d.message.as_str()).collect();
            panic!("{}: {all:?}", problem.document.name);
        }
        let options = Options {
            select: FAMILY.iter().map(|r| (*r).to_owned()).collect(),
            ..Options::default()
        };
        Linter::new(library, options)
    })
}

/// A claim: how people write it, and what stands in the tables.
#[derive(Default)]
struct Claim {
    name: String,
    rule: String,
    figure: String,
    nothing: bool,
    cell: Vec<String>,
    frames: Vec<String>,
    says: Vec<String>,
    traps: Vec<String>,
}

fn claims() -> Vec<Claim> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims/outcomes");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let mut claim = Claim {
            name: path.file_stem().unwrap().to_string_lossy().into(),
            ..Claim::default()
        };
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let (key, value) = line.split_once(' ').unwrap_or((line, ""));
            match key {
                "" | "#" => {}
                "rule" => claim.rule = value.into(),
                "figure" => claim.figure = value.into(),
                "nothing" => claim.nothing = true,
                "cell" => claim.cell = value.split(' ').map(str::to_owned).collect(),
                "frame" => claim.frames.push(value.into()),
                "say" => claim.says.push(value.replace('#', &claim.figure)),
                "pair" => {
                    let (text, figure) = value.rsplit_once(' ').unwrap();
                    claim.says.push(text.replace("{}", figure));
                }
                "trap" => claim.traps.push(value.into()),
                other => panic!("{}: {other}", claim.name),
            }
        }
        claim
    };
    paths.iter().map(read).collect()
}

impl Claim {
    /// The report with tables that agree.
    fn agreeing(&self) -> Model {
        let mut model = report();
        if self.nothing {
            model.disputes = vec!["0".into(); 15];
        }
        model
    }

    /// The report with a cell that contradicts the claim.
    fn contradicting(&self) -> Model {
        let mut model = self.agreeing();
        if self.cell[0] == "all" {
            let requests = model.requests.iter_mut().flatten();
            for cell in requests.chain(&mut model.disputes) {
                *cell = raised(cell);
            }
            return model;
        }
        let at: Vec<usize> = self.cell[1..].iter().map(|n| n.parse().unwrap()).collect();
        let cell = match self.cell[0].as_str() {
            "requests" => &mut model.requests[at[0]][at[1]],
            "published" => &mut model.published[at[0]][at[1]],
            _ => &mut model.disputes[at[0]],
        };
        *cell = raised(cell);
        model
    }

    /// Every phrasing in two frames or more, so that each frame is used.
    fn sentences(&self) -> Vec<String> {
        let says = self.says.iter().enumerate();
        says.flat_map(|(at, say)| {
            let frames =
                (0..2).map(move |n| &self.frames[(at + n * 2 + at / 7) % self.frames.len()]);
            frames.map(move |f| f.replace("{}", say))
        })
        .collect()
    }
}

fn raised(cell: &str) -> String {
    (cell.parse::<u32>().unwrap() + 20).to_string()
}

/// The rules that report something of a report with a sentence in its first part.
fn found(model: &Model, sentence: &str) -> Vec<String> {
    let mut model = model.clone();
    model.prose[0][1] = sentence.into();
    let text = render(&model, Layout::Tabs);
    let document: Document = input::read("report.txt", text.as_bytes()).unwrap();
    let checked = linter().check(&document);
    checked.diagnostics.into_iter().map(|d| d.rule).collect()
}

#[test]
fn claims_are_noticed_and_nothing_else() {
    let show = std::env::var_os("GOUJI_MISSES").is_some();
    let only = std::env::var("GOUJI_CLAIM").ok();
    let mut wrong = Vec::new();
    for claim in claims() {
        if only.as_ref().is_some_and(|o| *o != claim.name) {
            continue;
        }
        let (agreeing, contradicting) = (claim.agreeing(), claim.contradicting());
        let sentences = claim.sentences();
        let (mut heard, mut alarms) = (0, 0);
        let mut alarm = |sentence: &str, model: &Model, what: &str| {
            let said = found(model, sentence);
            if !said.is_empty() {
                alarms += 1;
                if show {
                    println!("    {what}: {sentence} {said:?}");
                }
            }
        };
        for sentence in &sentences {
            alarm(sentence, &agreeing, "agrees");
        }
        let model = report();
        for trap in &claim.traps {
            alarm(trap, &model, "trap");
        }
        for sentence in &sentences {
            match found(&contradicting, sentence).contains(&claim.rule) {
                true => heard += 1,
                false if show => println!("    not heard: {sentence}"),
                false => {}
            }
        }
        println!(
            "{:14} {heard:4} of {:4} heard, {alarms} false alarms on {} that agree and {} traps",
            claim.name,
            sentences.len(),
            sentences.len(),
            claim.traps.len()
        );
        if heard * 10 < sentences.len() * 9 || alarms > 0 {
            wrong.push(claim.name.clone());
        }
        assert!(sentences.len() >= 60, "{}: too few phrasings", claim.name);
        assert!(claim.traps.len() >= 40, "{}: too few traps", claim.name);
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The report whose totals of table three, whose documents and whose table four are all other ones.
fn all_other(body: &'static str) -> Model {
    let mut model = report();
    model.body = body;
    for row in &mut model.requests {
        row.iter_mut().for_each(|cell| *cell = raised(cell));
    }
    let rest = model.published.iter_mut().flatten();
    rest.chain(&mut model.disputes)
        .for_each(|cell| *cell = raised(cell));
    model
}

#[test]
fn whole_sentences_are_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims/sentences.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let (mut heard, mut all) = (0, 0);
    let mut alarms = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let (key, rest) = line.split_once(' ').unwrap();
        let (rule, sentence) = match key {
            "clean" => ("", rest),
            _ => rest.split_once(' ').unwrap(),
        };
        let body = match key {
            "area" => "青禾县人民政府",
            _ => "青禾县人民政府办公室",
        };
        let mut model = report();
        model.body = body;
        if rule.starts_with("prose-no-") {
            model.disputes = vec!["0".into(); 15];
        }
        let said = found(&model, sentence);
        if !said.is_empty() {
            alarms.push(format!("{sentence} {said:?}"));
        }
        if key != "clean" {
            all += 1;
            let mut other = all_other(body);
            if rule == "prose-no-lawsuits" {
                // reviews and lawsuits that are denied together are one finding
                other.disputes[4] = "0".into();
            }
            match found(&other, sentence).contains(&rule.to_owned()) {
                true => heard += 1,
                false => println!("    not heard: {rule} {sentence}"),
            }
        }
    }
    println!("{heard} of {all} claims in whole sentences heard");
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert!(heard * 10 >= all * 9, "{heard} of {all}");
}
