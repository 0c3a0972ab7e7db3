//! What those see who write packs: what is wrong with a text, how its cases end, and the packs that come along.

use gouji_core::diagnostic::{Diagnostic, LintResult};
use gouji_core::linter::run_case;
use gouji_core::pack::{self, Catalogue, Library, Pack};
use gouji_core::text::Lang;
use gouji_render::cases::{self, CaseRun};
use serde::Serialize;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::checker::Checker;
use crate::shown::json;

/// A pack as it was written so far.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen(getter_with_clone))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedPack {
    /// How many rules it has of its own.
    pub rules: usize,
    /// What is wrong with it, as `-f json` says what is wrong with a report.
    pub problems: String,
    /// How its cases end, as `gouji pack test -f json` says it.
    pub cases: String,
}

/// Checks the text of a pack, as `gouji pack check` and `gouji pack test` do.
pub fn check(text: &str, lang: Lang) -> CheckedPack {
    let source = Checker::source(text, lang);
    let name = source.name.clone();
    let mut sources = gouji_packs::sources();
    sources.push(source);
    let catalogue = gouji_packs::catalogue_of(sources, lang);
    let own: Vec<&Pack> = catalogue
        .packs()
        .iter()
        .filter(|p| p.path == name)
        .collect();
    let inspection = catalogue.check(&own);
    let problems = inspection.problems.iter().chain(catalogue.problems());
    let here = || problems.clone().filter(|p| p.document.name == name);
    let mut found: Vec<Diagnostic> = Vec::new();
    for diagnostic in here().flat_map(|p| &p.diagnostics) {
        if !found.contains(diagnostic) {
            found.push(diagnostic.clone());
        }
    }
    // the text of the pack, with its lines
    let document = here().next().map(|p| p.document.clone());
    let document = document.unwrap_or_default();
    let checked = LintResult {
        path: name.clone(),
        diagnostics: found,
        ..LintResult::default()
    };
    CheckedPack {
        rules: inspection.rules,
        problems: json(&document, &checked),
        cases: tested(&catalogue, &own, lang),
    }
}

fn tested(catalogue: &Catalogue, packs: &[&Pack], lang: Lang) -> String {
    let mut runs = Vec::new();
    for pack in packs {
        let library = catalogue.library(&[pack]);
        runs.extend(run_cases(&library, &pack.id, lang));
    }
    let mut out = Vec::new();
    match cases::json(&mut out, &runs) {
        Ok(()) => String::from_utf8(out).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

fn run_cases(library: &Library, pack: &str, lang: Lang) -> Vec<CaseRun> {
    let run = |e: pack::Example<'_>| CaseRun {
        rule: e.rule.id.clone(),
        note: e.case.note.clone(),
        file: e.case.place.path.clone(),
        line: u32::try_from(e.case.place.line).unwrap_or(u32::MAX),
        result: run_case(e.kind, e.sample, e.rule, e.case, lang),
    };
    library.cases_of(pack).map(run).collect()
}

#[derive(Serialize)]
struct Builtin<'a> {
    path: &'a str,
    name: &'a str,
    text: &'a str,
}

/// The files of the packs that come along, as JSON: path, what people call the pack, text.
pub fn builtin(lang: Lang) -> String {
    let sources = gouji_packs::sources();
    let catalogue = gouji_packs::catalogue(lang);
    let all = sources.iter().map(|source| {
        let of = |p: &&Pack| catalogue.paths(p).any(|path| path == source.name);
        let pack = catalogue.packs().iter().find(of);
        Builtin {
            path: &source.name,
            name: pack.map(|p| p.called(lang)).unwrap_or_default(),
            text: &source.text,
        }
    });
    let all: Vec<Builtin<'_>> = all.collect();
    serde_json::to_string(&all).unwrap_or_default()
}

/// What packs may hold, as a JSON schema.
pub fn schema() -> &'static str {
    pack::schema()
}

/// The text of a pack to begin with: one rule with its cases, commented.
pub fn new_pack(lang: Lang) -> String {
    let (template, id) = match lang {
        Lang::Zh => (include_str!("../../../src/cli/scaffold/zh.toml"), "my-pack"),
        Lang::En => (include_str!("../../../src/cli/scaffold/en.toml"), "my-pack"),
    };
    template.replace("{id}", id)
}
