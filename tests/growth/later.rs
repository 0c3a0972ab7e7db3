//! What comes behind the readers: outputs, baselines, waivers, configurations, and the search for wrong cells.

use super::{all, grow, grows};
use gouji::config;
use gouji::diagnostic::{Baseline, LintResult, Summary};
use gouji::document::Document;
use gouji::input;
use gouji::linter::{Acceptances, Linter, Options};
use gouji::output::checkstyle::Checkstyle;
use gouji::output::github::Github;
use gouji::output::gitlab::Gitlab;
use gouji::output::html::Html;
use gouji::output::json::{Json, JsonLines};
use gouji::output::rdjson::Rdjson;
use gouji::output::sarif::Sarif;
use gouji::output::xlsx::Xlsx;
use gouji::output::{End, Writer};
use gouji::packs;
use gouji::project::accept::baseline;
use gouji::rule::Day;
use gouji::text::Lang;
use gouji::waivers;
use std::sync::LazyLock;

/// The rules that come along; each finding by itself.
pub static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let options = Options {
        no_fold: true,
        ..Options::default()
    };
    Linter::new(packs::library(Lang::Zh), options)
});

fn sample() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");
    std::fs::read_to_string(path).unwrap()
}

/// Pieces that something is found in.
const WRONG: [(&str, &str); 4] = [
    ("sign twice", "公开信息，，条。"),
    ("paragraph with a sign twice", "公开信息，，条。\n"),
    ("share", "收到申请3件，占比30%。"),
    ("table", "\n表\n\t项目\t数量\n\t甲\t-1\n\t乙\t１\n\n"),
];

/// A text with such pieces in its first section.
fn text(name: &str, count: usize) -> Vec<u8> {
    let sample = sample();
    let (before, behind) = sample.split_once("\n二、").unwrap();
    let piece = WRONG.iter().find(|(n, _)| *n == name).unwrap().1;
    format!("{before}\n{}\n二、{behind}", piece.repeat(count)).into_bytes()
}

/// The same as a page.
fn page(name: &str, count: usize) -> Vec<u8> {
    let text = String::from_utf8(text(name, count)).unwrap();
    let lines = text.lines().filter(|l| !l.is_empty());
    let lines = lines.map(
        |line| match line.trim().split('\t').collect::<Vec<_>>().as_slice() {
            [one] => format!("<p>{one}</p>"),
            cells => format!(
                "<table><tr><td>{}</td></tr></table>",
                cells.join("</td><td>")
            ),
        },
    );
    format!(
        "<!doctype html><html><body>{}</body></html>",
        lines.collect::<String>()
    )
    .into_bytes()
}

fn checked(bytes: &[u8]) -> (Document, LintResult) {
    let document = input::read("a.txt", bytes).unwrap();
    let checked = LINTER.check(&document);
    (document, checked)
}

fn write(writer: &mut dyn Writer, (document, checked): &(Document, LintResult)) {
    let mut out = Vec::new();
    let mut summary = Summary::default();
    summary.add(checked);
    writer.head(&mut out).unwrap();
    writer.report(&mut out, document, checked).unwrap();
    let end = End {
        summary: &summary,
        exit: 0,
        day: None,
        rules: &|_| None,
    };
    writer.finish(&mut out, &end).unwrap();
}

fn writers() -> Vec<Box<dyn Writer>> {
    vec![
        Box::new(Json::default()),
        Box::new(JsonLines),
        Box::new(Html::new(Lang::Zh)),
        Box::new(Xlsx::new(Lang::Zh)),
        Box::new(Sarif::new(Lang::Zh)),
        Box::new(Gitlab::new(Lang::Zh)),
        Box::new(Rdjson::new(Lang::Zh)),
        Box::new(Github { lang: Lang::Zh }),
        Box::new(Checkstyle { lang: Lang::Zh }),
    ]
}

#[test]
fn outputs() {
    let (_, found) = checked(&text("sign twice", 50));
    assert!(found.diagnostics.len() > 40, "{}", found.diagnostics.len());
    for nth in 0..writers().len() {
        let act = |made: &(Document, LintResult)| write(writers()[nth].as_mut(), made);
        // of one rule no more than a thousand findings are told
        grow(&all(&WRONG, 120, |w| w.0), &text, &checked, &act);
        grow(&all(&WRONG, 120, |w| w.0), &page, &checked, &act);
    }
}

#[test]
fn checks_of_wrong_reports() {
    let act = |bytes: &[u8]| drop(checked(bytes));
    grows(&all(&WRONG, 120, |w| w.0), &text, &act);
}

/// Reports with the tables of the form again and again, each with wrong cells.
#[test]
fn wrong_cells() {
    let file = |_: &str, count: usize| {
        let sample = sample().replace("\t12\n", "\t13\n");
        let (start, end) = (
            sample.find("\n二、").unwrap(),
            sample.find("\n五、").unwrap(),
        );
        let tables = sample[start..end].repeat(count);
        format!("{}{tables}{}", &sample[..start], &sample[end..]).into_bytes()
    };
    grows(&[("tables", 6)], &file, &|bytes| drop(checked(bytes)));
}

fn accepted(made: &(Document, LintResult)) -> Baseline {
    let mut accepted = Baseline::default();
    for diagnostic in &made.1.diagnostics {
        accepted.add("a.txt", diagnostic, &made.0.text);
    }
    accepted
}

#[test]
fn baselines() {
    let act = |made: &(Document, LintResult)| {
        let mut out = Vec::new();
        baseline::write(&mut out, &accepted(made)).unwrap();
        let text = String::from_utf8(out).unwrap();
        let (read, problem) = baseline::read("b", &text, Lang::Zh);
        assert!(problem.is_none());
        let given = Acceptances {
            baseline: read.as_ref().map(|b| (b, "a.txt")),
            ..Acceptances::default()
        };
        let today = Day::parse("2024-01-01").unwrap();
        LINTER.accept(made.1.clone(), &made.0, &given, today);
    };
    grow(&all(&WRONG, 120, |w| w.0), &text, &checked, &act);
    grow(&all(&WRONG, 120, |w| w.0), &page, &checked, &act);
}

/// Pieces of configurations.
const SETTINGS: [(&str, &str); 8] = [
    (
        "waiver",
        "[[waiver]]\nfile = \"a.txt\"\nrule = \"double-punctuation\"\nreason = \"x\"\n",
    ),
    (
        "path",
        "[[path]]\nfiles = [\"a/*.txt\"]\nignore = [\"x\"]\n",
    ),
    ("unknown table", "[[x]]\ny = 1\n"),
    ("key", "#\n"),
    ("same key", "packs = []\n"),
    ("same table", "[rules]\n"),
    ("text", "# 公开信息\n"),
    ("open list", "["),
];

#[test]
fn configurations_and_waivers() {
    let file = |name: &str, count: usize| {
        let piece = SETTINGS.iter().find(|(n, _)| *n == name).unwrap().1;
        piece.repeat(count).into_bytes()
    };
    let act = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap();
        config::read("gouji.toml", text, true, Lang::Zh);
        let (waivers, _) = waivers::read("gouji.toml", text, Lang::Zh, true);
        let made = checked(&self::text("sign twice", 20));
        let given = Acceptances {
            waivers: waivers.list.iter().collect(),
            ..Acceptances::default()
        };
        LINTER.accept(made.1, &made.0, &given, Day::parse("2024-01-01").unwrap());
    };
    grows(&all(&SETTINGS, 400, |s| s.0), &file, &act);
}
