//! Finding words in prose: patterns with typed groups, exceptions and a scope.

use super::guard::Guard;
use super::prose::Prose;
use super::zones::{Scope, ZoneRanges, within};
use crate::document::Document;
use crate::grammar::TokenKind;
use crate::text::{Captures, Number, Pattern, Prepared, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What to look for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Matcher {
    /// Any of these.
    pub patterns: Vec<Pattern>,
    /// A match that one of these touches, in the same paragraph, does not count. Where a pattern has a group `core`,
    /// only that part of the match is looked at; a group `at` is what is underlined. Two matches may not share a part of
    /// their cores.
    pub except: Vec<Pattern>,
    /// Where to look; empty means everywhere in prose.
    pub scope: Vec<Scope>,
    /// What the groups hold; groups that are not listed hold text.
    pub types: Vec<(String, Type)>,
    /// Matches that begin inside 《…》 do not count.
    pub outside_titles: bool,
    /// Look at the text as it was typed, not at folded text.
    pub raw: bool,
    /// A match may run over the ends of paragraphs, as long as all of them lie in the scope.
    pub across: bool,
    /// What must stand around a match; not for text as it was typed.
    pub guard: Guard,
}

/// What a group of a pattern holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// A number, perhaps with a unit.
    Number,
    /// A percentage.
    Percent,
    /// A day.
    Date,
    /// A year.
    Year,
}

/// One match.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Bytes of the folded text (for raw matchers those of the paragraph).
    pub range: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// The groups that took part.
    pub groups: Vec<Group>,
}

/// A group of a match.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub value: Captured,
}

/// A value read from prose.
#[derive(Clone, Debug, PartialEq)]
pub enum Captured {
    /// A number; `approx` when it is "and some".
    Number {
        /// Exact value.
        value: Number,
        /// A word for "and some" stands with it.
        approx: bool,
    },
    /// A day as written; it may not exist.
    Date {
        /// Year.
        year: i32,
        /// Month.
        month: u8,
        /// Day.
        day: u8,
    },
    /// Folded text.
    Text(String),
}

impl Match {
    /// A group by name.
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.name == name)
    }
}

impl Matcher {
    /// All matches in reading order; of those whose cores overlap the first pattern's. The year is the report's.
    pub fn run(
        &self,
        document: &Document,
        prose: &Prose,
        zones: &ZoneRanges,
        year: Option<i32>,
    ) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let patterns = match self.raw {
            true => Vec::new(),
            false => {
                let (searched, whole) = (prose.searched(), prose.whole());
                let patterns = self.patterns.iter();
                patterns.map(|p| searched.prepare(p, &whole)).collect()
            }
        };
        for (at, ranges) in self.stretches(document, prose, zones, &patterns) {
            // what the matches of this paragraph take: their cores
            let mut cores: Vec<Range<usize>> = Vec::new();
            // the matches of one pattern in one text do not overlap
            let several = self.patterns.len() > 1 || ranges.len() > 1;
            for range in ranges {
                for captures in self.captures(document, prose, year, (at, &range), &patterns) {
                    let begins = prose.paragraph_at(captures.whole.start);
                    let at = begins.filter(|_| self.across).unwrap_or(at);
                    let hit = self.hit(document, prose, at, &captures);
                    let core = core(&captures);
                    let overlaps = |c: &Range<usize>| c.start < core.end && core.start < c.end;
                    let taken = several && cores.iter().any(|c| overlaps(c) || *c == core);
                    let titled = self.outside_titles && inside_title(prose, &hit);
                    if !taken && !titled {
                        cores.push(core);
                        found.push(hit);
                    }
                }
            }
        }
        found.sort_by_key(|m| (m.span.start, m.span.end));
        found
    }

    /// Where to search: ranges of the text with the paragraph in which they begin.
    fn stretches(
        &self,
        document: &Document,
        prose: &Prose,
        zones: &ZoneRanges,
        patterns: &[Prepared<'_>],
    ) -> Vec<(usize, Vec<Range<usize>>)> {
        let inside = |at: usize| (at, within(&self.scope, prose, at, zones));
        if !self.across || self.raw {
            let paragraphs = self.paragraphs(document, prose, patterns).into_iter();
            return paragraphs.map(inside).collect();
        }
        let mut found: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
        for (at, ranges) in (0..prose.paragraphs.len()).map(inside) {
            for range in ranges {
                let last = found.last_mut().and_then(|(_, r)| r.last_mut());
                match last {
                    // one sign stands between paragraphs
                    Some(last) if last.end + 1 == range.start => last.end = range.end,
                    _ => found.push((at, vec![range])),
                }
            }
        }
        found
    }

    /// The paragraphs that can hold a match.
    fn paragraphs(
        &self,
        document: &Document,
        prose: &Prose,
        patterns: &[Prepared<'_>],
    ) -> Vec<usize> {
        let all = 0..prose.paragraphs.len();
        if self.raw {
            let may = self.patterns.iter().any(|p| p.may_occur(&document.text));
            return all.filter(|_| may).collect();
        }
        let mut found: Vec<usize> = Vec::new();
        for pattern in patterns {
            let Some(near) = pattern.near() else {
                return all.collect();
            };
            found.extend(near.filter_map(|at| prose.paragraph_at(at)));
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|at| *at < prose.paragraphs.len());
        found
    }

    /// Matches that no exception touches: in a range of the folded text, or in the paragraph as it was typed.
    fn captures(
        &self,
        document: &Document,
        prose: &Prose,
        year: Option<i32>,
        (at, range): (usize, &Range<usize>),
        patterns: &[Prepared<'_>],
    ) -> Vec<Captures> {
        let searched = prose.searched();
        let paragraph = prose.paragraphs.get(at).filter(|_| self.raw);
        let typed = paragraph.map(|p| document.slice(p.span));
        let mut found: Vec<Captures> = match typed {
            Some(text) => {
                let patterns = self.patterns.iter();
                patterns.flat_map(|p| p.captures_all(text)).collect()
            }
            None => {
                let patterns = patterns.iter();
                patterns.flat_map(|p| p.captures_all(range)).collect()
            }
        };
        if found.is_empty() {
            return found;
        }
        let core = |captures: &Captures| captures.get("core").unwrap_or(captures.whole.clone());
        if !self.raw {
            let around = self.guard.around(prose, at, range);
            found.retain(|captures| around.allow(captures, &core(captures)));
        }
        let places = |p: &Pattern| -> Vec<Range<usize>> {
            match typed {
                Some(text) => p.find_all(text).collect(),
                None if self.guard.years.is_empty() => searched.find_all(p, range).collect(),
                None => {
                    let found = searched.captures_all(p, range).into_iter();
                    let found = found.filter(|c| self.guard.bars(c, prose, year));
                    found.map(|c| c.whole).collect()
                }
            }
        };
        let barred: Vec<Range<usize>> = self.except.iter().flat_map(places).collect();
        found.retain(|captures| {
            let core = core(captures);
            let touched = |b: &Range<usize>| b.start < core.end && core.start < b.end;
            !barred.iter().any(touched)
        });
        found
    }

    fn hit(&self, document: &Document, prose: &Prose, at: usize, captures: &Captures) -> Match {
        let paragraph = prose.paragraphs.get(at);
        let place = |r: &Range<usize>| -> (Range<usize>, Span) {
            if self.raw {
                let base = paragraph.map_or(0, |p| p.span.start as usize);
                (r.clone(), Span::new(base + r.start, base + r.end))
            } else {
                (r.clone(), prose.span(r))
            }
        };
        let groups = captures.named.iter().map(|(name, r)| {
            let (moved, span) = place(r);
            Group {
                name: name.clone(),
                span,
                value: match self.raw {
                    true => Captured::Text(document.slice(span).to_owned()),
                    false => self.value(prose, at, name, &moved),
                },
            }
        });
        let (whole, span) = place(&captures.whole);
        Match {
            paragraph: at,
            range: whole,
            span,
            groups: groups.collect(),
        }
    }

    fn value(&self, prose: &Prose, at: usize, name: &str, range: &Range<usize>) -> Captured {
        let text = prose.text(range.clone());
        let typed = self.types.iter().find(|(n, _)| n == name).map(|(_, t)| *t);
        let token = prose.token_at(at, range.start).map(|t| &t.kind);
        let known = match (typed, token) {
            (Some(Type::Number), Some(TokenKind::Quantity { value, approx, .. })) => {
                Some(Captured::Number {
                    value: *value,
                    approx: *approx,
                })
            }
            (Some(Type::Percent), Some(TokenKind::Percent(value))) => Some(exactly(*value)),
            (Some(Type::Date), Some(TokenKind::Date { year, month, day })) => {
                Some(Captured::Date {
                    year: *year,
                    month: *month,
                    day: *day,
                })
            }
            (Some(Type::Number | Type::Percent | Type::Year), _) => {
                Number::parse(text.trim_end_matches('%')).map(exactly)
            }
            _ => None,
        };
        known.unwrap_or_else(|| Captured::Text(text.to_owned()))
    }
}

/// The part of a match that counts: its group `core`, else all of it.
fn core(captures: &Captures) -> Range<usize> {
    captures.get("core").unwrap_or(captures.whole.clone())
}

fn exactly(value: Number) -> Captured {
    Captured::Number {
        value,
        approx: false,
    }
}

fn inside_title(prose: &Prose, hit: &Match) -> bool {
    let at = hit.range.start;
    prose
        .token_at(hit.paragraph, at)
        .is_some_and(|t| t.kind == TokenKind::Title && t.range.start < at)
}
