//! Texts and pages in Markdown: a number behind the words, and the note behind the text.
//!
//! What is put in can be determined from the text and taken out again: the notes begin with a line of their own.

use super::messages::Text;
use super::{AUTHOR, Refusal, Remark, Remarks, seal};
use gouji_core::document::Document;
use gouji_core::plain::{EncodeError, NOTES, encode};
use gouji_render::docs::markdown::paragraph as escaped;
use std::collections::BTreeSet;
use std::ops::Range;

/// How notes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Footnotes of Markdown.
    Markdown,
    /// Numbers in brackets.
    Plain,
}

impl Style {
    /// The style of a file, by its name.
    pub fn of(name: &str) -> Self {
        let ending = name.rsplit('.').next().unwrap_or_default();
        match ending.to_lowercase().as_str() {
            "md" | "markdown" => Style::Markdown,
            _ => Style::Plain,
        }
    }

    /// What stands around the seal in the line that the notes begin with.
    fn head(self) -> (String, &'static str) {
        let [plain, markdown] = NOTES;
        match self {
            Style::Markdown => (format!("{markdown}{AUTHOR} "), " -->"),
            Style::Plain => (format!("{plain}{AUTHOR} "), " ========"),
        }
    }

    /// What stands around the number of a note.
    fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Style::Markdown => ("[^gouji-", "]"),
            Style::Plain => super::messages::BRACKETS,
        }
    }

    fn number(self, n: usize) -> String {
        let (open, close) = self.brackets();
        format!("{open}{n}{close}")
    }
}

/// The text without the notes of an earlier run. What people wrote behind them, or between the numbers, stays.
///
/// # Errors
///
/// [`Refusal::Edited`] where the notes are no longer those that were put in, or something else looks like their numbers.
pub fn clean(text: &str, style: Style) -> Result<String, Refusal> {
    let (open, close) = style.head();
    let Some((before, rest)) = text.rsplit_once(&format!("\n{open}")) else {
        return match numbers(text, style).next() {
            None => Ok(text.to_owned()),
            Some(_) => Err(Refusal::Edited),
        };
    };
    let sealed = rest.split_once(close);
    let notes = sealed.and_then(|(seal, block)| seal::opened(seal, block));
    let (notes, behind) = notes.ok_or(Refusal::Edited)?;
    let before = before.strip_suffix('\r').unwrap_or(before);
    let written = |(place, n): &(Range<usize>, usize)| {
        notes.get(place.clone()) == Some(style.number(*n).as_str())
    };
    let known: BTreeSet<usize> = numbers(notes, style)
        .filter(written)
        .map(|(_, n)| n)
        .collect();
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    let mut seen = BTreeSet::new();
    for (place, n) in numbers(before, style) {
        // a number that stands twice is not ours each time
        if !seen.insert(n) || !known.contains(&n) {
            return Err(Refusal::Edited);
        }
        out.push_str(before.get(done..place.start).ok_or(Refusal::Unfaithful)?);
        done = place.end;
    }
    out.push_str(before.get(done..).ok_or(Refusal::Unfaithful)?);
    out.push_str(behind);
    match numbers(behind, style).next() {
        None => Ok(out),
        Some(_) => Err(Refusal::Edited),
    }
}

/// The numbers of notes in a text, with their places.
fn numbers(text: &str, style: Style) -> impl Iterator<Item = (Range<usize>, usize)> {
    let (open, close) = style.brackets();
    text.match_indices(open).filter_map(move |(start, _)| {
        let inner = text.get(start + open.len()..)?;
        let length = inner.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, behind) = inner.split_at_checked(length)?;
        let n = digits.parse().ok().filter(|_| behind.starts_with(close))?;
        let end = start + open.len() + digits.len() + close.len();
        Some((start..end, n))
    })
}

/// The text with a note for each finding.
///
/// # Errors
///
/// [`Refusal::Unfaithful`] where a finding has no place in the text, or the text would not come back as it was.
pub fn mark(document: &Document, remarks: &Remarks, style: Style) -> Result<String, Refusal> {
    let text = &document.text;
    let title = remarks.title.map_or(0, |t| t.end);
    let mut numbers = vec![(title as usize, style.number(0))];
    let mut notes = Vec::new();
    let mut unmarked: Vec<&Remark> = Vec::new();
    for remark in &remarks.list {
        match remark.at {
            Some(span) => {
                let n = notes.len() + 1;
                numbers.push((span.end as usize, style.number(n)));
                notes.push(remark);
            }
            None => unmarked.push(remark),
        }
    }
    numbers.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for (at, number) in numbers {
        out.push_str(text.get(done..at).ok_or(Refusal::Unfaithful)?);
        out.push_str(&number);
        done = at;
    }
    out.push_str(text.get(done..).ok_or(Refusal::Unfaithful)?);
    // a text may end with the half of a line end
    let windows = text.contains("\r\n") || out.ends_with('\r');
    let end = if windows { "\r\n" } else { "\n" };
    let mut lines = vec![String::new()];
    if style == Style::Plain {
        lines.push(Text::Notes.say(remarks.lang));
    }
    note(&mut lines, style, 0, "", &remarks.summary_with(&unmarked));
    for (at, remark) in notes.into_iter().enumerate() {
        note(&mut lines, style, at + 1, &remark.place, &remark.lines);
    }
    let notes: Vec<&str> = lines.iter().flat_map(|line| [end, line]).collect();
    let notes = notes.concat() + end;
    let (open, close) = style.head();
    let marked = format!("{out}{end}{open}{}{close}{notes}", seal::of(&notes));
    match clean(&marked, style).as_ref() == Ok(text) {
        true => Ok(marked),
        false => Err(Refusal::Unfaithful),
    }
}

/// A note: its number, then its lines.
fn note(out: &mut Vec<String>, style: Style, n: usize, place: &str, lines: &[String]) {
    let number = style.number(n);
    let mut lines = lines.iter();
    let first = lines.next().map_or("", String::as_str);
    let first = format!("{first} {place}");
    let first = first.trim_end();
    match style {
        Style::Plain => {
            out.push(format!("{number} {first}"));
            out.extend(lines.map(|line| format!("    {line}")));
        }
        Style::Markdown => {
            out.push(format!("{number}: {}", escaped(first)));
            // a paragraph each, inside of the note
            for line in lines {
                out.push(String::new());
                out.push(format!("    {}", escaped(line)));
            }
            out.push(String::new());
        }
    }
}

/// The bytes of a new text in the encoding of the file.
///
/// # Errors
///
/// The encoding lacks a character of the notes, or the file has bytes that are no text.
pub fn bytes(text: &str, old: &[u8]) -> Result<Vec<u8>, Refusal> {
    encode(text, old).map_err(|error| match error {
        EncodeError::Unfaithful => Refusal::Unfaithful,
        EncodeError::Unencodable(c) => Refusal::Unencodable(c),
    })
}
