//! `match = […]`: words in prose that are forbidden, or whose groups must satisfy an expression.

use super::expression::{once, sentence};
use crate::report::Matcher;
use crate::rule::eval::Eval;
use crate::rule::verdict::{Outcome, Verdict};

pub(super) fn evaluate(eval: &mut Eval<'_>, matcher: &Matcher) -> Vec<Verdict> {
    let report = eval.report;
    let hits = matcher.run(report.document, &report.prose, &report.zones, report.year());
    let mut verdicts = Vec::new();
    for hit in &hits {
        // the evaluation borrows the match, which lives as long as this loop
        let mut one = Eval::new(report, eval.rule, eval.program, eval.lang);
        one.hit = Some(hit);
        one.condition = eval.condition.take();
        one.log = eval.log;
        one.tracing = eval.tracing;
        one.note_hit(matcher, hit);
        one.sentence = if matcher.raw {
            report
                .prose
                .paragraphs
                .get(hit.paragraph)
                .map(|p| p.range.clone())
        } else {
            sentence(eval.rule, &report.prose, (hit.paragraph, hit.range.start))
        };
        let words = report.document.slice(hit.span).to_owned();
        verdicts.extend(once(&mut one).map(|o| Verdict::of(words, o)));
        eval.condition = one.condition;
    }
    if verdicts.is_empty() {
        let outcome = match eval.program.check {
            Some(_) => Outcome::NotApplicable,
            None => Outcome::Pass,
        };
        eval.close_page(true);
        verdicts.push(Verdict::only(outcome));
    }
    verdicts
}
