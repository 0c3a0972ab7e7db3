//! Facts and findings as tables: one schema for every host that wants rows.
//!
//! - [`schema`] says what a table, a column and a value are; [`Row`] is what can stand in a table.
//! - [`rows`] are the five tables: [`ReportRow`], [`CellRow`], [`MentionRow`], [`FindingRow`], [`OutcomeRow`]. What a column
//!   means and in which unit stands at its field.
//! - [`Lines`] writes rows as they come (CSV, JSON lines), [`Columns`] keeps them by column; `parquet` and `arrow` write
//!   those, [`Tables`] writes any of them report by report.
//!
//! Version [`VERSION`] of the schema: columns may be added at the end; one that is renamed, removed or means something else
//! makes a new version.

#[cfg(feature = "arrow")]
pub mod arrow;
mod columns;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod place;
pub mod rows;
pub mod schema;
mod writer;

pub use columns::{Column as ColumnValues, Columns};
pub use lines::{Lines, Style};
pub use rows::{CellRow, FindingRow, MentionRow, OutcomeRow, ReportRow, Unreadable};
pub use schema::{Decimal, Kind, Row, Table, Value};
pub use writer::{Format, Tables};

/// Version of the schema, kept with each file that has a place for it.
pub const VERSION: u32 = 1;
