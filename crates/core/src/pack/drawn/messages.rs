//! What is wrong with a table that a case draws, in both languages: part of the message catalogue.

use crate::fields::{Fault, list};
use crate::text::Lang;

/// Faults of cases and of the tables that they draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pack) enum Drawing {
    /// No line with names of columns.
    NoHead,
    /// A line has another number of cells than the head: found, wanted.
    Ragged(usize, usize),
    /// The row has no such column.
    NoCell(String, String),
    /// Two columns or two lines mean the same.
    Twice(String),
    /// More than one of the keys that say what must come.
    Several(Vec<String>),
    /// A case that passes has no places.
    NoPlace,
    /// A count below zero.
    Negative,
}

impl Fault for Drawing {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

impl Drawing {
    fn zh(&self) -> (String, Option<String>) {
        match self {
            Drawing::NoHead => (
                "画的表没有表头".to_owned(),
                Some("第一行写“表 | 列 | 列”，以下每行写“行 | 值 | 值”".to_owned()),
            ),
            Drawing::Ragged(found, wanted) => (
                format!("这一行有 {found} 格，表头有 {wanted} 格"),
                Some("不改的格留空，但竖线要写".to_owned()),
            ),
            Drawing::NoCell(row, column) => {
                (format!("「{row}」这一行没有「{column}」这一列"), None)
            }
            Drawing::Twice(name) => (format!("「{name}」画了两次"), None),
            Drawing::Several(keys) => (
                format!("一个例子只有一种结果，这里写了：{}", list(keys)),
                Some("pass、fail、unknown、expect 只写一个".to_owned()),
            ),
            Drawing::NoPlace => (
                "通过的例子没有位置可写".to_owned(),
                Some("去掉 at，或改为 fail".to_owned()),
            ),
            Drawing::Negative => ("个数不能为负".to_owned(), None),
        }
    }

    fn en(&self) -> (String, Option<String>) {
        match self {
            Drawing::NoHead => (
                "the drawn table has no head".to_owned(),
                Some(
                    "the first line is `table | column | column`, the others `row | value | value`"
                        .to_owned(),
                ),
            ),
            Drawing::Ragged(found, wanted) => (
                format!("this line has {found} cells, the head has {wanted}"),
                Some("leave a cell empty to keep its value, but draw its bar".to_owned()),
            ),
            Drawing::NoCell(row, column) => (format!("row `{row}` has no column `{column}`"), None),
            Drawing::Twice(name) => (format!("`{name}` is drawn twice"), None),
            Drawing::Several(keys) => (
                format!("a case has one outcome; this one has {}", list(keys)),
                Some("write one of pass, fail, unknown, expect".to_owned()),
            ),
            Drawing::NoPlace => (
                "a case that passes has no places".to_owned(),
                Some("leave out `at`, or make it a `fail`".to_owned()),
            ),
            Drawing::Negative => ("a count is not negative".to_owned(), None),
        }
    }
}
