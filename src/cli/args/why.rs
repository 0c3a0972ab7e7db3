//! The options of `gouji why`.

use std::path::PathBuf;

use clap::Args;

use super::{ColorWhen, Common, ListFormat, Reading};

#[derive(Debug, Args)]
pub(in crate::cli) struct WhyArgs {
    /// Id of the rule, as in a finding · 规则编号，见问题开头的方括号
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The report, or - for stdin · 报告文件，或用 - 表示标准输入
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How the answer is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Only these rules, as for check · 只用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules, as for check · 不用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Colours · 颜色
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    /// Draw with ASCII only · 只用 ASCII 字符画框
    #[arg(long)]
    pub ascii: bool,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}
