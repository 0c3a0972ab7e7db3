//! What is put into the document part, by the byte at which it is put.

use super::joins::{SPACE, signed};
use super::names::Names;
use super::splice::{Ids, replace};
use super::spots::{Anchor, Spot};
use crate::AUTHOR;
use gouji_formats::docx::markup::Markup;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The changes to a part.
pub(super) struct Patch<'a> {
    markup: &'a Markup<'a>,
    names: &'a Names,
    date: &'a str,
    slots: BTreeMap<usize, Slot>,
    /// Pieces of runs that are deleted.
    gone: Vec<Range<usize>>,
    replaced: Vec<(Range<usize>, String)>,
    /// Texts whose white space is kept.
    spaced: BTreeSet<usize>,
    ids: Ids,
}

/// What is put at one byte, in this order.
#[derive(Default)]
struct Slot {
    run: Option<usize>,
    parts: bool,
    text: Option<usize>,
    /// Inserted runs.
    inserted: Vec<String>,
    ends: Vec<u32>,
    /// Comments on what is blank.
    points: Vec<u32>,
    starts: Vec<u32>,
    /// Closes what an empty element had left open.
    tail: Option<String>,
}

/// Elements whose ids are those of tracked changes.
const TRACKED: [&str; 8] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "cellIns",
    "cellDel",
    "cellMerge",
    "numberingChange",
];

impl<'a> Patch<'a> {
    pub fn new(markup: &'a Markup<'a>, names: &'a Names, date: &'a str) -> Self {
        let tracked = markup.elements.iter().filter(|e| {
            let local = e.local();
            TRACKED.contains(&local) || local.ends_with("Change")
        });
        let ids = tracked.filter_map(|e| markup.attribute(e, "id")?.parse().ok());
        Patch {
            markup,
            names,
            date,
            slots: BTreeMap::new(),
            gone: Vec::new(),
            replaced: Vec::new(),
            spaced: BTreeSet::new(),
            ids: ids.collect(),
        }
    }

    /// Puts a comment somewhere.
    pub fn comment(&mut self, id: u32, anchor: Anchor) {
        match anchor {
            Anchor::Words(from, to) => {
                self.slot(from).starts.push(id);
                self.slot(to).ends.push(id);
            }
            Anchor::Blank(paragraph) => {
                if let Some(slot) = self.blank(paragraph) {
                    slot.points.push(id);
                }
            }
        }
    }

    /// Deletes a piece of one run.
    pub fn delete(&mut self, from: Spot, to: Spot) {
        self.slot(from);
        self.slot(to);
        self.gone.push(from.at..to.at);
    }

    /// Inserts words that look like a run.
    pub fn insert(&mut self, at: Spot, like: usize, words: &str) {
        let run = self.run(&self.plain(like), &self.names.text(words));
        self.slot(at).inserted.push(run);
    }

    /// Inserts words in the paragraph of a blank cell, with the properties of its end.
    pub fn fill(&mut self, paragraph: usize, words: &str) {
        let child = |of: usize, name: &str| {
            let mut all = self.markup.children(of);
            all.find(|c| self.markup.get(*c).is_some_and(|e| e.local() == name))
        };
        let props = child(paragraph, "pPr").and_then(|p| child(p, "rPr"));
        let kept = props.into_iter().flat_map(|p| self.markup.children(p));
        let kept = kept.filter_map(|at| self.markup.get(at));
        let kept = kept.filter(|e| !TRACKED.contains(&e.local()) && e.local() != "rPrChange");
        let kept: String = kept.map(|e| self.markup.slice(e.whole())).collect();
        let props = match kept.is_empty() {
            true => kept,
            false => format!(
                "{}{kept}{}",
                self.names.open("rPr", &[]),
                self.names.close("rPr")
            ),
        };
        let run = self.run(&props, &self.names.text(words));
        if let Some(slot) = self.blank(paragraph) {
            slot.inserted.push(run);
        }
    }

    fn run(&self, props: &str, inside: &str) -> String {
        let (open, close) = (self.names.open("r", &[]), self.names.close("r"));
        format!("{open}{props}{inside}{close}")
    }

    fn slot(&mut self, spot: Spot) -> &mut Slot {
        let slot = self.slots.entry(spot.at).or_default();
        slot.run = slot.run.or(Some(spot.run));
        slot.parts |= spot.parts;
        slot.text = slot.text.or(spot.text);
        slot
    }

    /// The end of a paragraph; one that is an empty element is opened.
    fn blank(&mut self, paragraph: usize) -> Option<&mut Slot> {
        let element = self.markup.get(paragraph)?;
        let slot = self.slots.entry(element.close.start).or_default();
        if element.is_closed() && slot.tail.is_none() {
            slot.tail = Some(format!("</{}>", element.name));
            let end = element.open.end;
            self.replaced.push((end - 2..end, signed(">")));
        }
        Some(slot)
    }

    /// The properties of a run, with an id for a change that was tracked in them.
    fn props(&self, run: usize) -> Option<(&'a str, Option<Range<usize>>)> {
        let first = self.markup.children(run).next()?;
        let props = self.markup.get(first).filter(|e| e.local() == "rPr")?;
        let mut inside = self.markup.children(first);
        let change = inside.find_map(|c| {
            let element = self.markup.get(c)?;
            (element.local() == "rPrChange").then(|| element.whole())
        });
        let start = props.open.start;
        let change = change.map(|c| c.start - start..c.end - start);
        Some((self.markup.slice(props.whole()), change))
    }

    /// The properties of a run without tracked changes.
    fn plain(&self, run: usize) -> String {
        match self.props(run) {
            None => String::new(),
            Some((props, None)) => props.to_owned(),
            Some((props, Some(change))) => {
                let part = |place| props.get(place).unwrap_or_default();
                format!("{}{}", part(0..change.start), part(change.end..props.len()))
            }
        }
    }

    /// The properties of a run for its second part.
    fn copied(&mut self, run: usize) -> String {
        match self.props(run) {
            None => String::new(),
            Some((props, None)) => props.to_owned(),
            Some((props, Some(change))) => {
                let part = |place| props.get(place).unwrap_or_default();
                let old = part(change.start..props.len());
                let new = self.names.with_id(old, self.ids.fresh());
                format!("{}{new}", part(0..change.start))
            }
        }
    }

    /// The part with all changes.
    pub fn apply(mut self) -> String {
        self.gone.sort_by_key(|g| (g.start, g.end));
        self.rename();
        let slots = std::mem::take(&mut self.slots);
        // the copies first: a second run finds them in the document
        let opened = slots.values().filter(|s| s.parts).map(|s| s.run);
        let opened: Vec<Option<usize>> = opened.collect();
        let copies: Vec<String> = opened
            .into_iter()
            .map(|run| run.map(|r| self.copied(r)).unwrap_or_default())
            .collect();
        let mut copies = copies.into_iter();
        for (at, slot) in slots {
            let copy = slot.parts.then(|| copies.next()).flatten();
            let put = self.put(at, slot, copy);
            self.replaced.push((at..at, put));
        }
        replace(self.markup.text, self.replaced)
    }

    /// Texts that are deleted have another name.
    fn rename(&mut self) {
        let text = self.names.element("t");
        let deleted = self.names.element("delText");
        for element in self.markup.elements.iter().filter(|e| e.name == text) {
            let name = |from: usize| (from..from + text.len(), deleted.clone());
            if self.is_gone(element.open.start) {
                self.replaced.push(name(element.open.start + 1));
            }
            if !element.is_closed() && self.is_gone(element.close.start) {
                self.replaced.push(name(element.close.start + 2));
            }
        }
    }

    /// Whether a byte is deleted; pieces that are do not overlap.
    fn is_gone(&self, at: usize) -> bool {
        let behind = self.gone.partition_point(|g| g.start <= at);
        let last = behind.checked_sub(1).and_then(|last| self.gone.get(last));
        last.is_some_and(|g| at < g.end)
    }

    /// What is put at a byte; `copy` holds the properties for the second part of a run.
    fn put(&mut self, at: usize, slot: Slot, copy: Option<String>) -> String {
        let names = self.names;
        let ends = at.checked_sub(1).is_some_and(|last| self.is_gone(last));
        let begins = self.is_gone(at);
        let text = |gone| if gone { "delText" } else { "t" };
        let mut out = String::new();
        if slot.parts {
            if let Some(inside) = slot.text {
                self.keep_space(inside, at);
                out.push_str(&names.close(text(ends)));
            }
            out.push_str(&names.close("r"));
        }
        if ends {
            out.push_str(&names.close("del"));
        }
        for run in &slot.inserted {
            out.push_str(&self.tracked("ins"));
            out.push_str(run);
            out.push_str(&names.close("ins"));
        }
        let props = slot.run.map(|run| self.plain(run)).unwrap_or_default();
        for id in &slot.ends {
            out.push_str(&self.end(*id, &props));
        }
        for id in &slot.points {
            out.push_str(&self.start(*id));
            out.push_str(&self.end(*id, ""));
        }
        for id in &slot.starts {
            out.push_str(&self.start(*id));
        }
        if begins {
            out.push_str(&self.tracked("del"));
        }
        if slot.parts {
            let run = slot.run.and_then(|run| self.markup.get(run));
            let tag = run.map_or("", |r| self.markup.slice(r.open.clone()));
            out.push_str(&signed(tag));
            out.push_str(&copy.unwrap_or_default());
            if slot.text.is_some() {
                out.push_str(&signed(&names.open_text(text(begins))));
            }
        }
        out + &slot.tail.unwrap_or_default()
    }

    fn tracked(&mut self, name: &str) -> String {
        let id = self.ids.fresh().to_string();
        let date = [("date", self.date)];
        let date = date.into_iter().filter(|_| !self.date.is_empty());
        let said = [("id", id.as_str()), ("author", AUTHOR)].into_iter();
        self.names.open(name, &said.chain(date).collect::<Vec<_>>())
    }

    fn start(&self, id: u32) -> String {
        let id = id.to_string();
        self.names.empty("commentRangeStart", &[("id", &id)])
    }

    /// The end of what a comment stands around, and the sign of the comment in a run of its own.
    fn end(&self, id: u32, props: &str) -> String {
        let id = id.to_string();
        let sign = self.names.empty("commentReference", &[("id", &id)]);
        let end = self.names.empty("commentRangeEnd", &[("id", &id)]);
        end + &self.run(props, &sign)
    }

    /// White space at the end of the first part of a text counts as before.
    fn keep_space(&mut self, text: usize, at: usize) {
        let Some(element) = self.markup.get(text) else {
            return;
        };
        let tag = self.markup.slice(element.open.clone());
        let first = self.markup.slice(element.open.end..at);
        let end = element.open.end - 1;
        if first.ends_with(char::is_whitespace)
            && !tag.contains("xml:space")
            && self.spaced.insert(end)
        {
            self.replaced.push((end..end, SPACE.to_owned()));
        }
    }
}
