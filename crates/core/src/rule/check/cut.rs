//! What is not decided where the text ends too early or begins too late: whether something is there that would stand
//! outside.

use crate::report::{Cut, Kind, Part, Report, Scope, SectionId, TableSpec};
use crate::rule::kinds::{CellFault, Check, LabelFault, SectionFault, TopicFault};
use crate::rule::model::{Program, Rule};
use crate::rule::node::{Function, Node};
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::Id;

/// The sections that a text does not show.
#[derive(Clone, Copy)]
struct Lost<'a> {
    /// The kind of report.
    kind: &'a Kind,
    /// All that it has no heading of: it says that it is a part of a report.
    extract: Option<&'a Report<'a>>,
    /// Those before this one, and what stands before all sections.
    before: Option<SectionId>,
    /// This one, as far as it may go on, and those behind it.
    from: Option<SectionId>,
}

impl Lost<'_> {
    /// Whether a section is not shown, or not all of it.
    fn holds(&self, section: SectionId) -> bool {
        let kind = self.kind;
        let outer = kind.around(section).last().unwrap_or(section);
        self.extract.is_some_and(|r| r.heading(section).is_none())
            || self.before.is_some_and(|first| outer < first)
            || self.from.is_some_and(|s| outer >= s)
    }
}

/// Takes back the findings that say that something is missing, where it may be lost.
pub(super) fn undecided(
    rule: &Rule,
    report: &Report<'_>,
    program: &Program,
    mut verdicts: Vec<Verdict>,
) -> Vec<Verdict> {
    let cut = report.cut.as_ref();
    let shown = report.headings.iter().filter_map(|h| h.section);
    // a part that begins late and bears no signature may end early, too
    let signed = report.prose.paragraphs.last();
    let signed = signed.is_some_and(|p| p.part == Part::Tail);
    let open = report.late.is_some() && !signed;
    let ends = open.then(|| shown.max().map(SectionId::next)).flatten();
    let from = cut.map(|c| match c.whole {
        true => c.section.next(),
        false => c.section,
    });
    let lost = Lost {
        kind: report.kind,
        extract: report.extract.map(|_| report),
        before: report.late.map(|l| l.section),
        from: from.or(ends),
    };
    let place = cut.map(|c| c.span).or(report.late.map(|l| l.span));
    let place = place.or(report.extract);
    let Some(place) = place else {
        return verdicts;
    };
    let reads = reads_lost(rule, report, program, lost);
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let Outcome::Fail(finding) = &verdict.outcome else {
            continue;
        };
        let is_lost = match &rule.check {
            Check::Sections(SectionFault::Cut | SectionFault::Part) => false,
            Check::Sections(SectionFault::Missing) => {
                // one verdict for each section
                let section = SectionId::new(at);
                lost.holds(section) && cut.is_none_or(|c| section != c.section)
            }
            Check::Tables(_)
            | Check::Labels(LabelFault::Group | LabelFault::Head)
            | Check::Cells {
                fault: CellFault::Blank,
                ..
            } => is_table_lost(report, lost, (&rule.check, at)),
            // of a section, too, an extract may show a part
            Check::Numbering { .. } if lost.extract.is_some() => finding.value("last") == Some(""),
            _ => reads || cut.is_some_and(|c| at_end(finding, c)),
        };
        if is_lost {
            verdict.outcome = Outcome::Unknown(Reason::Cut.at(place));
        }
    }
    verdicts
}

/// Whether a finding is drawn in what stands last, where that is torn: a part of it may be lost.
fn at_end(finding: &Finding, cut: &Cut) -> bool {
    !cut.whole && finding.labels.iter().any(|l| l.span.overlaps(cut.span))
}

/// Whether the table of a verdict, by its index, belongs to a section that is not shown.
fn is_table_lost(report: &Report<'_>, lost: Lost<'_>, (check, at): (&Check, usize)) -> bool {
    let looked_at = |t: &&TableSpec| match check {
        Check::Cells { tables, .. } => tables.is_empty() || tables.contains(&t.id),
        _ => true,
    };
    let table = report.form.tables.iter().filter(looked_at).nth(at);
    table.is_some_and(|t| t.section.is_none_or(|s| lost.holds(s)))
}

/// Whether a check asks if something is there that may not be shown.
fn reads_lost(rule: &Rule, report: &Report<'_>, program: &Program, lost: Lost<'_>) -> bool {
    match &rule.check {
        Check::Require { scope, .. } => reaches(report, scope, lost),
        Check::Topics {
            section: at, fault, ..
        } => {
            // a text that ends with a topic of the section may have gone on to the next
            let ends = report.cut.is_some_and(|c| c.section == *at);
            let part = lost.holds(*at) || ends || lost.extract.is_some();
            part && *fault != TopicFault::Variant
        }
        Check::Expression => {
            let check = program.check.as_ref();
            check.is_some_and(|node| asks(report, program, node, lost))
        }
        _ => false,
    }
}

/// Whether parts of the text are not shown.
fn reaches(report: &Report<'_>, scope: &[Scope], lost: Lost<'_>) -> bool {
    let hidden = |s: &Scope| match s {
        Scope::Head => lost.before.is_some() || lost.extract.is_some(),
        Scope::Headings => true,
        Scope::Tail => lost.from.is_some() || lost.extract.is_some(),
        Scope::Section(at) => lost.holds(*at),
        Scope::Zone(at) => {
            let zone = report.kind.zones.get(*at);
            zone.is_none_or(|z| reaches(report, &z.scope, lost))
        }
    };
    scope.is_empty() || scope.iter().any(hidden)
}

/// Whether an expression asks how much there is of something that may not be shown.
fn asks(report: &Report<'_>, program: &Program, node: &Node, lost: Lost<'_>) -> bool {
    let any = |nodes: &[Node]| nodes.iter().any(|n| asks(report, program, n, lost));
    match node {
        Node::Call(function, args) => {
            let counts = matches!(
                function,
                Function::Found | Function::Count | Function::Len | Function::Has
            );
            let hidden = args.first().is_some_and(|arg| match arg {
                Node::Place(scope) => reaches(report, scope, lost),
                Node::Mention(at) => {
                    let spec = report.kind.mentions.get(*at);
                    spec.is_none_or(|m| reaches(report, &m.matcher.scope, lost))
                }
                Node::Fact(_) => lost.before.is_some() && report.title.is_none(),
                _ => false,
            });
            counts && hidden || any(args)
        }
        Node::Local(name) => {
            // a name may use only names before it
            let at = program.lets.iter().position(|(n, _)| n == name);
            let found = at.and_then(|at| program.lets.get(at));
            let earlier = |n: &Node| matches!(n, Node::Local(other) if other == name);
            found.is_some_and(|(_, n)| !earlier(n) && asks(report, program, n, lost))
        }
        Node::Minus(inner) | Node::Not(inner) => asks(report, program, inner, lost),
        Node::Binary(_, a, b) => asks(report, program, a, lost) || asks(report, program, b, lost),
        Node::Chain(first, rest) => {
            let rest = rest.iter().any(|(_, n)| asks(report, program, n, lost));
            asks(report, program, first, lost) || rest
        }
        _ => false,
    }
}
