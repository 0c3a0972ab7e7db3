//! The sample report of a kind, and what a case makes of it: a text in the commonest layout, one cell a line behind
//! a TAB.

use crate::fields::Fields;
use crate::report::{Form, Kind, TableSpec};
use crate::rule::CaseEdit;
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
    };
    fields.finish();
    sample
}

fn tight(selector: &str) -> String {
    selector.replace(char::is_whitespace, "")
}

impl Sample {
    /// The text that the edits of a case make of the sample.
    pub fn text(&self, kind: &Kind, edits: &[(CaseEdit, String)]) -> String {
        let mut sample = self.clone();
        let mut headings = BTreeMap::new();
        let mut labels = BTreeMap::new();
        for (edit, value) in edits {
            let value = value.clone();
            match edit {
                CaseEdit::Text => return value,
                CaseEdit::Title => sample.title = value,
                CaseEdit::Head => sample.head = value,
                CaseEdit::Tail => sample.tail = value,
                CaseEdit::Form => sample.form = value,
                CaseEdit::Body => sample.body = value,
                CaseEdit::Section(id) => {
                    sample.sections.insert(id.clone(), value);
                }
                CaseEdit::Heading(id) => {
                    headings.insert(id.clone(), value);
                }
                CaseEdit::Cell(selector) => {
                    sample.cells.insert(tight(selector), value);
                }
                CaseEdit::Label(row) => {
                    labels.insert(tight(row), value);
                }
            }
        }
        sample.write(kind, &headings, &labels)
    }

    fn write(
        &self,
        kind: &Kind,
        headings: &BTreeMap<String, String>,
        labels: &BTreeMap<String, String>,
    ) -> String {
        let mut out = format!("{}{}\n{}\n", self.body, self.title, self.head);
        let form = kind.forms.iter().find(|f| f.id == self.form);
        let form = form.or(kind.forms.last());
        let tables = || form.into_iter().flat_map(|f: &Form| &f.tables);
        for table in tables().filter(|t| t.section.is_none()) {
            self.table(&mut out, table, labels);
        }
        for (at, section) in kind.sections.iter().enumerate() {
            let default = format!("{}\u{3001}{}", numeral(at + 1), section.title);
            let heading = headings.get(&section.id).unwrap_or(&default);
            if !heading.is_empty() {
                out.push_str(heading);
                out.push('\n');
            }
            if let Some(text) = self.sections.get(&section.id) {
                out.push_str(text);
                out.push('\n');
            }
            for table in tables().filter(|t| t.section == Some(at)) {
                self.table(&mut out, table, labels);
            }
        }
        out.push_str(&self.tail.replace("{body}", &self.body));
        out.push('\n');
        out
    }

    fn table(&self, out: &mut String, table: &TableSpec, labels: &BTreeMap<String, String>) {
        let heads = |columns: &mut dyn Iterator<Item = &str>| -> String {
            let labels = columns.filter(|c| !c.is_empty());
            labels.map(|c| format!("\t{c}\n")).collect::<String>() + "\n"
        };
        if table.flat {
            out.push_str(&heads(&mut table.rows.iter().map(|r| r.label.as_str())));
            let all = table.rows.iter().flat_map(|_| &table.columns);
            out.push_str(&heads(&mut all.map(|c| c.label.as_str())));
        } else if table.rows.iter().all(|r| r.columns.is_empty()) {
            let groups = table.column_groups.iter().map(|g| g.label.as_str());
            out.push_str(&heads(&mut groups.filter(|l| !l.is_empty())));
            out.push_str(&heads(&mut table.columns.iter().map(|c| c.label.as_str())));
        }
        let mut last: &[usize] = &[];
        for (at, row) in table.rows.iter().enumerate() {
            if !row.columns.is_empty() && row.columns != last {
                let own = row.columns.iter().filter_map(|c| table.columns.get(*c));
                out.push_str(&heads(&mut own.map(|c| c.label.as_str())));
                last = &row.columns;
            }
            self.row(out, table, at, labels);
        }
        out.push('\n');
    }

    fn row(
        &self,
        out: &mut String,
        table: &TableSpec,
        at: usize,
        labels: &BTreeMap<String, String>,
    ) {
        let Some(row) = table.rows.get(at) else {
            return;
        };
        let groups = table
            .row_groups
            .iter()
            .filter(|g| g.members.first() == Some(&at));
        if !table.flat {
            for group in groups.filter(|g| !g.label.is_empty()) {
                let id = format!("{}.{}", table.id, group.id);
                let label = labels.get(&id).unwrap_or(&group.label);
                let _ = writeln!(out, "\t{label}");
            }
            let label = labels.get(&format!("{}.{}", table.id, row.id));
            let label = label.unwrap_or(&row.label);
            if label.is_empty() {
                return;
            }
            let _ = writeln!(out, "\t{label}");
        }
        for nth in 0..table.width(at) {
            let column = table.column(at, nth).and_then(|c| table.columns.get(c));
            let id = column.map(|c| c.id.as_str()).unwrap_or_default();
            let value = self.cells.get(&format!("{}[{},{id}]", table.id, row.id));
            let _ = writeln!(out, "\t{}", value.map_or("0", String::as_str));
        }
        if !table.flat {
            out.push('\n');
        }
    }
}

/// One to ten as they stand in headings.
fn numeral(n: usize) -> char {
    let all = "\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}";
    all.chars().nth(n.saturating_sub(1)).unwrap_or('\u{5341}')
}
