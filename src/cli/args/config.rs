//! The options of `gouji config …` and `gouji init`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Common, ListFormat};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
    /// Show every value that holds, and where it comes from · 列出生效的每一项及其出处
    Show(ShowConfigArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowConfigArgs {
    /// The report or folder for which they hold · 看对哪份报告或哪个文件夹生效的
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub path: PathBuf,
    /// How the values are written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// The options that stand on the command line.
    #[arg(skip)]
    pub given: Vec<&'static str>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArgs {
    /// The folder for gouji.toml [default: the current one] · gouji.toml 写到哪个文件夹 [默认：当前文件夹]
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// Replace the file that is there · 覆盖已有的文件
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub common: Common,
}
