//! What can be said about packs before any report is linted with them.

use super::audit::audit;
use super::catalogue::{Catalogue, Pack};
use super::messages::Say;
use super::parsed::Parsed;
use super::reading::{Depth, Reading, merged};
use super::{Library, Problem};
use crate::diagnostic::Severity;
use crate::fields::{Fault, File};
use crate::rule::{Expect, Place, Rule};

/// What a check of packs came to.
#[derive(Debug, Default)]
pub struct Inspection {
    /// How many rules the packs have of their own.
    pub rules: usize,
    /// What is wrong with them and with what they build on.
    pub problems: Vec<Problem>,
}

impl Inspection {
    /// Takes in the check of further packs.
    pub fn take_in(&mut self, other: Inspection) {
        self.rules += other.rules;
        self.problems = merged(&self.problems, other.problems.into_iter());
    }
}

impl Catalogue {
    /// Reads each pack with all that it builds on, and says what is wrong with it: what does not load, rules without a
    /// case that fails, and, once it loads, what arithmetic finds.
    pub fn check(&self, packs: &[&Pack]) -> Inspection {
        self.parsed().check(packs)
    }
}

impl Parsed<'_> {
    /// The same; threads that check parts of the packs share what is parsed.
    pub fn check(&self, packs: &[&Pack]) -> Inspection {
        self.reading(|reading| {
            let rules = packs.iter().map(|pack| one(reading, pack)).sum();
            let problems = reading.problems();
            Inspection { rules, problems }
        })
    }
}

/// Checks a pack; how many rules it has.
fn one(reading: &Reading<'_, '_>, pack: &Pack) -> usize {
    let files = reading.files;
    let library = reading.library(&[pack], Depth::Changed);
    let loads = library.packs.iter().all(|id| {
        let below = reading.files_of(id);
        below.iter().all(|f| f.errors() == 0)
    });
    reading.unused(pack);
    let own = |rule: &Rule| rule.pack == pack.id;
    let mut count = 0;
    for (_, rule) in library.all_rules().filter(|(_, r)| own(r)) {
        count += 1;
        if !rule.cases.iter().any(|c| c.expect == Expect::Fail) {
            note(files, &rule.place, Severity::Error, &Say::NoFailingCase);
        }
        if rule.message.is_empty() {
            note(files, &rule.place, Severity::Error, &Say::NoMessage);
        }
    }
    // a pack that only changes rules of others has none of its own to remark on
    if loads && (pack.base || count > 0) {
        remarks(files, pack, &library);
    }
    count
}

/// What arithmetic says, at the rules of the pack.
fn remarks(files: &[File<'_>], pack: &Pack, library: &Library) {
    for kind in &library.kinds {
        let rules = library.rules_of(&kind.id);
        for remark in audit(kind, rules) {
            let all = remark.others.iter().chain(&remark.rule);
            let mut named = all.filter_map(|id| rules.iter().find(|r| r.id == *id));
            // a remark on several rules stands at one of this pack
            let own = named.rfind(|r| r.pack == pack.id);
            let form = (pack.base && remark.rule.is_none()).then(|| Place {
                path: pack.path.clone(),
                ..Place::default()
            });
            if let Some(place) = own.map(|r| Place::clone(&r.place)).or(form) {
                note(files, &place, remark.severity, &remark);
            }
        }
    }
}

fn note(files: &[File<'_>], place: &Place, severity: Severity, fault: &dyn Fault) {
    if let Some(file) = files.iter().find(|f| f.name == place.path) {
        file.remark(severity, place.span, fault);
    }
}

/// How many of the problems are errors.
pub fn errors(problems: &[Problem]) -> usize {
    let all = problems.iter().flat_map(|p| &p.diagnostics);
    all.filter(|d| d.severity == Severity::Error).count()
}
