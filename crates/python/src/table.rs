//! Rows as batches of Arrow.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Decimal128Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, SchemaRef};
use gouji::output::tables::{self, Columns, Decimal, Kind, arrow};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyMemoryError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList, PyTuple, PyType};

/// The rows of one table of a run, as batches of Arrow.
#[pyclass(frozen, module = "gouji._gouji")]
pub(crate) struct Table {
    table: tables::Table,
    batches: Vec<RecordBatch>,
    rows: usize,
}

/// The table of a name.
pub(crate) fn named(name: &str) -> PyResult<tables::Table> {
    let mut all = tables::Table::ALL.into_iter();
    all.find(|table| table.name() == name).ok_or_else(|| {
        let names = tables::Table::ALL.map(tables::Table::name).join(", ");
        PyValueError::new_err(format!("no table {name:?}; there are {names}"))
    })
}

/// The columns of a table: name, kind (`text`, `int`, `decimal`, `bool`), whether a value may be lacking, what it means.
#[pyfunction]
pub(crate) fn columns(
    table: &str,
) -> PyResult<Vec<(&'static str, &'static str, bool, &'static str)>> {
    let all = named(table)?.columns().iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => "text",
            Kind::Int => "int",
            Kind::Decimal => "decimal",
            Kind::Bool => "bool",
        };
        (column.name, kind, column.optional, column.about)
    });
    Ok(all.collect())
}

/// Some rows as a batch.
pub(crate) fn batch(rows: &Columns) -> PyResult<RecordBatch> {
    arrow::batch(rows).map_err(|error| PyMemoryError::new_err(error.to_string()))
}

impl Table {
    /// The rows of some batches.
    pub fn new(table: tables::Table, batches: Vec<RecordBatch>) -> Self {
        Table {
            table,
            rows: batches.iter().map(RecordBatch::num_rows).sum(),
            batches,
        }
    }

    fn schema(&self) -> SchemaRef {
        arrow::schema(self.table)
    }
}

#[pymethods]
impl Table {
    /// The name of the table.
    #[getter]
    fn name(&self) -> &'static str {
        self.table.name()
    }

    /// How many batches there are.
    #[getter]
    fn batches(&self) -> usize {
        self.batches.len()
    }

    fn __len__(&self) -> usize {
        self.rows
    }

    /// The schema, for programs that know Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema().as_ref());
        let schema = schema.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows, for programs that know Arrow: no value is copied.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // a wish that need not be granted
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema());
        let reader: Box<dyn RecordBatchReader + Send> = Box::new(reader);
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
    }

    /// The rows of one batch as tuples, in the order of the columns.
    fn rows<'py>(&self, py: Python<'py>, batch: usize) -> PyResult<Bound<'py, PyList>> {
        let out_of_range = || PyValueError::new_err("no such batch");
        let batch = self.batches.get(batch).ok_or_else(out_of_range)?;
        let decimal = py.import("decimal")?.getattr("Decimal")?;
        let decimal = decimal.cast::<PyType>()?;
        let list = PyList::empty(py);
        for row in 0..batch.num_rows() {
            let values = batch.columns().iter();
            let values = values.map(|column| value(py, column, row, decimal));
            list.append(PyTuple::new(py, values.collect::<PyResult<Vec<_>>>()?)?)?;
        }
        Ok(list)
    }
}

fn value<'py>(
    py: Python<'py>,
    column: &ArrayRef,
    row: usize,
    decimal: &Bound<'py, PyType>,
) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Int64 => column
            .as_primitive::<Int64Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::Decimal128(..) => {
            let units = column.as_primitive::<Decimal128Type>().value(row);
            decimal.call1((in_words(units),))
        }
        other => Err(PyRuntimeError::new_err(other.to_string())),
    }
}

/// A number in units of its last decimal, without decimals that say nothing: `12`, `0.5`.
fn in_words(units: i128) -> String {
    let one = 10u128.pow(u32::from(Decimal::SCALE));
    let sign = if units < 0 { "-" } else { "" };
    let (whole, rest) = (units.unsigned_abs() / one, units.unsigned_abs() % one);
    let rest = format!("{rest:0width$}", width = usize::from(Decimal::SCALE));
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}
