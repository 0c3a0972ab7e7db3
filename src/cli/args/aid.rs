//! The options of `gouji completions`, `gouji man` and `gouji rage`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::{Common, ListFormat, Reading};

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell · 终端里用的 shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// The folder for the pages of all commands; without it the first page goes to stdout ·
    /// 存放各命令手册页的文件夹；不写就把第一页输出到标准输出
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RageArgs {
    /// A file that it is about: what it is and what was recognised in it, nothing that stands in it ·
    /// 与错误有关的文件：只写是什么文件、认出了什么，不写内容
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Tell the name and the text of the file, too · 连同文件名和全文一起写出
    #[arg(long, requires = "file")]
    pub with_content: bool,
    /// How it is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}
