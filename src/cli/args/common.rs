//! What all commands know.

use std::path::PathBuf;

use clap::Args;

use super::LangName;
use crate::cli::desk::Desk;
use crate::cli::messages::Text;
use crate::cli::walk::Ignored;

/// What all commands know.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct Common {
    /// Language of messages · 语言 [default: zh, or the value of GOUJI_LANG]
    #[arg(long, value_enum)]
    pub lang: Option<LangName>,
    /// A further rule pack, by id (hebei) or file (TOML); may be repeated · 追加规则包
    #[arg(long, value_name = "PACK")]
    pub pack: Vec<String>,
    /// Do not choose packs by the place in a report's title · 不按地名选用规则包
    #[arg(long)]
    pub no_place_packs: bool,
    /// The configuration [default: the nearest gouji.toml, from each report up]
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// No configuration
    #[arg(long, conflicts_with = "config", hide_short_help = true)]
    pub no_config: bool,
    /// Trust the configurations and packs in a folder; may be repeated · 信任这个文件夹里的配置和规则包
    #[arg(long, value_name = "FOLDER", hide_short_help = true)]
    pub trust: Vec<PathBuf>,
    /// Columns to use, at most 120 [default: the terminal's, else 100]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub width: Option<u16>,
}

/// What all commands know that read reports.
#[derive(Debug, Args)]
pub(in crate::cli) struct Reading {
    /// Let LibreOffice read what gouji cannot, also in folders · 文件夹里的也借用 LibreOffice
    #[arg(long, conflicts_with = "no_office", hide_short_help = true)]
    office: bool,
    /// Never start LibreOffice for documents that gouji itself cannot read · 不借用 LibreOffice
    #[arg(long, hide_short_help = true)]
    no_office: bool,
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
    /// Leave out what such a pattern means in folders, as in .gitignore; may be repeated · 文件夹里不检查的文件
    #[arg(long, value_name = "GLOB", hide_short_help = true)]
    exclude: Vec<String>,
    /// Check also what .gitignore names · 不管 .gitignore
    #[arg(long, hide_short_help = true)]
    no_ignore: bool,
    /// Name the files of folders that are skipped · 列出跳过的文件
    #[arg(short, long)]
    pub verbose: bool,
}

impl Walking {
    /// What is left out of folders, where a pattern that is none was told before.
    pub fn quietly(&self) -> Ignored {
        Ignored::new(&self.exclude, !self.no_ignore).unwrap_or_default()
    }

    /// What is left out of folders; `None` when a pattern is none, which is said.
    pub fn ignored(&self, desk: Desk) -> Option<Ignored> {
        let ignored = Ignored::new(&self.exclude, !self.no_ignore);
        let said = |(pattern, why): (String, String)| desk.say(&Text::BadPattern(&pattern, &why));
        ignored.map_err(said).ok()
    }
}
