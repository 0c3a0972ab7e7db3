//! Do the cases of a rule notice what the rule reads? Every place that its evaluations read is changed in the text of
//! a case, and the rule must react. A place that may be changed freely is either not needed or not proved by a case.
//!
//! No chance is involved: the same rule and sample give the same score.

use super::perturb::{self, Hints, Try};
use crate::diagnostic::Severity;
use crate::pack::Sample;
use crate::plain;
use crate::report::{self, Kind};
use crate::rule::{
    self, Builtin, Case, Check, LabelFault, Mutated, Mutation, Outcome, Read, Rule, Source,
    TableFault, Trace,
};
use crate::text::{Edit, Lang, Span};

/// Changes all that a rule reads in the sample and in its cases, and counts where it reacts.
pub fn mutate(kind: &Kind, sample: &Sample, rule: &Rule) -> Mutation {
    let bench = Bench { kind, rule };
    let mut texts = vec![sample.text(kind, &[])];
    for case in &rule.cases {
        let text = sample.text(kind, &case.edits);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let failing = |case: &&Case| case.expect == rule::Expect::Fail;
    let failing: Vec<&Case> = rule.cases.iter().filter(failing).collect();
    let mut hints = Hints::of_cases(&failing);
    for case in failing {
        let text = sample.text(kind, &case.edits);
        hints.lines.extend(bench.primary_lines(&text));
    }
    let mut mutation = Mutation {
        rule: rule.id.clone(),
        places: Vec::new(),
    };
    for text in &texts {
        bench.text(text, &hints, &mut mutation.places);
    }
    // a mention whose value is read is one place, not two
    let valued: Vec<String> = mutation
        .places
        .iter()
        .filter(|p| p.source == Source::Mention)
        .map(|p| p.id.clone())
        .collect();
    let places = &mut mutation.places;
    places.retain(|p| p.source != Source::Presence || !valued.contains(&p.id));
    mutation
}

/// Judges texts by one rule.
struct Bench<'a> {
    kind: &'a Kind,
    rule: &'a Rule,
}

/// How one evaluation ended, as far as a reader of the result can tell.
type End = (u8, Option<Severity>, Option<Span>);

impl Bench<'_> {
    fn trace(&self, text: &str) -> Option<Trace> {
        let document = plain::read("case.txt", text.as_bytes()).ok()?;
        let report = report::read_as(self.kind, &document)?;
        Some(rule::trace(self.rule, &report, Lang::Zh))
    }

    fn ends(&self, text: &str) -> Vec<End> {
        let Ok(document) = plain::read("case.txt", text.as_bytes()) else {
            return Vec::new();
        };
        let Some(report) = report::read_as(self.kind, &document) else {
            return Vec::new();
        };
        let verdicts = rule::evaluate(self.rule, &report, Lang::Zh);
        verdicts.iter().map(|v| end(&v.outcome)).collect()
    }

    /// The lines of a failing text that its findings are about.
    fn primary_lines(&self, text: &str) -> Vec<String> {
        let spans = self.ends(text).into_iter().filter_map(|(_, _, span)| span);
        spans
            .map(|s| perturb::line(text, s).of(text).trim().to_owned())
            .collect()
    }

    /// Changes what the rule reads in one text.
    fn text(&self, text: &str, hints: &Hints, places: &mut Vec<Mutated>) {
        let Some(trace) = self.trace(text) else {
            return;
        };
        let before = self.ends(text);
        let runs = trace.runs.iter().flat_map(|r| &r.seen.reads);
        let reads: Vec<&Read> = runs.chain(&trace.around).filter(|r| counts(r)).collect();
        let mut done: Vec<(Source, &str)> = Vec::new();
        for read in &reads {
            let id = self.id(read);
            if done.contains(&(read.source, id)) {
                continue;
            }
            done.push((read.source, id));
            let at = place(places, read, id);
            let Some(place) = places.get_mut(at).filter(|p| !p.covered) else {
                continue;
            };
            let same = |r: &&&Read| r.source == read.source && self.id(r) == id;
            let mine: Vec<&Read> = reads.iter().filter(same).copied().collect();
            let values: Vec<Span> = match read.source {
                Source::Words => reads.iter().filter_map(|r| value(r)).collect(),
                _ => Vec::new(),
            };
            for one in perturb::tries(self.kind, self.rule, text, &mine, hints) {
                if touches(&one, &values) {
                    continue;
                }
                if self.reacts(text, &before, &one, read) {
                    place.covered = true;
                    place.tried.clear();
                    break;
                }
                if !place.tried.contains(&one.what) {
                    place.tried.push(one.what);
                }
            }
        }
    }

    /// Whether the rule ends differently after the edits. A number must still be read as the same thing: a text that
    /// it was torn out of proves nothing about the number.
    fn reacts(&self, text: &str, before: &[End], one: &Try, read: &Read) -> bool {
        let changed = Edit::apply(&one.edits, text);
        let after = self.ends(&changed);
        let moved =
            |(tag, severity, span): &End| (*tag, *severity, span.map(|s| old(s, &one.edits)));
        let landed =
            |(tag, severity, span): &End| (*tag, *severity, span.map(|s| new(s, &one.edits)));
        if before.iter().map(moved).eq(after.iter().map(landed)) {
            return false;
        }
        !one.number || self.still_read(&changed, one, read)
    }

    fn still_read(&self, changed: &str, one: &Try, read: &Read) -> bool {
        let Some(trace) = self.trace(changed) else {
            return false;
        };
        let mut reads = trace.runs.iter().flat_map(|r| &r.seen.reads);
        reads.any(|r| {
            let there = r.span.map(|s| new(s, &one.edits));
            r.source == read.source
                && self.id(r) == self.id(read)
                && matches!(there, Some(Site::Edited(_)))
        })
    }

    /// The name under which a place is counted. Checks that treat all cells or rows of a table alike read the table.
    fn id<'r>(&self, read: &'r Read) -> &'r str {
        let alike = matches!(
            self.rule.check,
            Check::Cells { .. }
                | Check::Labels(LabelFault::Variant)
                | Check::Tables(TableFault::Rows | TableFault::Width | TableFault::Lost)
        );
        let table = read.place.as_ref().filter(|_| alike);
        table.map_or(&read.id, |place| &place.table)
    }
}

/// Where a value stands. Words around it must be heard for themselves, not because the value went with them.
fn value(read: &Read) -> Option<Span> {
    let valued = matches!(
        read.source,
        Source::Mention | Source::Presence | Source::Group | Source::Match | Source::Figure
    );
    read.span.filter(|_| valued)
}

fn touches(one: &Try, values: &[Span]) -> bool {
    let mut edits = one.edits.iter();
    edits.any(|e| values.iter().any(|v| v.overlaps(e.span)))
}

/// Whether a read is of the text: parameters, the form and where to look are not.
fn counts(read: &Read) -> bool {
    !matches!(
        read.source,
        Source::Param | Source::Scope | Source::Fact(Builtin::Form | Builtin::Wrapped)
    )
}

fn place(places: &mut Vec<Mutated>, read: &Read, id: &str) -> usize {
    let known = places
        .iter()
        .position(|p| p.source == read.source && p.id == id);
    known.unwrap_or_else(|| {
        places.push(Mutated {
            source: read.source,
            id: id.to_owned(),
            name: read.name.clone(),
            covered: false,
            tried: Vec::new(),
        });
        places.len() - 1
    })
}

fn end(outcome: &Outcome) -> End {
    match outcome {
        Outcome::Pass => (0, None, None),
        Outcome::NotApplicable => (1, None, None),
        Outcome::Unknown(_) => (2, None, None),
        Outcome::Fail(finding) => {
            let primary = finding.labels.iter().find(|l| l.primary);
            let primary = primary.or(finding.labels.first());
            (3, finding.severity, primary.map(|l| l.span))
        }
    }
}

/// A place that can be found again after edits.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Site {
    /// Touched by the edit with this index.
    Edited(usize),
    /// At this byte of the edited text.
    At(i64),
}

/// The site of a span of the text before the edits, which are in order.
fn old(span: Span, edits: &[Edit]) -> Site {
    let mut shift = 0i64;
    for (at, edit) in edits.iter().enumerate() {
        if span.overlaps(edit.span) {
            return Site::Edited(at);
        }
        if edit.span.end <= span.start {
            shift += edit.text.len() as i64 - edit.span.len() as i64;
        }
    }
    Site::At(i64::from(span.start) + shift)
}

/// The site of a span of the text after the edits.
fn new(span: Span, edits: &[Edit]) -> Site {
    let mut shift = 0i64;
    for (at, edit) in edits.iter().enumerate() {
        let start = i64::from(edit.span.start) + shift;
        let end = start + edit.text.len() as i64;
        if i64::from(span.start) < end && start < i64::from(span.end) {
            return Site::Edited(at);
        }
        shift += edit.text.len() as i64 - edit.span.len() as i64;
    }
    Site::At(i64::from(span.start))
}
