//! `gouji waive` for many findings at once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;
use std::process::Output;

use support::{Bench, PACK, err, exits, report};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("r/a.txt", report("举办了很多活动。谢谢。"));
    bench.file("r/b.txt", report("举办了很多活动。"));
    bench.file("c.txt", report("谢谢。"));
    bench
}

fn waive(bench: &Bench, args: &[&str]) -> Output {
    let signed = ["--reason", "计入他处", "--who", "王某", "--lang", "en"];
    bench.run(&[&["waive", "--pack", "clubs.toml"], args, &signed].concat())
}

fn file(bench: &Bench) -> String {
    fs::read_to_string(bench.path().join("waivers.toml")).unwrap_or_default()
}

#[test]
fn several_reports_and_rules_take_one_reason() {
    let bench = bench();
    let waived = waive(&bench, &["r", "c.txt", "--rule", "club-vague,club-polite"]);
    exits(&waived, 0);
    let said = err(&waived);
    assert!(said.contains("2 findings of club-vague waived"), "{said}");
    assert!(said.contains("2 findings of club-polite waived"), "{said}");
    let file = file(&bench);
    assert_eq!(file.matches("[[waiver]]").count(), 4, "{file}");
    assert_eq!(file.matches("reason = \"计入他处\"").count(), 4, "{file}");
    exits(&bench.check(&["r", "c.txt", "--fail-on", "info"]), 0);
    // what stands there already stays; there is nothing more to waive
    exits(&waive(&bench, &["r", "--rule", "club-vague"]), 2);
    assert_eq!(self::file(&bench), file);
}

#[test]
fn all_of_a_family_of_rules_are_waived() {
    for rules in [
        &["--rule", "club-*"][..],
        &["--rule", "club-vague", "--rule", "club-polite"],
    ] {
        let bench = bench();
        exits(&waive(&bench, &[&["r/*.txt"], rules].concat()), 0);
        exits(&bench.check(&["r", "--fail-on", "info"]), 0);
        exits(&bench.check(&["c.txt", "--fail-on", "info"]), 1);
    }
}

#[test]
fn what_is_not_found_or_locked_is_said_and_the_rest_is_written() {
    let bench = bench();
    let waived = waive(&bench, &["r/b.txt", "--rule", "club-vague,club-polite"]);
    exits(&waived, 2);
    assert!(
        err(&waived).contains("no finding of club-polite"),
        "{}",
        err(&waived)
    );
    assert_eq!(file(&bench).matches("[[waiver]]").count(), 1);
    let unknown = waive(&bench, &["r", "--rule", "club-vague,club-vage"]);
    exits(&unknown, 2);
    assert!(err(&unknown).contains("club-vage"), "{}", err(&unknown));

    let bench = self::bench();
    bench.file(
        "clubs.toml",
        PACK.replace("id = \"club-vague\"", "id = \"club-vague\"\nlock = true"),
    );
    let waived = waive(&bench, &["r", "--rule", "club-*"]);
    exits(&waived, 2);
    assert!(err(&waived).contains("locks it"), "{}", err(&waived));
    let file = file(&bench);
    assert!(
        file.contains("club-polite") && !file.contains("club-vague"),
        "{file}"
    );
}
