//! What packs on packs do: nation, province, city.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use gouji::diagnostic::{Class, Severity};
use gouji::input;
use gouji::linter::{Linter, Options, run_case};
use gouji::pack::{Catalogue, Fate, Library, Pack, Source, SourceOrigin};
use gouji::packs;
use gouji::rule::{CaseResult, Check, Node, Rule};
use gouji::text::Lang;

const CLUB: &str = include_str!("../broken/with/club.toml");

const PROVINCE: &str = r#"
[pack]
id = "province"
extends = "../club.toml"
years = "2021.."

[override-param."最少"]
default = 12
by-class = { "社区" = 15 }

[override-param."空话"]
add = ["好些"]

[override.sum]
severity = "error"
help = "逐项核对"
en = { message = "off by {delta}" }

[override.free]
class = "explain"
except = ['约?共有三十一人']

[[form]]
id = "甲"

[[form.table]]
id = "人"

[[form.table.row]]
id = "家属"
label = "随来的家属"
after = "老生"
group = "全体"
optional = true
"#;

const CITY: &str = r#"
[pack]
id = "city"
extends = "../province/pack.toml"

[override-param."最少"]
by-class = { "学校" = 40, "社区" = 14 }

[override.free]
severity = "warning"
message = "表里是 {rhs}"
years = "2023.."

[override.order]
off = true
lock = true
"#;

fn source(name: &str, text: &str) -> Source {
    let (name, text) = (name.to_owned(), text.to_owned().into());
    let origin = SourceOrigin::Explicit;
    Source { name, text, origin }
}

fn three() -> Vec<Source> {
    vec![
        source("p/city/pack.toml", CITY),
        source("p/province/pack.toml", PROVINCE),
        source("p/club.toml", CLUB),
    ]
}

fn read(catalogue: &Catalogue, ids: &[&str]) -> Library {
    let chosen: Vec<&Pack> = ids.iter().map(|id| catalogue.find(id).unwrap()).collect();
    catalogue.library(&chosen)
}

fn library(sources: Vec<Source>, id: &str) -> Library {
    let library = read(&packs::catalogue_of(sources, Lang::En), &[id]);
    assert!(said(&library).is_empty(), "{:?}", said(&library));
    library
}

fn said(library: &Library) -> Vec<&str> {
    let all = library.problems.iter().flat_map(|p| &p.diagnostics);
    all.map(|d| d.message.as_str()).collect()
}

fn rule<'l>(library: &'l Library, id: &str) -> &'l Rule {
    library
        .all_rules()
        .map(|(_, r)| r)
        .find(|r| r.id == id)
        .unwrap()
}

/// The default of the parameter of a rule, and its values by class.
fn values(rule: &Rule) -> Vec<String> {
    let mut all = Vec::new();
    let shown = |node: &Node| match node {
        Node::Number(n) => n.to_string(),
        Node::MonthDay(m, d) => format!("{m:02}-{d:02}"),
        other => format!("{other:?}"),
    };
    let program = rule.programs.iter().flatten().next().unwrap();
    let parts = [&program.when, &program.check];
    for node in parts.into_iter().flatten() {
        node.walk(&mut |node| {
            if let Node::Param {
                by_class, default, ..
            } = node
            {
                all.push(shown(default.as_ref().unwrap()));
                all.extend(
                    by_class
                        .iter()
                        .map(|(class, node)| format!("{class} {}", shown(node))),
                );
            }
        });
    }
    all
}

/// Key, pack, value and fate of each setting.
fn trail(library: &Library, id: &str) -> Vec<String> {
    let all = library.trail_of(id).iter();
    all.map(|s| format!("{} {} {} {}", s.pack, s.key, s.value, s.fate.name()))
        .collect()
}

fn found(library: Library, text: &str) -> Vec<(String, Severity)> {
    let document = input::read("a.txt", text.as_bytes()).unwrap();
    let checked = Linter::new(library, Options::default()).check(&document);
    checked
        .diagnostics
        .iter()
        .map(|d| (d.rule.clone(), d.severity))
        .collect()
}

#[test]
fn a_parameter_is_tightened_class_by_class() {
    let nation = library(three(), "club");
    assert_eq!(values(rule(&nation, "least")), ["10", "学校 20"]);
    let province = library(three(), "province");
    assert_eq!(
        values(rule(&province, "least")),
        ["12", "学校 20", "社区 15"]
    );
    // the rule is locked: of what is allowed the strictest holds
    let city = library(three(), "city");
    assert_eq!(values(rule(&city, "least")), ["12", "学校 40", "社区 15"]);
    let own: Vec<String> = trail(&city, "least")
        .into_iter()
        .filter(|s| s.contains("最少."))
        .collect();
    assert_eq!(
        own,
        [
            "club 最少.default 10 outdone",
            "club 最少.by-class.学校 20 outdone",
            "province 最少.default 12 holds",
            "province 最少.by-class.社区 15 holds",
            "city 最少.by-class.学校 40 holds",
            "city 最少.by-class.社区 14 outdone",
        ]
    );
}

#[test]
fn words_are_added_and_found() {
    let report =
        "青山学校2024年社团报告\n一、人数情况\n共有30人，来了好些人。\n二、活动情况\n每周一次。\n";
    let vague = |library: Library| found(library, report).iter().any(|(id, _)| id == "vague");
    assert!(!vague(library(three(), "club")));
    assert!(vague(library(three(), "province")));
}

#[test]
fn settings_of_rules_come_from_the_last_layer_that_says_something() {
    let city = library(three(), "city");
    let free = rule(&city, "free");
    assert_eq!(
        (free.severity, free.class),
        (Severity::Warning, Class::Explain)
    );
    assert_eq!(free.message.zh, "表里是 {rhs}");
    assert_eq!((free.years.from, free.years.to), (Some(2023), None));
    assert_eq!(free.except.len(), 1);
    let sum = rule(&city, "sum");
    assert_eq!((sum.severity, sum.class), (Severity::Error, Class::Hard));
    assert_eq!(
        (sum.help.zh.as_str(), sum.message.en.as_str()),
        ("逐项核对", "off by {delta}")
    );
    assert!(rule(&city, "order").off && !sum.off);
    assert!(!rule(&library(three(), "province"), "order").off);
    let severity: Vec<String> = trail(&city, "free")
        .into_iter()
        .filter(|s| s.contains(" severity "))
        .collect();
    assert_eq!(
        severity,
        [
            "club severity \"info\" outdone",
            "city severity \"warning\" holds"
        ]
    );
    let line = city
        .trail_of("free")
        .iter()
        .find(|s| s.pack == "city" && s.key == "message");
    let line = line.unwrap();
    assert_eq!(
        (line.path.as_str(), line.line, line.fate),
        ("p/city/pack.toml", 11, Fate::Holds)
    );
}

#[test]
fn the_name_of_a_fault_may_be_reworded_and_is_the_title_where_there_is_none() {
    let above = |own: &str, override_: &str| {
        let text = format!(
            "[pack]\nid = \"on\"\nextends = \"city/pack.toml\"\n{override_}\n\
             [[rule]]\nid = \"no-others\"\nmatch = '别人'\nmessage = \"写到别人\"\n{own}\n\
             case = [{{ fail = \"会员都是别人。\" }}]\n"
        );
        let mut all = three();
        all.push(source("p/on.toml", &text));
        library(all, "on")
    };
    let said = |own: &str, lang| rule(&above(own, ""), "no-others").fault(lang).to_owned();
    let title = "title = \"不写别人\"";
    assert_eq!(said(title, Lang::Zh), "不写别人");
    assert_eq!(said(title, Lang::En), "不写别人");
    let english = format!("{title}\nen = {{ title = \"Nobody else\" }}");
    assert_eq!(said(&english, Lang::En), "Nobody else");
    let fault = format!("{title}\nfault = \"写了别人\"");
    assert_eq!(said(&fault, Lang::Zh), "写了别人");
    assert_eq!(said(&fault, Lang::En), "写了别人");
    let both = format!("{fault}\nen = {{ fault = \"Others named\" }}");
    assert_eq!(said(&both, Lang::En), "Others named");
    let reworded = above(
        title,
        "[override.free]\nfault = \"人数不符\"\nen = { fault = \"Wrong number\" }",
    );
    let free = rule(&reworded, "free");
    assert_eq!(
        (free.fault(Lang::Zh), free.fault(Lang::En)),
        ("人数不符", "Wrong number")
    );
    assert!(
        trail(&reworded, "free")
            .iter()
            .any(|s| s == "on fault \"人数不符\" holds")
    );
}

#[test]
fn a_rule_that_is_off_may_be_switched_on_above() {
    let above = source(
        "p/on.toml",
        "[pack]\nid = \"on\"\nextends = \"city/pack.toml\"\n[override.order]\noff = false\n",
    );
    let mut all = three();
    all.push(above);
    assert!(!rule(&library(all, "on"), "order").off);
}

#[test]
fn a_row_that_a_province_adds_is_read_and_counts() {
    let report = |more: &str, total: u8| {
        format!(
            "青山学校2024年社团报告\n一、人数情况\n共有{total}人。\n\t春季\n\t秋季\n\n\t新来的\n\t10\n\t0\n\n\t原有的\n\t40\n\t0\n\n{more}\t合计\n\t{total}\n\t0\n\n二、活动情况\n每周一次。\n"
        )
    };
    let family = "\t随来的家属\n\t7\n\t0\n\n";
    let sums = |id: &str, text: &str| {
        let all = found(library(three(), id), text);
        all.iter().filter(|(rule, _)| rule == "sum").count()
    };
    assert_eq!(sums("province", &report(family, 57)), 0);
    assert_eq!(sums("province", &report(family, 50)), 1);
    // it need not be there
    assert_eq!(sums("province", &report("", 50)), 0);
    assert_eq!(sums("club", &report(family, 57)), 1);
}

#[test]
fn labels_titles_and_topics_may_be_added_where_nothing_is_locked() {
    let open = CLUB.replace("lock = true\n", "");
    let above = r#"
[pack]
id = "above"
extends = "club.toml"

[[section]]
id = "人数"
accepted = ["人员情况"]

[[form]]
id = "乙"
base = "甲"
years = "2024"

[[form.table]]
id = "人"

[[form.table.row]]
id = "合计"
also = ["总计"]

[[topic]]
name = "会议"
section = "活动"
words = '会议'

[[rule]]
id = "about"
title = "内容"
topics = "missing"
in = "活动"
message = "没有写 {topics}"

[[rule.case]]
expect = "fail"

[[rule.case]]
pass = "开了会议。"
"#;
    let all = vec![source("club.toml", &open), source("above.toml", above)];
    let library = library(all, "above");
    let kind = &library.kinds[0];
    assert_eq!(kind.sections.first().unwrap().keys.len(), 2);
    let forms: Vec<(&str, usize)> = kind
        .forms
        .iter()
        .map(|f| {
            (
                f.id.as_str(),
                f.tables.as_slice()[0].rows.as_slice()[2].keys.len(),
            )
        })
        .collect();
    assert_eq!(forms, [("甲", 1), ("乙", 2)]);
    for example in library.cases_of("above") {
        let result = run_case(
            example.kind,
            example.sample,
            example.rule,
            example.case,
            Lang::En,
        );
        assert_eq!(result, CaseResult::Passed);
    }
    let report = "青山学校2024年社团报告\n一、人员情况\n共有30人。\n二、活动情况\n开了会议。\n";
    assert!(
        found(library, report)
            .iter()
            .all(|(id, _)| id != "sections" && id != "about")
    );
}

#[test]
fn a_pack_is_chosen_in_its_years() {
    let catalogue = packs::catalogue_of(three(), Lang::En);
    let ids = |year| -> Vec<String> {
        let chosen = catalogue.choose("club", year, None);
        chosen.iter().map(|p| p.id.clone()).collect()
    };
    assert_eq!(ids(Some(2021)), ["club", "province", "city"]);
    // what builds on a pack goes with it
    assert_eq!(ids(Some(2020)), ["club"]);
    assert_eq!(ids(None), ["club", "province", "city"]);
}

#[test]
fn a_pack_on_two_packs_has_what_both_say() {
    let pack = |id: &str, extends: &str, more: &str| {
        let text = format!("[pack]\nid = \"{id}\"\nextends = {extends}\n{more}");
        source(&format!("{id}.toml"), &text)
    };
    let all = vec![
        source("club.toml", CLUB),
        pack(
            "left",
            "\"club\"",
            "[override.free]\nseverity = \"error\"\n[override-param.\"最少\"]\ndefault = 30\n",
        ),
        pack(
            "right",
            "\"club\"",
            "[override.free]\nclass = \"hard\"\n[override-param.\"最少\"]\ndefault = 20\n",
        ),
        pack(
            "both",
            "[\"right\", \"left\"]",
            "[override.free]\nlock = true\n",
        ),
        pack("top", "\"both\"", "[override.free]\nclass = \"hint\"\n"),
    ];
    let catalogue = packs::catalogue_of(all, Lang::En);
    let library = read(&catalogue, &["both"]);
    let free = rule(&library, "free");
    assert_eq!(
        (free.severity, free.class, free.locked),
        (Severity::Error, Class::Hard, true)
    );
    assert_eq!(values(rule(&library, "least")), ["30", "学校 20"]);
    assert!(said(&library).is_empty());
    let top = read(&catalogue, &["top"]);
    assert_eq!(rule(&top, "free").class, Class::Hard);
    assert_eq!(
        said(&top),
        ["locked by pack `both`; this `class` relaxes it"]
    );
    assert!(trail(&top, "free").contains(&"top class \"hint\" refused".to_owned()));
}

#[test]
fn the_national_rules_are_a_base_like_any_other() {
    let province = r#"
[pack]
id = "mine"
extends = "national"

[override-param."期限"]
default = "01-15"
by-class = { "政府" = "03-01" }

[override.typo]
terms = [["勾鸡", "勾稽"]]

[[form]]
id = "2019"

[[form.table]]
id = "公开"

[[form.table.row]]
id = "其他主动公开"
label = "其他主动公开文件"
after = "规章"
"#;
    let national = packs::library(Lang::En);
    let terms = national
        .all_rules()
        .find(|(_, r)| matches!(r.check, Check::Terms(_)));
    let terms = terms.unwrap().1;
    let text = province.replace("override.typo", &format!("override.{}", terms.id));
    let mine = packs::load(&[source("mine.toml", &text)], Lang::En);
    assert_eq!(said(&mine), Vec::<&str>::new());
    let count = |rule: &Rule| match &rule.check {
        Check::Terms(all) => all.len(),
        _ => 0,
    };
    assert_eq!(count(rule(&mine, &terms.id)), count(terms) + 1);
    let uses = |r: &&Rule| {
        trail(&mine, &r.id)
            .iter()
            .any(|s| s.starts_with("mine 期限."))
    };
    let dated = mine.all_rules().map(|(_, r)| r).find(uses).unwrap();
    let settings = trail(&mine, &dated.id);
    assert!(
        settings.contains(&"mine 期限.default \"01-15\" holds".to_owned()),
        "{settings:?}"
    );
    let old = mine.kinds[0].forms.iter().find(|f| f.id == "2019").unwrap();
    assert_eq!(
        old.tables.first().unwrap().rows.as_slice()[1].label,
        "其他主动公开文件"
    );
}
