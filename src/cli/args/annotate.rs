//! The options of `gouji annotate`.

use std::path::PathBuf;

use clap::Args;

use super::{Accepting, Common, Reading, Walking};
use crate::linter::mend::Level;

#[derive(Debug, Args)]
#[command(after_help = "\
Without --output, --dir or --in-place the copy of report.docx is report.marked.docx beside it.

Exit status:
  0  all copies were written
  2  wrong usage, configuration or rule pack; a copy that cannot be written
  3  an input could not be read or marked
  4  none of the inputs is a report")]
pub(in crate::cli) struct AnnotateArgs {
    /// Files, folders (all that can be read in them), or patterns such as 'reports/*.docx'; without
    /// any, the current folder.
    /// Marked are .docx, .pdf, .html, .txt and .md
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,
    /// The marked copy of a single input · 标注后的文件
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["dir", "in_place"])]
    pub output: Option<PathBuf>,
    /// The folder for the marked copies and an index.html that lists them · 标注后的文件夹
    #[arg(long, value_name = "FOLDER", conflicts_with = "in_place")]
    pub dir: Option<PathBuf>,
    /// Put the marked copies in the place of the inputs · 直接写回原文件
    #[arg(long)]
    pub in_place: bool,
    /// In Word documents, write the safe fixes as tracked changes · 把可自动修改的写成修订
    #[arg(long)]
    pub fix: bool,
    /// In Word documents, write also the fixes that a person has to agree to as tracked changes · 把建议的修改也写成修订
    #[arg(long)]
    pub suggestions: bool,
    /// Only these rules; a name may end in * · 只用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules · 不用这些规则
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Mark each failed check by itself, also where several have one cause · 不合并同一原因的问题
    #[arg(long)]
    pub no_fold: bool,
    /// How many files at a time; 0 means one for each core
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
