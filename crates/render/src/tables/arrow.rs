//! Tables as batches of Arrow, and as files of them (Arrow IPC).

use std::collections::HashMap;
use std::sync::Arc;
use std::{io, mem};

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, BooleanArray, Decimal128Array, Int64Array, RecordBatch};
use arrow_ipc::writer::FileWriter;
pub use arrow_schema::ArrowError;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::VERSION;
use super::columns::{Column, Columns};
use super::schema::{self, Decimal, Kind, Table};
use super::writer::Blocks;

/// The schema of a table, with what each column means as its metadata.
pub fn schema(table: Table) -> SchemaRef {
    let fields = table.columns().iter().map(field);
    let about = HashMap::from([
        ("gouji.table".to_owned(), table.name().to_owned()),
        ("gouji.schema".to_owned(), VERSION.to_string()),
    ]);
    Arc::new(Schema::new_with_metadata(fields.collect::<Vec<_>>(), about))
}

fn field(column: &schema::Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Int => DataType::Int64,
        Kind::Bool => DataType::Boolean,
        Kind::Decimal => DataType::Decimal128(Decimal::PRECISION, scale()),
    };
    let about = HashMap::from([("about".to_owned(), column.about.to_owned())]);
    Field::new(column.name, kind, column.optional).with_metadata(about)
}

fn scale() -> i8 {
    i8::try_from(Decimal::SCALE).unwrap_or(i8::MAX)
}

/// Some rows as a batch.
pub fn batch(rows: &Columns) -> Result<RecordBatch, ArrowError> {
    let columns = rows.columns.iter().map(array);
    RecordBatch::try_new(schema(rows.table), columns.collect::<Result<_, _>>()?)
}

fn array(column: &Column) -> Result<ArrayRef, ArrowError> {
    Ok(match column {
        Column::Text(all) => {
            // just as much memory as is needed
            let bytes = all.iter().flatten().map(|text| text.len()).sum();
            let mut texts = StringBuilder::with_capacity(all.len(), bytes);
            all.iter()
                .for_each(|text| texts.append_option(text.as_deref()));
            Arc::new(texts.finish())
        }
        Column::Int(all) => Arc::new(all.iter().copied().collect::<Int64Array>()),
        Column::Bool(all) => Arc::new(all.iter().copied().collect::<BooleanArray>()),
        Column::Decimal(all) => {
            let numbers = all.iter().copied().collect::<Decimal128Array>();
            Arc::new(numbers.with_precision_and_scale(Decimal::PRECISION, scale())?)
        }
    })
}

/// A file that is written batch by batch.
pub(super) struct Arrow {
    file: FileWriter<Vec<u8>>,
}

impl Arrow {
    /// Begins a file of a table.
    pub fn new(table: Table) -> io::Result<Self> {
        let file = FileWriter::try_new(Vec::new(), &schema(table)).map_err(io::Error::other)?;
        Ok(Arrow { file })
    }
}

impl Blocks for Arrow {
    fn write(&mut self, rows: &Columns) -> io::Result<Vec<u8>> {
        let batch = batch(rows).map_err(io::Error::other)?;
        self.file.write(&batch).map_err(io::Error::other)?;
        Ok(mem::take(self.file.get_mut()))
    }

    fn finish(&mut self) -> io::Result<Vec<u8>> {
        self.file.finish().map_err(io::Error::other)?;
        Ok(mem::take(self.file.get_mut()))
    }
}
