//! Where bodies are and what they are: names of bodies, and reports that name other places, rightly or not.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::document::Document;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;

fn linter() -> Linter {
    Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default())
}

/// A report of a body with a sentence of its own, and what stands behind its title and at its end.
fn report(body: &str, title: &str, sentence: &str, tail: &str) -> Document {
    let text = format!(
        "{body}2023年政府信息公开工作年度报告\n{title}\n一、总体情况\n{sentence}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无。\n{tail}\n"
    );
    input::read("a.txt", text.as_bytes()).unwrap()
}

/// Class, place and codes of the body of a document.
fn whereabouts(linter: &Linter, document: &Document) -> (String, String, String) {
    let opened = linter.open(document).unwrap();
    let read = opened.with(|report, _, _| {
        let codes: Vec<String> = report.own.codes.iter().map(u32::to_string).collect();
        let or_none = |text: String| match text.is_empty() {
            true => "-".to_owned(),
            false => text,
        };
        let place = report.own.place.clone().unwrap_or_default();
        let class = report.class.unwrap_or("-").to_owned();
        (class, or_none(place), or_none(codes.join(",")))
    });
    read.unwrap()
}

#[test]
fn bodies_have_a_class_and_a_place() {
    let linter = linter();
    let mut wrong = Vec::new();
    for line in include_str!("../places/bodies.tsv").lines() {
        let [body, class, place, codes] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let found = whereabouts(&linter, &report(body, "", "略。", ""));
        if (found.0.as_str(), found.1.as_str(), found.2.as_str()) != (class, place, codes) {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_report_tells_places_of_one_name_apart() {
    let linter = linter();
    for (body, title, sentence, tail, due) in [
        ("鼓楼区人民政府", "来源：徐州市政府网", "略。", "", "320302"),
        (
            "鼓楼区人民政府",
            "",
            "略。",
            "开封市鼓楼区人民政府\n2024年1月16日",
            "410204",
        ),
        (
            "朝阳区教育局",
            "",
            "北京市朝阳区的工作按北京市的要求开展。",
            "",
            "110105",
        ),
        ("朝阳区教育局", "", "赴长春市学习。", "", "110105,220104"),
        (
            "海州区人民政府",
            "本报告依据江苏省的规定编制。",
            "略。",
            "",
            "320706",
        ),
        (
            "鼓楼区人民政府",
            "本报告依据江苏省的规定编制。",
            "略。",
            "",
            "320106,320302",
        ),
        (
            "市中区人民政府办公室",
            "",
            "枣庄市通报了检查情况，枣庄市的要求已经落实。",
            "",
            "370402",
        ),
    ] {
        let found = whereabouts(&linter, &report(body, title, sentence, tail));
        assert_eq!(found.2, due, "{body} {title} {sentence} {tail}");
    }
}

/// What is said about places in a report.
fn said(linter: &Linter, document: &Document) -> Vec<String> {
    let checked = linter.check(document);
    let rules = ["other-place", "other-county", "signature-place"];
    let about = checked.diagnostics.iter();
    let about = about.filter(|d| rules.contains(&d.rule.as_str()));
    about
        .map(|d| format!("{}: {}", d.rule, d.message))
        .collect()
}

#[test]
fn other_places_may_be_named() {
    let linter = linter();
    let mut wrong = Vec::new();
    for line in include_str!("../places/named.tsv").lines() {
        let (body, sentence) = line.split_once('\t').unwrap();
        let tail = format!("{body}\n2024年1月16日");
        let said = said(&linter, &report(body, "", sentence, &tail));
        if !said.is_empty() {
            wrong.push(format!("{line}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_name_of_another_place_shows_a_copy() {
    let linter = linter();
    let mut missed = Vec::new();
    for line in include_str!("../places/copied.tsv").lines() {
        let [body, place, sentence] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let said = said(&linter, &report(body, "", sentence, ""));
        let found = said
            .iter()
            .any(|s| s.starts_with("other-place") && s.contains(&format!("「{place}」")));
        if !found || said.len() != 1 {
            missed.push(format!("{line}: {said:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn signatures_of_the_own_place_agree_with_the_title() {
    let linter = linter();
    for (body, tail, found) in [
        ("洪泽区人民政府办公室", "洪泽县人民政府办公室", false),
        (
            "石家庄高新区管委会",
            "石家庄高新技术产业开发区管委会",
            false,
        ),
        ("襄阳市教育局", "襄樊市教育局", false),
        ("天祝县教育局", "天祝藏族自治县教育局", false),
        ("威县人民政府办公室", "临西县人民政府办公室", true),
        ("威县人民政府办公室", "青禾县人民政府办公室", true),
    ] {
        let document = report(body, "", "略。", &format!("{tail}\n2024年1月16日"));
        let said = said(&linter, &document);
        assert_eq!(!said.is_empty(), found, "{body} {tail} {said:?}");
    }
}
