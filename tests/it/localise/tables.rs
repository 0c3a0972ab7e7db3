//! Correct reports: tables as bodies fill them in, drawn at random, written in a layout that is read.

use gouji::document::Document;
use gouji::grammar::CellText;
use gouji::input;
use gouji::pack::Library;
use gouji::report::{self, Fact, Form, Kind, Report};
use gouji::report::{FormCell, TableId};
use gouji::rule::CaseEdit;
use gouji::text::Id;
use std::collections::BTreeMap;

/// Numbers that look random and are the same for the same seed (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// At least zero and below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }

    /// From `low` to `high`.
    pub fn from(&mut self, low: i128, high: i128) -> i128 {
        low + self.below((high - low + 1) as usize) as i128
    }

    /// A number as they stand in tables: mostly small, now and then in the thousands.
    pub fn count(&mut self) -> i128 {
        let high = match self.below(10) {
            0..=4 => 9,
            5..=7 => 99,
            8 => 999,
            _ => 9999,
        };
        self.from(1, high)
    }
}

/// The values of one table, those that the form has.
#[derive(Clone, Debug)]
pub struct Grid {
    pub rows: usize,
    pub columns: usize,
    pub values: BTreeMap<FormCell, i128>,
}

impl Grid {
    /// What a report shows of a table, where it shows numbers.
    pub fn read(report: &Report<'_>, table: TableId) -> Self {
        let spec = report.form.tables.get(table).unwrap();
        let mut values = BTreeMap::new();
        for cell in report.form.cells().iter().filter(|c| c.table == table) {
            if let Some(n) = report.at(*cell).and_then(whole) {
                values.insert(*cell, n);
            }
        }
        Grid {
            rows: spec.rows.len(),
            columns: spec.columns.len(),
            values,
        }
    }

    pub fn at(&self, row: usize, column: usize) -> Option<(FormCell, i128)> {
        let mut all = self.values.iter();
        let found = all.find(|(c, _)| (c.row.index(), c.column.index()) == (row, column));
        found.map(|(cell, value)| (*cell, *value))
    }

    pub fn cells(&self) -> Vec<(FormCell, i128)> {
        self.values.iter().map(|(c, v)| (*c, *v)).collect()
    }
}

fn whole(fact: &Fact) -> Option<i128> {
    match &fact.text {
        CellText::Number { value, .. } => value.to_whole(),
        CellText::Dash | CellText::Nothing => Some(0),
        CellText::Blank | CellText::Text => None,
    }
}

/// Where the parts of the table of requests stand in a form.
pub struct Requests {
    pub table: TableId,
    /// The applicants, and the column of their totals.
    pub applicants: Vec<usize>,
    pub all: usize,
    /// What became of requests, and the row of its totals.
    pub outcomes: Vec<usize>,
    pub settled: usize,
    new: usize,
    before: usize,
    after: usize,
}

impl Requests {
    pub fn of(form: &Form) -> Self {
        let table = form.tables.position(|t| t.id == "申请").unwrap();
        let spec = form.tables.get(table).unwrap();
        let row = |id: &str| spec.rows.position(|r| r.id == id).unwrap().index();
        let group = |id: &str| spec.row_groups.iter().find(|g| g.id == id).unwrap();
        let by = spec
            .column_groups
            .iter()
            .find(|g| g.id == "申请人")
            .unwrap();
        Requests {
            table,
            applicants: by.members.iter().map(|c| c.index()).collect(),
            all: spec.columns.position(|c| c.id == "总计").unwrap().index(),
            outcomes: group("办理结果")
                .members
                .iter()
                .map(|r| r.index())
                .collect(),
            settled: row("总计"),
            new: row("新收"),
            before: row("上年结转"),
            after: row("结转下年"),
        }
    }

    /// Values that hold all sums; most of them are zero.
    pub fn draw(&self, random: &mut Random) -> Vec<Vec<i128>> {
        let rows = 1 + self.after.max(self.settled);
        let mut values = vec![vec![0; self.applicants.len() + 1]; rows];
        for (nth, column) in self.applicants.iter().enumerate() {
            if !random.chance(if nth == 0 { 95 } else { 30 }) {
                continue;
            }
            let mut new = random.count();
            if nth > 0 && !random.chance(10) {
                new = random.from(1, 12);
            }
            let before = if random.chance(35) {
                random.from(1, 1 + new / 6)
            } else {
                0
            };
            let after = if random.chance(40) {
                random.from(1, 1 + new / 6)
            } else {
                0
            };
            let after = after.min(new + before);
            values[self.new][*column] = new;
            values[self.before][*column] = before;
            values[self.after][*column] = after;
            let mut left = new + before - after;
            values[self.settled][*column] = left;
            while left > 0 {
                // the first outcomes are the common ones
                let many = if random.chance(70) {
                    2
                } else {
                    self.outcomes.len()
                };
                let row = self.outcomes[random.below(many)];
                let some = random.from(1, left);
                values[row][*column] += some;
                left -= some;
            }
        }
        for row in &mut values {
            row[self.all] = self.applicants.iter().map(|c| row[*c]).sum();
        }
        values
    }
}

/// The text of a report whose tables hold some values; prose states none of them.
pub struct Text<'l> {
    pub kind: &'l Kind,
    edits: Vec<(CaseEdit, String)>,
    library: &'l Library,
}

impl<'l> Text<'l> {
    pub fn new(library: &'l Library, kind: &str) -> Self {
        Text {
            kind: library.kinds.iter().find(|k| k.id == kind).unwrap(),
            edits: Vec::new(),
            library,
        }
    }

    pub fn form(mut self, form: &Form, title: &str) -> Self {
        self.edits.push((CaseEdit::Form, form.id.clone()));
        if !title.is_empty() {
            self.edits.push((CaseEdit::Title, title.to_owned()));
        }
        for section in &self.kind.sections {
            let plain = (
                CaseEdit::Section(section.id.clone()),
                String::from("平稳运行。"),
            );
            self.edits.push(plain);
        }
        for table in &form.tables {
            let selector = format!("{}[*, *]", table.id);
            self.edits
                .push((CaseEdit::Cell(selector), String::from("0")));
        }
        self
    }

    pub fn cell(&mut self, form: &Form, cell: FormCell, value: &str) {
        let table = form.tables.get(cell.table).unwrap();
        let (row, column) = (
            &table.rows.get(cell.row).unwrap().id,
            &table.columns.get(cell.column).unwrap().id,
        );
        let selector = format!("{}[{row}, {column}]", table.id);
        self.edits
            .push((CaseEdit::Cell(selector), value.to_owned()));
    }

    pub fn write(&self) -> Document {
        let at = self.library.kinds.iter().position(|k| k.id == self.kind.id);
        let sample = &self.library.samples[at.unwrap()];
        let text = sample.text(self.kind, &self.edits);
        input::read("report.txt", text.as_bytes()).unwrap()
    }
}

/// A report that is read from a document.
pub fn read<'a>(kind: &'a Kind, document: &'a Document) -> Report<'a> {
    report::read_as(kind, document).unwrap()
}
