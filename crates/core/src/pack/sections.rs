//! The sections of a kind, and which are a part of others.

use super::evidence;
use super::patterns::Lexicon;
use super::shape::Shape;
use crate::fields::{Fields, Wrong};
use crate::report::{SectionId, SectionSpec};
use crate::text::{Id, IdVec, label_key, near};

/// Reads sections: those without a parent first, then those inside of each.
pub(super) fn nested(all: &[Fields<'_, '_>], lexicon: &Lexicon) -> IdVec<SectionId, SectionSpec> {
    let mut read: IdVec<SectionId, SectionSpec> = IdVec::default();
    for (at, fields) in all.iter().enumerate() {
        let later = all.get(at..).unwrap_or_default();
        let one = section(fields, lexicon, (&read, later));
        read.push(one);
    }
    let outer = read.iter_ids().filter(|(_, s)| s.parent.is_none());
    // for each section the one that it was as it is written
    let mut order: IdVec<SectionId, SectionId> = outer.map(|(at, _)| at).collect();
    let mut next = SectionId::new(0);
    while let Some(parent) = order.get(next).copied() {
        let inside = read.iter_ids().filter(|(_, s)| s.parent == Some(parent));
        order.extend(inside.map(|(at, _)| at));
        next = next.next();
    }
    let moved = |written: SectionId| order.position(|o| *o == written);
    let all = order.iter().filter_map(|at| read.get(*at).cloned());
    all.map(|spec| SectionSpec {
        parent: spec.parent.and_then(moved),
        ..spec
    })
    .collect()
}

/// The section that one is a part of; it stands above.
fn parent(
    fields: &Fields<'_, '_>,
    (before, later): (&IdVec<SectionId, SectionSpec>, &[Fields<'_, '_>]),
) -> Option<SectionId> {
    let text = fields.text("parent")?;
    let found = before.position(|s| s.id == text.value);
    if found.is_none() {
        let below = |f: &Fields<'_, '_>| f.text("id").is_some_and(|id| id.value == text.value);
        match later.iter().any(below) {
            true => fields
                .file
                .fault(text.span, &Shape::ParentBelow(text.value)),
            false => {
                let close = near(&text.value, before.iter().map(|s| s.id.as_str()));
                let fault = Wrong::Unknown(text.value, close);
                fields.file.fault(text.span, &fault);
            }
        }
    }
    found
}

fn section(
    fields: &Fields<'_, '_>,
    lexicon: &Lexicon,
    around: (&IdVec<SectionId, SectionSpec>, &[Fields<'_, '_>]),
) -> SectionSpec {
    let title = fields.needed("title").value;
    let mut keys = vec![label_key(&title)];
    keys.extend(fields.texts("accepted").iter().map(|t| label_key(&t.value)));
    let spec = SectionSpec {
        id: fields.needed("id").value,
        title,
        parent: parent(fields, around),
        keys,
        worth: evidence::worth(fields, "worth", 1),
        patterns: lexicon.all(fields, "pattern"),
    };
    fields.finish();
    spec
}
