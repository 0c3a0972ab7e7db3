//! The options of `gouji annotate`.

use std::path::PathBuf;

use clap::Args;

use super::{Accepting, Common, Reading, Walking};
use crate::linter::autofix::Level;

#[derive(Debug, Args)]
#[command(after_help = crate::cli::help::ANNOTATE_EXIT_CODES)]
pub(in crate::cli) struct AnnotateArgs {
    /// Files, folders (all that can be read in them), or patterns such as 'reports/*.docx'; without
    /// any, the current folder.
    /// Marked are .docx, .pdf, .html, .txt and .md ·
    /// 文件、文件夹（里面能读的都检查）或通配符（如 'reports/*.docx'）；不写就是当前文件夹。
    /// 能写批注的是 .docx、.pdf、.html、.txt、.md
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,
    /// The marked copy of a single input · 带批注的副本写到哪个文件（只有一份报告时）
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["dir", "in_place"])]
    pub output: Option<PathBuf>,
    /// The folder for the marked copies and an index.html that lists them · 带批注的副本和列出它们的 index.html 写到哪个文件夹
    #[arg(long, value_name = "FOLDER", conflicts_with = "in_place")]
    pub dir: Option<PathBuf>,
    /// Put the marked copies in the place of the inputs · 批注直接写进原文件
    #[arg(long)]
    pub in_place: bool,
    /// In Word documents, write the safe fixes as tracked changes · 在 Word 文档里，把一定对的修改写成修订
    #[arg(long)]
    pub fix: bool,
    /// In Word documents, write also the fixes that a person has to agree to as tracked changes ·
    /// 在 Word 文档里，把要人确认的建议也写成修订
    #[arg(long)]
    pub suggestions: bool,
    /// Only these rules; a name may end in * · 只用这些规则；名称可以用 * 结尾
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules · 不用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Mark each failed check by itself, also where several have one cause · 逐条批注，不合并同一原因的问题
    #[arg(long)]
    pub no_fold: bool,
    /// How many files at a time; 0 means one for each core · 同时检查几个文件；0 表示每个处理器核一个
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    #[command(flatten)]
    pub accepting: Accepting,
    #[command(flatten)]
    pub walking: Walking,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub common: Common,
}

impl AnnotateArgs {
    /// What is tracked as a change; `None` where nothing is.
    pub fn level(&self) -> Option<Level> {
        match (self.fix, self.suggestions) {
            (_, true) => Some(Level::Suggestions),
            (true, false) => Some(Level::Safe),
            (false, false) => None,
        }
    }
}
