//! The options of `gouji cite` and `gouji mcp`.

use std::path::PathBuf;

use clap::Args;

use super::{ColorWhen, Common, ListFormat, Reading};

#[derive(Debug, Args)]
#[command(after_help = crate::cli::help::CITE_EXIT_CODES)]
pub(in crate::cli) struct CiteArgs {
    /// The text with numbers (a speech, a summary), or - for stdin · 要核对的文字（讲话、摘要），或用 - 表示标准输入
    #[arg(value_name = "TEXT")]
    pub text: PathBuf,
    /// The reports that its numbers should come from: files, folders, patterns · 数字应当出自哪些报告：文件、文件夹或通配符
    #[arg(long, value_name = "REPORT", required = true, num_args = 1..)]
    pub against: Vec<PathBuf>,
    /// List only the numbers that no report bears out · 只列出报告里没有依据的数字
    #[arg(short, long)]
    pub quiet: bool,
    /// How the answer is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
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

#[derive(Debug, Args)]
pub(in crate::cli) struct McpArgs {
    /// The folders whose files may be read; without any, the current folder · 可以读哪些文件夹里的文件；不写就是当前文件夹
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub folders: Vec<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}
