//! What a change of a pack does to reports.

use std::io::{self, Write};

use serde::Serialize;

use super::messages::Change;
use crate::columns::{clip, flat, wrap};
use crate::json::VERSION;
use gouji_core::text::Lang;

/// So many examples of each kind are shown for a rule.
const EXAMPLES: usize = 3;

/// What differs between two states of a pack on some reports.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PackDiff {
    /// The pack as it was.
    pub old: String,
    /// The pack as it is now.
    pub new: String,
    /// How many reports were checked.
    pub reports: usize,
    /// Parameters of which a setting changed.
    pub params: Vec<ParamDiff>,
    /// Rules that are there no more.
    pub removed: Vec<String>,
    /// Rules that are new.
    pub added: Vec<String>,
    /// Rules with other findings, or of which more or less stays undecided.
    pub rules: Vec<RuleDiff>,
    /// Rules of the pack as it is now that applied to none of the reports.
    pub never: Vec<String>,
}

/// A setting of a parameter that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParamDiff {
    /// The name and the key.
    pub key: String,
    /// What was set.
    pub old: Option<String>,
    /// What is set now.
    pub new: Option<String>,
}

/// What changed for a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleDiff {
    /// Id of the rule.
    pub rule: String,
    /// Findings that are new.
    pub gained: Vec<DiffFinding>,
    /// Findings that are there no more.
    pub lost: Vec<DiffFinding>,
    /// Findings of another severity.
    pub graded: Vec<DiffFinding>,
    /// Evaluations that stayed undecided.
    pub undecided_before: usize,
    /// Evaluations that stay undecided now.
    pub undecided_now: usize,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffFinding {
    /// The file.
    pub path: String,
    /// Where in it; empty where it has no place.
    pub place: String,
    /// What it says.
    pub message: String,
    /// How grave it is.
    pub severity: &'static str,
}

impl RuleDiff {
    /// Whether anything changed.
    pub fn is_any(&self) -> bool {
        let same = self.gained.is_empty() && self.lost.is_empty() && self.graded.is_empty();
        !same || self.undecided_before != self.undecided_now
    }
}

impl PackDiff {
    /// How many findings are there no more.
    pub fn lost(&self) -> usize {
        self.rules.iter().map(|r| r.lost.len()).sum()
    }

    /// How many findings are new.
    pub fn gained(&self) -> usize {
        self.rules.iter().map(|r| r.gained.len()).sum()
    }

    /// Writes it as text.
    pub fn text(&self, out: &mut dyn Write, lang: Lang, columns: usize) -> io::Result<()> {
        let say = |change: Change<'_>| change.say(lang);
        let row = |out: &mut dyn Write, indent: usize, text: &str| -> io::Result<()> {
            let room = columns.saturating_sub(indent);
            writeln!(out, "{}{}", " ".repeat(indent), clip(text, room))
        };
        let (old, new) = (flat(&self.old), flat(&self.new));
        row(out, 0, &say(Change::Head(&old, &new, self.reports)))?;
        if !self.params.is_empty() {
            writeln!(out, "\n{}", say(Change::Params))?;
        }
        let none = say(Change::Unset);
        for p in &self.params {
            let side = |s: &Option<String>| s.as_deref().map_or(none.clone(), flat);
            let key = flat(&p.key);
            row(
                out,
                2,
                &format!("{key}  {} → {}", side(&p.old), side(&p.new)),
            )?;
        }
        list(out, &say(Change::Removed), &self.removed, columns)?;
        list(out, &say(Change::Added), &self.added, columns)?;
        for rule in &self.rules {
            writeln!(out)?;
            let id = flat(&rule.rule);
            row(out, 0, &format!("{id}  {}", say(Change::Rule(rule))))?;
            let kinds = [("+", &rule.gained), ("-", &rule.lost), ("~", &rule.graded)];
            for (sign, all) in kinds {
                for f in all.iter().take(EXAMPLES) {
                    let place = match f.place.is_empty() {
                        true => flat(&f.path),
                        false => flat(&format!("{}:{}", f.path, f.place)),
                    };
                    row(out, 2, &format!("{sign} {place}  {}", flat(&f.message)))?;
                }
                if all.len() > EXAMPLES {
                    row(out, 4, &say(Change::More(all.len() - EXAMPLES)))?;
                }
            }
        }
        list(out, &say(Change::Never), &self.never, columns)?;
        writeln!(out, "\n{}", say(Change::Total(self.gained(), self.lost())))
    }

    /// Writes it as one JSON value.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Out<'a> {
            version: u32,
            #[serde(flatten)]
            diff: &'a PackDiff,
            gained: usize,
            lost: usize,
        }
        let all = Out {
            version: VERSION,
            diff: self,
            gained: self.gained(),
            lost: self.lost(),
        };
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)
    }
}

/// A list of names under a heading; nothing where there is none.
fn list(out: &mut dyn Write, head: &str, names: &[String], columns: usize) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{head}")?;
    for row in wrap(&flat(&names.join(", ")), columns.saturating_sub(2)) {
        writeln!(out, "  {row}")?;
    }
    Ok(())
}
