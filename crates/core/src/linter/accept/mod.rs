//! Findings that were accepted before: they move aside, and what is wrong with the acceptances becomes findings.
//!
//! - `remark`: comments in the report itself.
//! - `waiver`: what somebody has signed for in a file.
//! - `messages`: what is said about both, in both languages.
//!
//! The reason of a person comes before a baseline, which has none. What a lock protects is accepted by nothing.

mod messages;
mod remark;
mod waiver;

pub use waiver::{Seen, means, settle};

use self::messages::Say;
use super::Linter;
use crate::diagnostic::{
    Acceptance, Accepted, Baseline, Class, Diagnostic, Elsewhere, Key, Label, LintResult, Severity,
    Vanished, fingerprint, former_fingerprint,
};
use crate::document::Document;
use crate::pack::Library;
use crate::rule::{Day, Rule};
use crate::text::{Lang, Span};
use crate::waivers::Waiver;

/// What was accepted before, as far as it is about one report.
#[derive(Clone, Debug, Default)]
pub struct Acceptances<'a> {
    /// The baseline, and the path of the report in it.
    pub baseline: Option<(&'a Baseline, &'a str)>,
    /// The waivers that mean the report.
    pub waivers: Vec<&'a Waiver>,
}

/// A finding on its way.
struct Candidate<'a> {
    diagnostic: &'a Diagnostic,
    /// The ids that its rule had before.
    formerly: Vec<String>,
    document: &'a Document,
    /// What was folded into it.
    parts: Vec<PartPrint<'a>>,
    /// The line that forbids to accept it.
    lock: Option<Elsewhere>,
}

impl Candidate<'_> {
    /// Whether it is a finding of a rule, by an id that the rule has or had before.
    fn is_of(&self, rule: &str) -> bool {
        self.diagnostic.rule == rule || self.formerly.iter().any(|id| id == rule)
    }
}

/// What a finding, or one that was folded into it, is known by.
struct PartPrint<'a> {
    /// Id of its rule.
    rule: &'a str,
    /// Its fingerprint.
    print: String,
    /// That of version 1.
    former: String,
    /// Ids that its rule had before, each with the fingerprint that it gives.
    under: Vec<(String, String)>,
}

impl PartPrint<'_> {
    /// Both, the present one first.
    fn both(&self) -> [&str; 2] {
        [&self.print, &self.former]
    }

    /// Whether a fingerprint is one of both, or the one that a former id of the rule gives.
    fn is_known_by(&self, print: &str) -> bool {
        self.both().contains(&print) || self.under.iter().any(|(_, own)| own == print)
    }
}

impl Linter {
    /// Moves the findings aside that were accepted before. The second value is, for each waiver, what came of it here.
    pub fn accept(
        &self,
        mut checked: LintResult,
        document: &Document,
        given: &Acceptances<'_>,
        today: Day,
    ) -> (LintResult, Vec<Seen>) {
        let lang = self.options.lang;
        let mut remarks = remark::find(document);
        if given.baseline.is_none() && given.waivers.is_empty() && remarks.is_empty() {
            return (checked, Vec::new());
        }
        let library = self.rules.library_of(&checked.packs);
        let is_report = checked.kind.is_some();
        let runs = |id: &str| {
            let rule = library.as_deref().and_then(|l| rule_of(l, id));
            is_report && rule.map_or_else(|| self.may_run(id), |rule| self.runs(rule))
        };
        let formerly = |id: &str| {
            let rule = library.as_deref().and_then(|l| rule_of(l, id));
            rule.map(|r| r.formerly.clone()).unwrap_or_default()
        };
        let mut seen: Vec<Seen> = given
            .waivers
            .iter()
            .map(|w| Seen::new(runs(&w.rule)))
            .collect();
        let mut waivers = waiver::Waivers::new(&given.waivers, &checked, today);
        let mut known = Known::new(given.baseline);
        let mut kept = Vec::new();
        for diagnostic in std::mem::take(&mut checked.diagnostics) {
            let candidate = Candidate {
                parts: parts(&diagnostic, document, &formerly),
                formerly: formerly(&diagnostic.rule),
                lock: library.as_deref().and_then(|l| self.lock(l, &diagnostic)),
                diagnostic: &diagnostic,
                document,
            };
            let in_baseline = candidate.lock.is_none() && known.take(&candidate);
            let signed = remark::accepts(&mut remarks, &candidate)
                .or_else(|| waivers.accepts(&candidate, &mut seen));
            let by = signed.or(in_baseline.then(Signed::default));
            match by {
                Some(Signed { by, reason, who }) => checked.accepted.push(Accepted {
                    diagnostic,
                    by,
                    reason,
                    who,
                }),
                None => kept.push(diagnostic),
            }
        }
        let ids = library.as_deref().map(ids).unwrap_or_default();
        let said = remarks.iter().filter(|r| !r.named() || runs(&r.rule));
        kept.extend(said.filter_map(|r| r.finding(lang, &ids)));
        super::sort(&mut kept);
        checked.diagnostics = kept;
        checked.vanished = known.vanished(runs);
        (checked, seen)
    }
}

impl Linter {
    /// The line that forbids to waive a finding of a report.
    pub fn lock_of(&self, checked: &LintResult, diagnostic: &Diagnostic) -> Option<Elsewhere> {
        let library = self.rules.library_of(&checked.packs)?;
        self.lock(&library, diagnostic)
    }

    /// The line that locks the rule of a finding, or of one that was folded into it, where the rule is hard.
    fn lock(&self, library: &Library, diagnostic: &Diagnostic) -> Option<Elsewhere> {
        let folded = diagnostic.cause.iter().flat_map(|c| &c.findings);
        let mut rules = [diagnostic].into_iter().chain(folded).map(|d| &d.rule);
        rules.find_map(|id| {
            let (_, rule) = library.all_rules().find(|(_, r)| r.id == *id)?;
            let held = rule.locked && rule.class == Class::Hard;
            let trail = held.then(|| self.trail(library, id))?;
            let set = trail.iter().find(|s| s.key == "lock")?;
            let before = set.column.saturating_sub(1);
            Some(Elsewhere {
                path: set.path.clone(),
                line: set.line,
                column: set.column,
                length: set.value.chars().count().max(1),
                text: format!("{:>before$}{}", "lock = ", set.value),
                message: Say::LockedHere(id).say(self.options.lang).0,
            })
        })
    }
}

/// Why a finding is accepted.
struct Signed {
    by: Acceptance,
    reason: String,
    who: String,
}

impl Default for Signed {
    fn default() -> Self {
        Signed {
            by: Acceptance::Baseline,
            reason: String::new(),
            who: String::new(),
        }
    }
}

/// What the baseline still expects of a report.
struct Known<'a>(Vec<(&'a Key, Vanished)>);

impl<'a> Known<'a> {
    fn new(baseline: Option<(&'a Baseline, &'a str)>) -> Self {
        let entries = baseline.into_iter().flat_map(|(all, path)| all.of(path));
        let expected = entries.map(|(key, entry)| {
            let left = Vanished {
                path: key.path.clone(),
                rule: key.rule.clone(),
                at: entry.at.clone(),
                count: entry.count,
            };
            (key, left)
        });
        Known(expected.collect())
    }

    /// Whether it has all that was folded into a finding; each counts once.
    fn take(&mut self, found: &Candidate<'_>) -> bool {
        let mut all = true;
        for part in &found.parts {
            let now = part.both().map(|print| (part.rule, print));
            let before = part
                .under
                .iter()
                .map(|(id, print)| (id.as_str(), print.as_str()));
            let mut known = now.into_iter().chain(before);
            all &= known.any(|(rule, print)| self.take_one(rule, print));
        }
        all
    }

    fn take_one(&mut self, rule: &str, print: &str) -> bool {
        let own = (rule, print);
        let order = |key: &Key| (key.rule.as_str(), key.fingerprint.as_str()).cmp(&own);
        let at = self.0.binary_search_by(|(key, _)| order(key));
        let entry = at.ok().and_then(|at| self.0.get_mut(at));
        let left = entry.filter(|(_, v)| v.count > 0);
        left.map(|(_, v)| v.count -= 1).is_some()
    }

    /// What was not found, of rules that ran.
    fn vanished(self, ran: impl Fn(&str) -> bool) -> Vec<Vanished> {
        let left = self.0.into_iter().map(|(_, v)| v);
        left.filter(|v| v.count > 0 && ran(&v.rule)).collect()
    }
}

fn parts<'d>(
    diagnostic: &'d Diagnostic,
    document: &Document,
    formerly: &dyn Fn(&str) -> Vec<String>,
) -> Vec<PartPrint<'d>> {
    let parts = diagnostic.parts().into_iter();
    let under = |d: &Diagnostic, id: String| {
        let other = Diagnostic {
            rule: id.clone(),
            ..d.clone()
        };
        (id, fingerprint(&other, &document.text))
    };
    let known = parts.map(|d| PartPrint {
        rule: &d.rule,
        print: fingerprint(d, &document.text),
        former: former_fingerprint(d, &document.text),
        under: formerly(&d.rule)
            .into_iter()
            .map(|id| under(d, id))
            .collect(),
    });
    known.collect()
}

fn rule_of<'l>(library: &'l Library, id: &str) -> Option<&'l Rule> {
    let mut all = library.all_rules();
    all.find_map(|(_, rule)| rule.ids().any(|own| own == id).then_some(rule))
}

fn ids(library: &Library) -> Vec<String> {
    library.all_rules().map(|(_, r)| r.id.clone()).collect()
}

/// A finding about an acceptance, at its place.
fn finding(rule: &str, said: &Say<'_>, span: Span, lang: Lang) -> Diagnostic {
    let (message, help) = said.say(lang);
    Diagnostic {
        help,
        labels: vec![Label::primary(span)],
        ..super::words::plain(rule, Severity::Warning, message, lang)
    }
}
