//! What arithmetic says about packs: one defect each, and the remark on it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use gouji::diagnostic::Severity::{self, Error, Info, Warning};
use gouji::fields::Fault;
use gouji::pack::{Library, Remark, Source, SourceOrigin, What, audit};
use gouji::packs;
use gouji::report::{AxisId, ColumnId, Form, Kind, RowId, TableId};
use gouji::rule::linear::{Relation, instances};
use gouji::text::{Id, Lang, Number};
use proptest::prelude::*;

/// A club counts its members: rows of people, columns of months.
const KIND: &str = r#"
[pack]
id = "clubs"
kind = "club"

[kind]
name = "社团报告"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年社团报告$']

[[kind.section]]
id = "人数"
title = "人数情况"

[[mention]]
id = "总人数"
pattern = '共有{number:n}人'

[[form]]
id = "甲"
title = "社团表"
years = "2020.."

[[form.table]]
id = "人"
title = "人数表"
section = "人数"
column = [{ id = "春", label = "春" }, { id = "秋", label = "秋" }, { id = "全年", label = "全年" }]
row = [
  { id = "新生", label = "新生" },
  { id = "老生", label = "老生" },
  { id = "校友", label = "校友", columns = ["春"] },
  { id = "合计", label = "合计" },
  { id = "上年", label = "上年" },
]
row-group = [{ id = "学生", members = ["新生..老生"] }]
column-group = [{ id = "学期", members = ["春..秋"] }]
"#;

fn load(kind: &str, rules: &str) -> Library {
    let text = format!("{kind}\n{rules}");
    let name = "clubs.toml".to_owned();
    let source = Source {
        name,
        text: text.into(),
        origin: SourceOrigin::Explicit,
    };
    let library = packs::catalogue_of(vec![source], Lang::En).asked();
    let faults = library.problems.iter().flat_map(|p| &p.diagnostics);
    let faults: Vec<_> = faults.map(|d| (&d.message, &d.help)).collect();
    assert!(faults.is_empty(), "{faults:?}");
    library
}

fn rule(id: &str, keys: &str) -> String {
    format!("\n[[rule]]\nid = \"{id}\"\ntitle = \"{id}\"\nmessage = \"-\"\n{keys}\n")
}

fn remarks(rules: &[(&str, &str)]) -> Vec<Remark> {
    let rules: String = rules.iter().map(|(id, keys)| rule(id, keys)).collect();
    let library = load(KIND, &rules);
    audit(&library.kinds[0], library.rules_of("club"))
}

fn remark(id: &str, others: &[&str], form: Option<&str>, severity: Severity, what: What) -> Remark {
    Remark {
        rule: Some(id.to_owned()),
        others: others.iter().map(|o| (*o).to_owned()).collect(),
        form: form.map(str::to_owned),
        severity,
        what,
    }
}

fn cells(all: &[&str]) -> Vec<String> {
    all.iter().map(|c| (*c).to_owned()).collect()
}

const SUM: (&str, &str) = (
    "sum",
    "each = \"c in 人.columns\"\ncheck = \"sum(人[学生, c]) == 人[合计, c]\"",
);
const YEAR: (&str, &str) = (
    "year",
    "each = \"r in 人.学生\"\ncheck = \"sum(人[r, 学期]) == 人[r, 全年]\"",
);

#[test]
fn rules_in_order_give_no_remark() {
    let more = (
        "more",
        "each = \"c in 人.columns\"\nwhen = \"人[合计, c] > 0\"\ncheck = \"人[上年, c] >= 0 and 人[合计, c] <= 2 * 人[上年, c]\"",
    );
    let said = (
        "said",
        "each = \"总人数\"\ncheck = \"总人数 == 人[合计, 全年]\"",
    );
    let none = ("none", "check = \"人[校友, 春] == 0\"");
    assert_eq!(remarks(&[SUM, YEAR, more, said, none]), []);
}

#[test]
fn a_conflict_names_the_rules_that_make_it_and_no_others() {
    let ten = ("ten", "check = \"人[新生, 秋] + 人[老生, 秋] == 10\"");
    let nine = (
        "nine",
        "check = \"人[合计, 秋] == 9 and 人[上年, 秋] >= 3\"",
    );
    let conflict = || {
        remark(
            "nine",
            &["sum", "ten"],
            Some("甲"),
            Error,
            What::Contradiction,
        )
    };
    assert_eq!(remarks(&[YEAR, SUM, ten, nine]), [conflict()]);
    // not in the same years
    let later = (
        "ten",
        "years = \"2023..\"\ncheck = \"人[新生, 秋] + 人[老生, 秋] == 10\"",
    );
    let before = ("nine", "years = \"..2022\"\ncheck = \"人[合计, 秋] == 9\"");
    let found = remarks(&[YEAR, SUM, later, before]);
    assert!(found.iter().all(|r| r.severity != Error), "{found:?}");
    // only under a condition, or only nearly
    let when = (
        "ten",
        "when = \"人[上年, 秋] > 0\"\ncheck = \"sum(人[学生, 秋]) == 10\"",
    );
    let nearly = (
        "ten",
        "tolerance = \"2\"\ncheck = \"sum(人[学生, 秋]) == 10\"",
    );
    for other in [when, nearly] {
        assert_eq!(remarks(&[YEAR, SUM, other, nine]), []);
    }
    let more = ("more", "check = \"sum(人[学生, 春]) > 人[合计, 春]\"");
    let found = remark("more", &["sum"], Some("甲"), Error, What::Contradiction);
    assert_eq!(remarks(&[SUM, more]), [found]);
}

#[test]
fn two_conflicts_are_two_remarks() {
    let rules = [
        ("a", "check = \"人[新生, 秋] == 1\""),
        ("b", "check = \"人[新生, 秋] == 2\""),
        ("c", "check = \"人[新生, 春] == 人[老生, 春]\""),
        ("d", "check = \"人[新生, 春] == 人[老生, 春] + 1\""),
    ];
    let what = || What::Contradiction;
    let expected = [
        remark("b", &["a"], Some("甲"), Error, what()),
        remark("d", &["c"], Some("甲"), Error, what()),
    ];
    assert_eq!(remarks(&rules), expected);
}

#[test]
fn a_part_too_many_leaves_cells_no_choice() {
    let too = (
        "too",
        "check = \"sum(人[新生..老生, 春]) + 人[上年, 春] == 人[合计, 春]\"",
    );
    let what = What::Fixed {
        cells: cells(&["人[上年, 春]"]),
        value: Number::whole(0),
    };
    assert_eq!(
        remarks(&[SUM, too]),
        [remark("too", &["sum"], Some("甲"), Warning, what)]
    );
    let less = ("less", "check = \"人[新生, 春] >= 人[合计, 春]\"");
    let what = What::Fixed {
        cells: cells(&["人[老生, 春]"]),
        value: Number::whole(0),
    };
    assert_eq!(
        remarks(&[SUM, less]),
        [remark("less", &["sum"], Some("甲"), Warning, what)]
    );
    let one = ("one", "check = \"人[新生, 春] + 1 == 人[合计, 春]\"");
    let what = What::Fixed {
        cells: cells(&["人[老生, 春]"]),
        value: Number::whole(1),
    };
    assert_eq!(
        remarks(&[SUM, one]),
        [remark("one", &["sum"], Some("甲"), Warning, what)]
    );
}

#[test]
fn two_sums_of_one_total_make_parts_equal() {
    let other = (
        "other",
        "check = \"人[新生, 春] + 人[上年, 春] == 人[合计, 春]\"",
    );
    let what = What::Equal {
        cells: cells(&["人[老生, 春]", "人[上年, 春]"]),
    };
    assert_eq!(
        remarks(&[SUM, other]),
        [remark("other", &["sum"], Some("甲"), Warning, what)]
    );
    // what rules say one after the other is no news
    let chain = [
        ("a", "check = \"人[新生, 春] == 人[老生, 春]\""),
        ("b", "check = \"人[老生, 春] == 人[上年, 春]\""),
    ];
    assert_eq!(remarks(&chain), []);
}

#[test]
fn a_sum_that_counts_itself_or_a_part_twice() {
    let itself = (
        "itself",
        "check = \"sum(人[新生..合计, 秋]) == 人[合计, 秋]\"",
    );
    let what = What::BothSides {
        cells: cells(&["人[合计, 秋]"]),
    };
    assert_eq!(
        remarks(&[itself]),
        [remark("itself", &[], Some("甲"), Warning, what)]
    );
    let twice = (
        "twice",
        "check = \"sum(人[学生, 秋], 人[老生, 秋]) == 人[合计, 秋]\"",
    );
    let what = What::Repeated {
        cells: cells(&["人[老生, 秋]"]),
    };
    assert_eq!(
        remarks(&[twice]),
        [remark("twice", &[], Some("甲"), Warning, what)]
    );
    let meant = (
        "meant",
        "check = \"人[新生, 秋] + 2 * 人[老生, 秋] == 人[合计, 秋]\"",
    );
    assert_eq!(remarks(&[meant]), []);
}

#[test]
fn a_rule_that_follows_from_others() {
    let all = (
        "all",
        "check = \"sum(人[学生, 全年]) == 人[合计, 春] + 人[合计, 秋]\"",
    );
    let total = ("total", "check = \"sum(人[合计, 学期]) >= 人[合计, 全年]\"");
    let found = remarks(&[SUM, YEAR, total, all]);
    let expected = [
        remark("total", &["sum", "year"], None, Info, What::Implied),
        remark("all", &["sum", "year"], None, Info, What::Implied),
    ];
    assert_eq!(found, expected);
    // only part of the rule follows
    let part = (
        "part",
        "check = \"sum(人[合计, 学期]) == 人[合计, 全年] and 人[上年, 春] > 1\"",
    );
    let more = (
        "more",
        "check = \"sum(人[合计, 学期]) == 人[合计, 全年] and found(总人数)\"",
    );
    assert_eq!(remarks(&[SUM, YEAR, part, more]), []);
    // the reasons are not always in force
    let young = (SUM.0, &*format!("years = \"2022..\"\n{}", SUM.1));
    assert_eq!(remarks(&[young, YEAR, total]), []);
}

#[test]
fn a_rule_that_another_one_repeats() {
    let spring = (
        "spring",
        "check = \"2 * 人[合计, 春] == 2 * 人[老生, 春] + 2 * 人[新生, 春]\"",
    );
    let duplicate = || remark("spring", &["sum"], None, Warning, What::Duplicate);
    assert_eq!(remarks(&[SUM, spring]), [duplicate()]);
    assert_eq!(remarks(&[spring, SUM]), [duplicate()]);
    let again = ("again", SUM.1);
    assert_eq!(
        remarks(&[SUM, again]),
        [remark("again", &["sum"], None, Warning, What::Duplicate)]
    );
    let young = (SUM.0, &*format!("years = \"2022..\"\n{}", SUM.1));
    assert_eq!(remarks(&[young, spring]), []);
}

#[test]
fn rules_that_are_never_broken_or_never_kept() {
    let whole = |what| [remark("r", &[], None, Warning, what)];
    for check in [
        "1 == 1",
        "人[新生, 春] == 人[新生, 春]",
        "sum(人[学生, 春]) - 人[老生, 春] <= 人[新生, 春]",
        "总人数 == 总人数",
        "found(总人数) or 2 > 1",
        "not (人[新生, 春] + 1 < 人[新生, 春])",
    ] {
        let keys = format!("check = \"{check}\"");
        assert_eq!(remarks(&[("r", &keys)]), whole(What::AlwaysTrue), "{check}");
    }
    assert_eq!(remarks(&[("r", "check = \"人[新生, 春] >= 0\"")]), []);
    let never = "when = \"2 < 1 and found(总人数)\"\ncheck = \"人[新生, 春] == 3\"";
    assert_eq!(remarks(&[("r", never)]), whole(What::NeverApplies));
    let years = "years = \"2015..2019\"\ncheck = \"人[新生, 春] == 3\"";
    assert_eq!(remarks(&[("r", years)]), whole(What::Years));
    let fails = remarks(&[("r", "check = \"人[新生, 春] > 人[新生, 春]\"")]);
    assert_eq!(fails, [remark("r", &[], None, Error, What::AlwaysFalse)]);
    let forbids = "each = \"总人数\"\ncheck = \"1 == 2\"";
    assert_eq!(remarks(&[("r", forbids)]), []);
}

#[test]
fn a_rule_without_a_form() {
    let kind = KIND.split("[[form]]").next().unwrap();
    let library = load(kind, &rule("r", "match = '很多'"));
    let found = audit(&library.kinds[0], library.rules_of("club"));
    assert_eq!(found, [remark("r", &[], None, Warning, What::NoForm)]);
}

#[test]
fn patterns_that_match_everything_or_nothing() {
    let found = |keys: &str| remarks(&[("r", keys)]);
    let one = |what| [remark("r", &[], None, Warning, what)];
    let empty = |p: &str| What::EmptyMatch {
        pattern: p.to_owned(),
    };
    assert_eq!(found("match = '(?:很多)?'"), one(empty("(?:很多)?")));
    assert_eq!(found("terms = [['谢*', '']]"), one(empty("谢*")));
    let excepted = |pattern: &str, except: &str| What::Excepted {
        pattern: pattern.to_owned(),
        except: except.to_owned(),
    };
    for (pattern, except) in [
        ("很多(?:人|次)", "很多(?:人|次)"),
        ("很多(?:人|次)", "(?:不少|很多(?:人|次))"),
        ("很多人", "多人"),
    ] {
        let keys = format!("match = '{pattern}'\nexcept = ['{except}']");
        assert_eq!(found(&keys), one(excepted(pattern, except)), "{except}");
    }
    for (pattern, except) in [
        ("很多人", "没有很多人"),
        ("很多人", "(?:没有|不是)很多人|人员"),
        ("很多人", "^很多"),
        ("很多(?:人|次)", "[很|多]人|不少"),
        ("很多(?:人|次)", "(?:很多人)|(?:很多)"),
    ] {
        let keys = format!("match = '{pattern}'\nexcept = ['{except}']");
        assert_eq!(found(&keys), [], "{except}");
    }
}

#[test]
fn selectors_that_select_nothing() {
    let error = |what| [remark("r", &[], Some("甲"), Error, what)];
    let table = || "人".to_owned();
    let cell = || "人[校友, 秋]".to_owned();
    for (keys, what) in [
        (
            "check = \"sum(人[学生 except 学生, 秋]) == 人[合计, 秋]\"",
            What::NoCell { table: table() },
        ),
        (
            "check = \"人[校友, 秋] == 0\"",
            What::Missing { cell: cell() },
        ),
        (
            "each = \"r in 人.rows\"\ncheck = \"人[r, 秋] <= 人[合计, 春]\"",
            What::Missing { cell: cell() },
        ),
    ] {
        assert_eq!(remarks(&[("r", keys), SUM]), error(what), "{keys}");
    }
    let kind = KIND.replace(
        "row-group = [",
        "row-group = [{ id = \"空\", members = [] }, ",
    );
    let keys = "each = \"r in 人.空\"\ncheck = \"人[r, 春] == 人[r, 秋]\"";
    let library = load(&kind, &rule("r", keys));
    let found = audit(&library.kinds[0], library.rules_of("club"));
    let group = Remark {
        rule: None,
        ..remark(
            "",
            &[],
            Some("甲"),
            Error,
            What::EmptyGroup {
                table: table(),
                group: "空".to_owned(),
            },
        )
    };
    let each = What::NoInstance { table: table() };
    assert_eq!(found, [&[group][..], &error(each)].concat());
}

#[test]
fn numbers_too_large_are_said_and_nothing_breaks() {
    let large = "9".repeat(24);
    let check = (0..4)
        .map(|n| format!("人[新生, 春] * {large} / 1000{n} * {large} == 人[老生, 春] * {n}.7"))
        .collect::<Vec<_>>();
    let odd = check.join(" and ");
    let prime = |a: &str, b: &str, n: u64| {
        let big = 10u64.pow(17) + n;
        format!(
            "人[{a}] * {big} / {} == 人[{b}] * {} / {}",
            big - 4,
            big - 8,
            big - 14
        )
    };
    let chain = [
        prime("新生, 春", "老生, 春", 3),
        prime("老生, 春", "新生, 秋", 9),
        prime("新生, 秋", "上年, 春", 13),
        prime("上年, 春", "新生, 春", 19),
    ];
    for check in [odd, chain.join(" and ")] {
        let found = remarks(&[("r", &format!("check = \"{check}\""))]);
        let gave_up = Remark {
            rule: None,
            ..remark("", &[], Some("甲"), Info, What::GaveUp)
        };
        assert!(found.is_empty() || found == [gave_up], "{found:?}");
    }
}

#[test]
fn remarks_speak_both_languages() {
    let too = (
        "too",
        "check = \"sum(人[新生..老生, 春]) + 人[上年, 春] == 人[合计, 春]\"",
    );
    let found = remarks(&[SUM, too]);
    let (message, help) = found[0].words(Lang::En);
    assert_eq!(
        message,
        "in form `甲`, together with sum, this rule lets 人[上年, 春] be nothing but 0"
    );
    assert!(help.unwrap().starts_with("a sum probably"));
    let (message, _) = found[0].words(Lang::Zh);
    assert_eq!(
        message,
        "在表式「甲」中，这条规则与 sum 使 人[上年, 春] 只能是 0"
    );
}

#[test]
fn constraints_are_read_off_expressions() {
    let keys = "let = { a = \"人[新生, c] * 3\" }\neach = \"c in 人.学期\"\nwhen = \"found(总人数)\"\ncheck = \"1 <= a / 2 - 人[老生, c] < 5 and found(总人数)\"";
    let library = load(KIND, &rule("r", keys));
    let rule = &library.rules_of("club")[0];
    let program = rule.programs[0].as_ref().unwrap();
    let form = &library.kinds[0].forms[0];
    let found = instances(rule, program, form);
    assert_eq!(found.len(), 2);
    let autumn = &found[1];
    assert_eq!(autumn.bound, Some(AxisId::new(1)));
    assert!(autumn.conditional && !autumn.whole);
    let cell = |row| {
        form.cell(TableId::new(0), RowId::new(row), ColumnId::new(1))
            .unwrap()
            .id
    };
    let below = &autumn.constraints[1];
    let half = Number::whole(3).checked_div(Number::whole(2)).unwrap();
    assert_eq!(below.relation, Relation::Below);
    assert!(below.constant.same(Number::whole(5)));
    assert!(below.terms[&cell(0)].same(half));
    assert!(below.terms[&cell(1)].same(Number::whole(-1)));
    assert_eq!(autumn.constraints.len(), 2);
}

#[test]
fn the_packs_that_come_along_hold_together() {
    let library = packs::library(Lang::Zh);
    for (kind, (_, rules)) in library.kinds.iter().zip(&library.rules) {
        let before = std::time::Instant::now();
        let found = audit(kind, rules);
        println!(
            "{}: {} rules in {:?}",
            kind.id,
            rules.len(),
            before.elapsed()
        );
        let words: Vec<_> = found.iter().map(|r| (&r.rule, r.words(Lang::En))).collect();
        println!("{words:#?}");
        assert!(found.iter().all(|r| r.severity == Info), "{words:#?}");
    }
}

#[test]
fn rules_of_ones_own_are_weighed_against_those_that_come_along() {
    let rules = [
        (
            "ours-grand",
            "check = \"sum(申请[办理结果, 申请人]) == 申请[总计, 总计]\"",
        ),
        (
            "ours-balance",
            "check = \"申请[总计, 自然人] + 申请[结转下年, 自然人] == 申请[新收, 自然人] + 申请[上年结转, 自然人]\"",
        ),
        (
            "ours-wrong",
            "check = \"sum(申请[新收..结转下年, 自然人]) == 申请[新收, 自然人]\"",
        ),
        (
            "ours-people",
            "check = \"sum(申请[新收, 自然人..公益组织]) == 申请[新收, 总计]\"",
        ),
    ];
    let text: String = rules.iter().map(|(id, keys)| rule(id, keys)).collect();
    let source = Source {
        name: "ours.toml".to_owned(),
        text: format!("[pack]\nid = \"ours\"\nextends = \"national\"\n{text}").into(),
        origin: SourceOrigin::Explicit,
    };
    let library = packs::load(&[source], Lang::En);
    let mut found = audit(&library.kinds[0], library.rules_of("gov-disclosure"));
    found.retain(|r| r.form.as_deref() != Some("2019"));
    let form = Some("2021");
    let people = What::Fixed {
        cells: cells(&["申请[新收, 法律服务]", "申请[新收, 其他组织]"]),
        value: Number::whole(0),
    };
    let balance = &["requests-balance"];
    let wrong = What::BothSides {
        cells: cells(&["申请[新收, 自然人]"]),
    };
    let totals = &["requests-column-total", "requests-row-total"];
    let expected = [
        remark("ours-grand", totals, None, Info, What::Implied),
        remark("ours-balance", balance, None, Warning, What::Duplicate),
        remark("ours-wrong", &[], form, Warning, wrong),
        remark(
            "ours-people",
            &["requests-row-total"],
            form,
            Warning,
            people,
        ),
    ];
    assert_eq!(found, expected);
}

#[test]
fn large_systems_are_quick_or_given_up() {
    let mut state = 7u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for (equations, width, dense) in [(200, 5, 1), (200, 200, 40), (200, 40, 3), (500, 40, 1)] {
        let mut row = || -> Vec<i32> {
            let mut one = |_| {
                if random(dense) == 0 {
                    random(7) as i32 - 3
                } else {
                    0
                }
            };
            (0..width).map(&mut one).collect()
        };
        let all: Vec<String> = (0..equations).map(|_| equation(&row(), 0)).collect();
        let (kind, rules) = line(width, &all);
        let before = std::time::Instant::now();
        let found = audit(&kind, &rules);
        let gave_up = found.iter().any(|r| r.what == What::GaveUp);
        let (count, time) = (found.len(), before.elapsed());
        assert!(gave_up || equations <= 400);
        println!("{equations} × {width}: {count} remarks in {time:?}, gave up: {gave_up}");
    }
}

const WIDTH: usize = 5;

/// The rows and columns of a table of so many cells in a line, and rules over them.
fn line(width: usize, rules: &[String]) -> (Kind, Vec<gouji::rule::Rule>) {
    let head = KIND.split("[[form]]").next().unwrap();
    let columns: Vec<String> = (0..width)
        .map(|n| format!("{{ id = \"c{n}\", label = \"c{n}\" }}"))
        .collect();
    let form = format!(
        "[[form]]\nid = \"f\"\ntitle = \"f\"\n[[form.table]]\nid = \"t\"\ntitle = \"t\"\nsection = \"人数\"\ncolumn = [{}]\nrow = [{{ id = \"r\", label = \"r\" }}]\n",
        columns.join(", ")
    );
    let rules: String = (0..rules.len())
        .map(|n| rule(&format!("e{n}"), &format!("check = \"{}\"", rules[n])))
        .collect();
    let mut library = load(&format!("{head}{form}"), &rules);
    (library.kinds.remove(0), library.rules.remove(0).1)
}

fn equation(coefficients: &[i32], constant: i32) -> String {
    let terms = coefficients.iter().enumerate();
    let sum: Vec<String> = terms
        .filter(|(_, c)| **c != 0)
        .map(|(n, c)| format!("({c}) * t[r, c{n}]"))
        .collect();
    format!(
        "{} == ({constant})",
        if sum.is_empty() {
            "0".to_owned()
        } else {
            sum.join(" + ")
        }
    )
}

fn value(coefficients: &[i32], solution: &[i32]) -> i32 {
    coefficients.iter().zip(solution).map(|(a, b)| a * b).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_has_a_solution_is_no_contradiction(
        solution in prop::collection::vec(-9..9i32, WIDTH),
        rows in prop::collection::vec(prop::collection::vec(-3..4i32, WIDTH), 1..8),
    ) {
        let all: Vec<String> = rows.iter().map(|r| equation(r, value(r, &solution))).collect();
        let (kind, rules) = line(WIDTH, &all);
        let found = audit(&kind, &rules);
        let errors: Vec<_> = found.iter().filter(|r| r.severity == Error).collect();
        prop_assert!(errors.is_empty(), "{errors:?} of {all:?}");
        // every fixed cell has the value of the solution, unless it rests on cells not below zero
        for remark in &found {
            if let What::Fixed { cells, value } = &remark.what && !value.same(Number::whole(0)) {
                let at: usize = cells[0].trim_start_matches("t[r, c").trim_end_matches(']').parse().unwrap();
                prop_assert!(value.same(Number::whole(solution[at].into())));
            }
        }
    }

    #[test]
    fn a_combination_of_others_is_implied_or_in_conflict(
        solution in prop::collection::vec(-9..9i32, WIDTH),
        rows in prop::collection::vec(prop::collection::vec(-3..4i32, WIDTH), 2..4),
        weights in prop::collection::vec(prop_oneof![-3..0i32, 1..4i32], 2),
        off in prop_oneof![Just(0), 1..4i32],
    ) {
        let mixed: Vec<i32> = (0..WIDTH).map(|n| weights[0] * rows[0][n] + weights[1] * rows[1][n]).collect();
        prop_assume!(mixed.iter().any(|n| *n != 0));
        let mut all: Vec<String> = rows.iter().map(|r| equation(r, value(r, &solution))).collect();
        all.push(equation(&mixed, value(&mixed, &solution) + off));
        let (kind, rules) = line(WIDTH, &all);
        let id = format!("e{}", rows.len());
        let found = audit(&kind, &rules);
        let last = found.iter().filter(|r| r.rule.as_ref() == Some(&id));
        let whats: Vec<_> = last.map(|r| &r.what).collect();
        match off {
            0 => prop_assert!(whats.iter().any(|w| matches!(w, What::Implied | What::Duplicate)), "{found:?} of {all:?}"),
            _ => prop_assert!(whats.contains(&&What::Contradiction), "{found:?} of {all:?}"),
        }
    }
}

#[test]
fn forms_are_read_one_by_one() {
    let kind = format!(
        "{KIND}\n{}",
        KIND.split_once("[[form]]")
            .map(|(_, f)| format!(
                "[[form]]{}",
                f.replace("\"甲\"", "\"乙\"").replace("2020..", "..2019")
            ))
            .unwrap()
    );
    let one = rule("one", "forms = [\"乙\"]\ncheck = \"人[新生, 春] == 3\"");
    let two = rule("two", "check = \"人[新生, 春] == 4\"");
    let library = load(&kind, &format!("{one}{two}"));
    let forms: &[Form] = &library.kinds[0].forms;
    assert_eq!(forms.len(), 2);
    let found = audit(&library.kinds[0], library.rules_of("club"));
    let expected = remark("two", &["one"], Some("乙"), Error, What::Contradiction);
    assert_eq!(found, [expected]);
}
