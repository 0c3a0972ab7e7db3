//! The command line from outside: what is printed, and the commands that list.

#![allow(clippy::unwrap_used)]

use crate::support;

use support::{Bench, PACK, err, exits, json, out, report};

#[test]
fn quiet_shows_only_the_sums() {
    let bench = Bench::new();
    bench.file("vague.txt", report("举办了很多活动。"));
    let output = bench.check(&["vague.txt", "-q"]);
    exits(&output, 1);
    assert!(!out(&output).contains("club-vague") && out(&output).lines().count() <= 2);
    let output = bench.check(&["vague.txt", "-q", "-f", "json"]);
    assert_eq!(json(&output)["summary"]["errors"], 1);
    let output = bench.check(&["vague.txt", "-f", "concise"]);
    assert_eq!(out(&output).lines().count(), 1);
    assert!(!err(&output).is_empty());
}

#[test]
fn colour_is_a_choice() {
    let bench = Bench::new();
    bench.file("vague.txt", report("举办了很多活动。"));
    for format in ["human", "concise"] {
        let colour = |when: &str| out(&bench.check(&["vague.txt", "-f", format, "--color", when]));
        assert!(!colour("auto").contains('\u{1b}'));
        assert!(!colour("never").contains('\u{1b}'));
        assert!(colour("always").contains('\u{1b}'));
    }
    let ascii = out(&bench.check(&["vague.txt", "--ascii", "--width", "60"]));
    assert!(!ascii.contains('─') && !ascii.contains('│'), "{ascii}");
}

#[test]
fn rules_are_listed_and_explained() {
    let bench = Bench::new();
    let output = bench.run(&["rules", "--pack", "clubs.toml"]);
    exits(&output, 0);
    let row = out(&output)
        .lines()
        .find(|l| l.starts_with("club-vague"))
        .unwrap()
        .to_owned();
    assert!(
        row.contains("错误")
            && row.contains("必须改正")
            && row.contains("clubs")
            && row.contains("活动次数要写数字")
    );
    let output = bench.run(&[
        "rules",
        "--pack",
        "clubs.toml",
        "-f",
        "json",
        "--lang",
        "en",
    ]);
    let all = json(&output);
    let rules = all["rules"].as_array().unwrap();
    let rule = rules.iter().find(|r| r["id"] == "club-vague").unwrap();
    assert_eq!(rule["title"], "activities are counted");
    let output = bench.run(&["explain", "club-vague", "--pack", "clubs.toml"]);
    exits(&output, 0);
    let page = out(&output);
    for part in [
        "活动次数要写数字",
        "「很多」无法核对",
        "社团报告办法",
        "举办了3次活动。",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        page.contains("  | 举办了很多活动。\n  |       ^^^^\n"),
        "{page}"
    );
}

#[test]
fn facts_show_every_cell() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了3次活动。"));
    let output = bench.run(&["facts", "a.txt", "--pack", "clubs.toml"]);
    exits(&output, 0);
    let page = out(&output);
    assert!(
        page.contains("青禾书画社") && page.contains("2023"),
        "{page}"
    );
    assert!(
        page.contains("新生人数  3 4") && page.contains("老生人数  5 ·"),
        "{page}"
    );
    let page = out(&bench.run(&["facts", "a.txt", "--pack", "clubs.toml", "--positions"]));
    assert!(page.contains("3@12:2"), "{page}");
    let facts = json(&bench.run(&["facts", "a.txt", "--pack", "clubs.toml", "-f", "json"]));
    assert_eq!(facts["year"]["value"], 2023);
    let row = &facts["tables"][0]["rows"][1];
    assert_eq!(row["state"], "read");
    assert_eq!(row["cells"][0]["value"], 5);
    assert_eq!(row["cells"][1]["content"], "blank");
    assert_eq!(row["cells"][0]["start"]["line"], 16);
    assert_eq!(facts["dates"][0]["date"], "2024-01-05");
}

#[test]
fn a_row_with_a_cell_too_few_is_not_guessed() {
    let bench = Bench::new();
    bench.file(
        "a.txt",
        report("无。").replace("\t新生人数\n\t3\n\t4\n", "\t新生人数\n\t3\n"),
    );
    let facts = json(&bench.run(&["facts", "a.txt", "--pack", "clubs.toml", "-f", "json"]));
    let row = &facts["tables"][0]["rows"][0];
    assert_eq!((&row["state"], &row["due"]), (&"short".into(), &2.into()));
    assert_eq!(row["cells"].as_array().unwrap().len(), 0);
}

#[test]
fn facts_name_mentions_by_their_label_and_leave_out_marks() {
    let bench = Bench::new();
    let mentions = r#"
[[mention]]
id = "次数"
label = "正文：活动次数"
pattern = ['举办(?P<core>了(?P<at>(?P<n>\d+)次))']

[[mention]]
id = "逗号"
label = "全角逗号"
pattern = ['，']
raw = true
"#;
    bench.file("clubs.toml", format!("{PACK}{mentions}"));
    bench.file("a.txt", report("举办了3次活动，都很好。"));
    let facts = |args: &[&str]| {
        let output = bench.run(&[&["facts", "a.txt", "--pack", "clubs.toml"], args].concat());
        exits(&output, 0);
        output
    };
    let page = out(&facts(&[]));
    assert!(
        page.contains("  4:1  正文：活动次数  n=3  举办了3次\n"),
        "{page}"
    );
    assert!(!page.contains("全角逗号"), "{page}");
    let page = out(&facts(&["--positions"]));
    assert!(page.contains("  4:8  全角逗号"), "{page}");
    let all = json(&facts(&["-f", "json"]));
    assert_eq!(all["mentions"].as_array().unwrap().len(), 2);
    assert_eq!(all["mentions"][0]["id"], "次数");
    assert_eq!(all["mentions"][0]["groups"].as_array().unwrap().len(), 3);
}
