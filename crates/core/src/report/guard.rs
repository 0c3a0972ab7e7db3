//! What a match is about, where it stands and of which year it speaks: matches that say something else do not count.

use super::prose::Prose;
use crate::text::{Captures, Number, Pattern};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What the surroundings of a match must be.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Guard {
    /// The nearest words before the end of a match, of these and of `not_about`, must be of these.
    pub about: Vec<Pattern>,
    /// Words for something else.
    pub not_about: Vec<Pattern>,
    /// Stretches whose words of either kind say nothing about what follows.
    pub aside: Vec<Pattern>,
    /// Matches inside quotation marks do not count.
    pub outside_quotes: bool,
    /// Groups of exceptions that hold a year: the exception is one only where the year is not that of the report.
    pub years: Vec<String>,
}

/// What was found around the matches of one stretch of text, in order.
pub(super) struct Surroundings {
    /// Words that say what the text is about, and whether it is what is wanted.
    topics: Vec<(usize, bool)>,
    quotes: Vec<Range<usize>>,
    asked: bool,
}

/// Opening and closing quotation marks.
const QUOTES: [(char, char); 3] = [
    ('\u{201c}', '\u{201d}'),
    ('\u{300c}', '\u{300d}'),
    ('\u{300e}', '\u{300f}'),
];

impl Guard {
    /// Looks at the surroundings of a range of a paragraph: what it is about may be said in the paragraph before.
    pub(super) fn around(&self, prose: &Prose, at: usize, range: &Range<usize>) -> Surroundings {
        let paragraph = prose.paragraphs.get(at);
        let before = at.checked_sub(1).and_then(|b| prose.paragraphs.get(b));
        let before = before.filter(|b| paragraph.is_some_and(|p| p.part == b.part));
        let start = before.or(paragraph).map_or(range.start, |p| p.range.start);
        let asked = !self.about.is_empty() || !self.not_about.is_empty();
        let topics = match asked {
            true => self.topics(prose, &(start.min(range.start)..range.end)),
            false => Vec::new(),
        };
        let quotes = match self.outside_quotes {
            true => quotes(prose, paragraph.map_or(range.clone(), |p| p.range.clone())),
            false => Vec::new(),
        };
        Surroundings {
            topics,
            quotes,
            asked,
        }
    }

    /// Where the range says what it is about: words for something else win over words that they touch.
    fn topics(&self, prose: &Prose, range: &Range<usize>) -> Vec<(usize, bool)> {
        let all = |patterns: &[Pattern]| -> Vec<Range<usize>> {
            let found = patterns.iter();
            let found = found.flat_map(|p| prose.searched().find_all(p, range));
            let mut found: Vec<_> = found.collect();
            found.sort_by_key(|r| (r.start, r.end));
            found
        };
        let other = all(&self.not_about);
        let mut topics: Vec<(usize, bool)> = other.iter().map(|r| (r.start, false)).collect();
        let mut behind = other.iter().peekable();
        let mut reach = 0;
        for own in all(&self.about) {
            while let Some(next) = behind.next_if(|o| o.start < own.end) {
                reach = reach.max(next.end);
            }
            if reach <= own.start {
                topics.push((own.start, true));
            }
        }
        topics.sort_unstable();
        if other.is_empty() {
            return topics;
        }
        let mut asides = all(&self.aside).into_iter().peekable();
        topics.retain(|(start, _)| {
            while asides.next_if(|a| a.end <= *start).is_some() {}
            asides.peek().is_none_or(|a| *start < a.start)
        });
        topics
    }

    /// Whether an exception is one in the report of a year: of one that names a year, where it names another.
    pub(super) fn bars(&self, captures: &Captures, prose: &Prose, year: Option<i32>) -> bool {
        let named = captures.named.iter();
        let mut years = named.filter(|(name, _)| self.years.contains(name));
        years.all(|(_, range)| {
            let said = Number::parse(prose.text(range.clone())).and_then(|n| n.to_whole());
            year.is_none_or(|y| said != Some(i128::from(y)))
        })
    }
}

impl Surroundings {
    /// Whether a match says what is wanted where it stands.
    pub(super) fn allow(&self, captures: &Captures, core: &Range<usize>) -> bool {
        let before = self
            .topics
            .partition_point(|(start, _)| *start < captures.whole.end);
        let nearest = before.checked_sub(1).and_then(|n| self.topics.get(n));
        let fits = !self.asked || nearest.is_some_and(|(_, own)| *own);
        let marked = captures.get("at").unwrap_or(core.clone());
        let after = self.quotes.partition_point(|q| q.start <= marked.start);
        let quote = after.checked_sub(1).and_then(|n| self.quotes.get(n));
        fits && quote.is_none_or(|q| q.end <= marked.start)
    }
}

/// The stretches of a range between quotation marks, in order; a mark that is not closed quotes nothing.
fn quotes(prose: &Prose, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, sign) in prose.text(range.clone()).char_indices() {
        let closing = QUOTES.iter().find(|(opening, _)| *opening == sign);
        match (closing, open) {
            (Some((_, closing)), None) => open = Some((at, *closing)),
            (None, Some((start, closing))) if sign == closing => {
                found.push(range.start + start..range.start + at);
                open = None;
            }
            _ => {}
        }
    }
    found
}
