//! Bodies over the years in a terminal: a line for each body, the worst first, what was found in it below.

use std::io::{self, Write};

use super::cells::{Cell, FAIR, SOFT, cell};
use super::messages::Say;
use super::{View, cells, paint, rolls};
use crate::columns::{clip_end, left, width, wrap};
use crate::human::pen::Pen;
use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyLine, SeriesFinding};

/// So many lines stand in the table, those of findings among them.
const LINES: usize = 40;
/// So many findings of a body have a line.
const FINDINGS: usize = 3;
/// The name of a body has between so many columns and so many.
const NAME: (usize, usize) = (16, 30);
/// How far findings are indented.
const INDENT: &str = "  ";

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (all, lang) = (view.overview, view.style.lang);
    let pen = Pen {
        ascii: view.style.ascii,
    };
    writeln!(out, "{}", pen.clean(&Say::Lead(all).say(lang)))?;
    let broken = view.broken();
    let said = Say::Broken(broken, all.bodies.len()).say(lang);
    let color = if broken > 0 { "1;31" } else { "1;32" };
    if !all.bodies.is_empty() {
        writeln!(out, "{}", paint(view.style, color, &said))?;
    }
    if all.years.len() == 1 {
        writeln!(out, "{}", Say::NoYears.say(lang))?;
    }
    if !all.bodies.is_empty() {
        writeln!(out)?;
        table(view, out)?;
    }
    if let Some(roll) = &all.roll {
        writeln!(out)?;
        rolls::write(view, roll, out)?;
    }
    if !all.unplaced.is_empty() || !view.strangers.is_empty() {
        writeln!(out)?;
    }
    names(
        view,
        out,
        &all.unplaced,
        (0, Say::Unplaced(all.unplaced.len())),
    )?;
    names(
        view,
        out,
        view.strangers,
        (0, Say::Strangers(view.strangers.len())),
    )
}

/// Names behind what is said of them, in as many rows as they take, but no more than a few.
pub(super) fn names(
    view: &View<'_>,
    out: &mut dyn Write,
    names: &[String],
    (indent, said): (usize, Say<'_>),
) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let lang = view.style.lang;
    let pen = Pen {
        ascii: view.style.ascii,
    };
    let all: Vec<String> = names.iter().map(|n| pen.flat(n)).collect();
    let line = pen.flat(&format!(
        "{}{}",
        said.say(lang),
        all.join(&Say::Comma.say(lang))
    ));
    let before = " ".repeat(indent);
    let whole = view.style.width.saturating_sub(indent);
    let rows = wrap(&line, whole);
    for (nth, row) in rows.iter().take(ROWS).enumerate() {
        match nth + 1 == ROWS && rows.len() > ROWS {
            true => {
                let room = whole.saturating_sub(width(pen.ellipsis()));
                writeln!(out, "{before}{}{}", clip_end(row, room, ""), pen.ellipsis())?;
            }
            false => writeln!(out, "{before}{row}")?,
        }
    }
    Ok(())
}

/// So many rows of names.
const ROWS: usize = 4;

/// The columns of the years: which of them fit, and how wide each is.
struct Layout {
    /// What is carried over has room.
    roomy: bool,
    /// The first year that fits, by index.
    from: usize,
    widths: Vec<usize>,
    name: usize,
}

impl Layout {
    fn of(view: &View<'_>) -> Self {
        let (all, style) = (view.overview, view.style);
        let pen = Pen { ascii: style.ascii };
        let names = all.bodies.iter().map(|line| width(&pen.flat(&line.body)));
        let name = names.max().unwrap_or(0).clamp(NAME.0, NAME.1);
        let widths = |roomy: bool| -> Vec<usize> {
            let widest = |at: usize| {
                let years = all.bodies.iter().filter_map(|line| line.years.get(at));
                let cells = years.map(|year| width(&cell(year, roomy, style).words));
                cells.max().unwrap_or(0).max(4)
            };
            (0..all.years.len()).map(widest).collect()
        };
        let counts = all
            .bodies
            .iter()
            .map(|line| width(&Say::Counts(line).say(style.lang)));
        let counts = counts.max().unwrap_or(0).max(8);
        let taken = |widths: &[usize]| widths.iter().map(|w| w + 2).sum::<usize>();
        let room = style.width.saturating_sub(counts + 2);
        let full = widths(true);
        if NAME.0 + taken(&full) <= room {
            let name = name.min(room.saturating_sub(taken(&full)));
            return Layout {
                roomy: true,
                from: 0,
                widths: full,
                name,
            };
        }
        let few = widths(false);
        let mut from = 0;
        let rest = |from: usize| taken(few.get(from..).unwrap_or_default());
        while NAME.0 + rest(from) > room && from + 1 < few.len() {
            from += 1;
        }
        let name = name.min(room.saturating_sub(rest(from)).max(NAME.0));
        Layout {
            roomy: false,
            from,
            widths: few,
            name,
        }
    }

    fn years<T>(&self, all: impl Iterator<Item = T>) -> impl Iterator<Item = (T, usize)> {
        all.zip(self.widths.iter().copied()).skip(self.from)
    }
}

fn table(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (all, style) = (view.overview, view.style);
    let lang = style.lang;
    let layout = Layout::of(view);
    let mut head = left(&Say::Body.say(lang), layout.name);
    for (year, wide) in layout.years(all.years.iter()) {
        head.push_str(&format!("  {}", left(&year.to_string(), wide)));
    }
    head.push_str(&format!("  {}", Say::Wrong.say(lang)));
    writeln!(out, "{}", paint(style, SOFT, head.trim_end()))?;
    let mut lines = 0;
    let mut shown = 0;
    for line in &all.bodies {
        if lines >= LINES {
            break;
        }
        body(view, out, line, &layout)?;
        let below = findings(view, out, line, LINES.saturating_sub(lines + 1))?;
        lines += 1 + below;
        shown += 1;
    }
    if layout.from > 0 {
        let year = all.years.get(layout.from).copied().unwrap_or_default();
        writeln!(
            out,
            "{}",
            paint(style, SOFT, &Say::Narrowed(year).say(lang))
        )?;
    }
    let rest = all.bodies.get(shown..).unwrap_or_default();
    if !rest.is_empty() {
        let wrong = rest.iter().filter(|line| !line.holds()).count();
        writeln!(out, "{}", Say::More(rest.len(), wrong).say(lang))?;
    }
    writeln!(out, "\n{}", Say::Sum(all).say(lang))
}

fn body(view: &View<'_>, out: &mut dyn Write, line: &BodyLine, layout: &Layout) -> io::Result<()> {
    let style = view.style;
    let pen = Pen { ascii: style.ascii };
    let name = clip_end(&pen.flat(&line.body), layout.name, pen.ellipsis());
    let mut row = left(&name, layout.name);
    for (year, wide) in layout.years(line.years.iter()) {
        let Cell { words, color } = cell(year, layout.roomy, style);
        let blanks = " ".repeat(wide.saturating_sub(width(&words)));
        row.push_str(&format!("  {}{blanks}", paint(style, color, &words)));
    }
    let counts = Say::Counts(line).say(style.lang);
    row.push_str(&format!("  {}", pen.flat(&counts)));
    writeln!(out, "{}", row.trim_end())
}

/// What was found in a body, the gravest first; gives how many lines that took.
fn findings(
    view: &View<'_>,
    out: &mut dyn Write,
    line: &BodyLine,
    room: usize,
) -> io::Result<usize> {
    let style = view.style;
    let pen = Pen { ascii: style.ascii };
    let mut all: Vec<(i32, &SeriesFinding)> = Vec::new();
    for year in &line.years {
        all.extend(year.findings.iter().map(|f| (year.year, f)));
    }
    all.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    let shown = all.len().min(FINDINGS).min(room);
    for (year, finding) in all.iter().take(shown) {
        let color = match finding.severity {
            Severity::Error => cells::BAD,
            Severity::Warning => FAIR,
            Severity::Info => SOFT,
        };
        let said = pen.flat(&format!("{} [{}]", finding.message, finding.rule));
        let head = format!("{INDENT}{year} ");
        let room = style.width.saturating_sub(width(&head));
        let said = clip_end(&said, room, pen.ellipsis());
        writeln!(out, "{head}{}", paint(style, color, &said))?;
    }
    let rest = all.len().saturating_sub(shown);
    if rest > 0 && shown < room {
        let said = format!("{INDENT}{}", Say::MoreFindings(rest).say(style.lang));
        writeln!(out, "{}", paint(style, SOFT, &said))?;
        return Ok(shown + 1);
    }
    Ok(shown)
}
