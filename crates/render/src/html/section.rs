//! One report on the page.

use super::super::place::at;
use super::body::Body;
use super::figures::Figures;
use super::markup::Markup;
use super::messages::Say;
use super::note::Notes;
use super::places::{Places, class};
use crate::{Unread, coverage};
use gouji_core::diagnostic::{Accepted, LintResult, Reading, Severity, Undecided};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Entries of the collapsed lists.
const LISTED: usize = 500;

/// A report, up to where it says whether it is open, and from there on.
pub(super) struct Section {
    start: Markup,
    head: Markup,
    /// A link to its marked copy.
    copy: Markup,
    rest: Markup,
}

impl Section {
    /// The whole report, unfolded or not.
    pub fn whole(&self, open: bool) -> Markup {
        let mut out = Markup::default();
        out.add(&self.start)
            .raw(if open { " open" } else { "" })
            .add(&self.head)
            .add(&self.copy)
            .add(&self.rest);
        out
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.start.len() + self.head.len() + self.copy.len() + self.rest.len()
    }

    /// A report that was checked, without its text when there is no room.
    pub fn checked(
        number: usize,
        document: &Document,
        checked: &LintResult,
        lang: Lang,
        room: bool,
    ) -> Self {
        let mut section = Section::new(number, checked.body.as_deref(), checked.kind.is_some());
        let counts = counts(checked);
        section.summary(number, &Name::of(checked, lang), counts, lang);
        let out = &mut section.rest;
        if checked.kind.is_none() {
            out.raw("<p class=\"unfit\">")
                .text(&Say::NoReport.say(lang))
                .raw("</p>");
        }
        let figures = checked
            .reading
            .as_deref()
            .map(Figures::new)
            .unwrap_or_default();
        let mut places = Places::new(number, document, &checked.diagnostics, lang);
        let mut notes = Notes::new(number, document, &checked.diagnostics, lang);
        let mut text = Markup::default();
        if checked.kind.is_some() && room {
            Body::new(document, checked, &figures, lang).draw(&mut text, &mut places, &mut notes);
        }
        if !notes.findings.is_empty() {
            out.raw("<div class=\"head\">");
            if checked.kind.is_some() {
                notes.list(out, &places);
            }
            let more = checked.diagnostics.len() - notes.findings.len();
            if more > 0 {
                out.raw("<p class=\"cut\">")
                    .text(&Say::MoreFindings(more).say(lang))
                    .raw("</p>");
            }
            out.raw("<div class=\"notes\">")
                .add(&notes.others(&places))
                .raw("</div></div>\n");
        }
        open_list(out, document, &checked.open, lang);
        accepted_list(out, document, &checked.accepted, lang);
        if let Some(reading) = checked.reading.as_deref() {
            coverage_list(out, document, reading, lang);
        }
        if checked.kind.is_some() && !room {
            out.raw("<p class=\"cut\">")
                .text(&Say::NoRoom.say(lang))
                .raw("</p>\n");
        }
        if text.len() > 0 {
            out.raw("<div class=\"text\" lang=\"zh-CN\">\n")
                .add(&text)
                .raw("</div>\n");
        }
        if let Some(data) = figures.data().filter(|_| room) {
            out.raw("<script type=\"application/json\">")
                .json(data)
                .raw("</script>\n");
        }
        section.end();
        section
    }

    /// An input that could not be read.
    pub fn unread(number: usize, input: &Unread<'_>, lang: Lang) -> Self {
        let mut section = Section::new(number, None, false);
        let name = Name {
            title: input.path.to_owned(),
            path: String::new(),
        };
        section.summary(number, &name, [0; 3], lang);
        let out = &mut section.rest;
        out.raw("<p class=\"unfit\"><b>")
            .text(&Say::Unread.say(lang))
            .raw("</b> ");
        out.text(input.why).raw("</p>");
        section.end();
        section
    }

    fn new(number: usize, body: Option<&str>, fit: bool) -> Self {
        let mut start = Markup::default();
        start
            .raw("<section class=\"report")
            .raw(if fit { "" } else { " none" });
        start
            .raw("\" id=\"r")
            .number(number)
            .raw("\" data-b=\"")
            .text(body.unwrap_or_default());
        start
            .raw("\" aria-labelledby=\"")
            .id(number, "h", 0)
            .raw("\">\n<details");
        Section {
            start,
            head: Markup::default(),
            copy: Markup::default(),
            rest: Markup::default(),
        }
    }

    fn summary(&mut self, number: usize, name: &Name, counts: [usize; 3], lang: Lang) {
        let out = &mut self.head;
        out.raw("><summary><h2 id=\"")
            .id(number, "h", 0)
            .raw("\">")
            .text(&name.title)
            .raw("</h2>");
        out.raw("<span class=\"path\">")
            .text(&name.path)
            .raw("</span><span class=\"counts\">");
        badges(out, counts, lang);
        out.raw("</span></summary>\n<div class=\"inside\" id=\"")
            .id(number, "b", 0)
            .raw("\">\n");
    }

    /// Adds a link to the marked copy behind the head.
    pub fn copy(&mut self, link: &str, lang: Lang) {
        self.copy
            .raw("<p><a class=\"copy\" href=\"")
            .text(link)
            .raw("\">")
            .text(&Say::Copy.say(lang))
            .raw("</a></p>\n");
    }

    fn end(&mut self) {
        self.rest.raw("</div></details></section>\n");
    }
}

/// What people call a report.
pub(super) struct Name {
    /// The body and the year, else its path.
    pub title: String,
    /// The path, where it is not the title.
    pub path: String,
}

impl Name {
    pub fn of(checked: &LintResult, lang: Lang) -> Self {
        let year = checked.year.map(|y| Say::Year(y).say(lang));
        match &checked.body {
            Some(body) => Name {
                title: [Some(body.clone()), year]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" "),
                path: checked.path.clone(),
            },
            None => Name {
                title: checked.path.clone(),
                path: String::new(),
            },
        }
    }
}

/// Findings by severity, the gravest first.
pub(super) fn counts(checked: &LintResult) -> [usize; 3] {
    SEVERITIES.map(|severity| checked.count(severity))
}

/// The gravest first.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Numbers of findings in the colours of their severities.
fn badges(out: &mut Markup, counts: [usize; 3], lang: Lang) {
    for (n, severity) in counts.into_iter().zip(SEVERITIES).filter(|(n, _)| *n > 0) {
        out.raw("<span class=\"badge ")
            .raw(class(severity))
            .raw("\">");
        out.text(&Say::Severity(severity).say(lang))
            .raw(" ")
            .number(n)
            .raw("</span> ");
    }
}

fn open_list(out: &mut Markup, document: &Document, open: &[Undecided], lang: Lang) {
    if open.is_empty() {
        return;
    }
    let title = Say::OpenList(open.len()).say(lang);
    out.raw("<details class=\"more\"><summary>")
        .text(&title)
        .raw("</summary><ul>\n");
    for one in open.iter().take(LISTED) {
        out.raw("<li><code>")
            .text(&one.rule)
            .raw("</code> ")
            .text(&one.instance);
        out.raw(" <span>").text(&one.reason).raw("</span>");
        if let Some(span) = one.span {
            out.raw(" <span class=\"where\">")
                .text(&at(document, span, lang))
                .raw("</span>");
        }
        out.raw("</li>\n");
    }
    rest(out, open.len(), lang);
    out.raw("</ul></details>\n");
}

/// What was not checked, and how many rules came to a verdict.
fn coverage_list(out: &mut Markup, document: &Document, reading: &Reading, lang: Lang) {
    if reading.outcomes.is_empty() {
        return;
    }
    out.raw("<details class=\"more\"><summary>")
        .text(&Say::Coverage.say(lang))
        .raw("</summary><p>")
        .text(&coverage::Say::Rules(coverage::rules(reading)).say(lang))
        .raw("</p>\n");
    let lists = coverage::gaps(document, reading);
    if lists.is_empty() {
        out.raw("<p>")
            .text(&coverage::Say::Whole.say(lang))
            .raw("</p>\n");
    }
    for list in lists {
        out.raw("<p>")
            .text(&list.heading.say(lang))
            .raw("</p><ul>\n");
        for gap in list.all.iter().take(LISTED) {
            out.raw("<li>").text(&gap.words);
            if let Some(span) = gap.at {
                out.raw(" <span class=\"where\">")
                    .text(&at(document, span, lang))
                    .raw("</span>");
            }
            out.raw("</li>\n");
        }
        rest(out, list.all.len(), lang);
        out.raw("</ul>\n");
    }
    out.raw("</details>\n");
}

fn accepted_list(out: &mut Markup, document: &Document, accepted: &[Accepted], lang: Lang) {
    if accepted.is_empty() {
        return;
    }
    let title = Say::AcceptedList(accepted.len()).say(lang);
    out.raw("<details class=\"more accepted\"><summary>")
        .text(&title)
        .raw("</summary><ul>\n");
    for one in accepted.iter().take(LISTED) {
        let diagnostic = &one.diagnostic;
        out.raw("<li><code>")
            .text(&diagnostic.rule)
            .raw("</code> ")
            .text(&diagnostic.message);
        if let Some(label) = diagnostic.primary() {
            out.raw(" <span class=\"where\">")
                .text(&at(document, label.span, lang))
                .raw("</span>");
        }
        out.raw("<br><span class=\"badge\">")
            .text(&Say::By(one.by).say(lang))
            .raw("</span> ");
        out.text(&one.reason);
        if !one.who.is_empty() {
            out.raw(" <span>")
                .text(&Say::Signed(&one.who).say(lang))
                .raw("</span>");
        }
        out.raw("</li>\n");
    }
    rest(out, accepted.len(), lang);
    out.raw("</ul></details>\n");
}

fn rest(out: &mut Markup, all: usize, lang: Lang) {
    if all > LISTED {
        out.raw("<li>")
            .text(&Say::Rest(all - LISTED).say(lang))
            .raw("</li>\n");
    }
}
