//! The sentences of errors of misuse: part of the message catalogue. Only Chinese, as clap has the English ones.

/// What is wrong with a command line. Options and values are as they were written.
#[derive(Debug)]
pub(super) enum Fault {
    /// No such option, or one argument too many.
    Unknown(String),
    /// No such command.
    NoCommand(String),
    /// An option without its value, which is one of these.
    NoValue(String, Vec<String>),
    /// A value of an option is none of these.
    Value(String, String, Vec<String>),
    /// A value of an option is not what it takes.
    Unfit(String, String, Why),
    /// An option takes its value behind `=`.
    NoEquals(String),
    /// A value too many for an option.
    TooMany(String, String),
    /// An option needs at least so many values, and has so many.
    TooFew(String, isize, isize),
    /// An option needs so many values, and has so many.
    WrongNumber(String, isize, isize),
    /// An option cannot be given twice.
    Twice(String),
    /// An option excludes these.
    Together(String, Vec<String>),
    /// These are missing.
    Missing(Vec<String>),
    /// A command that needs one of these commands.
    NoCommandGiven(String, Vec<String>),
    /// Bytes that are no text.
    NotText,
    /// Any other.
    Other,
}

/// Why a value does not fit.
#[derive(Debug)]
pub(super) enum Why {
    /// A day is wanted.
    NotADay,
    /// A number is wanted.
    NoNumber,
    /// A number that is too large or too small to be counted.
    Beyond,
    /// A number outside of these bounds.
    Outside(String),
    /// Nobody knows.
    Unknown,
}

/// What may have been meant.
#[derive(Debug)]
pub(super) enum Tip {
    /// One of these.
    Meant(Vec<String>),
    /// An option of another command, as it is written there.
    There(String),
    /// This is no option but a name, which is written so.
    AsValue(String, String),
    /// A command behind `--`.
    WithoutDashes(String),
}

impl Fault {
    /// The sentence.
    pub fn say(&self) -> String {
        match self {
            Fault::Unknown(arg) if arg.starts_with('-') => format!("没有“{arg}”这个选项"),
            Fault::Unknown(arg) => format!("多了一个参数“{arg}”"),
            Fault::NoCommand(name) => format!("没有“{name}”这个命令"),
            Fault::NoValue(arg, choices) => format!("“{arg}”后面缺少值{}", among(choices)),
            Fault::Value(value, arg, choices) => {
                format!("“{arg}”的值不能是“{value}”{}", among(choices))
            }
            Fault::Unfit(value, arg, why) => {
                format!("“{arg}”的值不能是“{value}”{}", why.say())
            }
            Fault::NoEquals(arg) => format!("“{arg}”和它的值之间要用等号"),
            Fault::TooMany(value, arg) => format!("“{arg}”多了一个值“{value}”"),
            Fault::TooFew(arg, least, there) => {
                format!("“{arg}”至少要有 {least} 个值，现在只有 {there} 个")
            }
            Fault::WrongNumber(arg, due, there) => {
                format!("“{arg}”要有 {due} 个值，现在有 {there} 个")
            }
            Fault::Twice(arg) => format!("“{arg}”只能写一次"),
            Fault::Together(arg, others) if others.is_empty() => {
                format!("“{arg}”不能和其他选项一起用")
            }
            Fault::Together(arg, others) => {
                format!("“{arg}”不能和{}一起用", quoted(others))
            }
            Fault::Missing(args) => format!("缺少{}", quoted(args)),
            Fault::NoCommandGiven(name, commands) => {
                format!("“{name}”后面缺少命令{}", among(commands))
            }
            Fault::NotText => "参数里有不是文字的字节".to_owned(),
            Fault::Other => "命令写得不对".to_owned(),
        }
    }
}

impl Why {
    fn say(&self) -> String {
        match self {
            Why::NotADay => "：应是日期，如 2025-12-31".to_owned(),
            Why::NoNumber => "：应是整数".to_owned(),
            Why::Beyond => "：这个数超出了范围".to_owned(),
            Why::Outside(range) => match range.split_once("..") {
                Some((from, to)) => {
                    let to = to.trim_start_matches('=');
                    format!("：应在 {from} 到 {to} 之间")
                }
                None => "：这个数超出了范围".to_owned(),
            },
            Why::Unknown => String::new(),
        }
    }
}

impl Tip {
    /// The sentence.
    pub fn say(&self) -> String {
        match self {
            Tip::Meant(names) => format!("是不是{}？", quoted(names)),
            Tip::There(written) => format!("可以写“{written}”"),
            Tip::AsValue(name, written) => {
                format!("如果“{name}”不是选项而是名称，写成“{written}”")
            }
            Tip::WithoutDashes(name) => format!("“{name}”是命令，去掉前面的 --"),
        }
    }
}

/// The whole message.
pub(super) fn frame(fault: &str, tips: &[String], usage: &str) -> String {
    let mut out = format!("错误：{fault}\n");
    for tip in tips {
        out.push_str(&format!("  提示：{tip}\n"));
    }
    if !usage.is_empty() {
        out.push_str(&format!("\n用法：{usage}\n"));
    }
    out.push_str("\n加上 --help 查看详细用法\n");
    out
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|n| format!("“{n}”")).collect();
    names.join("、")
}

fn among(choices: &[String]) -> String {
    match choices.is_empty() {
        true => String::new(),
        false => format!("，可选：{}", choices.join("、")),
    }
}
