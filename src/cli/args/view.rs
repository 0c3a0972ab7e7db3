//! The options of `gouji compare` and `gouji series`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::target::{Target, TargetParser};
use super::{ColorWhen, Common, FailOn, Reading, Walking};

/// Outputs of these commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ViewFormat {
    /// For people · 给人看
    Text,
    /// For programs · 给程序读
    Json,
    /// One page for browsers · 网页
    Html,
    /// A workbook · 电子表格
    Xlsx,
}

/// How results look, where they go, and when the exit status is 1.
#[derive(Debug, Args)]
pub(in crate::cli) struct Viewing {
    /// How results are written, and with =FILE where to; may be repeated · 输出格式；加“=文件”写到文件里，可以写几个
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = TargetParser::<ViewFormat>::new(), default_value = "text")]
    pub format: Vec<Target<ViewFormat>>,
    /// Lowest severity that makes the exit status 1 · 问题到了哪一级，退出码就是 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Colours · 颜色
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    /// Draw with ASCII only · 只用 ASCII 字符画框
    #[arg(long)]
    pub ascii: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    /// Two or more reports of one kind · 两份以上同一种报告
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,
    /// All cells and sections, also those that stay the same · 没有变化的单元格和部分也列出
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub viewing: Viewing,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SeriesArgs {
    /// Folders, files or patterns with reports of several years; without any, the current folder ·
    /// 存放几年报告的文件夹、文件或通配符；不写就是当前文件夹
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,
    /// Who has to report: a file with the name of a body on each line [default: [area] of gouji.toml] ·
    /// 应报名单：一行一个机关名称的文件 [默认：gouji.toml 的 [area]]
    #[arg(long, value_name = "FILE")]
    pub roll: Option<PathBuf>,
    #[command(flatten)]
    pub viewing: Viewing,
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
