//! The options. The comments here are the help texts, in both languages: `English · 中文`, paragraph by paragraph, also for
//! the values that can be chosen. `help` takes one of them; its tests go through all and name what lacks a side.

mod accept;
mod aid;
mod annotate;
mod cache;
mod cite;
mod common;
mod config;
mod facts;
mod fix;
mod listed;
mod lsp;
mod pack;
mod target;
mod view;
mod why;

pub(super) use accept::{Accepting, BaselineArgs, BaselineCommand, NotADay, WaiveArgs};
pub(super) use aid::{CompletionsArgs, ManArgs, RageArgs};
pub(super) use annotate::AnnotateArgs;
pub(super) use cache::{Again, CacheCommand};
pub(super) use cite::{CiteArgs, McpArgs};
pub(super) use common::{Common, Reading, Walking};
pub(super) use config::{ConfigCommand, InitArgs, ShowConfigArgs};
pub(super) use facts::{FactsArgs, FactsFormat};
pub(super) use fix::FixArgs;
pub(super) use listed::Listing;
pub(super) use lsp::LspArgs;
pub(super) use pack::{
    AddArgs, CheckPackArgs, DiffArgs, DocsArgs, ListPacksArgs, MineArgs, NewArgs, PackCommand,
    ResolveArgs, SampleArgs, SchemaArgs, TestArgs, TryArgs,
};

pub(super) use target::{Format, Target, keep};
pub(super) use view::{CompareArgs, SeriesArgs, ViewFormat, Viewing};
pub(super) use why::WhyArgs;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Severity;
use crate::text::Lang;

/// Check Chinese government annual reports · 勾稽：检查政府年度报告
///
/// Files alone, as in `gouji report.docx`, are checked and marked: the copy is report.marked.docx. ·
/// 只写文件名，如“gouji 报告.docx”，就检查它，并在旁边写一份带批注的副本“报告.marked.docx”。
#[derive(Debug, Parser)]
#[command(name = "gouji", version = crate::cli::version::version())]
#[command(override_usage = "gouji [OPTIONS] <COMMAND>\n       gouji <FILE>...")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Language of help and messages [default: that of GOUJI_LANG, else of the locale, else zh] ·
    /// 用法和提示的语言 [默认：依次看 GOUJI_LANG、系统语言，都没有就是中文]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangName>,
    /// The largest report that is read, in MB [default: 64] · 报告文件最大多少 MB，更大的不读 [默认：64]
    #[arg(long, global = true, value_name = "MB", hide_short_help = true)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub max_file_size: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check reports · 检查报告
    Check(CheckArgs),
    /// Put fixes into text files: the safe ones, or with -i those that you agree to · 修改文本文件：只改一定对的；加 -i 逐处确认
    Fix(CheckArgs),
    /// Mark what is found in copies of the reports themselves · 在报告的副本里写批注
    Annotate(AnnotateArgs),
    /// List the rules · 列出规则
    Rules(RulesArgs),
    /// Explain a rule, with examples · 解释一条规则，并举例
    Explain(ExplainArgs),
    /// Show what was read from a report · 列出从报告里读到的数据
    Facts(FactsArgs),
    /// Tell what one rule did on a report, and on what · 一条规则在一份报告上怎样判断
    Why(WhyArgs),
    /// Put reports of several years side by side: breaks, cells, sentences · 几年的报告并排比较：对不上的、变了的单元格、增删的句子
    Compare(CompareArgs),
    /// Show many bodies over the years: what breaks, who did not report · 各机关逐年一览：哪里对不上，谁没有报
    Series(SeriesArgs),
    /// Hold the numbers of a speech or a summary against reports · 讲话、摘要里的数字逐个与报告核对
    Cite(CiteArgs),
    /// Keep a list of known findings, so that only new ones count · 基线：记下已有的问题，以后只计新的
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Sign for findings of reports, with a reason · 豁免：写明理由后不再计入
    Waive(WaiveArgs),
    /// Write, check and test rule packs · 编写、检查、测试规则包
    #[command(subcommand)]
    Pack(PackCommand),
    /// Show the configuration that holds · 查看生效的配置
    #[command(subcommand)]
    Config(ConfigCommand),
    /// The results of earlier runs · 缓存：以前的检查结果
    #[command(subcommand)]
    Cache(CacheCommand),
    /// Begin a gouji.toml, with every key explained · 新建 gouji.toml，每一项都有说明
    Init(InitArgs),
    /// Serve an editor: findings while you type · 语言服务器：在编辑器里边写边查
    Lsp(LspArgs),
    /// Serve an assistant that helps to write: check, look up, cite; nothing is changed · 供写作助手调用（MCP）：检查、取数、核对，不改文件
    Mcp(McpArgs),
    /// Write the script with which a shell completes options · 生成命令补全脚本
    Completions(CompletionsArgs),
    /// Write manual pages · 生成手册页
    Man(ManArgs),
    /// Tell what a report of an error in gouji needs · 汇总反馈 gouji 的错误时要附的信息
    Rage(RageArgs),
}

#[derive(Debug, Args)]
#[command(after_help = super::help::EXIT_CODES)]
pub(super) struct CheckArgs {
    /// Files, folders (all that can be read in them), patterns such as 'reports/*.docx', or - for stdin;
    /// without any, the current folder.
    /// Read are .docx, .doc, .wps, .xlsx, .html, .pdf, .txt and .md ·
    /// 文件、文件夹（里面能读的都检查）、通配符（如 'reports/*.docx'），或用 - 表示标准输入；不写就是当前文件夹。
    /// 能读 .docx、.doc、.wps、.xlsx、.html、.pdf、.txt、.md
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,
    /// How findings are written, and with =FILE where to; may be repeated · 输出格式；加“=文件”写到文件里，可以写几个
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = target::TargetParser::<Format>::new(), default_value = "human")]
    pub format: Vec<Target>,
    /// Only these rules; a name may end in * · 只用这些规则；名称可以用 * 结尾
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules · 不用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Lowest severity that makes the exit status 1 · 问题到了哪一级，退出码就是 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Show each failed check by itself, also where several have one cause · 逐条列出，不合并同一原因的问题
    #[arg(long)]
    pub no_fold: bool,
    /// List what could not be checked, and why · 列出无法判断的检查
    #[arg(long)]
    pub show_unknown: bool,
    /// Tell what was checked of each report, and what was not: undecided rules, rows that were not read, figures that no rule
    /// knows · 列出每份报告核对了什么、没有核对什么：无法判断的规则、没有读到的表格行、没有规则认得的数
    #[arg(long)]
    pub coverage: bool,
    /// Count findings by rule, and the share of reports that have them · 按规则统计问题数和涉及报告的比例
    #[arg(long)]
    pub statistics: bool,
    /// Tell on stderr what the time goes to, by stage and by rule · 列出各步骤、各规则的用时
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
    /// Draw with ASCII only · 只用 ASCII 字符画框
    #[arg(long)]
    pub ascii: bool,
    /// The name to show for stdin · 标准输入显示成什么文件名
    #[arg(long, value_name = "NAME", default_value = super::read::STDIN)]
    pub stdin_filename: String,
    #[command(flatten)]
    pub fix: FixArgs,
    /// Only files that differ from what this git revision holds, new ones included; a run in which none does passes
    /// · 只检查这个 git 版本之后改动过的文件，没有改动即通过
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// Reports to hold these against (last year's, say) that are not checked themselves: files, folders, patterns; may be
    /// repeated · 只用来对照、自己不检查的报告（如上年的）：文件、文件夹或通配符，可以写几个
    #[arg(long, value_name = "PATH")]
    pub with: Vec<PathBuf>,
    /// Hold the reports against each other, also where most of them do not fit together · 互相核对，多数对不上也照样核对
    #[arg(long, conflicts_with = "no_series", hide_short_help = true)]
    pub series: bool,
    /// Check each report by itself, not beside those of other years and bodies · 每份报告单独检查，不和别的年份、别的机关对照
    #[arg(long)]
    pub no_series: bool,
    /// A run passes in which no file is a report; those that are none are not listed · 没有一个文件是报告也算通过
    #[arg(long)]
    pub allow_none: bool,
    /// How many files at a time; 0 means one for each core · 同时检查几个文件；0 表示每个处理器核一个
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
    /// Id of the rule, as in a finding · 规则编号，见问题开头的方括号
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Colours · 颜色
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    #[command(flatten)]
    pub common: Common,
}

/// Languages by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangName {
    /// Chinese · 中文
    Zh,
    /// English · 英文
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
    /// For people · 给人看
    Text,
    /// For programs · 给程序读
    Json,
}

/// When findings make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors · 错误
    Error,
    /// Warnings and errors · 警告和错误
    Warning,
    /// Anything · 任何问题
    Info,
    /// Nothing · 从不
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
    /// On a terminal, unless NO_COLOR is set · 在终端上用，设了 NO_COLOR 就不用
    Auto,
    /// Always · 总是用
    Always,
    /// Never · 从不用
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
