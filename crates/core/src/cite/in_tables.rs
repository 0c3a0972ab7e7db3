//! The numbers of a text that stand in tables.

use super::quotes::{LOOK_BACK, Quote, head, read, tail};
use crate::document::{Document, Table};
use crate::grammar::{self, TokenKind};
use crate::text::Folded;
use std::collections::BTreeMap;

/// So many labels of a row are looked at.
const MOST_LABELS: usize = 4;
/// So many columns a head may cover.
const MOST_COVERED: usize = 64;

/// The numbers in the cells of a table: the labels of the row and of the column are the words in front of them.
pub(super) fn of_table(document: &Document, table: &Table, rows: &mut usize, all: &mut Vec<Quote>) {
    let mut heads: BTreeMap<usize, String> = BTreeMap::new();
    let mut in_head = true;
    for row in &table.rows {
        *rows += 1;
        let places = row
            .cells
            .iter()
            .enumerate()
            .map(|(at, cell)| match cell.extent {
                Some(extent) => (extent.column as usize, extent.columns as usize),
                None => (at, 1),
            });
        let texts = row
            .cells
            .iter()
            .map(|c| Folded::new(&document.text, c.span));
        let cells: Vec<((usize, usize), Folded)> = places.zip(texts).collect();
        let numbers = cells
            .iter()
            .filter(|(_, text)| is_number(text.text(), in_head));
        let numbers = numbers.count();
        if in_head && numbers == 0 {
            head_row(&cells, &mut heads);
            continue;
        }
        in_head = false;
        let labels = cells.iter().map(|(_, text)| text.text());
        let labels = labels.filter(|text| !text.is_empty() && !is_number(text, false));
        let label: Vec<&str> = labels.take(MOST_LABELS).map(head).collect();
        let label = label.join(",");
        for ((column, _), text) in &cells {
            let above = heads.get(column).map_or("", String::as_str);
            let own = match is_number(text.text(), false) {
                true => format!("{label},{above}"),
                false => String::new(),
            };
            let first = all.len();
            in_cell(text, &own, *rows, all);
            let year = !years(above).is_empty();
            for quote in all.iter_mut().skip(first) {
                quote.unplaced = numbers > 1 && !year;
            }
        }
    }
}

/// Takes in the cells of a row of heads; one that covers several columns goes for each of them.
fn head_row(cells: &[((usize, usize), Folded)], heads: &mut BTreeMap<usize, String>) {
    for ((column, columns), text) in cells {
        for at in *column..column.saturating_add((*columns).min(MOST_COVERED)) {
            let known = heads.entry(at).or_default();
            if known.len() < LOOK_BACK {
                known.push_str(head(text.text()));
                known.push(',');
            }
        }
    }
}

/// The numbers in one cell.
fn in_cell(text: &Folded, own: &str, row: usize, all: &mut Vec<Quote>) {
    for token in grammar::tokens(text.text()) {
        let typed = text.text().get(token.range.clone()).unwrap_or_default();
        let Some(number) = read(typed, &token) else {
            continue;
        };
        let words = text.text().get(..token.range.start).unwrap_or_default();
        let before = format!("{own}{}", tail(words));
        all.push(Quote {
            span: text.source(token.range.start, token.range.end),
            years: years(&before),
            before,
            sentence: usize::MAX - row,
            paragraph: row,
            ..number
        });
    }
}

/// Whether a cell holds a number. A year is none; among heads it may be nothing but digits.
fn is_number(cell: &str, in_head: bool) -> bool {
    let first = grammar::tokens(cell).into_iter().next().map(|t| t.kind);
    let year = match first {
        Some(TokenKind::Year(_) | TokenKind::Date { .. }) => true,
        _ => in_head && !years(cell).is_empty(),
    };
    cell.starts_with(|c: char| c.is_ascii_digit()) && !year
}

/// The years that a text names; the head of a column may be nothing but digits.
fn years(text: &str) -> Vec<i32> {
    let tokens = grammar::tokens(text);
    let years = tokens.iter().filter_map(|t| match &t.kind {
        TokenKind::Year(year) | TokenKind::Date { year, .. } => Some(*year),
        TokenKind::Quantity { value, unit, .. } if unit.is_empty() => {
            let year = i32::try_from(value.to_whole()?).ok()?;
            (1900..=2100).contains(&year).then_some(year)
        }
        _ => None,
    });
    years.collect()
}
