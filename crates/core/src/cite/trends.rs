//! Words that say in which direction a number has changed: packs have them in the groups `up` and `down` of mentions.

use crate::report::Kind;
use crate::text::Pattern;

/// The groups of patterns that say more and less.
const GROUPS: [&str; 2] = ["up", "down"];

/// The words for more and for less that a kind knows.
#[derive(Debug, Default)]
pub(super) struct Trends {
    words: [Vec<Pattern>; 2],
}

impl Trends {
    /// Those of a kind.
    pub fn of(kind: &Kind) -> Self {
        let mut trends = Trends::default();
        let mut sources: [Vec<String>; 2] = Default::default();
        for pattern in kind.mentions.iter().flat_map(|m| &m.matcher.patterns) {
            for (group, known) in GROUPS.iter().zip(&mut sources) {
                if pattern.names().any(|name| name == *group)
                    && let Some(inside) = inside(pattern.source(), group)
                    && !known.iter().any(|k| k == inside)
                {
                    known.push(inside.to_owned());
                }
            }
        }
        for (known, words) in sources.iter().zip(&mut trends.words) {
            words.extend(known.iter().filter_map(|s| Pattern::folded(s).ok()));
        }
        trends
    }

    /// Whether the words in front of a number say that something grew by it (`true`), or fell; the last such word counts.
    pub fn grew(&self, words: &str) -> Option<bool> {
        let last = |patterns: &[Pattern]| {
            let found = patterns.iter().flat_map(|p| p.find_all(words));
            let next = found.filter(|f| is_next(words, f.start, f.end));
            next.map(|f| f.end).max()
        };
        let [up, down] = &self.words;
        let [up, down] = [up, down].map(|words| last(words));
        match (up, down) {
            (None, None) => None,
            (up, down) => Some(up > down),
        }
    }
}

/// Whether a word is about the number behind the text: so close to it that no other word fits between. One of a single
/// letter means many other things, and has to stand right in front.
fn is_next(text: &str, start: usize, end: usize) -> bool {
    let word = text.get(start..end).unwrap_or_default().chars().count();
    let behind = text.get(end..).unwrap_or_default().chars().count();
    behind <= if word > 1 { BETWEEN } else { 0 }
}

/// So many letters may stand between such a word and its number.
const BETWEEN: usize = 3;

/// What stands in a named group of a pattern.
fn inside<'p>(source: &'p str, group: &str) -> Option<&'p str> {
    let open = format!("(?P<{group}>");
    let rest = source.get(source.find(&open)? + open.len()..)?;
    let (mut depth, mut escaped) = (1u32, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return rest.get(..at);
        }
    }
    None
}
