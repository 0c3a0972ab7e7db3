//! The strings that a rule takes over from the one that it is like, with what it puts in for the names left open.

use super::{Model, RuleText};
use crate::pack::scan::{Atom, Step};
use gouji_core::text::Span;

/// A rule may be like one that is like one …: so many steps.
const STEPS: usize = 8;
/// A string may be put together from so many parts …
const PARTS: usize = 1_000;
/// … and have so many bytes.
const BYTES: usize = 100_000;
/// So many strings are taken over in all.
const PHRASES: usize = 200_000;
/// Keys that belong to a rule itself.
const OWN: [&str; 4] = ["id", "abstract", "like", "with"];
/// Tables whose keys are taken over one by one.
const MERGED: [&str; 2] = ["en", "let"];

/// A part of a string, as it stands in a file.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Which file.
    pub file: usize,
    /// Where in it.
    pub span: Span,
    /// It was put in for a name.
    pub filled: bool,
}

/// A key or string that is put together from parts.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The file and the path of the one that it is made from.
    pub file: usize,
    /// The path.
    pub path: Vec<Step>,
    /// It is a key.
    pub is_key: bool,
    /// Which item of its list it is.
    pub nth: usize,
    /// It stands in quotes.
    pub quoted: bool,
    /// Its parts.
    pub pieces: Vec<Piece>,
}

impl Phrase {
    /// The names of the path.
    pub fn names(&self) -> Vec<&str> {
        self.path.iter().map(|s| s.name.as_str()).collect()
    }

    /// A key or string as it is written.
    pub fn of(file: usize, atom: &Atom) -> Self {
        Phrase {
            file,
            path: atom.path.clone(),
            is_key: atom.is_key,
            nth: atom.nth,
            quoted: atom.quoted,
            pieces: vec![Piece {
                file,
                span: atom.span,
                filled: false,
            }],
        }
    }

    fn name(&self, at: usize) -> &str {
        self.path.get(at).map_or("", |s| s.name.as_str())
    }

    /// What says that a rule has it itself: its key, of some tables with the key in them.
    fn key(&self) -> (String, String) {
        let first = self.name(1);
        let second = match MERGED.contains(&first) {
            true => self.name(2),
            false => "",
        };
        (first.to_owned(), second.to_owned())
    }
}

/// What a rule puts in for a name.
type Value = (String, Piece);

impl Model {
    /// The strings that rules take over, as many as there is room for, by the rules that do so.
    pub(super) fn all_taken(&self) -> Vec<(&RuleText, Vec<Phrase>)> {
        let mut room = PHRASES;
        let mut all = Vec::new();
        for rule in self.rules.values().filter(|r| r.like.is_some()) {
            let phrases = self.taken_by(rule, 0);
            let Some(rest) = room.checked_sub(phrases.len()) else {
                break;
            };
            room = rest;
            all.push((rule, phrases));
        }
        all
    }

    /// The whole text.
    pub(super) fn whole_text(&self, phrase: &Phrase) -> String {
        let parts = phrase.pieces.iter();
        parts.map(|p| self.text_of(p.file, p.span)).collect()
    }

    fn written<'m>(&'m self, rule: &'m RuleText) -> impl Iterator<Item = (usize, &'m Atom)> {
        let source = self.sources.get(rule.file);
        let atoms = source.map(|s| s.atoms()).unwrap_or_default();
        let own = rule.atoms.iter().filter_map(|at| atoms.get(*at));
        own.map(|atom| (rule.file, atom))
    }

    /// The strings that a rule takes over, with what it puts in.
    fn taken_by(&self, rule: &RuleText, step: usize) -> Vec<Phrase> {
        let like = rule.like.as_ref().and_then(|like| self.rules.get(like));
        let Some(like) = like.filter(|_| step < STEPS) else {
            return Vec::new();
        };
        let own: Vec<(String, String)> = self
            .written(rule)
            .map(|(file, atom)| Phrase::of(file, atom).key())
            .collect();
        let values = self.values(rule);
        let written = self
            .written(like)
            .map(|(file, atom)| Phrase::of(file, atom));
        let mut all: Vec<Phrase> = written.collect();
        all.extend(self.taken_by(like, step + 1));
        all.retain(|p| !OWN.contains(&p.name(1)) && p.path.len() > 1 && !own.contains(&p.key()));
        for phrase in &mut all {
            phrase.pieces = phrase
                .pieces
                .iter()
                .flat_map(|piece| self.filled_piece(piece, &values))
                .take(PARTS + 1)
                .collect();
        }
        // what would be endless is left out
        all.retain(|p| {
            let bytes: usize = p.pieces.iter().map(|piece| piece.span.len()).sum();
            p.pieces.len() <= PARTS && bytes <= BYTES
        });
        all
    }

    /// What a rule puts in for the names that another one leaves open.
    fn values(&self, rule: &RuleText) -> Vec<Value> {
        let with = self.written(rule).filter(|(_, atom)| {
            !atom.is_key && matches!(atom.names().as_slice(), ["rule", "with", _])
        });
        let values = with.filter_map(|(file, atom)| {
            let name = atom.path.last()?.name.clone();
            let span = atom.span;
            let filled = true;
            Some((name, Piece { file, span, filled }))
        });
        values.collect()
    }

    /// A part of a string with values in place of names.
    fn filled_piece(&self, piece: &Piece, values: &[Value]) -> Vec<Piece> {
        let text = self.text_of(piece.file, piece.span);
        let start = piece.span.start as usize;
        let rest = |from: usize, to: usize| Piece {
            span: Span::new(start + from, start + to),
            ..piece.clone()
        };
        let mut pieces = Vec::new();
        let (mut from, mut at) = (0, 0);
        while let Some(open) = text.get(at..).and_then(|t| t.find('{')).map(|o| at + o) {
            at = open + 1;
            let close = text.get(at..).and_then(|t| t.find('}')).map(|c| at + c);
            let name = close.and_then(|close| text.get(at..close));
            let value = values.iter().find(|(n, _)| Some(n.as_str()) == name);
            if let (Some(close), Some((_, value))) = (close, value) {
                if open > from {
                    pieces.push(rest(from, open));
                }
                pieces.push(value.clone());
                from = close + 1;
                at = from;
            }
        }
        if from < text.len() || pieces.is_empty() {
            pieces.push(rest(from, text.len()));
        }
        pieces
    }
}
