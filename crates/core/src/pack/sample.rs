//! The sample report of a kind, and what a case makes of it: a text in the commonest layout, one cell a line behind
//! a TAB.

use super::sample_headings;
use super::sample_rows::{self, Lines};
use super::selector::{Selector, Tables, cell_key, cells, column_label, row_label};
use crate::fields::{Fields, Wrong};
use crate::report::{Axis, Form, Kind, RowId, SectionId, TableSpec};
use crate::rule::CaseEdit;
use crate::text::near;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A correct report in which cases change something. Tables are drawn from the form, zero unless a value is given.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The body that reports.
    pub body: String,
    /// The title without the body.
    pub title: String,
    /// The form that is used unless a case says otherwise.
    pub form: String,
    /// What stands between title and first section.
    pub head: String,
    /// The signature; `{body}` stands for the body.
    pub tail: String,
    /// The text of each section, by id.
    pub sections: BTreeMap<String, String>,
    /// Values of cells, by `table[row, column]`.
    pub cells: BTreeMap<String, String>,
    /// The lines of tables whose rows no form prescribes, by id.
    pub(super) lines: BTreeMap<String, Lines>,
}

pub(super) fn sample(fields: &Fields<'_, '_>) -> Sample {
    let map = |key: &'static str| {
        let table = fields.table(key);
        let entries = table.map(|t| t.entries()).unwrap_or_default();
        let pairs = entries
            .into_iter()
            .filter_map(|(name, values)| Some((name.value, values.into_iter().next()?.value)));
        pairs.collect::<BTreeMap<_, _>>()
    };
    let sample = Sample {
        body: fields.plain("body"),
        title: fields.plain("title"),
        form: fields.plain("form"),
        head: fields.plain("head"),
        tail: fields.plain("tail"),
        sections: map("section"),
        cells: map("set")
            .into_iter()
            .map(|(k, v)| (tight(&k), v))
            .collect(),
        lines: map("rows")
            .into_iter()
            .map(|(k, v)| (k, sample_rows::lines(&v)))
            .collect(),
    };
    fields.finish();
    sample
}

/// Notes what the sample names and the kind does not have.
pub(super) fn check(fields: &Fields<'_, '_>, kind: &Kind) {
    let form = fields.text("form");
    if let Some(form) = form
        .iter()
        .find(|f| kind.forms.iter().all(|k| k.id != f.value))
    {
        let close = near(&form.value, kind.forms.iter().map(|f| f.id.as_str()));
        let fault = Wrong::Unknown(form.value.clone(), close);
        fields.file.fault(form.span, &fault);
        return;
    }
    let entries = |key: &'static str| fields.table(key).map(|t| t.entries()).unwrap_or_default();
    for (name, _) in entries("section") {
        if kind.section(&name.value).is_none() {
            let close = near(&name.value, kind.sections.iter().map(|s| s.id.as_str()));
            let fault = Wrong::Unknown(name.value, close);
            fields.file.fault(name.span, &fault);
        }
    }
    let tables = Tables::new(kind, form.as_ref().map(|f| f.value.as_str()));
    for (name, _) in entries("set") {
        tables.cell(fields.file, &name);
    }
    for (name, _) in entries("rows") {
        tables.grid(fields.file, &name);
    }
}

fn tight(selector: &str) -> String {
    selector.replace(char::is_whitespace, "")
}

impl Sample {
    /// The text that the edits of a case make of the sample.
    pub fn text(&self, kind: &Kind, edits: &[(CaseEdit, String)]) -> String {
        let mut sample = self.clone();
        if let Some((_, form)) = edits.iter().find(|(e, _)| *e == CaseEdit::Form) {
            sample.form.clone_from(form);
        }
        let mut made = Edited::default();
        for (edit, value) in edits {
            let value = value.clone();
            match edit {
                CaseEdit::Text => return value,
                CaseEdit::Title => sample.title = value,
                CaseEdit::Head => sample.head = value,
                CaseEdit::Tail => sample.tail = value,
                CaseEdit::Form => {}
                CaseEdit::Body => sample.body = value,
                CaseEdit::Section(id) => {
                    sample.sections.insert(id.clone(), value);
                }
                CaseEdit::Heading(id) => {
                    made.headings.insert(id.clone(), value);
                }
                CaseEdit::Cell(selector) => sample.set(kind, selector, &value),
                CaseEdit::Rows(table) => {
                    sample
                        .lines
                        .insert(table.clone(), sample_rows::lines(&value));
                }
                CaseEdit::Label(key) => {
                    made.labels.insert(key.clone(), value);
                }
            }
        }
        made.sample = sample;
        made.write(kind)
    }

    /// The form of its tables.
    fn form_of<'k>(&self, kind: &'k Kind) -> Option<&'k Form> {
        let form = kind.forms.iter().find(|f| f.id == self.form);
        form.or(kind.forms.last())
    }

    /// Sets all cells that a selector means.
    fn set(&mut self, kind: &Kind, selector: &str, value: &str) {
        let Some(named) = Selector::parse(selector) else {
            return;
        };
        let id = named.table.text;
        let tables = self.form_of(kind).into_iter().flat_map(|f| &f.tables);
        for table in tables.filter(|t| t.id == id) {
            if let Some(lines) = self.lines.get_mut(id).filter(|_| table.grid.is_some()) {
                sample_rows::set(table, lines, &named, value);
                continue;
            }
            for (row, column) in cells(table, named.row.text, named.column.text) {
                let key = cell_key(id, row, column);
                self.cells.insert(key, value.to_owned());
            }
        }
    }
}

/// A sample with the edits of a case that are no content of it.
#[derive(Default)]
struct Edited {
    sample: Sample,
    /// Headings of sections, by id.
    headings: BTreeMap<String, String>,
    /// Labels of rows, columns and groups, by their keys.
    labels: BTreeMap<String, String>,
}

impl Edited {
    fn write(&self, kind: &Kind) -> String {
        let sample = &self.sample;
        let mut out = format!("{}{}\n{}\n", sample.body, sample.title, sample.head);
        let tables = sample.form_of(kind).map(|f| f.tables.as_slice());
        let tables = tables.unwrap_or_default();
        self.tables(&mut out, tables, None);
        for (at, _) in kind.outer_sections() {
            self.section(&mut out, kind, at);
            self.tables(&mut out, tables, Some(at));
        }
        out.push_str(&sample.tail.replace("{body}", &sample.body));
        out.push('\n');
        out
    }

    /// A section with those inside of it.
    fn section(&self, out: &mut String, kind: &Kind, at: SectionId) {
        let Some(section) = kind.sections.get(at) else {
            return;
        };
        let default = sample_headings::heading(kind, at, section);
        let heading = self.headings.get(&section.id).unwrap_or(&default);
        let text = self.sample.sections.get(&section.id);
        for line in [Some(heading), text].into_iter().flatten() {
            if !line.is_empty() {
                out.push_str(line);
                out.push('\n');
            }
        }
        for (inner, _) in kind.inside(at) {
            self.section(out, kind, inner);
        }
    }

    /// The tables of a section. Those with one caption stand beside each other.
    fn tables(&self, out: &mut String, all: &[TableSpec], section: Option<SectionId>) {
        let mut drawn: Vec<&str> = Vec::new();
        for table in all.iter().filter(|t| t.section == section) {
            let Some(grid) = &table.grid else {
                self.table(out, table);
                continue;
            };
            if drawn.contains(&table.id.as_str()) {
                continue;
            }
            let beside =
                |t: &&TableSpec| t.grid.as_ref().is_some_and(|g| g.captions == grid.captions);
            let lines = |t: &TableSpec| self.sample.lines.get(&t.id).cloned().unwrap_or_default();
            let sides = all.iter().filter(beside).map(|t| (t, lines(t)));
            let sides: Vec<_> = sides.collect();
            drawn.extend(sides.iter().map(|(t, _)| t.id.as_str()));
            sample_rows::write(out, &sides);
        }
    }

    /// A label of the form, or what stands in its place.
    fn label<'l>(&'l self, key: &str, official: &'l str) -> &'l str {
        self.labels.get(key).map_or(official, String::as_str)
    }

    fn row_label<'l>(&'l self, table: &TableSpec, id: &str, official: &'l str) -> &'l str {
        self.label(&row_label(&table.id, id), official)
    }

    /// Heads of columns, one a line.
    fn heads<'t>(&self, table: &TableSpec, all: impl Iterator<Item = &'t Axis>) -> String {
        let label = |a: &'t Axis| {
            self.label(&column_label(&table.id, &a.id), &a.label)
                .to_owned()
        };
        head(all.map(label))
    }

    fn table(&self, out: &mut String, table: &TableSpec) {
        if table.flat {
            let rows = table.rows.iter();
            out.push_str(&head(
                rows.map(|r| self.row_label(table, &r.id, &r.label).to_owned()),
            ));
            let all = table.rows.iter().flat_map(|_| &table.columns);
            out.push_str(&self.heads(table, all));
        } else if table.rows.iter().all(|r| r.columns.is_empty()) {
            let groups = table.column_groups.iter();
            out.push_str(&head(groups.map(|g| {
                self.label(&column_label(&table.id, &g.id), &g.label)
                    .to_owned()
            })));
            out.push_str(&self.heads(table, table.columns.iter()));
        }
        let mut last = None;
        for (at, row) in table.rows.iter_ids() {
            if !row.columns.is_empty() && Some(&row.columns) != last {
                let own = row.columns.iter().filter_map(|c| table.columns.get(*c));
                out.push_str(&self.heads(table, own));
                last = Some(&row.columns);
            }
            self.row(out, table, at);
        }
        out.push('\n');
    }

    fn row(&self, out: &mut String, table: &TableSpec, at: RowId) {
        let Some(row) = table.rows.get(at) else {
            return;
        };
        if !table.flat {
            let groups = table.row_groups.iter();
            for group in groups.filter(|g| g.members.first() == Some(&at)) {
                let label = self.row_label(table, &group.id, &group.label);
                if !label.is_empty() {
                    let _ = writeln!(out, "\t{label}");
                }
            }
            let label = self.row_label(table, &row.id, &row.label);
            if label.is_empty() {
                return;
            }
            let _ = writeln!(out, "\t{label}");
        }
        for column in table.columns_of(at) {
            let column = table.columns.get(column);
            let id = column.map(|c| c.id.as_str()).unwrap_or_default();
            let value = self.sample.cells.get(&cell_key(&table.id, &row.id, id));
            let _ = writeln!(out, "\t{}", value.map_or("0", String::as_str));
        }
        if !table.flat {
            out.push('\n');
        }
    }
}

/// A line of heads, one cell a line; one without text is not there.
fn head(labels: impl Iterator<Item = String>) -> String {
    let cells = labels.filter(|l| !l.is_empty());
    cells.map(|l| format!("\t{l}\n")).collect::<String>() + "\n"
}
