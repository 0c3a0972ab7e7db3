//! What sentences say of totals, parts, shares and changes: phrasings of `claims_sums.toml` with figures that agree and
//! figures that do not, each in a report of its own. Recall and false alarms are printed, and held.
//!
//! And of every message: the equation that it prints holds, whatever the sentence.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::cast_possible_truncation
)]

use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::{Lang, Number};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const PAGE: &str = include_str!("../samples/qinghe-2023.txt");
const PHRASES: &str = include_str!("../claims_sums.toml");
/// The sentence of the page that gives way to others.
const PLACE: &str =
    "全年在县政府网站发布信息412条，其中政策文件36条、解读材料58条、工作动态316条。";
/// What the page says of requests, which gives way as well.
const REQUESTS: &str = "2023年共收到政府信息公开申请15件，办结12件，结转下年度继续办理2件，";
/// So many draws of figures for each phrasing.
const DRAWS: usize = 4;

const SUMS: &[&str] = &["parts-over-total", "parts-short-of-total"];
const SHARES: &[&str] = &[
    "change-and-share",
    "change-feasible",
    "change-from-last",
    "share-of-requests",
    "share-of-total",
    "shares-to-hundred",
];

/// Numbers that look drawn and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, low: i128, high: i128) -> i128 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let range = (high - low + 1) as u128;
        low + (u128::from(self.0 >> 11) % range) as i128
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(0, all.len() as i128 - 1) as usize]
    }
}

type Values = BTreeMap<String, String>;

fn table(name: &str) -> toml::Table {
    let all: toml::Table = PHRASES.parse().unwrap();
    all[name].as_table().unwrap().clone()
}

fn phrases(table: &str, key: &str) -> Vec<String> {
    let list = self::table(table)[key].as_array().unwrap().clone();
    list.iter()
        .map(|v| v.as_str().unwrap().to_owned())
        .collect()
}

/// Words for the names of a phrasing.
fn words(dice: &mut Dice) -> Values {
    let classes = table("words");
    let mut values: Values = classes
        .iter()
        .map(|(name, list)| {
            let list = list.as_array().unwrap();
            (name.clone(), dice.pick(list).as_str().unwrap().to_owned())
        })
        .collect();
    let units = ["条", "件", "篇", "份"];
    let at = dice.roll(0, 3) as usize;
    values.insert("u".into(), units[at].into());
    values.insert("v".into(), units[(at + 1) % 4].into());
    values
}

fn fill(phrase: &str, values: &Values) -> String {
    let mut text = phrase.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    assert!(!text.contains('{'), "{text}");
    text
}

/// The messages of some rules on a page that says a sentence.
fn said(sentence: &str, rules: &[&str]) -> Vec<String> {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    let linter = LINTER.get_or_init(|| {
        // a finding must not be hidden behind another rule's
        let options = Options {
            no_fold: true,
            ..Options::default()
        };
        Linter::choosing(packs::catalogue(Lang::Zh), true, options)
    });
    let page = PAGE.replace(PLACE, sentence).replace(REQUESTS, "");
    assert!(page.contains(sentence));
    let document = input::read("report.txt", page.as_bytes()).unwrap();
    let found = linter.check(&document).diagnostics.into_iter();
    let found = found.filter(|d| rules.contains(&d.rule.as_str()));
    found
        .map(|d| format!("{}: {}", d.rule, d.message))
        .collect()
}

/// What came of sentences.
#[derive(Default)]
struct Score {
    phrasings: usize,
    wrong: usize,
    found: usize,
    right: usize,
    missed: Vec<String>,
    alarms: Vec<String>,
}

impl Score {
    fn wrong(&mut self, sentence: &str, rules: &[&str]) {
        self.wrong += 1;
        match said(sentence, rules).is_empty() {
            true => self.missed.push(sentence.to_owned()),
            false => self.found += 1,
        }
    }

    fn right(&mut self, sentence: &str, rules: &[&str]) {
        self.right += 1;
        let found = said(sentence, rules);
        if !found.is_empty() {
            self.alarms.push(format!("{sentence}\n    {found:?}"));
        }
    }

    fn hold(&self, name: &str) {
        println!(
            "{name}: {} phrasings; {} of {} faults found; {} false alarms in {} correct sentences",
            self.phrasings,
            self.found,
            self.wrong,
            self.alarms.len(),
            self.right
        );
        self.missed.iter().for_each(|m| println!("  missed: {m}"));
        self.alarms.iter().for_each(|a| println!("  alarm: {a}"));
        assert!(self.phrasings >= 60, "{name}");
        assert!(self.found * 10 >= self.wrong * 9, "{name}");
        assert!(self.alarms.is_empty(), "{name}");
    }
}

/// Figures for a sum: the parts that the phrasing names, and their total.
fn parts(dice: &mut Dice, phrase: &str, values: &mut Values) -> i128 {
    let mut sum = 0;
    for name in ["a", "b", "c", "d"] {
        if !phrase.contains(&format!("{{{name}}}")) {
            continue;
        }
        let n = dice.roll(21, 260);
        let half = dice.roll(1, n - 1);
        values.insert(name.into(), n.to_string());
        values.insert(format!("{name}1"), half.to_string());
        values.insert(format!("{name}2"), (n - half).to_string());
        sum += n;
    }
    for name in ["x", "y", "z"] {
        values.insert(name.into(), dice.roll(5, 400).to_string());
    }
    sum
}

#[test]
fn totals_agree_with_their_parts() {
    let mut dice = Dice(0x5DEE_CE66);
    let mut score = Score::default();
    for (key, short) in [("over", false), ("both", true)] {
        for phrase in phrases("sums", key) {
            score.phrasings += 1;
            for _ in 0..DRAWS {
                let mut values = words(&mut dice);
                let sum = parts(&mut dice, &phrase, &mut values);
                let off = dice.roll(1, sum / 6);
                let mut said = |total: i128| {
                    values.insert("T".into(), total.to_string());
                    fill(&phrase, &values)
                };
                score.right(&said(sum), SUMS);
                score.wrong(&said(sum - off), SUMS);
                if short {
                    score.wrong(&said(sum + off), SUMS);
                }
            }
        }
    }
    for phrase in phrases("sums", "quiet") {
        for _ in 0..DRAWS {
            let mut values = words(&mut dice);
            parts(&mut dice, &phrase, &mut values);
            let total = 100 * dice.roll(2, 9);
            for (name, least) in [("q", 5), ("r", 5), ("m", 12)] {
                let n = 10 * dice.roll(1, total / least / 10);
                values.insert(name.into(), n.to_string());
            }
            values.insert("T".into(), total.to_string());
            score.right(&fill(&phrase, &values), SUMS);
        }
    }
    score.hold("sums");
}

/// `part` of `whole` in percent, rounded or cut to some decimals, as it is printed.
fn percent(part: i128, whole: i128, places: u32, cut: bool) -> Number {
    let scale = 10i128.pow(places);
    let twice = part * 200 * scale / whole;
    let n = if cut { twice / 2 } else { (twice + 1) / 2 };
    let text = match places {
        0 => n.to_string(),
        _ => format!("{}.{:0w$}", n / scale, n % scale, w = places as usize),
    };
    Number::parse(&text).unwrap()
}

/// A percentage that is off by some points.
fn off(dice: &mut Dice, p: Number) -> Number {
    let by = Number::whole(dice.roll(3, 9));
    let down = p.checked_sub(by).filter(|n| *n > by);
    down.or(p.checked_add(by)).unwrap()
}

#[test]
fn shares_and_changes_agree_with_their_numbers() {
    let mut dice = Dice(0x1234_5678);
    let mut score = Score::default();
    for phrase in phrases("shares", "total") {
        score.phrasings += 1;
        for _ in 0..DRAWS {
            let mut values = words(&mut dice);
            let total = dice.roll(40, 900);
            let k = dice.roll(total / 5, total / 2 - 1);
            let (places, cut) = (dice.roll(1, 2) as u32, dice.roll(0, 1) == 1);
            let p = percent(k, total, places, cut);
            for (name, n) in [("T", total), ("k", k), ("j", total - k), ("x", 7)] {
                values.insert(name.into(), n.to_string());
            }
            let rest = percent(total - k, total, places, cut);
            values.insert("q".into(), format!("{rest}%"));
            values.insert("p".into(), format!("{p}%"));
            score.right(&fill(&phrase, &values), SHARES);
            values.insert("p".into(), format!("{}%", off(&mut dice, p)));
            score.wrong(&fill(&phrase, &values), SHARES);
        }
    }
    for (key, sign) in [("change", 1), ("fall", -1), ("rise", 1)] {
        for phrase in phrases("shares", key) {
            score.phrasings += 1;
            for _ in 0..DRAWS {
                let mut values = words(&mut dice);
                let last = dice.roll(40, 400);
                let d = dice.roll(last / 5, last / 2);
                for (name, n) in [("m", last), ("d", d), ("n", last + sign * d)] {
                    values.insert(name.into(), n.to_string());
                }
                let (places, cut) = (dice.roll(0, 2) as u32, dice.roll(0, 1) == 1);
                let p = percent(d, last, places, cut);
                values.insert("p".into(), format!("{p}%"));
                score.right(&fill(&phrase, &values), SHARES);
                // with this year's number as the base
                let wrong = percent(d, last + sign * d, places, cut);
                values.insert("p".into(), format!("{wrong}%"));
                score.wrong(&fill(&phrase, &values), SHARES);
            }
        }
    }
    for phrase in phrases("shares", "small") {
        score.phrasings += 1;
        for _ in 0..DRAWS {
            let (last, d) = (dice.roll(2, 9), dice.roll(1, 8));
            let mut values = words(&mut dice);
            values.insert("n".into(), (last + d).to_string());
            values.insert("p".into(), format!("{}%", percent(d, last, 1, false)));
            score.right(&fill(&phrase, &values), SHARES);
            values.insert("p".into(), format!("{}%", percent(d, last + d, 1, false)));
            let possible = |m: &i128| percent(last + d - m, *m, 1, false);
            let wrong = percent(d, last + d, 1, false);
            let slack = Number::parse("0.1").unwrap();
            let near = |p: Number| p.checked_sub(wrong).unwrap().abs() < slack;
            if !(1..last + d).any(|m| near(possible(&m))) {
                score.wrong(&fill(&phrase, &values), SHARES);
            }
        }
    }
    for phrase in phrases("shares", "hundred") {
        score.phrasings += 1;
        for _ in 0..DRAWS {
            let mut values = words(&mut dice);
            let p = dice.roll(101, 899);
            let by = dice.roll(5, 40);
            let one = |n: i128| format!("{}.{}%", n / 10, n % 10);
            values.insert("p".into(), one(p));
            values.insert("q".into(), one(1000 - p));
            score.right(&fill(&phrase, &values), SHARES);
            values.insert("q".into(), one(1000 - p + by));
            score.wrong(&fill(&phrase, &values), SHARES);
        }
    }
    for phrase in phrases("shares", "quiet") {
        for _ in 0..DRAWS {
            let mut values = words(&mut dice);
            let figures = [
                ("T", dice.roll(200, 900)),
                ("k", dice.roll(20, 90)),
                ("y", dice.roll(5, 60)),
            ];
            for (name, n) in figures {
                values.insert(name.into(), n.to_string());
            }
            score.right(&fill(&phrase, &values), SHARES);
        }
    }
    score.hold("shares and changes");
}

/// The value of `300`, `4900余条`, `1.2万条`, `一件`.
fn value(text: &str) -> i128 {
    if text.starts_with('一') {
        return 1;
    }
    let digit = |c: &char| c.is_ascii_digit() || *c == '.';
    let digits: String = text.chars().take_while(digit).collect();
    let factor = if text.contains('万') { 10_000 } else { 1 };
    let number = Number::parse(&digits).unwrap_or_else(|| panic!("{text}"));
    number.scaled(factor).unwrap()
}

/// The value of `39 + 4 = 43` or `43个`; the sum that it prints must be that of its terms.
fn evaluated(text: &str) -> i128 {
    let Some((terms, sum)) = text.split_once(" = ") else {
        assert!(!text.contains(" + "), "{text}");
        return value(text);
    };
    let added: i128 = terms.split(" + ").map(value).sum();
    assert_eq!(added, value(sum), "{text}");
    added
}

fn holds(message: &str) {
    let (rule, rest) = message.split_once(": ").unwrap();
    let (_, rest) = rest.split_once('：').unwrap();
    let (left, rest) = rest.split_once("，总数是 ").unwrap();
    match rule {
        "parts-over-total" => assert!(evaluated(left) > evaluated(rest), "{message}"),
        _ => {
            let (total, delta) = rest.split_once("，差 ").unwrap();
            let missing = evaluated(total) - evaluated(left);
            assert!(missing > 0 && missing == value(delta), "{message}");
        }
    }
}

#[test]
fn every_message_adds_up() {
    let mut dice = Dice(0xABCD_EF01);
    let pieces = [
        "发布信息N条",
        "其中",
        "政策文件N条",
        "解读N条",
        "N件",
        "N个",
        "分别为",
        "包括",
        "其他N条",
        "和公告N条",
        "（",
        "）",
        "，",
        "、",
        "；",
        "。",
        "合计N条",
        "N余条",
        "约N条",
        "共计N条",
        "上年结转N条",
        "同比增加N条",
        "按类型分，",
        "（含图解N条）",
        "N万条",
        "新开N条",
        "等",
        "：",
        "N篇",
        "一件",
        "另有N条",
        "三条",
        "0条",
    ];
    let mut messages = 0;
    for _ in 0..700 {
        let mut text = "发布信息N条，其中".to_owned();
        for _ in 0..dice.roll(3, 16) {
            let piece: &&str = dice.pick(&pieces);
            text.push_str(piece);
            let mark = ["", "、", "，", "，"];
            let mark: &&str = dice.pick(&mark);
            text.push_str(mark);
        }
        while text.contains('N') {
            let n = dice.roll(0, 1) * dice.roll(0, 900) + dice.roll(0, 40);
            text = text.replacen('N', &n.to_string(), 1);
        }
        text.push('。');
        for message in said(&text, SUMS) {
            messages += 1;
            holds(&message);
        }
    }
    println!("{messages} messages add up");
    assert!(messages > 100);
}
