//! Waivers against findings.

use super::messages::Say;
use super::{Candidate, PartPrint, Signed, finding};
use crate::diagnostic::{Acceptance, Diagnostic, Elsewhere, LintResult, Section};
use crate::document::Document;
use crate::rule::Day;
use crate::text::{Lang, Span, label_key};
use crate::waivers::{Waiver, Waivers as Given};
use serde::{Deserialize, Serialize};

/// The longest number before the title of a section, in characters.
const NUMBER: usize = 3;

/// What came of a waiver in one report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    /// Its rule ran.
    ran: bool,
    /// The values that were found.
    used: Vec<String>,
    /// Findings at its place that have other values.
    other: Vec<(Vec<String>, Elsewhere)>,
    /// The line that forbids it.
    lock: Option<Elsewhere>,
}

impl Seen {
    pub(super) fn new(ran: bool) -> Self {
        Seen {
            ran,
            ..Seen::default()
        }
    }

    /// Takes in what came of the same waiver in another report.
    pub fn take_in(&mut self, more: Seen) {
        self.ran |= more.ran;
        self.used.extend(more.used);
        self.other.extend(more.other);
        self.lock = self.lock.take().or(more.lock);
    }
}

/// The waivers for one report.
pub(super) struct Waivers<'a> {
    list: Vec<Left<'a>>,
    sections: Vec<Section>,
    today: Day,
}

/// A waiver, and which of its values were not found so far.
struct Left<'a> {
    waiver: &'a Waiver,
    values: Vec<&'a str>,
}

impl<'a> Waivers<'a> {
    pub fn new(list: &[&'a Waiver], checked: &LintResult, today: Day) -> Self {
        let left = list.iter().map(|waiver| Left {
            waiver,
            values: waiver.values.iter().map(String::as_str).collect(),
        });
        Waivers {
            list: left.collect(),
            sections: checked.sections.clone(),
            today,
        }
    }

    /// The waiver that accepts a finding, with its reason and name.
    pub fn accepts(&mut self, found: &Candidate<'_>, seen: &mut [Seen]) -> Option<Signed> {
        let mut near = Vec::new();
        for (left, seen) in self.list.iter_mut().zip(seen) {
            let waiver = left.waiver;
            let here = found.is_of(&waiver.rule)
                && means(waiver, found.diagnostic, found.document, &self.sections);
            if !here {
                continue;
            }
            if found.lock.is_some() {
                seen.lock.clone_from(&found.lock);
                continue;
            }
            let Some(rest) = without(&left.values, found) else {
                near.push(seen);
                continue;
            };
            left.values = rest;
            let prints = found.parts.iter().flat_map(PartPrint::both);
            seen.used.extend(prints.map(str::to_owned));
            if signed(waiver) && !over(waiver, self.today) {
                return Some(Signed {
                    by: Acceptance::Waiver,
                    reason: waiver.reason.clone(),
                    who: waiver.who.clone(),
                });
            }
        }
        for seen in near {
            let prints = found.parts.iter().map(|p| p.print.clone());
            let place = place(found.diagnostic, found.document);
            seen.other.push((prints.collect(), place));
        }
        None
    }
}

/// What is left of values without those of a finding; `None` when they are not all there.
fn without<'a>(values: &[&'a str], found: &Candidate<'_>) -> Option<Vec<&'a str>> {
    let mut rest = values.to_vec();
    for part in &found.parts {
        let at = rest.iter().position(|v| part.is_known_by(v))?;
        rest.swap_remove(at);
    }
    Some(rest)
}

fn signed(waiver: &Waiver) -> bool {
    !waiver.reason.is_empty() && !waiver.who.is_empty()
}

fn over(waiver: &Waiver, today: Day) -> bool {
    waiver.until.is_some_and(|day| day < today)
}

/// Whether a waiver is about a finding of its rule: `at` names the cell, the section that it stands in, or words of it.
pub fn means(
    waiver: &Waiver,
    diagnostic: &Diagnostic,
    document: &Document,
    sections: &[Section],
) -> bool {
    let at = label_key(&waiver.at);
    if at.is_empty() {
        return waiver.at.is_empty();
    }
    let Some(label) = diagnostic.primary() else {
        return label_key(&diagnostic.message).contains(&at);
    };
    if let Some(cell) = &label.cell {
        let title = label_key(&cell.title());
        if at == title || at == label_key(&cell.table) + &title {
            return true;
        }
    }
    let titled = |s: &Section| {
        let number = at.strip_suffix(label_key(&s.title).as_str());
        number.is_some_and(|n| n.chars().nth(NUMBER).is_none())
    };
    let inside = |s: &Section| s.span.contains(label.span) && titled(s);
    let words = label_key(document.slice(label.span));
    let quoted = words == at || (at.chars().nth(1).is_some() && words.contains(&at));
    (quoted && label.cell.is_none()) || sections.iter().any(inside)
}

/// Where a finding stands, for those who look at another file.
fn place(diagnostic: &Diagnostic, document: &Document) -> Elsewhere {
    let span = diagnostic.primary().map_or(Span::at(0), |l| l.span);
    let at = document.position(span.start);
    let line = document.lines.line_of(span.start);
    let line = document.lines.line_span(&document.text, line);
    let shown = Span::new(
        span.start as usize,
        span.end.min(line.end).max(span.start) as usize,
    );
    Elsewhere {
        path: document.name.clone(),
        line: at.line as usize,
        column: at.column as usize,
        length: document.slice(shown).chars().count().max(1),
        text: document.slice(line).to_owned(),
        message: diagnostic.message.clone(),
    }
}

/// What is wrong with the waivers of a file, at the end of a run: `seen` has one entry for each of them, `None` where
/// none of the reports is meant by it.
pub fn settle(given: &Given, seen: &[Option<Seen>], today: Day, lang: Lang) -> LintResult {
    let all = given.list.iter().zip(seen);
    let said = all.filter_map(|(waiver, seen)| {
        let seen = seen.as_ref().filter(|s| s.ran)?;
        wrong(waiver, seen, today, lang)
    });
    LintResult {
        path: given.document.name.clone(),
        diagnostics: said.collect(),
        ..LintResult::default()
    }
}

fn wrong(waiver: &Waiver, seen: &Seen, today: Day, lang: Lang) -> Option<Diagnostic> {
    let rule = waiver.rule.as_str();
    let say = |id, said: Say<'_>| Some(finding(id, &said, waiver.span, lang));
    if let Some(lock) = &seen.lock {
        let mut finding = say("waiver-locked", Say::Locked(rule))?;
        finding.elsewhere.push(lock.clone());
        return Some(finding);
    }
    if !signed(waiver) {
        let key = if waiver.reason.is_empty() {
            "reason"
        } else {
            "who"
        };
        return say("waiver-unsigned", Say::Unsigned(rule, key));
    }
    if let Some(day) = waiver.until.filter(|_| over(waiver, today)) {
        return say("waiver-lapsed", Say::Over(rule, &day.to_string()));
    }
    let all = waiver.values.iter().all(|v| seen.used.contains(v));
    if all && !waiver.values.is_empty() {
        return None;
    }
    if seen.other.is_empty() {
        let unused = seen.used.is_empty();
        return unused.then(|| say("waiver-unused", Say::UnusedWaiver(rule)))?;
    }
    let values: Vec<&str> = seen
        .other
        .iter()
        .flat_map(|(v, _)| v)
        .map(String::as_str)
        .collect();
    let said = match waiver.values.is_empty() {
        true => Say::NoValues(rule, &values),
        false => Say::Changed(rule, &values),
    };
    let mut finding = say("waiver-lapsed", said)?;
    let places = seen.other.iter().map(|(_, place)| place.clone());
    finding.elsewhere.extend(places);
    Some(finding)
}
