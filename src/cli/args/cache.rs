//! The options of checking again: `--watch`, `--no-cache`, `gouji cache`.

use clap::{Args, Subcommand};

use super::Common;

/// What holds for the next run.
#[derive(Debug, Args)]
pub(in crate::cli) struct Again {
    /// Check again whenever a report, a pack or the configuration changes, until Ctrl-C ·
    /// 报告、规则包或配置一有变化就重新检查，按 Ctrl-C 结束
    #[arg(short, long, conflicts_with = "mending")]
    pub watch: bool,
    /// Check everything anew, and keep no results for the next run · 全部重新检查，也不留结果给下一次
    #[arg(long, hide_short_help = true)]
    pub no_cache: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CacheCommand {
    /// Print the folder that holds them · 显示缓存在哪个文件夹
    Dir(Common),
    /// Remove all results · 清空缓存
    Clean(Common),
}
