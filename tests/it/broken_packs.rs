//! Packs with one defect each, and what is said about them: `tests/broken/NAME.toml` and `NAME.expect` beside it.
//! `GOUJI_UPDATE=1 cargo test --test it broken_packs::` writes the expected texts anew: read them before they are kept.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::diagnostic::{Diagnostic, Severity};
use gouji::fields::Problem;
use gouji::pack::{Source, SourceOrigin, references};
use gouji::packs;
use gouji::text::Lang;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// A file and those that it refers to, as far as they are there.
fn sources(name: &str) -> Vec<Source> {
    let mut all = packs::sources();
    let mut waiting = vec![name.to_owned()];
    while let Some(name) = waiting.pop() {
        let known = all.iter().any(|s| s.name == name);
        if let Some(text) = fs::read_to_string(folder().join(&name))
            .ok()
            .filter(|_| !known)
        {
            let origin = SourceOrigin::Explicit;
            let text = text.into();
            let source = Source { name, text, origin };
            waiting.extend(references(&source));
            all.push(source);
        }
    }
    all
}

/// What is said about a pack.
fn said(name: &str) -> String {
    let catalogue = packs::catalogue_of(sources(name), Lang::En);
    let problems = match catalogue.find(name) {
        Some(pack) => catalogue.check(&[pack]).problems,
        None => catalogue.problems().to_vec(),
    };
    let mut out = String::new();
    for problem in &problems {
        for diagnostic in &problem.diagnostics {
            one(&mut out, problem, diagnostic);
        }
    }
    out
}

fn one(out: &mut String, problem: &Problem, diagnostic: &Diagnostic) {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let document = &problem.document;
    let place = |span: gouji::text::Span| {
        let at = document.lines.position(&document.text, span.start);
        let words = document.slice(span).replace('\n', "\\n");
        format!("{}:{}:{} <{words}>", document.name, at.line, at.column)
    };
    writeln!(out, "{severity}: {}", diagnostic.message).unwrap();
    writeln!(out, "  at {}", place(diagnostic.primary().unwrap().span)).unwrap();
    for label in diagnostic.labels.iter().filter(|l| !l.primary) {
        writeln!(out, "  and {} {}", place(label.span), label.message).unwrap();
    }
    for other in &diagnostic.elsewhere {
        let shown = other.text.chars().skip(other.column - 1);
        let shown: String = shown.take(other.length).collect();
        let (path, line, column) = (&other.path, other.line, other.column);
        // lines of the national rules move whenever a rule is added
        let place = match path.starts_with("rules/") {
            true => path.clone(),
            false => format!("{path}:{line}:{column}"),
        };
        writeln!(out, "  and {place} <{shown}> {}", other.message).unwrap();
    }
    if let Some(help) = &diagnostic.help {
        writeln!(out, "  help: {help}").unwrap();
    }
}

#[test]
fn every_defect_is_said_at_its_place() {
    let update = std::env::var_os("GOUJI_UPDATE").is_some();
    let (mut packs, mut wrong) = (0, String::new());
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        packs += 1;
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = said(name);
        let beside = path.with_extension("expect");
        if update {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected.replace("\r\n", "\n") {
            writeln!(wrong, "{name}\n--- said\n{found}--- expected\n{expected}").unwrap();
        }
    }
    assert!(packs >= 30, "{packs}");
    assert!(wrong.is_empty(), "{wrong}");
}
