//! What Word keeps beside comments, by the ids of their paragraphs: which are settled, what answers what, and when.

use super::parts;
use super::splice::replace;
use super::utf8;
use crate::Refusal;
use gouji_formats::docx::markup::{Element, Markup};
use gouji_formats::docx::package::Package;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The parts, each with the attribute by which an entry names its comment. The last of them goes by the ids that the
/// one before gives.
const PARTS: [(&str, &str); 3] = [
    ("commentsextended", "paraId"),
    ("commentsids", "paraId"),
    ("commentsextensible", "durableId"),
];
/// The id of a comment for ever.
const DURABLE: &str = "durableId";
/// Says what a comment answers.
const PARENT: &str = "paraIdParent";

/// The ids of the paragraphs in some comments.
pub(super) fn paragraphs(markup: &Markup<'_>, comments: &[&Element<'_>]) -> BTreeSet<String> {
    let places: Vec<Range<usize>> = comments.iter().map(|c| c.whole()).collect();
    // they stand in order, one behind the other
    let inside = |e: &&Element<'_>| {
        let behind = places.partition_point(|p| p.start <= e.open.start);
        let last = behind.checked_sub(1).and_then(|at| places.get(at));
        last.is_some_and(|p| p.contains(&e.open.start))
    };
    let own = markup.elements.iter().filter(inside);
    own.filter_map(|e| markup.attribute(e, "paraId")).collect()
}

/// The parts without the entries of comments that are gone. Answers to them stand for themselves.
pub(super) fn without(
    package: &mut Package<'_>,
    main: &str,
    paragraphs: BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    let mut new = BTreeMap::new();
    let mut gone = paragraphs;
    if gone.is_empty() {
        return Ok(new);
    }
    for (kind, key) in PARTS {
        let relations = package.relations(main)?;
        let Some(relation) = relations.into_iter().find(|r| r.kind == kind) else {
            continue;
        };
        let Some(part) = package.part(&relation.target)? else {
            continue;
        };
        let part = utf8(Some(part))?;
        let markup = Markup::read(&part.text)?;
        let mut places = Vec::new();
        for entry in markup.elements.iter().skip(1) {
            let is_gone = |name: &str| {
                let id = markup.attribute(entry, name);
                id.is_some_and(|id| gone.contains(&id))
            };
            if is_gone(key) {
                places.push((
                    entry.whole(),
                    String::new(),
                    markup.attribute(entry, DURABLE),
                ));
            } else if is_gone(PARENT) {
                places.extend(attribute(&markup, entry).map(|at| (at, String::new(), None)));
            }
        }
        if !places.is_empty() {
            gone.extend(places.iter().filter_map(|(_, _, durable)| durable.clone()));
            let places = places.into_iter().map(|(at, with, _)| (at, with));
            let text = replace(&part.text, places.collect());
            new.insert(relation.target, parts::bytes(&part, &text));
        }
    }
    Ok(new)
}

/// Where the attribute stands that says what a comment answers, with the blank before it.
fn attribute(markup: &Markup<'_>, entry: &Element<'_>) -> Option<Range<usize>> {
    let tag = markup.slice(entry.open.clone());
    let (before, rest) = tag.split_once(PARENT)?;
    let from = before.rfind(char::is_whitespace)?;
    let quote = rest.find(['"', '\''])?;
    let (head, value) = rest.split_at_checked(quote + 1)?;
    let len = value.find(head.chars().next_back()?)? + 1;
    let to = before.len() + PARENT.len() + head.len() + len;
    let start = entry.open.start;
    Some(start + from..start + to)
}
