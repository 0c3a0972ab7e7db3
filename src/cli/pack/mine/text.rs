//! Candidates as rules of a pack.

use std::io::{self, Write};

use gouji_project::mine::{Candidate, Claim, Example, Line};

use super::messages::Say;
use crate::fields::string;
use crate::output::flat;
use crate::text::Lang;

/// So many reports that contradict are named.
const NAMED: usize = 3;

/// Writes candidates as rules with cases; `counts` are the reports, and the candidates that are required already.
pub(super) fn write(
    out: &mut dyn Write,
    candidates: &[Candidate],
    (reports, required): (usize, usize),
    lang: Lang,
) -> io::Result<()> {
    writeln!(
        out,
        "# {}",
        Say::Head(candidates.len(), reports, required).say(lang)
    )?;
    for (at, candidate) in candidates.iter().enumerate() {
        writeln!(out)?;
        remarks(out, candidate, lang)?;
        rule(out, candidate, at + 1)?;
    }
    Ok(())
}

/// What bears it out, and what contradicts it.
fn remarks(out: &mut dyn Write, c: &Candidate, lang: Lang) -> io::Result<()> {
    let say = |said: Say<'_>| flat(&said.say(lang));
    writeln!(out, "# {}", say(Say::Support(c.support, c.against.len())))?;
    for path in c.against.iter().take(NAMED) {
        writeln!(out, "# {}", say(Say::Against(path)))?;
    }
    if let Some(tolerance) = &c.tolerance {
        writeln!(out, "# {}", say(Say::Tolerance(tolerance)))?;
    }
    match c.required.as_slice() {
        [] => {}
        [all] if all == "+" => writeln!(out, "# {}", say(Say::Implied))?,
        ids => writeln!(out, "# {}", say(Say::Required(&ids.join(", "))))?,
    }
    writeln!(out, "# {}", say(Say::Example(&c.example.path)))
}

fn rule(out: &mut dyn Write, c: &Candidate, nth: usize) -> io::Result<()> {
    let form = string(&c.form.1);
    writeln!(
        out,
        "[[rule]]\nid = \"candidate-{nth}\"\nseverity = \"warning\""
    )?;
    writeln!(out, "forms = [{form}]")?;
    let (each, check, message) = expressions(&c.claim);
    if let Some(each) = each {
        writeln!(out, "each = {}", string(&each))?;
    }
    writeln!(out, "check = {}", string(&check))?;
    if c.tolerance.is_some() {
        writeln!(out, "tolerance = \"printed\"")?;
    }
    writeln!(out, "message = \"{message}\"")?;
    writeln!(out, "case = [")?;
    let e = &c.example;
    if let Some((selector, value)) = &e.wrong {
        let wrong = e
            .cells
            .iter()
            .map(|(s, v)| (s, if s == selector { value } else { v }));
        writeln!(
            out,
            "  {{ expect = \"fail\", form = {form}, {} }},",
            edits(e, wrong)
        )?;
    }
    let right = e.cells.iter().map(|(s, v)| (s, v));
    writeln!(
        out,
        "  {{ expect = \"pass\", form = {form}, {} }},",
        edits(e, right)
    )?;
    writeln!(out, "]")
}

/// What a case changes.
fn edits<'e>(e: &Example, cells: impl Iterator<Item = (&'e String, &'e String)>) -> String {
    let cells = cells.map(|(selector, value)| format!("{} = {}", string(selector), string(value)));
    let set = format!("set = {{ {} }}", cells.collect::<Vec<_>>().join(", "));
    match &e.sentence {
        None => set,
        Some((part, text)) if part == "head" || part == "tail" => {
            format!("{part} = {}, {set}", string(text))
        }
        Some((part, text)) => {
            format!("section = {{ {} = {} }}, {set}", string(part), string(text))
        }
    }
}

/// What a rule goes through, what it demands, and what it says.
fn expressions(claim: &Claim) -> (Option<String>, String, &'static str) {
    match claim {
        Claim::Lines {
            table,
            columns,
            left,
            right,
        } => {
            let (each, message) = match columns {
                false => (format!("c in {table}.columns"), "{c}: {trace}"),
                true => (format!("r in {table}.rows"), "{r}: {trace}"),
            };
            let side = |line: &Line| {
                let cell = |id: &String| match columns {
                    false => format!("{table}[{id}, c]"),
                    true => format!("{table}[r, {id}]"),
                };
                match &line.group {
                    Some(group) => format!("sum({})", cell(group)),
                    None => line
                        .members
                        .iter()
                        .map(cell)
                        .collect::<Vec<_>>()
                        .join(" + "),
                }
            };
            (
                Some(each),
                format!("{} == {}", side(left), side(right)),
                message,
            )
        }
        Claim::Cells(a, b) => (None, format!("{a} == {b}"), "{lhs} ≠ {rhs}"),
        Claim::Mention(mention, cell) => (
            Some(mention.clone()),
            format!("{mention} == {cell}"),
            "{lhs} ≠ {rhs}",
        ),
    }
}
