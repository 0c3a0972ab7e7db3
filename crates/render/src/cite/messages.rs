//! The words of numbers against reports, in Chinese and English.

use gouji_core::cite::{Derivation, Support};
use gouji_core::text::{Lang, many, plural, say};

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
        match self {
            Say::Lead(text, reports) => say!(lang;
                "{text}：逐个数字与 {reports} 份报告核对",
                ("{text}: its numbers against {}", many(reports, "report"))),
            Say::NoNumbers => say!(lang; "没有要核对的数字", "no number to look up"),
            Say::Support(support) => match support {
                Support::Stands => say!(lang; "报告里有", "stands in a report"),
                Support::Follows => say!(lang; "由报告算得", "follows from a report"),
                Support::Unnamed => say!(lang;
                    "报告里有这个数，但看不出说的就是它",
                    "a report has this number, but nothing says that it is this"),
                Support::Differs => say!(lang; "与报告不符", "differs from the report"),
                Support::Absent => say!(lang; "报告里没有", "in no report"),
            },
            Say::By(derivation) => match derivation {
                Derivation::Cell => say!(lang; "单元格", "cell"),
                Derivation::Sentence => say!(lang; "报告正文", "text of the report"),
                Derivation::Rule(id) => say!(lang; "规则 {id}", "rule {id}"),
                Derivation::Sum => say!(lang; "几格之和", "sum of cells"),
                Derivation::Share => say!(lang; "占比", "share"),
                Derivation::Change => say!(lang; "与上年之差", "change from the year before"),
                Derivation::Reports => say!(lang; "几份报告之和", "sum over reports"),
                Derivation::Elsewhere => say!(lang; "别处", "elsewhere"),
            },
            Say::Sum(all, counts) => {
                let short = |(support, n): &(Support, usize)| match support {
                    Support::Stands => {
                        say!(lang; "报告里有 {n}", ("{n} {}", plural(*n, "stands", "stand")))
                    }
                    Support::Follows => {
                        say!(lang; "由报告算得 {n}", ("{n} {}", plural(*n, "follows", "follow")))
                    }
                    Support::Unnamed => say!(lang; "说不准 {n}", "{n} unsure"),
                    Support::Differs => {
                        say!(lang; "不符 {n}", ("{n} {}", plural(*n, "differs", "differ")))
                    }
                    Support::Absent => say!(lang; "没有 {n}", "{n} in no report"),
                };
                let parts = counts.iter().filter(|(_, n)| *n > 0);
                let parts: Vec<String> = parts.map(short).collect();
                let all = say!(lang; "共 {all} 个数字", ("{}", many(all, "number")));
                match parts.is_empty() {
                    true => all,
                    false => format!(
                        "{all}{}{}",
                        lang.pick("：", ": "),
                        parts.join(lang.pick("，", ", "))
                    ),
                }
            }
        }
    }
}
