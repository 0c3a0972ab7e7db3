//! Bars for bodies, drawn as a table so that they can be heard as well.

use std::collections::BTreeMap;

use super::markup::Markup;
use super::messages::Say;
use super::places::class;
use super::section::SEVERITIES;
use gouji_core::text::Lang;

/// Bars of a plot.
const BARS: usize = 10;

/// Findings by severity, the gravest first.
pub(super) type Counts = [usize; 3];

/// A bar for each of the bodies with most findings.
pub(super) fn plot(out: &mut Markup, sums: &BTreeMap<String, Counts>, lang: Lang) {
    let all_infos = sums.values().all(|[e, w, _]| e + w == 0);
    // infos are many; they would hide what has to be corrected
    let total = |[e, w, i]: &Counts| if all_infos { *i } else { e + w };
    let mut all: Vec<(&String, &Counts)> = sums.iter().filter(|(_, c)| total(c) > 0).collect();
    all.sort_by_key(|(_, counts)| std::cmp::Reverse(total(counts)));
    let Some((_, longest)) = all.first() else {
        return;
    };
    let longest = total(longest);
    out.raw("<table class=\"plot\"><caption>")
        .text(&Say::ByBody.say(lang))
        .raw("</caption><tbody>\n");
    for (name, counts) in all.iter().take(BARS) {
        out.raw("<tr><th scope=\"row\"><span data-body=\"")
            .text(name)
            .raw("\">");
        out.text(name).raw("</span></th><td>");
        bar(out, counts, longest, all_infos);
        out.raw("</td><td>")
            .number(total(counts))
            .raw("</td></tr>\n");
    }
    let rest = all.get(BARS..).unwrap_or_default();
    if !rest.is_empty() {
        let sum: usize = rest.iter().map(|(_, counts)| total(counts)).sum();
        out.raw("<tr class=\"rest\"><th scope=\"row\">")
            .text(&Say::Rest(rest.len()).say(lang));
        out.raw("</th><td></td><td>")
            .number(sum)
            .raw("</td></tr>\n");
    }
    let infos: usize = sums.values().map(|[_, _, i]| i).sum();
    if infos > 0 && !all_infos {
        let said = Say::Infos(infos).say(lang);
        out.raw("<tr class=\"rest\"><th scope=\"row\" colspan=\"3\">")
            .text(&said)
            .raw("</th></tr>\n");
    }
    out.raw("</tbody></table>\n");
}

/// A bar; the number stands beside it.
fn bar(out: &mut Markup, counts: &Counts, longest: usize, infos: bool) {
    out.raw("<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut before = 0;
    for (n, severity) in counts
        .iter()
        .zip(SEVERITIES)
        .take(if infos { 3 } else { 2 })
    {
        let (from, to) = (before * 1000 / longest, (before + n) * 1000 / longest);
        before += n;
        out.raw("<rect class=\"")
            .raw(class(severity))
            .raw("\" x=\"")
            .number(from);
        out.raw("\" width=\"")
            .number(to - from)
            .raw("\" height=\"10\"/>");
    }
    out.raw("</svg>");
}
