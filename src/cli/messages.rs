//! What the command line says on stderr, in Chinese and English. The match is exhaustive, so that none can be missing.

use std::io::{self, ErrorKind};

pub(super) use gouji_project::{meant, why};

use crate::text::{Lang, many, plural, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    /// GOUJI_LANG names no language.
    BadLanguage(&'a str),
    /// An input is no text; the second text says why.
    Unfit(&'a str, &'a str),
    /// The configurations that hold, and whether each is trusted.
    Configurations(&'a [(String, bool)]),
    /// Not one report.
    NothingChecked,
    /// A single file is no report.
    NoReport(&'a str),
    /// An option or command names no rule; these may have been meant.
    UnknownRule(Option<&'static str>, &'a str, &'a [String]),
    /// A new pack was written.
    NewPack(&'a str),
    /// A new pack cannot be written.
    NoNewPack(&'a str, &'a io::Error),
    /// So many packs with so many rules are right.
    PacksChecked(usize, usize),
    /// So many pages were written into a folder.
    SiteWritten(usize, &'a str),
    /// A new configuration was written.
    NewConfig(&'a str),
    /// A new configuration cannot be written.
    NoNewConfig(&'a str, &'a io::Error),
    /// Stdout does not take it.
    CannotWrite(&'a io::Error),
    /// A file does not take it.
    CannotWriteTo(&'a str, &'a io::Error),
    /// Two outputs go to stdout.
    TwoToStdout,
    /// Two outputs go to one file.
    TwoToFile(&'a str),
    /// An output would replace an input.
    OutputIsInput(&'a str),
    /// An output has an empty file name.
    NoFile,
    /// A workbook would go to a terminal.
    NotForTerminals,
    /// A file of this format cannot be fixed.
    Unmendable(&'a str, &'a str),
    /// A file cannot be written as it was.
    Unfaithful(&'a str),
    /// The encoding of a file lacks a character of a fix.
    Unencodable(&'a str, char),
    /// So many fixes would do harm to a file.
    HarmfulFixes(&'a str, usize),
    /// The fixes of a file undo each other.
    FixesCircle(&'a str),
    /// The fixes of a file come to no end.
    FixesUnfinished(&'a str),
    /// So many findings in so many files would be fixed.
    WouldMend(usize, usize),
}

impl Text<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Text::BadLanguage(name) => say!(lang;
                "环境变量 GOUJI_LANG 的值“{name}”不是 zh 或 en (not zh or en)",
                "GOUJI_LANG is “{name}”, which is not zh or en"),
            Text::Unfit(path, why) => say!(lang; "{path}：{why}", "{path}: {why}"),
            Text::Configurations(all) => {
                let one = |(path, trusted): &(String, bool)| match trusted {
                    true => path.clone(),
                    false => {
                        say!(lang; "{path}（只用来挑选和调整规则）", "{path} (chooses and tunes rules only)")
                    }
                };
                let all: Vec<String> = all.iter().map(one).collect();
                say!(lang; "采用的配置：{}", "configurations that hold: {}", lang.list(&all))
            }
            Text::NothingChecked => say!(lang; "没有检查任何报告", "no report was checked"),
            Text::NoReport(path) => say!(lang;
                "{path}：没有认出这是哪一种报告",
                "{path}: not recognised as a report of any known kind"),
            Text::UnknownRule(option, name, near) => {
                let option = option.map(|o| format!("{o}{}", lang.pick("：", ": ")));
                let option = option.unwrap_or_default();
                let hint = match near.is_empty() {
                    true => lang
                        .pick(
                            "；用 gouji rules 查看全部规则",
                            "; `gouji rules` lists them all",
                        )
                        .into(),
                    false => meant(near, lang),
                };
                say!(lang; "{option}没有规则“{name}”{hint}", "{option}no rule “{name}”{hint}")
            }
            Text::NewPack(path) => say!(lang;
                "已写好 {path}：改好后用 gouji pack test {path} 试",
                "wrote {path}; change it, then try gouji pack test {path}"),
            Text::NoNewPack(path, error) => say!(lang;
                "{path}：无法新建：{}",
                "{path}: cannot be created: {}", why(error, lang)),
            Text::PacksChecked(packs, rules) => say!(lang;
                "{packs} 个规则包，{rules} 条规则，没有错误",
                ("{}, {}, no errors", many(*packs, "pack"), many(*rules, "rule"))),
            Text::SiteWritten(pages, folder) => say!(lang;
                "{pages} 页写在 {folder}，从 index.html 看起",
                "{pages} pages are in {folder}; begin with index.html"),
            Text::NewConfig(path) => say!(lang;
                "已写好 {path}：删去行首的 # 即可启用",
                "wrote {path}; take away the # in front of what you want"),
            Text::NoNewConfig(path, error) => say!(lang;
                "{path}：无法新建：{}；--force 可以覆盖",
                "{path}: cannot be created: {}; --force replaces it", why(error, lang)),
            Text::CannotWrite(error) => say!(lang;
                "无法输出：{}",
                "cannot write: {}", why(error, lang)),
            Text::CannotWriteTo(path, error) => say!(lang;
                "{path}：无法写入：{}",
                "{path}: cannot write: {}", unwritten(error, lang)),
            Text::TwoToStdout => say!(lang;
                "--format：只能有一种格式写到标准输出，其余的要写明文件，如 -f sarif=out.sarif",
                "--format: only one output can go to stdout; name files for the others, as in -f sarif=out.sarif"),
            Text::TwoToFile(path) => say!(lang;
                "--format：有两种格式写到同一个文件 {path}",
                "--format: two outputs go to one file, {path}"),
            Text::OutputIsInput(path) => say!(lang;
                "--format：{path} 正是要检查的文件，不能覆盖",
                "--format: {path} is to be checked, and would be overwritten"),
            Text::NoFile => say!(lang;
                "--format：= 后面没有文件名",
                "--format: no file name behind ="),
            Text::NotForTerminals => say!(lang;
                "--format：xlsx 不能显示在终端上，要写明文件，如 -f xlsx=audit.xlsx",
                "--format: a terminal cannot show xlsx; name a file, as in -f xlsx=audit.xlsx"),
            Text::Unmendable(path, format) => say!(lang;
                "{path}：不是文本（{format}），没有改；请在原文件里改",
                "{path}: not text ({format}); left alone, mend the original file"),
            Text::Unfaithful(path) => say!(lang;
                "{path}：文件里有不是文字的字节，写回去会丢失，没有改",
                "{path}: holds bytes that are no text and would be lost; left alone"),
            Text::Unencodable(path, c) => say!(lang;
                "{path}：文件的编码里没有“{c}”，没有改",
                "{path}: its encoding has no “{c}”; left alone"),
            Text::HarmfulFixes(path, n) => say!(lang;
                "{path}：有 {n} 处的改法会带来别的问题，没有用，请自行核对",
                ("{path}: {n} {} would bring other findings and {} not applied",
                    plural(*n, "fix", "fixes"), plural(*n, "was", "were"))),
            Text::FixesCircle(path) => say!(lang;
                "{path}：有的改法互相抵消，改到这里为止",
                "{path}: some fixes undo each other; stopped here"),
            Text::FixesUnfinished(path) => say!(lang;
                "{path}：改了多轮还没有改完，请再运行一次",
                "{path}: more is left to mend after many rounds; run it again"),
            Text::WouldMend(findings, files) => say!(lang;
                "可以改 {findings} 处，在 {files} 个文件里；用 --fix 改",
                ("{} in {} would be mended; --fix does it", many(*findings, "finding"), many(*files, "file"))),
        }
    }
}

/// Why a file could not be written.
fn unwritten(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        ErrorKind::NotFound => lang.pick("没有这个文件夹", "no such folder").into(),
        _ => why(error, lang),
    }
}
