//! What can be said about a pack before any report is linted with it.

use super::audit::audit;
use super::catalogue::{Catalogue, Pack};
use super::messages::Say;
use super::{Library, Problem};
use crate::diagnostic::Severity;
use crate::fields::{Fault, File};
use crate::rule::{Expect, Place, Rule};

impl Catalogue {
    /// Reads a pack with all that it builds on, and says what is wrong with it: what does not load, rules without a
    /// case that fails, and, once it loads, what arithmetic finds.
    pub fn check(&self, pack: &Pack) -> Library {
        self.read(&[pack], |library, files| {
            let loads = files.iter().all(|f| f.count() == 0);
            let own = |rule: &Rule| rule.pack == pack.id;
            let fails = |rule: &Rule| rule.cases.iter().any(|c| c.expect == Expect::Fail);
            for (_, rule) in library.all_rules().filter(|(_, r)| own(r) && !fails(r)) {
                note(files, &rule.place, Severity::Error, &Say::NoFailingCase);
            }
            // a pack that only changes rules of others has none of its own to remark on
            let speaks = pack.base || library.all_rules().any(|(_, r)| own(r));
            for kind in library.kinds.iter().filter(|_| loads && speaks) {
                let rules = library.rules_of(&kind.id);
                for remark in audit(kind, rules) {
                    let all = remark.others.iter().chain(&remark.rule);
                    let named = all.filter_map(|id| rules.iter().find(|r| r.id == *id));
                    // a remark on several rules stands at one of this pack
                    let own = named.filter(|r| own(r)).last().map(|r| r.place.clone());
                    let form = (pack.base && remark.rule.is_none()).then(|| Place {
                        path: pack.path.clone(),
                        ..Place::default()
                    });
                    if let Some(place) = own.or(form) {
                        note(files, &place, remark.severity, &remark);
                    }
                }
            }
        })
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
