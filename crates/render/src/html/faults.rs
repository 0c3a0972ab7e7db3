//! The faults that most reports have, drawn as a table so that they can be heard as well.

use std::collections::BTreeMap;

use super::markup::Markup;
use super::messages::Say;
use super::overview::percent;
use super::section::SEVERITIES;
use gouji_core::diagnostic::Diagnostic;
use gouji_core::text::Lang;

/// Bars of the plot.
const BARS: usize = 10;

/// What a rule found.
#[derive(Clone, Debug, Default)]
pub(super) struct Fault {
    /// What is wrong, in short.
    pub name: String,
    /// Findings by severity, the gravest first.
    counts: [usize; 3],
    /// In how many reports.
    reports: usize,
}

impl Fault {
    /// Takes in a finding; whether it is the first of its rule in a report.
    pub fn add(&mut self, diagnostic: &Diagnostic, first: bool) {
        if self.name.is_empty() {
            self.name.clone_from(&diagnostic.fault);
        }
        let at = SEVERITIES.iter().position(|s| *s == diagnostic.severity);
        let count = at.and_then(|at| self.counts.get_mut(at));
        count.into_iter().for_each(|n| *n += 1);
        self.reports += usize::from(first);
    }

    fn infos(&self) -> usize {
        let [_, _, infos] = self.counts;
        infos
    }

    fn grave(&self) -> bool {
        matches!(self.counts, [e, w, _] if e + w > 0)
    }
}

/// A bar for each of the most frequent: the longer the more reports have it, and the redder the greater their share is.
pub(super) fn plot(out: &mut Markup, faults: &BTreeMap<String, Fault>, reports: usize, lang: Lang) {
    let any_grave = faults.values().any(Fault::grave);
    // infos are many; they would hide what has to be corrected
    let wanted = |fault: &Fault| fault.reports > 0 && (fault.grave() || !any_grave);
    let mut all: Vec<(&String, &Fault)> = faults.iter().filter(|(_, f)| wanted(f)).collect();
    all.sort_by_key(|(_, f)| std::cmp::Reverse((f.reports, f.counts)));
    if all.is_empty() {
        return;
    }
    out.raw("<table class=\"plot faults\"><caption>")
        .text(&Say::ByRule.say(lang))
        .raw("</caption><tbody>\n");
    let longest = all.first().map_or(1, |(_, f)| f.reports.max(1));
    for (rule, fault) in all.iter().take(BARS) {
        let share = percent(fault.reports, reports);
        let name = if fault.name.is_empty() {
            rule
        } else {
            &fault.name
        };
        out.raw("<tr><th scope=\"row\"><span data-rule=\"")
            .text(rule)
            .raw("\">")
            .text(name)
            .raw("</span></th><td>");
        out.raw("<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"")
            .raw(heat(share))
            .raw("\" width=\"")
            .number(fault.reports * 100 / longest)
            .raw("\" height=\"10\"/></svg></td><td>")
            .text(&Say::Count(fault.reports).say(lang))
            .raw("</td><td>")
            .number(share)
            .raw("%</td></tr>\n");
    }
    let rest = all.len().saturating_sub(BARS);
    if rest > 0 {
        last_row(out, 4, &Say::Rest(rest).say(lang));
    }
    let infos: usize = faults.values().map(|f| f.infos()).sum();
    if infos > 0 && any_grave {
        last_row(out, 4, &Say::Infos(infos).say(lang));
    }
    out.raw("</tbody></table>\n");
}

/// A row behind the others, over so many columns.
pub(super) fn last_row(out: &mut Markup, columns: usize, said: &str) {
    out.raw("<tr class=\"rest\"><th scope=\"row\" colspan=\"")
        .number(columns)
        .raw("\">")
        .text(said)
        .raw("</th></tr>\n");
}

/// The colour of a share of reports that are not as they should be: from neutral to red.
pub(super) fn heat(percent: usize) -> &'static str {
    match percent {
        50.. => "h3",
        25.. => "h2",
        10.. => "h1",
        _ => "h0",
    }
}
