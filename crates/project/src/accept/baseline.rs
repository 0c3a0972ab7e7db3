//! The file of a baseline: JSON with one entry a line, in order, so that two versions can be compared line by line.

mod messages;

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use self::messages::Damage;
use gouji_core::diagnostic::{Baseline, Entry, Key};
use gouji_core::fields::{File, Problem};
use gouji_core::text::{Lang, LineIndex, Span};

/// The usual name of the file.
pub const NAME: &str = "gouji-baseline.json";

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Whole<'a> {
    version: u32,
    #[serde(borrow)]
    findings: Vec<Line<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    rule: Cow<'a, str>,
    #[serde(borrow)]
    fingerprint: Cow<'a, str>,
    count: usize,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    at: Cow<'a, str>,
}

/// Writes a baseline.
pub fn write(out: &mut dyn Write, baseline: &Baseline) -> io::Result<()> {
    write!(out, "{{\n  \"version\": {VERSION},\n  \"findings\": [")?;
    for (nth, (key, entry)) in baseline.entries.iter().enumerate() {
        let comma = if nth == 0 { "" } else { "," };
        write!(out, "{comma}\n    ")?;
        let line = Line {
            path: key.path.as_str().into(),
            rule: key.rule.as_str().into(),
            fingerprint: key.fingerprint.as_str().into(),
            count: entry.count,
            at: entry.at.as_str().into(),
        };
        serde_json::to_writer(&mut *out, &line)?;
    }
    writeln!(out, "\n  ]\n}}")
}

/// Reads a baseline. One that is damaged is not used at all: the problem points at the place.
pub fn read(name: &str, text: &str, lang: Lang) -> (Option<Baseline>, Option<Problem>) {
    let damaged = |span: Span, damage: Damage| {
        let file = File::new(name, text, lang, false);
        file.fault(span, &damage);
        (None, file.problem())
    };
    let whole: Whole<'_> = match serde_json::from_str(text) {
        Ok(whole) => whole,
        Err(error) => return damaged(place(text, &error), Damage::Json(error.to_string())),
    };
    if whole.version != VERSION {
        return damaged(Span::new(0, 1), Damage::Version(whole.version));
    }
    let mut baseline = Baseline::default();
    for line in whole.findings {
        let key = Key {
            path: line.path.into_owned(),
            rule: line.rule.into_owned(),
            fingerprint: line.fingerprint.into_owned(),
        };
        let entry = Entry {
            count: line.count,
            at: line.at.into_owned(),
        };
        // lines that stand twice, as after a merge, mean the same findings
        let known = baseline.entries.entry(key).or_default();
        if known.count < entry.count {
            *known = entry;
        }
    }
    (Some(baseline), None)
}

/// Where reading ended: one character.
fn place(text: &str, error: &serde_json::Error) -> Span {
    let lines = LineIndex::new(text);
    let line = lines.line_span(text, error.line().saturating_sub(1));
    let at = line.start as usize + error.column().saturating_sub(1);
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let at = at.unwrap_or(0);
    let length = text
        .get(at..)
        .and_then(|t| t.chars().next())
        .map_or(0, char::len_utf8);
    Span::new(at, at + length)
}
