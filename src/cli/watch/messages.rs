//! What is said while files are watched, in Chinese and English.

use crate::text::Lang;

/// Something to say.
pub(super) enum Say<'a> {
    /// Stdin comes once.
    Stdin,
    /// The system does not watch files.
    Blind(&'a str),
    /// So many reports are watched.
    Waiting(usize),
    /// These files have changed.
    Changed(&'a [String]),
}

/// How many files are named.
const NAMED: usize = 3;

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Say::Stdin => "--watch：标准输入不能反复读取；请写文件或文件夹".into(),
            Say::Blind(why) => format!("--watch：系统不报告文件变化：{why}"),
            Say::Waiting(0) => {
                "正在留意所说的文件夹和有关的配置，有变化就检查；按 Ctrl-C 结束".into()
            }
            Say::Waiting(reports) => {
                format!("正在监视 {reports} 份报告和有关的配置，有变化就重新检查；按 Ctrl-C 结束")
            }
            Say::Changed(files) => match files.get(..NAMED) {
                Some(first) if files.len() > NAMED => {
                    format!("有变化：{} 等 {} 个文件", first.join("、"), files.len())
                }
                _ => format!("有变化：{}", files.join("、")),
            },
        }
    }

    fn english(&self) -> String {
        match self {
            Say::Stdin => "--watch: stdin cannot be read again; name files or folders".into(),
            Say::Blind(why) => format!("--watch: the system does not tell what changes: {why}"),
            Say::Waiting(0) => {
                "watching what was named and what decides about it; Ctrl-C ends it".into()
            }
            Say::Waiting(reports) => {
                let s = if *reports == 1 { "" } else { "s" };
                format!("watching {reports} report{s} and what decides about them; Ctrl-C ends it")
            }
            Say::Changed(files) => match files.get(..NAMED) {
                Some(first) if files.len() > NAMED => {
                    let more = files.len() - NAMED;
                    format!("changed: {} and {more} more", first.join(", "))
                }
                _ => format!("changed: {}", files.join(", ")),
            },
        }
    }
}
