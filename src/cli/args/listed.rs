//! Which findings are listed.

use clap::{Args, ValueEnum};

use crate::diagnostic::Severity;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Level {
    /// Errors · 错误
    Error,
    /// Warnings · 警告
    Warning,
    /// Infos · 提示
    Info,
}

/// Which findings are listed; the others are counted all the same.
#[derive(Debug, Args)]
pub(in crate::cli) struct Listing {
    /// List only findings of this severity and above · 只列出这一级和更重的问题
    #[arg(long, value_enum, value_name = "LEVEL")]
    min_severity: Option<Level>,
    /// List at most so many findings, those of the first reports · 最多列出多少个问题
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// Draw hints in full, also those of many reports · 多份报告时提示也逐条详列
    #[arg(long)]
    pub full: bool,
}

impl Listing {
    /// The lowest severity that is listed.
    pub fn least(&self) -> Severity {
        match self.min_severity {
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Info) | None => Severity::Info,
        }
    }
}
