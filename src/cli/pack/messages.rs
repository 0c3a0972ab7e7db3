//! What the commands for packs say on stderr, in Chinese and English.

use crate::text::Lang;

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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::NoCases(pack, rule, near) => {
                let hint = match near.is_empty() {
                    true => String::new(),
                    false => format!("；是不是：{}？", near.join("、")),
                };
                format!("规则包 {pack} 里没有规则“{rule}”的例子{hint}")
            }
            Say::AsPattern(why) => {
                format!("当作模式来找；当作表达式（--expr）的话：{why}")
            }
            Say::NoReport(path) => format!("{path}：没有认出这是哪一种报告"),
            Say::Added {
                ids,
                written,
                same,
                config,
                paths,
            } => format!(
                "已添加 {ids}：写了 {written} 个文件，{same} 个原来就有，校验值在 packs.lock；在 {config} 里写 packs = [{paths}] 就会用上"
            ),
        }
    }

    fn english(self) -> String {
        match self {
            Say::NoCases(pack, rule, near) => {
                let hint = match near.is_empty() {
                    true => String::new(),
                    false => format!("; did you mean {}?", near.join(", ")),
                };
                format!("the pack {pack} has no cases of a rule “{rule}”{hint}")
            }
            Say::AsPattern(why) => {
                format!("looked for as a pattern; as an expression (--expr): {why}")
            }
            Say::NoReport(path) => format!("{path}: not recognised as a report of any known kind"),
            Say::Added {
                ids,
                written,
                same,
                config,
                paths,
            } => format!(
                "added {ids} (files written: {written}, as they were: {same}), hashes in packs.lock; packs = [{paths}] in {config} puts it to use"
            ),
        }
    }
}
