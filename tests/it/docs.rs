//! Every example on the pages about packs is true: packs load and their cases pass, faults are said as shown, expressions have
//! the values shown, commands print what is shown. With `GOUJI_UPDATE=1` what they print is written anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use gouji::packs;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::process::Command;

use gouji::input;
use gouji::linter::{Linter, Options, run_case};
use gouji::output::human::{Human, HumanOptions};
use gouji::pack::{self, Catalogue, Library, Pack, Problem, Source, SourceOrigin};
use gouji::rule::{Builtin, CaseResult, Function};
use gouji::text::Lang;
use rayon::prelude::*;

use crate::support::page;
use page::{Block, blocks};

const PAGES: [(&str, Lang); 2] = [
    ("docs/packs.md", Lang::En),
    ("docs/packs.zh-CN.md", Lang::Zh),
];

/// The examples that say nothing in the language of the page are the same on both: one page is enough.
const ONE: &[(&str, Lang)] = PAGES.split_at(1).0;

/// What a fragment is put under.
const HEADER: &str = "[pack]\nid = \"ours\"\nextends = \"national\"\n";

/// Calls `see` for each example whose mark begins with a word, with what stands behind it. What it says is wrong.
fn each(
    word: &str,
    pages: &[(&str, Lang)],
    see: impl Fn(&Example<'_>, &str) -> Vec<String> + Sync,
) {
    let mut wrong = Vec::new();
    for (path, lang) in pages.iter().copied() {
        let page = page::text(path);
        let all = blocks(&page);
        let faults = all.par_iter().flat_map(|block| {
            let example = Example {
                path,
                lang,
                block,
                all: &all,
            };
            let found = block.after(word).map(|rest| see(&example, rest));
            let place = example.place();
            let said = found.into_iter().flatten();
            said.map(|f| format!("{place}: {f}")).collect::<Vec<_>>()
        });
        wrong.extend(faults.collect::<Vec<_>>());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong when something is not what it should be.
fn unless<T: PartialEq + Debug>(found: T, due: T) -> Vec<String> {
    match found == due {
        true => Vec::new(),
        false => vec![format!("{found:?}, not {due:?}")],
    }
}

struct Example<'p> {
    path: &'p str,
    lang: Lang,
    block: &'p Block,
    all: &'p [Block],
}

impl Example<'_> {
    fn place(&self) -> String {
        format!("{}:{}", self.path, self.block.line)
    }

    /// The text as a pack, and the files of the page that it refers to.
    fn sources(&self, name: &str, text: &str) -> Vec<Source> {
        let mut all = vec![source(name, text, SourceOrigin::Explicit)];
        let mut at = 0;
        while at < all.len() {
            for path in pack::references(&all[at]) {
                let named = |b: &&Block| [b.after("pack"), b.after("part")].contains(&Some(&path));
                if let Some(block) = self.all.iter().find(named) {
                    all.push(source(&path, &block.body, SourceOrigin::Dependency));
                }
            }
            at += 1;
        }
        all
    }

    /// Reads the pack with `read`; the id and what came of it.
    fn read(
        &self,
        name: &str,
        text: &str,
        read: impl Fn(&Catalogue, &Pack) -> Library,
    ) -> (String, Library) {
        let mut sources = packs::sources();
        sources.extend(self.sources(name, text));
        let catalogue = packs::catalogue_of(sources, self.lang);
        let problems = catalogue.problems().to_vec();
        assert!(problems.is_empty(), "{}: {problems:?}", self.place());
        let found = catalogue.find(name).unwrap();
        (found.id.clone(), read(&catalogue, found))
    }

    /// What is wrong: that it does not load, else what can be said about it.
    fn wrong(&self) -> Vec<Problem> {
        let read = |catalogue: &Catalogue, pack: &Pack| {
            let loaded = catalogue.library(&[pack]);
            match loaded.problems.is_empty() {
                true => Library {
                    problems: catalogue.check(&[pack]).problems,
                    ..loaded
                },
                false => loaded,
            }
        };
        self.read("ours.toml", &self.whole(), read).1.problems
    }

    /// What keeps the pack from working: faults, and cases that do not pass.
    fn works(&self, name: &str, text: &str) -> Vec<String> {
        let (id, library) = self.read(name, text, |catalogue, pack| Library {
            problems: catalogue.check(&[pack]).problems,
            ..catalogue.library(&[pack])
        });
        let mut wrong = said(&library.problems);
        for e in library.cases_of(&id) {
            let result = run_case(e.kind, e.sample, e.rule, e.case, self.lang);
            let due = match e.case.todo {
                true => CaseResult::Todo,
                false => CaseResult::Passed,
            };
            let failed = unless(result, due).into_iter();
            wrong.extend(failed.map(|f| format!("{}: {f}", e.rule.id)));
        }
        wrong
    }

    /// The fragment as a pack, unless it is one.
    fn whole(&self) -> String {
        match self.block.body.contains("[pack]") {
            true => self.block.body.clone(),
            false => format!("{HEADER}{}", self.block.body),
        }
    }
}

fn source(name: &str, text: &str, origin: SourceOrigin) -> Source {
    Source {
        name: name.to_owned(),
        text: text.to_owned().into(),
        origin,
    }
}

fn said(problems: &[Problem]) -> Vec<String> {
    let all = problems.iter().flat_map(|p| &p.diagnostics);
    all.map(|d| d.message.clone()).collect()
}

#[test]
fn every_example_has_a_mark() {
    let known = [
        "pack", "part", "rules", "broken", "drawn", "expr", "run", "output", "form", "names",
    ];
    for (path, _) in PAGES {
        for block in blocks(&page::text(path)) {
            let marked = known.iter().any(|k| block.after(k).is_some());
            let at = format!("{path}:{}", block.line);
            assert!(marked, "{at}: {:?} is not run", block.mark);
        }
    }
}

#[test]
fn whole_packs_load_and_their_cases_pass() {
    each("pack", ONE, |example, name| {
        let body = &example.block.body;
        let file = fs::read_to_string(page::root("docs/example").join(name));
        let mut wrong = example.works(name, body);
        wrong.extend(file.map(|text| unless(&text, body)).unwrap_or_default());
        wrong
    });
}

#[test]
fn rules_load_and_their_cases_pass() {
    each("rules", ONE, |example, _| {
        example.works("ours.toml", &example.whole())
    });
}

#[test]
fn what_is_wrong_is_said_as_shown() {
    each("broken", &PAGES, |example, message| {
        unless(said(&example.wrong()), vec![message.to_owned()])
    });
}

/// The fault of the example in front, as a person sees it.
fn drawn(example: &Example<'_>) -> String {
    let mut before = example.all.iter().filter(|b| b.line < example.block.line);
    let broken = before.rfind(|b| b.after("broken").is_some());
    let example = Example {
        block: broken.unwrap(),
        ..*example
    };
    let human = Human::new(HumanOptions {
        lang: example.lang,
        width: 92,
        ..HumanOptions::default()
    });
    let mut out = Vec::new();
    for problem in example.wrong() {
        for diagnostic in &problem.diagnostics {
            let document = &problem.document;
            human.diagnostic(&mut out, document, diagnostic).unwrap();
        }
    }
    tidy(&String::from_utf8(out).unwrap())
}

fn tidy(text: &str) -> String {
    let lines = text.trim_matches('\n').lines();
    lines.map(|l| format!("{}\n", l.trim_end())).collect()
}

/// What the commands of a block print, in a folder of their own: a copy of the example, or an empty one.
fn printed(block: &Block, empty: bool) -> String {
    let folder = tempfile::tempdir().unwrap();
    if !empty {
        for file in fs::read_dir(page::root("docs/example")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
    }
    let mut all = String::new();
    for line in block.body.lines() {
        let command = line.split('#').next().unwrap_or_default();
        // no word of these examples has a blank in it
        let mut words = command.split_whitespace().map(|w| w.trim_matches('\''));
        assert_eq!(words.next(), Some("gouji"), "{line}");
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(words)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .env_remove("GOUJI_LANG")
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{line}: {told}"
        );
        let speaks = ["pack new", "pack check", "pack add", "--site"]
            .iter()
            .any(|c| command.contains(c));
        assert_eq!(told.lines().count(), usize::from(speaks), "{line}: {told}");
        all.push_str(&String::from_utf8(output.stdout).unwrap());
    }
    tidy(&all)
}

#[test]
fn commands_print_what_is_shown() {
    for (path, lang) in PAGES {
        let text = page::text(path);
        let all = blocks(&text);
        let mut last = String::new();
        let new = page::renewed(&text, |block| {
            if let Some(folder) = block.after("run") {
                last = printed(block, folder == "empty folder");
            }
            let example = Example {
                path,
                lang,
                block,
                all: &all,
            };
            match block.mark.as_str() {
                "output" => Some(last.clone()),
                "drawn" => Some(drawn(&example)),
                _ => None,
            }
        });
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            fs::write(page::root(path), &new).unwrap();
        } else {
            assert!(new == text, "{path}: run with GOUJI_UPDATE=1");
        }
    }
}

/// The rows of a table: an expression, and its value on the national sample if one is shown.
fn expressions(block: &Block) -> Vec<(String, Option<String>)> {
    let code = |cell: Option<&str>| {
        let cell = cell.unwrap_or_default().trim();
        let inside = cell.strip_prefix('`')?.strip_suffix('`')?;
        Some(inside.replace("\\|", "|"))
    };
    let row = |line: &str| {
        let line = line.replace("\\|", "\u{0}");
        let mut cells = line.split('|').skip(1).map(|c| c.replace('\u{0}', "\\|"));
        let (first, second) = (cells.next(), cells.next());
        (code(first.as_deref()).unwrap(), code(second.as_deref()))
    };
    block.body.lines().skip(2).map(row).collect()
}

/// A rule that holds when an expression has a value.
fn rule(at: usize, form: &str, expression: &str, value: Option<&str>) -> String {
    let date = |v: &str| match v.split('-').collect::<Vec<_>>()[..] {
        [y, m, d] => Some(format!("date({y}, {m}, {d})")),
        _ => None,
    };
    let (check, expect) = match value {
        None | Some("unknown") => (expression.to_owned(), "unknown"),
        Some("true") => (expression.to_owned(), "pass"),
        Some("false") => (format!("not ({expression})"), "pass"),
        Some(v) => {
            let v = date(v).unwrap_or_else(|| v.to_owned());
            (format!("({expression}) == {v}"), "pass")
        }
    };
    let case = value.map(|_| format!("[[rule.case]]\nexpect = \"{expect}\"\nform = \"{form}\"\n"));
    format!(
        "[[rule]]\nid = \"e{at}\"\ncheck = '''{check}'''\nforms = [\"{form}\"]\n{}",
        case.unwrap_or_default()
    )
}

#[test]
fn expressions_have_the_values_shown() {
    each("expr", ONE, |example, form| {
        let form = form.strip_prefix("form ").unwrap();
        let rows = expressions(example.block);
        let rules = rows.iter().enumerate();
        let rules = rules.map(|(at, (e, v))| rule(at, form, e, v.as_deref()));
        let text = format!("{HEADER}{}", rules.collect::<String>());
        let library = packs::load(
            &[source("ours.toml", &text, SourceOrigin::Explicit)],
            example.lang,
        );
        let mut wrong = said(&library.problems);
        for e in library.cases_of("ours") {
            let result = run_case(e.kind, e.sample, e.rule, e.case, example.lang);
            let at = e.rule.id.trim_start_matches('e');
            let at: usize = at.parse().unwrap();
            let failed = unless(result, CaseResult::Passed).into_iter();
            wrong.extend(failed.map(|f| format!("{:?}: {f}", rows[at])));
        }
        wrong
    });
}

#[test]
fn the_reference_is_complete() {
    let schema: serde_json::Value = serde_json::from_str(pack::schema()).unwrap();
    let mut keys = BTreeSet::new();
    let top = schema["properties"].as_object().unwrap();
    keys.extend(top.keys().map(|key| ("pack file", key)));
    for (name, shape) in schema["$defs"].as_object().unwrap() {
        let own = shape["properties"].as_object();
        keys.extend(
            own.into_iter()
                .flatten()
                .map(|(key, _)| (name.as_str(), key)),
        );
    }
    for (path, _) in PAGES {
        let text = page::text(path);
        let all = blocks(&text);
        let tables = all.iter().filter(|b| b.after("expr").is_some());
        let shown: Vec<String> = tables.flat_map(expressions).map(|(e, _)| e).collect();
        let calls = |name: &str| shown.iter().any(|e| e.contains(&format!("{name}(")));
        let functions = Function::ALL.iter().map(|(name, ..)| *name);
        let lacking: Vec<&str> = functions.filter(|name| !calls(name)).collect();
        assert_eq!(lacking, [""; 0], "{path}: functions");
        let builtin = Builtin::ALL.iter().map(|(name, _)| *name);
        let lacking: Vec<&str> = builtin
            .filter(|n| !text.contains(&format!("`{n}`")))
            .collect();
        assert_eq!(lacking, [""; 0], "{path}: values of every report");
        let named =
            |key: &str| text.contains(&format!("`{key}`")) || text.contains(&format!("`{key} ="));
        let lacking: Vec<_> = keys.iter().filter(|(_, key)| !named(key)).collect();
        assert!(lacking.is_empty(), "{path}: keys {lacking:?}");
    }
}

/// What an example says apart from comments, which are in the language of the page.
fn bare(block: &Block) -> (String, String) {
    let word = block.mark.split(':').next().unwrap_or_default();
    let mark = match word {
        "broken" => word.to_owned(),
        _ => block.mark.clone(),
    };
    let codes = || named(block).concat().join("\n");
    let says = match block.kind.as_str() {
        "toml" => match toml::from_str::<toml::Table>(&block.body) {
            Ok(table) => format!("{table:?}"),
            Err(error) => panic!("{mark}: {error}"),
        },
        "table" if word == "expr" => expressions(block)
            .into_iter()
            .map(|e| format!("{e:?}"))
            .collect(),
        "table" => codes(),
        _ => {
            let lines = block.body.lines();
            let commands = lines.map(|l| l.split(" #").next().unwrap_or_default().trim_end());
            commands
                .collect::<Vec<_>>()
                .join("\n")
                .replace(" --lang en", "")
        }
    };
    (mark, says)
}

#[test]
fn both_pages_have_the_same_examples() {
    let examples = |path: &str| -> Vec<(String, String)> {
        let all = blocks(&page::text(path));
        let shown = all
            .iter()
            .filter(|b| !["output", "drawn"].contains(&b.mark.as_str()));
        shown.map(bare).collect()
    };
    let (en, zh) = (examples(PAGES[0].0), examples(PAGES[1].0));
    for (en, zh) in en.iter().zip(&zh) {
        assert_eq!(en, zh);
    }
    assert_eq!(en.len(), zh.len());
}

/// The findings on the report of the province, as rule and place, with or without its pack at hand.
fn findings(with: bool) -> (Vec<String>, Vec<(String, String)>) {
    let mut sources = packs::sources();
    if with {
        let text = page::text("docs/example/qinghe.toml");
        sources.push(source("qinghe.toml", &text, SourceOrigin::ByPlace));
    }
    let catalogue = packs::catalogue_of(sources, Lang::Zh);
    let linter = Linter::choosing(catalogue, true, Options::default());
    let report = page::text("docs/example/report.txt");
    let document = input::read("report.txt", report.as_bytes()).unwrap();
    let checked = linter.check(&document);
    assert!(checked.open.is_empty(), "{:#?}", checked.open);
    let places = checked.diagnostics.iter().map(|d| {
        let at = d.primary().unwrap().span;
        (d.rule.clone(), document.slice(at).to_owned())
    });
    let packs = checked.packs.iter().map(|p| p.id.clone());
    (packs.collect(), places.collect())
}

#[test]
fn a_province_takes_fewer_than_forty_lines() {
    assert!(page::text("docs/example/qinghe.toml").lines().count() < 40);
    let (packs, found) = findings(true);
    assert_eq!(packs, ["national", "qinghe"]);
    let due = [
        ("qinghe-files", "40件"),
        ("qinghe-training", "其他需要报告的事项"),
        ("date-late", "2024年3月18日"),
    ];
    let due: Vec<_> = due.map(|(r, p)| (r.to_owned(), p.to_owned())).into();
    assert_eq!(found, due);
    assert_eq!(findings(false), (vec!["national".to_owned()], Vec::new()));
}

/// The words in backquotes of each row of a table.
fn named(block: &Block) -> Vec<Vec<String>> {
    let codes = |row: &str| {
        let parts = row.split('`').skip(1).step_by(2);
        parts.map(str::to_owned).collect()
    };
    block.body.lines().skip(2).map(codes).collect()
}

#[test]
fn the_names_of_the_national_pack_are_these() {
    let library = packs::library(Lang::Zh);
    let kind = library.kinds.iter().find(|k| k.id == "gov-disclosure");
    let kind = kind.unwrap();
    each("form", ONE, |example, id| {
        let form = kind.forms.iter().find(|f| f.id == id).unwrap();
        let tables = form.tables.iter().map(|t| {
            let mut all = vec![t.id.clone()];
            all.extend(t.rows.iter().map(|a| a.id.clone()));
            all.extend(t.row_groups.iter().map(|g| g.id.clone()));
            all.extend(t.columns.iter().map(|a| a.id.clone()));
            all.extend(t.column_groups.iter().map(|g| g.id.clone()));
            all
        });
        let due: Vec<Vec<String>> = tables.collect();
        unless(named(example.block), due)
    });
    each("names", ONE, |example, _| {
        let due: [Vec<String>; 4] = [
            kind.sections.iter().map(|s| s.id.clone()).collect(),
            kind.zones
                .iter()
                .filter(|z| z.after.is_none())
                .map(|z| z.id.clone())
                .collect(),
            kind.classes.iter().map(|c| c.id.clone()).collect(),
            kind.mentions.iter().map(|m| m.id.clone()).collect(),
        ];
        unless(named(example.block), due.to_vec())
    });
}
