//! Every place where something is named.

use std::collections::BTreeSet;

use super::filled::{Phrase, Piece};
use super::{Model, Symbol};
use crate::pack::refs::{self, Ref, What};
use crate::pack::roles::{Kind, Role};
use crate::pack::scan::Step;
use gouji_core::pack::BEHIND;
use gouji_core::text::Span;

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Which file.
    pub file: usize,
    /// Where in it.
    pub span: Span,
    /// What is named.
    pub symbol: Symbol,
    /// It gets its name here.
    pub defines: bool,
    /// It is a key without quotes.
    pub bare: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Occurrences {
    /// In order.
    pub all: BTreeSet<Occurrence>,
    /// Names that are put together from parts, and the rules that do so.
    pub joined: BTreeSet<(Symbol, String)>,
    /// Lines of two tables that a rule matches by their ids: the rule, the tables, whether they are rows.
    pub matched: BTreeSet<(String, String, String, bool)>,
    /// What is put in for a name, and stands for itself as well: the file and the place.
    pub words: BTreeSet<(usize, Span)>,
}

impl Model {
    /// Every place where something is named, in files of the pack itself or in all.
    pub fn occurrences(&self, all: bool) -> Occurrences {
        let mut found = Occurrences::default();
        for (file, source) in self.sources.iter().enumerate() {
            if !all && !source.own {
                continue;
            }
            for atom in source.atoms() {
                let rule = self.rule_at(file, &atom.path).unwrap_or_default();
                self.look(&Phrase::of(file, atom), &rule, &mut found);
                if atom.path.first().is_some_and(|s| s.name == "rule") {
                    self.slots(file, atom.span, &rule, &mut found);
                }
            }
        }
        let taken = self.all_taken().into_iter();
        for (rule, phrases) in taken.filter(|(rule, _)| !rule.is_abstract) {
            for phrase in phrases {
                self.look(&phrase, &rule.id, &mut found);
            }
        }
        found
    }

    /// The names left open in a string of an abstract rule.
    fn slots(&self, file: usize, span: Span, rule: &str, found: &mut Occurrences) {
        let Some(rule) = self.rules.get(rule).filter(|r| !r.slots.is_empty()) else {
            return;
        };
        let text = self.text_of(file, span);
        for slot in &rule.slots {
            let hole = format!("{{{slot}}}");
            for (at, _) in text.match_indices(&hole) {
                let start = span.start as usize + at + 1;
                found.all.insert(Occurrence {
                    file,
                    span: Span::new(start, start + slot.len()),
                    symbol: Symbol::of(Kind::Slot, &rule.id, slot),
                    defines: false,
                    bare: false,
                });
            }
        }
    }

    /// The names in a key or string.
    fn look(&self, phrase: &Phrase, rule: &str, found: &mut Occurrences) {
        let text = self.whole_text(phrase);
        let names = phrase.names();
        let source = self.sources.get(phrase.file);
        let role = source.map_or(Role::Plain, |s| s.role(&names, phrase.is_key, phrase.nth));
        let mut symbols = self.within((role, &text), phrase, rule, found);
        let whole = Span::new(0, text.len());
        symbols.extend(
            self.whole(role, &text, (phrase.file, &phrase.path), rule)
                .map(|(symbol, defines)| (whole, symbol, defines)),
        );
        let mut named = vec![false; phrase.pieces.len()];
        for (span, symbol, defines) in symbols {
            match place(&phrase.pieces, span) {
                Some((at, piece, span)) => {
                    if let Some(named) = named.get_mut(at) {
                        *named = true;
                    }
                    found.all.insert(Occurrence {
                        file: piece.file,
                        span,
                        symbol,
                        defines,
                        bare: !phrase.quoted && phrase.is_key,
                    });
                }
                None => {
                    found.joined.insert((symbol, rule.to_owned()));
                }
            }
        }
        for (piece, named) in phrase.pieces.iter().zip(named) {
            if piece.filled && !named {
                found.words.insert((piece.file, piece.span));
            }
        }
    }

    /// What is named within a key or string, where, and whether it gets its name there.
    fn within(
        &self,
        (role, text): (Role, &str),
        phrase: &Phrase,
        rule: &str,
        found: &mut Occurrences,
    ) -> Vec<(Span, Symbol, bool)> {
        let binder = self.binder(phrase.file, &phrase.path);
        // names that a rule binds are found by the rules that it is like, too
        let binder = binder.filter(|b| !b.starts_with("rule:"));
        let mut symbols = Vec::new();
        for one in self.refs(role, text, (phrase.file, &phrase.path)) {
            let by = one.span.start as usize;
            let binds = matches!(one.what, What::Local(_));
            let meant = match (&one.what, &binder) {
                (What::Local(name), Some(binder)) => {
                    let symbol = Symbol::of(Kind::Local, binder, name);
                    vec![(Span::new(0, name.len()), symbol)]
                }
                (what, _) => self.meaning(what, rule),
            };
            if let What::Line(table, row, _) = &one.what
                && meant.first().is_some_and(|(_, s)| s.kind == Kind::Local)
                && let Some(over) = self.over(rule).filter(|over| over != table)
                && !(*row && self.is_over_free_rows(rule))
            {
                let lines = (rule.to_owned(), over, table.clone(), *row);
                found.matched.insert(lines);
            }
            for (span, symbol) in meant {
                let span = Span::new(by + span.start as usize, by + span.end as usize);
                symbols.push((span, symbol, binds));
            }
        }
        symbols
    }

    /// The names in a text that may hold several.
    fn refs(&self, role: Role, text: &str, (file, path): (usize, &[Step])) -> Vec<Ref> {
        let container = || self.container(file, path).unwrap_or_default();
        match role {
            Role::Expression => refs::expression(text, &|name| self.plain(name)),
            Role::Each => refs::each(text),
            Role::Pattern => refs::pattern(text),
            Role::Message => refs::message(text),
            Role::Scope => refs::scope(text, BEHIND),
            Role::Cell => refs::cell(text),
            Role::CellOrWords if text.contains(['[', '\u{ff3b}']) => refs::cell(text),
            Role::Label => refs::label(text),
            Role::Drawing => refs::drawing(text),
            Role::Lines(kind) => refs::lines(text, &container(), kind == Kind::Row),
            _ => Vec::new(),
        }
    }

    /// What a key or string names as a whole, and whether it defines that.
    fn whole(
        &self,
        role: Role,
        text: &str,
        (file, path): (usize, &[Step]),
        rule: &str,
    ) -> Option<(Symbol, bool)> {
        let (symbol, defines) = match role {
            Role::Defines(kind @ (Kind::Row | Kind::Column)) => {
                (Symbol::of(kind, &self.container(file, path)?, text), true)
            }
            Role::Defines(Kind::Slot) => (Symbol::of(Kind::Slot, rule, text), true),
            Role::Defines(Kind::Local) => return Some((self.local(rule, text)?, true)),
            Role::Defines(kind) => (Symbol::new(kind, text), true),
            Role::Names(Kind::Slot) => {
                let like = self.rules.get(rule)?.like.as_deref()?;
                (Symbol::of(Kind::Slot, like, text), false)
            }
            Role::Names(kind) => (Symbol::new(kind, text), false),
            Role::Like => {
                let of = self.table_or_axis(text);
                let kind = if of == text { Kind::Table } else { Kind::Axis };
                (Symbol::new(kind, text), false)
            }
            Role::RuleRow => {
                let tables = self.tables_named(file, path);
                let mut rows = tables.iter().filter_map(|t| self.line(t, true, text));
                (rows.next()?, false)
            }
            _ => return None,
        };
        self.defined
            .contains_key(&symbol)
            .then_some((symbol, defines))
    }

    /// The tables that a rule names.
    pub fn tables_named(&self, file: usize, path: &[Step]) -> Vec<String> {
        let table = path.first().map(|s| s.table);
        let source = self.sources.get(file);
        let atoms = source.map(|s| s.atoms()).unwrap_or_default();
        let named = atoms.iter().filter(|a| {
            !a.is_key && a.path.first().map(|s| s.table) == table && a.names() == ["rule", "tables"]
        });
        named
            .map(|a| self.text_of(file, a.span).to_owned())
            .collect()
    }
}

/// The part in which a place of the whole text lies, and where that is in its file.
fn place(pieces: &[Piece], span: Span) -> Option<(usize, &Piece, Span)> {
    let mut before = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let end = before + piece.span.len();
        let (from, to) = (span.start as usize, span.end as usize);
        if from >= before && to <= end && (from < end || piece.span.is_empty()) {
            let start = piece.span.start as usize;
            let span = Span::new(start + from - before, start + to - before);
            return Some((at, piece, span));
        }
        before = end;
    }
    None
}
