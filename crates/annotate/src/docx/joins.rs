//! Runs that were parted for a mark are one again without it.
//!
//! What is written to part a run has two blanks at the end of its tags: no program writes these, they mean nothing in
//! XML, and a program that writes the document anew leaves them out, so that nothing of its is taken for a part of ours.

use super::splice::Places;
use gouji_formats::docx::markup::{Element, Markup};
use std::collections::HashMap;
use std::ops::Range;

/// What the tags of a part end with.
const SIGN: &str = "  >";
/// What is added to the first part of a text that ends in a blank.
pub(super) const SPACE: &str = "  xml:space=\"preserve\"";

/// A start tag, as the one of a part.
pub(super) fn signed(tag: &str) -> String {
    match tag.strip_suffix('>') {
        Some(tag) => format!("{tag}{SIGN}"),
        None => tag.to_owned(),
    }
}

/// What joins the runs that were parted, and closes the paragraphs that were opened, where only marks stand between: with
/// the marks that go, in order.
pub(super) fn joins(markup: &Markup<'_>, gone: &Places) -> Places {
    let gaps = gaps(gone);
    let gap = |end: usize| {
        let at = gaps.binary_search_by_key(&end, |g| g.end).ok()?;
        gaps.get(at).cloned()
    };
    let runs = markup.elements.iter().enumerate();
    let runs = runs.filter(|(_, e)| e.local() == "r" && !e.is_closed());
    let ends: HashMap<usize, usize> = runs.map(|(at, e)| (e.close.end, at)).collect();
    let mut places = Places::new();
    for (at, element) in markup.elements.iter().enumerate() {
        let tag = markup.slice(element.open.clone());
        if element.is_closed() || !tag.ends_with(SIGN) {
            continue;
        }
        match element.local() {
            "r" => {
                let first = gap(element.open.start).and_then(|gap| ends.get(&gap.start));
                places.extend(first.into_iter().flat_map(|first| join(markup, *first, at)));
            }
            "p" => {
                let inside = gap(element.close.start);
                if inside.is_some_and(|gap| gap.start == element.open.end) {
                    let end = element.open.end - SIGN.len()..element.close.end;
                    places.push((end, "/>".to_owned()));
                }
            }
            _ => {}
        }
    }
    places
}

/// Places that go, those side by side as one.
fn gaps(gone: &Places) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = gone
        .iter()
        .filter(|(_, new)| new.is_empty())
        .map(|(place, _)| place.clone())
        .collect();
    all.sort_by_key(|place| (place.start, place.end));
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for place in all {
        match gaps.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => gaps.push(place),
        }
    }
    gaps
}

/// Joins two runs, where the second is a part of the first.
fn join(markup: &Markup<'_>, first: usize, second: usize) -> Places {
    let both = || Some((markup.get(first)?, markup.get(second)?));
    let Some((a, b)) = both() else {
        return Places::new();
    };
    let tag = markup.slice(a.open.clone());
    let is_part = markup.slice(b.open.clone()) == signed(tag)
        || tag.ends_with(SIGN) && markup.slice(b.open.clone()) == tag;
    if !is_part || plain(markup, first) != plain(markup, second) {
        return Places::new();
    }
    let inside = |run: usize| {
        let all = markup.children(run).filter_map(|c| markup.get(c));
        all.filter(|e| e.local() != "rPr")
    };
    let is_text = |e: &&Element<'_>| matches!(e.local(), "t" | "delText") && !e.is_closed();
    let begins = inside(second).next().filter(is_text);
    let text = begins.filter(|t| markup.slice(t.open.clone()).ends_with(SIGN));
    let Some((before, text)) = inside(first).last().filter(is_text).zip(text) else {
        // it was parted between two of its elements
        let props = markup.children(second).find_map(|c| {
            let element = markup.get(c)?;
            (element.local() == "rPr").then_some(element.close.end)
        });
        let end = props.unwrap_or(b.open.end);
        return vec![(a.close.start..end, String::new())];
    };
    let mut places = vec![(before.close.start..text.open.end, String::new())];
    let tag = markup.slice(before.open.clone());
    if let Some(at) = tag.find(SPACE).filter(|_| !tag.ends_with(SIGN)) {
        let start = before.open.start + at;
        places.push((start..start + SPACE.len(), String::new()));
    }
    places
}

/// The properties of a run, without those that were there before a change.
fn plain<'x>(markup: &Markup<'x>, run: usize) -> Vec<&'x str> {
    let props = markup.children(run).find(|c| {
        let element = markup.get(*c);
        element.is_some_and(|e| e.local() == "rPr")
    });
    let inside = props.into_iter().flat_map(|p| markup.children(p));
    let inside = inside.filter_map(|c| markup.get(c));
    let inside = inside.filter(|e| e.local() != "rPrChange");
    inside.map(|e| markup.slice(e.whole())).collect()
}
