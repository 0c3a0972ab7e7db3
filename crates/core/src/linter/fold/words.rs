//! What is said about causes, in both languages: part of the message catalogue.

use crate::diagnostic::{Candidate, Cause, Correction, Label};
use crate::rule::localise::Mistake;
use crate::text::{Lang, Number, say};

/// `「row · column」`
fn cell(cell: &Correction, lang: Lang) -> String {
    say!(lang; "「{}」", "“{}”", cell.cell.title())
}

/// Beside the suspect.
pub(super) fn should_be(cell: &Correction, lang: Lang) -> String {
    say!(lang; "应为 {}", "should be {}", cell.right)
}

/// Beside a cell that may be wrong.
pub(super) fn perhaps(cell: &Correction, lang: Lang) -> String {
    say!(lang; "或应为 {}", "perhaps {}", cell.right)
}

/// Beside prose that says the same as the suspect.
pub(super) fn speaks_against(lang: Lang) -> String {
    say!(lang; "正文与表中原数一致", "the text agrees with the table")
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
            let one = |c: &Correction| {
                say!(lang;
                "{}填的是 {}，应为 {}",
                "{} says {}, should be {}", cell(c, lang), c.found, c.right)
            };
            let all: Vec<String> = cells.iter().map(one).collect();
            all.join(lang.pick("；", "; "))
        }
    };
    match sums {
        1 => say!(lang; "{what}：改后等式成立", "{what}: then the sum holds"),
        n => say!(lang;
            "{what}：{n} 处不平都由此而来",
            "{what}: all {n} failed checks come from this"),
    }
}

fn misplaced(a: &Correction, b: &Correction, lang: Lang) -> String {
    let (from, to) = if a.found == "0" { (b, a) } else { (a, b) };
    let (value, from, to) = (&to.right, cell(from, lang), cell(to, lang));
    say!(lang;
        "{value} 填错了格：应填在{to}，填在了{from}",
        "{value} stands in the wrong cell: {from} instead of {to}")
}

fn exchanged(a: &Correction, b: &Correction, lang: Lang) -> String {
    let (one, other) = (cell(a, lang), cell(b, lang));
    say!(lang;
        "{one}与{other}的数填反了（应为 {} 和 {}）",
        "{one} and {other} are exchanged (should be {} and {})", a.right, b.right)
}

/// The mistake in a sentence; empty where it is no common one.
fn sentence(cells: &[Correction], mistake: Option<Mistake>, lang: Lang) -> String {
    let Some(mistake) = mistake else {
        return String::new();
    };
    let (found, right) = cells.first().map_or(("", ""), |c| (&c.found, &c.right));
    let arrow = format!("{right} → {found}");
    match mistake {
        Mistake::Digit => say!(lang;
            "像是打错一位数字（{arrow}）",
            "it looks like a wrong digit ({arrow})"),
        Mistake::Dropped => say!(lang;
            "像是漏了一位数字（{arrow}）",
            "it looks like a digit left out ({arrow})"),
        Mistake::Doubled => say!(lang;
            "像是一位数字多打了一次（{arrow}）",
            "it looks like a digit typed twice ({arrow})"),
        Mistake::Added => say!(lang;
            "像是多打了一位数字（{arrow}）",
            "it looks like a digit too many ({arrow})"),
        Mistake::Swapped => say!(lang;
            "像是两位数字颠倒（{arrow}）",
            "it looks like two digits swapped ({arrow})"),
        Mistake::Scaled(4) => say!(lang;
            "像是“元”与“万元”混用（{arrow}）",
            "it looks like another unit, times ten thousand ({arrow})"),
        Mistake::Scaled(power) => say!(lang;
            "像是单位或小数点差了 {power} 位（{arrow}）",
            "it looks like {power} places of the decimal point or the unit ({arrow})"),
        Mistake::Total => say!(lang;
            "像是合计没有随分项更新",
            "it looks like a total that was not brought up to date"),
        Mistake::Misplaced => say!(lang; "像是填在了旁边一格", "it looks like the cell beside it"),
        Mistake::Exchanged => say!(lang; "像是相邻两格填反", "it looks like two cells exchanged"),
        Mistake::Shifted => say!(lang;
            "像是这一行的数错了一列",
            "it looks like a row that is one column off"),
        Mistake::Rows => say!(lang; "像是上下两行填反", "it looks like two rows exchanged"),
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
        lines.push(match name.is_empty() {
            true => say!(lang; "原来 {before}，改后 {after}", "was {before}; becomes {after}"),
            false => say!(lang;
                "「{name}」原来 {before}，改后 {after}",
                "“{name}”: was {before}; becomes {after}"),
        });
    }
    lines.join("\n")
}

/// What a candidate would change: `「a」4 → 3`.
fn changes(candidate: &Candidate, lang: Lang) -> String {
    let one =
        |c: &Correction| say!(lang; "{}{} → {}", "{} {} → {}", cell(c, lang), c.found, c.right);
    let all: Vec<String> = candidate.cells.iter().map(one).collect();
    let all = all.join(lang.pick("，同时", " and "));
    match candidate.against.is_empty() {
        true => all,
        false => say!(lang;
            "{all}（但正文与表中原数一致）",
            "{all} (but the text agrees with the table)"),
    }
}

/// Under a finding at a sum: the other sums that fail with it, and the cells that may be wrong.
pub(super) fn candidates(cause: &Cause, most: usize, others: &[String], lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    for other in others {
        lines.push(say!(lang; "同时：{other}", "also: {other}"));
    }
    let all = &cause.candidates;
    lines.push(match all.len() {
        1 => say!(lang;
            "要使各等式成立，可以这样改，请核对：",
            "this would make all sums hold; please check:"),
        _ => say!(lang;
            "下列任何一种改法都能使各等式成立，仅凭算术不能断定：",
            "any of these would make all sums hold, and arithmetic cannot tell which:"),
    });
    lines.extend(
        all.iter()
            .take(most)
            .map(|c| format!("- {}", changes(c, lang))),
    );
    let more = all.len().saturating_sub(most);
    if more > 0 {
        lines.push(say!(lang; "- 另有 {more} 种可能", "- and {more} more"));
    }
    if cause.bounded {
        lines.push(unfinished(lang));
    }
    lines.join("\n")
}

fn unfinished(lang: Lang) -> String {
    say!(lang;
        "可能的组合太多，没有全部试完",
        "there are too many combinations; not all of them were tried")
}

/// Under the first of several sums that no few cells explain.
pub(super) fn unexplained(bounded: bool, lang: Lang) -> String {
    match bounded {
        true => unfinished(lang),
        false => say!(lang;
            "改动三个以内的单元格不能使各等式都成立：这张表可能有多处差错",
            "no change of up to three cells makes all sums hold: several things may be wrong in this table"),
    }
}

/// What the fix does.
pub(super) fn correct(cells: &[Correction], lang: Lang) -> String {
    let one = |c: &Correction| {
        say!(lang;
        ("{}的 {} 改为 {}", cell(c, lang), c.found, c.right),
        ("replace {} with {} in {}", c.found, c.right, cell(c, lang)))
    };
    let all: Vec<String> = cells.iter().map(one).collect();
    lang.list(&all)
}

/// Under a finding about a figure in prose: what else would be content with another value.
pub(super) fn same_figure(right: Number, others: &[String], lang: Lang) -> String {
    let mut lines = vec![say!(lang;
        "这个数如果是 {right}，下列不符也随之消失：",
        "if the figure were {right}, these would vanish too:")];
    lines.extend(others.iter().map(|o| format!("- {o}")));
    lines.join("\n")
}

/// Under a note that stands for several.
pub(super) fn more_alike(more: usize, lang: Lang) -> String {
    say!(lang; "另有 {more} 处相同", "the same at {more} more")
}

fn values(known: &[(Label, Number)], lang: Lang) -> String {
    let one = |(label, value): &(Label, Number)| {
        let name = label.cell.as_ref().map(|c| c.title()).unwrap_or_default();
        say!(lang; "「{name}」应为 {value}", "“{name}” is {value}")
    };
    lang.list(&known.iter().map(one).collect::<Vec<_>>())
}

/// Under a finding about cells that cannot be read: what sums leave to them.
pub(super) fn forced(known: &[(Label, Number)], lang: Lang) -> String {
    say!(lang; "按勾稽关系，{}", "by the sums, {}", values(known, lang))
}

/// What the fix does.
pub(super) fn fill_in(known: &[(Label, Number)], lang: Lang) -> String {
    say!(lang; "按勾稽关系填写：{}", "fill in what the sums ask for: {}", values(known, lang))
}
