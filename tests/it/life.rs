//! How packs age: what names a rule as it was called before means it still.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::diagnostic::{Baseline, Diagnostic, fingerprint};
use gouji::linter::{Acceptances, Choice, Linter, Options};
use gouji::pack::{Library, Source, SourceOrigin};
use gouji::rule::Day;
use gouji::text::Lang;
use gouji::waivers::Waiver;
use gouji::{input, packs};

use crate::support::{Bench, err, out};

const REPORT: &str = "青山学校2024年社团报告\n\n一、人数情况\n\n来了许多人，共有30人。<!-- gouji: ignore RULE 已核对 -->\n\n二、活动情况\n\n每周一次。\n";

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        text: text.to_owned().into(),
        origin: SourceOrigin::Explicit,
    }
}

/// The pack in which `aged-first` has become `aged-third`, with one on top of it.
fn library(above: &str) -> Library {
    let club = include_str!("../broken/with/club.toml");
    let aged = include_str!("../broken/with/aged.toml");
    let above = format!("[pack]\nid = 'above'\nextends = 'aged.toml'\n{above}");
    let sources = [
        ("club.toml", club),
        ("aged.toml", aged),
        ("above.toml", &above),
    ];
    let library = packs::load(&sources.map(|(n, t)| source(n, t)), Lang::En);
    let errors = gouji::pack::errors(&library.problems);
    assert_eq!(errors, 0, "{:#?}", library.problems);
    library
}

/// The findings of `aged-third`, and how many findings were accepted.
fn found(options: Options, rule: &str, given: &Acceptances<'_>) -> (Vec<Diagnostic>, usize) {
    let text = REPORT.replace("RULE", rule);
    let document = input::read("a.md", text.as_bytes()).unwrap();
    let linter = Linter::new(library(""), options);
    let checked = linter.check(&document);
    let day = Day::parse("2024-06-01").unwrap();
    let (checked, _) = linter.accept(checked, &document, given, day);
    let own = checked.diagnostics.into_iter();
    let own = own.filter(|d| d.rule == "aged-third").collect();
    (own, checked.accepted.len())
}

const NOTHING: &Acceptances<'_> = &Acceptances {
    baseline: None,
    waivers: Vec::new(),
};

#[test]
fn selections_and_configurations_mean_a_rule_by_a_former_name() {
    let select = |name: &str| vec![name.to_owned()];
    for (name, findings) in [
        ("aged-first", 1),
        ("aged-second", 1),
        ("aged-third", 1),
        ("least", 0),
    ] {
        let run = Options {
            select: select(name),
            ..Options::default()
        };
        assert_eq!(
            found(run, "other", NOTHING).0.len(),
            findings,
            "--select {name}"
        );
        let set = Options {
            configured: Choice {
                ignore: select(name),
                ..Choice::default()
            },
            ..Options::default()
        };
        assert_eq!(
            found(set, "other", NOTHING).0.len(),
            1 - findings,
            "ignore {name}"
        );
    }
}

#[test]
fn waivers_remarks_and_baselines_mean_a_rule_by_a_former_name() {
    for name in ["aged-first", "aged-third"] {
        let (left, accepted) = found(Options::default(), name, NOTHING);
        assert_eq!((left.len(), accepted), (0, 1), "remark on {name}");
    }
    let (plain, _) = found(Options::default(), "other", NOTHING);
    assert_eq!(plain.len(), 1);
    for (name, accepts) in [("aged-second", true), ("least", false)] {
        let former = Diagnostic {
            rule: name.to_owned(),
            ..plain.first().unwrap().clone()
        };
        let text = REPORT.replace("RULE", "other");
        let waiver = Waiver {
            values: vec![fingerprint(&former, &text)],
            rule: name.to_owned(),
            file: "a.md".to_owned(),
            reason: "已核对".to_owned(),
            who: "张三".to_owned(),
            until: Day::parse("2024-12-31"),
            ..Waiver::default()
        };
        let given = Acceptances {
            baseline: None,
            waivers: vec![&waiver],
        };
        let left = found(Options::default(), "other", &given).0;
        assert_eq!(left.is_empty(), accepts, "waiver of {name}");
        let mut baseline = Baseline::default();
        baseline.add("a.md", &former, &text);
        let given = Acceptances {
            baseline: Some((&baseline, "a.md")),
            waivers: Vec::new(),
        };
        let left = found(Options::default(), "other", &given).0;
        assert_eq!(left.is_empty(), accepts, "baseline with {name}");
    }
}

#[test]
fn packs_above_change_a_rule_by_a_former_name_and_are_told() {
    let library = library("[override.'aged-first']\nseverity = 'info'\n");
    let (_, rule) = library
        .all_rules()
        .find(|(_, r)| r.id == "aged-third")
        .unwrap();
    assert_eq!(rule.severity, gouji::diagnostic::Severity::Info);
    let said = library.problems.iter().flat_map(|p| &p.diagnostics);
    let said: Vec<&str> = said.map(|d| d.message.as_str()).collect();
    assert_eq!(said, ["this rule is called `aged-third` now"]);
}

/// A class that a pack above adds counts in its own rules; locked rules go by the classes of the kind.
#[test]
fn added_classes_do_not_relax_what_is_locked() {
    let above = "[[class]]\nid = '学校'\npattern = '社区$'\n\n[[class]]\nid = '书院'\npattern = '学校$'\n\n\
        [override-param.'最少']\nby = [{ when = \"year > 2030\", value = 90 }, { when = \"matches(body, '^白杨')\", value = 40 }]\n\n\
        [[rule]]\nid = 'above-class'\ncheck = \"class == '无'\"\nmessage = \"{class}\"\n";
    let check = |body: &str, people: usize| {
        let table = format!(
            "| 季 | 春季 | 秋季 |\n| --- | --- | --- |\n| 新来的 | 0 | 0 |\n| 原有的 | {people} | 0 |\n| 合计 | {people} | 0 |\n"
        );
        let text = format!(
            "{body}2024年社团报告\n\n一、人数情况\n\n共有30人。\n\n人数表\n\n{table}\n二、活动情况\n\n每周一次。\n"
        );
        let document = input::read("a.md", text.as_bytes()).unwrap();
        let checked = Linter::new(library(above), Options::default()).check(&document);
        let all = checked.diagnostics.iter();
        let own = all.filter(|d| ["least", "above-class"].contains(&d.rule.as_str()));
        let mut said: Vec<String> = own.map(|d| d.message.clone()).collect();
        said.sort();
        said
    };
    // a school has to have 20 members, whatever else it is called
    assert_eq!(check("青山学校", 15), ["书院", "少于 20"]);
    assert_eq!(check("青山学校", 25), ["书院"]);
    // a community has to have 10, also where a pack above calls it a school
    assert_eq!(check("青山社区", 15), ["学校"]);
    assert_eq!(check("青山社区", 5), ["学校", "少于 10"]);
    // the first condition that holds comes before all classes
    assert_eq!(check("白杨学校", 25), ["书院", "少于 40"]);
    assert_eq!(check("白杨学校", 45), ["书院"]);
}

/// What names a rule as it was called before is told so, once for each file.
#[test]
fn former_ids_in_settings_waivers_and_baselines_are_told() {
    let bench = Bench::new();
    bench.file("club.toml", include_str!("../broken/with/club.toml"));
    bench.file("aged.toml", include_str!("../broken/with/aged.toml"));
    let waiver =
        "[[waiver]]\nrule = 'aged-first'\nfile = 'a.md'\nreason = '已核对'\nwho = '张三'\n";
    let config = format!("packs = ['aged.toml']\nignore = ['aged-second']\n\n{waiver}\n{waiver}");
    bench.file("gouji.toml", &config);
    let text = REPORT.replace("RULE", "other");
    bench.file("a.md", &text);
    let former = Diagnostic {
        rule: "aged-first".to_owned(),
        ..found(Options::default(), "other", NOTHING).0.remove(0)
    };
    let entry = format!(
        "{{\"path\":\"a.md\",\"rule\":\"aged-first\",\"fingerprint\":\"{}\",\"count\":1}}",
        fingerprint(&former, &text)
    );
    let baseline = format!("{{\n  \"version\": 1,\n  \"findings\": [\n    {entry}\n  ]\n}}\n");
    bench.file("gouji-baseline.json", &baseline);
    let run = bench.run(&["check", "--lang", "en", "a.md"]);
    let said = err(&run);
    let notes = said.matches("this rule is called `aged-third` now").count();
    assert_eq!(notes, 3, "{said}");
    assert!(said.contains("gouji-baseline.json"), "{said}");
}

/// The page of a rule says what it was called, and that it is about to go.
#[test]
fn pages_of_rules_tell_former_ids_and_what_is_about_to_go() {
    let bench = Bench::new();
    bench.file("club.toml", include_str!("../broken/with/club.toml"));
    bench.file("aged.toml", include_str!("../broken/with/aged.toml"));
    let run = bench.run(&[
        "explain",
        "aged-third",
        "--pack",
        "aged.toml",
        "--lang",
        "en",
    ]);
    let page = out(&run);
    assert!(page.contains("formerly"), "{page}");
    assert!(page.contains("aged-first"), "{page}");
    let run = bench.run(&["pack", "docs", "aged.toml", "--lang", "en"]);
    let page = out(&run);
    assert!(page.contains("**formerly**"), "{page}");
    assert!(page.contains("**about to go**"), "{page}");
}
