//! Random packs on packs: the order in which they are named changes nothing, no lock is undone, and no text makes the
//! loader panic or point outside of it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use gouji::diagnostic::{Class, Severity};
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack::{Catalogue, Library, Pack, Source, SourceOrigin};
use gouji::packs;
use gouji::rule::{Node, Rule};
use gouji::text::{Lang, Number};
use proptest::prelude::*;
use std::fmt::Write;

const BASE: &str = r#"
[pack]
id = "base"
kind = "club"

[kind]
name = "社团报告"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年社团报告$']
class = [{ id = "学校", pattern = '学校$' }, { id = "社区", pattern = '社区$' }]

[[kind.section]]
id = "人数"
title = "人数情况"

[[form]]
id = "甲"
title = "社团表"

[param."最少"]
default = 10
by-class = { "社区" = 8 }
tighter = "more"

[[mention]]
id = "总数"
pattern = '共有{number:n}人'

[[rule]]
id = "held"
title = "人数"
severity = "warning"
class = "explain"
years = "2020.."
each = "总数"
check = "总数 >= 最少"
message = "太少"
lock = true

[[rule]]
id = "open"
title = "人数"
severity = "info"
years = "2018.."
each = "总数"
check = "总数 >= 最少 + 1"
message = "太少"
"#;

const REPORT: &str = "青山学校2024年社团报告\n一、人数情况\n共有3人。\n";
const RULES: [&str; 2] = ["held", "open"];

/// What a pack sets for a rule; zero is nothing.
#[derive(Clone, Debug)]
struct Change {
    severity: usize,
    class: usize,
    years: usize,
    off: bool,
    except: bool,
    lock: bool,
}

#[derive(Clone, Debug)]
struct Layer {
    /// Which of the packs before it it builds on, as bits.
    on: u8,
    changes: Vec<Option<Change>>,
    default: Option<u8>,
    school: Option<u8>,
    lock: bool,
}

fn change() -> impl Strategy<Value = Change> {
    let graded = (0..4usize, 0..4usize, 0..5usize);
    let rest = (
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.4),
    );
    (graded, rest).prop_map(|((severity, class, years), (off, except, lock))| Change {
        severity,
        class,
        years,
        off,
        except,
        lock,
    })
}

fn layer() -> impl Strategy<Value = Layer> {
    let changes = prop::collection::vec(prop::option::of(change()), 2);
    let number = || prop::option::of(5u8..20);
    let all = (
        any::<u8>(),
        changes,
        number(),
        number(),
        prop::bool::weighted(0.3),
    );
    all.prop_map(|(on, changes, default, school, lock)| Layer {
        on,
        changes,
        default,
        school,
        lock,
    })
}

impl Layer {
    fn text(&self, at: usize) -> String {
        let mut extends = vec!["\"base\"".to_owned()];
        let on = (0..at).filter(|n| self.on & (1 << n) != 0);
        extends.extend(on.map(|n| format!("\"{}\"", id(n))));
        let mut out = format!(
            "[pack]\nid = \"{}\"\nextends = [{}]\n",
            id(at),
            extends.join(", ")
        );
        for (rule, change) in RULES.iter().zip(&self.changes) {
            let Some(change) = change else { continue };
            writeln!(out, "[override.{rule}]").unwrap();
            let mut put = |key: &str, values: &[&str], at: usize| {
                if let Some(value) = at.checked_sub(1).map(|at| values[at]) {
                    writeln!(out, "{key} = \"{value}\"").unwrap();
                }
            };
            put("severity", &["info", "warning", "error"], change.severity);
            put("class", &["hint", "explain", "hard"], change.class);
            put(
                "years",
                &["2021..", "2016..", "..2030", "2022..2023"],
                change.years,
            );
            for (key, is) in [("off", change.off), ("lock", change.lock)] {
                if is {
                    writeln!(out, "{key} = true").unwrap();
                }
            }
            if change.except {
                writeln!(out, "except = ['共有[0-9]{{{}}}人']", at + 1).unwrap();
            }
        }
        writeln!(out, "[override-param.\"最少\"]\nlock = {}", self.lock).unwrap();
        if let Some(n) = self.default {
            writeln!(out, "default = {n}").unwrap();
        }
        if let Some(n) = self.school {
            writeln!(out, "by-class = {{ \"学校\" = {n} }}").unwrap();
        }
        out
    }
}

/// Ids whose order is not the one in which packs build on each other.
fn id(at: usize) -> String {
    ["moss", "alder", "yew", "birch", "fern"][at].to_owned()
}

fn source(name: &str, text: &str) -> Source {
    let (name, text) = (format!("{name}.toml"), text.to_owned().into());
    let origin = SourceOrigin::Explicit;
    Source { name, text, origin }
}

fn library(catalogue: &Catalogue, ids: &[String]) -> Library {
    let chosen: Vec<&Pack> = ids.iter().map(|id| catalogue.find(id).unwrap()).collect();
    catalogue.library(&chosen)
}

/// All that a library says, but for the order of files.
fn shown(library: &Library) -> String {
    let mut problems: Vec<String> = library.problems.iter().map(|p| format!("{p:?}")).collect();
    problems.sort();
    let rest = (
        &library.packs,
        &library.kinds,
        &library.rules,
        &library.trail,
    );
    format!("{rest:?}{problems:?}")
}

fn rule<'l>(library: &'l Library, id: &str) -> &'l Rule {
    library
        .rules_of("club")
        .iter()
        .find(|r| r.id == id)
        .unwrap()
}

/// The value of the parameter for a class.
fn least(rule: &Rule, class: &str) -> Number {
    let mut found = None;
    let program = rule.programs[0].as_ref().unwrap();
    program.check.as_ref().unwrap().walk(&mut |node| {
        if let Node::Param {
            by_class, default, ..
        } = node
        {
            let own = by_class.iter().find(|(c, _)| c == class).map(|(_, n)| n);
            found = own.or(default.as_deref()).cloned();
        }
    });
    match found {
        Some(Node::Number(n)) => n,
        other => panic!("{other:?}"),
    }
}

fn rank(class: Class) -> usize {
    [Class::Hint, Class::Explain, Class::Hard]
        .iter()
        .position(|c| *c == class)
        .unwrap()
}

/// How grave the findings of a rule in the report are.
fn severity(library: Library, id: &str) -> Option<Severity> {
    let document = input::read("a.txt", REPORT.as_bytes()).unwrap();
    let checked = Linter::new(library, Options::default()).check(&document);
    checked
        .diagnostics
        .iter()
        .find(|d| d.rule == id)
        .map(|d| d.severity)
}

fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for n in 0..count {
        let put = |order: &Vec<usize>| {
            (0..=n)
                .map(|at| {
                    let mut order = order.clone();
                    order.insert(at, n);
                    order
                })
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(put).collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_changes_nothing_and_no_lock_is_undone(
        layers in prop::collection::vec(layer(), 2..=5),
    ) {
        let mut sources = vec![source("base", BASE)];
        let ids: Vec<String> = (0..layers.len()).map(id).collect();
        sources.extend(layers.iter().enumerate().map(|(at, l)| source(&id(at), &l.text(at))));
        let catalogue = packs::catalogue_of(sources.clone(), Lang::En);
        let whole = library(&catalogue, &ids);
        let first = shown(&whole);
        for order in orders(layers.len()) {
            let own: Vec<String> = order.iter().map(|at| ids[*at].clone()).collect();
            let mut turned: Vec<Source> = order.iter().map(|at| sources[at + 1].clone()).collect();
            turned.insert(order[0], sources[0].clone());
            let catalogue = packs::catalogue_of(turned, Lang::En);
            prop_assert_eq!(&first, &shown(&library(&catalogue, &own)));
        }
        // who locks a rule, and what that pack saw
        let mut lockers = vec![("base".to_owned(), "held")];
        for (at, layer) in layers.iter().enumerate() {
            for (change, rule) in layer.changes.iter().zip(RULES) {
                if change.as_ref().is_some_and(|c| c.lock) {
                    lockers.push((id(at), rule));
                }
            }
        }
        for (locker, name) in lockers {
            let seen_by = library(&catalogue, std::slice::from_ref(&locker));
            let (seen, now) = (rule(&seen_by, name), rule(&whole, name));
            prop_assert!(now.severity >= seen.severity, "{locker}: {name}");
            prop_assert!(rank(now.class) >= rank(seen.class), "{locker}: {name}");
            prop_assert!(now.years.covers(seen.years), "{locker}: {name}");
            prop_assert!(seen.off || !now.off, "{locker}: {name}");
            let excepts = |r: &Rule| r.except.iter().map(|p| p.source().to_owned()).collect::<Vec<_>>();
            prop_assert!(excepts(now).iter().all(|e| excepts(seen).contains(e)), "{locker}: {name}");
            for class in ["", "学校", "社区"] {
                prop_assert!(least(now, class) >= least(seen, class), "{locker}: {name} {class}");
            }
            let before = severity(seen_by, name);
            prop_assert!(severity(library(&catalogue, &ids), name) >= before, "{locker}: {name}");
        }
    }

    #[test]
    fn whatever_stands_in_a_file_its_faults_point_into_it(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..60usize, piece()), 1..6),
        which in 0..2usize,
    ) {
        let mut texts = [
            include_str!("../broken/with/club.toml").to_owned(),
            "[pack]\nid = \"mine\"\nextends = \"with/club.toml\"\n\n[override.free]\nseverity = \"error\"\nexcept = ['共有二人']\n\n[override-param.\"最少\"]\nby-class = { \"学校\" = 30 }\n".to_owned(),
        ];
        for (at, length, piece) in edits {
            let chars: Vec<char> = texts[which].chars().collect();
            let at = at.index(chars.len() + 1);
            let (head, rest) = chars.split_at(at);
            let tail = rest.iter().skip(length);
            texts[which] = head.iter().copied().chain(piece.chars()).chain(tail.copied()).collect();
        }
        let [club, mine] = &texts;
        let sources = vec![source("with/club", club), source("mine", mine)];
        points_inside(sources)?;
    }

    #[test]
    fn any_bytes_are_a_file(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        points_inside(vec![source("any", &text), source("head", &format!("[pack]\n{text}"))])?;
    }
}

/// What people and editors leave behind.
fn piece() -> impl Strategy<Value = String> {
    let parts = [
        "",
        "\n",
        "\"",
        "'",
        "\"\"\"",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        "人",
        "（",
        "{加入}",
        "\n[[rule]]\n",
        "\nlock = true\n",
        "\nid = \"甲\"\n",
        "\\u4e2d",
        "0x10",
        "1.5",
        "[]",
        "..",
        "*",
        "\u{feff}",
        "\r\n",
        "year",
        "sum(",
        "人[合计, 春]",
    ];
    prop::sample::select(parts.to_vec()).prop_map(str::to_owned)
}

fn points_inside(sources: Vec<Source>) -> Result<(), TestCaseError> {
    let catalogue = packs::catalogue_of(sources, Lang::Zh);
    let mut problems = catalogue.problems().to_vec();
    for pack in catalogue.packs() {
        problems.extend(catalogue.check(&[pack]).problems);
    }
    for problem in &problems {
        let text = &problem.document.text;
        for label in problem.diagnostics.iter().flat_map(|d| &d.labels) {
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            prop_assert!(text.get(start..end).is_some(), "{start}..{end} in {text:?}");
        }
    }
    Ok(())
}
