//! The words without which a pattern cannot match.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More words than this are no help.
const MOST_WORDS: usize = 40;

/// Words of which every match holds one; `None` when there are none that can be told.
pub(super) fn words(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let word = std::str::from_utf8(&literal.0).ok()?;
            Some(vec![word.to_owned()])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.iter().map(|r| r.len()).sum::<usize>() < MOST_WORDS;
            let chars = class.iter().flat_map(|r| r.start()..=r.end());
            few.then(|| chars.map(String::from).collect())
        }
        HirKind::Repetition(r) if r.min > 0 => words(&r.sub),
        HirKind::Capture(c) => words(&c.sub),
        HirKind::Concat(all) => {
            let choices = all.iter().filter_map(words);
            choices.max_by_key(|c| {
                let shortest = c.iter().map(String::len).min().unwrap_or(0);
                (shortest, MOST_WORDS.saturating_sub(c.len()))
            })
        }
        HirKind::Alternation(all) => {
            let each: Option<Vec<Vec<String>>> = all.iter().map(words).collect();
            let union: Vec<String> = each?.into_iter().flatten().collect();
            (union.len() < MOST_WORDS).then_some(union)
        }
        _ => None,
    }
}
