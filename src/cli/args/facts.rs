//! The options of `gouji facts`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::target::{Target, TargetParser};
use super::{Common, Reading, Walking};
use crate::output::tables;

/// Outputs of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FactsFormat {
    /// For people; one report · 给人看，一份报告
    Text,
    /// For programs; one report · 给程序读，一份报告
    Json,
    /// A table: lines of values with commas between them · 表格：逗号分隔
    Csv,
    /// A table: a JSON object on each line · 表格：一行一个 JSON
    Jsonl,
    /// A table as Parquet · 表格：Parquet
    #[cfg(feature = "parquet")]
    Parquet,
    /// A table as a file of Arrow · 表格：Arrow 文件
    #[cfg(feature = "arrow")]
    Arrow,
}

impl FactsFormat {
    /// How it writes tables, where it does.
    pub fn table(self) -> Option<tables::Format> {
        match self {
            FactsFormat::Text | FactsFormat::Json => None,
            FactsFormat::Csv => Some(tables::Format::Csv),
            FactsFormat::Jsonl => Some(tables::Format::JsonLines),
            #[cfg(feature = "parquet")]
            FactsFormat::Parquet => Some(tables::Format::Parquet),
            #[cfg(feature = "arrow")]
            FactsFormat::Arrow => Some(tables::Format::Arrow),
        }
    }
}

/// Tables of what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FactsTable {
    /// One row for each file · 每个文件一行
    Reports,
    /// One row for each cell · 每个单元格一行
    Cells,
    /// One row for each value that prose states · 正文里每个数一行
    Mentions,
}

impl FactsTable {
    /// The table.
    pub fn table(self) -> tables::Table {
        match self {
            FactsTable::Reports => tables::Table::Reports,
            FactsTable::Cells => tables::Table::Cells,
            FactsTable::Mentions => tables::Table::Mentions,
        }
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FactsArgs {
    /// The report, or - for stdin; tables take many, and folders and patterns · 报告文件，或用 - 表示标准输入；
    /// 表格格式可以写多个文件、文件夹或通配符
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// How the facts are written, and with =FILE where to; a table goes into a folder that ends in / with all others; may be
    /// repeated · 输出格式；加“=文件”写到文件里；表格加“=文件夹/”写全三张表；可以写几个
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = TargetParser::<FactsFormat>::new(), default_value = "text")]
    pub format: Vec<Target<FactsFormat>>,
    /// Which table is written · 写哪张表
    #[arg(long, value_enum, value_name = "TABLE", default_value_t = FactsTable::Cells)]
    pub table: FactsTable,
    /// Show line:column of every cell in text, too · 文本输出也标出每格的行号、列号
    #[arg(long)]
    pub positions: bool,
    /// How many files at a time; 0 means one for each core · 同时读几个文件；0 表示每个处理器核一个
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    #[command(flatten)]
    pub walking: Walking,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}
