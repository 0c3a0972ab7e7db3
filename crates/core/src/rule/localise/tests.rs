//! A small table: the last cell of each row and of each column is the sum of the others.

use super::certain::{forced, peeled};
use super::search::{Changes, smallest};
use super::shape::moves;
use super::slip::Mistake;
use super::system::{Equation, System, Variable};
use crate::report::{CellId, ColumnId, FormCell, RowId, TableId};
use crate::text::{Id, Number};
use std::rc::Rc;

/// Cells as they are printed; `?` cannot be read.
fn table(text: &str) -> System {
    let rows: Vec<Vec<Option<i128>>> = text
        .lines()
        .map(|line| line.split_whitespace().map(|n| n.parse().ok()).collect())
        .collect();
    let (height, width) = (rows.len(), rows[0].len());
    let mut system = System {
        scale: 1,
        ..System::default()
    };
    for (row, values) in rows.iter().enumerate() {
        system
            .variables
            .extend(values.iter().enumerate().map(|(column, value)| Variable {
                cell: cell(row, column),
                value: *value,
                places: 0,
            }));
    }
    let across = (0..height).map(|row| (0..width).map(|c| row * width + c).collect());
    let down = (0..width).map(|column| (0..height).map(|r| r * width + column).collect());
    for cells in across.chain(down).collect::<Vec<Vec<usize>>>() {
        let last = cells[cells.len() - 1];
        let sign = |v: usize| if v == last { -1 } else { 1 };
        let value = |v: usize| system.variables[v].value.unwrap_or(0);
        let equation = Equation {
            terms: cells.iter().map(|v| (*v, sign(*v))).collect(),
            residual: cells.iter().map(|v| value(*v) * i128::from(sign(*v))).sum(),
        };
        system.equations.push(Rc::new(equation));
        system.origins.push(Vec::new());
    }
    system
}

fn cell(row: usize, column: usize) -> FormCell {
    FormCell {
        id: CellId::new(row * 100 + column),
        table: TableId::new(0),
        row: RowId::new(row),
        column: ColumnId::new(column),
    }
}

fn all(system: &System) -> Vec<usize> {
    (0..system.equations.len()).collect()
}

/// Changes as row, column and the value that is right.
fn said(system: &System, changes: &Changes) -> Vec<(usize, usize, String)> {
    let known = changes.iter().map(|c| system.change(*c).unwrap());
    known
        .map(|c| {
            (
                c.cell.row.index(),
                c.cell.column.index(),
                c.right.to_string(),
            )
        })
        .collect()
}

fn found(text: &str) -> Vec<Vec<(usize, usize, String)>> {
    let system = table(text);
    let found = smallest(&system, &all(&system), 1);
    assert!(!found.bounded);
    found.smallest.iter().map(|s| said(&system, s)).collect()
}

fn right(row: usize, column: usize, value: &str) -> (usize, usize, String) {
    (row, column, value.to_owned())
}

#[test]
fn what_holds_needs_no_change() {
    assert!(found("1 2 3\n4 5 9\n5 7 12").is_empty());
}

#[test]
fn one_wrong_cell_is_the_only_one_whose_change_fulfils_all() {
    assert_eq!(found("1 2 3\n4 6 9\n5 7 12"), [[right(1, 1, "5")]]);
    assert_eq!(found("1 2 3\n4 5 9\n5 7 13"), [[right(2, 2, "12")]]);
}

#[test]
fn two_wrong_cells_are_found_together() {
    assert!(found("8 2 3\n4 5 9\n5 7 13").contains(&vec![right(0, 0, "1"), right(2, 2, "12")]));
}

#[test]
fn three_wrong_cells_are_found_together() {
    // the right one has 1, 10, 100 on its diagonal
    let text = "2 0 0 1\n0 15 0 10\n0 0 130 100\n1 10 100 111";
    let three = vec![right(0, 0, "1"), right(1, 1, "10"), right(2, 2, "100")];
    assert_eq!(found(text), [three]);
}

#[test]
fn what_cannot_be_read_may_have_any_value() {
    // the sums of the first row and of the first column say nothing, the others name the cell
    assert_eq!(found("? 2 3\n4 5 9\n5 7 13"), [[right(2, 2, "12")]]);
    let system = table("? 2 3\n4 5 9\n5 7 12");
    assert!(smallest(&system, &all(&system), 1).smallest.is_empty());
    assert!(system.broken().is_empty());
}

#[test]
fn no_count_becomes_negative() {
    // 9 could also be right if a cell above it were -2
    let sets = found("1 2 3\n0 5 5\n3 7 8");
    let all: Vec<_> = sets.iter().flatten().collect();
    assert!(all.iter().all(|(.., n)| !n.starts_with('-')), "{sets:?}");
}

#[test]
fn a_search_that_is_too_long_says_so() {
    let rows: Vec<String> = (0..45u64)
        .map(|row| {
            let cells = (0..45u64).map(|c| ((row * 7919 + c * 104_729) % 97).to_string());
            cells.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let system = table(&rows.join("\n"));
    assert!(smallest(&system, &all(&system), 1).bounded);
}

#[test]
fn rows_that_changed_places_are_put_back() {
    let system = table("0 0 0 0\n4 2 9 15\n5 5 5 15\n5 5 5 15\n9 7 14 30");
    assert!(moves(&system, &all(&system)).is_empty());
    // the sums of the second table stand one row too high
    let system = table("1 2 4 7\n4 2 9 15\n5 4 13 22\n0 0 0 0");
    let found = moves(&system, &all(&system));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, Mistake::Rows);
    assert_eq!(found[0].0.len(), 8);
}

#[test]
fn values_that_stand_one_column_too_far_are_put_back() {
    let system = table("0 3 4 7\n1 0 0 1\n4 4 0 8");
    let found = moves(&system, &all(&system));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, Mistake::Shifted);
    let back = [right(0, 0, "3"), right(0, 1, "4"), right(0, 2, "0")];
    assert_eq!(said(&system, &found[0].0), back);
}

#[test]
fn cells_that_all_their_sums_prove_wrong_are_certain() {
    let system =
        table("2 0 0 0 1\n0 15 0 0 10\n0 0 130 0 100\n0 0 0 1700 1000\n1 10 100 1000 1111");
    let changes = peeled(&system, &all(&system));
    let right = [
        right(0, 0, "1"),
        right(1, 1, "10"),
        right(2, 2, "100"),
        right(3, 3, "1000"),
    ];
    assert_eq!(said(&system, &changes), right);
    // where everything is wrong, two sums that miss by the same amount prove nothing
    let system = table("2 7 3 1 1\n9 1 8 2 15\n4 4 1 30 17\n6 5 2 17 1\n1 50 3 40 11");
    assert!(peeled(&system, &all(&system)).is_empty());
}

#[test]
fn sums_force_the_value_of_a_cell_that_cannot_be_read() {
    let value = |text: &str, row, column| forced(&table(text), cell(row, column));
    let whole = |n| Some(Number::whole(n));
    assert_eq!(value("? 2 3\n4 5 9\n5 7 12", 0, 0), whole(1));
    assert_eq!(value("0 2 2\n4 5 9\n4 7 ?", 2, 2), whole(11));
    assert_eq!(value("? 2 2\n4 5 9\n4 7 11", 0, 0), whole(0));
    // two in different rows and columns, and three around a corner
    assert_eq!(value("? 2 3\n4 ? 9\n5 7 12", 1, 1), whole(5));
    assert_eq!(value("? ? 3\n? 5 9\n5 7 12", 0, 0), whole(1));
}

#[test]
fn no_value_is_forced_where_sums_leave_several_or_none() {
    let none = |text: &str| assert_eq!(forced(&table(text), cell(0, 0)), None, "{text}");
    // it was read
    none("1 2 3\n4 5 9\n5 7 12");
    // four at the corners of a square
    none("? ? 3\n? ? 9\n5 7 12");
    // its row says 1, its column 2
    none("? 2 3\n4 5 9\n6 7 13");
    // -1
    none("? 2 1\n4 5 9\n3 7 10");
    // another cell is wrong
    none("? 2 3\n4 5 8\n5 7 12");
}
