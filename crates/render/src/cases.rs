//! What came of the cases of packs, as people and programs read it.
//!
//! Cases that pass are only counted. A case that does not is drawn with the places that it states beside those that
//! came, and with the undecided evaluations where their number is wrong.

mod json;
mod messages;
mod mutation;
mod shown;

pub use mutation::{draw_mutations, mutations_json, score};
pub use shown::{ShownCase, draw_all, plain, whole};

use std::io::{self, Write};

use self::messages::Text;
use super::columns::{clip_start, flat, left, width, wrap};
use gouji_core::rule::{CaseFailure, CasePlace, CaseResult, Expected, Found};
use gouji_core::text::Lang;

/// A case that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRun {
    /// Id of its rule.
    pub rule: String,
    /// A word about it; may be empty.
    pub note: String,
    /// The file that it stands in.
    pub file: String,
    /// Its line there, counted from 1.
    pub line: u32,
    /// What came of it.
    pub result: CaseResult,
}

/// How many cases ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct CaseCounts {
    /// As they say.
    pub passed: usize,
    /// Otherwise.
    pub failed: usize,
    /// Otherwise, as was known.
    pub todo: usize,
    /// As they say, although they were known to fail.
    pub todo_passes: usize,
}

impl CaseCounts {
    /// Counts cases.
    pub fn of(runs: &[CaseRun]) -> Self {
        let mut counts = CaseCounts::default();
        for run in runs {
            *match run.result {
                CaseResult::Passed => &mut counts.passed,
                CaseResult::Failed(_) => &mut counts.failed,
                CaseResult::Todo => &mut counts.todo,
                CaseResult::TodoPasses => &mut counts.todo_passes,
            } += 1;
        }
        counts
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.passed + self.failed + self.todo + self.todo_passes
    }
}

/// Between the places that are expected and those that came.
const GAP: usize = 2;
const INDENT: usize = 4;

/// Writes the cases that did not pass, rule by rule, and the counts. Lines are at most `columns` wide, where a word of
/// two columns fits at all.
pub fn draw(out: &mut dyn Write, runs: &[CaseRun], lang: Lang, columns: usize) -> io::Result<()> {
    let mut rule = None;
    let failing = |r: &&CaseRun| matches!(r.result, CaseResult::Failed(_) | CaseResult::TodoPasses);
    for run in runs.iter().filter(failing) {
        if rule != Some(&run.rule) {
            let gap = if rule.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}", flat(&run.rule))?;
            rule = Some(&run.rule);
        }
        Drawer { lang, columns }.case(out, run)?;
    }
    if rule.is_some() {
        writeln!(out)?;
    }
    let counts = Text::Counts(CaseCounts::of(runs)).say(lang);
    for row in wrap(&counts, columns) {
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// Writes all cases and the counts as one JSON value.
pub fn json(out: &mut dyn Write, runs: &[CaseRun]) -> io::Result<()> {
    json::write(out, runs)
}

struct Drawer {
    lang: Lang,
    columns: usize,
}

impl Drawer {
    fn case(&self, out: &mut dyn Write, run: &CaseRun) -> io::Result<()> {
        let line = format!(":{}", run.line);
        let room = self.columns.saturating_sub(INDENT / 2 + width(&line));
        let file = clip_start(&flat(&run.file), room, "…");
        writeln!(out, "  {file}{line}")?;
        if !run.note.is_empty() {
            self.lines(out, &run.note)?;
        }
        match &run.result {
            CaseResult::Failed(failure) => self.failure(out, failure),
            _ => self.lines(out, &Text::TodoPasses.say(self.lang)),
        }
    }

    fn failure(&self, out: &mut dyn Write, failure: &CaseFailure) -> io::Result<()> {
        let Some(found) = &failure.found else {
            return self.lines(out, &Text::NoReport.say(self.lang));
        };
        self.places(out, &failure.expected, found)?;
        if failure.expected.open_as_said(found.open.len()) {
            return Ok(());
        }
        let open = Text::Open(failure.expected.open, found.open.len());
        self.lines(out, &open.say(self.lang))?;
        for reason in &found.open {
            self.lines(out, &format!("- {reason}"))?;
        }
        Ok(())
    }

    /// Two columns of places; nothing where nothing is expected and nothing came.
    fn places(&self, out: &mut dyn Write, expected: &Expected, found: &Found) -> io::Result<()> {
        let mut pairs = self.pairs(expected, found);
        if pairs.is_empty() {
            return Ok(());
        }
        let head = (Text::Expected.say(self.lang), Text::Found.say(self.lang));
        pairs.insert(0, head);
        let room = self.columns.saturating_sub(INDENT + GAP);
        let widest = pairs.iter().map(|(e, _)| width(e)).max().unwrap_or(0);
        let first = widest.min(room / 2);
        for (expected, found) in pairs {
            let (a, b) = (wrap(&expected, first), wrap(&found, room - first));
            for nth in 0..a.len().max(b.len()) {
                let cell = |rows: &[String]| rows.get(nth).cloned().unwrap_or_default();
                let row = format!("{}{}", left(&cell(&a), first + GAP), cell(&b));
                writeln!(out, "{}{}", " ".repeat(INDENT), row.trim_end())?;
            }
        }
        Ok(())
    }

    fn pairs(&self, expected: &Expected, found: &Found) -> Vec<(String, String)> {
        let nothing = Text::Nothing.say(self.lang);
        let place = |p: Option<&CasePlace>| p.map_or(nothing.clone(), |p| self.place(p));
        if expected.places.is_none() {
            let rest = found.places.iter().skip(1);
            let mut pairs = vec![(Text::Anywhere.say(self.lang), place(found.places.first()))];
            pairs.extend(rest.map(|p| (nothing.clone(), place(Some(p)))));
            return pairs;
        }
        let pairs = expected.pairs(&found.places).into_iter();
        let stated = |e: Option<&str>| match e {
            None => nothing.clone(),
            Some("") => Text::Nowhere.say(self.lang),
            Some(words) => flat(words),
        };
        pairs.map(|(e, f)| (stated(e), place(f))).collect()
    }

    /// A cell with its content, or words.
    fn place(&self, place: &CasePlace) -> String {
        let words = flat(&place.text);
        match &place.cell {
            Some(cell) => format!("{cell} = “{words}”"),
            None if words.is_empty() => Text::Nowhere.say(self.lang),
            None => words,
        }
    }

    fn lines(&self, out: &mut dyn Write, text: &str) -> io::Result<()> {
        for row in wrap(&flat(text), self.columns.saturating_sub(INDENT)) {
            writeln!(out, "{}{row}", " ".repeat(INDENT))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
