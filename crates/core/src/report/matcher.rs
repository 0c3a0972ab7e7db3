//! Finding words in prose: patterns with typed groups, exceptions and a scope.

use super::guard::Guard;
use super::hits::{Ready, core};
use super::matched::{Barred, Captured, Group, Match};
use super::printed::in_unit;
use super::prose::Prose;
use super::zones::{Scope, ZoneRanges, within};
use crate::document::Document;
use crate::grammar::TokenKind;
use crate::text::{Captures, Number, Pattern, Prepared, Span};
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
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
    /// Numbers are given in ten to the power of this of the smallest unit.
    pub unit: Option<u32>,
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

impl Matcher {
    /// All matches in reading order; of those whose cores overlap the first pattern's. The year is the report's.
    pub fn run(
        &self,
        document: &Document,
        prose: &Prose,
        zones: &ZoneRanges,
        year: Option<i32>,
    ) -> Vec<Match> {
        self.first(usize::MAX, document, prose, zones, year)
    }

    /// The same, but not more than so many.
    pub fn first(
        &self,
        most: usize,
        document: &Document,
        prose: &Prose,
        zones: &ZoneRanges,
        year: Option<i32>,
    ) -> Vec<Match> {
        self.search(most, document, prose, (zones, year), &mut None)
    }

    /// The same, with what is no match for an exception or another match.
    pub fn explained(
        &self,
        document: &Document,
        prose: &Prose,
        zones: &ZoneRanges,
        year: Option<i32>,
    ) -> (Vec<Match>, Vec<Barred>) {
        let mut barred = Some(Vec::new());
        let found = self.search(usize::MAX, document, prose, (zones, year), &mut barred);
        (found, barred.unwrap_or_default())
    }

    fn search(
        &self,
        most: usize,
        document: &Document,
        prose: &Prose,
        (zones, year): (&ZoneRanges, Option<i32>),
        barred: &mut Option<Vec<Barred>>,
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
        let except = OnceCell::new();
        let search = Ready {
            patterns: &patterns,
            except: &except,
        };
        for (at, ranges) in self.stretches(document, prose, zones, &patterns) {
            if found.len() >= most {
                break;
            }
            // what the matches of this paragraph take: their cores
            let mut cores: Vec<Range<usize>> = Vec::new();
            // the matches of one pattern in one text do not overlap
            let several = self.patterns.len() > 1 || ranges.len() > 1;
            for range in ranges {
                let place = (at, &range);
                for (pattern, captures) in
                    self.captures(document, prose, year, place, &search, barred)
                {
                    let begins = prose.paragraph_at(captures.whole.start);
                    let at = begins.filter(|_| self.across).unwrap_or(at);
                    let hit = self.hit(document, prose, at, (pattern, &captures));
                    let core = core(&captures);
                    let overlaps = |c: &Range<usize>| c.start < core.end && core.start < c.end;
                    let taken = several && cores.iter().any(|c| overlaps(c) || *c == core);
                    let titled = self.outside_titles && inside_title(prose, &hit);
                    if !taken && !titled {
                        cores.push(core);
                        found.push(hit);
                    } else if let Some(barred) = barred.as_mut().filter(|_| !titled) {
                        let by = Vec::new();
                        barred.push(Barred { pattern, by });
                    }
                }
            }
        }
        found.sort_by_key(|m| (m.span.start, m.span.end));
        found.truncate(most);
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

    /// Where a range stands: bytes of the folded text, or of the paragraph as it was typed.
    pub(super) fn place(&self, prose: &Prose, at: usize, range: &Range<usize>) -> Span {
        if !self.raw {
            return prose.span(range);
        }
        let paragraph = prose.paragraphs.get(at);
        let base = paragraph.map_or(0, |p| p.span.start as usize);
        Span::new(base + range.start, base + range.end)
    }

    fn hit(
        &self,
        document: &Document,
        prose: &Prose,
        at: usize,
        (pattern, captures): (usize, &Captures),
    ) -> Match {
        let groups = captures.named.iter().map(|(name, r)| {
            let span = self.place(prose, at, r);
            Group {
                name: name.clone(),
                span,
                value: match self.raw {
                    true => Captured::Text(document.slice(span).to_owned()),
                    // a match that runs over the end of a paragraph has groups in the next
                    false => {
                        let begins = prose.paragraph_at(r.start).filter(|_| self.across);
                        self.value(prose, begins.unwrap_or(at), name, r)
                    }
                },
            }
        });
        Match {
            pattern,
            paragraph: at,
            range: captures.whole.clone(),
            span: self.place(prose, at, &captures.whole),
            groups: groups.collect(),
        }
    }

    fn value(&self, prose: &Prose, at: usize, name: &str, range: &Range<usize>) -> Captured {
        let text = prose.text(range.clone());
        let typed = self.types.iter().find(|(n, _)| n == name).map(|(_, t)| *t);
        let token = prose.token_at(at, range.start).map(|t| &t.kind);
        let known = match (typed, token) {
            (
                Some(Type::Number),
                Some(TokenKind::Quantity {
                    value,
                    approx,
                    number,
                    ..
                }),
            ) => {
                let digits = || prose.text(number.clone());
                let own = self.unit.and_then(|u| in_unit(digits(), *value, u));
                Some(Captured::Number {
                    value: own.unwrap_or(*value),
                    approx: *approx,
                })
            }
            (Some(Type::Percent), Some(TokenKind::Percent(value))) => {
                Some(Captured::exactly(*value))
            }
            (Some(Type::Date), Some(TokenKind::Date { year, month, day })) => {
                Some(Captured::Date {
                    year: *year,
                    month: *month,
                    day: *day,
                })
            }
            (Some(Type::Number | Type::Percent | Type::Year), _) => {
                Number::parse(text.trim_end_matches('%')).map(Captured::exactly)
            }
            _ => None,
        };
        known.unwrap_or_else(|| Captured::Text(text.to_owned()))
    }
}

fn inside_title(prose: &Prose, hit: &Match) -> bool {
    let at = hit.range.start;
    prose
        .token_at(hit.paragraph, at)
        .is_some_and(|t| t.kind == TokenKind::Title && t.range.start < at)
}
