//! What people new to TOML write where it does not parse, and what they meant.

use crate::text::Span;

/// A slip, where it is and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A sign that is none of TOML, and the one that is.
    Sign(String, &'static str),
    /// A sign that has no business there.
    Sign0(String),
    /// A remark that does not begin with `#`.
    Remark(String),
    /// A backslash in double quotes: the text in single ones.
    Escape(String),
    /// A text without quotes: the line as it should be.
    Quotes(String),
    /// A key that needs quotes: the line as it should be.
    Key(String),
    /// Several values without brackets: the line as it should be.
    List(String),
    /// Something else: the line as it should be.
    Line(String),
    /// A quote that is opened and not closed: which one.
    Open(&'static str),
    /// A bracket that is opened and not closed.
    Unclosed(&'static str),
    /// A value is missing: its key.
    NoValue(String),
    /// A table or key that stands twice; whether `[[…]]` is meant.
    Twice(String, bool),
}

/// Signs that are typed with a Chinese keyboard, and those that are meant.
const SIGNS: &[(char, &str)] = &[
    ('\u{ff1d}', "="),
    ('\u{201c}', "\""),
    ('\u{201d}', "\""),
    ('\u{201e}', "\""),
    ('\u{ff02}', "\""),
    ('\u{300c}', "\""),
    ('\u{300d}', "\""),
    ('\u{2018}', "'"),
    ('\u{2019}', "'"),
    ('\u{ff07}', "'"),
    ('\u{3010}', "["),
    ('\u{ff3b}', "["),
    ('\u{3014}', "["),
    ('\u{3011}', "]"),
    ('\u{ff3d}', "]"),
    ('\u{3015}', "]"),
    ('\u{ff5b}', "{"),
    ('\u{ff5d}', "}"),
    ('\u{ff0c}', ","),
    ('\u{3001}', ","),
    ('\u{ff0e}', "."),
    ('\u{ff03}', "#"),
];

/// How remarks begin in other languages.
const REMARKS: &[&str] = &["//", "/*", "--", "<!--", ";", "\u{ff1b}", "\u{203b}"];

/// What was meant at a place where a text does not parse.
pub(super) fn find(text: &str, at: usize, said: &str) -> Option<(Span, Slip)> {
    let at = at.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |n| n + 1);
    let end = text.get(at..)?.find('\n').map_or(text.len(), |n| at + n);
    let line = Line {
        start,
        text: text.get(start..end)?.trim_end_matches('\r'),
    };
    let before = || {
        let end = start.checked_sub(1)?;
        let start = text.get(..end)?.rfind('\n').map_or(0, |n| n + 1);
        let text = text.get(start..end)?.trim_end_matches('\r');
        Some(Line { start, text })
    };
    line.slip(said)
        .or_else(|| before()?.sign())
        .or_else(|| line.left(said))
}

/// A line that does not parse.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn slip(&self, said: &str) -> Option<(Span, Slip)> {
        let remark = || self.remark();
        let escape = || said.contains("escape").then(|| self.escape()).flatten();
        remark()
            .or_else(escape)
            .or_else(|| self.sign())
            .or_else(|| self.value())
    }

    fn at(&self, from: usize, len: usize) -> Span {
        Span::new(self.start + from, self.start + from + len)
    }

    fn whole(&self, slip: Slip) -> Option<(Span, Slip)> {
        let lead = self.text.len() - self.text.trim_start().len();
        Some((self.at(lead, self.text.trim().len()), slip))
    }

    /// The characters outside of quotes, with their places.
    fn code(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        let mut open: Option<char> = None;
        self.text.char_indices().filter(move |(_, c)| match open {
            Some(quote) => {
                if *c == quote {
                    open = None;
                }
                false
            }
            None => {
                if matches!(c, '"' | '\'') {
                    open = Some(*c);
                }
                true
            }
        })
    }

    /// A remark in the way of another language.
    fn remark(&self) -> Option<(Span, Slip)> {
        let trimmed = self.text.trim_start();
        let lead = self.text.len() - trimmed.len();
        if let Some(sign) = REMARKS.iter().find(|s| trimmed.starts_with(**s)) {
            return Some((self.at(lead, sign.len()), Slip::Remark((*sign).to_owned())));
        }
        let (at, _) = self.code().find(|(at, _)| {
            let rest = self.text.get(*at..).unwrap_or_default();
            ["//", "/*", "\u{ff1b}", ";"]
                .iter()
                .any(|s| rest.starts_with(s))
        })?;
        let rest = self.text.get(at..)?;
        let sign = ["//", "/*", "\u{ff1b}", ";"]
            .iter()
            .find(|s| rest.starts_with(**s))?;
        let found = (*sign).to_owned();
        let slip = match sign.len() == rest.trim_end().len() {
            true => Slip::Sign0(found),
            false => Slip::Remark(found),
        };
        Some((self.at(at, sign.len()), slip))
    }

    /// A sign of a Chinese keyboard outside of quotes.
    fn sign(&self) -> Option<(Span, Slip)> {
        let mut code = self.code();
        code.find_map(|(at, c)| {
            let span = self.at(at, c.len_utf8());
            if matches!(c, '\u{3000}' | '\u{a0}' | '\u{200b}' | '\u{feff}') {
                return Some((span, Slip::Sign0(c.to_string())));
            }
            if matches!(c, '\u{ff1a}') && !self.text.contains('=') {
                return Some((span, Slip::Sign(c.to_string(), "=")));
            }
            let (_, right) = SIGNS.iter().find(|(sign, _)| *sign == c)?;
            Some((span, Slip::Sign(c.to_string(), right)))
        })
    }

    /// A pattern in double quotes.
    fn escape(&self) -> Option<(Span, Slip)> {
        let (from, _) = self.code().find(|(_, c)| *c == '"')?;
        let mut inner = self.text.get(from + 1..)?.char_indices();
        let mut skipped = false;
        let (to, _) = inner.find(|(_, c)| {
            let ends = *c == '"' && !skipped;
            skipped = *c == '\\' && !skipped;
            ends
        })?;
        let text = self.text.get(from + 1..from + 1 + to)?;
        Some((self.at(from, to + 2), Slip::Escape(text.to_owned())))
    }

    /// A value or key that is not written as one.
    fn value(&self) -> Option<(Span, Slip)> {
        let line = self.text.trim();
        if line.starts_with('{') || line.starts_with("- ") || line.starts_with('<') {
            let line = line.trim_start_matches(['{', '-', '<', ' ']);
            return self.whole(Slip::Line(pair(line)?));
        }
        if line.starts_with('[') {
            return None;
        }
        let Some((key, value)) = line.split_once('=') else {
            let fits = |(key, _): &(&str, &str)| !key.contains(['"', '\'', ',', ']', '}']);
            let other = line
                .split_once(':')
                .or_else(|| line.split_once(char::is_whitespace));
            let (key, value) = other.filter(fits)?;
            return self.whole(Slip::Line(format!(
                "{} = {}",
                quoted_key(key),
                quoted(value)?
            )));
        };
        let (key, value) = (
            key.trim_end_matches(':').trim(),
            value.trim_start_matches('=').trim(),
        );
        let (bare, remark) = value
            .split_once('#')
            .map_or((value, ""), |(v, r)| (v.trim(), r));
        if bare.is_empty() {
            return self.whole(Slip::NoValue(key.to_owned()));
        }
        if quoted_key(key) != key && !key.contains(['"', '\'', '.']) {
            return self.whole(Slip::Key(format!("{} = {value}", quoted_key(key))));
        }
        let first = bare.chars().next()?;
        let list = |text: &str| text.contains(", ") || text.contains(',');
        if matches!(first, '"' | '\'') {
            let rest = bare.get(1..)?;
            let closed = rest.find(first);
            return match closed {
                Some(end) if list(rest.get(end + 1..)?) => {
                    self.whole(Slip::List(format!("{key} = [{bare}]")))
                }
                _ => None,
            };
        }
        if first.is_alphabetic() || first == '\\' || first == '^' || first == '/' || first == '(' {
            let right = format!("{key} = {}", quoted(bare)?);
            let slip = match remark.is_empty() && list(bare) {
                true => Slip::List(format!("{key} = [{}]", quoted_list(bare))),
                false => Slip::Quotes(right),
            };
            return self.whole(slip);
        }
        None
    }

    /// What is left to say by what the reader said.
    fn left(&self, said: &str) -> Option<(Span, Slip)> {
        let line = self.text.trim();
        let says = |words: &str| said.starts_with(words);
        let open = |sign: char| line.matches(sign).count() % 2 == 1;
        let slip = if says("duplicate key") {
            let name = line.trim_matches(['[', ']', ' ']);
            let name = name.split('=').next()?.trim().to_owned();
            Slip::Twice(name, line.starts_with('['))
        } else if says("unclosed array table") {
            Slip::Unclosed("]]")
        } else if says("unclosed table") || says("unclosed array") {
            Slip::Unclosed("]")
        } else if says("unclosed inline table") {
            Slip::Unclosed("}")
        } else if says("missing comma") {
            Slip::Unclosed(",")
        } else if says("invalid multi-line") {
            Slip::Open("\"\"\"")
        } else if open('"') {
            Slip::Open("\"")
        } else if open('\'') {
            Slip::Open("'")
        } else {
            return None;
        };
        self.whole(slip)
    }
}

/// A key and a value of another notation.
fn pair(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':').or_else(|| line.split_once('='))?;
    let key = key.trim().trim_matches('"');
    Some(format!(
        "{} = {}",
        quoted_key(key),
        quoted(value.trim_end_matches(['}', ',', ' ']))?
    ))
}

/// A key as it has to be written.
fn quoted_key(key: &str) -> String {
    let key = key.trim();
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    match key.chars().all(bare) || key.starts_with(['"', '\'']) {
        true => key.to_owned(),
        false => format!("\"{key}\""),
    }
}

/// A value as it has to be written.
fn quoted(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches([',', ';']).trim();
    let is_number = value.parse::<f64>().is_ok();
    Some(match value {
        "" => return None,
        "True" | "TRUE" | "yes" | "Yes" | "\u{662f}" => "true".to_owned(),
        "False" | "FALSE" | "no" | "No" | "\u{5426}" => "false".to_owned(),
        "true" | "false" => value.to_owned(),
        _ if is_number || value.starts_with(['"', '\'', '[', '{']) => value.to_owned(),
        _ if value.contains('\\') => format!("'{value}'"),
        _ => format!("\"{value}\""),
    })
}

fn quoted_list(values: &str) -> String {
    let all = values
        .split([',', '\u{ff0c}', '\u{3001}'])
        .filter_map(quoted);
    all.collect::<Vec<_>>().join(", ")
}
