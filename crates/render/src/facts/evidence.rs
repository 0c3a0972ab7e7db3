//! What speaks for each kind of report in a text that is none, what is missing, and what was read all the same.

use std::io::{self, Write};

use serde::Serialize;

use super::FactsOptions;
use super::blocks::{self, BlockOut};
use super::text::{PLACE, UNREADABLE};
use crate::columns::{clip, flat, left, right, width};
use crate::json::VERSION;
use crate::messages::Caption;
use crate::place::{Range, at};
use gouji_core::document::Document;
use gouji_core::report::{Item, Weighed, What};
use gouji_core::text::Lang;

/// Writes the evidence and what was read as text.
pub fn evidence_text(
    out: &mut dyn Write,
    document: &Document,
    all: &[Weighed<'_>],
    options: FactsOptions,
) -> io::Result<()> {
    let lang = options.lang;
    for (nth, weighed) in all.iter().enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        let kind = weighed.kind;
        let name = flat(kind.name.get(lang));
        let due = kind.evidence.threshold;
        let head = Caption::Evidence(&kind.id, &name, weighed.score(), due).say(lang);
        writeln!(out, "{}", clip(&head, options.width))?;
        let names: Vec<String> = shown(weighed).map(|i| name_of(weighed, i, lang)).collect();
        let wide = names.iter().map(|n| width(n)).max().unwrap_or(0);
        let wide = wide.min(options.width / 2);
        for (item, name) in shown(weighed).zip(&names) {
            let place = match (item.span, item.worth) {
                (Some(span), _) => at(document, span, lang),
                (None, 0) => UNREADABLE.to_owned(),
                (None, _) => String::new(),
            };
            let words = item
                .span
                .map(|s| flat(document.slice(s)))
                .unwrap_or_default();
            let worth = right(&format!("{:+}/{:+}", item.worth, item.due), 7);
            let name = left(&clip(name, wide), wide);
            let line = format!("  {}  {worth}  {name}  {words}", right(&place, PLACE));
            writeln!(out, "{}", clip(line.trim_end(), options.width))?;
        }
    }
    blocks::text(out, document, options)
}

/// What is worth to be shown: what speaks against a kind only where it is there.
fn shown<'w>(weighed: &'w Weighed<'_>) -> impl Iterator<Item = &'w Item> {
    let items = weighed.items.iter();
    items.filter(|i| i.due > 0 || i.worth != 0)
}

fn name_of(weighed: &Weighed<'_>, item: &Item, lang: Lang) -> String {
    let kind = weighed.kind;
    match item.what {
        What::Title { near: false } => Caption::Title.say(lang),
        What::Title { near: true } => Caption::NearTitle.say(lang),
        What::Labels(count) => Caption::Labels(count).say(lang),
        What::Section(at) => {
            let spec = kind.sections.get(at);
            flat(spec.map_or("", |s| &s.title))
        }
        What::Sign(at) => {
            let sign = kind.evidence.signs.get(at);
            flat(sign.map_or("", |s| match s.name.is_empty() {
                true => &s.id,
                false => s.name.get(lang),
            }))
        }
    }
}

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    path: &'a str,
    kind: Option<&'a str>,
    evidence: Vec<KindOut<'a>>,
    blocks: Vec<BlockOut<'a>>,
}

#[derive(Serialize)]
struct KindOut<'a> {
    kind: &'a str,
    name: &'a str,
    score: i32,
    threshold: i32,
    items: Vec<ItemOut<'a>>,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    /// `title`, `section`, `labels` or `sign`.
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// How many labels were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    /// A title in other words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    near: bool,
    found: bool,
    /// What it is worth here, and what it is worth at most.
    worth: i32,
    due: i32,
    #[serde(flatten)]
    place: Option<Range>,
}

/// Writes the evidence and what was read as one JSON value.
pub fn evidence_json(
    out: &mut dyn Write,
    document: &Document,
    all: &[Weighed<'_>],
) -> io::Result<()> {
    let kinds = all.iter().map(|weighed| KindOut {
        kind: &weighed.kind.id,
        name: &weighed.kind.name.zh,
        score: weighed.score(),
        threshold: weighed.kind.evidence.threshold,
        items: weighed
            .items
            .iter()
            .map(|item| item_out(document, weighed, item))
            .collect(),
    });
    let value = Out {
        version: VERSION,
        path: &document.name,
        kind: None,
        evidence: kinds.collect(),
        blocks: blocks::out(document),
    };
    serde_json::to_writer_pretty(&mut *out, &value)?;
    writeln!(out)
}

fn item_out<'a>(document: &Document, weighed: &'a Weighed<'_>, item: &Item) -> ItemOut<'a> {
    let kind = weighed.kind;
    let (what, id, count, near) = match item.what {
        What::Title { near } => ("title", None, None, near),
        What::Labels(count) => ("labels", None, Some(count), false),
        What::Section(at) => {
            let id = kind.sections.get(at).map(|s| s.id.as_str());
            ("section", id, None, false)
        }
        What::Sign(at) => {
            let id = kind.evidence.signs.get(at).map(|s| s.id.as_str());
            ("sign", id, None, false)
        }
    };
    ItemOut {
        what,
        id,
        count,
        near,
        found: item.span.is_some() || count.is_some_and(|n| n > 0),
        worth: item.worth,
        due: item.due,
        place: item.span.map(|s| Range::new(document, s)),
    }
}
