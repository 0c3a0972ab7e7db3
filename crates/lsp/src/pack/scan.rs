//! The keys and strings of a TOML text with their places, as far as it is written: a text that is being typed is no TOML
//! yet.

mod frames;
mod header;
#[cfg(test)]
mod tests;

use gouji_core::text::Span;

use self::frames::Frame;
use super::context::is_name;

/// A part of the path to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The key.
    pub name: String,
    /// The number of the table under it, counted through the text; 0 where none was opened.
    pub table: u32,
}

/// A key, or a string that is a value or a part of one.
#[derive(Clone, Debug)]
pub struct Atom {
    /// The tables that it stands in, and the key.
    pub path: Vec<Step>,
    /// What stands between the quotes, or the bare word.
    pub span: Span,
    /// It is a key, or a part of the header of a table.
    pub is_key: bool,
    /// It stands in quotes.
    pub quoted: bool,
    /// Which item of its list it is, from 0.
    pub nth: usize,
}

/// What is awaited at the end of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Awaited {
    /// A key.
    #[default]
    Key,
    /// A value.
    Value,
    /// A sign behind a value.
    Sign,
}

/// What was found in a text, and where its end stands.
#[derive(Debug, Default)]
pub struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Keys and strings in order.
    pub atoms: Vec<Atom>,
    /// The tables at the end, and the key of the value that is awaited there or was just written.
    pub path: Vec<Step>,
    /// What is awaited at the end.
    pub awaited: Awaited,
    /// Where the string begins in which the end lies.
    pub string: Option<usize>,
    /// How many tables were opened.
    tables: u32,
    /// Tables by their paths.
    opened: Vec<(Vec<String>, u32)>,
    /// How many steps the header has.
    head: usize,
    frames: Vec<Frame>,
    nth: usize,
}

/// Reads a text, whatever it lacks.
pub fn scan(text: &str) -> Scan<'_> {
    let mut scan = Scan {
        text,
        ..Scan::default()
    };
    scan.line();
    while let Some(c) = scan.peek() {
        scan.step(c);
    }
    scan
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        match (c, self.awaited) {
            ('\n', _) => {
                self.at += 1;
                self.line();
            }
            ('#', _) => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
            (',', _) => {
                self.at += 1;
                self.next_item();
            }
            (']', _) => {
                self.at += 1;
                self.close(true);
            }
            ('}', _) => {
                self.at += 1;
                self.close(false);
            }
            ('[', Awaited::Value) => {
                self.at += 1;
                self.frames.push(Frame::List);
                self.nth = 0;
            }
            ('{', Awaited::Value) => self.open(),
            ('"' | '\'', Awaited::Value) => {
                let (span, _) = self.quoted(c);
                self.note(span, false, true);
                self.awaited = Awaited::Sign;
            }
            (_, Awaited::Key) if is_name(c) || matches!(c, '"' | '\'') => self.key(),
            (_, Awaited::Value) if !c.is_whitespace() => {
                self.at += self.bare().max(c.len_utf8());
                self.awaited = Awaited::Sign;
            }
            _ => self.at += c.len_utf8(),
        }
    }

    /// How long a value without quotes is.
    fn bare(&self) -> usize {
        let ends = |c: char| matches!(c, ',' | ']' | '}' | '\n' | '#');
        self.rest().find(ends).unwrap_or(self.rest().len())
    }

    /// What begins on a new line.
    fn line(&mut self) {
        if let Some(names) = header::at(self.text, self.at) {
            return self.header(names);
        }
        let next = self.rest().trim_start();
        if self.frames.is_empty() {
            self.path.truncate(self.head);
            self.awaited = Awaited::Key;
        } else if header::sets(next) && self.cannot_hold_key() {
            // the brackets above were never closed
            self.frames.clear();
            self.path.truncate(self.head);
            self.awaited = Awaited::Key;
        } else if next.starts_with('{') && matches!(self.frames.last(), Some(Frame::Table(..))) {
            self.close(false);
            self.next_item();
        }
    }

    /// Whether a key on a new line belongs to none of the brackets that are open.
    fn cannot_hold_key(&self) -> bool {
        let ahead = self.text.get(..self.at).unwrap_or_default();
        let goes_on = ahead.trim_end().ends_with([',', '{']);
        matches!(self.frames.last(), Some(Frame::List)) || !goes_on
    }

    fn header(&mut self, names: Vec<(Span, bool)>) {
        self.frames.clear();
        self.path.clear();
        let is_list = self.rest().trim_start().starts_with("[[");
        let last = names.len().saturating_sub(1);
        for (at, (span, quoted)) in names.into_iter().enumerate() {
            self.path.push(Step {
                name: span.of(self.text).to_owned(),
                table: 0,
            });
            self.note(span, true, quoted);
            let whole: Vec<String> = self.path.iter().map(|s| s.name.clone()).collect();
            if at == last && is_list {
                // tables below an earlier item of the list are none of this one
                self.opened.retain(|(p, _)| !p.starts_with(&whole));
            }
            let known = self.opened.iter().find(|(p, _)| *p == whole);
            let table = known.map(|(_, table)| *table).unwrap_or_else(|| {
                self.tables += 1;
                self.opened.push((whole, self.tables));
                self.tables
            });
            self.number(table);
        }
        self.head = self.path.len();
        self.awaited = Awaited::Key;
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Gives the last step, and what was noted of it, the number of its table.
    fn number(&mut self, table: u32) {
        for path in [
            Some(&mut self.path),
            self.atoms.last_mut().map(|a| &mut a.path),
        ] {
            if let Some(step) = path.and_then(|p| p.last_mut()) {
                step.table = table;
            }
        }
    }

    fn note(&mut self, span: Span, is_key: bool, quoted: bool) {
        self.atoms.push(Atom {
            path: self.path.clone(),
            span,
            is_key,
            quoted,
            nth: self.nth,
        });
    }

    /// A key, perhaps with dots, and the sign behind it.
    fn key(&mut self) {
        let (steps, atoms) = (self.path.len(), self.atoms.len());
        loop {
            let (span, quoted) = match self.peek() {
                Some(c @ ('"' | '\'')) => self.quoted(c),
                _ => {
                    let rest = self.rest();
                    let length = rest.len() - rest.trim_start_matches(is_name).len();
                    self.at += length;
                    (Span::new(self.at - length, self.at), false)
                }
            };
            self.path.push(Step {
                name: span.of(self.text).to_owned(),
                table: 0,
            });
            self.note(span, true, quoted);
            let blanks = self.rest().trim_start_matches([' ', '\t']);
            self.at = self.text.len() - blanks.len();
            match self.peek() {
                Some('.') if self.string.is_none() => self.at += 1,
                Some('=') => {
                    self.at += 1;
                    self.awaited = Awaited::Value;
                    self.nth = 0;
                    return;
                }
                _ => break,
            }
        }
        // no key is whole without its sign
        if self.string.is_none() {
            self.path.truncate(steps);
            self.atoms.truncate(atoms);
        }
    }

    /// A string from its quote on: what is inside.
    fn quoted(&mut self, quote: char) -> (Span, bool) {
        let triple = [quote; 3].iter().collect::<String>();
        let long = self.rest().starts_with(&triple);
        let width = if long { 3 } else { 1 };
        let start = self.at + width;
        self.at = start;
        while let Some(c) = self.peek() {
            let ends = match long {
                true => self.rest().starts_with(&triple),
                false => c == quote,
            };
            if ends {
                let span = Span::new(start, self.at);
                self.at += width;
                return (span, true);
            }
            if c == '\n' && !long {
                return (Span::new(start, self.at), true);
            }
            self.at += c.len_utf8();
            if c == '\\' && quote == '"' {
                self.at += self.peek().filter(|c| *c != '\n').map_or(0, char::len_utf8);
            }
        }
        self.at = self.text.len();
        self.string = Some(start.min(self.at));
        (Span::new(start.min(self.at), self.at), true)
    }
}
