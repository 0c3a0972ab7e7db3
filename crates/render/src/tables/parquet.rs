//! Tables as Parquet files.

use std::sync::Arc;
use std::{io, mem};

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::VERSION;
use super::columns::{Column, Columns};
use super::schema::{self, Decimal, Kind, Table};
use super::writer::Blocks;

/// A file that is written group of rows by group of rows.
pub(super) struct Parquet {
    file: SerializedFileWriter<Vec<u8>>,
}

impl Parquet {
    /// Begins a file of a table.
    pub fn new(table: Table) -> io::Result<Self> {
        let pair = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
        let about = vec![
            pair("gouji.table", table.name().to_owned()),
            pair("gouji.schema", VERSION.to_string()),
        ];
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(gouji_core::NAME.to_owned())
            .set_key_value_metadata(Some(about));
        let file = SerializedFileWriter::new(Vec::new(), of(table)?, Arc::new(properties.build()))?;
        Ok(Parquet { file })
    }
}

impl Blocks for Parquet {
    fn write(&mut self, rows: &Columns) -> io::Result<Vec<u8>> {
        let mut group = self.file.next_row_group()?;
        for (column, spec) in rows.columns.iter().zip(rows.table.columns()) {
            if let Some(mut writer) = group.next_column()? {
                write(writer.untyped(), column, spec.optional)?;
                writer.close()?;
            }
        }
        group.close()?;
        Ok(mem::take(self.file.inner_mut()))
    }

    fn finish(&mut self) -> io::Result<Vec<u8>> {
        self.file.finish()?;
        Ok(mem::take(self.file.inner_mut()))
    }
}

fn of(table: Table) -> Result<TypePtr> {
    let fields = table.columns().iter().map(field);
    let root = Type::group_type_builder(table.name());
    let root = root.with_fields(fields.collect::<Result<Vec<_>>>()?);
    Ok(Arc::new(root.build()?))
}

fn field(column: &schema::Column) -> Result<TypePtr> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Int => (Physical::INT64, None),
        Kind::Bool => (Physical::BOOLEAN, None),
        Kind::Decimal => (
            Physical::FIXED_LEN_BYTE_ARRAY,
            Some(LogicalType::decimal(
                i32::from(Decimal::SCALE),
                i32::from(Decimal::PRECISION),
            )),
        ),
    };
    let repetition = match column.optional {
        true => Repetition::OPTIONAL,
        false => Repetition::REQUIRED,
    };
    let mut builder = Type::primitive_type_builder(column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical);
    if column.kind == Kind::Decimal {
        builder = builder
            .with_length(16)
            .with_precision(i32::from(Decimal::PRECISION))
            .with_scale(i32::from(Decimal::SCALE));
    }
    Ok(Arc::new(builder.build()?))
}

/// Values that are there, and which are.
fn parts<T, V>(all: &[Option<T>], value: impl Fn(&T) -> V) -> (Vec<V>, Vec<i16>) {
    let there = all.iter().flatten().map(value).collect();
    (there, all.iter().map(|v| i16::from(v.is_some())).collect())
}

fn write(writer: &mut ColumnWriter<'_>, column: &Column, optional: bool) -> Result<()> {
    macro_rules! put {
        ($writer:expr, $all:expr, $value:expr) => {{
            let (values, levels) = parts($all, $value);
            $writer.write_batch(&values, optional.then_some(&levels), None)?;
        }};
    }
    match (writer, column) {
        (ColumnWriter::ByteArrayColumnWriter(w), Column::Text(all)) => {
            put!(w, all, |t| ByteArray::from(&**t));
        }
        (ColumnWriter::Int64ColumnWriter(w), Column::Int(all)) => put!(w, all, |n| *n),
        (ColumnWriter::BoolColumnWriter(w), Column::Bool(all)) => put!(w, all, |b| *b),
        (ColumnWriter::FixedLenByteArrayColumnWriter(w), Column::Decimal(all)) => {
            put!(w, all, |n| FixedLenByteArray::from(
                n.to_be_bytes().to_vec()
            ));
        }
        _ => {
            return Err(parquet::errors::ParquetError::General(
                "kinds differ".into(),
            ));
        }
    }
    Ok(())
}
