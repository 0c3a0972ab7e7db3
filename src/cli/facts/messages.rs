//! What is said about facts, in both languages: part of the message catalogue.

use crate::text::{Lang, say};

/// Something to say.
pub(super) enum Say {
    /// A format shows one report.
    OneReport,
    /// So many files are no reports, and have no rows but in the table of reports.
    Strangers(usize),
}

impl Say {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::OneReport => say!(lang;
                "text 和 json 只显示一份报告；多份报告请用 -f csv、jsonl、parquet 或 arrow",
                "text and json show one report; for many use -f csv, jsonl, parquet or arrow"),
            Say::Strangers(n) => say!(lang;
                "{n} 个文件不是已知的报告，没有数据",
                "files that are no known report: {n}"),
        }
    }
}
