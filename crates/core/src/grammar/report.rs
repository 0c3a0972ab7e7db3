//! Reports: prose, openings of paragraphs, cells.

use super::token::{CellText, Numbering, Opening, Token, TokenKind};
use super::{numeral, scan};
use crate::text::Number;
use pest::Parser;
use pest::iterators::Pair;
use std::ops::Range;

#[derive(pest_derive::Parser)]
#[grammar = "../../grammar/report.pest"]
pub(super) struct ReportParser;

/// The tokens of folded prose, left to right, without overlap.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(unit) = scan::next(text, from) {
        let here = text.get(unit.clone()).unwrap_or_default();
        let Some(pair) = parse(Rule::single, here).and_then(|p| p.into_inner().next()) else {
            from = unit.start + scan::passed_by(text.get(unit.start..).unwrap_or_default());
            continue;
        };
        let found = range(&pair);
        from = unit.start + found.end.max(1);
        if is_named(text, unit.start) {
            continue;
        }
        if let Some(kind) = token(pair) {
            let mut token = Token { range: found, kind };
            token.shift(unit.start);
            all.push(token);
        }
    }
    all
}

/// Whether what begins at a place belongs to a word of letters: `H5`, `AI2`.
fn is_named(text: &str, at: usize) -> bool {
    let before = text.get(..at);
    before.is_some_and(|b| b.ends_with(|c: char| c.is_ascii_alphabetic()))
}

fn token(pair: Pair<'_, Rule>) -> Option<TokenKind> {
    Some(match pair.as_rule() {
        Rule::title => TokenKind::Title,
        Rule::docno => TokenKind::DocumentNumber,
        Rule::ordinal | Rule::clock | Rule::range => TokenKind::Other,
        Rule::written_date => {
            let mut parts = pair.into_inner().map(|p| numeral::value(p.into_inner()));
            TokenKind::Date {
                year: i32::try_from(parts.next()??).ok()?,
                month: u8::try_from(parts.next()??).ok()?,
                day: u8::try_from(parts.next()??).ok()?,
            }
        }
        Rule::date => {
            let mut parts = pair.into_inner().map(|p| p.as_str().parse::<i32>().ok());
            TokenKind::Date {
                year: parts.next()??,
                month: u8::try_from(parts.next()??).ok()?,
                day: u8::try_from(parts.next()??).ok()?,
            }
        }
        Rule::monthday => {
            let mut parts = pair.into_inner().map(|p| p.as_str().parse::<u8>().ok());
            TokenKind::MonthDay {
                month: parts.next()??,
                day: parts.next()??,
            }
        }
        Rule::year => TokenKind::Year(pair.into_inner().next()?.as_str().parse().ok()?),
        Rule::percent => TokenKind::Percent(Number::parse(pair.into_inner().next()?.as_str())?),
        Rule::quantity => quantity(pair)?,
        Rule::hundredth => {
            let numeral = pair.into_inner().next()?;
            TokenKind::Percent(Number::whole(numeral::value(numeral.into_inner())?.into()))
        }
        Rule::counted => {
            let mut parts = pair.into_inner();
            let (numeral, unit) = (parts.next()?, parts.next()?);
            TokenKind::Quantity {
                number: range(&numeral),
                value: Number::whole(numeral::value(numeral.into_inner())?.into()),
                unit: range(&unit),
                approx: false,
            }
        }
        _ => return None,
    })
}

fn quantity(pair: Pair<'_, Rule>) -> Option<TokenKind> {
    let end = range(&pair).end;
    let (mut value, mut number, mut unit, mut approx) = (None, 0..0, end..end, false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::number => {
                number = range(&part);
                value = Number::parse(part.as_str());
            }
            Rule::approx => approx = true,
            Rule::scale => {
                // 万 and 亿 are distinguished by their place in the grammar's list
                let factor = if part.as_str() == "\u{4e07}" {
                    10_000
                } else {
                    100_000_000
                };
                value = value.and_then(|v| v.checked_mul(Number::whole(factor)));
            }
            Rule::unit => unit = range(&part),
            _ => {}
        }
    }
    Some(TokenKind::Quantity {
        value: value?,
        number,
        unit,
        approx,
    })
}

/// Where the number of a paragraph has ended at the latest, in characters: `#`s and numerals before the mark.
const LONGEST_NUMBER: usize = 16;

/// How a folded paragraph opens, when it opens with a number.
pub fn opening(text: &str) -> Option<Opening> {
    let first = text.trim_start_matches('#').chars().next()?;
    if !(first == '(' || first.is_ascii_digit() || scan::is_numeral(first)) {
        return None;
    }
    // every number ends in one of these
    let ends = |c: char| matches!(c, '\u{3001}' | '.' | ',' | ')');
    let mut head = text.char_indices().take(LONGEST_NUMBER);
    let (at, mark) = head.find(|(_, c)| ends(*c))?;
    // … and may look at the next two characters
    let behind = text.get(at + mark.len_utf8()..)?.char_indices().nth(2);
    let end = behind.map_or(text.len(), |(n, _)| at + mark.len_utf8() + n);
    by_grammar::opening(text, end)
}

/// A character that ends the first words of a paragraph.
fn ends_lead(c: char) -> bool {
    matches!(c, '\u{3002}' | ':' | '\n')
}

/// The longest word for "none", in bytes.
const LONGEST_NONE: usize = 9;

/// What a folded cell holds.
pub fn cell(text: &str) -> CellText {
    if text.len() <= 9
        && text.bytes().all(|b| b.is_ascii_digit())
        && let Some(value) = Number::parse(text)
    {
        return CellText::Number { value, unit: false };
    }
    let strokes = ['-', '+', '\u{2212}', '\u{2014}', '\u{2013}', '/', '\\'];
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || strokes.contains(&c));
    match begins || text.len() <= LONGEST_NONE {
        true => by_grammar::cell(text),
        false => CellText::Text,
    }
}

/// What the grammar says; the scans above only pass by what it would refuse.
pub(super) mod by_grammar {
    use super::{CellText, Number, Numbering, Opening, Rule};
    use super::{ends_lead, numeral, parse, range};

    /// The tokens of folded prose.
    #[cfg(test)]
    pub fn tokens(text: &str) -> Vec<super::Token> {
        let prose = parse(Rule::prose, text).map(|p| p.into_inner());
        let pairs = prose.into_iter().flatten();
        let pairs = pairs.filter(|pair| !super::is_named(text, range(pair).start));
        let tokens = pairs.filter_map(|pair| {
            let range = range(&pair);
            Some(super::Token {
                range,
                kind: super::token(pair)?,
            })
        });
        tokens.collect()
    }

    /// The number is looked for before `end`.
    pub fn opening(text: &str, end: usize) -> Option<Opening> {
        let mut parts = parse(Rule::opening, text.get(..end)?)?.into_inner();
        let numbering = parts.next()?;
        let number = range(&numbering);
        let style = numbering.into_inner().next()?;
        let level = match style.as_rule() {
            Rule::part => 1,
            Rule::item => 2,
            Rule::point => 3,
            _ => 4,
        };
        let figure = style.into_inner().next()?;
        let ordinal = match figure.as_rule() {
            Rule::cnum => numeral::value(figure.into_inner())?,
            _ => figure.as_str().parse().ok()?,
        };
        let lead = text.get(number.end..)?;
        let lead = lead.find(ends_lead).unwrap_or(lead.len());
        Some(Opening {
            numbering: Numbering { level, ordinal },
            lead: number.end..number.end + lead,
            number,
        })
    }

    pub fn cell(text: &str) -> CellText {
        if text.is_empty() {
            return CellText::Blank;
        }
        let Some(cell) = parse(Rule::cell, text) else {
            return CellText::Text;
        };
        let (mut value, mut negative, mut unit) = (None, false, false);
        for part in cell.into_inner() {
            match part.as_rule() {
                Rule::sign => negative = true,
                Rule::plus => negative = false,
                Rule::number | Rule::whole if value.is_none() => {
                    value = Number::parse(part.as_str());
                }
                // an increase and a decrease in one cell: a number only where both are the same nothing
                Rule::number
                    if value == Some(Number::whole(0)) && value == Number::parse(part.as_str()) => {
                }
                Rule::number => return CellText::Text,
                Rule::cell_unit => unit = true,
                Rule::dash => return CellText::Dash,
                Rule::none => return CellText::Nothing,
                _ => {}
            }
        }
        let signed = value.and_then(|v| match negative {
            true => Number::whole(0).checked_sub(v),
            false => Some(v),
        });
        signed.map_or(CellText::Text, |value| CellText::Number { value, unit })
    }
}

/// Marks that a word processor left in the text.
pub fn marks(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices('[').map(|(at, _)| at);
    let marks = starts.filter_map(|at| {
        // a mark ends in its line, before another begins: the rest of the text need not be looked at
        let inside = text.get(at + 1..)?.find(['[', ']', '\n'])?;
        let here = text.get(at..=at + 1 + inside)?;
        let pair = parse(Rule::mark, here)?;
        Some(at..at + pair.as_str().len())
    });
    marks.collect()
}

fn parse(rule: Rule, text: &str) -> Option<Pair<'_, Rule>> {
    ReportParser::parse(rule, text).ok()?.next()
}

fn range(pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    span.start()..span.end()
}
