//! The words around the facts, in Chinese and English.

use super::Topic;
use gouji_core::text::Lang;

/// What is shown, and what is not.
pub(super) fn preface(content: bool, lang: Lang) -> &'static str {
    let (zh, en) = match content {
        false => (
            "报告 gouji 的错误时请附上以下内容。其中没有报告的文字，也没有文件名。",
            "Please add this to a report of an error in gouji. No text of a report and no file name is in it.",
        ),
        true => (
            "报告 gouji 的错误时请附上以下内容。注意：其中有文件名和全文。",
            "Please add this to a report of an error in gouji. Mind: the file name and all its text are in it.",
        ),
    };
    lang.pick(zh, en)
}

/// The heading of a topic.
pub(super) fn topic(topic: Topic, lang: Lang) -> &'static str {
    let (zh, en) = match topic {
        Topic::Program => ("程序", "program"),
        Topic::System => ("系统", "system"),
        Topic::Terminal => ("终端", "terminal"),
        Topic::Environment => ("环境变量", "environment"),
        Topic::Configuration => ("配置", "configuration"),
        Topic::Packs => ("规则包", "packs"),
        Topic::File => ("文件", "file"),
        Topic::Content => ("全文", "content"),
    };
    lang.pick(zh, en)
}
