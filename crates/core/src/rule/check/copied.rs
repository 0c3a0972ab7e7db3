//! Sentences that another report has, too.

use crate::diagnostic::{Elsewhere, Record, Sentence};
use crate::report::SectionId;
use crate::rule::eval::Eval;
use crate::rule::kinds::{Copied, CopiedFrom};
use crate::rule::record::Recorder;
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict, label};
use crate::text::Id;

/// So many places of each report are drawn.
const SHOWN: usize = 3;

/// One verdict for each section.
pub(super) fn evaluate<R: Recorder>(eval: &mut Eval<'_, R>, copied: &Copied) -> Vec<Verdict> {
    let all = copied.sections.iter();
    let judged = all.map(|section| (*section, judge(eval, copied, *section)));
    let judged: Vec<(SectionId, Outcome)> = judged.collect();
    let verdicts = judged.into_iter().map(|(section, outcome)| {
        let title = title(eval, section);
        eval.verdict(title, outcome)
    });
    verdicts.collect()
}

fn title<R: Recorder>(eval: &Eval<'_, R>, section: SectionId) -> String {
    let spec = eval.report.kind.sections.get(section);
    spec.map(|s| s.title.clone()).unwrap_or_default()
}

/// Sentences of two reports that are the same but for numbers and names, by index.
type Pairs = Vec<(usize, usize)>;

/// The shared sentences of a section of the report at hand.
fn inside<'r>(
    own: &'r Record,
    other: &'r Record,
    pairs: &Pairs,
    section: SectionId,
) -> Vec<(&'r Sentence, &'r Sentence)> {
    let sentences = pairs.iter().filter_map(|(mine, theirs)| {
        Some((own.sentences.get(*mine)?, other.sentences.get(*theirs)?))
    });
    sentences
        .filter(|(mine, _)| mine.section as usize == section.index())
        .collect()
}

fn judge<R: Recorder>(eval: &Eval<'_, R>, copied: &Copied, section: SectionId) -> Outcome {
    let others = &eval.report.others;
    let Some(own) = others.own else {
        return not_at_hand(eval, copied);
    };
    let found: Option<(&Record, Pairs)> = match (copied.from, others.previous) {
        (CopiedFrom::Previous, None) => return not_at_hand(eval, copied),
        (CopiedFrom::Previous, Some(other)) => Some((other.record, own.shared_with(other.record))),
        (CopiedFrom::Others, _) => {
            let most = others
                .alike
                .iter()
                .max_by_key(|a| inside(own, a.with, &a.pairs, section).len());
            most.map(|alike| (alike.with, alike.pairs.clone()))
        }
    };
    let Some((other, pairs)) = found else {
        return Outcome::Pass;
    };
    let here = |s: &&Sentence| s.section as usize == section.index();
    let total = own.sentences.iter().filter(here).count();
    let same = inside(own, other, &pairs, section);
    let share = (same.len() * 100).checked_div(total).unwrap_or(0);
    if same.len() < copied.sentences || share < copied.percent {
        return Outcome::Pass;
    }
    let mut finding = Finding::default()
        .with("section", title(eval, section))
        .with("count", same.len().to_string())
        .with("total", total.to_string())
        .with("percent", share.to_string())
        .with(
            "year",
            other.year.map(|y| y.to_string()).unwrap_or_default(),
        )
        .with("body", other.body.clone().unwrap_or_default());
    for (nth, (mine, theirs)) in same.iter().take(SHOWN).enumerate() {
        finding
            .labels
            .push(label(mine.spot.span, String::new(), nth == 0));
        finding.elsewhere.push(Elsewhere {
            path: other.path.clone(),
            line: theirs.spot.line.max(1) as usize,
            column: theirs.spot.column.max(1) as usize,
            length: 1,
            text: String::new(),
            message: String::new(),
        });
    }
    Outcome::fail(finding)
}

/// Why nothing can be said.
fn not_at_hand<R: Recorder>(eval: &Eval<'_, R>, copied: &Copied) -> Outcome {
    let reason = match (copied.from, eval.report.year()) {
        (CopiedFrom::Previous, Some(year)) => Reason::NoReport(year - 1),
        (CopiedFrom::Previous, None) => Reason::NoYear,
        (CopiedFrom::Others, _) => Reason::NoOthers,
    };
    Outcome::Unknown(reason.nowhere())
}
