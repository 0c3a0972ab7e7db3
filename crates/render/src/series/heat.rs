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

/// What a table is called and what heads its columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heads<'h> {
    /// The caption.
    pub title: &'h str,
    /// Over the names of the bodies.
    pub body: &'h str,
    pub years: &'h [i32],
    /// Over what stands behind the years.
    pub more: &'h [String],
}

/// So many rows stand open in any case.
const OPEN: usize = 24;

/// Writes the table. Of many rows only the first ones are open, `wrong` at least; the others wait behind `rest`.
pub(crate) fn table(
    out: &mut Markup,
    heads: Heads<'_>,
    rows: &[HeatRow],
    wrong: usize,
    rest: impl Fn(usize) -> String,
) {
    let open = match rows.len() {
        ..=OPEN => rows.len(),
        _ => wrong.min(rows.len()),
    };
    let (first, later) = rows.split_at(open);
    if !first.is_empty() {
        part(out, heads, first);
    }
    if !later.is_empty() {
        out.raw("<details class=\"more\"><summary>")
            .text(&rest(later.len()))
            .raw("</summary>\n");
        part(out, Heads { title: "", ..heads }, later);
        out.raw("</details>\n");
    }
}

fn part(out: &mut Markup, heads: Heads<'_>, rows: &[HeatRow]) {
    out.raw("<div class=\"wide\"><table class=\"heat\">");
    if !heads.title.is_empty() {
        out.raw("<caption>").text(heads.title).raw("</caption>");
    }
    out.raw("<thead><tr><th scope=\"col\">")
        .text(heads.body)
        .raw("</th>");
    for year in heads.years {
        out.raw("<th scope=\"col\" class=\"year\">")
            .text(&year.to_string())
            .raw("</th>");
    }
    for head in heads.more {
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
