//! What is wrong with a configuration, in both languages: part of the message catalogue.

use gouji_core::fields::Fault;
use gouji_core::text::{Lang, say};

/// A pattern of paths that is none, and why.
pub(super) struct BadGlob(pub String);

impl Fault for BadGlob {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let why = &self.0;
        say!(lang;
            ("通配符写法有误：{}", pattern(why)),
            "not a pattern of paths: {why}";
            "* 不跨文件夹，** 跨文件夹，[abc] 和 {{甲,乙}} 任选其一",
            "* stays inside a folder, ** crosses folders, [abc] and {{a,b}} are choices")
    }
}

/// What is wrong with a pattern of paths, in Chinese; as it is where it is not known here.
pub fn pattern(why: &str) -> &str {
    let known = [
        ("invalid range pattern", "方括号没有配对"),
        ("unclosed character class", "方括号没有配对"),
        ("invalid character range", "方括号里的范围写反了"),
        ("invalid range; ", "方括号里的范围写反了"),
        ("unclosed alternate", "花括号没有配对：缺少 }"),
        ("unopened alternate", "花括号没有配对：缺少 {"),
        ("nested alternate", "花括号里不能再有花括号"),
        ("dangling", "末尾多了一个反斜线"),
        (
            "recursive wildcards must form",
            "** 要单独占一级，如 a/**/b",
        ),
        ("wildcards are either", "星号最多连写两个"),
    ];
    let found = known.iter().find(|(english, _)| why.contains(english));
    found.map_or(why, |(_, chinese)| chinese)
}

/// An output that names a file.
pub(super) struct NoFile;

impl Fault for NoFile {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        say!(lang;
            "配置文件不能指定要写的文件",
            "a configuration names no files to write";
            "要写哪个文件，在命令行上说：-f sarif=out.sarif",
            "name the file on the command line: -f sarif=out.sarif")
    }
}

/// A key that only a trusted configuration may have.
pub(super) struct Untrusted(pub &'static str);

impl Fault for Untrusted {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        let key = self.0;
        say!(lang;
            "这份配置和报告放在一起，不在当前文件夹里，也不在它上面：“{key}”没有采用",
            "this configuration lies among the reports, not in the current folder or above it: “{key}” does not hold";
            "这里的配置只能挑选和调整规则；如果信得过，加上 --trust 文件夹",
            "it may choose and tune rules; if you trust it, add --trust FOLDER")
    }
}
