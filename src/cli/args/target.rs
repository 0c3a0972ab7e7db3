//! `--format human`, `--format sarif=out.sarif`: an output, and where it goes.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};

use crate::linter::Keep;

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
    /// A Word document for each body with what is found in its reports; into a folder · 问题清单：每个机关一份 Word 文档，写进文件夹
    Letters,
}

impl Format {
    /// How much it shows of what was read.
    fn keep(self) -> Keep {
        match self {
            Format::Html => Keep::Sums,
            Format::Xlsx => Keep::Tables,
            _ => Keep::Findings,
        }
    }

    /// Whether it tells about rules that found something what their packs say of them.
    pub fn names_rules(self) -> bool {
        self == Format::Sarif
    }

    /// Whether it is nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Format::Xlsx
    }
}

/// An output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Target {
    /// How it is written.
    pub format: Format,
    /// Where to; `None` means stdout.
    pub file: Option<PathBuf>,
}

/// How much several outputs show of what was read.
pub(in crate::cli) fn keep(targets: &[Target]) -> Keep {
    let each = targets.iter().map(|t| t.format.keep());
    each.max().unwrap_or_default()
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Clone, Copy, Debug)]
pub(super) struct TargetParser;

impl TypedValueParser for TargetParser {
    type Value = Target;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Target, Error> {
        let text = value.to_string_lossy();
        let (format, file) = match text.split_once('=') {
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (&*text, None),
        };
        let formats = EnumValueParser::<Format>::new();
        let format = formats.parse_ref(command, arg, OsStr::new(format))?;
        Ok(Target { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = Format::value_variants().iter();
        Some(Box::new(all.filter_map(Format::to_possible_value)))
    }
}
