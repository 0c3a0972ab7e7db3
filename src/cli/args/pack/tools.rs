//! The options of the commands that show what a pack does, and bring packs in.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::{ColorWhen, Common, ListFormat, Reading, Walking};

#[derive(Debug, Args)]
#[command(after_help = crate::cli::help::TRY_EXIT_CODES)]
pub(in crate::cli) struct TryArgs {
    /// A pattern or an expression, as in a rule; in single quotes, so that the shell leaves it alone ·
    /// 模式或表达式，写法同规则；加单引号，免得被终端改动
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Reports: files, folders, patterns, or - for stdin · 报告：文件、文件夹、通配符，或用 - 表示标准输入
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// It is a pattern [default: an expression where it is one for the report, else a pattern] ·
    /// 当作模式 [默认：对这份报告成立的表达式就当作表达式，不然当作模式]
    #[arg(long, conflicts_with = "expr")]
    pub pattern: bool,
    /// It is an expression · 当作表达式
    #[arg(long)]
    pub expr: bool,
    /// A pattern: only in these parts of the text, as `in` of a rule · 模式：只在这些部分里找，同规则的 in
    #[arg(long = "in", value_name = "PLACE", value_delimiter = ',')]
    pub within: Vec<String>,
    /// An expression: once for each of these, as `each` of a rule · 表达式：逐个计算，同规则的 each
    #[arg(long, value_name = "WORDS")]
    pub each: Option<String>,
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
pub(in crate::cli) struct SampleArgs {
    /// The pack, by id or file · 规则包：编号或文件
    #[arg(value_name = "PACK")]
    pub which: String,
    /// The texts of the cases of this rule, in place of the sample itself · 写这条规则各个例子的文字，不写样例本身
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
#[command(after_help = crate::cli::help::DIFF_EXIT_CODES)]
pub(in crate::cli) struct DiffArgs {
    /// The pack as it was, by id or file · 原来的规则包：编号或文件
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The pack as it is now, by id or file · 现在的规则包：编号或文件
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Reports: folders, files, patterns; no gouji.toml is heeded · 报告：文件夹、文件或通配符；不看 gouji.toml
    #[arg(value_name = "FOLDER", required = true)]
    pub paths: Vec<PathBuf>,
    /// Exit status 1 when a finding is there no more · 有问题不再报告时，退出码是 1
    #[arg(long)]
    pub no_loss: bool,
    /// How the answer is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub walking: Walking,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    /// A pack: a file, a folder, or the address of a git repository with a tag, as in https://…/packs.git@v1 ·
    /// 规则包：文件、文件夹，或带标签的 git 仓库地址，如 https://…/packs.git@v1
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// Replace what differs · 内容不同的文件也替换
    #[arg(long)]
    pub replace: bool,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MineArgs {
    /// Reports: folders, files, patterns · 报告：文件夹、文件或通配符
    #[arg(value_name = "FOLDER", required = true)]
    pub paths: Vec<PathBuf>,
    /// The least number of reports that must bear a candidate out · 至少有几份报告支持才列出
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub support: usize,
    /// The share of reports in percent that may contradict · 最多允许百分之几的报告不符
    #[arg(long, value_name = "PERCENT", default_value_t = 10)]
    pub against: usize,
    /// Also what the packs require already · 规则包已经要求的也列出
    #[arg(long)]
    pub all: bool,
    /// How the answer is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub walking: Walking,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}
