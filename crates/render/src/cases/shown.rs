//! Cases in full: what they change in the sample, what is said, and what was read for it.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

use super::CaseRun;
use super::messages::Text;
use crate::columns::{clip, flat, wrap};
use crate::human::pen::Pen;
use crate::why::{Page, Style};
use gouji_core::document::Document;
use gouji_core::rule::{CaseResult, Expect, Rule, Trace, Traced};
use gouji_core::text::Lang;

/// How far the lines below a case are indented.
const INDENT: &str = "    ";
/// More changed lines of one case are counted.
const MOST: usize = 24;

/// A case, and what its rule does on it.
#[derive(Clone, Debug)]
pub struct ShownCase<'a> {
    /// How it ended.
    pub run: &'a CaseRun,
    /// What it expects.
    pub expect: Expect,
    /// Its rule.
    pub rule: &'a Rule,
    /// The text of the sample.
    pub sample: String,
    /// Its own text.
    pub document: Document,
    /// The evaluations of the rule.
    pub runs: Vec<Traced>,
}

/// Writes cases in full, rule by rule.
pub fn draw_all(out: &mut dyn Write, all: &[ShownCase<'_>], style: Style) -> io::Result<()> {
    let mut rule = "";
    for case in all {
        if rule != case.run.rule {
            writeln!(out, "{}", flat(&case.run.rule))?;
            rule = &case.run.rule;
        }
        draw(out, case, style)?;
        writeln!(out)?;
    }
    Ok(())
}

fn draw(out: &mut dyn Write, case: &ShownCase<'_>, style: Style) -> io::Result<()> {
    let (run, lang) = (case.run, style.lang);
    let met = matches!(run.result, CaseResult::Passed | CaseResult::TodoPasses);
    let expects = Text::Expects(case.expect, met).say(lang);
    let head = format!("  {}:{}  {expects}", flat(&run.file), run.line);
    writeln!(out, "{}", clip(&head, style.width))?;
    if !run.note.is_empty() {
        for row in wrap(&flat(&run.note), style.width.saturating_sub(INDENT.len())) {
            writeln!(out, "{INDENT}{row}")?;
        }
    }
    changes(out, case, style)?;
    let trace = Trace {
        runs: case.runs.clone(),
        ..Trace::default()
    };
    let page = Page {
        rule: case.rule,
        pack: "",
        document: &case.document,
        report: None,
        trace: &trace,
        layers: &[],
        style,
    };
    page.evaluations(out)
}

/// The lines that differ from the sample, with their numbers in the text of the case.
fn changes(out: &mut dyn Write, case: &ShownCase<'_>, style: Style) -> io::Result<()> {
    let lines = TextDiff::from_lines(case.sample.as_str(), &case.document.text);
    let changes = lines.iter_all_changes();
    let changed = changes.filter(|c| c.tag() != ChangeTag::Equal && !c.value().trim().is_empty());
    let changed: Vec<_> = changed.collect();
    if changed.is_empty() {
        return writeln!(out, "{INDENT}{}", Text::Unchanged.say(style.lang));
    }
    for change in changed.iter().take(MOST) {
        let (sign, nth) = match change.tag() {
            ChangeTag::Insert => ('+', change.new_index()),
            _ => ('-', None),
        };
        let number = nth.map(|n| (n + 1).to_string()).unwrap_or_default();
        let text = flat(change.value().trim());
        let line = format!("{INDENT}{sign}{number:>4} | {text}");
        writeln!(out, "{}", clip(&line, style.width).trim_end())?;
    }
    match changed.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "{INDENT}{}", Text::MoreLines(more).say(style.lang)),
    }
}

/// Writes a text as it is, without what could steer a terminal.
pub fn plain(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let pen = Pen { ascii: false };
    for line in text.lines() {
        // a TAB stands before each cell
        let cells: Vec<String> = line.split('\t').map(|cell| pen.clean(cell)).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

/// Writes the whole text of a case under a line that names it.
pub fn whole(out: &mut dyn Write, case: &ShownCase<'_>, lang: Lang) -> io::Result<()> {
    let (run, expects) = (case.run, Text::Expects(case.expect, true).say(lang));
    let note = flat(&run.note);
    let head = format!("# {}:{}  {expects}  {note}", flat(&run.file), run.line);
    writeln!(out, "{}", head.trim_end())?;
    plain(out, &case.document.text)
}
