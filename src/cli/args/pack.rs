//! The options of `gouji pack …`.

use clap::{Args, Subcommand};

use super::{Common, ListFormat};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PackCommand {
    /// List the packs · 列出规则包
    List(ListPacksArgs),
    /// Begin a pack: a file with one commented rule and its cases · 新建规则包
    New(NewArgs),
    /// Say what is wrong with packs before any report · 检查写法
    Check(CheckPackArgs),
    /// Run the cases of packs · 运行例子
    Test(TestArgs),
    /// Write a page about a pack, in Markdown · 生成说明
    Docs(DocsArgs),
    /// Write the JSON Schema of pack files, for editors · 给编辑器用的 JSON Schema
    Schema(SchemaArgs),
    /// Show which layer set what for a rule, and what holds · 一条规则各层怎么设、哪个生效
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
    /// Its id, also the name of the file
    #[arg(value_name = "NAME")]
    pub name: String,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckPackArgs {
    /// Packs, by id or file [default: those of gouji.toml, else all that come along]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TestArgs {
    /// Packs, by id or file [default: those of gouji.toml, else all that come along]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// Change all that the rules read, and see whether the cases notice · 变异测试
    #[arg(long)]
    pub mutate: bool,
    /// With --mutate: the score in percent below which the exit status is 1
    #[arg(long, value_name = "PERCENT", default_value_t = 95)]
    pub min_score: usize,
    /// How results are written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DocsArgs {
    /// The pack, by id or file
    #[arg(value_name = "PACK")]
    pub which: String,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// That of gouji.toml
    #[arg(long)]
    pub for_config: bool,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ResolveArgs {
    /// Id of the rule · 规则代号
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// How the settings are written · 输出格式
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub common: Common,
}
