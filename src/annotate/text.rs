//! Texts and pages in Markdown: a number behind the words, and the note behind the text.
//!
//! What is put in can be told from the text and taken out again: the notes begin with a line of their own.

use super::messages::Text;
use super::{AUTHOR, Refusal, Remark, Remarks};
use crate::document::Document;
use crate::input::{EncodeError, encode};
use crate::output::docs::markdown::paragraph as escaped;

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

    /// The line that the notes begin with.
    fn head(self) -> String {
        match self {
            Style::Markdown => format!("<!-- {AUTHOR} -->"),
            Style::Plain => format!("======== {AUTHOR} ========"),
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

/// The text without the notes of an earlier run.
pub fn clean(text: &str, style: Style) -> String {
    let head = format!("\n{}", style.head());
    let Some((before, _)) = text.rsplit_once(&head) else {
        return text.to_owned();
    };
    let before = before.strip_suffix('\r').unwrap_or(before);
    let (open, close) = style.brackets();
    let mut pieces = before.split(open);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let number = piece.split_once(close);
        let number = number.filter(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        match number {
            Some((_, rest)) => out.push_str(rest),
            None => {
                out.push_str(open);
                out.push_str(piece);
            }
        }
    }
    out
}

/// The text with a note for each finding.
pub fn mark(document: &Document, remarks: &Remarks, style: Style) -> String {
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
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(&number);
        done = at;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = vec![style.head(), String::new()];
    if style == Style::Plain {
        lines.push(Text::Notes.say(remarks.lang));
    }
    note(&mut lines, style, 0, "", &remarks.summary_with(&unmarked));
    for (at, remark) in notes.into_iter().enumerate() {
        note(&mut lines, style, at + 1, &remark.place, &remark.lines);
    }
    for line in lines {
        out.push_str(end);
        out.push_str(&line);
    }
    out + end
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
