//! Topics that a section must speak of.

use super::wording::ranges;
use crate::report::{Report, Scope, SectionId};
use crate::rule::eval::Eval;
use crate::rule::kinds::{Topic, TopicFault};
use crate::rule::reads::words;
use crate::rule::record::Recorder;
use crate::rule::trace::Source;
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use std::ops::Range;

pub(super) fn evaluate<R: Recorder>(
    eval: &mut Eval<'_, R>,
    section: SectionId,
    topics: &[Topic],
    fault: TopicFault,
) -> Vec<Verdict> {
    let report = eval.report;
    eval.note_heading(section);
    let leads = sub_headings(report, section);
    let texts = ranges(report, &[Scope::Section(section)]);
    note(eval, topics, fault, (&texts, &leads));
    let Some(heading) = report.heading(section) else {
        let title = report.kind.sections.get(section).map(|s| s.title.clone());
        let reason = Reason::NotFound(title.unwrap_or_default());
        return eval.only(Outcome::Unknown(reason.nowhere()));
    };
    let searched = report.prose.searched();
    let mut lacking = Vec::new();
    let mut place = None;
    for topic in topics {
        let named = leads.iter().find(|r| searched.is_match(&topic.words, r));
        let official = || leads.iter().any(|r| searched.is_match(&topic.official, r));
        let spoken = || texts.iter().any(|r| searched.is_match(&topic.words, r));
        let fails = match fault {
            TopicFault::Missing => named.is_none() && !spoken(),
            TopicFault::Unnamed => named.is_none() && !leads.is_empty() && spoken(),
            TopicFault::Variant => named.is_some() && !official(),
        };
        if fails {
            lacking.push(topic.name.as_str());
            if fault == TopicFault::Variant {
                place = place.or(named.cloned());
            }
        }
    }
    let outcome = if lacking.is_empty() {
        Outcome::Pass
    } else {
        let span = place.map_or(heading.span, |r| report.prose.span(&r));
        let list = lacking.iter().map(|t| format!("\u{300c}{t}\u{300d}"));
        Outcome::fail(Finding::at(span).with("topics", list.collect::<String>()))
    };
    eval.only(outcome)
}

/// Where the section speaks of each topic, and where a sub-heading names it.
fn note<R: Recorder>(
    eval: &mut Eval<'_, R>,
    topics: &[Topic],
    fault: TopicFault,
    (texts, leads): (&[Range<usize>], &[Range<usize>]),
) {
    if !R::READS {
        return;
    }
    // a topic that has no words but the official ones cannot be worded otherwise
    let open = |t: &&Topic| fault != TopicFault::Variant || t.words.source() != t.official.source();
    for topic in topics.iter().filter(open) {
        let spoken = words(eval.report, Source::Topic, &topic.words, texts);
        let named = words(eval.report, Source::Topic, &topic.official, leads);
        for mut read in spoken.into_iter().chain(named) {
            read.id.clone_from(&topic.name);
            read.name.clone_from(&topic.name);
            eval.record.read(|| read);
        }
    }
}

/// The first words of the numbered or marked sub-headings of a section.
fn sub_headings(report: &Report<'_>, section: SectionId) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in &report.prose.paragraphs {
        if !paragraph.is_in(section) {
            continue;
        }
        match &paragraph.opening {
            Some(o) => found.push(o.number.start..o.lead.end),
            None if paragraph.heading.is_some() => found.push(paragraph.range.clone()),
            None => {}
        }
    }
    found
}
