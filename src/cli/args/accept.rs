//! The options about findings that are accepted: baselines and waivers.

use std::fmt;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Common, Reading, Walking};
use crate::rule::Day;

/// What is accepted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Accepting {
    /// The baseline [default: gouji-baseline.json beside gouji.toml, else in the current folder] ·
    /// 基线文件 [默认：gouji.toml 旁边的 gouji-baseline.json，没有 gouji.toml 就在当前文件夹]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// The day on which waivers are judged [default: the day in UTC] · 按哪一天判断豁免是否到期 [默认：今天，按 UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, hide_short_help = true)]
    pub today: Option<Day>,
}

fn day(text: &str) -> Result<Day, NotADay> {
    Day::parse(text).ok_or(NotADay)
}

/// A value that is no day.
#[derive(Debug)]
pub(in crate::cli) struct NotADay;

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day as in 2025-12-31")
    }
}

impl std::error::Error for NotADay {}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum BaselineCommand {
    /// Write down what is found now · 记下现有的问题
    Create {
        #[command(flatten)]
        baseline: BaselineArgs,
        /// Replace the file · 覆盖已有的文件
        #[arg(long)]
        force: bool,
    },
    /// Put new findings in, take those out that are no longer found · 加上新问题，去掉已消失的
    Update(BaselineArgs),
    /// Take those out that are no longer found, and put nothing in · 只去掉已消失的问题
    Prune(BaselineArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BaselineArgs {
    /// Files, folders or patterns, as for check · 文件、文件夹或通配符，与 check 相同
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub accepting: Accepting,
    /// How many files at a time; 0 means one for each core · 同时检查几个文件；0 表示每个处理器核一个
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    #[command(flatten)]
    pub walking: Walking,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct WaiveArgs {
    /// The reports: files, folders or patterns, as for check · 报告：文件、文件夹或通配符，同 check
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,
    /// Ids of the rules, as in findings, with commas between or an option for each; a name may end in * ·
    /// 规则编号，见问题开头的方括号；多个用逗号隔开，或各写一次；名字可以 * 结尾
    #[arg(long, value_name = "RULE", value_delimiter = ',', required = true)]
    pub rule: Vec<String>,
    /// A cell ("row · column"), the title of a section, or words that a finding marks [default: the whole report] ·
    /// 位置：单元格（“行 · 列”）、部分的标题，或问题标出的文字 [默认：整份报告]
    #[arg(
        long,
        value_name = "PLACE",
        default_value = "",
        hide_default_value = true
    )]
    pub at: String,
    /// Why it may stand · 理由
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who says so · 由谁负责
    #[arg(long, value_name = "NAME")]
    pub who: String,
    /// The last day on which it holds [default: as long as the values stay the same] ·
    /// 到哪一天为止 [默认：数值不变就一直有效]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub until: Option<Day>,
    #[command(flatten)]
    pub walking: Walking,
    /// The day on which other waivers are judged [default: the day in UTC] · 按哪一天判断别的豁免是否到期 [默认：今天，按 UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, hide_short_help = true)]
    pub today: Option<Day>,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}
