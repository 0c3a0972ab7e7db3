#![allow(clippy::unwrap_used)]

use super::*;

fn faults(text: &str) -> Vec<(String, Option<String>, String)> {
    let (_, problem) = read(NAME, text, true, Lang::En);
    let all = problem.into_iter().flat_map(|p| p.diagnostics);
    let one = |d: gouji_core::diagnostic::Diagnostic| {
        let place = d.primary().unwrap().span.of(text).to_owned();
        (d.message, d.help, place)
    };
    all.map(one).collect()
}

#[test]
fn a_key_that_is_not_known_is_said_with_its_place() {
    let text = "packs = [\"hebei\", \"./ours.toml\"]\nchoose-by-plcae = false\n";
    let (config, _) = read(NAME, text, true, Lang::En);
    assert_eq!(config.packs.len(), 2);
    assert!(config.choose_by_place.is_none());
    let found = faults(text);
    assert_eq!(found.len(), 1);
    let (message, help, place) = found.first().unwrap();
    assert_eq!(message, "unknown key `choose-by-plcae`");
    assert_eq!(help.as_deref(), Some("did you mean choose-by-place?"));
    assert_eq!(place, "choose-by-plcae");
}

#[test]
fn all_faults_are_said_at_once() {
    let text =
        "exclude = ['a[', 'b']\n[[path]]\nselect = 1\n[output]\nwidth = 'wide'\ncolour = 'never'\n";
    let found = faults(text);
    let found: Vec<&str> = found.iter().map(|(message, ..)| message.as_str()).collect();
    let due = [
        "not a pattern of paths: unclosed character class; missing ']'",
        "`glob` is missing",
        "expected string, found integer",
        "expected integer, found string",
        "unknown key `colour`",
    ];
    assert_eq!(found, due);
}

#[test]
fn patterns_mean_files_and_all_that_lies_in_folders() {
    let text = "include = ['reports', '*.docx']\nexclude = ['**/drafts/', 'reports/2020*']\n\
                [[path]]\nglob = 'reports/**/*.md'\n[[path]]\nglob = ['a.md', 'reports/2023']\n";
    let (config, problem) = read(NAME, text, true, Lang::En);
    assert!(problem.is_none());
    for path in ["reports/a.txt", "reports/2023/b.md", "c.docx"] {
        assert!(config.takes(path), "{path}");
    }
    for path in [
        "a.txt",
        "x/c.docx",
        "reports/drafts/a.txt",
        "reports/2020/a.txt",
    ] {
        assert!(!config.takes(path), "{path}");
    }
    assert_eq!(config.areas_of("reports/2023/b.md"), [0, 1]);
    assert_eq!(config.areas_of("reports/2023/b.txt"), [1]);
    assert_eq!(config.areas_of("b.txt"), [0; 0]);
}
