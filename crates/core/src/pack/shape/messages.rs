//! What is wrong with how parts of a report or rows of a table lie in each other, in both languages: part of the message
//! catalogue.

use super::Shape;
use crate::fields::Fault;
use crate::text::{Lang, say};

impl Fault for Shape {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match self {
            Shape::OwnPart(id) => say!(lang;
                "「{id}」绕回来属于它自己",
                "`{id}` is a part of itself in the end";
                "parent 写上一级的行或列；最上一级的不写 parent",
                "`parent` names the row or column above; the highest has none"),
            Shape::Keys(levels) => say!(lang;
                "key 写的列数和级数不合：levels 有 {levels} 级",
                "`key` names neither one column nor one for each level: there are {levels}";
                "代码在一列里的写一个表头；分几列的写 {levels} 个，如 key = [\"类\", \"款\", \"项\"]",
                "name one head where one column holds the code, or {levels}, as in key = [\"类\", \"款\", \"项\"]"),
            Shape::KeyOfNames => say!(lang;
                "按名称认的行没有代码，不写 key",
                "rows that are known by names have no `key`";
                "有代码的写 type = \"code\"，levels 写各级的位数",
                "where they have codes write type = \"code\" and the digits of each of the levels"),
            Shape::ParentBelow(id) => say!(lang;
                "上级部分「{id}」写在后面",
                "the parent section `{id}` stands below";
                "把「{id}」移到它前面；部分不能是自己的上级",
                "move {id} above it; no section is its own parent"),
        }
    }
}
