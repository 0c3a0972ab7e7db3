use clap::Command;

use clap::error::ErrorKind;

use super::rows::{aligned, broken};
use super::sides::{is_chinese, sides};
use super::*;
use crate::output::columns_of;

/// All commands, with the words that lead to each.
fn walk(command: &Command, path: &str, see: &mut impl FnMut(&str, &Command)) {
    let path = format!("{path} {}", command.get_name());
    see(path.trim(), command);
    for under in command.get_subcommands() {
        walk(under, &path, see);
    }
}

/// The texts of a command and its arguments as they are defined.
fn defined(command: &Command) -> Vec<(String, String)> {
    let own = [
        ("about", command.get_about()),
        ("long about", command.get_long_about()),
        ("after help", command.get_after_help()),
    ];
    let own = own
        .iter()
        .filter_map(|(what, text)| Some(((*what).to_owned(), (*text)?.to_string())));
    let mut all: Vec<_> = own.collect();
    for arg in command.get_arguments() {
        let name = arg.get_id().to_string();
        if ["help", "version"].contains(&name.as_str()) {
            continue;
        }
        let texts = [arg.get_help(), arg.get_long_help()].into_iter().flatten();
        let mut texts: Vec<String> = texts.map(ToString::to_string).collect();
        if texts.is_empty() {
            texts.push(String::new());
        }
        all.extend(texts.into_iter().map(|t| (name.clone(), t)));
        // the names of shells say what they are
        if arg.get_action().takes_values() && name != "shell" {
            for value in arg.get_possible_values() {
                let help = value
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                all.push((format!("{name}={}", value.get_name()), help));
            }
        }
    }
    all
}

#[test]
fn every_text_of_every_option_is_there_in_both_languages() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    walk(&Cli::command(), "", &mut |path, command| {
        for (what, text) in defined(command) {
            for paragraph in text.split("\n\n") {
                seen += 1;
                let sides = sides(paragraph);
                let whole = sides.is_some_and(|(english, chinese)| {
                    !english.trim().is_empty()
                        && !english.chars().any(is_chinese)
                        && !speaks_english(chinese)
                });
                if !whole {
                    wrong.push(format!("{path}: {what}: {paragraph}"));
                }
            }
        }
        for arg in command
            .get_arguments()
            .filter(|a| a.get_action().takes_values())
        {
            let names = arg.get_value_names().unwrap_or_default();
            let unknown = names.iter().filter(|n| value(n).is_none());
            wrong.extend(
                unknown.map(|n| format!("{path}: no Chinese for <{n}> in help/messages.rs")),
            );
        }
    });
    assert!(seen > 150, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_with_one_side_is_found() {
    let wanted = Some(("A cell (“row · column”)", "单元格（行 · 列）"));
    assert_eq!(sides("A cell (“row · column”) · 单元格（行 · 列）"), wanted);
    assert_eq!(sides("Draw with ASCII only"), None);
    assert_eq!(sides("Draw with · ASCII only"), None);
    assert_eq!(sides("只用 ASCII"), None);
    assert!(speaks_english("只用 draw with only"));
    assert!(!speaks_english(
        "设了 NO_COLOR 或 --no-config 就不用 gouji.toml"
    ));
}

/// Whether three English words follow each other, which names and options do not.
fn speaks_english(text: &str) -> bool {
    let words = text.split_whitespace();
    let word = |w: &str| {
        let w = w.trim_matches(|c: char| ".,;:()".contains(c));
        w.len() > 1 && w.chars().all(|c| c.is_ascii_lowercase())
    };
    let mut run = 0;
    for w in words {
        run = if word(w) { run + 1 } else { 0 };
        if run == 3 {
            return true;
        }
    }
    false
}

/// The help of every command, short and long, as it is shown.
fn helps(lang: Lang) -> Vec<(String, String)> {
    let mut all = Vec::new();
    walk(&command(lang), "", &mut |path, under| {
        let mut under = under.clone();
        all.push((path.to_owned(), under.render_help().to_string()));
        all.push((
            format!("{path} --help"),
            under.render_long_help().to_string(),
        ));
    });
    assert!(all.len() > 60);
    all
}

#[test]
fn chinese_help_is_chinese() {
    let mut wrong = Vec::new();
    let of_clap = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "Print",
        "[default",
        "[possible",
        "OPTIONS",
        "COMMAND",
        "help:",
    ];
    for (path, help) in helps(Lang::Zh) {
        wrong.extend(
            of_clap
                .iter()
                .filter(|w| help.contains(**w))
                .map(|w| format!("{path}: {w}")),
        );
        // between < and > stands what the reader puts there
        let places = help
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split_once('>'));
        let latin = places
            .map(|(place, _)| place)
            .filter(|p| p.is_ascii() && *p != "stdin");
        wrong.extend(latin.map(|p| format!("{path}: <{p}>")));
        let lines = help
            .lines()
            .filter(|l| !l.starts_with("用法") && speaks_english(l));
        wrong.extend(lines.map(|l| format!("{path}: {l}")));
        let colon = |l: &&str| {
            l.split(": ")
                .next()
                .is_some_and(|b| b.chars().next_back().is_some_and(is_chinese) && l.contains(": "))
        };
        wrong.extend(help.lines().filter(colon).map(|l| format!("{path}: {l}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_help_is_english() {
    let chinese = helps(Lang::En).into_iter();
    let chinese = chinese.filter(|(_, help)| help.chars().any(is_chinese));
    let chinese: Vec<String> = chinese
        .map(|(path, help)| format!("{path}\n{help}"))
        .collect();
    assert!(chinese.is_empty(), "{}", chinese.join("\n"));
}

#[test]
fn rows_of_help_are_broken_where_their_text_begins() {
    let line = "  -q, --quiet  只在最后显示合计，不显示每一个问题，也不显示说明文字";
    let rows = broken(line, 40);
    assert!(rows.len() > 1);
    assert!(rows.iter().all(|r| columns_of(r) <= 40), "{rows:?}");
    assert!(
        rows.iter()
            .skip(1)
            .all(|r| r.starts_with("               ")),
        "{rows:?}"
    );
    assert_eq!(rows.concat().replace(' ', ""), line.replace(' ', ""));
}

#[test]
fn texts_of_options_begin_in_one_column() {
    let help = "选项：\n  -f <格式>  输出格式\n  --all    全部\n\n退出码：\n  0  好";
    let lines = aligned(help);
    let wanted = [
        "选项：",
        "  -f <格式>  输出格式",
        "  --all      全部",
        "",
        "退出码：",
        "  0  好",
    ];
    assert_eq!(lines, wanted);
}

/// What is said to a command line that cannot be run.
fn said(lang: Lang, words: &str) -> String {
    let words: Vec<OsString> = words.split_whitespace().map(OsString::from).collect();
    let error = command(lang)
        .try_get_matches_from(words)
        .err()
        .unwrap_or_else(|| Error::new(ErrorKind::Io));
    assert_eq!(error.exit_code(), 2);
    chinese(&error, 100, false)
}

#[test]
fn what_is_wrong_with_a_command_line_is_said_in_chinese() {
    let mistakes = [
        (
            "gouji check --fromat json",
            "没有“--fromat”这个选项",
            "是不是“--format”",
        ),
        (
            "gouji check --format jsno",
            "的值不能是“jsno”",
            "是不是“json”",
        ),
        (
            "gouji check --format",
            "后面缺少值，可选：human、narrated",
            "",
        ),
        ("gouji check --jobs many", "的值不能是“many”：应是整数", ""),
        ("gouji check --max-file-size 0", "应在 1 到 1024 之间", ""),
        (
            "gouji check --today 2025-13-01",
            "应是日期，如 2025-12-31",
            "",
        ),
        (
            "gouji check --fix --diff",
            "“--fix”不能和“--diff”一起用",
            "",
        ),
        (
            "gouji check --color always --color never",
            "“--color <何时>”只能写一次",
            "",
        ),
        ("gouji check --quiet=yes", "多了一个值“yes”", ""),
        (
            "gouji cheek report.txt",
            "没有“cheek”这个命令",
            "是不是“check”",
        ),
        ("gouji explain", "缺少“<规则>”", ""),
        ("gouji explain one two", "多了一个参数“two”", ""),
        (
            "gouji waive report.txt",
            "缺少“--rule <规则>”、“--reason <文字>”、“--who <名称>”",
            "",
        ),
        ("gouji -x", "没有“-x”这个选项", ""),
        ("gouji check --stdio", "没有“--stdio”这个选项", ""),
        ("gouji help chekc", "没有“chekc”这个命令", ""),
    ];
    for (words, fault, tip) in mistakes {
        let said = said(Lang::Zh, words);
        assert!(
            said.starts_with("错误：") && said.contains(fault) && said.contains(tip),
            "{words}\n{said}"
        );
        assert!(!speaks_english(&said), "{said}");
        for english in ["Usage", "error:", "tip", "OPTIONS", "--help'"] {
            assert!(!said.contains(english), "{said}");
        }
    }
    let said = said(Lang::Zh, "gouji pack");
    assert!(said.contains("用法：gouji pack [选项] <命令>"), "{said}");
    let help = command(Lang::Zh).render_help().to_string();
    assert!(
        help.contains("用法：gouji [选项] <命令>\n      gouji <文件>..."),
        "{help}"
    );
    let help = command(Lang::En).render_help().to_string();
    assert!(
        help.contains("Usage: gouji [OPTIONS] <COMMAND>\n       gouji <FILE>..."),
        "{help}"
    );
}
