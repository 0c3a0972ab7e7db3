//! Rows as lines: CSV and JSON lines.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::schema::{Column, Row, Table, Value};

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// RFC 4180 with the names of the columns first, in UTF-8 with a mark that office programs know it by.
    Csv,
    /// A JSON object on each line, without the columns that have no value.
    Json,
}

/// Writes the rows of a table as they come.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    /// How.
    pub style: Style,
    /// Which table.
    pub table: Table,
}

impl Lines {
    /// Writes what stands before the first row.
    pub fn head(self, out: &mut dyn Write) -> io::Result<()> {
        if self.style == Style::Json {
            return Ok(());
        }
        out.write_all("\u{feff}".as_bytes())?;
        let names = self.table.columns().iter().map(|c| c.name);
        record(out, names.map(str::to_owned))
    }

    /// Writes a row.
    pub fn row<R: Row>(self, out: &mut dyn Write, row: &R) -> io::Result<()> {
        let values = row.values();
        match self.style {
            Style::Csv => record(out, values.iter().map(|value| cell(value))),
            Style::Json => {
                let object = Object(R::COLUMNS, &values);
                serde_json::to_writer(&mut *out, &object)?;
                writeln!(out)
            }
        }
    }
}

/// Writes a record of CSV.
fn record(out: &mut dyn Write, fields: impl Iterator<Item = String>) -> io::Result<()> {
    for (nth, field) in fields.enumerate() {
        if nth > 0 {
            out.write_all(b",")?;
        }
        match field.contains(['"', ',', '\n', '\r']) {
            true => write!(out, "\"{}\"", field.replace('"', "\"\""))?,
            false => out.write_all(field.as_bytes())?,
        }
    }
    out.write_all(b"\r\n")
}

/// What begins a formula in office programs.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A value as text. One that an office program would take for a formula begins with an apostrophe: what strangers wrote
/// is never run.
fn cell(value: &Value<'_>) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) => {
            let formula = text.len() > 1 && text.starts_with(FORMULAS);
            match formula && text.parse::<f64>().is_err() {
                true => format!("'{text}"),
                false => text.clone().into_owned(),
            }
        }
        Value::Int(n) => n.to_string(),
        Value::Decimal(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
    }
}

struct Object<'v>(&'static [Column], &'v [Value<'v>]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, value) in self.0.iter().zip(self.1) {
            match value {
                Value::Null => {}
                Value::Text(text) => map.serialize_entry(column.name, text)?,
                Value::Int(n) => map.serialize_entry(column.name, n)?,
                Value::Decimal(n) => match n.whole() {
                    Some(whole) => map.serialize_entry(column.name, &whole)?,
                    // a number of 64 bits prints as many digits as there are here
                    None => map.serialize_entry(column.name, &n.to_f64())?,
                },
                Value::Bool(b) => map.serialize_entry(column.name, b)?,
            }
        }
        map.end()
    }
}
