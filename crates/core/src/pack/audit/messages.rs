//! What remarks on rules say, in both languages: part of the message catalogue.

use super::{Remark, What};
use crate::fields::{Fault, list};
use crate::text::Lang;

/// More cells than this are counted, not listed.
const MOST: usize = 4;

impl Fault for Remark {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let (message, help) = match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        };
        let message = match (&self.form, lang) {
            (None, _) => message,
            (Some(form), Lang::Zh) => format!("在表式「{form}」中，{message}"),
            (Some(form), Lang::En) => format!("in form `{form}`, {message}"),
        };
        (message, (!help.is_empty()).then_some(help))
    }
}

impl Remark {
    fn zh(&self) -> (String, String) {
        let others = list(&self.others);
        let with = match self.others.is_empty() {
            true => String::new(),
            false => format!("与 {others} "),
        };
        let (message, help) = match &self.what {
            What::Contradiction => (
                match self.others.is_empty() {
                    true => "没有一份报告能满足这条规则".to_owned(),
                    false => format!("没有一份报告能同时满足这条规则和 {others}"),
                },
                "核对其中的行、列和常数".to_owned(),
            ),
            What::Fixed { cells, value } => (
                format!("这条规则{with}使 {} 只能是 {value}", cells_zh(cells)),
                "多半是合计多列或漏列了一项；确实如此的，单写一条规则说明".to_owned(),
            ),
            What::Equal { cells } => (
                format!("这条规则{with}使 {} 只能相等", list(cells)),
                "多半是合计多列或漏列了一项；确实如此的，单写一条规则说明".to_owned(),
            ),
            What::Repeated { cells } => (
                format!("{} 在合计里加了不止一次", cells_zh(cells)),
                "去掉重复的一次；确实要算两次的，写成 2 * …".to_owned(),
            ),
            What::BothSides { cells } => (
                format!("{} 在等式两边都有，互相抵消", cells_zh(cells)),
                "多半是合计把自己也算了进去；用 except 把它去掉".to_owned(),
            ),
            What::Implied => (
                format!("这条规则的要求，由 {others} 就能推出"),
                "数字不平时会重复报告；可以删去，除非要单独提示这一处".to_owned(),
            ),
            What::Duplicate => (
                format!("这条规则的要求，{others} 都已经要求"),
                "同一处会报告两次；删去一条，或者改正写错的一条".to_owned(),
            ),
            What::AlwaysTrue => (
                "check 永远成立，这条规则查不出任何问题".to_owned(),
                "核对是不是把同一个值与自己比较".to_owned(),
            ),
            What::AlwaysFalse => (
                "check 永远不成立，每份报告都会报出问题".to_owned(),
                "核对 check 里的常数和比较符号".to_owned(),
            ),
            What::NeverApplies => (
                "when 永远不成立，这条规则不会执行".to_owned(),
                "核对 when；暂时不用的规则可以删去".to_owned(),
            ),
            What::Years => (
                "years 里的年份，这条规则适用的表式一个也没有".to_owned(),
                "核对 years 和 forms".to_owned(),
            ),
            What::NoForm => (
                "这条规则不适用于任何表式，不会执行".to_owned(),
                "核对 forms，并确认报告种类定义了表式".to_owned(),
            ),
            What::EmptyMatch { pattern } => (
                format!("正则表达式 `{pattern}` 连空白处也匹配"),
                "至少写一个必须出现的字".to_owned(),
            ),
            What::Excepted { pattern, except } => (
                format!("凡是 `{pattern}` 匹配的，例外 `{except}` 都排除了"),
                "例外要写出前后还有什么字".to_owned(),
            ),
            What::NoInstance { table } => (
                format!("each 在「{table}」里一行一列也没有选到"),
                "核对 each 后面的行、列或组".to_owned(),
            ),
            What::NoCell { table } => (
                format!("这里在「{table}」里一个单元格也没有选到"),
                "核对行和列，以及 except 去掉的部分".to_owned(),
            ),
            What::Missing { cell } => (
                format!("表格里没有 {cell} 这个单元格"),
                "这一行没有这一列；核对该行的 columns".to_owned(),
            ),
            What::EmptyGroup { table, group } => (
                format!("「{table}」的组「{group}」没有成员"),
                "在 members 里写出行或列的 id".to_owned(),
            ),
            What::GaveUp => (
                "等式太多或数字太大，没有检查规则之间是否矛盾".to_owned(),
                "系数用小的整数；规则照常执行".to_owned(),
            ),
        };
        (message, help)
    }

    fn en(&self) -> (String, String) {
        let others = list(&self.others);
        let lead = match self.others.is_empty() {
            true => "this rule".to_owned(),
            false => format!("together with {others}, this rule"),
        };
        let (message, help) = match &self.what {
            What::Contradiction => (
                format!("{lead} can be satisfied by no report"),
                "check the rows, columns and constants in them".to_owned(),
            ),
            What::Fixed { cells, value } => (
                format!("{lead} lets {} be nothing but {value}", cells_en(cells)),
                "a sum probably has one part too many or too few; if it is meant, say so in a rule of its own".to_owned(),
            ),
            What::Equal { cells } => (
                format!("{lead} makes {} equal", list(cells)),
                "a sum probably has one part too many or too few; if it is meant, say so in a rule of its own".to_owned(),
            ),
            What::Repeated { cells } => (
                format!("a sum counts {} more than once", cells_en(cells)),
                "leave out the second time; if it is meant, write 2 * …".to_owned(),
            ),
            What::BothSides { cells } => (
                format!("{} stands on both sides of the equation and falls out", cells_en(cells)),
                "a sum probably counts its own total; leave it out with except".to_owned(),
            ),
            What::Implied => (
                format!("this rule says nothing beyond {others}"),
                "figures that do not balance are reported twice; it can go, unless it is there to point at this place".to_owned(),
            ),
            What::Duplicate => (
                format!("{others} demands all that this rule demands"),
                "each fault is reported twice; remove one of them, or correct the one that is mistaken".to_owned(),
            ),
            What::AlwaysTrue => (
                "`check` is always true: the rule never reports anything".to_owned(),
                "see whether a value is compared with itself".to_owned(),
            ),
            What::AlwaysFalse => (
                "`check` is never true: the rule reports every report".to_owned(),
                "check the constants and the comparison".to_owned(),
            ),
            What::NeverApplies => (
                "`when` is never true: the rule never runs".to_owned(),
                "correct `when`, or remove the rule".to_owned(),
            ),
            What::Years => (
                "`years` has no year that a form of this rule is for".to_owned(),
                "compare `years` and `forms`".to_owned(),
            ),
            What::NoForm => (
                "the rule applies to no form and never runs".to_owned(),
                "check `forms`, and that the kind of report has forms".to_owned(),
            ),
            What::EmptyMatch { pattern } => (
                format!("the pattern `{pattern}` matches where there is nothing"),
                "give it at least one word that has to be there".to_owned(),
            ),
            What::Excepted { pattern, except } => (
                format!("whatever `{pattern}` matches, the exception `{except}` takes away"),
                "an exception says what else stands before or behind".to_owned(),
            ),
            What::NoInstance { table } => (
                format!("`each` goes through no row or column of `{table}`"),
                "check the row, column or group behind `each`".to_owned(),
            ),
            What::NoCell { table } => (
                format!("a selector leaves no cell of `{table}`"),
                "check its rows and columns, and what `except` takes away".to_owned(),
            ),
            What::Missing { cell } => (
                format!("there is no cell {cell}"),
                "the row does not have that column; see its `columns`".to_owned(),
            ),
            What::EmptyGroup { table, group } => (
                format!("the group `{group}` of `{table}` has no members"),
                "list ids of rows or columns in `members`".to_owned(),
            ),
            What::GaveUp => (
                "there are too many equations, or their numbers are too large: whether rules contradict each other was not checked".to_owned(),
                "use small whole coefficients; the rules run as ever".to_owned(),
            ),
        };
        (message, help)
    }
}

fn cells_zh(cells: &[String]) -> String {
    match cells.get(..MOST).filter(|_| cells.len() > MOST + 1) {
        Some(first) => format!("{} 等 {} 个单元格", list(first), cells.len()),
        None => list(cells),
    }
}

fn cells_en(cells: &[String]) -> String {
    match cells.get(..MOST).filter(|_| cells.len() > MOST + 1) {
        Some(first) => format!("{} and {} more", list(first), cells.len() - MOST),
        None => list(cells),
    }
}
