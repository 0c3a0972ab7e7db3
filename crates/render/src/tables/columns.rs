//! Rows by column, as formats for programs want them.

use super::schema::{Row, Table, Value};

/// Some rows of a table, by column.
#[derive(Debug)]
pub struct Columns {
    /// Which table.
    pub table: Table,
    /// One entry for each of its columns.
    pub columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The values of a column; `None` stands for none.
#[derive(Debug)]
pub enum Column {
    /// Texts.
    Text(Vec<Option<Box<str>>>),
    /// Whole numbers.
    Int(Vec<Option<i64>>),
    /// Decimal numbers in units of their last decimal.
    Decimal(Vec<Option<i128>>),
    /// True or false.
    Bool(Vec<Option<bool>>),
}

/// So many rows, or bytes of text, are kept before they are written.
const MOST_ROWS: usize = 16_384;
const MOST_BYTES: usize = 8 << 20;

impl Columns {
    /// No rows of a table.
    pub fn new(table: Table) -> Self {
        use super::schema::Kind;
        let columns = table.columns().iter().map(|column| match column.kind {
            Kind::Text => Column::Text(Vec::new()),
            Kind::Int => Column::Int(Vec::new()),
            Kind::Decimal => Column::Decimal(Vec::new()),
            Kind::Bool => Column::Bool(Vec::new()),
        });
        Columns {
            table,
            columns: columns.collect(),
            rows: 0,
            bytes: 0,
        }
    }

    /// Adds a row; one of another table is left out.
    pub fn add<R: Row>(&mut self, row: &R) {
        debug_assert_eq!(R::TABLE, self.table);
        if R::TABLE != self.table {
            return;
        }
        for (column, value) in self.columns.iter_mut().zip(row.values()) {
            if let Value::Text(text) = &value {
                self.bytes += text.len();
            }
            column.add(value);
        }
        self.rows += 1;
    }

    /// Adds the rows of another part of the same table; those of another table are left out.
    pub fn append(&mut self, more: Columns) {
        debug_assert_eq!(more.table, self.table);
        if more.table != self.table {
            return;
        }
        for (column, more) in self.columns.iter_mut().zip(more.columns) {
            column.append(more);
        }
        self.rows += more.rows;
        self.bytes += more.bytes;
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// There are so many that they should be written.
    pub fn is_full(&self) -> bool {
        self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES
    }
}

impl Column {
    fn append(&mut self, more: Column) {
        match (self, more) {
            (Column::Text(all), Column::Text(more)) => all.extend(more),
            (Column::Int(all), Column::Int(more)) => all.extend(more),
            (Column::Decimal(all), Column::Decimal(more)) => all.extend(more),
            (Column::Bool(all), Column::Bool(more)) => all.extend(more),
            // the columns of a table are the same in all of its parts
            _ => {}
        }
    }

    fn add(&mut self, value: Value<'_>) {
        match (self, value) {
            (Column::Text(all), Value::Text(text)) => all.push(Some(text.into())),
            (Column::Int(all), Value::Int(n)) => all.push(Some(n)),
            (Column::Decimal(all), Value::Decimal(n)) => all.push(Some(n.units())),
            (Column::Bool(all), Value::Bool(b)) => all.push(Some(b)),
            // a field has the kind of its column, so that what is left are values that are lacking
            (Column::Text(all), _) => all.push(None),
            (Column::Int(all), _) => all.push(None),
            (Column::Decimal(all), _) => all.push(None),
            (Column::Bool(all), _) => all.push(None),
        }
    }
}
