//! The words of numbers against reports, in Chinese and English.

use crate::messages::many;
use gouji_core::cite::{Derivation, Support};
use gouji_core::text::Lang;

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// The text, and how many reports it was held against.
    Lead(&'a str, usize),
    /// A text without numbers.
    NoNumbers,
    /// A way to end.
    Support(Support),
    /// How a number follows.
    By(&'a Derivation),
    /// How often each way to end came, in their order.
    Sum(usize, &'a [(Support, usize)]),
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Lead(text, reports) => format!("{text}：逐个数字与 {reports} 份报告核对"),
            Say::NoNumbers => "没有要核对的数字".into(),
            Say::Support(support) => match support {
                Support::Stands => "报告里有",
                Support::Follows => "由报告算得",
                Support::Unnamed => "报告里有这个数，但看不出说的就是它",
                Support::Differs => "与报告不符",
                Support::Absent => "报告里没有",
            }
            .into(),
            Say::By(derivation) => match derivation {
                Derivation::Cell => "单元格".into(),
                Derivation::Sentence => "报告正文".into(),
                Derivation::Rule(id) => format!("规则 {id}"),
                Derivation::Sum => "几格之和".into(),
                Derivation::Share => "占比".into(),
                Derivation::Change => "与上年之差".into(),
                Derivation::Reports => "几份报告之和".into(),
                Derivation::Elsewhere => "别处".into(),
            },
            Say::Sum(all, counts) => {
                let parts = counts.iter().filter(|(_, n)| *n > 0);
                let short = |s: Support| match s {
                    Support::Stands => "报告里有",
                    Support::Follows => "由报告算得",
                    Support::Unnamed => "说不准",
                    Support::Differs => "不符",
                    Support::Absent => "没有",
                };
                let parts: Vec<String> = parts.map(|(s, n)| format!("{} {n}", short(*s))).collect();
                match parts.is_empty() {
                    true => format!("共 {all} 个数字"),
                    false => format!("共 {all} 个数字：{}", parts.join("，")),
                }
            }
        }
    }

    fn english(self) -> String {
        match self {
            Say::Lead(text, reports) => {
                let reports = many(reports, "report");
                format!("{text}: its numbers against {reports}")
            }
            Say::NoNumbers => "no number to look up".into(),
            Say::Support(support) => match support {
                Support::Stands => "stands in a report",
                Support::Follows => "follows from a report",
                Support::Unnamed => "a report has this number, but nothing says that it is this",
                Support::Differs => "differs from the report",
                Support::Absent => "in no report",
            }
            .into(),
            Say::By(derivation) => match derivation {
                Derivation::Cell => "cell".into(),
                Derivation::Sentence => "text of the report".into(),
                Derivation::Rule(id) => format!("rule {id}"),
                Derivation::Sum => "sum of cells".into(),
                Derivation::Share => "share".into(),
                Derivation::Change => "change from the year before".into(),
                Derivation::Reports => "sum over reports".into(),
                Derivation::Elsewhere => "elsewhere".into(),
            },
            Say::Sum(all, counts) => {
                let short = |s: Support, n: usize| match s {
                    Support::Stands => format!("{n} {}", if n == 1 { "stands" } else { "stand" }),
                    Support::Follows => {
                        format!("{n} {}", if n == 1 { "follows" } else { "follow" })
                    }
                    Support::Unnamed => format!("{n} unsure"),
                    Support::Differs => {
                        format!("{n} {}", if n == 1 { "differs" } else { "differ" })
                    }
                    Support::Absent => format!("{n} in no report"),
                };
                let parts = counts.iter().filter(|(_, n)| *n > 0);
                let parts: Vec<String> = parts.map(|(s, n)| short(*s, *n)).collect();
                let all = many(all, "number");
                match parts.is_empty() {
                    true => all,
                    false => format!("{all}: {}", parts.join(", ")),
                }
            }
        }
    }
}
