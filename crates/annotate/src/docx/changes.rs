//! Edits → tracked changes.

use super::patch::Patch;
use super::spots::Spots;
use gouji_core::text::{Edit, Span};
use std::ops::Range;

/// Around text in one of these, somebody else has tracked a change already.
const CHANGED: [&str; 4] = ["ins", "del", "moveFrom", "moveTo"];

/// Tracks an edit, where its words stand in runs of one paragraph, all of them, and nobody else changes them. What cannot
/// be tracked is left to the comment.
pub(super) fn track(spots: &Spots<'_>, patch: &mut Patch<'_>, edit: &Edit) {
    if edit.text.contains(['\n', '\r', '\t']) {
        return;
    }
    match edit.span.is_empty() {
        true => insert(spots, patch, edit),
        false => replace(spots, patch, edit),
    };
}

fn replace(spots: &Spots<'_>, patch: &mut Patch<'_>, edit: &Edit) -> Option<()> {
    if !is_whole(spots, edit.span) {
        return None;
    }
    let pieces = spots.pieces(edit.span);
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for piece in pieces {
        let run = free(spots, piece.start)?;
        match runs.last_mut() {
            Some((last, place)) if *last == run => place.end = piece.end,
            _ => runs.push((run, piece)),
        }
    }
    let paragraphs = runs.iter().map(|(run, _)| paragraph(spots, *run));
    let mut paragraphs: Vec<Option<usize>> = paragraphs.collect();
    paragraphs.dedup();
    let ordered = runs.is_sorted_by_key(|(run, _)| *run);
    if paragraphs.len() != 1 || !ordered {
        return None;
    }
    let mut from_to = Vec::new();
    for (_, place) in &runs {
        from_to.push((spots.before(place.start)?, spots.behind(place.end)?));
    }
    let (first, _) = runs.first()?;
    let (_, last) = *from_to.last()?;
    for (from, to) in from_to {
        patch.delete(from, to);
    }
    if !edit.text.is_empty() {
        patch.insert(last, *first, &edit.text);
    }
    Some(())
}

/// Words that are put in: into a blank cell, else behind the words in front of them, else in front of those behind.
fn insert(spots: &Spots<'_>, patch: &mut Patch<'_>, edit: &Edit) -> Option<()> {
    let at = edit.span.start;
    let trace = spots.trace;
    if let Some(blank) = trace.blanks.iter().find(|b| b.text == edit.span) {
        let cell = (blank.part == 0).then_some(blank.xml as usize)?;
        patch.fill(spots.paragraph(cell)?, &edit.text);
        return Some(());
    }
    let touching = |end: bool| {
        let mut all = trace.sources.iter().filter(|s| s.part == 0);
        let touches = |s: &Span| match end {
            true => s.start < at && at <= s.end,
            false => s.start == at,
        };
        all.find(|s| touches(&s.text)).map(|s| s.text)
    };
    let (spot, run) = match touching(true) {
        Some(text) => {
            let piece = spots.pieces(Span { end: at, ..text }).pop()?;
            let run = free(spots, piece.start)?;
            (spots.behind(piece.end)?, run)
        }
        None => {
            let piece = spots.pieces(touching(false)?).into_iter().next()?;
            let run = free(spots, piece.start)?;
            (spots.before(piece.start)?, run)
        }
    };
    patch.insert(spot, run, &edit.text);
    Some(())
}

/// Whether every byte of a span stands in the document part.
fn is_whole(spots: &Spots<'_>, span: Span) -> bool {
    let here = spots.trace.sources.iter().filter(|s| s.part == 0);
    let held = here.filter(|s| s.text.overlaps(span)).map(|s| {
        let start = s.text.start.max(span.start);
        let end = s.text.end.min(span.end);
        // a reference is one character
        let cut = s.text.len() != s.xml.len() && (start, end) != (s.text.start, s.text.end);
        if cut { 0 } else { end - start }
    });
    held.sum::<u32>() as usize == span.len()
}

/// The run of a byte, where it can be parted and nobody has changed it.
fn free(spots: &Spots<'_>, byte: usize) -> Option<usize> {
    let held = spots.held(byte)?;
    let changed = |at: usize| {
        let local = spots.markup.get(at).map_or("", |e| e.local());
        CHANGED.contains(&local)
    };
    let free = held.parts && !spots.markup.around(held.unit).any(changed);
    free.then_some(held.unit)
}

fn paragraph(spots: &Spots<'_>, run: usize) -> Option<usize> {
    let is = |at: &usize| {
        spots
            .markup
            .get(*at)
            .is_some_and(|e| spots.names.is(e, "p"))
    };
    spots.markup.around(run).find(is)
}
