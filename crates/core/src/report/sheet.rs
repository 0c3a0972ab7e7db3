//! Sheets: tables of one column, in which each label is followed by its one value.

use super::fact::Fact;
use super::form::{Holds, TableSpec};
use super::source_cells::{SourceCell, Unit};
use super::table::similar;
use crate::grammar::CellText;

/// Cuts cells at every label of the sheet.
pub(super) fn units(spec: &TableSpec, cells: &[SourceCell]) -> Vec<Unit> {
    let is_row = |p: &SourceCell| !p.key.is_empty() && !is_group(spec, p) && is_label(spec, p);
    let mut labels: Vec<usize> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let before = at.checked_sub(1).filter(|b| labels.last() == Some(b));
        let before = before.and_then(|b| cells.get(b));
        if is_row(cell) && !before.is_some_and(|b| is_worded(spec, b, cell)) {
            labels.push(at);
        }
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut free = 0;
    for (nth, at) in labels.iter().enumerate() {
        let next = labels.get(nth + 1).copied().unwrap_or(cells.len());
        let values = at + 1..value_end(spec, cells, *at, next);
        // labels of groups stand before that of the row
        let before = cells.get(free..*at).unwrap_or_default().iter().rev();
        let groups = before.take_while(|p| is_group(spec, p)).count();
        free = values.end;
        units.push(Unit {
            labels: at - groups..at + 1,
            values,
        });
    }
    units
}

/// Whether a cell is the words of the label right before it in its row, even where they are those of another label.
fn is_worded(spec: &TableSpec, label: &SourceCell, cell: &SourceCell) -> bool {
    let row = spec.rows.iter().find(|r| r.keys.contains(&label.key));
    let words = row.is_some_and(|r| r.holds == Holds::Text);
    words && label.row.is_some() && label.row == cell.row
}

/// Where the value of the label at `at` ends: with its row, or, where rows are not marked, behind the first cell
/// that is not blank.
fn value_end(spec: &TableSpec, cells: &[SourceCell], at: usize, next: usize) -> usize {
    let row = cells.get(at).and_then(|p| p.row);
    let mut end = at + 1;
    for cell in cells.get(end..next).unwrap_or_default() {
        if cell.row != row || is_group(spec, cell) {
            break;
        }
        end += 1;
        if row.is_none() && cell.text != CellText::Blank {
            break;
        }
    }
    end
}

/// How alike a damaged label and an official one must be, of 100.
const ALIKE: u32 = 82;

/// Whether a cell is the label of a row, perhaps with a sign too many or too few.
fn is_label(spec: &TableSpec, cell: &SourceCell) -> bool {
    let mut keys = spec.rows.iter().flat_map(|r| &r.keys);
    let near = |k: &String| {
        let (long, short) = (k.len().max(cell.key.len()), k.len().min(cell.key.len()));
        short * 100 >= long * 69 && similar(&cell.key, k) >= ALIKE
    };
    keys.clone().any(|k| *k == cell.key) || keys.any(near)
}

fn is_group(spec: &TableSpec, cell: &SourceCell) -> bool {
    !cell.key.is_empty() && spec.row_groups.iter().any(|g| g.keys.contains(&cell.key))
}

/// Puts the word into a cell of a row that holds words.
pub(super) fn worded(mut fact: Fact, holds: &Holds) -> Fact {
    match holds {
        Holds::Number => {}
        Holds::Text => {
            fact.word = (fact.text != CellText::Blank).then(|| fact.folded().into());
        }
        Holds::Choice(options) => {
            if fact.text != CellText::Blank {
                (fact.text, fact.word) = match chosen(fact.folded(), options) {
                    Chosen::One(word) => (CellText::Text, Some(word.into())),
                    Chosen::None => (CellText::Blank, None),
                    Chosen::Unclear => (CellText::Text, None),
                };
            }
        }
    }
    fact
}

/// What was chosen among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen<'o> {
    /// This one.
    One(&'o str),
    /// All of them stand there unticked.
    None,
    /// Something else stands there, or more than one is ticked.
    Unclear,
}

const TICKED: char = '\u{2611}';
const EMPTY: char = '\u{25a1}';

/// Signs for a box, ticked or empty, as one character each.
fn boxes(text: &str) -> String {
    let text = text.replace("()", "\u{25a1}").replace("[]", "\u{25a1}");
    let signs = text.chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']'));
    let one = |c: char| match c {
        // the ticks and crosses of fonts, the square root that is typed for a tick, filled squares and circles
        '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' | '\u{221a}' | '\u{25a0}'
        | '\u{25cf}' | '\u{25c9}' | '\u{25fc}' | '\u{2705}' | '\u{f052}' | '\u{f0fe}' => TICKED,
        '\u{25a1}' | '\u{2610}' | '\u{25cb}' | '\u{25ef}' | '\u{25fb}' | '\u{f0a3}'
        | '\u{f06f}' => EMPTY,
        other => other,
    };
    signs.map(one).filter(|c| !c.is_whitespace()).collect()
}

/// The option that stands alone, or that has the tick. Ticks stand before the words, or all of them behind.
fn chosen<'o>(text: &str, options: &'o [String]) -> Chosen<'o> {
    let text = boxes(text);
    if let Some(only) = options.iter().find(|o| **o == text) {
        return Chosen::One(only);
    }
    let is_box = |c: char| c == TICKED || c == EMPTY;
    let behind = !text.starts_with(is_box) && text.ends_with(is_box);
    if !behind && !text.starts_with(is_box) {
        return Chosen::Unclear;
    }
    let mut ticked = options.iter().filter(|o| {
        let marked = match behind {
            true => format!("{o}{TICKED}"),
            false => format!("{TICKED}{o}"),
        };
        text.contains(&marked)
    });
    match (ticked.next(), ticked.next()) {
        (Some(one), None) => Chosen::One(one),
        (None, _) if !text.contains(TICKED) => Chosen::None,
        _ => Chosen::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_in_every_way_it_is_ticked() {
        let options = ["是".to_owned(), "否".to_owned()];
        let cases = [
            ("是", Chosen::One("是")),
            ("☑是□否", Chosen::One("是")),
            ("□是■否", Chosen::One("否")),
            ("√是否", Chosen::One("是")),
            ("是□否√", Chosen::One("否")),
            ("是(√)否()", Chosen::One("是")),
            ("□是□否", Chosen::None),
            ("☑是☑否", Chosen::Unclear),
            ("是否", Chosen::Unclear),
            ("有", Chosen::Unclear),
        ];
        for (text, wanted) in cases {
            assert_eq!(chosen(text, &options), wanted, "{text}");
        }
    }
}
