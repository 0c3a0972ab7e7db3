//! What is shown in Chinese, in rows: clap counts a Chinese character as one column, and breaks lines at blanks only.

use clap::Error;
use clap::error::ErrorKind;

use super::misuse;
use crate::output::{columns_of, wrap};

/// Narrower columns of text are left to the terminal.
const NARROWEST: usize = 20;

/// What is shown in Chinese, in rows of so many columns.
pub(super) fn chinese(error: &Error, columns: usize, color: bool) -> String {
    let shown = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        _ => misuse::chinese(error),
    };
    let mut out = String::new();
    for row in aligned(&shown)
        .iter()
        .flat_map(|line| broken(line, columns))
    {
        let heading = color && row.ends_with('：') && !row.starts_with(' ');
        let row = if heading {
            format!("\u{1b}[1m{row}\u{1b}[0m")
        } else {
            row
        };
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// The lines of help with the texts of each block in one column, counted as terminals do.
pub(super) fn aligned(help: &str) -> Vec<String> {
    let lines: Vec<&str> = help.lines().collect();
    let mut all = Vec::new();
    for block in lines.split_inclusive(|line| line.trim().is_empty()) {
        let parts: Vec<(&str, &str)> = block.iter().map(|line| parts(line)).collect();
        let heads = parts.iter().filter(|(head, _)| !head.trim().is_empty());
        let widest = heads.map(|(head, _)| columns_of(head.trim_end())).max();
        let column = widest.unwrap_or_default() + 2;
        for (head, text) in parts {
            let name = head.trim_end();
            let gap = column.saturating_sub(columns_of(name));
            all.push(match name.is_empty() {
                true => format!("{head}{text}"),
                false => format!("{name}{}{text}", " ".repeat(gap)),
            });
        }
    }
    all
}

/// A line up to its text, which stands behind the name of an option, a command or a value, if there is one.
fn parts(line: &str) -> (&str, &str) {
    let start = line.len() - line.trim_start().len();
    let inner = line.get(start..).unwrap_or_default();
    let gap = inner.find("  ").map(|at| {
        let rest = inner.get(at..).unwrap_or_default();
        start + at + rest.len() - rest.trim_start().len()
    });
    line.split_at_checked(gap.unwrap_or(start))
        .unwrap_or(("", line))
}

/// The rows of a line; those behind the first one begin where its text does.
pub(super) fn broken(line: &str, columns: usize) -> Vec<String> {
    let (head, text) = parts(line);
    let indent = columns_of(head);
    let room = columns.saturating_sub(indent);
    if columns_of(text) <= room || room < NARROWEST {
        return vec![line.to_owned()];
    }
    let rows = wrap(text, room).into_iter().enumerate();
    rows.map(|(nth, row)| match nth {
        0 => format!("{head}{row}"),
        _ => format!("{}{row}", " ".repeat(indent)),
    })
    .collect()
}
