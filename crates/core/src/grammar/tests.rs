//! What the grammars must read.

#![allow(clippy::string_slice)]

use super::*;
use crate::text::Number;

fn kinds(text: &str) -> Vec<(String, TokenKind)> {
    tokens(text)
        .into_iter()
        .map(|t| (text[t.range].to_owned(), t.kind))
        .collect()
}

fn quantities(text: &str) -> Vec<(String, String, bool)> {
    tokens(text)
        .into_iter()
        .filter_map(|t| match t.kind {
            TokenKind::Quantity {
                value,
                unit,
                approx,
                ..
            } => Some((value.to_string(), text[unit].to_owned(), approx)),
            _ => None,
        })
        .collect()
}

#[test]
fn quantities_have_values_and_units() {
    let read =
        quantities("共4897余条,其中82条、三件,收费1077.89万元,H5页面,第3期,12,345人次,6万余次");
    let expected = [
        ("4897", "条", true),
        ("82", "条", false),
        ("3", "件", false),
        ("10778900.00", "元", false),
        ("12345", "人次", false),
        ("60000", "次", true),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(v, u, a)| (v.to_string(), u.to_string(), *a))
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn dates_years_and_numbers_of_documents() {
    let text = "2023年1月17日至12月31日,2022年度,《2021年办法》,国办函〔2020〕109号,30%,百分之十五,2024-02-30";
    let read = kinds(text);
    let date = |year, month, day| TokenKind::Date { year, month, day };
    assert_eq!(read[0].1, date(2023, 1, 17));
    assert_eq!(read[1].1, TokenKind::MonthDay { month: 12, day: 31 });
    assert_eq!(read[2].1, TokenKind::Year(2022));
    assert_eq!(read[3].1, TokenKind::Title);
    assert_eq!(read[4].0, "〔2020〕109号");
    assert_eq!(read[5].1, TokenKind::Percent(Number::whole(30)));
    assert_eq!(read[6].1, TokenKind::Percent(Number::whole(15)));
    assert_eq!(read[7].1, date(2024, 2, 30));
    assert_eq!(read.len(), 8);
    assert_eq!(kinds("二〇二四年一月二十三日")[0].1, date(2024, 1, 23));
}

#[test]
fn openings_tell_their_level() {
    for (text, level, ordinal, lead) in [
        ("一、甲", 1, 1, "甲"),
        ("(十二)甲情况。乙", 2, 12, "甲情况"),
        ("3.甲:乙", 3, 3, "甲"),
        ("(2)甲", 4, 2, "甲"),
        ("##五、甲", 1, 5, "甲"),
    ] {
        let opening = opening(text).unwrap();
        assert_eq!(opening.numbering, Numbering { level, ordinal }, "{text}");
        assert_eq!(&text[opening.lead], lead, "{text}");
    }
    for text in ["2.5万元", "甲一、", "", "2023年甲"] {
        assert_eq!(opening(text), None, "{text}");
    }
}

#[test]
fn cells_are_distinguished() {
    let number = |n: &str, unit| CellText::Number {
        value: Number::parse(n).unwrap(),
        unit,
    };
    for (text, value) in [
        ("", CellText::Blank),
        ("0", number("0", false)),
        ("-2.76%", number("-2.76", true)),
        ("1,077.892534", number("1077.892534", false)),
        ("-8", number("-8", false)),
        ("251000元", number("251000", true)),
        ("12件", number("12", true)),
        ("-", CellText::Dash),
        ("——", CellText::Dash),
        ("无", CellText::Nothing),
        ("3-5", CellText::Text),
        ("1.属于甲", CellText::Text),
    ] {
        assert_eq!(cell(text), value, "{text}");
    }
    assert_eq!(cell(&"9".repeat(1000)), CellText::Text);
}

#[test]
fn every_numeral_is_read() {
    let numerals = [
        "零〇○",
        "一壹",
        "二两贰",
        "三叁",
        "四肆",
        "五伍",
        "六陆",
        "七柒",
        "八捌",
        "九玖",
    ];
    for (value, forms) in numerals.iter().enumerate() {
        for c in forms.chars() {
            let read = opening(&format!("{c}、甲")).map(|o| o.numbering.ordinal);
            assert_eq!(read, Some(value as u32), "{c}");
        }
    }
    for (scale, forms) in [(10, "十拾"), (100, "百佰"), (1_000, "千仟"), (10_000, "万")] {
        for c in forms.chars() {
            let read = opening(&format!("二{c}五、甲")).map(|o| o.numbering.ordinal);
            assert_eq!(read, Some(2 * scale + 5), "{c}");
        }
    }
}

#[test]
fn numerals_are_written_as_they_are_read() {
    for n in 1..100 {
        let read = opening(
            &format!("（{}）甲", written(n))
                .replace('（', "(")
                .replace('）', ")"),
        );
        assert_eq!(read.map(|o| o.numbering.ordinal), Some(n));
    }
    assert_eq!(
        (written(12), written(20), written(100)),
        ("十二".into(), "二十".into(), "100".into())
    );
}

#[test]
fn titles_and_numerals_end_where_they_end() {
    let read = |text: &str| -> Vec<String> {
        let found = kinds(text).into_iter().map(|(words, _)| words);
        found.collect()
    };
    assert_eq!(
        read("《关于《甲3条》的办法》2件"),
        ["《关于《甲3条》", "2件"]
    );
    assert_eq!(read("《甲3条。《乙4条》"), ["3条", "《乙4条》"]);
    assert_eq!(read("一二三四些五件"), ["五件"]);
    let long = "三".repeat(10_000);
    assert_eq!(read(&format!("{long}些七份")), ["七份"]);
    assert!(read(&"《甲".repeat(10_000)).is_empty());
}

#[test]
fn text_is_passed_by_up_to_what_a_token_begins_with() {
    use super::report::{ReportParser, Rule};
    use pest::Parser;
    let first = "0123456789《第百〔﹝[【(〇零○一二两三四五六七八九十";
    for c in '\0'..=char::MAX {
        let passed = ReportParser::parse(Rule::plain, c.encode_utf8(&mut [0; 4])).is_ok();
        assert_eq!(passed, !first.contains(c), "{c:?}");
    }
    // each of them does begin one
    for c in first.chars() {
        let rests = [
            "1",
            "一件",
            "件",
            "甲》",
            "2020〕1号",
            "分之三",
            "〇〇〇年一月一日",
        ];
        let begins = |rest: &&str| {
            let text = format!("{c}{rest}");
            tokens(&text).first().is_some_and(|t| t.range.start == 0)
        };
        assert!(rests.iter().any(begins), "{c:?}");
    }
}

#[test]
fn the_scan_for_plain_cells_agrees_with_the_grammar() {
    for n in ["0", "7", "018", "123456789"] {
        let by_grammar = cell(&format!("+{n}"));
        assert_eq!(cell(n), by_grammar, "{n}");
    }
}

/// Texts of at most so many pieces, which look drawn and are the same in each run.
fn texts(pieces: &[&str], mut seed: u64, most: usize) -> impl Iterator<Item = String> {
    let mut next = move |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % n
    };
    std::iter::repeat_with(move || {
        let many = 1 + next(most);
        (0..many).map(|_| pieces[next(pieces.len())]).collect()
    })
}

/// A number or a word for "none" is short or begins with a figure or a stroke: what the scan passes by is text to the
/// grammar too.
#[test]
fn what_the_scans_pass_by_is_nothing_to_the_grammar() {
    use super::report::by_grammar;
    let pieces = [
        "一",
        "十二",
        "3",
        "(",
        ")",
        "、",
        ".",
        ",",
        "甲",
        "乙丙丁",
        "#",
        "-",
        "无",
        "件",
        " ",
        "。",
    ];
    for text in texts(&pieces, 7, 9).take(20_000) {
        assert_eq!(
            opening(&text),
            by_grammar::opening(&text, text.len()),
            "{text}"
        );
        assert_eq!(cell(&text), by_grammar::cell(&text), "{text}");
    }
}

#[test]
fn the_scan_for_tokens_finds_what_the_grammar_finds() {
    use super::report::by_grammar;
    let pieces = [
        "2023",
        "20",
        "19",
        "1",
        "12,345",
        " 678",
        "7",
        ".",
        ",",
        ":",
        "-",
        "~",
        "—",
        "/",
        "%",
        "年",
        "月",
        "日",
        "号",
        "件",
        "个工作日",
        "人次",
        "余",
        "多",
        "万",
        "亿",
        "第",
        "二〇二三",
        "十",
        "百",
        "百分之",
        "千",
        "三",
        "贰",
        "拾",
        "分",
        "之",
        "份",
        "宗",
        "《",
        "》",
        "〔",
        "〕",
        "[",
        "]",
        "(",
        ")",
        "【",
        "】",
        "﹝",
        "﹞",
        "。",
        "\n",
        "甲",
        "乙丙",
        "H",
        "、",
        "零",
        "○",
        "万元",
        "起",
    ];
    for text in texts(&pieces, 11, 14).take(60_000) {
        assert_eq!(tokens(&text), by_grammar::tokens(&text), "{text}");
    }
}

#[test]
fn word_marks_are_found() {
    let text = "[bookmark: _GoBack](三)甲[x]";
    assert_eq!(marks(text).first(), Some(&(0..19)));
}

#[test]
fn expressions_bind_as_written() {
    let expr = expression(
        "表[甲.乙, *] + 2 * -x == sum(表[a..b except c, 列]) and not found(y) implies 1 < 2 <= 3",
    )
    .unwrap();
    let ExprKind::Binary {
        op: Op::Implies,
        left,
        right,
    } = expr.kind
    else {
        panic!("implies is weakest")
    };
    assert!(matches!(left.kind, ExprKind::Binary { op: Op::And, .. }));
    assert!(matches!(right.kind, ExprKind::Chain { ref rest, .. } if rest.len() == 2));
    let each = each("列 in 申请.列").unwrap();
    assert_eq!(
        (each.name.as_deref(), each.over.text.as_str()),
        (Some("列"), "申请.列")
    );
    assert_eq!(super::each("收到").unwrap().name, None);
}

#[test]
fn errors_have_places_and_depth_is_bounded() {
    let error = expression("1 + ").unwrap_err();
    assert_eq!(error.span.start, 4);
    assert!(!error.expected.is_empty());
    for hostile in [
        "(".repeat(100_000),
        "not ".repeat(2_000) + "x",
        "-".repeat(2_000) + "1",
        "- ".repeat(2_000),
    ] {
        assert!(expression(&hostile).is_err());
    }
}
