//! What is wrong with how parts of a report or rows of a table lie in each other, in both languages: part of the message
//! catalogue.

use super::Shape;
use crate::fields::Fault;
use crate::text::Lang;

impl Fault for Shape {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

impl Shape {
    fn zh(&self) -> (String, Option<String>) {
        match self {
            Shape::OwnPart(id) => (
                format!("「{id}」绕回来属于它自己"),
                Some("parent 写上一级的行或列；最上一级的不写 parent".to_owned()),
            ),
            Shape::Keys(levels) => (
                format!("key 写的列数和级数不合：levels 有 {levels} 级"),
                Some(format!(
                    "代码在一列里的写一个表头；分几列的写 {levels} 个，如 key = [\"类\", \"款\", \"项\"]"
                )),
            ),
            Shape::KeyOfNames => (
                "按名称认的行没有代码，不写 key".to_owned(),
                Some("有代码的写 type = \"code\"，levels 写各级的位数".to_owned()),
            ),
            Shape::ParentBelow(id) => (
                format!("上级部分「{id}」写在后面"),
                Some(format!("把「{id}」移到它前面；部分不能是自己的上级")),
            ),
        }
    }

    fn en(&self) -> (String, Option<String>) {
        match self {
            Shape::OwnPart(id) => (
                format!("`{id}` is a part of itself in the end"),
                Some("`parent` names the row or column above; the highest has none".to_owned()),
            ),
            Shape::Keys(levels) => (
                format!("`key` names neither one column nor one for each level: there are {levels}"),
                Some(format!("name one head where one column holds the code, or {levels}, as in key = [\"类\", \"款\", \"项\"]")),
            ),
            Shape::KeyOfNames => (
                "rows that are known by names have no `key`".to_owned(),
                Some("where they have codes write type = \"code\" and the digits of each of the levels".to_owned()),
            ),
            Shape::ParentBelow(id) => (
                format!("the parent section `{id}` stands below"),
                Some(format!("move {id} above it; no section is its own parent")),
            ),
        }
    }
}
