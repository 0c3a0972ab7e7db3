//! Tables without drawn lines: values in columns, labels beside them, heads above.
//!
//! Where it cannot be determined which label belongs to which values, there is no table, and its lines stay text.

use super::areas::Area;
use super::beside::{Beside, assign};
use super::columns::{Body, bodies};
use super::geometry::Rect;
use super::groups::{self, Group};
use super::heads::heads;
use super::lines::{Line, Word};
use super::printed::Printed;
use super::sheet::{Sheet, Slot};
use gouji_core::plain::layout::signs;

/// How many lines before the first and behind the last values may belong to them.
const AROUND: usize = 24;
/// Lines of a head are nearer to each other, in sizes of the font.
const NEAR: f64 = 2.6;
/// Words in one line of a label differ less in height.
const LEVEL: f64 = 0.4;

/// A line of a label.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: Printed,
    pub(super) x0: f64,
    pub(super) y: f64,
    size: f64,
    /// The last of the lines of text that it stands in.
    line: usize,
}

/// A row: its label and the values beside it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) text: Printed,
    /// Where the label begins; none where there is no label.
    pub(super) x0: Option<f64>,
    pub(super) top: f64,
    pub(super) bottom: f64,
    values: Option<usize>,
}

impl Entry {
    /// Where the value of a column stands.
    fn beside(&self, body: &Body, column: usize) -> Rect {
        let column = body.columns.get(column);
        let (x0, x1) = column.map_or((0.0, 0.0), |c| (c.left(), c.right()));
        let (y0, y1) = (self.top, self.bottom);
        Rect { x0, y0, x1, y1 }
    }
}

/// Takes the tables out of the lines of a page.
pub(super) fn tables(lines: Vec<Line>, page: usize) -> (Vec<Line>, Vec<Sheet>) {
    let mut sheets = Vec::new();
    let mut taken = vec![false; lines.len()];
    let mut free = 0;
    for body in bodies(&lines) {
        if let Some((sheet, from, to)) = table(&lines, &body, free, page) {
            taken.iter_mut().take(to).skip(from).for_each(|t| *t = true);
            free = to;
            sheets.push(sheet);
        }
    }
    let rest = lines.into_iter().zip(taken).filter(|(_, taken)| !taken);
    (rest.map(|(line, _)| line).collect(), sheets)
}

/// A table with the range of its lines, which begins at `free` or behind.
fn table(lines: &[Line], body: &Body, free: usize, page: usize) -> Option<(Sheet, usize, usize)> {
    let (first, last) = (body.rows.first()?, body.rows.last()?);
    if !is_whole(lines, body, first.line, last.line) {
        return None;
    }
    let from = begins(lines, body, free);
    let to = ends(lines, body, last.line);
    let beside = |(at, word): &(usize, &Word)| *at <= to && word.x1 < body.left();
    let all = lines.iter().enumerate().take(to + 1).skip(from);
    let words: Vec<(usize, &Word)> = all
        .flat_map(|(at, line)| line.words.iter().map(move |w| (at, w)))
        .filter(beside)
        .collect();
    let grouped = groups::grouped(&words);
    let own = words.iter().zip(&grouped).filter(|(_, g)| !**g);
    let labels = labels(own.map(|(w, _)| *w));
    let stand: Vec<Beside> = labels
        .iter()
        .map(|l| Beside {
            y: l.y,
            size: l.size,
        })
        .collect();
    let ys: Vec<f64> = body.rows.iter().map(|r| r.y).collect();
    let ranges = assign(&stand, &ys)?;
    let entries = entries(body, &labels, &ranges);
    let used = || ranges.iter().filter(|(a, b)| a < b);
    let highest = used().next().and_then(|(a, _)| labels.get(*a));
    let lowest = used()
        .next_back()
        .and_then(|(_, b)| labels.get(b.checked_sub(1)?));
    let mut end = lowest.map_or(last.line, |l| l.line.max(last.line));
    // a group may have more lines than the last of its rows
    let marks = || words.iter().zip(&grouped);
    while end < to && marks().all(|((at, _), group)| *at != end + 1 || *group) {
        end += 1;
    }
    let top = highest.map_or(first.y, |l| l.y.min(first.y));
    let is_above = |l: &Line| l.y < top - LEVEL * l.size;
    let from = behind_heading(lines, from, first.line, is_above);
    let above = (from..first.line)
        .filter_map(|at| lines.get(at))
        .filter(|l| is_above(l));
    let head = heads(above.flat_map(|l| &l.words), body);
    let beside = |at: usize| at >= from && at <= end && lines.get(at).is_some_and(|l| !is_above(l));
    let group = marks().filter(|((at, _), group)| **group && beside(*at));
    let groups = groups::groups(group.map(|((_, w), _)| *w), &entries);
    let sheet = Sheet {
        top: lines.get(from).map_or(top, |l| l.y - 0.6 * l.size),
        ..build(body, &entries, &groups, &head, page)
    };
    Some((sheet, from, end + 1))
}

/// Whether the words of the rows are their values and what stands before them: no word is lost.
fn is_whole(lines: &[Line], body: &Body, first: usize, last: usize) -> bool {
    let here = lines
        .iter()
        .take(last + 1)
        .skip(first)
        .flat_map(|l| &l.words);
    let within = here.filter(|w| w.x1 >= body.left()).count();
    let values = body.rows.iter().flat_map(|r| &r.texts).flatten().count();
    within == values
}

/// The first line behind the heading of a chapter before the table, which is no head of it.
fn behind_heading(
    lines: &[Line],
    from: usize,
    to: usize,
    is_above: impl Fn(&Line) -> bool,
) -> usize {
    let heading = |at: &usize| {
        let line = lines.get(*at);
        line.is_some_and(|l| is_above(l) && l.parts == 1 && signs::is_enumerated(&l.text))
    };
    (from..to).rev().find(heading).map_or(from, |at| at + 1)
}

/// The first line above the values that may belong to them.
fn begins(lines: &[Line], body: &Body, free: usize) -> usize {
    let Some(first) = body.rows.first() else {
        return free;
    };
    let mut at = first.line;
    while at > free
        && first.line - at < AROUND
        && let Some((line, below)) = lines.get(at - 1).zip(lines.get(at))
    {
        let alike = (line.size - first.size).abs() < 0.15 * first.size;
        let near = below.y - line.y < NEAR * first.size;
        let reach = body.columns.last().map_or(0.0, |c| c.right()) + 3.0 * first.size;
        let aside = line.words.iter().all(|w| w.x1 < body.left())
            || line
                .words
                .iter()
                .all(|w| w.x0 > body.left() - 3.0 * first.size && w.x1 < reach);
        if !alike
            || !near
            || !(aside || line.words.len() > 1)
            || line.parts == 1 && signs::ends_sentence(&line.text)
        {
            break;
        }
        at -= 1;
    }
    at
}

/// The last line below the values that may belong to the last label.
fn ends(lines: &[Line], body: &Body, last: usize) -> usize {
    let mut to = last;
    while to - last < AROUND
        && let Some((above, line)) = lines.get(to).zip(lines.get(to + 1))
        && line.words.iter().all(|w| w.x1 < body.left())
        && line.y - above.y < NEAR * above.size
    {
        to += 1;
    }
    to
}

/// Words beside each other are one line of a label.
fn labels<'w>(words: impl Iterator<Item = (usize, &'w Word)>) -> Vec<Label> {
    let mut words: Vec<(usize, &Word)> = words.collect();
    words.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut all: Vec<Label> = Vec::new();
    for (line, word) in words {
        match all.last_mut() {
            Some(last) if word.y - last.y < LEVEL * word.size => {
                if word.x0 < last.x0 {
                    last.text.prepend(&word.text);
                } else {
                    last.text.append(&word.text);
                }
                last.x0 = last.x0.min(word.x0);
                last.line = last.line.max(line);
            }
            _ => all.push(Label {
                text: word.text.clone(),
                x0: word.x0,
                y: word.y,
                size: word.size,
                line,
            }),
        }
    }
    all
}

/// The rows from top to bottom, those without values among them.
fn entries(body: &Body, labels: &[Label], ranges: &[(usize, usize)]) -> Vec<Entry> {
    let mut all = Vec::new();
    let used = ranges.iter().filter(|(a, b)| a < b);
    let mut next = used.map(|(a, _)| *a).next().unwrap_or(labels.len());
    let entry = |from: usize, to: usize, values: Option<usize>| {
        let chunk = labels.get(from..to).unwrap_or_default();
        let mut text = Printed::default();
        chunk.iter().for_each(|l| text.wrap_on(&l.text));
        let y = values.and_then(|v| body.rows.get(v)).map(|r| (r.y, r.size));
        let ys = || chunk.iter().map(|l| (l.y, l.size)).chain(y);
        Entry {
            text,
            x0: chunk.iter().map(|l| l.x0).reduce(f64::min),
            top: ys().map(|(y, size)| y - size).fold(f64::INFINITY, f64::min),
            bottom: ys().map(|(y, _)| y).fold(f64::NEG_INFINITY, f64::max),
            values,
        }
    };
    for (row, (from, to)) in ranges.iter().enumerate() {
        if from < to {
            all.extend((next..*from).map(|at| entry(at, at + 1, None)));
            next = *to;
        }
        all.push(entry(*from, *to, Some(row)));
    }
    all
}

/// A head of the table.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) text: Printed,
    /// The column of values that it stands over; none over the labels.
    pub(super) column: Option<usize>,
    /// Counted from the top.
    pub(super) row: usize,
}

/// The cells of the table.
fn build(body: &Body, entries: &[Entry], groups: &[Group], head: &[Head], page: usize) -> Sheet {
    let levels = groups.iter().map(|g| g.level + 1).max().unwrap_or(0);
    let labelled =
        entries.iter().any(|e| e.x0.is_some()) || head.iter().any(|h| h.column.is_none());
    let before = if labelled { levels + 1 } else { 0 };
    let base = head.iter().map(|h| h.row + 1).max().unwrap_or(0);
    let slot = |column: usize, columns: usize, row: usize, rows: usize, text: &Printed| Slot {
        area: Area {
            column,
            row,
            columns,
            rows,
        },
        text: text.clone(),
        rect: Rect::default(),
        page,
        full: false,
    };
    let blank = Printed::default();
    let mut cells: Vec<Slot> = Vec::new();
    for h in head {
        match h.column {
            Some(column) => cells.push(slot(before + column, 1, h.row, 1, &h.text)),
            None => cells.push(slot(0, before.max(1), h.row, 1, &h.text)),
        }
    }
    for g in groups {
        cells.push(slot(g.level, 1, base + g.row, g.rows, &g.text));
    }
    for (row, entry) in entries.iter().enumerate() {
        let covers = |g: &&Group| (g.row..g.row + g.rows).contains(&row);
        let from = groups
            .iter()
            .filter(covers)
            .map(|g| g.level + 1)
            .max()
            .unwrap_or(0);
        if entry.x0.is_some() {
            cells.push(slot(from, before - from, base + row, 1, &entry.text));
        }
        let values = entry
            .values
            .and_then(|v| body.rows.get(v))
            .map(|r| r.texts.as_slice());
        for (column, text) in values.unwrap_or_default().iter().enumerate() {
            let text = text.as_ref().unwrap_or(&blank);
            cells.push(Slot {
                rect: entry.beside(body, column),
                ..slot(before + column, 1, base + row, 1, text)
            });
        }
    }
    cells.sort_by_key(|s| (s.area.row, s.area.column));
    let edges = (0..before).map(|at| at as f64).chain([body.left()]);
    let right = body.columns.last().map_or(0.0, |c| c.right());
    Sheet {
        xs: edges.chain(body.borders()).chain([right]).collect(),
        rows: base + entries.len(),
        cells,
        top: 0.0,
        aligned: Some(body.columns.len()),
    }
}
