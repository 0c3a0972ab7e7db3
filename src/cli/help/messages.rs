//! The words around the texts of options, in both languages: part of the message catalogue. The texts themselves stand
//! where the options are defined, `English · 中文`.

use crate::text::Lang;

/// The exit status of `gouji check`.
pub(in crate::cli) const EXIT_CODES: &str = "\
Exit status:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on; with --diff: something would change
  2  wrong usage, configuration or rule pack
  3  an input could not be read
  4  nothing was checked: no input matched, or none of them is a report · \
退出码：
  0  没有达到 --fail-on 的问题
  1  有达到 --fail-on 的问题；用 --diff 时：有可以改的
  2  用法、配置或规则包有误
  3  有文件读不了
  4  什么也没有检查：没有找到文件，或者都不是报告";

/// What `gouji annotate` writes, and its exit status.
pub(in crate::cli) const ANNOTATE_EXIT_CODES: &str = "\
Without --output, --dir or --in-place the copy of report.docx is report.marked.docx beside it. · \
不写 --output、--dir、--in-place 时，“报告.docx”的副本是旁边的“报告.marked.docx”。

Exit status:
  0  all copies were written
  2  wrong usage, configuration or rule pack; a copy that cannot be written
  3  an input could not be read or marked
  4  none of the inputs is a report · \
退出码：
  0  副本都写好了
  2  用法、配置或规则包有误，或者有副本写不了
  3  有文件读不了或者不能批注
  4  没有一个文件是报告";

/// The exit status of `gouji cite`.
pub(in crate::cli) const CITE_EXIT_CODES: &str = "\
Exit status:
  0  every number stands in a report, follows from one, or may be from one
  1  a number differs from the reports, or is in none of them
  2  wrong usage, configuration or rule pack
  3  an input could not be read
  4  none of the inputs is a report · \
退出码：
  0  每个数字都出自报告、由报告算得，或者可能出自报告
  1  有数字与报告不符，或者报告里没有
  2  用法、配置或规则包有误
  3  有文件读不了
  4  没有一个文件是报告";

/// The exit status of `gouji pack try`.
pub(in crate::cli) const TRY_EXIT_CODES: &str = "\
Exit status:
  0  a pattern matches somewhere; an expression is one for a report
  1  a pattern matches nowhere
  2  wrong usage, configuration or rule pack; neither a pattern nor an expression
  3  an input could not be read
  4  none of the inputs is a report · \
退出码：
  0  模式有匹配；表达式对报告成立
  1  模式没有匹配
  2  用法、配置或规则包有误，或者既不是模式也不是表达式
  3  有文件读不了
  4  没有一个文件是报告";

/// The exit status of `gouji pack diff`.
pub(in crate::cli) const DIFF_EXIT_CODES: &str = "\
Exit status:
  0  compared
  1  with --no-loss: a finding is there no more
  2  wrong usage or rule pack
  3  an input could not be read
  4  none of the inputs is a report · \
退出码：
  0  已比较
  1  用 --no-loss 时：有问题不再报告
  2  用法或规则包有误
  3  有文件读不了
  4  没有一个文件是报告";

/// A word of the frame.
#[derive(Clone, Copy, Debug)]
pub(super) enum Word {
    /// In front of how a command is written.
    Usage,
    /// Above the commands.
    Commands,
    /// Above what is no option.
    Arguments,
    /// Above the options.
    Options,
    /// The place of a command.
    Command,
    /// In front of the value that holds where none is given.
    Default,
    /// In front of the values that can be chosen.
    Values,
    /// Above the values that can be chosen.
    ValuesBelow,
    /// Between values.
    Comma,
    /// What `--help` does.
    Help,
    /// What `--version` does.
    Version,
    /// What `gouji help` does.
    HelpCommand,
    /// The command that `gouji help` is asked about.
    HelpOf,
}

impl Word {
    /// The word in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Word::Usage => ("用法：", "Usage: "),
            Word::Commands => ("命令：", "Commands:"),
            Word::Arguments => ("参数：", "Arguments:"),
            Word::Options => ("选项：", "Options:"),
            Word::Command => ("命令", "COMMAND"),
            Word::Default => ("默认：", "default: "),
            Word::Values => ("可选：", "possible values: "),
            Word::ValuesBelow => ("可选：", "Possible values:"),
            Word::Comma => ("、", ", "),
            Word::Help => (
                "显示用法（-h 简短，--help 详细）",
                "Print help (-h in short, --help in full)",
            ),
            Word::Version => ("显示版本", "Print the version"),
            Word::HelpCommand => ("显示一个命令的用法", "Print the help of a command"),
            Word::HelpOf => ("哪个命令", "Which command"),
        };
        lang.pick(zh, en)
    }
}

impl Word {
    /// How a command is written, in Chinese.
    pub fn in_usage(usage: &str) -> String {
        let words = [
            ("[OPTIONS]", "[选项]"),
            ("<COMMAND>", "<命令>"),
            ("<FILE>", "<文件>"),
            // under the text behind the heading
            ("\n       ", "\n      "),
        ];
        let replaced = |text: String, (en, zh): &(&str, &str)| text.replace(en, zh);
        words.iter().fold(usage.to_owned(), replaced)
    }
}

/// What stands for a value of an option in Chinese help; nothing where the catalogue lacks it.
pub(super) fn value(name: &str) -> Option<&'static str> {
    Some(match name {
        "PATH" => "路径",
        "FILE" => "文件",
        "FOLDER" => "文件夹",
        "REPORT" => "报告",
        "RULE" => "规则",
        "PACK" => "规则包",
        "OLD" => "原来的",
        "NEW" => "现在的",
        "SOURCE" => "来源",
        "FORMAT" => "格式",
        "FORMAT[=FILE]" => "格式[=文件]",
        "LANG" => "语言",
        "LEVEL" => "级别",
        "TABLE" => "表",
        "SEVERITY" => "级别",
        "WHEN" => "何时",
        "NAME" => "名称",
        "TEXT" => "文字",
        "PLACE" => "位置",
        "WORD" | "WORDS" => "词",
        "GLOB" | "PATTERN" => "通配符",
        "SHELL" => "终端程序",
        "YYYY-MM-DD" => "年-月-日",
        "DAY" | "DATE" => "日期",
        "REV" | "REVISION" => "版本",
        "ID" => "编号",
        "N" => "个数",
        "COLUMNS" => "列数",
        "COUNT" => "次数",
        "SECONDS" => "秒",
        "PORT" => "端口",
        "PERCENT" => "百分比",
        "MB" => "兆字节",
        "COMMAND" => "命令",
        _ => return None,
    })
}

/// The headings of manual pages, which are made in English.
pub(in crate::cli) fn manual(page: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return page.to_owned();
    }
    let headings = [
        ("NAME", "名称"),
        ("SYNOPSIS", "用法"),
        ("DESCRIPTION", "说明"),
        ("OPTIONS", "选项"),
        ("SUBCOMMANDS", "命令"),
        ("EXTRA", "其他"),
        ("VERSION", "版本"),
    ];
    let line = |line: &str| {
        let heading = line.strip_prefix(".SH ").map(|h| h.trim_matches('"'));
        let found = headings.iter().find(|(en, _)| Some(*en) == heading);
        match found {
            Some((_, zh)) => format!(".SH {zh}\n"),
            None => format!(
                "{}\n",
                line.replace("[<subcommands>]", "[命令]")
                    .replace("<subcommands>", "<命令>")
            ),
        }
    };
    page.lines().map(line).collect()
}
