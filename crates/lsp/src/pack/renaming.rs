//! What a new name changes, and when it would do harm.

use std::collections::BTreeSet;

use super::model::{Model, Occurrence, Occurrences, Symbol};
use super::roles::{Kind, Role};
use super::view::{Leaf, View};
use super::words::Refusal;
use gouji_core::text::Span;

/// Words of expressions that are no names.
const KEYWORDS: [&str; 8] = [
    "not", "and", "or", "implies", "in", "except", "where", "named",
];
/// Kinds that share one space of names in expressions.
const SHARED: [Kind; 5] = [
    Kind::Mention,
    Kind::Param,
    Kind::Section,
    Kind::Zone,
    Kind::Alias,
];

/// What would be renamed at a place: where its name stands, and what it is.
pub fn target(view: &View, all: &Occurrences, offset: usize) -> Result<(Span, Symbol), Refusal> {
    let here = view.named(all, offset);
    let Some(first) = here.first() else {
        return Err(Refusal::Nothing);
    };
    if here.len() > 1 {
        return Err(Refusal::Several(first.symbol.id.clone()));
    }
    may(view, all, &first.symbol)?;
    Ok((first.span, first.symbol.clone()))
}

fn of<'o>(all: &'o Occurrences, symbol: &'o Symbol) -> impl Iterator<Item = &'o Occurrence> {
    all.all.iter().filter(move |o| o.symbol == *symbol)
}

/// Why something is not renamed, if it is not.
fn may(view: &View, all: &Occurrences, symbol: &Symbol) -> Result<(), Refusal> {
    let id = symbol.id.clone();
    if matches!(symbol.kind, Kind::Function | Kind::Value | Kind::RowPart) {
        return Err(Refusal::Language(id));
    }
    if !of(all, symbol).any(|o| o.defines) {
        return Err(Refusal::Undefined(id));
    }
    let leaf = |o: &Occurrence| view.leaves.get(o.file);
    let other = of(all, symbol).find(|o| o.defines && leaf(o).is_some_and(|l| !l.own));
    if let Some(other) = other {
        let file = leaf(other).map(Leaf::file_name);
        return Err(Refusal::Elsewhere(id, file.unwrap_or_default()));
    }
    if let Some((_, rule)) = all.joined.iter().find(|(s, _)| s == symbol) {
        return Err(Refusal::Joined(id, rule.clone()));
    }
    let places: BTreeSet<(usize, Span)> = of(all, symbol).map(|o| (o.file, o.span)).collect();
    let is_other = |o: &&Occurrence| o.symbol != *symbol && places.contains(&(o.file, o.span));
    if all.all.iter().any(|o| is_other(&o)) {
        return Err(Refusal::Several(id));
    }
    for (file, span) in &places {
        let within = |(f, s): &&(usize, Span)| f == file && s.contains(*span);
        if all.words.iter().any(|w| within(&w)) {
            let text = view.leaves.get(*file).map_or("", |l| &l.read.text);
            let ahead = text.get(..span.start as usize).unwrap_or_default();
            return Err(Refusal::Word(id, ahead.matches('\n').count() + 1));
        }
    }
    matched(&view.model, all, symbol)
}

/// Refuses a row or column that a rule matches with one of another table by its id.
fn matched(model: &Model, all: &Occurrences, symbol: &Symbol) -> Result<(), Refusal> {
    for (rule, over, table, row) in &all.matched {
        let one = model.line(over, *row, &symbol.id);
        let other = model.line(table, *row, &symbol.id);
        if one == other {
            continue;
        }
        let refuse = |table: &str| {
            let (id, table) = (symbol.id.clone(), table.to_owned());
            Err(Refusal::Matched(id, table, rule.clone()))
        };
        if one.as_ref() == Some(symbol) && other.is_some() {
            return refuse(table);
        }
        if other.as_ref() == Some(symbol) && one.is_some() {
            return refuse(over);
        }
    }
    Ok(())
}

/// Whether something of a kind may be called so.
fn fits(kind: Kind, name: &str) -> bool {
    let mut all = name.chars();
    let begins = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == '_');
    match kind {
        Kind::Rule | Kind::Pack | Kind::Form | Kind::Axis | Kind::Class => {
            !name.is_empty() && all.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        }
        _ => {
            begins(all.next())
                && all.all(|c| c.is_alphanumeric() || c == '_')
                && !KEYWORDS.contains(&name)
        }
    }
}

/// Refuses a name of a rule where a configuration means all rules that begin so, and one of the two names only.
fn by_beginning(view: &View, symbol: &Symbol, name: &str) -> Option<Refusal> {
    let rules = Role::Names(Kind::Rule);
    let both = view.model.sources.iter().zip(&view.leaves);
    for (source, leaf) in both.filter(|(s, _)| s.config && symbol.kind == Kind::Rule) {
        let mut written = source.atoms().iter().filter_map(|atom| {
            let is = source.role(&atom.names(), atom.is_key, atom.nth) == rules;
            is.then(|| atom.span.of(source.text()))
        });
        let parts = |text: &&str| {
            let begins = text.strip_suffix('*');
            begins.is_some_and(|b| symbol.id.starts_with(b) != name.starts_with(b))
        };
        if let Some(beginning) = written.find(parts) {
            return Some(Refusal::Beginning(beginning.to_owned(), leaf.file_name()));
        }
    }
    None
}

/// The places that a new name changes, with what is written there.
pub fn edits(
    view: &View,
    all: &Occurrences,
    symbol: &Symbol,
    name: &str,
) -> Result<Vec<(usize, Span, String)>, Refusal> {
    if !fits(symbol.kind, name) {
        return Err(Refusal::NoName(name.to_owned()));
    }
    let taken = |kind: Kind| Symbol::of(kind, &symbol.of, name);
    let kinds: &[Kind] = match SHARED.contains(&symbol.kind) {
        true => &SHARED,
        false => &[symbol.kind],
    };
    let is_taken = |s: &Symbol| view.model.defined.contains_key(s) || of(all, s).next().is_some();
    if name == symbol.id || kinds.iter().any(|kind| is_taken(&taken(*kind))) {
        return Err(Refusal::Taken(name.to_owned()));
    }
    if let Some(why) = by_beginning(view, symbol, name) {
        return Err(why);
    }
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut edits: Vec<(usize, Span, String)> = Vec::new();
    for one in of(all, symbol) {
        let text = match one.bare && !name.chars().all(bare) {
            true => format!("\"{name}\""),
            false => name.to_owned(),
        };
        if edits
            .last()
            .is_none_or(|(f, s, _)| (*f, *s) != (one.file, one.span))
        {
            edits.push((one.file, one.span, text));
        }
    }
    Ok(edits)
}
