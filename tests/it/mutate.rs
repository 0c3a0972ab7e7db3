//! Mutation: what the rules read, their cases must prove.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use gouji::linter::mutate;
use gouji::pack;
use gouji::packs;
use gouji::rule::Mutation;
use gouji::text::Lang;
use std::collections::BTreeMap;
use std::thread;

/// The mutations of the rules of a pack, on all cores.
fn all(library: &pack::Library, pack: &str) -> Vec<Mutation> {
    let mut jobs = Vec::new();
    for ((kind, sample), (_, rules)) in library
        .kinds
        .iter()
        .zip(&library.samples)
        .zip(&library.rules)
    {
        let own = rules.iter().filter(|r| r.pack == pack);
        jobs.extend(own.map(|rule| (kind, sample, rule)));
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = jobs.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = jobs
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(|(k, s, r)| mutate(k, s, r)).collect()))
            .collect();
        let done = parts.into_iter().map(|p| p.join().unwrap());
        done.collect::<Vec<Vec<Mutation>>>().concat()
    })
}

#[test]
fn the_cases_of_the_built_in_rules_notice_what_the_rules_read() {
    let catalogue = packs::catalogue(Lang::Zh);
    let packs = catalogue.packs().iter();
    let mutations: Vec<Mutation> = packs
        .flat_map(|p| all(&catalogue.library(&[p]), &p.id))
        .collect();
    let total: usize = mutations.iter().map(Mutation::total).sum();
    let covered: usize = mutations.iter().map(Mutation::covered).sum();
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for mutation in &mutations {
        for place in &mutation.places {
            let entry = kinds.entry(format!("{:?}", place.source)).or_default();
            entry.0 += usize::from(place.covered);
            entry.1 += 1;
        }
        for place in mutation.survivors() {
            println!(
                "{}: {:?} {} {} tried {:?}",
                mutation.rule,
                place.source,
                place.id,
                place.name,
                place.tried.iter().take(4).collect::<Vec<_>>()
            );
        }
    }
    println!("{covered} of {total}: {kinds:#?}");
    assert!(covered * 100 >= total * 95, "{covered} of {total}");
}

/// Two rules on one table: the first hears every number, the second none.
const PACK: &str = r#"
[pack]
id = "clubs"
kind = "club"

[kind]
name = "社团报告"
name-en = "report of a club"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年社团报告$']

[[kind.section]]
id = "活动"
title = "活动情况"

[[kind.section]]
id = "人数"
title = "人数情况"

[[form]]
id = "1"
title = "社团表"

[[form.table]]
id = "人数"
title = "人数表"
section = "人数"

[[form.table.column]]
id = "男"
label = "男"

[[form.table.column]]
id = "总"
label = "总"

[[form.table.row]]
id = "新生"
label = "新生人数"

[sample]
body = "青禾书画社"
title = "2023年社团报告"
form = "1"
head = "现报告如下。"
tail = "{body}"

[sample.set]
"人数[新生, 男]" = "4"
"人数[新生, 总]" = "9"

[[mention]]
id = "次数"
label = "活动次数"
pattern = ['(?P<at>{number:n}次)']

[[rule]]
id = "hears"
title = "男生不多于总数"
severity = "error"
check = "人数[新生, 男] <= 人数[新生, 总]"
message = "多了"

[[rule.case]]
expect = "fail"
set = { "人数[新生, 男]" = "10" }

[[rule]]
id = "deaf"
title = "没有用的规则"
severity = "error"
check = "人数[新生, 男] >= 0 and 次数 >= 0"
message = "少了"

[[rule.case]]
section = { "活动" = "举办活动3次。" }
expect = "pass"
"#;

#[test]
fn a_rule_that_does_not_hear_is_told_with_what_it_does_not_hear() {
    let source = pack::Source {
        name: "clubs.toml".into(),
        text: PACK.into(),
        origin: pack::SourceOrigin::Explicit,
    };
    let library = packs::catalogue_of(vec![source], Lang::Zh).asked();
    assert!(library.problems.is_empty(), "{:#?}", library.problems);
    let mutations = all(&library, "clubs");
    let of = |id: &str| mutations.iter().find(|m| m.rule == id).unwrap();
    assert_eq!(of("hears").survivors().count(), 0);
    assert_eq!((of("hears").covered(), of("hears").total()), (2, 2));
    let deaf: Vec<(&str, &[String])> = of("deaf")
        .survivors()
        .map(|p| (p.id.as_str(), p.tried.as_slice()))
        .collect();
    let tried = |all: &[&str]| all.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    let cell = tried(&["4 → 5", "4 → 3", "4 → 47", "4 → 0"]);
    let times = tried(&["3 → 4", "3 → 2", "3 → 37", "3 → 0"]);
    assert_eq!(
        deaf,
        [
            ("人数[新生, 男]", cell.as_slice()),
            ("次数", times.as_slice())
        ]
    );
}
