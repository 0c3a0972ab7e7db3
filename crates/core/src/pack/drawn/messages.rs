//! What is wrong with a table that a case draws, in both languages: part of the message catalogue.

use crate::fields::{Fault, list};
use crate::text::{Lang, say};

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
        match self {
            Drawing::NoHead => say!(lang;
                "画的表没有表头",
                "the drawn table has no head";
                "第一行写“表 | 列 | 列”，以下每行写“行 | 值 | 值”",
                "the first line is `table | column | column`, the others `row | value | value`"),
            Drawing::Ragged(found, wanted) => say!(lang;
                "这一行有 {found} 格，表头有 {wanted} 格",
                "this line has {found} cells, the head has {wanted}";
                "不改的格留空，但竖线要写",
                "leave a cell empty to keep its value, but draw its bar"),
            Drawing::NoCell(row, column) => (
                say!(lang;
                "「{row}」这一行没有「{column}」这一列",
                "row `{row}` has no column `{column}`"),
                None,
            ),
            Drawing::Twice(name) => (
                say!(lang;
                "「{name}」画了两次",
                "`{name}` is drawn twice"),
                None,
            ),
            Drawing::Several(keys) => say!(lang;
                "一个例子只有一种结果，这里写了：{}",
                "a case has one outcome; this one has {}", list(keys);
                "pass、fail、unknown、expect 只写一个",
                "write one of pass, fail, unknown, expect"),
            Drawing::NoPlace => say!(lang;
                "通过的例子没有位置可写",
                "a case that passes has no places";
                "去掉 at，或改为 fail",
                "leave out `at`, or make it a `fail`"),
            Drawing::Negative => (say!(lang; "个数不能为负", "a count is not negative"), None),
        }
    }
}
