//! Two kinds of report that packs alone describe: yearly figures on administrative law enforcement, and annual reports on
//! law-based government. `kinds/` holds documents of both, correct ones and ones with defects; what is none stands in
//! `recognition/none/`. All bodies and places are made up.

#![allow(clippy::unwrap_used)]

use gouji::diagnostic::LintResult;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// File, year, body, and the rules that find something, in the order of the text.
type Wanted = (&'static str, i32, &'static str, &'static [&'static str]);

const ENFORCEMENT: &[Wanted] = &[
    (
        "baiyang-2024.md",
        2024,
        "白杨市城市管理局",
        &[
            "le-coercion",
            "le-date-stale",
            "le-penalties",
            "le-permits",
            "le-text-inspections",
            "le-text-money",
            "le-year-stale",
        ],
    ),
    ("liuquan-2019.txt", 2019, "柳泉市文化广电和旅游局", &[]),
    ("qinghe-none-2023.md", 2023, "青禾县科学技术局", &[]),
    ("xikou-public-security-2022.md", 2022, "溪口县公安局", &[]),
    ("yunhu-agriculture-2023.html", 2023, "云湖县农业农村局", &[]),
];

const GOVERNMENT: &[Wanted] = &[
    (
        "baiyang-bureau-2023.txt",
        2023,
        "白杨市水利局",
        &[
            "lg-causes",
            "lg-date-stale",
            "lg-first-responsible",
            "lg-flow",
            "lg-heading-year",
            "lg-names",
            "lg-numbering",
            "lg-over",
            "lg-plan-past",
            "lg-plan-year",
            "lg-self",
            "rate-of-named",
        ],
    ),
    ("liuquan-town-2024.md", 2024, "青禾县柳泉镇", &[]),
    ("shuanghe-bureau-2021.txt", 2021, "双河县财政局", &[]),
    (
        "xikou-district-2022.txt",
        2022,
        "溪口区",
        &[
            "lg-date-late",
            "lg-empty",
            "lg-names",
            "lg-outline-old",
            "lg-problems",
            "lg-rate",
            "lg-short",
            "lg-twice",
            "lg-year-stale",
            "template-residue",
        ],
    ),
    ("yunhu-county-2023.txt", 2023, "云湖县人民政府", &[]),
];

fn folder(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/kinds")
        .join(kind)
}

fn check(name: &str, bytes: &[u8]) -> LintResult {
    let linter = Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default());
    linter.check(&input::read(name, bytes).unwrap())
}

fn rules(checked: &LintResult) -> Vec<&str> {
    let all: BTreeSet<&str> = checked.diagnostics.iter().map(|d| &*d.rule).collect();
    all.into_iter().collect()
}

fn holds(kind: &str, wanted: &[Wanted]) {
    let listed: BTreeSet<&str> = wanted.iter().map(|(name, ..)| *name).collect();
    let files = fs::read_dir(folder(kind)).unwrap();
    let files: BTreeSet<String> = files
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        files.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        listed
    );
    for (name, year, body, found) in wanted {
        let checked = check(name, &fs::read(folder(kind).join(name)).unwrap());
        assert_eq!(checked.kind.as_deref(), Some(kind), "{name}");
        assert_eq!(checked.year, Some(*year), "{name}");
        assert_eq!(checked.body.as_deref(), Some(*body), "{name}");
        assert_eq!(
            rules(&checked),
            *found,
            "{name}: {:#?}",
            checked.diagnostics
        );
    }
}

#[test]
fn figures_on_law_enforcement_are_checked() {
    holds("law-enforcement", ENFORCEMENT);
}

#[test]
fn reports_on_law_based_government_are_checked() {
    holds("law-government", GOVERNMENT);
}

/// Penalties are divided into eight, nine or twelve kinds; a table with another number of them is not judged by place.
#[test]
fn a_column_more_is_not_mistaken_for_another() {
    let path = folder("law-enforcement").join("xikou-public-security-2022.md");
    let text = fs::read_to_string(path).unwrap();
    // the total is wrong for the columns that the form knows, and right with the one before them
    assert!(text.contains("| 12 | 0 | 640 |"));
    let sum = |text: &str| rules(&check("a.md", text.as_bytes())).contains(&"le-coercion");
    assert!(!sum(&text));
    let known = text
        .replace("| 限制公民人身自由 |", "|")
        .replace("| 12 | 0 | 640 |", "| 0 | 640 |");
    assert!(sum(&known), "{known}");
}
