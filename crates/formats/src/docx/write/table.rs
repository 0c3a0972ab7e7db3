//! A table, with its merged cells.

use super::{Grid, GridCell, paragraph, write_all};

/// Columns that Word allows a table.
const COLUMNS: u32 = 63;
/// Twentieths of a point between the margins of a page.
const WIDTH: u32 = 9300;

/// A merged cell that reaches into the rows below.
struct Merged {
    column: u32,
    columns: u32,
    left: u32,
}

/// Writes a table; `None` where it has more cells than there is room for.
pub(super) fn table(out: &mut String, grid: &Grid, room: &mut usize) -> Option<()> {
    out.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        write_all(
            out,
            format_args!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"),
        );
    }
    out.push_str("</w:tblBorders></w:tblPr><w:tblGrid>");
    let ends = grid.rows.iter().flatten().map(|c| {
        let first = c.column.unwrap_or(0).min(COLUMNS);
        first.saturating_add(c.columns.clamp(1, COLUMNS))
    });
    let longest = grid.rows.iter().map(Vec::len).max().unwrap_or(1);
    let longest = u32::try_from(longest).unwrap_or(COLUMNS);
    let columns = ends.max().unwrap_or(1).max(longest).clamp(1, COLUMNS);
    let all: u32 = grid.shares.iter().sum();
    for at in 0..columns {
        let share = grid.shares.get(at as usize).copied();
        let wide = share.map_or(WIDTH / columns, |s| WIDTH * s / all.max(1));
        write_all(out, format_args!("<w:gridCol w:w=\"{wide}\"/>"));
    }
    out.push_str("</w:tblGrid>");
    let mut open: Vec<Merged> = Vec::new();
    let count = grid.rows.len();
    for (at, cells) in grid.rows.iter().enumerate() {
        let head = if at < grid.heads {
            "<w:tblHeader/>"
        } else {
            ""
        };
        write_all(
            out,
            format_args!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"),
        );
        let left = u32::try_from(count - at).unwrap_or(u32::MAX);
        row(out, cells, &mut open, (columns, left), room)?;
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    Some(())
}

/// A row: its own cells, the lower parts of merged ones between them, and nothing twice.
fn row(
    out: &mut String,
    cells: &[GridCell],
    open: &mut Vec<Merged>,
    (columns, left): (u32, u32),
    room: &mut usize,
) -> Option<()> {
    let mut at = 0;
    let mut own = cells.iter().peekable();
    let mut begun = Vec::new();
    let mut empty = true;
    while at < columns {
        *room = room.checked_sub(1)?;
        if let Some(merged) = open.iter_mut().find(|m| m.column == at && m.left > 0) {
            merged.left -= 1;
            cell(out, "", merged.columns, Some("continue"));
            at += merged.columns;
            empty = false;
            continue;
        }
        let next = own.peek().map(|c| c.column.unwrap_or(at));
        let later = open.iter().filter(|m| m.left > 0 && m.column > at);
        let later = later.map(|m| m.column).min().unwrap_or(columns);
        match next {
            Some(column) if column <= at => {
                let Some(here) = own.next() else { break };
                let wide = here.columns.max(1).min(later - at);
                let rows = here.rows.clamp(1, left);
                cell(out, &here.text, wide, (rows > 1).then_some("restart"));
                if rows > 1 {
                    begun.push(Merged {
                        column: at,
                        columns: wide,
                        left: rows - 1,
                    });
                }
                at += wide;
            }
            // what no cell covers
            Some(column) => {
                let wide = column.min(later).max(at + 1) - at;
                cell(out, "", wide, None);
                at += wide;
            }
            None if later < columns => {
                cell(out, "", later - at, None);
                at = later;
            }
            None => break,
        }
        empty = false;
    }
    if empty {
        cell(out, "", columns, None);
    }
    open.retain(|m| m.left > 0);
    open.extend(begun);
    Some(())
}

fn cell(out: &mut String, text: &str, columns: u32, merge: Option<&str>) {
    out.push_str("<w:tc><w:tcPr>");
    if columns > 1 {
        write_all(out, format_args!("<w:gridSpan w:val=\"{columns}\"/>"));
    }
    if let Some(merge) = merge {
        write_all(out, format_args!("<w:vMerge w:val=\"{merge}\"/>"));
    }
    out.push_str("</w:tcPr>");
    paragraph(out, Some("Cell"), text);
    out.push_str("</w:tc>");
}
