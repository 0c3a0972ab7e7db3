//! A report beside other reports: of the year before, of bodies below, of the same body and year, of all the others.
//!
//! What is kept of a report (its [`Record`]) is enough to know how the rules on other reports end. Only where one of
//! them fails is the document needed again, for the places.

use super::reading::outcome;
use super::{Linter, words};
use crate::diagnostic::{LintResult, Record, Undecided, UsedPack};
use crate::document::Document;
use crate::pack::Library;
use crate::report::{self, Kind, MentionId, Other, Others, Report, Shared, Wanted};
use crate::rule::{self, Check, Each, Node, Outcome, Rule};
use crate::text::label_key;

/// The reports that one is held against, as they are kept.
#[derive(Clone, Debug, Default)]
pub struct Neighbours<'r> {
    /// The same body's report of the year before.
    pub previous: Option<&'r Record>,
    /// It is said which bodies report to this one, and these are all.
    pub has_below: bool,
    /// Their reports; `None` where one is missing.
    pub below: Option<Vec<&'r Record>>,
    /// The one that stands in the place of the report at hand.
    pub newer: Option<&'r Record>,
    /// Those of other bodies with the same sentences, the most first.
    pub alike: Vec<Shared<'r>>,
}

impl Neighbours<'_> {
    /// There are no others.
    pub fn is_empty(&self) -> bool {
        let none = self.previous.is_none() && self.newer.is_none() && self.below.is_none();
        none && self.alike.is_empty()
    }
}

/// What comes of a report beside others, as far as that is known without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// What was found is all; the counts are right now.
    Settled,
    /// A rule on other reports fails: its document has to be checked beside them.
    Fails,
}

/// The other reports of a report, read again.
pub(super) struct Read<'a> {
    previous: Option<Other<'a>>,
    has_below: bool,
    below: Option<Vec<Other<'a>>>,
    newer: Option<Other<'a>>,
}

impl<'a> Read<'a> {
    pub fn of(neighbours: &Neighbours<'a>, kind: &'a Kind, nothing: &'a Document) -> Self {
        let read = |record: &'a Record| {
            let report = record.report(kind, nothing)?;
            Some(Other { report, record })
        };
        Read {
            previous: neighbours.previous.and_then(read),
            has_below: neighbours.has_below,
            below: match &neighbours.below {
                Some(all) => all.iter().map(|record| read(record)).collect(),
                None => None,
            },
            newer: neighbours.newer.and_then(read),
        }
    }

    pub fn others<'s>(&'s self, own: &'s Record, alike: &'s [Shared<'s>]) -> Others<'s>
    where
        'a: 's,
    {
        Others {
            own: Some(own),
            previous: self.previous.as_ref(),
            has_below: self.has_below,
            below: self.below.as_deref(),
            newer: self.newer.as_ref(),
            alike,
        }
    }
}

/// What rules on other reports read of each report.
pub(super) fn wanted(rules: &[Rule]) -> Wanted {
    let mut wanted = Wanted::default();
    let mut mention = |at: MentionId| {
        if !wanted.mentions.contains(&at) {
            wanted.mentions.push(at);
        }
    };
    for rule in rules.iter().filter(|rule| rule.others && !rule.off) {
        for program in rule.programs.iter().flatten() {
            if let Each::Mention(at) = program.each {
                mention(at);
            }
            program.nodes(&mut |node| {
                if let Node::Mention(at) = node {
                    mention(*at);
                }
            });
        }
    }
    for rule in rules.iter().filter(|rule| rule.others && !rule.off) {
        match &rule.check {
            Check::Copied(copied) => wanted.sections.extend(&copied.sections),
            Check::Replaced(dates) => wanted.dates.clone_from(dates),
            _ => {}
        }
    }
    wanted
}

impl Linter {
    /// What is kept of a report, for others to be held against it; nothing of one whose text ends too early.
    pub(super) fn record(&self, report: &Report<'_>, rules: &[Rule]) -> Option<Box<Record>> {
        let whole = self.options.records && report.cut.is_none();
        whole.then(|| Box::new(Record::of(report, &wanted(rules))))
    }

    /// Whether a rule on other reports fails for a report, by what is kept of it.
    pub fn fails_beside(
        &self,
        packs: &[UsedPack],
        record: &Record,
        neighbours: &Neighbours<'_>,
    ) -> bool {
        let mut checked = LintResult {
            packs: packs.to_vec(),
            ..LintResult::default()
        };
        self.settle_beside(&mut checked, record, neighbours) == Beside::Fails
    }

    /// Holds a report that was checked alone against others. Where no rule fails its counts are set right; else it has
    /// to be checked once more, with [`Linter::check_beside`].
    pub fn settle_beside(
        &self,
        checked: &mut LintResult,
        record: &Record,
        neighbours: &Neighbours<'_>,
    ) -> Beside {
        // a result that was kept by an earlier run has no library yet
        self.prepare(&checked.packs);
        let library = self.rules.library_of(&checked.packs);
        let kind = library.as_ref().and_then(|library| {
            let kind = library.kinds.iter().find(|k| k.id == record.kind)?;
            Some((&**library, kind))
        });
        match kind {
            Some((library, kind)) => self.settled(checked, record, (library, kind), neighbours),
            None => Beside::Settled,
        }
    }

    fn settled(
        &self,
        checked: &mut LintResult,
        record: &Record,
        (library, kind): (&Library, &Kind),
        neighbours: &Neighbours<'_>,
    ) -> Beside {
        let nothing = Document::default();
        let read = Read::of(neighbours, kind, &nothing);
        let Some(alone) = record.report(kind, &nothing) else {
            return Beside::Settled;
        };
        let mut beside = alone.clone();
        beside.others = read.others(record, &neighbours.alike);
        let rules = library.rules_of(&kind.id).iter();
        let wanted = rules.filter(|rule| rule.others && !rule.off && self.runs(rule));
        let mut ends = Vec::new();
        for rule in wanted {
            let verdicts = self.evaluated(rule, &beside);
            let fails = |v: &rule::Verdict| matches!(v.outcome, Outcome::Fail(_));
            if verdicts.iter().any(fails) {
                return Beside::Fails;
            }
            ends.push((rule, self.evaluated(rule, &alone), verdicts));
        }
        for (rule, before, after) in ends {
            let reading = checked.reading.iter_mut();
            let mut kept = reading.flat_map(|reading| &mut reading.outcomes);
            if let Some(kept) = kept.find(|kept| kept.rule == rule.id) {
                *kept = outcome(rule, &after, self.options.lang);
            }
            checked.open.retain(|open| open.rule != rule.id);
            before
                .iter()
                .for_each(|v| count(checked, &v.outcome, false));
            for verdict in after {
                count(checked, &verdict.outcome, true);
                if let Outcome::Unknown(unknown) = &verdict.outcome {
                    checked.open.push(Undecided {
                        rule: rule.id.clone(),
                        instance: verdict.instance.clone(),
                        reason: words::reason(&unknown.reason, self.options.lang),
                        span: unknown.span,
                    });
                }
            }
        }
        Beside::Settled
    }

    /// What a body is distinguished by in reports of a kind, by its name.
    pub fn body_key(&self, kind: &str, name: &str) -> String {
        let kind = self.rules.kinds().iter().find(|k| k.id == kind);
        let key = kind.map(|kind| report::body_key(kind, name));
        key.unwrap_or_else(|| label_key(name))
    }

    /// Lints a document beside other reports.
    pub fn check_beside(&self, document: &Document, neighbours: &Neighbours<'_>) -> LintResult {
        self.checked(document, &super::Stop::default(), Some(neighbours))
    }
}

/// Counts the end of an evaluation, or takes it out of the counts.
fn count(checked: &mut LintResult, outcome: &Outcome, more: bool) {
    let counts = &mut checked.counts;
    let count = match outcome {
        Outcome::Pass => &mut counts.pass,
        Outcome::NotApplicable => &mut counts.not_applicable,
        Outcome::Unknown(_) => &mut counts.unknown,
        Outcome::Fail(_) => &mut counts.fail,
    };
    *count = match more {
        true => count.saturating_add(1),
        false => count.saturating_sub(1),
    };
}
