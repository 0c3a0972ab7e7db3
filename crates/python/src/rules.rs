//! Tells of rules.

use std::path::Path;

use gouji::output::listing;
use gouji::project::packs::Packs;
use gouji::project::select;
use pyo3::prelude::*;

use crate::checker::Checker;
use crate::messages::Say;
use crate::problem::{GoujiError, sift};

fn packs(checker: &Checker) -> PyResult<Packs> {
    let (packs, problems) = Packs::load(Path::new(""), checker.request.clone());
    sift(problems, checker.request.lang)?;
    Ok(packs)
}

fn text(written: Vec<u8>) -> PyResult<String> {
    String::from_utf8(written).map_err(|error| GoujiError::new_err(error.to_string()))
}

/// The rules that every report gets, as JSON.
pub(crate) fn all(checker: &Checker) -> PyResult<String> {
    let library = packs(checker)?.library();
    let rules: Vec<_> = library.all_rules().collect();
    let mut out = Vec::new();
    listing::rules_json(&mut out, &rules, checker.request.lang)?;
    text(out)
}

/// A rule in full.
pub(crate) fn explain(checker: &Checker, id: &str, width: usize) -> PyResult<String> {
    let lang = checker.request.lang;
    let packs = packs(checker)?;
    let library = packs.library_with(id);
    let Some((kind, rule)) = library.all_rules().find(|(_, r)| r.id == id) else {
        let near = select::near(id, &packs.rule_ids());
        return Err(GoujiError::new_err(Say::NoRule(id, &near).say(lang)));
    };
    let page = listing::Page {
        rule,
        pack: &packs.name_of(&rule.pack, lang),
        kind: library.kinds.iter().find(|k| k.id == kind),
        lang,
        width,
        color: false,
    };
    let mut out = Vec::new();
    page.write(&mut out)?;
    text(out)
}
