//! Numbers of headings: those of a level follow each other without gap or repeat.

use crate::grammar::{Opening, written};
use crate::report::{Paragraph, Part, Report, Scope};
use crate::rule::eval::Eval;
use crate::rule::functions::in_scope;
use crate::rule::reads::scope_name;
use crate::rule::record::Recorder;
use crate::rule::trace::{Read, Source};
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::Span;
use std::ops::Range;

/// The numbers seen so far.
#[derive(Default)]
struct Sequence<'r> {
    /// The last of them; 0 before the first.
    last: u32,
    /// What should have stood there: behind a number that is wrong it may go on from the right one.
    due: u32,
    /// The last of them as it is written.
    written: &'r str,
}

impl<'r> Sequence<'r> {
    fn goes_on(&self, now: u32) -> bool {
        now == self.last + 1 || now == self.due + 1
    }

    fn push(&mut self, now: u32, fits: bool, written: &'r str) {
        self.due = if fits { now } else { self.last + 1 };
        (self.last, self.written) = (now, written);
    }
}

pub(super) fn numbering<R: Recorder>(
    eval: &mut Eval<'_, R>,
    scope: &[Scope],
    level: u8,
) -> Vec<Verdict> {
    let report = eval.report;
    let mut verdicts = Vec::new();
    let (mut seen, mut part) = (Sequence::default(), None);
    let counted = report.prose.paragraphs.iter();
    for paragraph in counted.filter(|p| is_counted(report, (scope, level), p)) {
        let opening = paragraph.opening.as_ref();
        let opening = opening.filter(|o| o.numbering.level == level);
        // the parts of the text are counted over the borders of sections, up to the next heading without such a number
        let again = match level {
            TOP => is_title(paragraph) && opening.is_none(),
            _ => opening.is_some() && part != Some(paragraph.part),
        };
        if again {
            (seen, part) = (Sequence::default(), Some(paragraph.part));
        }
        let Some(opening) = opening else {
            continue;
        };
        let now = opening.numbering.ordinal;
        let span = report.prose.span(&opening.number);
        let number = report.document.slice(span);
        if level == TOP && !is_heading(paragraph, opening) {
            if seen.goes_on(now) {
                seen.push(now, true, number);
            }
            continue;
        }
        // a list may begin anew, and the scope may begin between the headings of parts
        let fits = seen.goes_on(now) || now == 1 || (level == TOP && seen.last == 0);
        note_number(eval, paragraph, (&opening.number, span));
        let outcome = match fits {
            true => Outcome::Pass,
            false => Outcome::fail(
                Finding::at(span)
                    .with("number", number)
                    .with("last", seen.written)
                    .with("expected", numbered_like(number, seen.last + 1)),
            ),
        };
        let name = report.prose.text(opening.number.start..opening.lead.end);
        verdicts.push(eval.verdict(name, outcome));
        seen.push(now, fits, number);
    }
    if verdicts.is_empty() {
        return eval.only(Outcome::NotApplicable);
    }
    verdicts
}

fn is_title(paragraph: &Paragraph) -> bool {
    matches!(paragraph.part, Part::Title(_))
}

/// Whether a paragraph is nothing but a heading. A part whose text follows in the line, or whose heading stands in a table, only
/// goes on with the numbers; words that only begin like one do not.
fn is_heading(paragraph: &Paragraph, opening: &Opening) -> bool {
    let alone = opening.lead.end >= paragraph.range.end;
    is_title(paragraph) || (paragraph.part != Part::Table && alone)
}

/// The level of the numbers of parts, the highest.
const TOP: u8 = 1;

/// Whether a paragraph counts for the numbers of a level: those in the scope do, and headings of sections for the highest.
fn is_counted(report: &Report<'_>, (scope, level): (&[Scope], u8), paragraph: &Paragraph) -> bool {
    let within = |section: &Scope| match (section, paragraph.part) {
        (Scope::Section(outer), Part::Title(at)) => {
            level == TOP && report.kind.around(at).any(|s| s == *outer)
        }
        _ => false,
    };
    scope.is_empty() || scope.iter().any(|s| in_scope(*s, paragraph) || within(s))
}

fn note_number<R: Recorder>(
    eval: &mut Eval<'_, R>,
    paragraph: &Paragraph,
    (range, span): (&Range<usize>, Span),
) {
    let report = eval.report;
    eval.record.read(|| {
        let part = match paragraph.part {
            Part::Head => Some(Scope::Head),
            Part::Section(at) | Part::Title(at) => Some(Scope::Section(at)),
            Part::Tail => Some(Scope::Tail),
            Part::Table => None,
        };
        let (id, _) = scope_name(report.kind, part.as_slice());
        let number = report.prose.text(range.clone());
        Read::found(Source::Ordinal, id, number, span)
    });
}

/// A number of a heading written as `like` is: in its brackets, in its kind of digits.
fn numbered_like(like: &str, ordinal: u32) -> String {
    let figure = like.trim_matches(|c: char| !c.is_alphanumeric());
    let wanted = match figure.bytes().all(|b| b.is_ascii_digit()) {
        true => ordinal.to_string(),
        false => written(ordinal),
    };
    like.replacen(figure, &wanted, 1)
}
