//! The characters with which a match of a pattern, or of a part of one, can begin.

use super::set::Sieve;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// More first characters than this are no help.
const MOST: usize = 96;

/// Those of a part; `None` when it can be without a character, or can begin with too many.
pub(super) fn first(hir: &Hir) -> Option<Sieve> {
    first_of(std::slice::from_ref(hir))
}

/// Those of any of some parts.
pub(super) fn first_of(parts: &[Hir]) -> Option<Sieve> {
    let mut first = First::new(false);
    for hir in parts {
        if first.add(hir)? == Empty::Maybe {
            return None;
        }
    }
    Some(Sieve::new(&first.chars))
}

/// Those of what follows a part: of the rest, and where that can be without a character, of what follows the whole.
pub(super) fn following(rest: &[Hir], behind: Option<&[char]>) -> Option<Vec<char>> {
    let mut first = First::new(false);
    for hir in rest {
        if first.add(hir)? != Empty::Maybe {
            return Some(first.chars);
        }
    }
    first.chars.extend(behind?);
    (first.chars.len() <= MOST).then_some(first.chars)
}

/// Those of a match that does not begin a line.
pub(super) fn first_inside(hir: &Hir) -> Option<Sieve> {
    let mut first = First::new(true);
    let empty = first.add(hir)?;
    (empty != Empty::Maybe).then(|| Sieve::new(&first.chars))
}

/// Whether a part can be without a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Empty {
    Never,
    Maybe,
    /// It cannot match here at all.
    Barred,
}

struct First {
    chars: Vec<char>,
    left: usize,
    /// The place is not the beginning of a line.
    inside: bool,
}

impl First {
    fn new(inside: bool) -> Self {
        First {
            chars: Vec::new(),
            left: MOST,
            inside,
        }
    }

    /// Adds what a part can begin with; `None` when that is too much.
    fn add(&mut self, hir: &Hir) -> Option<Empty> {
        match hir.kind() {
            HirKind::Look(Look::Start | Look::StartLF) if self.inside => Some(Empty::Barred),
            HirKind::Empty | HirKind::Look(_) => Some(Empty::Maybe),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                self.left = self.left.checked_sub(1)?;
                self.chars.push(text.chars().next()?);
                Some(Empty::Never)
            }
            HirKind::Class(Class::Unicode(class)) => {
                let many = class.iter().map(|r| r.len()).sum();
                self.left = self.left.checked_sub(many)?;
                let chars = class.iter().flat_map(|r| r.start()..=r.end());
                self.chars.extend(chars);
                Some(Empty::Never)
            }
            HirKind::Class(Class::Bytes(_)) => None,
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Repetition(r) => {
                let one = self.add(&r.sub)?;
                Some(if r.min == 0 { Empty::Maybe } else { one })
            }
            HirKind::Concat(all) => {
                for hir in all {
                    match self.add(hir)? {
                        Empty::Maybe => {}
                        other => return Some(other),
                    }
                }
                Some(Empty::Maybe)
            }
            HirKind::Alternation(all) => {
                let mut whole = Empty::Barred;
                for hir in all {
                    whole = match (whole, self.add(hir)?) {
                        (Empty::Maybe, _) | (_, Empty::Maybe) => Empty::Maybe,
                        (Empty::Never, _) | (_, Empty::Never) => Empty::Never,
                        (Empty::Barred, Empty::Barred) => Empty::Barred,
                    };
                }
                Some(whole)
            }
        }
    }
}
