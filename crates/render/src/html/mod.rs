//! One page for browsers: an overview over many reports, then each report as its reader sees it, its findings beside
//! the cells and sentences. It needs nothing but itself, and can be read without its script.
//!
//! - `markup`: all writing; what comes from reports is escaped there.
//! - `section`: a report, with its lists; `body`, `table` and `grid` draw its text, `note` its findings.
//! - `places`: the places of findings in a text, and the text with them marked.
//! - `figures`: cells with their names and sums, for the script.
//! - `overview`, `faults`, `plot`, `groups`, `rows`, `years`: sums over all reports; they are written last, and stand first.

mod body;
mod faults;
mod figures;
mod grid;
mod groups;
pub(crate) mod markup;
mod messages;
mod note;
mod overview;
mod places;
mod plot;
mod rows;
mod section;
mod table;
mod years;

use std::io::{self, Write};

use serde_json::json;

use self::markup::Markup;
use self::messages::Say;
use self::overview::Tally;
use self::places::class;
use self::rows::link;
use self::section::{SEVERITIES, Section};
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{LintResult, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// All styles of pages.
pub(crate) const STYLE: &str = concat!(
    include_str!("page.css"),
    include_str!("report.css"),
    include_str!("../series/heat.css")
);
const SCRIPT: &str = concat!(include_str!("report.js"), include_str!("page.js"));
/// Lets that script run and nothing else; a browser that refuses it says what it has to be.
const SCRIPT_HASH: &str = "sha256-R19AbxdbJmAhtuK9TDh6huYD+iNAwWOgltd2tn/iFd8=";
/// How many bytes of reports are drawn with their text …
const ROOM: usize = 16 << 20;
/// … and up to how many those with errors or warnings are; later ones only list their findings.
const ROOM_FOR_GRAVE: usize = 64 << 20;

/// Writes the page.
pub struct Html {
    lang: Lang,
    tally: Tally,
    written: usize,
    /// The first report, until it is known whether it is the only one, which is unfolded.
    first: Option<Section>,
}

impl Html {
    /// A page with its own words in a language.
    pub fn new(lang: Lang) -> Self {
        Html {
            lang,
            tally: Tally::default(),
            written: 0,
            first: None,
        }
    }

    /// Writes a report of which there is a marked copy at a place seen from the page.
    pub fn with_copy(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
        copy: Option<&str>,
    ) -> io::Result<()> {
        let number = self.tally.len() + 1;
        let copy = copy.map(link);
        self.tally.add(number, checked, copy.clone(), self.lang);
        let grave = checked
            .diagnostics
            .iter()
            .any(|d| d.severity > Severity::Info);
        let room = self.written < if grave { ROOM_FOR_GRAVE } else { ROOM };
        let mut section = Section::checked(number, document, checked, self.lang, room);
        if let Some(copy) = copy {
            section.copy(&copy, self.lang);
        }
        self.put(out, section)
    }

    /// Writes a report, or keeps it when it is the first.
    fn put(&mut self, out: &mut dyn Write, section: Section) -> io::Result<()> {
        self.written += section.len();
        if self.tally.len() == 1 {
            self.first = Some(section);
            return Ok(());
        }
        self.put_first(out, false)?;
        write!(out, "{}", section.whole(false).as_str())
    }

    fn put_first(&mut self, out: &mut dyn Write, open: bool) -> io::Result<()> {
        match self.first.take() {
            Some(first) => write!(out, "{}", first.whole(open).as_str()),
            None => Ok(()),
        }
    }
}

/// A report as a part of another page, unfolded: what `report.css` styles and `report.js` moves. Its ids begin with `r` and
/// its number there.
pub fn part(number: usize, document: &Document, checked: &LintResult, lang: Lang) -> String {
    let section = Section::checked(number, document, checked, lang, true);
    section.whole(true).as_str().to_owned()
}

impl Writer for Html {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Markup::default();
        let say = |text: Say<'_>| text.say(self.lang);
        page.raw("<!DOCTYPE html>\n<html lang=\"")
            .text(&say(Say::Code))
            .raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '");
        page.raw(SCRIPT_HASH)
            .raw("'; base-uri 'none'; form-action 'none'\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
            .text(&say(Say::Title));
        page.raw("</title>\n<style>\n")
            .raw(STYLE)
            .raw("</style>\n</head>\n<body>\n");
        page.raw("<a class=\"skip\" href=\"#list\">")
            .text(&say(Say::Skip))
            .raw("</a>\n");
        page.raw("<header><h1>")
            .text(&say(Say::Title))
            .raw("</h1></header>\n<main>\n");
        filters(&mut page, self.lang);
        page.raw("<div id=\"list\" tabindex=\"-1\">\n");
        write!(out, "{}", page.as_str())
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        self.with_copy(out, document, checked, None)
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        let number = self.tally.len() + 1;
        self.tally.add_unread(number, input);
        self.put(out, Section::unread(number, input, self.lang))
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        self.put_first(out, true)?;
        let mut page = Markup::default();
        page.raw("</div>\n");
        if self.tally.len() > 1 {
            page.add(&self.tally.write(end, self.lang));
        }
        page.raw("</main>\n<footer><p>")
            .text(&Say::Made(env!("CARGO_PKG_VERSION")).say(self.lang));
        if let Some(day) = end.day {
            page.raw(" · ").text(&Say::Day(day).say(self.lang));
        }
        page.raw("</p></footer>\n<script type=\"application/json\" id=\"words\">");
        let [faults, demands] = self.tally.names(end.rules, self.lang);
        page.json(&json!({
            "faults": faults,
            "rules": demands,
            "shown": Say::Shown.say(self.lang),
            "holds": Say::Holds.say(self.lang),
            "broken": Say::Broken.say(self.lang),
            "none": Say::NoSums.say(self.lang),
        }));
        page.raw("</script>\n<script>")
            .raw(SCRIPT)
            .raw("</script>\n</body>\n</html>\n");
        write!(out, "{}", page.as_str())
    }
}

/// The filters, which the script fills and shows.
fn filters(page: &mut Markup, lang: Lang) {
    page.raw("<form id=\"filters\" role=\"search\" hidden aria-label=\"")
        .text(&Say::Filters.say(lang));
    page.raw("\">\n<fieldset>");
    for severity in SEVERITIES {
        page.raw("<label class=\"")
            .raw(class(severity))
            .raw("\"><input type=\"checkbox\" name=\"severity\" checked value=\"");
        page.raw(class(severity))
            .raw("\"> ")
            .text(&Say::Severity(severity).say(lang))
            .raw("</label> ");
    }
    page.raw("</fieldset>\n");
    for (name, label, all) in [
        ("rule", Say::Rule, Say::AllRules),
        ("body", Say::Body, Say::AllBodies),
    ] {
        page.raw("<select name=\"")
            .raw(name)
            .raw("\" aria-label=\"")
            .text(&label.say(lang));
        page.raw("\"><option value=\"\">")
            .text(&all.say(lang))
            .raw("</option></select>\n");
    }
    let search = Say::Search.say(lang);
    page.raw("<input type=\"search\" name=\"text\" autocomplete=\"off\" aria-label=\"")
        .text(&search);
    page.raw("\" placeholder=\"").text(&search).raw("\">\n");
    for (name, label) in [("previous", Say::Previous), ("next", Say::Next)] {
        page.raw("<button type=\"button\" name=\"")
            .raw(name)
            .raw("\">")
            .text(&label.say(lang))
            .raw("</button>\n");
    }
    page.raw("<button type=\"button\" name=\"unfold\">")
        .text(&Say::Unfold.say(lang))
        .raw("</button>\n");
    page.raw("<button type=\"reset\">")
        .text(&Say::Reset.say(lang))
        .raw("</button>\n");
    page.raw("<output aria-live=\"polite\"></output>\n</form>\n");
}
