//! Reports side by side in a terminal.

use std::io::{self, Write};

use super::super::paint;
use super::messages::Say;
use super::{View, signed, steps};
use crate::columns::{clip_end, left, right, width, wrap};
use crate::human::pen::Pen;
use crate::messages::Text;
use crate::series::cells::{BAD, FAIR, GOOD, SOFT};
use gouji_core::diagnostic::Severity;
use gouji_core::series::{CellLine, TextChange};
use gouji_core::text::Number;

/// The name of a cell keeps at least so many columns.
const NAME: usize = 20;
/// A cell without a number.
const BLANK: &str = "-";

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.style.lang;
    let pen = Pen {
        ascii: view.style.ascii,
    };
    let heads: Vec<String> = (0..view.comparison.reports.len())
        .map(|at| view.head(at))
        .collect();
    let wide = heads.iter().map(|h| width(h)).max().unwrap_or(4);
    for (report, head) in view.comparison.reports.iter().zip(&heads) {
        let body = report.body.as_deref().unwrap_or_default();
        let line = format!(
            "{}  {}  {}",
            left(head, wide),
            pen.flat(body),
            pen.flat(&report.path)
        );
        writeln!(
            out,
            "{}",
            clip_end(line.trim_end(), view.style.width, pen.ellipsis())
        )?;
    }
    breaks(view, out)?;
    let said = Say::Cells(view.changed(), view.comparison.cells.len()).say(lang);
    writeln!(out, "\n{}", paint(view.style, "1", &said))?;
    cells(view, out)?;
    texts(view, out)
}

fn breaks(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let style = view.style;
    let pen = Pen { ascii: style.ascii };
    let n = view.findings.len();
    let color = if n > 0 { "1;31" } else { "1;32" };
    writeln!(
        out,
        "\n{}",
        paint(style, color, &Say::Breaks(n).say(style.lang))
    )?;
    for finding in view.findings {
        let (sign, color) = match finding.severity {
            Severity::Error => (if style.ascii { "x" } else { "✗" }, BAD),
            Severity::Warning => ("!", FAIR),
            Severity::Info => ("i", SOFT),
        };
        let at = view
            .comparison
            .reports
            .iter()
            .position(|r| r.path == finding.path);
        let year = at.map(|at| view.head(at)).unwrap_or_default();
        let fault = pen.flat(&finding.fault);
        let rule = pen.flat(&finding.rule);
        writeln!(
            out,
            "  {} {year} {fault} [{rule}]",
            paint(style, color, sign)
        )?;
        for row in wrap(&pen.flat(&finding.message), style.width.saturating_sub(4)) {
            writeln!(out, "    {row}")?;
        }
    }
    Ok(())
}

/// Values under the years, and the last change behind them.
fn cells(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let style = view.style;
    let pen = Pen { ascii: style.ascii };
    let reports = view.comparison.reports.len();
    let tables = view.tables();
    let row = |line: &CellLine| -> Vec<String> {
        let value = |v: &Option<Number>| v.map_or_else(|| BLANK.to_owned(), |n| n.to_string());
        let last = steps(line).last().copied().flatten();
        let change = last.map(signed).filter(|words| words != "0");
        let values = line.values.iter().map(value);
        values.chain([change.unwrap_or_default()]).collect()
    };
    let mut heads: Vec<String> = (0..reports).map(|at| view.head(at)).collect();
    heads.push(Say::Change.say(style.lang));
    let mut widths: Vec<usize> = heads.iter().map(|h| width(h)).collect();
    for line in tables.iter().flat_map(|(_, lines)| lines) {
        for (wide, cell) in widths.iter_mut().zip(row(line)) {
            *wide = width(&cell).max(*wide);
        }
    }
    let taken: usize = widths.iter().map(|w| w + 2).sum();
    let room = style.width.saturating_sub(taken + 2).max(NAME);
    let names = tables.iter().flat_map(|(_, lines)| lines);
    let name = names.map(|line| width(&pen.flat(&line.name.title()))).max();
    let name = name.unwrap_or(0).min(room);
    for (title, lines) in &tables {
        let mut head = left(
            &clip_end(&pen.flat(title), name + 2, pen.ellipsis()),
            name + 2,
        );
        for (cell, wide) in heads.iter().zip(&widths) {
            head.push_str(&format!("  {}", right(cell, *wide)));
        }
        writeln!(out, "{}", paint(style, SOFT, &head))?;
        for line in lines {
            let title = short(line, name, pen);
            let mut words = format!("  {}", left(&title, name));
            for (cell, wide) in row(line).iter().zip(&widths) {
                words.push_str(&format!("  {}", right(cell, *wide)));
            }
            writeln!(out, "{}", words.trim_end())?;
        }
    }
    Ok(())
}

/// The name of a cell: where it is too long its row gives way, not its column.
fn short(line: &CellLine, room: usize, pen: Pen) -> String {
    let all = pen.flat(&line.name.title());
    let row = pen.flat(&line.name.row);
    let column = all.get(row.len()..).unwrap_or_default();
    let rest = room.saturating_sub(width(column));
    match width(&all) > room && rest > NAME / 2 && all.starts_with(&row) {
        true => format!("{}{column}", clip_end(&row, rest, pen.ellipsis())),
        false => clip_end(&all, room, pen.ellipsis()),
    }
}

fn texts(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let style = view.style;
    let pen = Pen { ascii: style.ascii };
    let sections = view.sections();
    let said = match sections.is_empty() {
        true => Say::NoTexts,
        false => Say::Texts,
    };
    writeln!(out, "\n{}", paint(style, "1", &said.say(style.lang)))?;
    for (title, changes) in sections {
        writeln!(out, "{}", pen.flat(title))?;
        for change in changes {
            let arrow = pen.clean("→");
            let TextChange {
                added,
                removed,
                kept,
                ..
            } = change;
            let sums = Say::Sentences(*kept, added.len(), removed.len()).say(style.lang);
            let line = format!(
                "  {}{}{sums}",
                view.step(change.to, &arrow),
                Text::Colon.say(style.lang)
            );
            writeln!(out, "{}", paint(style, SOFT, &line))?;
            for (sign, color, sentences) in [("-", BAD, removed), ("+", GOOD, added)] {
                for (words, _) in sentences {
                    sentence(view, out, (sign, color), words)?;
                }
            }
        }
    }
    Ok(())
}

fn sentence(
    view: &View<'_>,
    out: &mut dyn Write,
    (sign, color): (&str, &'static str),
    words: &str,
) -> io::Result<()> {
    let style = view.style;
    let flat = Pen { ascii: style.ascii }.flat(words);
    for (nth, row) in wrap(&flat, style.width.saturating_sub(4))
        .iter()
        .enumerate()
    {
        let sign = if nth == 0 { sign } else { " " };
        writeln!(out, "  {}", paint(style, color, &format!("{sign} {row}")))?;
    }
    Ok(())
}
