//! Which packs there are, which layer set what for a rule, and what a change of a pack does.

mod diff;
mod messages;

pub use diff::{DiffFinding, PackDiff, ParamDiff, RuleDiff};

use std::io::{self, Write};

use serde::Serialize;

use self::messages::Text;
use super::columns::{clip, flat, left, width};
use super::json::VERSION;
use super::messages::{Caption, Text as Shared};
use gouji_core::pack::{Fate, Pack, Setting};
use gouji_core::report::Years;
use gouji_core::rule::Rule;
use gouji_core::text::Lang;

/// Names and values keep at least so many columns.
const ROOM: usize = 16;

/// Writes rows of cells under each other; the last cell takes what is left of the line.
fn rows<const N: usize>(
    out: &mut dyn Write,
    rows: &[([String; N], String)],
    columns: usize,
) -> io::Result<()> {
    let mut wide = [0; N];
    for (cells, _) in rows {
        for (most, text) in wide.iter_mut().zip(cells) {
            *most = width(text).max(*most);
        }
    }
    let taken = wide.iter().sum::<usize>() + 2 * N;
    let room = columns.saturating_sub(taken).max(ROOM);
    for (cells, last) in rows {
        let cells: Vec<String> = cells.iter().zip(wide).map(|(c, w)| left(c, w)).collect();
        let line = format!("{}  {}", cells.join("  "), clip(last, room));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes one line for each pack: id, what it builds on, years, how many places it is chosen for, name.
pub fn list(out: &mut dyn Write, packs: &[Pack], lang: Lang, columns: usize) -> io::Result<()> {
    let line = |pack: &Pack| {
        let on = match pack.base {
            true => pack.kind.clone(),
            false => pack.under.iter().cloned().collect::<Vec<_>>().join(", "),
        };
        let places = match pack.places.len() {
            0 => String::new(),
            n => Text::Places(n).say(lang),
        };
        let cells = [flat(&pack.id), flat(&on), years(pack.years), places];
        (cells, flat(pack.name.get(lang)))
    };
    let lines: Vec<_> = packs.iter().map(line).collect();
    rows(out, &lines, columns)?;
    writeln!(out, "{}", Text::Packs(packs.len()).say(lang))
}

fn years(years: Years) -> String {
    let end = |year: Option<i32>| year.map(|y| y.to_string()).unwrap_or_default();
    match (years.from, years.to) {
        (None, None) => String::new(),
        (from, to) if from == to => end(from),
        (from, to) => format!("{}..{}", end(from), end(to)),
    }
}

#[derive(Serialize)]
struct PackOut<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    base: bool,
    extends: Vec<&'a str>,
    path: &'a str,
    from_year: Option<i32>,
    to_year: Option<i32>,
    places: &'a [String],
    source: &'a str,
}

/// Writes the packs as one JSON value.
pub fn list_json(out: &mut dyn Write, packs: &[Pack], lang: Lang) -> io::Result<()> {
    let packs = packs.iter().map(|p| PackOut {
        id: &p.id,
        name: p.name.get(lang),
        kind: &p.kind,
        base: p.base,
        extends: p.under.iter().map(String::as_str).collect(),
        path: &p.path,
        from_year: p.years.from,
        to_year: p.years.to,
        places: &p.places,
        source: &p.source,
    });
    let packs: Vec<PackOut<'_>> = packs.collect();
    let all = serde_json::json!({ "version": VERSION, "packs": packs });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

/// What every layer sets for a rule.
#[derive(Clone, Copy, Debug)]
pub struct Trail<'a> {
    /// The rule, as it came out.
    pub rule: &'a Rule,
    /// The settings, the lowest layer first.
    pub settings: &'a [Setting],
    /// The language.
    pub lang: Lang,
}

impl Trail<'_> {
    /// Writes one line for each setting: whether it holds, its key, its pack and place, its value.
    pub fn write(&self, out: &mut dyn Write, columns: usize) -> io::Result<()> {
        let rule = self.rule;
        let severity = Shared::Severity(rule.severity).say(self.lang);
        let state = [severity, Caption::Of(rule.class).say(self.lang)].into_iter();
        let off = rule.off.then(|| Text::Off.say(self.lang));
        let locked = rule.locked.then(|| Text::Locked.say(self.lang));
        let state: Vec<String> = state.chain(off).chain(locked).collect();
        writeln!(out, "{}  {}", flat(&rule.id), state.join(" · "))?;
        writeln!(out, "{}\n", flat(rule.title.get(self.lang)))?;
        let line = |s: &Setting| {
            let mark = match s.fate {
                Fate::Holds => "✓",
                Fate::Overridden => "·",
                Fate::Refused => "✗",
            };
            let place = format!("{}:{}", s.path, s.line);
            let cells = [mark.to_owned(), flat(&s.key), flat(&s.pack), flat(&place)];
            (cells, flat(&s.value))
        };
        let lines: Vec<_> = self.settings.iter().map(line).collect();
        rows(out, &lines, columns)?;
        writeln!(out, "\n{}", Text::Legend.say(self.lang))
    }

    /// Writes the settings as one JSON value.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let setting = |s: &Setting| {
            serde_json::json!({
                "key": s.key, "value": s.value, "pack": s.pack, "path": s.path,
                "line": s.line, "column": s.column, "fate": s.fate.name(),
            })
        };
        let settings: Vec<_> = self.settings.iter().map(setting).collect();
        let all = serde_json::json!({
            "version": VERSION,
            "rule": self.rule.id,
            "severity": self.rule.severity.name(),
            "class": self.rule.class.name(),
            "off": self.rule.off,
            "locked": self.rule.locked,
            "settings": settings,
        });
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)
    }
}
