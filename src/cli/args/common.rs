//! What all commands know.

use std::path::PathBuf;

use clap::Args;

use super::LangName;

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
