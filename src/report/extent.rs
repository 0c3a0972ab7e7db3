//! Where a table stands in a text: its first label, its last value, the labels between.

use super::form::TableSpec;
use super::pieces::Piece;
use super::table::TableFacts;
use crate::grammar::CellText;
use crate::text::{Span, label_key};

/// Where the table begins and ends, and the labels in it.
pub(super) fn find(facts: &mut TableFacts, spec: &TableSpec, pieces: &[Piece]) {
    let spans = facts.rows.iter().flat_map(|r| {
        let cells = r.cells.iter().map(|c| c.span);
        r.label.into_iter().chain(cells)
    });
    let Some(core) = spans.reduce(Span::cover) else {
        return;
    };
    let keys: Vec<String> = header_keys(spec);
    let first_row = pieces
        .iter()
        .position(|p| p.span.start >= core.start)
        .unwrap_or(0);
    // the header: labels straight before the first row that the form knows, in whole or in part
    let mut first = first_row;
    let head = pieces.iter().enumerate().take(first_row).rev();
    for (at, piece) in head {
        let blank = piece.text == CellText::Blank;
        let known = keys
            .iter()
            .any(|k| k.contains(&piece.key) || piece.key.contains(k.as_str()));
        if !blank && !known {
            break;
        }
        first = at;
    }
    let last = pieces.iter().rposition(|p| p.span.end <= core.end);
    let inside = first..last.map_or(first, |l| l + 1);
    let inside = pieces.get(inside).unwrap_or_default();
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
    facts.labels = labels.map(|p| (label_key(&p.folded), p.span)).collect();
}

fn header_keys(spec: &TableSpec) -> Vec<String> {
    let axes = spec.columns.iter().chain(&spec.rows).map(|a| &a.label);
    let groups = spec.column_groups.iter().chain(&spec.row_groups);
    axes.chain(groups.map(|g| &g.label))
        .map(|l| label_key(l))
        .filter(|k| !k.is_empty())
        .collect()
}
