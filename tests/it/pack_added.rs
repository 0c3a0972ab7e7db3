//! `gouji pack add`: packs are copied beside `gouji.toml`, and a run says when they are others than those that were added.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::fs;
use std::process::Command;

use support::{Bench, PACK, err, exits, out, report};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("here/gouji.toml", "packs = [\"packs/clubs.toml\"]\n");
    bench.file("here/a.txt", report("举办活动3次。"));
    let pack = PACK.replace(
        "kind = \"club\"\n",
        "kind = \"club\"\nparts = [\"more/words.toml\"]\n",
    );
    bench.file("there/clubs.toml", pack);
    bench.file(
        "there/more/words.toml",
        "part-of = \"clubs\"\n\n[words]\n\"多\" = \"很多\"\n",
    );
    bench.file("there/notes.toml", "[other]\nx = 1\n");
    bench
}

fn here(bench: &Bench, args: &[&str]) -> std::process::Output {
    let mut command = bench.command(args);
    let folder = bench.path().join("here");
    command
        .current_dir(folder)
        .env("GOUJI_LANG", "en")
        .output()
        .unwrap()
}

fn read(bench: &Bench, name: &str) -> String {
    fs::read_to_string(bench.path().join(name)).unwrap()
}

#[test]
fn a_pack_is_copied_with_its_parts_and_its_hash() {
    let bench = bench();
    let added = here(&bench, &["pack", "add", "../there/clubs.toml"]);
    exits(&added, 0);
    assert!(
        err(&added).contains("added clubs (files written: 2,"),
        "{}",
        err(&added)
    );
    assert_eq!(
        read(&bench, "here/packs/clubs.toml"),
        read(&bench, "there/clubs.toml")
    );
    let lock = read(&bench, "here/packs.lock");
    let lines: Vec<&str> = lock.lines().collect();
    assert_eq!(lines[1], "# clubs ../there/clubs.toml");
    assert!(
        lines[2].ends_with("  packs/clubs.toml") && lines[2].len() == 64 + 18,
        "{lock}"
    );
    assert!(lines[3].ends_with("  packs/more/words.toml"), "{lock}");
    assert!(!bench.path().join("here/packs/notes.toml").exists());
    exits(&here(&bench, &["check", "a.txt"]), 0);
    // once more: nothing to write
    let again = here(&bench, &["pack", "add", "../there"]);
    exits(&again, 0);
    assert!(
        err(&again).contains("files written: 0, as they were: 2"),
        "{}",
        err(&again)
    );
    // the tool that everybody has reads the lock
    #[cfg(unix)]
    {
        let folder = bench.path().join("here");
        let sums = Command::new("sha256sum")
            .args(["-c", "packs.lock"])
            .current_dir(folder)
            .output();
        exits(&sums.unwrap(), 0);
    }
}

#[test]
fn a_pack_that_was_changed_is_said_to_be() {
    let bench = bench();
    exits(&here(&bench, &["pack", "add", "../there"]), 0);
    let own = read(&bench, "here/packs/clubs.toml").replace("'很多'", "'不少'");
    bench.file("here/packs/clubs.toml", own);
    for command in [&["check", "a.txt"][..], &["pack", "check"]] {
        let output = here(&bench, command);
        exits(&output, 2);
        let said = err(&output);
        assert!(
            said.contains("packs/clubs.toml is not what was added"),
            "{said}"
        );
    }
    let again = here(&bench, &["pack", "add", "../there"]);
    exits(&again, 2);
    assert!(
        err(&again).contains("exists and differs; nothing was changed"),
        "{}",
        err(&again)
    );
    assert!(read(&bench, "here/packs/clubs.toml").contains("'不少'"));
    exits(&here(&bench, &["pack", "add", "../there", "--replace"]), 0);
    exits(&here(&bench, &["check", "a.txt"]), 0);
    fs::remove_file(bench.path().join("here/packs/more/words.toml")).unwrap();
    let output = here(&bench, &["check", "a.txt"]);
    exits(&output, 2);
    assert!(
        err(&output).contains("more/words.toml, which is not there"),
        "{}",
        err(&output)
    );
    bench.file("here/packs.lock", "12  ../there/clubs.toml\n");
    let output = here(&bench, &["check", "a.txt"]);
    exits(&output, 2);
    assert!(
        err(&output).contains("packs.lock: line 1 is not"),
        "{}",
        err(&output)
    );
}

#[test]
fn what_lies_outside_of_its_folder_is_not_copied() {
    let bench = bench();
    bench.file(
        "there/up.toml",
        "[pack]\nid = \"up\"\nextends = \"../clubs.toml\"\n",
    );
    let output = here(&bench, &["pack", "add", "../there/up.toml"]);
    exits(&output, 2);
    assert!(
        err(&output).contains("outside of its folder"),
        "{}",
        err(&output)
    );
    exits(&here(&bench, &["pack", "add", "../there/notes.toml"]), 2);
    exits(&here(&bench, &["pack", "add", "../nowhere"]), 2);
    #[cfg(unix)]
    {
        bench.file(
            "link/link.toml",
            "[pack]\nid = \"link\"\nextends = \"part.toml\"\n",
        );
        let to = bench.path().join("link/part.toml");
        std::os::unix::fs::symlink(bench.path().join("clubs.toml"), to).unwrap();
        let output = here(&bench, &["pack", "add", "../link"]);
        exits(&output, 2);
        assert!(
            err(&output).contains("outside of its folder"),
            "{}",
            err(&output)
        );
    }
    assert!(!bench.path().join("here/packs").exists());
    assert!(!bench.path().join("here/packs.lock").exists());
}

#[cfg(unix)]
#[test]
fn a_tag_of_a_repository_is_copied_and_a_branch_is_not() {
    let bench = bench();
    let git = |words: &[&str]| {
        let user = [
            "-c",
            "user.name=gouji",
            "-c",
            "user.email=gouji@example.org",
        ];
        let output = Command::new("git")
            .current_dir(bench.path().join("there"))
            .args(user)
            .args(words)
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {}", err(&output));
        out(&output).trim().to_owned()
    };
    git(&["init", "-q", "-b", "trunk"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "packs"]);
    git(&["tag", "-a", "v1", "-m", "v1"]);
    let commit = git(&["rev-parse", "HEAD"]);
    let url = format!("file://{}/there", bench.path().display());
    let added = here(&bench, &["pack", "add", &format!("{url}@v1")]);
    exits(&added, 0);
    let lock = read(&bench, "here/packs.lock");
    assert!(
        lock.contains(&format!("# clubs {url}@v1 {commit}\n")),
        "{lock}"
    );
    exits(&here(&bench, &["check", "a.txt"]), 0);
    let wrong = [
        format!("{url}@trunk"),
        format!("{url}@v2"),
        url.clone(),
        format!("{url}@--upload-pack=touch x"),
        "ext::sh -c touch% x@v1".to_owned(),
        "-oProxyCommand=touch:x@v1".to_owned(),
    ];
    for source in wrong {
        let output = here(&bench, &["pack", "add", "--replace", "--", &source]);
        exits(&output, 2);
        assert!(!bench.path().join("here/x").exists(), "{source}");
    }
}
