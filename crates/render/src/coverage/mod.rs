//! What was checked of a report and what was not: rules that could not be decided, rows of the form that were not read,
//! figures in prose that no rule knows. A report of which little was read must not look like one without mistakes.

mod messages;

use std::io::{self, Write};

pub(super) use self::messages::Say;
use super::columns::{clip, flat, one_line, right, width};
use super::place::at;
use crate::clamp;
use gouji_core::diagnostic::{LintResult, Reading, RowState};
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// Entries of one list.
const LISTED: usize = 40;

/// Something that was not checked: where it stands, if it does, and what it is.
pub(super) struct Gap {
    pub at: Option<Span>,
    pub words: String,
}

/// A list of such things under a heading.
pub(super) struct Gaps {
    pub heading: Say<'static>,
    pub all: Vec<Gap>,
}

/// How many rules came to a verdict, to none, or had nothing to judge.
pub(super) fn rules(reading: &Reading) -> [usize; 3] {
    let mut sums = [0; 3];
    for outcome in &reading.outcomes {
        let counts = outcome.counts;
        let at = match (counts.pass + counts.fail, counts.unknown) {
            (0, 0) => 2,
            (0, _) => 1,
            _ => 0,
        };
        for (nth, sum) in sums.iter_mut().enumerate() {
            *sum += usize::from(nth == at);
        }
    }
    sums
}

/// What was not checked, list by list; lists with nothing in them are left out.
pub(super) fn gaps(document: &Document, reading: &Reading) -> Vec<Gaps> {
    let undecided = reading.outcomes.iter().filter(|o| o.counts.unknown > 0);
    let undecided = undecided.map(|outcome| Gap {
        at: None,
        words: format!(
            "{}  {}",
            outcome.rule,
            outcome.reason.as_deref().unwrap_or_default()
        ),
    });
    let rows = reading.tables.iter().flat_map(|table| {
        let rows = table.rows.iter().filter(|row| row.state != RowState::Read);
        rows.map(move |row| Gap {
            at: row.label,
            words: format!("{}  {}", table.title, row.axis.name),
        })
    });
    let figures = reading.unread_figures.iter().map(|figure| Gap {
        at: Some(figure.span),
        words: around(document, figure.span),
    });
    let (undecided, rows, figures): (Vec<_>, Vec<_>, Vec<_>) =
        (undecided.collect(), rows.collect(), figures.collect());
    let lists = [
        (Say::Undecided(undecided.len()), undecided),
        (Say::Rows(rows.len()), rows),
        (Say::Figures(figures.len()), figures),
    ];
    let some = lists.into_iter().filter(|(_, all)| !all.is_empty());
    some.map(|(heading, all)| Gaps { heading, all }).collect()
}

/// Characters before and behind a figure that are quoted.
const AROUND: usize = 12;

/// A figure with some words around it.
fn around(document: &Document, span: Span) -> String {
    let span = clamp(&document.text, span);
    let (before, rest) = document
        .text
        .split_at_checked(span.start as usize)
        .unwrap_or_default();
    let line = |c: &char| *c != '\n';
    let mut head: Vec<char> = before.chars().rev().take_while(line).take(AROUND).collect();
    head.reverse();
    let figure = document.slice(span);
    let tail = rest.get(figure.len()..).unwrap_or_default();
    let tail = tail.chars().take_while(line).take(AROUND);
    let words: String = head.into_iter().chain(figure.chars()).chain(tail).collect();
    one_line(&words)
}

/// Writes what was checked and what was not, in lines; nothing of what is no report.
pub fn write(
    out: &mut dyn Write,
    document: &Document,
    checked: &LintResult,
    (lang, columns): (Lang, usize),
) -> io::Result<()> {
    let Some(reading) = checked.reading.as_deref() else {
        return Ok(());
    };
    let mut line = |words: &str| writeln!(out, "{}", clip(words.trim_end(), columns));
    line(&flat(&Say::Heading(&checked.path).say(lang)))?;
    line(&format!("  {}", Say::Rules(rules(reading)).say(lang)))?;
    let lists = gaps(document, reading);
    if lists.is_empty() {
        line(&format!("  {}", Say::Whole.say(lang)))?;
    }
    for list in lists {
        line(&format!("  {}", list.heading.say(lang)))?;
        let shown = list.all.iter().take(LISTED);
        let places: Vec<String> = shown
            .clone()
            .map(|gap| {
                gap.at
                    .map(|span| at(document, span, lang))
                    .unwrap_or_default()
            })
            .collect();
        let wide = places.iter().map(|p| width(p)).max().unwrap_or_default();
        for (place, gap) in places.iter().zip(shown) {
            let indent = if wide > 0 { "  " } else { "" };
            let place = right(place, wide);
            line(&format!("    {place}{indent}{}", flat_wide(&gap.words)))?;
        }
        if list.all.len() > LISTED {
            let more = Say::More(list.all.len() - LISTED).say(lang);
            line(&format!("    {more}"))?;
        }
    }
    writeln!(out)
}

/// The same words without what steers a terminal; two blanks that part columns stay.
fn flat_wide(words: &str) -> String {
    let parts: Vec<String> = words.split("  ").map(flat).collect();
    parts.join("  ")
}
