//! Topics that a section must speak of.

use super::wording::ranges;
use crate::report::{Part, Report, Scope};
use crate::rule::kinds::{Topic, TopicFault};
use crate::rule::value::Reason;
use crate::rule::verdict::{Finding, Outcome, Verdict};
use std::ops::Range;

pub(super) fn evaluate(
    report: &Report<'_>,
    section: usize,
    topics: &[Topic],
    fault: TopicFault,
) -> Vec<Verdict> {
    let Some(heading) = report.heading(section) else {
        let title = report.kind.sections.get(section).map(|s| s.title.clone());
        let reason = Reason::NotFound(title.unwrap_or_default());
        return vec![Verdict::only(Outcome::Unknown(reason.nowhere()))];
    };
    let leads = sub_headings(report, section);
    let texts = ranges(report, &[Scope::Section(section)]);
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
    vec![Verdict::only(outcome)]
}

/// The first words of the numbered or marked sub-headings of a section.
pub(in crate::rule) fn sub_headings(report: &Report<'_>, section: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in &report.prose.paragraphs {
        if paragraph.part != Part::Section(section) {
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
