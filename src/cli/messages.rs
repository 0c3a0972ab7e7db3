//! What the command line says on stderr, in Chinese and English. The matches are exhaustive, so that none can be missing.

use std::io::{self, ErrorKind};

pub(super) use gouji_project::why;

use crate::text::Lang;

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
    /// A file of this format cannot be mended.
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
    /// So many findings in so many files would be mended.
    WouldMend(usize, usize),
}

impl Text<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Text::BadLanguage(name) => {
                format!("环境变量 GOUJI_LANG 的值“{name}”不是 zh 或 en (not zh or en)")
            }
            Text::Unfit(path, why) => format!("{path}：{why}"),
            Text::Configurations(all) => {
                let one = |(path, trusted): &(String, bool)| match trusted {
                    true => path.clone(),
                    false => format!("{path}（只用来挑选和调整规则）"),
                };
                let all: Vec<String> = all.iter().map(one).collect();
                format!("采用的配置：{}", all.join("、"))
            }
            Text::NothingChecked => "没有检查任何报告".into(),
            Text::NoReport(path) => format!("{path}：没有认出这是哪一种报告"),
            Text::UnknownRule(option, name, near) => {
                let option = option.map(|o| format!("{o}：")).unwrap_or_default();
                let hint = match near.is_empty() {
                    true => "；用 gouji rules 查看全部规则".into(),
                    false => format!("；是不是：{}？", near.join("、")),
                };
                format!("{option}没有规则“{name}”{hint}")
            }
            Text::NewPack(path) => format!("已写好 {path}：改好后用 gouji pack test {path} 试"),
            Text::NoNewPack(path, error) => format!("{path}：无法新建：{}", why(error, Lang::Zh)),
            Text::PacksChecked(packs, rules) => {
                format!("{packs} 个规则包，{rules} 条规则，没有错误")
            }
            Text::SiteWritten(pages, folder) => {
                format!("{pages} 页写在 {folder}，从 index.html 看起")
            }
            Text::NewConfig(path) => format!("已写好 {path}：删去行首的 # 即可启用"),
            Text::NoNewConfig(path, error) => {
                let why = why(error, Lang::Zh);
                format!("{path}：无法新建：{why}；--force 可以覆盖")
            }
            Text::CannotWrite(error) => format!("无法输出：{}", why(error, Lang::Zh)),
            Text::CannotWriteTo(path, error) => {
                format!("{path}：无法写入：{}", unwritten(error, Lang::Zh))
            }
            Text::TwoToStdout => {
                "--format：只能有一种格式写到标准输出，其余的要写明文件，如 -f sarif=out.sarif"
                    .into()
            }
            Text::TwoToFile(path) => format!("--format：有两种格式写到同一个文件 {path}"),
            Text::OutputIsInput(path) => format!("--format：{path} 正是要检查的文件，不能覆盖"),
            Text::NoFile => "--format：= 后面没有文件名".into(),
            Text::NotForTerminals => {
                "--format：xlsx 不能显示在终端上，要写明文件，如 -f xlsx=audit.xlsx".into()
            }
            Text::Unmendable(path, format) => {
                format!("{path}：不是文本（{format}），没有改；请在原文件里改")
            }
            Text::Unfaithful(path) => {
                format!("{path}：文件里有不是文字的字节，写回去会丢失，没有改")
            }
            Text::Unencodable(path, c) => format!("{path}：文件的编码里没有“{c}”，没有改"),
            Text::HarmfulFixes(path, n) => {
                format!("{path}：有 {n} 处的改法会带来别的问题，没有用，请自行核对")
            }
            Text::FixesCircle(path) => format!("{path}：有的改法互相抵消，改到这里为止"),
            Text::FixesUnfinished(path) => format!("{path}：改了多轮还没有改完，请再运行一次"),
            Text::WouldMend(findings, files) => {
                format!("可以改 {findings} 处，在 {files} 个文件里；用 --fix 改")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Text::BadLanguage(name) => format!("GOUJI_LANG is “{name}”, which is not zh or en"),
            Text::Unfit(path, why) => format!("{path}: {why}"),
            Text::Configurations(all) => {
                let one = |(path, trusted): &(String, bool)| match trusted {
                    true => path.clone(),
                    false => format!("{path} (chooses and tunes rules only)"),
                };
                let all: Vec<String> = all.iter().map(one).collect();
                format!("configurations that hold: {}", all.join(", "))
            }
            Text::NothingChecked => "no report was checked".into(),
            Text::NoReport(path) => format!("{path}: not recognised as a report of any known kind"),
            Text::UnknownRule(option, name, near) => {
                let option = option.map(|o| format!("{o}: ")).unwrap_or_default();
                let hint = match near.is_empty() {
                    true => "; `gouji rules` lists them all".into(),
                    false => format!("; did you mean {}?", near.join(", ")),
                };
                format!("{option}no rule “{name}”{hint}")
            }
            Text::NewPack(path) => {
                format!("wrote {path}; change it, then try gouji pack test {path}")
            }
            Text::NoNewPack(path, error) => {
                format!("{path}: cannot be created: {}", why(error, Lang::En))
            }
            Text::PacksChecked(packs, rules) => format!(
                "{packs} {}, {rules} {}, no errors",
                if *packs == 1 { "pack" } else { "packs" },
                if *rules == 1 { "rule" } else { "rules" }
            ),
            Text::SiteWritten(pages, folder) => {
                format!("{pages} pages are in {folder}; begin with index.html")
            }
            Text::NewConfig(path) => {
                format!("wrote {path}; take away the # in front of what you want")
            }
            Text::NoNewConfig(path, error) => {
                let why = why(error, Lang::En);
                format!("{path}: cannot be created: {why}; --force replaces it")
            }
            Text::CannotWrite(error) => format!("cannot write: {}", why(error, Lang::En)),
            Text::CannotWriteTo(path, error) => {
                format!("{path}: cannot write: {}", unwritten(error, Lang::En))
            }
            Text::TwoToStdout => {
                "--format: only one output can go to stdout; name files for the others, as in -f sarif=out.sarif".into()
            }
            Text::TwoToFile(path) => format!("--format: two outputs go to one file, {path}"),
            Text::OutputIsInput(path) => {
                format!("--format: {path} is to be checked, and would be overwritten")
            }
            Text::NoFile => "--format: no file name behind =".into(),
            Text::NotForTerminals => {
                "--format: a terminal cannot show xlsx; name a file, as in -f xlsx=audit.xlsx".into()
            }
            Text::Unmendable(path, format) => {
                format!("{path}: not text ({format}); left alone, mend the original file")
            }
            Text::Unfaithful(path) => {
                format!("{path}: holds bytes that are no text and would be lost; left alone")
            }
            Text::Unencodable(path, c) => {
                format!("{path}: its encoding has no “{c}”; left alone")
            }
            Text::HarmfulFixes(path, 1) => {
                format!("{path}: 1 fix would bring other findings and was not applied")
            }
            Text::HarmfulFixes(path, n) => {
                format!("{path}: {n} fixes would bring other findings and were not applied")
            }
            Text::FixesCircle(path) => format!("{path}: some fixes undo each other; stopped here"),
            Text::FixesUnfinished(path) => {
                format!("{path}: more is left to mend after many rounds; run it again")
            }
            Text::WouldMend(findings, files) => format!(
                "{findings} {} in {files} {} would be mended; --fix does it",
                if *findings == 1 { "finding" } else { "findings" },
                if *files == 1 { "file" } else { "files" }
            ),
        }
    }
}

/// Why a file could not be written.
fn unwritten(error: &io::Error, lang: Lang) -> String {
    match (error.kind(), lang) {
        (ErrorKind::NotFound, Lang::Zh) => "没有这个文件夹".into(),
        (ErrorKind::NotFound, Lang::En) => "no such folder".into(),
        _ => why(error, lang),
    }
}
