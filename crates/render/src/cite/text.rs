//! Numbers against reports in a terminal: a line for each number, and below it where it stands or what it follows from.

use std::io::{self, Write};

use super::View;
use super::messages::Say;
use crate::columns::{clip_start, wrap};
use crate::human::pen::Pen;
use crate::place;
use gouji_core::cite::{Basis, Cited, Support};
use gouji_core::document::Document;

/// How far what a number rests on is indented.
const INDENT: &str = "    ";
/// The words in front of a number have so many columns.
const WORDS: usize = 24;
/// So many figures are listed for one number.
const MOST: usize = 12;

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.style.lang;
    let pen = Pen {
        ascii: view.style.ascii,
    };
    let numbers = &view.citations.numbers;
    let lead = Say::Lead(&view.text.name, view.citations.reports.len()).say(lang);
    rows(view, out, "", &pen.flat(&lead))?;
    if numbers.is_empty() {
        return writeln!(out, "{}", Say::NoNumbers.say(lang));
    }
    writeln!(out)?;
    for number in view.listed() {
        one(view, out, number, pen)?;
    }
    if view.listed().next().is_some() {
        writeln!(out)?;
    }
    let counts = Support::ALL.map(|support| (support, view.count(support)));
    let said = Say::Sum(numbers.len(), &counts).say(lang);
    let wrong = numbers.iter().any(|n| n.support.is_wrong());
    let color = if wrong { "1;31" } else { "1;32" };
    writeln!(out, "{}", paint(view, color, &said))
}

fn one(view: &View<'_>, out: &mut dyn Write, number: &Cited, pen: Pen) -> io::Result<()> {
    let lang = view.style.lang;
    let place = place_of(view, view.text, number.span, pen);
    let words = clip_start(&pen.flat(&number.words), WORDS, pen.ellipsis());
    let typed = pen.flat(view.text.slice(number.span));
    let said = Say::Support(number.support).say(lang);
    let sign = sign(number.support, view.style.ascii);
    let behind = words.is_empty() || view.text.slice(number.span).is_empty();
    let shown = if behind {
        typed
    } else {
        format!("{words} [{typed}]")
    };
    let line = format!("{place}  {shown}  {said}");
    for (nth, row) in wrap(&line, view.style.width.saturating_sub(2))
        .iter()
        .enumerate()
    {
        let mark = match nth {
            0 => paint(view, color(number.support), sign),
            _ => " ".to_owned(),
        };
        writeln!(out, "{mark} {row}")?;
    }
    if !number.formula.is_empty() {
        let by = number.derivation.as_ref().map(|d| Say::By(d).say(lang));
        let line = format!("{}  {}", by.unwrap_or_default(), pen.flat(&number.formula));
        rows(view, out, INDENT, line.trim_start())?;
    }
    for basis in number.bases.iter().take(MOST) {
        let line = ground_line(view, basis, pen);
        rows(view, out, INDENT, &line)?;
    }
    if number.bases.len() > MOST {
        writeln!(out, "{INDENT}{}", pen.ellipsis())?;
    }
    Ok(())
}

fn ground_line(view: &View<'_>, basis: &Basis, pen: Pen) -> String {
    let document = view.document_of(basis);
    let place = document.map(|document| match basis.span {
        Some(span) => place_of(view, document, span, pen),
        None => pen.flat(&document.name),
    });
    let name = pen.flat(&basis.name);
    format!("{}  {name} = {}", place.unwrap_or_default(), basis.value)
}

/// The path with line and column, or with a place in words.
fn place_of(
    view: &View<'_>,
    document: &Document,
    span: gouji_core::text::Span,
    pen: Pen,
) -> String {
    let behind = place::behind(document, &[], span, view.style.lang);
    pen.flat(&format!("{}{behind}", document.name))
}

/// A text in as many rows as it takes.
fn rows(view: &View<'_>, out: &mut dyn Write, indent: &str, text: &str) -> io::Result<()> {
    let room = view.style.width.saturating_sub(indent.len());
    for row in wrap(text, room) {
        writeln!(out, "{indent}{row}")?;
    }
    Ok(())
}

fn sign(support: Support, ascii: bool) -> &'static str {
    match (support, ascii) {
        (Support::Stands, false) => "✓",
        (Support::Stands, true) => "+",
        (Support::Follows, _) => "=",
        (Support::Unnamed, _) => "?",
        (Support::Differs, false) => "✗",
        (Support::Differs, true) => "x",
        (Support::Absent, _) => "!",
    }
}

fn color(support: Support) -> &'static str {
    match support {
        Support::Stands | Support::Follows => "32",
        Support::Unnamed => "33",
        Support::Differs | Support::Absent => "31",
    }
}

fn paint(view: &View<'_>, code: &str, text: &str) -> String {
    match view.style.color {
        true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}
