//! What is given back of a report.

use std::collections::BTreeMap;

use gouji_annotate::letter::Letter;
use gouji_core::diagnostic::{LintResult, Record, UsedPack};
use gouji_core::document::Document;
use gouji_core::text::Lang;
use gouji_render::json::JsonLines;
use gouji_render::{Rules, Writer, html};
use serde::{Deserialize, Serialize};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// What is given back of a report.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen(getter_with_clone))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// What `-f json` says of it.
    pub json: String,
    /// The report as its reader sees it, with its findings, as a part of a page.
    pub html: String,
    /// The titles of the rules that it names, by id, as JSON.
    pub titles: String,
    /// What is to be fixed, to be sent on as a plain text; empty where nothing is.
    pub letter: String,
    /// It is a copy in which findings were marked.
    pub marked: bool,
    /// What is kept so that other reports can be held against this one; empty where nothing is.
    pub kept: Vec<u8>,
}

/// What is kept of a report for others.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub record: Record,
    /// The packs that its rules come from.
    pub packs: Vec<UsedPack>,
}

impl Kept {
    /// What was given back; nothing where the bytes are none of ours.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl Shown {
    /// The result as it is given back; the report has a number of its own among those of a page.
    pub(crate) fn new(
        number: usize,
        document: &Document,
        checked: &mut LintResult,
        rules: &Rules<'_>,
        (day, lang): (&str, Lang),
    ) -> Self {
        let kept = checked.record.take().map(|record| Kept {
            record: *record,
            packs: checked.packs.clone(),
        });
        let kept = kept.and_then(|kept| postcard::to_allocvec(&kept).ok());
        let letter = Letter::new(document, checked, lang);
        Shown {
            json: json(document, checked),
            html: html::part(number, document, checked, lang),
            titles: titles(checked, rules, lang),
            letter: letter.map(|l| l.text(day, lang)).unwrap_or_default(),
            marked: checked.marked,
            kept: kept.unwrap_or_default(),
        }
    }
}

/// A result as one JSON value.
pub(crate) fn json(document: &Document, checked: &LintResult) -> String {
    let mut out = Vec::new();
    match JsonLines.report(&mut out, document, checked) {
        Ok(()) => String::from_utf8(out).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

fn titles(checked: &LintResult, rules: &Rules<'_>, lang: Lang) -> String {
    let sums = checked.reading.iter().flat_map(|r| &r.sums);
    let found = checked.diagnostics.iter().map(|d| &d.rule);
    let ids = sums.map(|s| &s.rule).chain(found);
    let named = ids.filter_map(|id| Some((id.as_str(), rules(id)?.title.get(lang))));
    let named: BTreeMap<&str, &str> = named.collect();
    serde_json::to_string(&named).unwrap_or_default()
}
