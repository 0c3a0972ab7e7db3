//! The command line from outside: in which language help, errors of misuse, scripts of shells and manual pages are.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::fs;
use std::process::Output;

use support::{Bench, err, exits, out};

fn han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
}

fn run(bench: &Bench, args: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = bench.command(args);
    command.envs(variables.iter().copied());
    command.output().unwrap()
}

#[test]
fn lang_stands_before_or_behind_the_command() {
    let bench = Bench::new();
    let chinese = [
        &["--help"][..],
        &["--lang", "zh", "check", "--help"],
        &["check", "--lang=zh", "--help"],
        &["check", "-h", "--lang", "zh"],
        &["--lang", "zh", "pack", "list", "-h"],
        &["pack", "--lang", "zh", "list", "-h"],
        &["--lang", "zh", "help", "check"],
        &["help", "--lang", "zh", "check"],
    ];
    for args in chinese {
        let english: Vec<&str> = args
            .iter()
            .map(|a| match *a {
                "zh" => "en",
                "--lang=zh" => "--lang=en",
                other => other,
            })
            .collect();
        let output = run(&bench, args, &[]);
        exits(&output, 0);
        assert!(
            out(&output).contains("用法：gouji"),
            "{args:?} {}",
            out(&output)
        );
        if english != args {
            let output = run(&bench, &english, &[]);
            exits(&output, 0);
            assert!(out(&output).contains("Usage: gouji"), "{english:?}");
            assert!(!han(&out(&output)), "{english:?}");
        }
    }
}

#[test]
fn messages_take_the_language_from_before_the_command_too() {
    let bench = Bench::new();
    for args in [
        ["--lang", "en", "explain", "no-such-rule"],
        ["explain", "no-such-rule", "--lang", "en"],
    ] {
        let output = run(&bench, &args, &[("GOUJI_LANG", "zh")]);
        exits(&output, 2);
        assert!(err(&output).contains("no rule"), "{}", err(&output));
    }
    let output = run(
        &bench,
        &["--lang", "zh", "explain", "no-such-rule"],
        &[("GOUJI_LANG", "en")],
    );
    assert!(err(&output).contains("没有规则"), "{}", err(&output));
    // the nearer one counts
    let output = run(
        &bench,
        &["--lang", "zh", "explain", "no-such-rule", "--lang", "en"],
        &[],
    );
    assert!(err(&output).contains("no rule"), "{}", err(&output));
}

#[test]
fn the_environment_chooses_where_nobody_asks() {
    let bench = Bench::new();
    let cases: [(&[(&str, &str)], bool); 9] = [
        (&[], true),
        (&[("LANG", "C.UTF-8")], true),
        (&[("LANG", "POSIX")], true),
        (&[("LANG", "zh_CN.UTF-8")], true),
        (&[("LANG", "en_US.UTF-8")], false),
        (
            &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.GB18030")],
            true,
        ),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_GB")], false),
        (&[("LANG", "en_US.UTF-8"), ("GOUJI_LANG", "zh")], true),
        (&[("LANG", "zh_CN.UTF-8"), ("GOUJI_LANG", "en")], false),
    ];
    for (variables, chinese) in cases {
        let help = out(&run(&bench, &["check", "-h"], variables));
        assert_eq!(han(&help), chinese, "{variables:?}");
        let misuse = run(&bench, &["check", "--fromat"], variables);
        exits(&misuse, 2);
        assert_eq!(han(&err(&misuse)), chinese, "{variables:?}");
        // what gouji says itself is in the same language
        let said = err(&run(&bench, &["explain", "no-such-rule"], variables));
        assert_eq!(han(&said), chinese, "{variables:?}");
    }
}

#[test]
fn the_configuration_goes_before_the_locale() {
    let bench = Bench::new();
    bench.file("gouji.toml", "output = { lang = \"zh\" }\n");
    let said = err(&run(
        &bench,
        &["check", "--select", "no-such-rule"],
        &[("LANG", "en_US.UTF-8")],
    ));
    assert!(han(&said), "{said}");
    let shown = out(&run(
        &bench,
        &["config", "show", "--no-config"],
        &[("LANG", "en_US.UTF-8")],
    ));
    let lang = shown.lines().find(|l| l.starts_with("lang")).unwrap();
    assert!(lang.contains("\"en\"") && lang.ends_with("LANG"), "{lang}");
}

#[test]
fn what_was_meant_is_proposed_in_chinese() {
    let bench = Bench::new();
    let output = run(&bench, &["check", "--format", "jsno"], &[]);
    exits(&output, 2);
    let wanted = "\
错误：“--format <格式[=文件]>”的值不能是“jsno”，可选：human、narrated、concise、agent、json、jsonl、
sarif、github、gitlab、junit、checkstyle、rdjson、xlsx、html、csv、parquet、arrow、letters
  提示：是不是“json”？

加上 --help 查看详细用法
";
    assert_eq!(err(&output), wanted);
    assert_eq!(out(&output), "");
}

#[test]
fn scripts_of_shells_and_manual_pages_are_in_one_language() {
    let bench = Bench::new();
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = out(&bench.run(&["completions", shell]));
        assert!(script.contains("输出格式"), "{shell}");
        assert!(!script.contains("How findings are written"), "{shell}");
        let script = out(&bench.run(&["completions", shell, "--lang", "en"]));
        assert!(
            script.contains("How findings are written") && !han(&script),
            "{shell}"
        );
    }
    exits(&bench.run(&["man", "man"]), 0);
    exits(&bench.run(&["man", "en", "--lang", "en"]), 0);
    let mut pages = 0;
    for entry in fs::read_dir(bench.path().join("man")).unwrap() {
        let path = entry.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        assert!(
            page.contains(".SH 名称") && !page.contains(".SH NAME"),
            "{}",
            path.display()
        );
        let english = fs::read_to_string(bench.path().join("en").join(path.file_name().unwrap()));
        assert!(!han(&english.unwrap()), "{}", path.display());
        pages += 1;
    }
    assert!(pages > 25, "{pages}");
}

#[test]
fn files_alone_are_answered_in_the_language_that_is_asked_for() {
    let bench = Bench::new();
    bench.file("a.txt", "2023年\n来信\n");
    let zh = run(&bench, &["--lang", "zh", "a.txt"], &[("GOUJI_LANG", "en")]);
    let en = run(&bench, &["a.txt", "--lang=en"], &[]);
    assert!(han(&err(&zh)), "{}", err(&zh));
    assert!(!han(&err(&en)) && !err(&en).is_empty(), "{}", err(&en));
}

#[test]
fn schemas_describe_keys_in_one_language() {
    let bench = Bench::new();
    for args in [&["pack", "schema"][..], &["pack", "schema", "--for-config"]] {
        let zh = support::json(&bench.run(args));
        let en = support::json(&bench.run(&[args, &["--lang", "en"]].concat()));
        let (mut chinese, mut english) = (Vec::new(), Vec::new());
        descriptions(&zh, &mut chinese);
        descriptions(&en, &mut english);
        assert!(chinese.len() > 10 && chinese.len() == english.len());
        assert!(
            chinese.iter().all(|d| han(d) && !d.contains(" / ")),
            "{chinese:?}"
        );
        let both = |(one, other): (&String, &String)| one.starts_with(other.as_str());
        assert!(!english.iter().zip(&chinese).any(both), "{english:?}");
    }
}

fn descriptions(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value.as_str()) {
                    ("description", Some(text)) => found.push(text.to_owned()),
                    _ => descriptions(value, found),
                }
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(|v| descriptions(v, found)),
        _ => {}
    }
}

#[test]
fn what_other_libraries_find_wrong_is_said_in_chinese() {
    let bench = Bench::new();
    let said = |text: &str| {
        let pack = format!("[pack]\nid = \"x\"\nextends = \"clubs.toml\"\n{text}\n");
        bench.file("x.toml", pack);
        err(&bench.run(&["pack", "check", "x.toml"]))
    };
    let cases = [
        ("x", "键后面缺少 = 和值"),
        ("x = [1", "数组缺少右方括号"),
        ("x = abc", "文字要写在引号里"),
        ("x = 1\nx = 2", "这个键写了两次"),
        ("[[rule]]\nid = \"x-a\"\nmatch = '(a'", "缺少右括号"),
        ("[[rule]]\nid = \"x-a\"\nmatch = '[a'", "缺少 ]"),
        ("[[rule]]\nid = \"x-a\"\nmatch = '*a'", "前面没有内容"),
        (
            "[[rule]]\nid = \"x-a\"\nmatch = '(?<=a)b'",
            "不能用前后查找",
        ),
    ];
    for (text, wanted) in cases {
        let said = said(text);
        assert!(said.contains(wanted), "{text}\n{said}");
        for english in ["error:", "expected", "unclosed", "syntax"] {
            assert!(!said.contains(english), "{text}\n{said}");
        }
    }
    let glob = err(&bench.run(&["check", "a[.txt"]));
    assert!(glob.contains("通配符写法有误：方括号没有配对"), "{glob}");
    let glob = err(&bench.run(&["check", "--exclude", "a{b", "."]));
    assert!(glob.contains("通配符写法有误：花括号没有配对"), "{glob}");
}
