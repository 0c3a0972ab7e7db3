//! Reports side by side as a page for browsers: one file, without a script.

use std::io::{self, Write};

use super::messages::Say;
use super::{View, signed, steps};
use crate::html::markup::Markup;
use crate::messages::Text;
use crate::series::page::{foot, head};
use gouji_core::diagnostic::Severity;
use gouji_core::series::{CellLine, TextChange};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.style.lang;
    let mut page = head(&Say::Title.say(lang), lang);
    page.raw("<section id=\"overview\">\n");
    lead(&mut page, view);
    breaks(&mut page, view);
    page.raw(
        "</section>\n<div id=\"list\">\n<article class=\"report\"><details open><summary><h2>",
    );
    let said = Say::Cells(view.changed(), view.comparison.cells.len());
    page.text(&said.say(lang))
        .raw("</h2></summary><div class=\"inside\">\n");
    for (title, lines) in view.tables() {
        table(&mut page, view, title, &lines);
    }
    page.raw("</div></details></article>\n<article class=\"report\"><details open><summary><h2>");
    let sections = view.sections();
    let said = if sections.is_empty() {
        Say::NoTexts
    } else {
        Say::Texts
    };
    page.text(&said.say(lang))
        .raw("</h2></summary><div class=\"inside\">\n");
    for (title, changes) in sections {
        section(&mut page, view, title, &changes);
    }
    page.raw("</div></details></article>\n</div>\n");
    foot(&mut page, lang);
    write!(out, "{}", page.as_str())
}

fn lead(page: &mut Markup, view: &View<'_>) {
    let breaks = view.findings.len();
    page.raw("<p class=\"lead\"><strong class=\"")
        .raw(if breaks == 0 { "good" } else { "poor" });
    page.raw("\">").number(breaks).raw("</strong> <span>");
    page.text(&Say::Breaks(breaks).say(view.style.lang))
        .raw("</span></p>\n<ul class=\"reasons\">\n");
    for (at, report) in view.comparison.reports.iter().enumerate() {
        page.raw("<li><b>").text(&view.head(at)).raw("</b> ");
        page.text(report.body.as_deref().unwrap_or_default());
        page.raw(" <span class=\"path\">")
            .text(&report.path)
            .raw("</span></li>\n");
    }
    page.raw("</ul>\n");
}

fn breaks(page: &mut Markup, view: &View<'_>) {
    page.raw("<ul class=\"list by-year\">\n");
    for finding in view.findings {
        let class = match finding.severity {
            Severity::Error => "e",
            Severity::Warning => "w",
            Severity::Info => "i",
        };
        let at = view
            .comparison
            .reports
            .iter()
            .position(|r| r.path == finding.path);
        let year = at.map(|at| view.head(at)).unwrap_or_default();
        page.raw("<li class=\"")
            .raw(class)
            .raw("\" data-f=\"")
            .text(&year);
        page.raw("\"><span><b>")
            .text(&finding.fault)
            .raw("</b> ")
            .text(&finding.message);
        page.raw(" <code>")
            .text(&finding.rule)
            .raw("</code></span></li>\n");
    }
    page.raw("</ul>\n");
}

fn table(page: &mut Markup, view: &View<'_>, title: &str, lines: &[&CellLine]) {
    let lang = view.style.lang;
    page.raw("<div class=\"wide\"><table class=\"reports beside\"><caption>")
        .text(title);
    page.raw("</caption><thead><tr><th scope=\"col\">")
        .text(&Say::Cell.say(lang))
        .raw("</th>");
    for at in 0..view.comparison.reports.len() {
        page.raw("<th scope=\"col\">")
            .text(&view.head(at))
            .raw("</th>");
    }
    page.raw("<th scope=\"col\">")
        .text(&Say::Change.say(lang))
        .raw("</th></tr></thead><tbody>\n");
    for line in lines {
        page.raw("<tr><th scope=\"row\">")
            .text(&line.name.title())
            .raw("</th>");
        let steps = steps(line);
        for (at, value) in line.values.iter().enumerate() {
            // where a value is not the one before, it stands out
            let step = at
                .checked_sub(1)
                .and_then(|before| steps.get(before).copied()?);
            let same = step.is_none_or(|s| signed(s) == "0");
            page.raw(if same { "<td>" } else { "<td class=\"moved\">" });
            page.text(&value.map_or_else(|| "–".to_owned(), |n| n.to_string()))
                .raw("</td>");
        }
        let last = steps.last().copied().flatten().map(signed);
        let last = last.filter(|words| words != "0").unwrap_or_default();
        page.raw("<td class=\"step\">")
            .text(&last)
            .raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

fn section(page: &mut Markup, view: &View<'_>, title: &str, changes: &[&TextChange]) {
    let lang = view.style.lang;
    page.raw("<h3 class=\"small\">").text(title).raw("</h3>\n");
    for change in changes {
        let TextChange {
            added,
            removed,
            kept,
            to,
            ..
        } = change;
        page.raw("<p class=\"run\">")
            .text(&view.step(*to, "→"))
            .text(&Text::Colon.say(lang));
        page.text(&Say::Sentences(*kept, added.len(), removed.len()).say(lang));
        page.raw("</p>\n<ul class=\"moves\">\n");
        for (words, _) in removed {
            page.raw("<li><del>").text(words).raw("</del></li>\n");
        }
        for (words, _) in added {
            page.raw("<li><ins>").text(words).raw("</ins></li>\n");
        }
        page.raw("</ul>\n");
    }
}
