//! `--format human`, `--format sarif=out.sarif`: an output, and where it goes.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::{MAIN_SEPARATOR, PathBuf};

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};

use crate::linter::Keep;
use crate::output::tables;

/// Outputs of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Boxes under the source text · 在原文下画框
    Human,
    /// Sentences, for screen readers · 一句一句，适合屏幕朗读
    Narrated,
    /// One line for each finding · 一个问题一行
    Concise,
    /// For assistants: one line for each finding, with what to do · 供写作助手：一个问题一行，并写明怎么改
    Agent,
    /// For programs: one JSON value · 给程序：整个是一个 JSON
    Json,
    /// The same, a JSON value on each line · 同上，一行一个 JSON
    Jsonl,
    /// SARIF 2.1.0: code scanning, editors · SARIF 2.1.0：代码扫描、编辑器
    Sarif,
    /// Annotations of GitHub Actions · GitHub Actions 的行内提示
    Github,
    /// Code quality of GitLab · GitLab 代码质量报告
    Gitlab,
    /// JUnit XML · JUnit XML：测试报告
    Junit,
    /// Checkstyle XML · Checkstyle XML：Jenkins 等的告警
    Checkstyle,
    /// Reviewdog · 供 reviewdog 使用
    Rdjson,
    /// A workbook: findings, reports and tables · 电子表格：问题、报告、各表的每一格
    Xlsx,
    /// One page for browsers: an overview, and each report with its findings · 网页：先是概览，再是一份份报告和其中的问题
    Html,
    /// Findings as lines of a table; all five tables where a folder is named · 表格数据：每个问题一行；指定文件夹时写全五张表
    Csv,
    /// The same as Parquet · 同上，Parquet 格式
    #[cfg(feature = "parquet")]
    Parquet,
    /// The same as a file of Arrow · 同上，Arrow 格式
    #[cfg(feature = "arrow")]
    Arrow,
    /// A Word document for each body with what is found in its reports; into a folder · 问题清单：每个机关一份 Word 文档，写进文件夹
    Letters,
}

impl Format {
    /// How much it shows of what was read.
    fn keep(self, folder: bool) -> Keep {
        match self {
            _ if folder && self.table().is_some() => Keep::Facts,
            Format::Html => Keep::Sums,
            Format::Xlsx => Keep::Facts,
            _ => Keep::Findings,
        }
    }

    /// Whether it includes what packs say of the rules that found something.
    pub fn names_rules(self) -> bool {
        self == Format::Sarif
    }

    /// Whether it is nothing for a terminal.
    pub fn is_binary(self) -> bool {
        let table = self.table().is_some_and(tables::Format::is_binary);
        self == Format::Xlsx || table
    }

    /// How it writes tables of facts and findings, where it does.
    pub fn table(self) -> Option<tables::Format> {
        match self {
            Format::Csv => Some(tables::Format::Csv),
            #[cfg(feature = "parquet")]
            Format::Parquet => Some(tables::Format::Parquet),
            #[cfg(feature = "arrow")]
            Format::Arrow => Some(tables::Format::Arrow),
            _ => None,
        }
    }
}

/// An output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Target<F = Format> {
    /// How it is written.
    pub format: F,
    /// Where to; `None` means stdout.
    pub file: Option<PathBuf>,
}

impl<F> Target<F> {
    /// Whether it goes into a folder: one that is there, or that is written as one.
    pub fn is_folder(&self) -> bool {
        self.file.as_deref().is_some_and(|file| {
            let name = file.as_os_str().to_string_lossy();
            name.ends_with(['/', MAIN_SEPARATOR]) || file.is_dir()
        })
    }
}

/// How much several outputs show of what was read.
pub(in crate::cli) fn keep(targets: &[Target]) -> Keep {
    let each = targets.iter().map(|t| t.format.keep(t.is_folder()));
    each.max().unwrap_or_default()
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Debug)]
pub(super) struct TargetParser<F>(PhantomData<fn() -> F>);

impl<F> TargetParser<F> {
    /// A parser of targets in these formats.
    pub const fn new() -> Self {
        TargetParser(PhantomData)
    }
}

impl<F> Clone for TargetParser<F> {
    fn clone(&self) -> Self {
        TargetParser::new()
    }
}

impl<F: ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for TargetParser<F> {
    type Value = Target<F>;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Target<F>, Error> {
        let text = value.to_string_lossy();
        let (format, file) = match text.split_once('=') {
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (&*text, None),
        };
        let formats = EnumValueParser::<F>::new();
        let format = formats.parse_ref(command, arg, OsStr::new(format))?;
        Ok(Target { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = F::value_variants().iter();
        Some(Box::new(all.filter_map(F::to_possible_value)))
    }
}
