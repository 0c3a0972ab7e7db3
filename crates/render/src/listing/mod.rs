//! Plain lists: the rules, one rule in full, and what could not be decided.

mod page;

use std::io::{self, Write};

use serde::Serialize;

pub use page::Page;

use super::columns::{clip, flat, left, width};
use super::json::VERSION;
use super::messages::{Caption, Text};
use super::place::behind;
use gouji_core::diagnostic::LintResult;
use gouji_core::document::Document;
use gouji_core::rule::Rule;
use gouji_core::text::Lang;

/// Titles keep at least so many columns; narrower terminals break the rows themselves.
const TITLE: usize = 16;

/// Writes one line for each rule: id, severity, class, pack, title. Each rule comes with the id of its kind of report;
/// `pack` gives the name of a pack by its id.
pub fn rules(
    out: &mut dyn Write,
    rules: &[(&str, &Rule)],
    pack: &dyn Fn(&str) -> String,
    lang: Lang,
    columns: usize,
) -> io::Result<()> {
    let lines: Vec<[String; 4]> = rules
        .iter()
        .map(|(_, rule)| {
            let severity = Text::Severity(rule.severity).say(lang);
            let class = Caption::Of(rule.class).say(lang);
            [&rule.id, &severity, &class, &pack(&rule.pack)].map(|word| flat(word))
        })
        .collect();
    let mut wide = [0; 4];
    for line in &lines {
        for (most, text) in wide.iter_mut().zip(line) {
            *most = width(text).max(*most);
        }
    }
    let taken = wide.iter().sum::<usize>() + 2 * wide.len();
    let room = columns.saturating_sub(taken).max(TITLE);
    for ((_, rule), line) in rules.iter().zip(&lines) {
        let cells = line.iter().zip(wide);
        let cells: Vec<String> = cells.map(|(text, most)| left(text, most)).collect();
        let title = clip(&flat(rule.title.get(lang)), room);
        writeln!(out, "{}  {title}", cells.join("  "))?;
    }
    writeln!(out, "{}", Caption::Rules(rules.len()).say(lang))
}

#[derive(Serialize)]
struct RulesOut<'a> {
    version: u32,
    rules: Vec<RuleOut<'a>>,
}

#[derive(Serialize)]
struct RuleOut<'a> {
    id: &'a str,
    kind: &'a str,
    pack: &'a str,
    severity: &'static str,
    class: &'static str,
    title: &'a str,
    fault: &'a str,
    why: &'a str,
    source: &'a str,
    from_year: Option<i32>,
    to_year: Option<i32>,
}

/// Writes the rules as one JSON value.
pub fn rules_json(out: &mut dyn Write, rules: &[(&str, &Rule)], lang: Lang) -> io::Result<()> {
    let rules = rules.iter().map(|(kind, rule)| RuleOut {
        id: &rule.id,
        kind,
        pack: &rule.pack,
        severity: rule.severity.name(),
        class: rule.class.name(),
        title: rule.title.get(lang),
        fault: rule.fault(lang),
        why: rule.why.get(lang),
        source: &rule.source,
        from_year: rule.years.from,
        to_year: rule.years.to,
    });
    let all = RulesOut {
        version: VERSION,
        rules: rules.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

/// Writes one line for each evaluation that could not be decided, like those of findings:
/// `path:line:column: unknown[rule] instance: reason`.
pub fn undecided(
    out: &mut dyn Write,
    document: &Document,
    checked: &LintResult,
    lang: Lang,
) -> io::Result<()> {
    for one in &checked.open {
        let mut place = flat(&document.name);
        if let Some(span) = one.span {
            place.push_str(&behind(document, &checked.sections, span, lang));
        }
        let (rule, reason) = (flat(&one.rule), flat(&one.reason));
        match one.instance.is_empty() {
            true => writeln!(out, "{place}: unknown[{rule}] {reason}")?,
            false => {
                let instance = flat(&one.instance);
                writeln!(out, "{place}: unknown[{rule}] {instance}: {reason}")?;
            }
        }
    }
    Ok(())
}
