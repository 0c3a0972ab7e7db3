//! What all commands know.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use gouji_project::config::OptionWords;
use gouji_project::{Problem, Request};

use super::{ColorWhen, FailOn, Format, LangName};
use crate::cli::console::Console;
use crate::cli::walk::Ignored;
use crate::text::Lang;

/// What all commands know.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct Common {
    /// Language of help and messages [default: that of GOUJI_LANG, else of the locale, else zh] ·
    /// 用法和提示的语言 [默认：依次看 GOUJI_LANG、系统语言，都没有就是中文]
    #[arg(long, value_enum)]
    pub lang: Option<LangName>,
    /// A further rule pack, by id (hebei) or file (TOML); may be repeated · 另加一个规则包：编号（如 hebei）或 TOML 文件，可以写几个
    #[arg(long, value_name = "PACK")]
    pub pack: Vec<String>,
    /// Do not choose packs by the place in a report's title · 不按地名选用规则包
    #[arg(long)]
    pub no_place_packs: bool,
    /// The configuration [default: the nearest gouji.toml, from each report up] ·
    /// 配置文件 [默认：从每份报告所在的文件夹往上，最近的 gouji.toml]
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// No configuration · 不用配置文件
    #[arg(long, conflicts_with = "config", hide_short_help = true)]
    pub no_config: bool,
    /// Trust the configurations and packs in a folder; may be repeated · 信任这个文件夹里的配置和规则包，可以写几个
    #[arg(long, value_name = "FOLDER", hide_short_help = true)]
    pub trust: Vec<PathBuf>,
    /// Columns to use, at most 120 [default: the terminal's, else 100] · 输出多少列宽，最多 120 [默认：终端的宽度，没有终端时 100]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub width: Option<u16>,
}

/// What all commands know that read reports.
#[derive(Debug, Args)]
pub(in crate::cli) struct Reading {
    /// Let LibreOffice read what gouji cannot, also in folders · 文件夹里 gouji 读不了的文档也借用 LibreOffice 来读
    #[arg(long, conflicts_with = "no_office", hide_short_help = true)]
    office: bool,
    /// Never start LibreOffice for documents that gouji itself cannot read · 从不借用 LibreOffice
    #[arg(long, hide_short_help = true)]
    no_office: bool,
}

impl Common {
    /// What is asked of a project.
    pub fn request(&self, lang: Lang) -> Request {
        Request {
            lang,
            packs: self.pack.clone(),
            no_place_packs: self.no_place_packs,
            config: self.config.clone(),
            no_config: self.no_config,
            trust: self.trust.clone(),
            trust_all: false,
            texts: Default::default(),
            words: OptionWords {
                lang: words::<LangName>(),
                fail_on: words::<FailOn>(),
                color: words::<ColorWhen>(),
                format: words::<Format>(),
            },
        }
    }
}

/// The words that an option takes.
fn words<T: ValueEnum>() -> Vec<String> {
    let all = T::value_variants().iter().filter_map(T::to_possible_value);
    all.map(|value| value.get_name().to_owned()).collect()
}

impl Reading {
    /// Whether LibreOffice may help with a document: one that was `named`, or that was found in a folder.
    pub fn allows_office(&self, named: bool) -> bool {
        !self.no_office && (named || self.office)
    }
}

/// What commands know that look into folders.
#[derive(Debug, Args)]
pub(in crate::cli) struct Walking {
    /// Leave out what such a pattern means in folders, as in .gitignore; may be repeated ·
    /// 文件夹里哪些不检查，写法同 .gitignore，可以写几个
    #[arg(long, value_name = "GLOB", hide_short_help = true)]
    exclude: Vec<String>,
    /// Check also what .gitignore names · 也检查 .gitignore 排除的文件
    #[arg(long, hide_short_help = true)]
    no_ignore: bool,
    /// Name the files of folders that are skipped · 列出文件夹里跳过的文件
    #[arg(short, long)]
    pub verbose: bool,
}

impl Walking {
    /// What is left out of folders, where a pattern that is none was reported before.
    pub fn quietly(&self) -> Ignored {
        Ignored::new(&self.exclude, !self.no_ignore).unwrap_or_default()
    }

    /// What is left out of folders; `None` when a pattern is none, which is said.
    pub fn ignored(&self, console: Console) -> Option<Ignored> {
        let ignored = Ignored::new(&self.exclude, !self.no_ignore);
        let said = |problem: Problem| console.tell(&problem.message(console.lang));
        ignored.map_err(said).ok()
    }
}
