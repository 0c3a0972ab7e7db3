//! A finding as a note beside the text.

use super::super::place::at;
use super::markup::Markup;
use super::messages::Say;
use super::places::{LINKED, Places, class};
use gouji_core::diagnostic::{Diagnostic, Label};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Findings that are written out; nobody reads more of one report.
const WRITTEN: usize = 2000;

/// The findings of a report, each of which is written once.
pub(super) struct Notes<'d> {
    pub report: usize,
    pub document: &'d Document,
    pub findings: &'d [Diagnostic],
    pub lang: Lang,
    written: Vec<bool>,
}

impl<'d> Notes<'d> {
    pub fn new(
        report: usize,
        document: &'d Document,
        findings: &'d [Diagnostic],
        lang: Lang,
    ) -> Self {
        let findings = findings.get(..WRITTEN).unwrap_or(findings);
        Notes {
            report,
            document,
            findings,
            lang,
            written: vec![false; findings.len()],
        }
    }

    /// The notes of what has been drawn since the last call.
    pub fn beside(&mut self, places: &mut Places) -> Markup {
        let mut out = Markup::default();
        for finding in places.fresh() {
            if let Some(written) = self.written.get_mut(finding - 1) {
                *written = true;
            }
            if let Some(diagnostic) = self.findings.get(finding - 1) {
                self.note(&mut out, places, finding, diagnostic);
            }
        }
        out
    }

    /// The notes that found no place.
    pub fn others(&self, places: &Places) -> Markup {
        let mut out = Markup::default();
        for (at, diagnostic) in self.findings.iter().enumerate() {
            if self.written.get(at) == Some(&false) {
                self.note(&mut out, places, at + 1, diagnostic);
            }
        }
        out
    }

    /// One line for each finding, which leads to its place.
    pub fn list(&self, out: &mut Markup, places: &Places) {
        out.raw("<ol class=\"list\">\n");
        for (at, diagnostic) in self.findings.iter().enumerate() {
            let letter = if places.is_drawn(at + 1, 0) { "p" } else { "f" };
            out.raw("<li class=\"")
                .raw(class(diagnostic.severity))
                .raw("\" data-f=\"")
                .number(at + 1);
            out.raw("\"><a href=\"#")
                .id(self.report, letter, at + 1)
                .raw("\">");
            out.text(&diagnostic.message).raw("</a></li>\n");
        }
        out.raw("</ol>\n");
    }

    fn note(&self, out: &mut Markup, places: &Places, n: usize, diagnostic: &Diagnostic) {
        let lang = self.lang;
        out.raw("<article class=\"note ")
            .raw(class(diagnostic.severity))
            .raw("\" id=\"");
        out.id(self.report, "f", n)
            .raw("\" data-r=\"")
            .text(&diagnostic.rule)
            .raw("\" data-f=\"")
            .number(n);
        out.raw("\" tabindex=\"-1\" aria-labelledby=\"")
            .id(self.report, "m", n)
            .raw("\"><p class=\"tag\">");
        match places.is_drawn(n, 0) {
            true => {
                out.raw("<a class=\"back\" href=\"#")
                    .id(self.report, "p", n)
                    .raw("\" aria-label=\"");
                out.text(&Say::ToPlace(n).say(lang))
                    .raw("\">")
                    .number(n)
                    .raw("</a>");
            }
            false => {
                out.raw("<span class=\"back\">").number(n).raw("</span>");
            }
        }
        out.raw(" <b>")
            .text(&Say::Severity(diagnostic.severity).say(lang))
            .raw("</b> ")
            .text(&diagnostic.fault)
            .raw(" <code>");
        out.text(&diagnostic.rule)
            .raw("</code></p><p class=\"said\" id=\"")
            .id(self.report, "m", n)
            .raw("\">");
        out.text(&diagnostic.message).raw("</p>");
        if let Some(label) = diagnostic.primary() {
            out.raw("<p class=\"where\">")
                .text(&self.place(label))
                .raw("</p>");
        }
        self.details(out, places, n, diagnostic);
        out.raw("</article>\n");
    }

    /// What a reader calls a place.
    fn place(&self, label: &Label) -> String {
        match &label.cell {
            Some(cell) => {
                let name = format!("{} \u{b7} {}", cell.table, cell.title());
                match self.document.reference(label.span.start) {
                    Some(reference) => format!("{reference} \u{b7} {name}"),
                    None => name,
                }
            }
            None => at(self.document, label.span, self.lang),
        }
    }

    fn details(&self, out: &mut Markup, places: &Places, n: usize, diagnostic: &Diagnostic) {
        let mut inner = Markup::default();
        if let Some(help) = &diagnostic.help {
            inner.raw("<p class=\"help\">").text(help).raw("</p>");
        }
        for fix in &diagnostic.fixes {
            captioned(&mut inner, &Say::Fix.say(self.lang), &fix.message);
        }
        if let Some(source) = &diagnostic.source {
            captioned(&mut inner, &Say::Source.say(self.lang), source);
        }
        self.related(&mut inner, places, n, diagnostic);
        if !diagnostic.elsewhere.is_empty() {
            inner
                .raw("<p><b>")
                .text(&Say::Elsewhere.say(self.lang))
                .raw("</b></p><ul>");
            for other in diagnostic.elsewhere.iter().take(LINKED) {
                let place = format!("{}:{}:{} ", other.path, other.line, other.column);
                inner
                    .raw("<li>")
                    .text(&place)
                    .text(&other.message)
                    .raw("</li>");
            }
            inner.raw("</ul>");
        }
        if inner.len() > 0 {
            out.raw("<details><summary>")
                .text(&Say::Details.say(self.lang))
                .raw("</summary>");
            out.add(&inner).raw("</details>");
        }
    }

    fn related(&self, out: &mut Markup, places: &Places, n: usize, diagnostic: &Diagnostic) {
        let primary = diagnostic.primary();
        let further = diagnostic.labels.iter().filter(|l| Some(*l) != primary);
        let further: Vec<&Label> = further.take(LINKED).collect();
        if further.is_empty() {
            return;
        }
        out.raw("<p><b>")
            .text(&Say::Related.say(self.lang))
            .raw("</b></p><ul>");
        for (nth, label) in further.iter().enumerate() {
            out.raw("<li>");
            let linked = places.is_drawn(n, nth + 1);
            if linked {
                out.raw("<a href=\"#")
                    .id(self.report, "p", n)
                    .raw("-")
                    .number(nth + 1)
                    .raw("\">");
            }
            out.text(&self.place(label));
            if linked {
                out.raw("</a>");
            }
            if !label.message.is_empty() {
                out.raw(" <span>").text(&label.message).raw("</span>");
            }
            out.raw("</li>");
        }
        out.raw("</ul>");
    }
}

fn captioned(out: &mut Markup, caption: &str, text: &str) {
    out.raw("<p><b>")
        .text(caption)
        .raw("</b> ")
        .text(text)
        .raw("</p>");
}
