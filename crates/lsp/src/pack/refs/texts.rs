//! Names in patterns, messages, cells and the other strings of packs.

use super::{Ref, What};
use crate::pack::context::is_name;
use gouji_core::grammar;

/// The names in `{…}`, as far as each of them goes.
fn holes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('{').filter_map(|(at, _)| {
        let inside = text.get(at + 1..)?;
        let (inside, _) = inside.split_once('}')?;
        Some((at + 1, inside))
    })
}

/// Groups that have a meaning of their own.
const MARKS: [&str; 2] = ["at", "core"];

fn is_group(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_name) && !MARKS.contains(&name)
}

/// The word lists that a pattern uses, and the groups that it names.
pub fn pattern(text: &str) -> Vec<Ref> {
    let mut found = Vec::new();
    for (at, inside) in holes(text) {
        let (list, group) = match inside.split_once(':') {
            Some((list, group)) => (list, Some(group)),
            None => (inside, None),
        };
        let counts = list.starts_with(|c: char| c.is_ascii_digit() || c == ',');
        if list.is_empty() || counts || list == "near" || !list.chars().all(is_name) {
            continue;
        }
        found.push(Ref::new(at, list, What::List(list.to_owned())));
        if let Some(group) = group.filter(|g| is_group(g)) {
            let start = at + list.len() + 1;
            found.push(Ref::new(start, group, What::Local(group.to_owned())));
        }
    }
    for (at, _) in text.match_indices("(?") {
        let rest = text.get(at + 2..).unwrap_or_default();
        let rest = rest.strip_prefix('P').unwrap_or(rest);
        let group = rest
            .strip_prefix('<')
            .and_then(|r| Some(r.split_once('>')?.0));
        if let Some(group) = group.filter(|g| is_group(g)) {
            let start = group.as_ptr() as usize - text.as_ptr() as usize;
            found.push(Ref::new(start, group, What::Local(group.to_owned())));
        }
    }
    found
}

/// The values that a text uses.
pub fn message(text: &str) -> Vec<Ref> {
    let names = holes(text).filter_map(|(at, inside)| {
        let name = inside.split('|').next()?;
        let fits = !name.is_empty() && name.chars().all(|c| is_name(c) || c == '.');
        fits.then(|| Ref::new(at, name, What::Value(name.to_owned(), None)))
    });
    names.collect()
}

/// A part of a text without the blanks around it, with its place.
fn trimmed(text: &str, start: usize) -> (usize, &str) {
    let from = text.len() - text.trim_start().len();
    (start + from, text.trim())
}

/// The ids in `a`, `a..b` or `a except b`, which stand at a place.
fn ids(text: &str, start: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = start;
    for part in text.split("..") {
        let (from, id) = trimmed(part, at);
        if !id.is_empty() && id != "*" {
            found.push((from, id));
        }
        at += part.len() + 2;
    }
    found
}

/// Ids of rows or columns of one table: `a` or `a..b`.
pub fn lines(text: &str, table: &str, row: bool) -> Vec<Ref> {
    let line = |(at, id): (usize, &str)| {
        Ref::new(at, id, What::Line(table.to_owned(), row, id.to_owned()))
    };
    ids(text, 0).into_iter().map(line).collect()
}

/// `table[row, column]`.
pub fn cell(text: &str) -> Vec<Ref> {
    let open = text.find(['[', '\u{ff3b}']);
    let Some((table, rest)) = open.and_then(|at| text.split_at_checked(at)) else {
        return Vec::new();
    };
    let inside = rest.trim_start_matches(['[', '\u{ff3b}']);
    let inside = inside.trim_end_matches([']', '\u{ff3d}']);
    let (at, id) = trimmed(table, 0);
    let mut found = vec![Ref::new(at, id, What::Table(id.to_owned()))];
    let mut row = true;
    for part in inside.split([',', '\u{ff0c}']) {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let line = |(at, line): (usize, &str)| {
            Ref::new(at, line, What::Line(id.to_owned(), row, line.to_owned()))
        };
        found.extend(ids(part, start).into_iter().map(line));
        row = false;
    }
    found
}

/// `table.row` or `table[, column]`.
pub fn label(text: &str) -> Vec<Ref> {
    match text.split_once('.') {
        Some((table, row)) if !table.contains('[') => {
            let line = What::Line(table.to_owned(), true, row.to_owned());
            vec![
                Ref::new(0, table, What::Table(table.to_owned())),
                Ref::new(table.len() + 1, row, line),
            ]
        }
        _ => cell(text),
    }
}

/// A table as a drawing: the table in the corner, columns on top, rows in front.
pub fn drawing(text: &str) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut table = None;
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        for (nth, part) in line.split('|').enumerate() {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            let (at, id) = trimmed(part, start);
            let what = match (&table, nth) {
                (None, 0) => What::Table(id.to_owned()),
                (None, _) => match found.first() {
                    Some(Ref {
                        what: What::Table(of),
                        ..
                    }) => What::Line(of.clone(), false, id.to_owned()),
                    _ => continue,
                },
                (Some(of), 0) => What::Line(String::clone(of), true, id.to_owned()),
                (Some(_), _) => break,
            };
            if !id.is_empty() {
                found.push(Ref::new(at, id, what));
            }
        }
        if let (None, Some(What::Table(of))) = (&table, found.first().map(|r| &r.what)) {
            table = Some(of.clone());
        }
    }
    found
}

/// A part of the text: its id, or `after table`; `behind` is what may stand behind a table instead.
pub fn scope(text: &str, behind: &str) -> Vec<Ref> {
    let (at, id) = trimmed(text, 0);
    if let Some(table) = id.strip_prefix("after ") {
        let (at, table) = trimmed(table, at + 6);
        return vec![Ref::new(at, table, What::Table(table.to_owned()))];
    }
    match id.strip_suffix(behind) {
        Some(table) if !table.is_empty() => {
            vec![Ref::new(at, table, What::Table(table.to_owned()))]
        }
        _ => vec![Ref::new(at, id, What::Scope(id.to_owned()))],
    }
}

/// What a rule goes through: the names that are bound, and what over.
pub fn each(text: &str) -> Vec<Ref> {
    let Ok(each) = grammar::each(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let bound = each.name.iter().chain(&each.column);
    let mut from = 0;
    for name in bound {
        if let Some(at) = text.get(from..).and_then(|t| t.find(name.as_str())) {
            found.push(Ref::new(from + at, name, What::Local(name.clone())));
            from += at + name.len();
        }
    }
    let start = each.over.span.start as usize;
    match each.over.text.split_once('.') {
        Some((table, line)) => {
            found.push(Ref::new(start, table, What::Table(table.to_owned())));
            let over = What::Over(table.to_owned(), line.to_owned());
            found.push(Ref::new(start + table.len() + 1, line, over));
        }
        None => {
            let value = What::Value(each.over.text.clone(), None);
            found.push(Ref::new(start, &each.over.text, value));
        }
    }
    found
}
