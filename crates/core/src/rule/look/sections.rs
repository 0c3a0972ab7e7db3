//! Headings and topics.

use super::{Looked, reads};
use crate::report::{Fit, Heading, Report, Scope};
use crate::rule::check::{ranges, sub_headings};
use crate::rule::kinds::{SectionFault, Topic, TopicFault};
use crate::rule::trace::{Read, Source};

/// The heading of a section.
pub(in crate::rule) fn heading(report: &Report<'_>, section: usize) -> Read {
    let spec = report.kind.sections.get(section);
    let id = spec.map(|s| s.id.clone()).unwrap_or_default();
    let read = match report.heading(section) {
        Some(heading) => found(id, heading),
        None => Read::absent(Source::Heading, id),
    };
    read.named(spec.map(|s| s.title.clone()).unwrap_or_default())
}

fn found(id: String, heading: &Heading) -> Read {
    Read::found(Source::Heading, id, &heading.title, heading.span)
}

pub(super) fn sections(report: &Report<'_>, fault: SectionFault) -> Vec<Looked> {
    let surplus = match fault {
        SectionFault::Extra => Fit::Extra,
        SectionFault::Repeated => Fit::Repeated,
        SectionFault::Cut => {
            let last = report.headings.iter().rev().find(|h| h.section.is_some());
            let read = last.and_then(|h| Some(heading(report, h.section?)));
            return read.map(|r| (None, r)).into_iter().collect();
        }
        _ => {
            let specs = report.kind.sections.iter().enumerate();
            return specs
                .map(|(at, spec)| (Some(spec.title.clone()), heading(report, at)))
                .collect();
        }
    };
    let headings = report.headings.iter().map(|h| {
        let spec = h.section.and_then(|s| report.kind.sections.get(s));
        let id = spec.map_or_else(String::new, |s| s.id.clone());
        let instance = (h.fit == surplus).then(|| h.title.clone());
        (instance, found(id, h))
    });
    headings.collect()
}

pub(super) fn topics(
    report: &Report<'_>,
    section: usize,
    topics: &[Topic],
    fault: TopicFault,
) -> Vec<Read> {
    let mut all = vec![heading(report, section)];
    let texts = ranges(report, &[Scope::Section(section)]);
    let leads = sub_headings(report, section);
    // a topic that has no words but the official ones cannot be worded otherwise
    let open = |t: &&Topic| fault != TopicFault::Variant || t.words.source() != t.official.source();
    for topic in topics.iter().filter(open) {
        let spoken = reads(report, Source::Topic, &topic.words, &texts);
        let named = reads(report, Source::Topic, &topic.official, &leads);
        for mut read in spoken.into_iter().chain(named) {
            read.id.clone_from(&topic.name);
            if !all.contains(&read) {
                all.push(read);
            }
        }
    }
    all
}
