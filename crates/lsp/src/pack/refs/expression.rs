//! Names in expressions, as far as these are written: an expression that is being typed does not parse yet.

use super::{Ref, What, texts};
use gouji_core::text::Span;

/// Words of the language that are no names.
const KEYWORDS: [&str; 7] = ["not", "and", "or", "implies", "in", "except", "where"];
/// Functions that take a pattern.
const SEARCHES: [&str; 3] = ["has", "says", "matches"];

/// What the end of an expression lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// A function's arguments, or a group (empty), and which of them it is, from 0.
    Call(String, usize),
    /// A selector: the table, whether the row is being picked, and how.
    Pick(String, bool, Mode),
    /// A text in quotes, which a pattern may be, or which is compared with a value.
    Text(Option<String>),
}

/// How rows or columns are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By their ids.
    Ids,
    /// By a value.
    Named,
    /// By a condition.
    Where,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Name,
    Text,
    Open,
    Sign(char),
}

/// A sign as it is meant.
fn plain(c: char) -> char {
    match c {
        '\u{ff0c}' => ',',
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{ff3b}' => '[',
        '\u{ff3d}' => ']',
        '\u{ff1d}' | '\u{2260}' => '=',
        '\u{201c}' | '\u{201d}' => '"',
        _ => c,
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How long a name is, with its dots but without `..`; a hole `{name}` is a part of it.
fn length(text: &str) -> usize {
    let mut end = 0;
    while let Some(c) = text.get(end..).and_then(|r| r.chars().next()) {
        let behind = text.get(end + c.len_utf8()..).unwrap_or_default();
        let dot = c == '.' && end > 0 && behind.starts_with(|c| is_name(c) || c == '{');
        end += match c {
            _ if is_name(c) || dot => c.len_utf8(),
            '{' => match behind.find('}') {
                Some(close) => close + 2,
                None => break,
            },
            _ => break,
        };
    }
    end
}

fn tokens(text: &str) -> Vec<(Token, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let long = length(rest);
        let sign = plain(c);
        let (token, end) = if long > 0 {
            (Token::Name, at + long)
        } else if matches!(sign, '\'' | '"') {
            let inside = rest.get(c.len_utf8()..).unwrap_or_default();
            match inside.find(|c| plain(c) == sign) {
                Some(length) => {
                    let start = at + c.len_utf8();
                    found.push((Token::Text, Span::new(start, start + length)));
                    let close = inside.get(length..).and_then(|r| r.chars().next());
                    at = start + length + close.map_or(1, char::len_utf8);
                    continue;
                }
                None => (Token::Open, text.len()),
            }
        } else {
            (Token::Sign(sign), at + c.len_utf8())
        };
        if !c.is_whitespace() {
            found.push((token, Span::new(at, end)));
        }
        at = end;
    }
    found
}

struct Walk<'t> {
    text: &'t str,
    tokens: Vec<(Token, Span)>,
    refs: Vec<Ref>,
    within: Vec<Within>,
}

/// The names in an expression. `plain` gives the name of the language behind another word for it.
pub fn expression(text: &str, plain: &dyn Fn(&str) -> String) -> Vec<Ref> {
    walk(text, plain).refs
}

/// What the end of an expression lies in, the innermost last.
pub fn within(text: &str, plain: &dyn Fn(&str) -> String) -> Vec<Within> {
    walk(text, plain).within
}

/// The function in whose arguments the end of an expression lies, and in which of them, from 0.
pub fn called(text: &str, plain: &dyn Fn(&str) -> String) -> Option<(String, usize)> {
    let mut within = walk(text, plain).within.into_iter().rev();
    within.find_map(|w| match w {
        Within::Call(function, nth) if !function.is_empty() => Some((function, nth)),
        _ => None,
    })
}

/// The arguments of a call that a text begins with, without the blanks around them.
pub fn arguments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (token, span) in tokens(text) {
        let Token::Sign(sign) = token else {
            continue;
        };
        let ends = depth == 1 && matches!(sign, ',' | ')');
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if ends {
            found.extend(trimmed(text, Span::new(start, span.start as usize)));
        }
        if depth == 0 {
            break;
        }
        if ends || (depth == 1 && sign == '(') {
            start = span.end as usize;
        }
    }
    found
}

/// A part of a text without the blanks around it; `None` where nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let part = span.of(text);
    let start = span.start as usize + (part.len() - part.trim_start().len());
    let part = part.trim();
    (!part.is_empty()).then(|| Span::new(start, start + part.len()))
}

fn walk<'t>(text: &'t str, plain: &dyn Fn(&str) -> String) -> Walk<'t> {
    let mut walk = Walk {
        text,
        tokens: tokens(text),
        refs: Vec::new(),
        within: Vec::new(),
    };
    for at in 0..walk.tokens.len() {
        if let Some((token, span)) = walk.tokens.get(at).copied() {
            walk.take(at, token, span, plain);
        }
    }
    walk
}

impl Walk<'_> {
    fn token(&self, at: Option<usize>) -> Option<(Token, &str)> {
        let (token, span) = self.tokens.get(at?)?;
        Some((*token, span.of(self.text)))
    }

    fn is_sign(&self, at: Option<usize>, sign: char) -> bool {
        matches!(self.token(at), Some((Token::Sign(c), _)) if c == sign)
    }

    fn take(&mut self, at: usize, token: Token, span: Span, plain: &dyn Fn(&str) -> String) {
        let word = span.of(self.text).to_owned();
        match token {
            Token::Name => self.name(at, span, &word),
            Token::Text => self.literal(at, span, &word),
            Token::Open => {
                let of = self.compared(at);
                self.within.push(Within::Text(of));
            }
            Token::Sign('(') => {
                let called = match self.token(at.checked_sub(1)) {
                    Some((Token::Name, name)) if !KEYWORDS.contains(&name) => plain(name),
                    _ => String::new(),
                };
                self.within.push(Within::Call(called, 0));
            }
            Token::Sign('[') => {
                let table = match self.token(at.checked_sub(1)) {
                    Some((Token::Name, name)) => name.to_owned(),
                    _ => String::new(),
                };
                self.within.push(Within::Pick(table, true, Mode::Ids));
            }
            Token::Sign(',') => match self.within.last_mut() {
                Some(Within::Pick(_, row, mode)) => (*row, *mode) = (false, Mode::Ids),
                Some(Within::Call(_, nth)) => *nth += 1,
                _ => {}
            },
            Token::Sign(')' | ']') => {
                self.within.pop();
            }
            Token::Sign(_) => {}
        }
    }

    /// The table on whose rows a condition is asked, where one is.
    fn of_row(&self) -> Option<String> {
        self.within.iter().rev().find_map(|w| match w {
            Within::Pick(table, _, Mode::Where) => Some(table.clone()),
            _ => None,
        })
    }

    fn name(&mut self, at: usize, span: Span, word: &str) {
        let next = Some(at + 1);
        if let Some(Within::Pick(_, _, mode)) = self.within.last_mut() {
            *mode = match word {
                "where" => Mode::Where,
                "except" => Mode::Ids,
                "named" => Mode::Named,
                _ => *mode,
            };
        }
        let named = word == "named" && matches!(self.within.last(), Some(Within::Pick(..)));
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if KEYWORDS.contains(&word) || named || (number && self.picked().is_none()) {
            return;
        }
        let of_row = self.of_row();
        let what = if self.is_sign(next, '(') {
            What::Function(word.to_owned())
        } else if self.is_sign(next, '[') {
            What::Table(word.to_owned())
        } else if let Some((table, row)) = self.picked() {
            What::Line(table, row, word.to_owned())
        } else if matches!(self.within.last(), Some(Within::Call(f, _)) if f == "empty") {
            What::Table(word.to_owned())
        } else {
            What::Value(word.to_owned(), of_row)
        };
        self.refs.push(Ref { span, what });
    }

    /// The table whose rows or columns are picked by their ids here.
    fn picked(&self) -> Option<(String, bool)> {
        match self.within.last() {
            Some(Within::Pick(table, row, Mode::Ids)) => Some((table.clone(), *row)),
            _ => None,
        }
    }

    fn literal(&mut self, at: usize, span: Span, word: &str) {
        let start = span.start as usize;
        if let Some(Within::Call(function, _)) = self.within.last()
            && SEARCHES.contains(&function.as_str())
        {
            let found = texts::pattern(word).into_iter();
            // groups of such a pattern bind no names
            let found = found.filter(|r| !matches!(r.what, What::Local(_)));
            return self.refs.extend(found.map(|r| r.moved(start)));
        }
        let what = match (self.picked(), self.compared(at)) {
            (Some((table, row)), _) => What::Line(table, row, word.to_owned()),
            (_, Some(value)) => What::Literal(value, word.to_owned(), self.of_row()),
            _ => return,
        };
        self.refs.push(Ref { span, what });
    }

    /// The value that a text is compared with.
    fn compared(&self, at: usize) -> Option<String> {
        let name = |at| match self.token(at) {
            Some((Token::Name, name)) if !KEYWORDS.contains(&name) => Some(name.to_owned()),
            _ => None,
        };
        let mut before = at.checked_sub(1);
        if self.is_sign(before, '=') {
            while self.is_sign(before, '=') || self.is_sign(before, '!') {
                before = before.and_then(|b| b.checked_sub(1));
            }
            return name(before);
        }
        let mut behind = at + 1;
        while self.is_sign(Some(behind), '=') || self.is_sign(Some(behind), '!') {
            behind += 1;
        }
        (behind > at + 1).then(|| name(Some(behind))).flatten()
    }
}
