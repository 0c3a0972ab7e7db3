//! The table of all reports in the overview.

use super::markup::Markup;
use super::messages::Say;
use super::plot::Counts;
use super::section::SEVERITIES;
use gouji_core::text::Lang;

/// Rows of the table that are shown at first.
const ROWS: usize = 20;

/// An input in the overview.
#[derive(Debug)]
pub(super) struct Row {
    pub number: usize,
    pub title: String,
    pub path: String,
    /// Where its marked copy lies, as the address of a link.
    pub copy: Option<String>,
    pub counts: Counts,
    pub open: usize,
    pub accepted: usize,
    pub state: usize,
    pub year: Option<i32>,
    pub class: Option<String>,
    /// Why it was not checked as a report.
    pub why: String,
}

/// The length of the folder that all paths begin with.
pub(super) fn folder(rows: &[Row]) -> usize {
    let mut paths = rows
        .iter()
        .map(|r| r.path.as_str())
        .filter(|p| !p.is_empty());
    let first = paths.next().unwrap_or_default();
    let same = |path: &str| {
        let pairs = first.bytes().zip(path.bytes());
        pairs.take_while(|(a, b)| a == b).count()
    };
    let length = paths.map(same).min().unwrap_or(0);
    let common = first.as_bytes().get(..length).unwrap_or_default();
    let end = common.iter().rposition(|b| matches!(b, b'/' | b'\\'));
    end.map_or(0, |at| at + 1)
}

/// A path as the address of a link; `./` keeps a name with a colon from being a scheme.
pub(super) fn link(path: &str) -> String {
    let mut out = String::from("./");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// All reports, those with the gravest findings first.
pub(super) fn table(out: &mut Markup, all: &[Row], lang: Lang) {
    out.raw("<div class=\"wide\"><table class=\"reports\" id=\"reports\"><caption>");
    out.text(&Say::Reports.say(lang))
        .raw("</caption><thead><tr>");
    let [e, w, i] = SEVERITIES.map(Say::Severity);
    for (nth, head) in [Say::Report, e, w, i, Say::Open, Say::Accepted]
        .into_iter()
        .enumerate()
    {
        out.raw("<th scope=\"col\"").raw(if nth == 1 {
            " aria-sort=\"descending\""
        } else {
            ""
        });
        out.raw(">").text(&head.say(lang)).raw("</th>");
    }
    out.raw("</tr></thead><tbody data-rows=\"")
        .number(ROWS)
        .raw("\" data-all=\"");
    out.text(&Say::ShowAll(all.len()).say(lang)).raw("\">\n");
    let mut rows: Vec<&Row> = all.iter().collect();
    rows.sort_by_key(|r| std::cmp::Reverse((r.counts, r.state)));
    let folder = folder(all);
    for row in rows {
        row.write(out, folder, lang);
    }
    out.raw("</tbody></table></div>\n");
}

impl Row {
    fn write(&self, out: &mut Markup, folder: usize, lang: Lang) {
        out.raw("<tr data-n=\"")
            .number(self.number)
            .raw("\"><th scope=\"row\"><a href=\"#");
        out.id(self.number, "b", 0)
            .raw("\">")
            .text(&self.title)
            .raw("</a> <span class=\"path\">");
        if self.state > 3 {
            out.text(&Say::State(self.state).say(lang));
        }
        out.text(self.path.get(folder..).unwrap_or(&self.path))
            .raw("</span>");
        if let Some(copy) = &self.copy {
            out.raw(" <a class=\"copy\" href=\"")
                .text(copy)
                .raw("\">")
                .text(&Say::Copy.say(lang))
                .raw("</a>");
        }
        out.raw("</th>");
        let numbers = self.counts.into_iter().chain([self.open, self.accepted]);
        for (n, class) in numbers.zip(["e", "w", "i", "o", "o"]) {
            out.raw("<td class=\"")
                .raw(if n == 0 { "zero" } else { class })
                .raw("\">")
                .number(n)
                .raw("</td>");
        }
        out.raw("</tr>\n");
    }
}
