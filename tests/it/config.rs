//! `gouji.toml`: found for each report, obeyed, explained by `gouji config show`, begun by `gouji init`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;

use serde_json::Value;
use support::{Bench, err, exits, json, names, out, report};

const CLUBS: &str = "packs = [\"clubs.toml\"]\n";

/// A folder with a configuration for the clubs, and a report with two faults.
fn bench(more: &str) -> Bench {
    let bench = Bench::new();
    bench.file("gouji.toml", format!("{CLUBS}{more}"));
    bench.file("a.txt", report("举办了很多活动。谢谢。"));
    bench
}

/// Rule and severity of all findings.
fn found(bench: &Bench, args: &[&str]) -> Vec<String> {
    let output = bench.run(&[&["check", "-f", "json", "--fail-on", "never"], args].concat());
    exits(&output, 0);
    findings(&json(&output))
}

fn findings(all: &Value) -> Vec<String> {
    let reports = all["reports"].as_array().unwrap().iter();
    let all = reports.flat_map(|r| r["diagnostics"].as_array().unwrap());
    let one = |d: &Value| {
        let text = |key: &str| d[key].as_str().unwrap().to_owned();
        format!("{} {}", text("rule"), text("severity"))
    };
    all.map(one).collect()
}

#[test]
fn severities_are_set_by_id_and_by_beginning() {
    let table = [
        ("", vec!["club-vague error", "club-polite warning"]),
        ("[severity]\nclub-polite = 'off'", vec!["club-vague error"]),
        (
            "[severity]\nclub-vague = 'info'",
            vec!["club-vague info", "club-polite warning"],
        ),
        (
            "[severity]\n'club-*' = 'info'",
            vec!["club-vague info", "club-polite info"],
        ),
        (
            "[severity]\n'club-*' = 'off'\n'club-p*' = 'error'",
            vec!["club-polite error"],
        ),
        (
            "[severity]\n'club-*' = 'off'\nclub-vague = 'warning'",
            vec!["club-vague warning"],
        ),
        ("select = ['club-p*']", vec!["club-polite warning"]),
        ("ignore = 'club-p*'", vec!["club-vague error"]),
    ];
    for (more, due) in table {
        assert_eq!(found(&bench(more), &["a.txt"]), due, "{more}");
    }
}

#[test]
fn options_win() {
    let bench = bench("select = 'club-p*'\nignore = 'club-polite'\n");
    assert_eq!(found(&bench, &["a.txt"]), [""; 0]);
    let select = found(&bench, &["a.txt", "--select", "club-*"]);
    assert_eq!(select, ["club-vague error", "club-polite warning"]);
    let none = found(&bench, &["a.txt", "--no-config", "--pack", "clubs.toml"]);
    assert_eq!(none, ["club-vague error", "club-polite warning"]);
}

#[test]
fn the_nearest_configuration_is_for_its_files() {
    let bench = bench("[severity]\nclub-vague = 'info'\n");
    let text = report("举办了很多活动。");
    bench.file("2023/b.txt", &text);
    bench.file("2024/sub/c.txt", &text);
    let near = "packs = ['../clubs.toml']\n[severity]\nclub-vague = 'warning'\n";
    bench.file("2024/gouji.toml", near);
    let args = ["2023", "2024/sub/c.txt"];
    assert_eq!(
        found(&bench, &args),
        ["club-vague info", "club-vague warning"]
    );
    let output = bench.piped(
        &[
            "check",
            "-",
            "-f",
            "json",
            "--fail-on",
            "never",
            "--stdin-filename",
            "2024/x.txt",
        ],
        text.as_bytes(),
    );
    assert_eq!(findings(&json(&output)), ["club-vague warning"]);
    let one = found(&bench, &["2024", "--config", "gouji.toml"]);
    assert_eq!(one, ["club-vague info"]);
}

#[test]
fn tables_for_paths_hold_for_their_files() {
    let bench = bench(
        "[severity]\nclub-vague = 'warning'\n\
         [[path]]\nglob = '2023/**'\nseverity = { club-vague = 'error' }\n\
         [[path]]\nglob = ['**/late.txt', 'x']\nseverity = { club-vague = 'info' }\nignore = 'club-p*'\n",
    );
    let text = report("举办了很多活动。谢谢。");
    bench.file("2023/b.txt", &text);
    bench.file("2023/late.txt", &text);
    assert_eq!(
        found(&bench, &["a.txt"]),
        ["club-vague warning", "club-polite warning"]
    );
    let year = ["club-vague error", "club-polite warning", "club-vague info"];
    assert_eq!(found(&bench, &["2023"]), year);
}

#[test]
fn folders_are_walked_as_the_configuration_says() {
    let bench = bench("include = ['**/*.txt', '2023']\nexclude = ['**/drafts', '*.old.txt']\n");
    for name in [
        "2023/b.md",
        "2024/c.md",
        "2024/d.txt",
        "2024/drafts/e.txt",
        "f.old.txt",
    ] {
        bench.file(name, report("举办活动3次。"));
    }
    let args = |more: &'static [&str]| [&["check", "-f", "json"], more].concat();
    let walked = names(&bench.run(&args(&["."])));
    assert_eq!(walked, ["./a.txt", "./2023/b.md", "./2024/d.txt"]);
    let named = ["f.old.txt", "2024/drafts/e.txt", "2024/c.md"];
    let found = names(&bench.run(&args(&["f.old.txt", "2024/drafts/e.txt", "2024/c.md"])));
    assert_eq!(found, named);
}

/// A pack that locks a rule.
const LOCKED: &str = r#"
[pack]
id = "locked"
extends = "clubs.toml"

[override.club-vague]
lock = true
"#;

#[test]
fn parameters_are_set_in_the_direction_that_a_lock_leaves() {
    let bench = bench("");
    let national = "[param]\n'期限' = '01-20'\n";
    bench.file("gouji.toml", national);
    let output = bench.run(&["config", "show", "--format", "json"]);
    exits(&output, 0);
    let all = json(&output);
    let values = all["values"].as_array().unwrap();
    let one = values.iter().find(|v| v["key"] == "期限").unwrap();
    assert_eq!(one["value"], "01-20");
    let same = values.iter().filter(|v| v["key"] == "期限").count();
    assert_eq!(same, 1);
    let place = serde_json::json!({ "kind": "file", "path": "gouji.toml", "line": 2 });
    assert_eq!(one["origin"], place);
    bench.file("gouji.toml", "[param]\n'期限' = '02-20'\n");
    let output = bench.run(&["config", "show", "--lang", "en"]);
    exits(&output, 2);
    let said = err(&output);
    assert!(said.contains("gouji.toml:2:8"), "{said}");
    assert!(
        said.contains("locked by pack `national`; this `期限` relaxes it"),
        "{said}"
    );
    assert!(out(&output).contains("\"01-31\""), "{}", out(&output));
}

#[test]
fn what_is_wrong_is_said_at_once_and_once() {
    let bench = bench(
        "ignore = ['club-pollite']\n\
         exclude = 'a['\n\
         [severity]\nclub-vage = 'info'\nclub-vague = 'warn'\ndate-late = 'info'\n\
         [param]\n'期现' = 3\n'期限' = 'soon'\n\
         [[path]]\nglob = 'x'\nseverity = { date-late = 'off' }\nignore = 'date-l*'\n\
         [output]\nformat = ['sarrif']\nwidth = 'wide'\n",
    );
    bench.file("b.txt", report("举办活动3次。"));
    let output = bench.run(&["check", "a.txt", "b.txt", "--lang", "en", "-q"]);
    exits(&output, 2);
    let said = err(&output);
    let due = [
        "gouji.toml:2:11",
        "did you mean club-polite?",
        "not a pattern of paths",
        "gouji.toml:5:1",
        "did you mean club-vague?",
        "`warn` is none of the choices",
        "gouji.toml:7:13",
        "did you mean 期限?",
        "gouji.toml:10:8",
        "gouji.toml:13:26",
        "this `ignore` relaxes it",
        "`sarrif` is none of the choices",
        "expected integer, found string",
    ];
    for part in due {
        assert_eq!(said.matches(part).count(), 1, "{part}\n{said}");
    }
    assert_eq!(said.matches("error[config]").count(), 11, "{said}");
}

#[test]
fn a_lock_of_a_pack_holds_against_the_configuration() {
    let bench = bench("");
    bench.file("locked.toml", LOCKED);
    let packs = "packs = ['locked.toml']\n";
    let right = ["club-vague = 'error'", "'club-*' = 'error'"];
    for line in right {
        bench.file("gouji.toml", format!("{packs}[severity]\n{line}\n"));
        let output = bench.run(&["check", "a.txt", "--lang", "en"]);
        exits(&output, 1);
    }
    let wrong = ["club-vague = 'off'", "'club-v*' = 'warning'"];
    for line in wrong {
        bench.file("gouji.toml", format!("{packs}[severity]\n{line}\n"));
        let output = bench.run(&["check", "a.txt", "-f", "json", "--lang", "en"]);
        exits(&output, 2);
        assert!(err(&output).contains("locked.toml:7:8"), "{}", err(&output));
        assert!(findings(&json(&output)).contains(&"club-vague error".to_owned()));
    }
}

#[test]
fn output_has_defaults() {
    let bench =
        bench("[output]\nlang = 'en'\nformat = ['concise']\nfail-on = 'never'\nwidth = 60\n");
    let output = bench.run(&["check", "a.txt"]);
    exits(&output, 0);
    let first = out(&output);
    assert!(
        first.starts_with("a.txt:4:4: error[club-vague] the activities are not counted"),
        "{first}"
    );
    let output = bench.run(&[
        "check",
        "a.txt",
        "--lang",
        "zh",
        "--fail-on",
        "error",
        "-f",
        "concise",
    ]);
    exits(&output, 1);
    assert!(out(&output).contains("活动情况里写了"), "{}", out(&output));
    let mut command = bench.command(&["check", "a.txt"]);
    let output = command.env("GOUJI_LANG", "zh").output().unwrap();
    assert!(out(&output).contains("活动情况里写了"), "{}", out(&output));
}

#[test]
fn every_value_is_shown_with_its_origin() {
    let bench = bench("[severity]\n'club-*' = 'info'\n[output]\nwidth = 70\nlang = 'en'\n");
    let output = bench.run(&["config", "show", "a.txt", "--no-place-packs"]);
    exits(&output, 0);
    let due = "\
# gouji.toml
packs            [\"clubs.toml\"]  gouji.toml:1
by-place         []              default
choose-by-place  false           --no-place-packs
select           []              default
ignore           []              default
include          []              default
exclude          []              default

[severity]
club-vague       \"info\"          gouji.toml:3
club-polite      \"info\"          gouji.toml:3

[output]
lang             \"en\"            gouji.toml:6
format           [\"human\"]       default
fail-on          \"error\"         default
color            \"auto\"          default
width            70              gouji.toml:5
ascii            false           default
fold             true            default
show-unknown     false           default
";
    assert_eq!(out(&output), due);
    let mut command = bench.command(&["config", "show", "--no-config", "--format", "json"]);
    let output = command.env("GOUJI_LANG", "en").output().unwrap();
    let all = json(&output);
    assert_eq!(all["config"], Value::Null);
    let lang = all["values"]
        .as_array()
        .unwrap()
        .iter()
        .find(|v| v["key"] == "lang")
        .unwrap();
    let origin = serde_json::json!({ "kind": "environment", "name": "GOUJI_LANG" });
    assert_eq!(lang["origin"], origin);
}

/// The blocks of lines that are examples: a # with no blank behind it.
fn examples(text: &str) -> Vec<Vec<usize>> {
    let is = |line: &str| line.starts_with('#') && !line.starts_with("# ");
    let mut all: Vec<Vec<usize>> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| is(line)) {
        // a table of its own stays together; other lines are examples by themselves
        let table = all.last().is_some_and(|block| {
            text.lines().nth(block[0]).unwrap().starts_with("#[") && block.last() == Some(&(at - 1))
        });
        match all.last_mut().filter(|_| table && !line.starts_with("#[")) {
            Some(block) => block.push(at),
            None => all.push(vec![at]),
        }
    }
    all
}

#[test]
fn a_new_configuration_is_right_as_it_is_and_line_by_line() {
    for lang in ["zh", "en"] {
        let bench = Bench::new();
        bench.file("a.txt", report("举办活动3次。"));
        let folder = bench.path().join("new");
        fs::create_dir(&folder).unwrap();
        exits(&bench.run(&["init", "new", "--lang", lang]), 0);
        let path = folder.join("gouji.toml");
        let text = fs::read_to_string(&path).unwrap();
        let again = bench.run(&["init", "new", "--lang", "en"]);
        exits(&again, 2);
        assert!(err(&again).contains("--force"), "{}", err(&again));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        let all: Vec<Vec<usize>> = examples(&text);
        assert!(all.len() > 15, "{}", all.len());
        let whole: Vec<usize> = all.concat();
        for taken in [vec![], whole].into_iter().chain(all) {
            let lines = text.lines().enumerate();
            let lines = lines.map(|(at, line)| match taken.contains(&at) {
                true => format!("{}\n", line.trim_start_matches('#')),
                false => format!("{line}\n"),
            });
            fs::write(&path, lines.collect::<String>()).unwrap();
            let output = bench.run(&["config", "show", "new", "--trust", "new", "--lang", lang]);
            exits(&output, 0);
            assert_eq!(err(&output), "", "{taken:?}");
        }
        exits(&bench.run(&["init", "new", "--force", "--lang", lang]), 0);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}
