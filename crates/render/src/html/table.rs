//! Tables drawn as tables.

use std::collections::BTreeSet;

use super::body::Body;
use super::grid::{self, Drawn};
use super::markup::Markup;
use super::messages::Say;
use super::places::{Places, class};
use gouji_core::diagnostic::{ReadColumnId, ReadRow, ReadTable};
use gouji_core::document::{Cell, Marks, Table};
use gouji_core::text::Span;

/// The most columns and rows that a browser lets a cell cover.
const COVERED: u32 = 1000;

impl Body<'_> {
    /// Draws a table of the document.
    pub(super) fn table(
        &mut self,
        out: &mut Markup,
        places: &mut Places,
        span: Span,
        table: &Table,
        room: usize,
    ) {
        match table.marks {
            Marks::Rows => self.grid(out, places, table, room),
            Marks::Cells => self.stacked(out, places, span, table, room),
        }
    }

    /// Opens a table that may be wider than the page.
    fn open(&mut self, out: &mut Markup, title: &str) {
        self.drawn += 1;
        let name = match title {
            "" => Say::Table(self.drawn).say(self.lang),
            title => title.to_owned(),
        };
        out.raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
            .text(&name);
        out.raw("\"><table>");
        if !title.is_empty() {
            out.raw("<caption>").text(title).raw("</caption>");
        }
    }

    /// A table whose rows the document shows.
    fn grid(&mut self, out: &mut Markup, places: &mut Places, table: &Table, room: usize) {
        self.open(out, "");
        let (rows, homeless) = grid::rows(table, self.figures);
        let mut left = 0;
        for row in &rows {
            if out.len() > room {
                left += 1;
                continue;
            }
            let figure = |d: &Drawn<'_>| match d {
                Drawn::Cell(cell) => self.figures.cell(cell.span).is_some(),
                Drawn::Below(_) | Drawn::Head(..) => false,
            };
            let figures = row.iter().any(figure);
            out.raw("<tr>");
            for cell in row {
                self.drawn(out, places, cell, figures);
            }
            out.raw("</tr>\n");
        }
        out.raw("</table></div>\n");
        self.cut(out, left);
        self.loose(out, places, homeless);
    }

    fn drawn(&self, out: &mut Markup, places: &mut Places, drawn: &Drawn<'_>, figures: bool) {
        match drawn {
            Drawn::Cell(cell) => self.cell(out, places, cell, figures),
            Drawn::Below(cell) if places.within(cell.span).is_empty() => {
                out.raw("<td class=\"below\"></td>");
            }
            Drawn::Below(cell) => self.cell(out, places, cell, figures),
            Drawn::Head(label, columns) => {
                out.raw(if label.is_empty() {
                    "<td"
                } else {
                    "<th scope=\"col\""
                });
                rest(out, true, *columns as usize);
                out.raw(">").text(label);
                out.raw(if label.is_empty() { "</td>" } else { "</th>" });
            }
        }
    }

    /// Words of a table that have findings and no place in what was drawn of it.
    fn loose(&self, out: &mut Markup, places: &mut Places, mut cells: Vec<Span>) {
        cells.retain(|cell| !places.within(*cell).is_empty());
        if cells.is_empty() {
            return;
        }
        out.raw("<p class=\"loose\">")
            .text(&Say::OtherLabels.say(self.lang));
        for cell in cells {
            out.raw(" <span>");
            places.draw(out, self.document, cell);
            out.raw("</span>");
        }
        out.raw("</p>\n");
    }

    fn cut(&self, out: &mut Markup, rows: usize) {
        if rows > 0 {
            out.raw("<p class=\"cut\">")
                .text(&Say::Cut(rows).say(self.lang))
                .raw("</p>\n");
        }
    }

    /// A cell; beside figures it is the label of a row, else of columns.
    fn cell(&self, out: &mut Markup, places: &mut Places, cell: &Cell, figures: bool) {
        let known = self.figures.cell(cell.span);
        let is_head = known.is_none() && !self.tables.is_empty() && !cell.span.is_empty();
        let (open, close) = match (is_head, figures) {
            (true, true) => ("<th scope=\"row\"", "</th>"),
            (true, false) => ("<th", "</th>"),
            (false, _) => ("<td", "</td>"),
        };
        out.raw(open);
        if let Some(extent) = cell.extent {
            if extent.columns > 1 {
                out.raw(" colspan=\"")
                    .number(extent.columns.min(COVERED) as usize)
                    .raw("\"");
            }
            if extent.rows > 1 {
                out.raw(" rowspan=\"")
                    .number(extent.rows.min(COVERED) as usize)
                    .raw("\"");
            }
        }
        self.content(out, places, cell.span, known);
        out.raw(close);
    }

    /// The rest of a cell's tag, and what stands in it.
    fn content(&self, out: &mut Markup, places: &mut Places, span: Span, known: Option<usize>) {
        if let Some(severity) = places.gravest(span) {
            out.raw(" class=\"").raw(class(severity)).raw("\"");
        }
        if let Some(known) = known {
            out.raw(" data-c=\"").number(known).raw("\"");
        }
        out.raw(">");
        places.draw(out, self.document, span);
    }

    /// A table of which the document shows cells only: its rows are those of the form.
    fn stacked(
        &mut self,
        out: &mut Markup,
        places: &mut Places,
        span: Span,
        table: &Table,
        room: usize,
    ) {
        let found = self.tables.iter().copied();
        let mine: Vec<(&ReadTable, Span)> = found.filter(|(_, s)| s.overlaps(span)).collect();
        if mine.is_empty() {
            return self.list(out, places, table, room);
        }
        let mut known = BTreeSet::new();
        for (found, place) in mine {
            for row in found.found() {
                known.extend(row.label);
                known.extend(row.placed().map(|(_, cell)| cell.span));
            }
            if (span.start..span.end).contains(&place.start) {
                self.form(out, places, found);
            }
        }
        // heads and labels of groups have no place of their own in the form
        let drawn = |cell: Span| known.iter().any(|k| k.overlaps(cell) || *k == cell);
        let loose = table.cells().map(|(_, cell)| cell.span);
        let wrong = |cell: &Span| !places.within(*cell).is_empty() && !drawn(*cell);
        let loose = loose.filter(wrong).collect();
        self.loose(out, places, loose);
    }

    /// A table of the form. Rows with other columns than those above them have heads of their own.
    fn form(&mut self, out: &mut Markup, places: &mut Places, table: &ReadTable) {
        self.open(out, &table.title);
        let own = |row: &ReadRow| -> Vec<ReadColumnId> { row.placed().map(|(at, _)| at).collect() };
        let width = table.found().map(|r| own(r).len()).max().unwrap_or(0);
        let mut heads = Vec::new();
        for row in table.found() {
            let columns = own(row);
            if columns != heads && !columns.is_empty() {
                self.heads(out, table, &columns, width);
                heads = columns;
            }
            self.row(out, places, row, width);
        }
        out.raw("</table></div>\n");
    }

    fn heads(&self, out: &mut Markup, table: &ReadTable, columns: &[ReadColumnId], width: usize) {
        let labels = columns.iter().filter_map(|c| table.columns.get(*c));
        let labels: Vec<&String> = labels.map(|c| &c.name).collect();
        if labels.iter().all(|l| l.is_empty()) {
            return;
        }
        out.raw("<tr><td></td>");
        for (nth, label) in labels.iter().enumerate() {
            out.raw("<th scope=\"col\"");
            rest(out, nth + 1 == labels.len(), width - nth);
            out.raw(">").text(label).raw("</th>");
        }
        out.raw("</tr>\n");
    }

    fn row(&self, out: &mut Markup, places: &mut Places, row: &ReadRow, width: usize) {
        out.raw("<tr><th scope=\"row\"");
        match row.label.filter(|l| !places.within(*l).is_empty()) {
            Some(label) => self.content(out, places, label, None),
            None => {
                out.raw(">").text(&row.axis.name);
            }
        }
        out.raw("</th>");
        let cells: Vec<Span> = row.placed().map(|(_, cell)| cell.span).collect();
        for (nth, cell) in cells.iter().enumerate() {
            out.raw("<td");
            rest(out, nth + 1 == cells.len(), width - nth);
            self.content(out, places, *cell, self.figures.cell(*cell));
            out.raw("</td>");
        }
        out.raw("</tr>\n");
    }

    /// Cells of which nobody knows the rows.
    fn list(&self, out: &mut Markup, places: &mut Places, table: &Table, room: usize) {
        let mut left = 0;
        out.raw("<p class=\"loose\">");
        for (_, cell) in table.cells().filter(|(_, c)| !c.span.is_empty()) {
            if out.len() > room {
                left += 1;
                continue;
            }
            out.raw("<span>");
            places.draw(out, self.document, cell.span);
            out.raw("</span> ");
        }
        out.raw("</p>\n");
        self.cut(out, left);
    }
}

/// The last cell of a row covers what is left of it.
fn rest(out: &mut Markup, last: bool, columns: usize) {
    if last && columns > 1 {
        out.raw(" colspan=\"").number(columns).raw("\"");
    }
}
