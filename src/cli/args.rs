//! The options. The comments here are the help texts: English, with a few words of Chinese beside the commands.

mod accept;
mod aid;
mod annotate;
mod cache;
mod common;
mod config;
mod listed;
mod lsp;
mod mend;
mod pack;
mod target;

pub(super) use accept::{Accepting, BaselineArgs, BaselineCommand, WaiveArgs};
pub(super) use aid::{CompletionsArgs, ManArgs, RageArgs};
pub(super) use annotate::AnnotateArgs;
pub(super) use cache::{Again, CacheCommand};
pub(super) use common::{Common, Reading, Walking};
pub(super) use config::{ConfigCommand, InitArgs, ShowConfigArgs};
pub(super) use listed::Listing;
pub(super) use lsp::LspArgs;
pub(super) use mend::MendArgs;
pub(super) use pack::{
    CheckPackArgs, DocsArgs, ListPacksArgs, NewArgs, PackCommand, ResolveArgs, SchemaArgs, TestArgs,
};

pub(super) use target::{Format, Target, keep};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Severity;
use crate::text::Lang;

const EXIT_CODES: &str = "\
Exit status:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on; with --diff: something would change
  2  wrong usage, configuration or rule pack
  3  an input could not be read
  4  nothing was checked: no input matched, or none of them is a report";

/// Check Chinese government annual reports · 勾稽：检查政府年度报告
///
/// Files alone, as in `gouji report.docx`, are checked and marked: the copy is report.marked.docx.
/// 只写文件名：检查，并在旁边写一份带批注的副本
#[derive(Debug, Parser)]
#[command(name = "gouji", version = crate::cli::version::version())]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// The largest report that is read, in MB [default: 64] · 报告文件的大小上限
    #[arg(long, global = true, value_name = "MB", hide_short_help = true)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub max_file_size: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check reports · 检查报告
    Check(CheckArgs),
    /// Put fixes into text files: the safe ones, or with -i those that you agree to · 修改文本文件：可自动修改的，加 -i 逐处确认
    Fix(CheckArgs),
    /// Mark what is found in copies of the reports themselves · 在文档里批注
    Annotate(AnnotateArgs),
    /// List the rules · 列出规则
    Rules(RulesArgs),
    /// Explain a rule, with examples · 解释一条规则
    Explain(ExplainArgs),
    /// Show what was read from a report · 列出读到的数据
    Facts(FactsArgs),
    /// Tell what one rule did on a report, and on what · 一条规则在一份报告上怎样判断
    Why(WhyArgs),
    /// Keep a list of known findings, so that only new ones count · 基线：只计新问题
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Sign for findings of reports, with a reason · 豁免：写明理由后不再计入
    Waive(WaiveArgs),
    /// Write, check and test rule packs · 编写、检查规则包
    #[command(subcommand)]
    Pack(PackCommand),
    /// Show the configuration that holds · 查看生效的配置
    #[command(subcommand)]
    Config(ConfigCommand),
    /// The results of earlier runs · 以前的检查结果
    #[command(subcommand)]
    Cache(CacheCommand),
    /// Begin a gouji.toml, with every key explained · 新建 gouji.toml
    Init(InitArgs),
    /// Serve an editor: findings while you type · 编辑器语言服务
    Lsp(LspArgs),
    /// Write the script with which a shell completes options · 命令补全
    Completions(CompletionsArgs),
    /// Write manual pages · 手册页
    Man(ManArgs),
    /// Tell what a report of an error in gouji needs · 报告 gouji 的错误时附上
    Rage(RageArgs),
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct CheckArgs {
    /// Files, folders (all that can be read in them), patterns such as 'reports/*.docx', or - for stdin;
    /// without any, the current folder.
    /// Read are .docx, .doc, .wps, .html, .pdf, .txt and .md
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,
    /// How findings are written, and with =FILE where to; may be repeated · 输出格式
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = target::TargetParser, default_value = "human")]
    pub format: Vec<Target>,
    /// Only these rules; a name may end in * · 只用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules · 不用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Lowest severity that makes the exit status 1 · 不通过的级别
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Show each failed check by itself, also where several have one cause · 不合并同一原因的问题
    #[arg(long)]
    pub no_fold: bool,
    /// List what could not be checked, and why · 列出无法判断的检查
    #[arg(long)]
    pub show_unknown: bool,
    /// Count findings by rule, and the share of reports that have them · 按规则统计
    #[arg(long)]
    pub statistics: bool,
    /// Tell on stderr what the time goes to, by stage and by rule · 各步骤、各规则用时
    #[arg(long, hide_short_help = true)]
    pub timings: bool,
    /// List the findings that were accepted before · 列出已接受的问题
    #[arg(long)]
    pub show_accepted: bool,
    #[command(flatten)]
    pub accepting: Accepting,
    #[command(flatten)]
    pub again: Again,
    /// Only the sums at the end · 只显示合计
    #[arg(short, long)]
    pub quiet: bool,
    /// Colours · 颜色
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    /// Draw with ASCII only
    #[arg(long)]
    pub ascii: bool,
    /// The name to show for stdin
    #[arg(long, value_name = "NAME", default_value = super::read::STDIN)]
    pub stdin_filename: String,
    #[command(flatten)]
    pub mend: MendArgs,
    /// Only files that differ from what this git revision holds, new ones included; a run in which none does passes
    /// · 只检查这个 git 版本之后改动过的文件，没有改动即通过
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// A run passes in which no file is a report; those that are none are not listed · 没有一个文件是报告也算通过
    #[arg(long)]
    pub allow_none: bool,
    /// How many files at a time; 0 means one for each core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    #[command(flatten)]
    pub listing: Listing,
    #[command(flatten)]
    pub walking: Walking,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// How the list is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Id of the rule, as in a finding · 规则代号
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Colours · 颜色
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(super) struct FactsArgs {
    /// The report, or - for stdin
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How the facts are written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Show line:column of every cell in text, too · 标出每格的行列号
    #[arg(long)]
    pub positions: bool,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(super) struct WhyArgs {
    /// Id of the rule, as in a finding · 规则代号
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The report, or - for stdin
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
    /// Draw with ASCII only
    #[arg(long)]
    pub ascii: bool,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

/// Languages by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangName {
    Zh,
    En,
}

impl LangName {
    /// The name of a language.
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => LangName::Zh,
            Lang::En => LangName::En,
        }
    }

    /// The language.
    pub fn lang(self) -> Lang {
        match self {
            LangName::Zh => Lang::Zh,
            LangName::En => Lang::En,
        }
    }
}

/// Outputs of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// When findings make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The lowest severity that makes the run fail.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_of_all_commands_fit_together() {
        Cli::command().debug_assert();
    }
}
