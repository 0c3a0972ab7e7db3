//! The options of `gouji pack …`.

mod tools;

pub(in crate::cli) use tools::{AddArgs, DiffArgs, MineArgs, SampleArgs, TryArgs};

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Common, ListFormat};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PackCommand {
    /// List the packs · 列出规则包
    List(ListPacksArgs),
    /// Begin a pack: a file with one commented rule and its cases · 新建规则包：一个文件，里面有一条带说明和例子的规则
    New(NewArgs),
    /// Say what is wrong with packs before any report · 检查规则包的写法
    Check(CheckPackArgs),
    /// Run the cases of packs · 运行规则包里的例子
    Test(TestArgs),
    /// Try a pattern or an expression on reports · 在报告上试一个模式或表达式
    Try(TryArgs),
    /// Write the sample report that the cases of a pack change, or what they make of it · 输出例子所改动的样例报告，或改好的文字
    Sample(SampleArgs),
    /// Show what a change of a pack does to reports: findings gained and lost · 比较规则包的两个版本：在报告上多报、少报了什么
    Diff(DiffArgs),
    /// Copy a pack beside gouji.toml, with its hash in packs.lock · 把规则包复制到 gouji.toml 旁边，并在 packs.lock 里记下校验值
    Add(AddArgs),
    /// Look for sums and equalities that hold in reports, as candidates for rules · 在报告里找成立的加总和相等关系，供写规则参考
    Mine(MineArgs),
    /// Write a page about a pack, in Markdown, or a folder of pages for browsers · 生成规则包的说明：一页 Markdown，或一个文件夹的网页
    Docs(DocsArgs),
    /// Write the JSON Schema of pack files, for editors · 输出规则包的 JSON Schema，供编辑器使用
    Schema(SchemaArgs),
    /// Show which layer set what for a rule, and what holds · 列出一条规则各层怎样设置、哪个生效
    Resolve(ResolveArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ListPacksArgs {
    /// How the list is written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// Its id, also the name of the file · 规则包的编号，也是文件名
    #[arg(value_name = "NAME")]
    pub name: String,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckPackArgs {
    /// Packs, by id or file [default: those of gouji.toml, else all that come along] ·
    /// 规则包：编号或文件 [默认：gouji.toml 里的，没有就是自带的全部]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TestArgs {
    /// Packs, by id or file [default: those of gouji.toml, else all that come along] ·
    /// 规则包：编号或文件 [默认：gouji.toml 里的，没有就是自带的全部]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// Change all that the rules read, and see whether the cases notice · 变异测试：改动规则读到的每一处，看例子能不能发现
    #[arg(long)]
    pub mutate: bool,
    /// With --mutate: the score in percent below which the exit status is 1 · 与 --mutate 同用：得分低于百分之几时退出码是 1
    #[arg(long, value_name = "PERCENT", default_value_t = 95)]
    pub min_score: usize,
    /// Show every case: what it changes in the sample, what is said, and what was read · 列出每个例子：样例改了什么、提示语、读到的值
    #[arg(short, long, conflicts_with = "mutate")]
    pub verbose: bool,
    /// How results are written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DocsArgs {
    /// The pack, by id or file; with --site all that come along are the default · 规则包：编号或文件；有 --site 时可以不写，就是自带的全部
    #[arg(value_name = "PACK", required_unless_present = "site")]
    pub which: Option<String>,
    /// Write a folder of pages for browsers: one for each rule, in both languages, with a search ·
    /// 写一个文件夹的网页：一条规则一页，中英文都有，可以搜索
    #[arg(long, value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// With --site: the folder of the handbook, whose pages go in, too · 与 --site 同用：手册所在的文件夹，一起写进去
    #[arg(long, value_name = "FOLDER", requires = "site")]
    pub handbook: Option<PathBuf>,
    /// With --site: the page gouji.html, in which examples then run · 与 --site 同用：网页 gouji.html，例子可以在里面运行
    #[arg(long, value_name = "FILE", requires = "site")]
    pub playground: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// That of gouji.toml · 输出 gouji.toml 的
    #[arg(long)]
    pub for_config: bool,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ResolveArgs {
    /// Id of the rule · 规则编号
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// How the settings are written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub common: Common,
}
