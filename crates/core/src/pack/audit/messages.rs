//! What remarks on rules say, in both languages: part of the message catalogue.

use super::{Remark, What};
use crate::fields::{Fault, list};
use crate::text::{Lang, say};

/// More cells than this are counted, not listed.
const MOST: usize = 4;

impl Fault for Remark {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let (message, help) = self.what(lang);
        let message = match &self.form {
            None => message,
            Some(form) => {
                say!(lang; "在表式「{form}」中，{message}", "in form `{form}`, {message}")
            }
        };
        (message, help)
    }
}

impl Remark {
    fn what(&self, lang: Lang) -> (String, Option<String>) {
        let others = list(&self.others);
        let lead = match self.others.is_empty() {
            true => lang.pick("", "this rule").to_owned(),
            false => say!(lang; "与 {others} ", "together with {others}, this rule"),
        };
        match &self.what {
            What::Contradiction if self.others.is_empty() => say!(lang;
                "没有一份报告能满足这条规则",
                "this rule can be satisfied by no report";
                "核对其中的行、列和常数",
                "check the rows, columns and constants in them"),
            What::Contradiction => say!(lang;
                "没有一份报告能同时满足这条规则和 {others}",
                "together with {others}, this rule can be satisfied by no report";
                "核对其中的行、列和常数",
                "check the rows, columns and constants in them"),
            What::Fixed { cells, value } => say!(lang;
                "这条规则{lead}使 {} 只能是 {value}",
                "{lead} lets {} be nothing but {value}", named(cells, lang);
                "多半是合计多列或漏列了一项；确实如此的，单写一条规则说明",
                "a sum probably has one part too many or too few; if it is meant, say so in a rule of its own"),
            What::Equal { cells } => say!(lang;
                "这条规则{lead}使 {} 只能相等",
                "{lead} makes {} equal", list(cells);
                "多半是合计多列或漏列了一项；确实如此的，单写一条规则说明",
                "a sum probably has one part too many or too few; if it is meant, say so in a rule of its own"),
            What::Repeated { cells } => say!(lang;
                "{} 在合计里加了不止一次",
                "a sum counts {} more than once", named(cells, lang);
                "去掉重复的一次；确实要算两次的，写成 2 * …",
                "leave out the second time; if it is meant, write 2 * …"),
            What::BothSides { cells } => say!(lang;
                "{} 在等式两边都有，互相抵消",
                "{} stands on both sides of the equation and falls out", named(cells, lang);
                "多半是合计把自己也算了进去；用 except 把它去掉",
                "a sum probably counts its own total; leave it out with except"),
            What::Implied => say!(lang;
                "这条规则的要求，由 {others} 就能推出",
                "this rule says nothing beyond {others}";
                "数字不平时会重复报告；可以删去，除非要单独提示这一处",
                "figures that do not balance are reported twice; it can go, unless it is there to point at this place"),
            What::Duplicate => say!(lang;
                "这条规则的要求，{others} 都已经要求",
                "{others} demands all that this rule demands";
                "同一处会报告两次；删去一条，或者改正写错的一条",
                "each fault is reported twice; remove one of them, or correct the one that is mistaken"),
            What::AlwaysTrue => say!(lang;
                "check 永远成立，这条规则查不出任何问题",
                "`check` is always true: the rule never reports anything";
                "核对是不是把同一个值与自己比较",
                "see whether a value is compared with itself"),
            What::AlwaysFalse => say!(lang;
                "check 永远不成立，每份报告都会报出问题",
                "`check` is never true: the rule reports every report";
                "核对 check 里的常数和比较符号",
                "check the constants and the comparison"),
            What::NeverApplies => say!(lang;
                "when 永远不成立，这条规则不会执行",
                "`when` is never true: the rule never runs";
                "核对 when；暂时不用的规则可以删去",
                "correct `when`, or remove the rule"),
            What::Years => say!(lang;
                "years 里的年份，这条规则适用的表式一个也没有",
                "`years` has no year that a form of this rule is for";
                "核对 years 和 forms",
                "compare `years` and `forms`"),
            What::NoForm => say!(lang;
                "这条规则不适用于任何表式，不会执行",
                "the rule applies to no form and never runs";
                "核对 forms，并确认报告种类定义了表式",
                "check `forms`, and that the kind of report has forms"),
            What::EmptyMatch { pattern } => say!(lang;
                "正则表达式 `{pattern}` 连空白处也匹配",
                "the pattern `{pattern}` matches where there is nothing";
                "至少写一个必须出现的字",
                "give it at least one word that has to be there"),
            What::Excepted { pattern, except } => say!(lang;
                "凡是 `{pattern}` 匹配的，例外 `{except}` 都排除了",
                "whatever `{pattern}` matches, the exception `{except}` takes away";
                "例外要写出前后还有什么字",
                "an exception says what else stands before or behind"),
            What::NoInstance { table } => say!(lang;
                "each 在「{table}」里一行一列也没有选到",
                "`each` goes through no row or column of `{table}`";
                "核对 each 后面的行、列或组",
                "check the row, column or group behind `each`"),
            What::NoCell { table } => say!(lang;
                "这里在「{table}」里一个单元格也没有选到",
                "a selector leaves no cell of `{table}`";
                "核对行和列，以及 except 去掉的部分",
                "check its rows and columns, and what `except` takes away"),
            What::Missing { cell } => say!(lang;
                "表格里没有 {cell} 这个单元格",
                "there is no cell {cell}";
                "这一行没有这一列；核对该行的 columns",
                "the row does not have that column; see its `columns`"),
            What::EmptyGroup { table, group } => say!(lang;
                "「{table}」的组「{group}」没有成员",
                "the group `{group}` of `{table}` has no members";
                "在 members 里写出行或列的 id",
                "list ids of rows or columns in `members`"),
            What::GaveUp => say!(lang;
                "等式太多或数字太大，没有检查规则之间是否矛盾",
                "there are too many equations, or their numbers are too large: whether rules contradict each other was not checked";
                "系数用小的整数；规则照常执行",
                "use small whole coefficients; the rules run as ever"),
        }
    }
}

/// Cells by name, or the first of them and how many there are.
fn named(cells: &[String], lang: Lang) -> String {
    match cells.get(..MOST).filter(|_| cells.len() > MOST + 1) {
        Some(first) => say!(lang;
            ("{} 等 {} 个单元格", list(first), cells.len()),
            ("{} and {} more", list(first), cells.len() - MOST)),
        None => list(cells),
    }
}
