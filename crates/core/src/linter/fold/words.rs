//! What is said about causes, in both languages: part of the message catalogue.

use crate::diagnostic::{Candidate, Cause, Correction, Label};
use crate::rule::localise::Mistake;
use crate::text::{Lang, Number};

/// `「row · column」`
fn cell(cell: &Correction, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("「{}」", cell.cell.title()),
        Lang::En => format!("“{}”", cell.cell.title()),
    }
}

fn listed(parts: &[String], lang: Lang) -> String {
    match lang {
        Lang::Zh => parts.join("、"),
        Lang::En => parts.join(", "),
    }
}

/// Beside the suspect.
pub(super) fn should_be(cell: &Correction, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("应为 {}", cell.right),
        Lang::En => format!("should be {}", cell.right),
    }
}

/// Beside a cell that may be wrong.
pub(super) fn perhaps(cell: &Correction, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("或应为 {}", cell.right),
        Lang::En => format!("perhaps {}", cell.right),
    }
}

/// Beside prose that says the same as the suspect.
pub(super) fn speaks_against(lang: Lang) -> String {
    match lang {
        Lang::Zh => "正文与表中原数一致".to_owned(),
        Lang::En => "the text agrees with the table".to_owned(),
    }
}

/// What a finding at the wrong cell says.
pub(super) fn named(
    cells: &[Correction],
    mistake: Option<Mistake>,
    sums: usize,
    lang: Lang,
) -> String {
    let what = match (mistake, cells) {
        (Some(Mistake::Misplaced), [a, b]) => misplaced(a, b, lang),
        (Some(Mistake::Exchanged), [a, b]) => exchanged(a, b, lang),
        _ => {
            let one = |c: &Correction| match lang {
                Lang::Zh => format!("{}填的是 {}，应为 {}", cell(c, lang), c.found, c.right),
                Lang::En => format!("{} says {}, should be {}", cell(c, lang), c.found, c.right),
            };
            let all: Vec<String> = cells.iter().map(one).collect();
            match lang {
                Lang::Zh => all.join("；"),
                Lang::En => all.join("; "),
            }
        }
    };
    match (lang, sums) {
        (Lang::Zh, 1) => format!("{what}：改后等式成立"),
        (Lang::Zh, n) => format!("{what}：{n} 处不平都由此而来"),
        (Lang::En, 1) => format!("{what}: then the sum holds"),
        (Lang::En, n) => format!("{what}: all {n} failed checks come from this"),
    }
}

fn misplaced(a: &Correction, b: &Correction, lang: Lang) -> String {
    let (from, to) = if a.found == "0" { (b, a) } else { (a, b) };
    let (value, from, to) = (&to.right, cell(from, lang), cell(to, lang));
    match lang {
        Lang::Zh => format!("{value} 填错了格：应填在{to}，填在了{from}"),
        Lang::En => format!("{value} stands in the wrong cell: {from} instead of {to}"),
    }
}

fn exchanged(a: &Correction, b: &Correction, lang: Lang) -> String {
    let (one, other) = (cell(a, lang), cell(b, lang));
    match lang {
        Lang::Zh => format!(
            "{one}与{other}的数填反了（应为 {} 和 {}）",
            a.right, b.right
        ),
        Lang::En => format!(
            "{one} and {other} are exchanged (should be {} and {})",
            a.right, b.right
        ),
    }
}

/// The mistake in a sentence; empty where it is no common one.
fn sentence(cells: &[Correction], mistake: Option<Mistake>, lang: Lang) -> String {
    let Some(mistake) = mistake else {
        return String::new();
    };
    let (found, right) = cells.first().map_or(("", ""), |c| (&c.found, &c.right));
    let arrow = format!("{right} → {found}");
    let (zh, en) = match mistake {
        Mistake::Digit => (
            format!("像是打错一位数字（{arrow}）"),
            format!("it looks like a wrong digit ({arrow})"),
        ),
        Mistake::Dropped => (
            format!("像是漏了一位数字（{arrow}）"),
            format!("it looks like a digit left out ({arrow})"),
        ),
        Mistake::Doubled => (
            format!("像是一位数字多打了一次（{arrow}）"),
            format!("it looks like a digit typed twice ({arrow})"),
        ),
        Mistake::Added => (
            format!("像是多打了一位数字（{arrow}）"),
            format!("it looks like a digit too many ({arrow})"),
        ),
        Mistake::Swapped => (
            format!("像是两位数字颠倒（{arrow}）"),
            format!("it looks like two digits swapped ({arrow})"),
        ),
        Mistake::Scaled(4) => (
            format!("像是“元”与“万元”混用（{arrow}）"),
            format!("it looks like another unit, times ten thousand ({arrow})"),
        ),
        Mistake::Scaled(power) => (
            format!("像是单位或小数点差了 {power} 位（{arrow}）"),
            format!("it looks like {power} places of the decimal point or the unit ({arrow})"),
        ),
        Mistake::Total => (
            "像是合计没有随分项更新".to_owned(),
            "it looks like a total that was not brought up to date".to_owned(),
        ),
        Mistake::Misplaced => (
            "像是填在了旁边一格".to_owned(),
            "it looks like the cell beside it".to_owned(),
        ),
        Mistake::Exchanged => (
            "像是相邻两格填反".to_owned(),
            "it looks like two cells exchanged".to_owned(),
        ),
        Mistake::Shifted => (
            "像是这一行的数错了一列".to_owned(),
            "it looks like a row that is one column off".to_owned(),
        ),
        Mistake::Rows => (
            "像是上下两行填反".to_owned(),
            "it looks like two rows exchanged".to_owned(),
        ),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// A sum before and after a correction.
pub(super) struct Sum {
    /// Which instance of its rule.
    pub name: String,
    pub before: String,
    pub after: String,
}

/// Under a finding at the wrong cell: the mistake, and the sums before and after.
pub(super) fn explained(
    cells: &[Correction],
    mistake: Option<Mistake>,
    sums: &[Sum],
    lang: Lang,
) -> String {
    let mut lines = Vec::new();
    let sentence = sentence(cells, mistake, lang);
    if !sentence.is_empty() {
        lines.push(sentence);
    }
    for Sum {
        name,
        before,
        after,
    } in sums
    {
        lines.push(match lang {
            Lang::Zh if name.is_empty() => format!("原来 {before}，改后 {after}"),
            Lang::Zh => format!("「{name}」原来 {before}，改后 {after}"),
            Lang::En if name.is_empty() => format!("was {before}; becomes {after}"),
            Lang::En => format!("“{name}”: was {before}; becomes {after}"),
        });
    }
    lines.join("\n")
}

/// What a candidate would change: `「a」4 → 3`.
fn changes(candidate: &Candidate, lang: Lang) -> String {
    let one = |c: &Correction| format!("{}{}{} → {}", cell(c, lang), gap(lang), c.found, c.right);
    let all: Vec<String> = candidate.cells.iter().map(one).collect();
    let all = match lang {
        Lang::Zh => all.join("，同时"),
        Lang::En => all.join(" and "),
    };
    match (candidate.against.is_empty(), lang) {
        (true, _) => all,
        (false, Lang::Zh) => format!("{all}（但正文与表中原数一致）"),
        (false, Lang::En) => format!("{all} (but the text agrees with the table)"),
    }
}

fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// Under a finding at a sum: the other sums that fail with it, and the cells that may be wrong.
pub(super) fn candidates(cause: &Cause, most: usize, others: &[String], lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    for other in others {
        lines.push(match lang {
            Lang::Zh => format!("同时：{other}"),
            Lang::En => format!("also: {other}"),
        });
    }
    let all = &cause.candidates;
    lines.push(match (lang, all.len()) {
        (Lang::Zh, 1) => "要使各等式成立，可以这样改，请核对：".to_owned(),
        (Lang::Zh, _) => "下列任何一种改法都能使各等式成立，仅凭算术不能断定：".to_owned(),
        (Lang::En, 1) => "this would make all sums hold; please check:".to_owned(),
        (Lang::En, _) => {
            "any of these would make all sums hold, and arithmetic cannot tell which:".to_owned()
        }
    });
    lines.extend(
        all.iter()
            .take(most)
            .map(|c| format!("- {}", changes(c, lang))),
    );
    let more = all.len().saturating_sub(most);
    if more > 0 {
        lines.push(match lang {
            Lang::Zh => format!("- 另有 {more} 种可能"),
            Lang::En => format!("- and {more} more"),
        });
    }
    if cause.bounded {
        lines.push(unfinished(lang).to_owned());
    }
    lines.join("\n")
}

fn unfinished(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "可能的组合太多，没有全部试完",
        Lang::En => "there are too many combinations; not all of them were tried",
    }
}

/// Under the first of several sums that no few cells explain.
pub(super) fn unexplained(bounded: bool, lang: Lang) -> String {
    match (bounded, lang) {
        (true, _) => unfinished(lang).to_owned(),
        (false, Lang::Zh) => "改动三个以内的单元格不能使各等式都成立：这张表可能有多处差错".to_owned(),
        (false, Lang::En) => {
            "no change of up to three cells makes all sums hold: several things may be wrong in this table".to_owned()
        }
    }
}

/// What the fix does.
pub(super) fn correct(cells: &[Correction], lang: Lang) -> String {
    let one = |c: &Correction| match lang {
        Lang::Zh => format!("{}的 {} 改为 {}", cell(c, lang), c.found, c.right),
        Lang::En => format!("replace {} with {} in {}", c.found, c.right, cell(c, lang)),
    };
    let all: Vec<String> = cells.iter().map(one).collect();
    listed(&all, lang)
}

/// Under a finding about a figure in prose: what else would be content with another value.
pub(super) fn same_figure(right: Number, others: &[String], lang: Lang) -> String {
    let mut lines = vec![match lang {
        Lang::Zh => format!("这个数如果是 {right}，下列不符也随之消失："),
        Lang::En => format!("if the figure were {right}, these would vanish too:"),
    }];
    lines.extend(others.iter().map(|o| format!("- {o}")));
    lines.join("\n")
}

/// Under a note that stands for several.
pub(super) fn more_alike(more: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("另有 {more} 处相同"),
        Lang::En => format!("the same at {more} more"),
    }
}

fn values(known: &[(Label, Number)], lang: Lang) -> String {
    let one = |(label, value): &(Label, Number)| {
        let name = label.cell.as_ref().map(|c| c.title()).unwrap_or_default();
        match lang {
            Lang::Zh => format!("「{name}」应为 {value}"),
            Lang::En => format!("“{name}” is {value}"),
        }
    };
    listed(&known.iter().map(one).collect::<Vec<_>>(), lang)
}

/// Under a finding about cells that cannot be read: what sums leave to them.
pub(super) fn forced(known: &[(Label, Number)], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("按勾稽关系，{}", values(known, lang)),
        Lang::En => format!("by the sums, {}", values(known, lang)),
    }
}

/// What the fix does.
pub(super) fn fill_in(known: &[(Label, Number)], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("按勾稽关系填写：{}", values(known, lang)),
        Lang::En => format!("fill in what the sums ask for: {}", values(known, lang)),
    }
}
