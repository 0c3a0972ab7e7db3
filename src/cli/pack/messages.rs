//! What the commands for packs say on stderr, in Chinese and English.

use crate::cli::messages::meant;
use crate::text::{Lang, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// A rule has no cases in a pack: the pack, the rule, and ids that look like it.
    NoCases(&'a str, &'a str, &'a [String]),
    /// It was read as a pattern; what is wrong with it as an expression.
    AsPattern(&'a str),
    /// A file is no report.
    NoReport(&'a str),
    /// Packs were copied.
    Added {
        /// Their ids.
        ids: &'a str,
        /// How many files were written.
        written: usize,
        /// How many were there.
        same: usize,
        /// The configuration.
        config: &'a str,
        /// What to write there.
        paths: &'a str,
    },
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::NoCases(pack, rule, near) => {
                let hint = meant(near, lang);
                say!(lang;
                    "规则包 {pack} 里没有规则“{rule}”的例子{hint}",
                    "the pack {pack} has no cases of a rule “{rule}”{hint}")
            }
            Say::AsPattern(why) => say!(lang;
                "当作模式来找；当作表达式（--expr）的话：{why}",
                "looked for as a pattern; as an expression (--expr): {why}"),
            Say::NoReport(path) => say!(lang;
                "{path}：没有认出这是哪一种报告",
                "{path}: not recognised as a report of any known kind"),
            Say::Added {
                ids,
                written,
                same,
                config,
                paths,
            } => say!(lang;
                "已添加 {ids}：写了 {written} 个文件，{same} 个原来就有，校验值在 packs.lock；在 {config} 里写 packs = [{paths}] 就会用上",
                "added {ids} (files written: {written}, as they were: {same}), hashes in packs.lock; packs = [{paths}] in {config} puts it to use"),
        }
    }
}
