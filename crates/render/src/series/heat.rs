//! The table of bodies and years: a row for each body, a coloured cell for each year.

use crate::html::markup::Markup;

/// How a cell is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Heat {
    /// No report, and none is missing.
    #[default]
    Outside,
    /// A report is missing.
    Gap,
    /// A report without one of the year before.
    First,
    /// Nothing was found.
    Clean,
    /// Something was found that has to do with this report alone.
    Alone,
    /// A warning beside other reports.
    Warning,
    /// An error beside other reports.
    Error,
}

impl Heat {
    /// The class of a cell.
    pub fn class(self) -> &'static str {
        match self {
            Heat::Outside => "out",
            Heat::Gap => "gap",
            Heat::First => "first",
            Heat::Clean => "clean",
            Heat::Alone => "alone",
            Heat::Warning => "w",
            Heat::Error => "e",
        }
    }
}

/// A year of a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeatCell {
    pub heat: Heat,
    /// What stands in it.
    pub words: String,
    /// What is said where somebody points at it.
    pub said: String,
    /// Where a click leads to.
    pub link: Option<Markup>,
}

/// A body.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeatRow {
    pub body: String,
    pub link: Option<Markup>,
    pub cells: Vec<HeatCell>,
    /// What stands behind the years, a cell for each head.
    pub more: Vec<Markup>,
}

/// Writes the table: its caption, the heads of the body's column and of those behind the years.
pub(crate) fn table(
    out: &mut Markup,
    (caption, body, more): (&str, &str, &[String]),
    years: &[i32],
    rows: &[HeatRow],
) {
    out.raw("<div class=\"wide\"><table class=\"heat\"><caption>")
        .text(caption);
    out.raw("</caption><thead><tr><th scope=\"col\">")
        .text(body)
        .raw("</th>");
    for year in years {
        out.raw("<th scope=\"col\" class=\"year\">")
            .text(&year.to_string())
            .raw("</th>");
    }
    for head in more {
        out.raw("<th scope=\"col\" class=\"more\">")
            .text(head)
            .raw("</th>");
    }
    out.raw("</tr></thead><tbody>\n");
    for row in rows {
        out.raw("<tr><th scope=\"row\">");
        linked(out, row.link.as_ref(), &row.body);
        out.raw("</th>");
        for cell in &row.cells {
            out.raw("<td class=\"")
                .raw(cell.heat.class())
                .raw("\" title=\"");
            out.text(&cell.said).raw("\">");
            linked(out, cell.link.as_ref(), &cell.words);
            out.raw("</td>");
        }
        for cell in &row.more {
            out.raw("<td class=\"more\">").add(cell).raw("</td>");
        }
        out.raw("</tr>\n");
    }
    out.raw("</tbody></table></div>\n");
}

fn linked(out: &mut Markup, link: Option<&Markup>, words: &str) {
    match link {
        Some(link) => out
            .raw("<a href=\"#")
            .add(link)
            .raw("\">")
            .text(words)
            .raw("</a>"),
        None => out.text(words),
    };
}

/// The key of the colours.
pub(crate) fn key(out: &mut Markup, words: &[(Heat, String)]) {
    out.raw("<ul class=\"legend heat-key\">");
    for (heat, said) in words {
        out.raw("<li><i class=\"")
            .raw(heat.class())
            .raw("\"></i>")
            .text(said)
            .raw("</li>");
    }
    out.raw("</ul>\n");
}
