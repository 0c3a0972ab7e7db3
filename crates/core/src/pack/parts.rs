//! Rows and columns that are a part of others, and their groups.

use super::forms::index;
use super::shape::Shape;
use crate::fields::{At, Fields, Wrong};
use crate::report::{Axis, AxisGroup, GroupId, RowId, row_key};
use crate::text::{Id, IdVec, near};

/// Looks whether what rows or columns are a part of is there, and no part of them in turn.
pub(super) fn check(written: &[Fields<'_, '_>], all: &[Axis]) {
    let above = |id: &String| all.iter().find(|a| a.id == *id)?.parent.clone();
    for fields in written {
        let (Some(parent), Some(own)) = (fields.text("parent"), fields.text("id")) else {
            continue;
        };
        if !all.iter().any(|a| a.id == parent.value) {
            let close = near(&parent.value, all.iter().map(|a| a.id.as_str()));
            let fault = Wrong::Unknown(parent.value, close);
            fields.file.fault(parent.span, &fault);
            continue;
        }
        let chain = std::iter::successors(Some(parent.value.clone()), above);
        if chain.take(all.len()).any(|id| id == own.value) {
            fields.file.fault(parent.span, &Shape::OwnPart(own.value));
            // the others of the circle are no other mistake
            return;
        }
    }
}

/// Groups name their members, `first..last`, or groups above.
pub(super) fn groups<I: Id>(
    fields: &Fields<'_, '_>,
    key: &'static str,
    all: &IdVec<I, Axis>,
) -> Vec<AxisGroup<I>> {
    let mut read: Vec<AxisGroup<I>> = Vec::new();
    for fields in fields.tables(key) {
        let one = group(&fields, all, &read);
        fields.finish();
        // `表[id, …]` would mean the one or the other
        if all.iter().any(|a| a.id == one.id) {
            let place = fields.place("id");
            fields.file.fault(place, &Wrong::Duplicate(one.id.clone()));
        }
        read.push(one);
    }
    read
}

fn group<I: Id>(
    fields: &Fields<'_, '_>,
    all: &IdVec<I, Axis>,
    before: &[AxisGroup<I>],
) -> AxisGroup<I> {
    let mut members: Vec<I> = Vec::new();
    let mut groups = Vec::new();
    for text in fields.texts("members") {
        let end = |part: &str| {
            let name = At {
                value: part.trim().to_owned(),
                span: text.span,
            };
            index(fields, all, &name)
        };
        let is_axis = all.iter().any(|a| a.id == text.value);
        let known = before.iter().find(|g| g.id == text.value && !is_axis);
        match (known, text.value.split_once("..")) {
            (Some(group), _) => {
                groups.push(group.id.clone());
                members.extend(&group.members);
            }
            (None, Some((from, to))) => {
                if let (Some(from), Some(to)) = (end(from), end(to)) {
                    members.extend(from.up_to(to));
                }
            }
            (None, None) => members.extend(end(&text.value)),
        }
    }
    let label = fields.plain("label");
    let mut keys = vec![row_key(&label)];
    keys.extend(fields.texts("also").iter().map(|t| row_key(&t.value)));
    keys.retain(|k| !k.is_empty());
    AxisGroup {
        id: fields.needed("id").value,
        keys,
        label,
        members,
        groups,
    }
}

/// Puts a member at its place into a group, and into those that hold it.
pub(super) fn join(groups: &mut IdVec<GroupId, AxisGroup<RowId>>, group: GroupId, at: RowId) {
    let Some(first) = groups.get(group).map(|g| g.id.clone()) else {
        return;
    };
    // a group holds those above it
    let mut held = vec![first.clone()];
    for known in groups {
        if known.id != first && !known.groups.iter().any(|g| held.contains(g)) {
            continue;
        }
        let place = known.members.partition_point(|m| *m < at);
        known.members.insert(place, at);
        held.push(known.id.clone());
    }
}
