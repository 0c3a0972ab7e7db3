//! Where a table stands in a text: its first label, its last value, the labels between.

use super::form::TableSpec;
use super::source_cells::{SourceCell, ends_clause};
use super::table::TableFacts;
use crate::grammar::CellText;
use crate::text::{Span, label_key};
use std::sync::Arc;

/// Where the table begins and ends, and the labels in it.
pub(super) fn find(facts: &mut TableFacts, spec: &TableSpec, cells: &[SourceCell]) {
    let spans = facts.rows.iter().flat_map(|r| {
        let cells = r.cells.iter().map(|c| c.span);
        r.label.into_iter().chain(cells)
    });
    let Some(core) = spans.reduce(Span::cover) else {
        return;
    };
    let keys = spec.head_keys();
    let first_row = cells
        .iter()
        .position(|p| p.span.start >= core.start)
        .unwrap_or(0);
    // the header: what stands straight before the first row
    let mut first = first_row;
    while let Some(at) = first.checked_sub(1) {
        let apart = cells.get(first).is_none_or(|p| p.behind_text);
        if apart || !cells.get(at).is_some_and(|p| is_head(p, keys)) {
            break;
        }
        first = at;
    }
    let last = cells.iter().rposition(|p| p.span.end <= core.end);
    let inside = first..last.map_or(first, |l| l + 1);
    let inside = cells.get(inside).unwrap_or_default();
    facts.span = inside
        .iter()
        .map(|p| p.span)
        .reduce(Span::cover)
        .map(|s| s.cover(core));
    facts.blocks = match (inside.first(), inside.last()) {
        (Some(a), Some(b)) => a.block..b.block + 1,
        _ => 0..0,
    };
    let labels = inside.iter().filter(|p| !p.key.is_empty());
    facts.labels = labels.map(|p| (Arc::clone(&p.label), p.span)).collect();
}

/// Whether a cell before the first row belongs to the table: a blank, a value, a label that the form knows in whole or
/// in part, or words around such a label that are no sentence. A figure in them would be lost to the prose.
fn is_head(cell: &SourceCell, keys: &[String]) -> bool {
    let whole = |k: &String| k.contains(&cell.key);
    let within = |k: &String| cell.key.contains(k.as_str());
    cell.text == CellText::Blank
        || keys.iter().any(whole)
        || keys.iter().any(within) && !is_sentence(&cell.folded, keys)
}

/// Whether words outside of brackets and labels hold a figure, or a mark that parts clauses: heads are explained in
/// brackets.
fn is_sentence(text: &str, keys: &[String]) -> bool {
    let bare = outside_brackets(text);
    let mut rest = label_key(&bare);
    for key in keys {
        rest = rest.replace(key.as_str(), "");
    }
    bare.contains(ends_clause) || rest.contains(|c: char| c.is_ascii_digit())
}

/// A folded text without what stands in brackets, one end of which may lie in another line.
fn outside_brackets(text: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => bare.clear(),
            ')' => depth -= 1,
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}
