//! Reports by folder, year and class, and files that were not checked by the reason.

use std::collections::BTreeMap;

use super::faults::{heat, last_row};
use super::markup::Markup;
use super::messages::Say;
use super::overview::percent;
use gouji_core::text::Lang;

/// Groups of a table.
const GROUPS: usize = 12;
/// Files that are named for a reason.
const NAMED: usize = 5;

/// Reports that have something in common.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    reports: usize,
    /// Those with errors or warnings.
    faulty: usize,
    errors: usize,
    warnings: usize,
}

impl Group {
    /// Takes in a report with its findings by severity.
    pub fn add(&mut self, counts: [usize; 3]) {
        let [errors, warnings, _] = counts;
        self.reports += 1;
        self.faulty += usize::from(errors + warnings > 0);
        self.errors += errors;
        self.warnings += warnings;
    }
}

/// A table for each way to group the reports that makes several groups.
pub(super) fn write(out: &mut Markup, all: &[(Say<'static>, BTreeMap<String, Group>)], lang: Lang) {
    let several = || all.iter().filter(|(_, groups)| groups.len() > 1);
    if several().next().is_none() {
        return;
    }
    out.raw("<div class=\"groups\">\n");
    for (head, groups) in several() {
        table(out, *head, groups, lang);
    }
    out.raw("</div>\n");
}

fn table(out: &mut Markup, head: Say<'_>, groups: &BTreeMap<String, Group>, lang: Lang) {
    out.raw("<table class=\"reports group\"><thead><tr>");
    for head in [head, Say::Report, Say::Faulty] {
        out.raw("<th scope=\"col\">")
            .text(&head.say(lang))
            .raw("</th>");
    }
    out.raw("</tr></thead><tbody>\n");
    let mut rows: Vec<(&String, &Group)> = groups.iter().collect();
    // those without a name stand last
    rows.sort_by_key(|(name, _)| name.is_empty());
    if rows.len() > GROUPS {
        rows.sort_by_key(|(_, group)| std::cmp::Reverse((group.faulty, group.reports)));
    }
    for (name, group) in rows.iter().take(GROUPS) {
        let share = percent(group.faulty, group.reports);
        let other = Say::Other.say(lang);
        let name = if name.is_empty() { &other } else { *name };
        out.raw("<tr><th scope=\"row\">")
            .text(name)
            .raw("</th><td>")
            .number(group.reports)
            .raw("</td><td class=\"")
            .raw(heat(share))
            .raw("\">")
            .number(group.faulty)
            .raw(" · ")
            .number(share)
            .raw("%</td></tr>\n");
    }
    let rest = rows.len().saturating_sub(GROUPS);
    if rest > 0 {
        last_row(out, 3, &Say::Rest(rest).say(lang));
    }
    out.raw("</tbody></table>\n");
}

/// The files that were not checked: for each state and reason some of them.
pub(super) fn not_checked(
    out: &mut Markup,
    reasons: &BTreeMap<(usize, &str), Vec<&str>>,
    lang: Lang,
) {
    let all: usize = reasons.values().map(Vec::len).sum();
    if all == 0 {
        return;
    }
    out.raw("<h3 class=\"small\">")
        .text(&Say::NotChecked(all).say(lang))
        .raw("</h3>\n<ul class=\"reasons\">\n");
    for ((state, why), paths) in reasons.iter().take(GROUPS) {
        out.raw("<li><b>")
            .text(&Say::State(*state).say(lang))
            .raw(" ")
            .number(paths.len())
            .raw("</b> ")
            .text(why)
            .raw("<br><span class=\"path\">");
        for (nth, path) in paths.iter().take(NAMED).enumerate() {
            out.raw(if nth > 0 { " · " } else { "" }).text(path);
        }
        if paths.len() > NAMED {
            out.raw(" ").text(&Say::Rest(paths.len() - NAMED).say(lang));
        }
        out.raw("</span></li>\n");
    }
    let rest = reasons.len().saturating_sub(GROUPS);
    if rest > 0 {
        out.raw("<li>")
            .text(&Say::Rest(rest).say(lang))
            .raw("</li>\n");
    }
    out.raw("</ul>\n");
}
