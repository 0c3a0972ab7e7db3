//! What the reader makes of the layouts that are met, each as a small made-up text and its blocks.
//!
//! Blocks are written one a line: `H2` heading, `P` paragraph, `O` other, `T` table with its rows in brackets (`C`
//! where the text marks cells only). White space inside a block is shown as one blank.

#![allow(clippy::unwrap_used)]

use gouji::document::{Block, BlockKind, Document, Marks, NoteKind, Table};
use gouji::input::{Looks, ReadError, read};
use gouji::text::{Lang, Span};
use proptest::prelude::*;

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn show_table(doc: &Document, table: &Table) -> String {
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<_> = row
            .cells
            .iter()
            .map(|c| squeeze(doc.slice(c.span)))
            .collect();
        format!("[{}]", cells.join("|"))
    });
    let mark = match table.marks {
        Marks::Rows => "T",
        Marks::Cells => "C",
    };
    format!("{mark} {}", rows.collect::<Vec<_>>().join(""))
}

fn show_block(doc: &Document, block: &Block) -> String {
    let words = squeeze(doc.slice(block.span));
    match &block.kind {
        BlockKind::Heading(level) => format!("H{level} {words}"),
        BlockKind::Paragraph => format!("P {words}"),
        BlockKind::Other => format!("O {words}"),
        BlockKind::Table(table) => show_table(doc, table),
    }
}

fn show(text: &str) -> Vec<String> {
    let doc = read("a.txt", text.as_bytes()).unwrap();
    check(&doc).unwrap();
    doc.blocks.iter().map(|b| show_block(&doc, b)).collect()
}

/// What holds for every document: spans fit the text, stand in order, do not overlap, and are trimmed.
fn check(doc: &Document) -> Result<(), String> {
    let mut last = 0;
    let mut place = |span: Span| {
        let fits =
            span.start >= last && span.end >= span.start && doc.text.get(span.range()).is_some();
        last = span.end;
        if fits {
            Ok(())
        } else {
            Err(format!("{span:?} in {:?}", doc.text))
        }
    };
    for block in &doc.blocks {
        if doc.text.get(block.span.range()).is_none() {
            return Err(format!("{:?} is no text", block.span));
        }
        match &block.kind {
            BlockKind::Table(table) => {
                for (_, cell) in table.cells() {
                    place(cell.span)?;
                    let words = doc.slice(cell.span);
                    if words.trim() != words || !block.span.contains(cell.span) {
                        return Err(format!("cell {words:?}"));
                    }
                }
                if table.rows.iter().any(|r| r.cells.is_empty()) {
                    return Err("a row without cells".into());
                }
            }
            _ => {
                place(block.span)?;
                let words = doc.slice(block.span);
                if words.is_empty() || words.trim() != words {
                    return Err(format!("block {words:?}"));
                }
            }
        }
    }
    Ok(())
}

#[track_caller]
fn expect(text: &str, blocks: &[&str]) {
    assert_eq!(show(text), blocks, "\n{text}");
}

#[test]
fn lines_are_paragraphs() {
    expect(
        "\n某县人民政府\n2023年报告\n\n一、总体情况\n  • 分享:\n",
        &[
            "P 某县人民政府",
            "P 2023年报告",
            "P 一、总体情况",
            "P • 分享:",
        ],
    );
    expect("甲\r\n乙\r丙\u{c}丁", &["P 甲", "P 乙", "P 丙", "P 丁"]);
}

#[test]
fn markdown_headings() {
    expect(
        "# 甲 报告\n##一、无空格\n### 三、收到 ###\n#\n**粗**\n---\n<!-- 注\n二行 -->\n<!-- 未完\n```\n码\n```\n",
        &[
            "H1 甲 报告",
            "P ##一、无空格",
            "H3 三、收到",
            "P #",
            "P **粗**",
            "O ---",
            "O <!-- 注 二行 -->",
            "P <!-- 未完",
            "O ```",
            "P 码",
            "O ```",
        ],
    );
}

#[test]
fn stacked_cells() {
    // blank line = end of row; a bare TAB or TAB and NBSP = blank cell, inside data rows too
    expect(
        "二、公开\n\n\t第一项\n\n\t内容\n\t件数\n\n\t规章\n\t\u{a0}0\n\n\t强制\n\t\u{a0}\n\n\t许可\n\t\n\n\n\n三、收到\n\n\t注\n\t人\n\n\t\n\t甲\n\t1\n",
        &[
            "P 二、公开",
            "T [第一项][内容|件数][规章|0][强制|][许可|]",
            "P 三、收到",
            "T [注|人][|甲|1]",
        ],
    );
}

#[test]
fn wrapped_stacked_cells() {
    expect(
        "\t商业\n企业\n\t科研\n机构\n\t总\n\n计\n\t1\n",
        &["T [商业 企业|科研 机构|总 计|1]"],
    );
    expect(
        "\t（本列，\n\n等于）\n\t人\n\n\t\n\t5.重新\n\n出具\n\t0\n",
        &["T [（本列， 等于）|人][|5.重新 出具|0]"],
    );
    // the first line of a cell may be blank
    expect(
        "\t一\n\t0\n\n\t\n\t\n（五）不予\n\t1.信访\n\t0\n",
        &["T [一|0][|（五）不予|1.信访|0]"],
    );
    expect(
        "\t社会\n公益\n组织\n\t其他\n\n\t0\n\t0\n",
        &["T [社会 公益 组织|其他][0|0]"],
    );
}

#[test]
fn headings_between_stacked_tables() {
    for heading in ["三、收到和处理情况", "收到和处理情况"] {
        for (value, blanks) in [
            ("0", "\n"),
            ("0", "\n\n"),
            ("0", "\n\n\n\n"),
            ("", "\n\n\n"),
            ("-", "\n\n"),
        ] {
            let text = format!(
                "\t规章\n\t1\n\n\t收费\n\t{value}{blanks}{heading}\n\t注\n\t人\n\n\t甲\n\t0\n"
            );
            let first = format!("T [规章|1][收费|{value}]");
            expect(&text, &[&first, &format!("P {heading}"), "T [注|人][甲|0]"]);
        }
    }
    // words in the last cell: only the number of the chapter tells
    expect(
        "\t规章\n\t1\n\n\t收费\n\t无\n\n三、收到\n\t注\n\t0\n",
        &["T [规章|1][收费|无]", "P 三、收到", "T [注|0]"],
    );
}

#[test]
fn spacing_of_stacked_cells() {
    // two blank lines among many single ones part two tables
    let rows = "\t甲\n\t0\n\n".repeat(8);
    let first = format!("T {}", "[甲|0]".repeat(8));
    expect(&format!("{rows}\n{rows}"), &[&first, &first]);
    // all gaps wide: they are row ends
    expect(
        "\t甲\n\t0\n\n\n\t乙\n\t0\n\n\n\t丙\n\t0\n",
        &["T [甲|0][乙|0][丙|0]"],
    );
    // double spaced
    expect(
        "\t甲\n\n\t0\n\n\t1\n\n\n\n\t乙\n\n\t0\n\n\t1\n\n\n\n\t丙\n\n\t0\n\n\t1\n",
        &["T [甲|0|1][乙|0|1][丙|0|1]"],
    );
    // row ends lost
    let cells = "\t甲\n\t0\n".repeat(10);
    expect(&cells, &[&format!("C {}", "[甲][0]".repeat(10))]);
}

#[test]
fn a_tab_may_be_an_indent() {
    let long =
        "按照上级的部署和要求，认真做好各项公开工作，依法依规及时准确公布各类信息，没有遗漏。";
    expect(
        &format!(
            "\t一、总体情况\n\t{long}\n\t二、公开\n\t{long}\n\t三、收到\n\t注\n\t人\n\n\t甲\n\t0\n"
        ),
        &[
            "P 一、总体情况",
            &format!("P {long}"),
            "P 二、公开",
            &format!("P {long}"),
            "P 三、收到",
            "T [注|人][甲|0]",
        ],
    );
    expect(
        "好。\n\t某县人民政府\n\t2024年1月8日\n",
        &["P 好。", "P 某县人民政府", "P 2024年1月8日"],
    );
}

#[test]
fn paragraph_per_cell() {
    let em = "    \u{2003}\u{2003}";
    expect(
        &format!(
            "{em}二、公开\n\n\n    规章\n\n    0\n\n    18468\u{a0}\n\n    商业\n\n    企业\n\n{em}完。\n"
        ),
        &[
            "P 二、公开",
            "P 规章",
            "P 0",
            "P 18468",
            "P 商业",
            "P 企业",
            "P 完。",
        ],
    );
}

#[test]
fn tab_separated_rows() {
    expect(
        "## 二、公开\n\n第一项\t\t\n内容\t件数\t\n规章\t0\t\n\n### 三、收到\n注\t\t人\t总计\t\n\t\t自然人\t\t\n一、新收\t\t24\t24\t\n\t(三) 不予\t1. 国家\t0\t0\n\t\t2. 其他\t0\t0\n3. 其他\t\t0\t0\t\n完。\n",
        &[
            "H2 二、公开",
            "T [第一项||][内容|件数|][规章|0|]",
            "H3 三、收到",
            "T [注||人|总计|][||自然人||][一、新收||24|24|][|(三) 不予|1. 国家|0|0][||2. 其他|0|0][3. 其他||0|0|]",
            "P 完。",
        ],
    );
    // a row may begin with its only TAB; a label may stand without any
    expect(
        "甲\t0\n\t1\n乙\t2\t3\n丙\n丁\t4\n",
        &["T [甲|0][|1][乙|2|3][丙][丁|4]"],
    );
    expect(
        "甲\t0\n乙\t2\n三、收到\n丁\t4\n戊\t5\n",
        &["T [甲|0][乙|2]", "P 三、收到", "T [丁|4][戊|5]"],
    );
    expect("甲\t0\n\n乙\t2\n\n丁\t4\n", &["T [甲|0][乙|2][丁|4]"]);
    expect(
        "1.\t加强领导。\n2.\t加强监督。\n单位：\t某局\n",
        &["P 1. 加强领导。", "P 2. 加强监督。", "P 单位： 某局"],
    );
}

#[test]
fn pipe_rows() {
    // without outer pipes, merged cells dropped
    expect(
        "三、收到\n第一项 |\n(三)不予 | 1.国家 | 0 | 0\n2.其他 | 0 | 0\n许可 | 0 | ||\n完。\n",
        &[
            "P 三、收到",
            "T [第一项][(三)不予|1.国家|0|0][2.其他|0|0][许可|0||]",
            "P 完。",
        ],
    );
    // with outer pipes and a rule; blank cells stay, blank rows go
    expect(
        "| 内容 | 件数 |\n|:---|---:|\n| 规章 |  |\n| | |\n|  | 0 |\n| a\\|b | - |\n",
        &["T [内容|件数][规章|][|0][a\\|b|-]"],
    );
    expect(
        "|甲|乙|\n|-|-|\n|0|-|\n| - | - |\n",
        &["T [甲|乙][0|-][-|-]"],
    );
    // a single row of numbers; hundreds of blank cells
    expect("| 119 | 25 | 3 |\n", &["T [119|25|3]"]);
    expect(
        &format!("甲 | 1 | 2\n{}\n", "|".repeat(300)),
        &["T [甲|1|2]"],
    );
    // double spaced, and two tables in a row
    expect("甲 | 1 | 2\n\n乙 | 1 | 2\n", &["T [甲|1|2][乙|1|2]"]);
    expect(
        "|a|b|\n|---|---|\n|1|2|\n\n|c|d|\n|---|---|\n|3|4|\n",
        &["T [a|b][1|2]", "T [c|d][3|4]"],
    );
    expect(
        "+---+---+\n| a | 1 |\n+===+===+\n| b | 2 |\n+---+---+\n",
        &["T [a|1][b|2]"],
    );
    expect(
        "┌──┬──┐\n│甲│1 │\n├──┼──┤\n│乙│2 │\n└──┴──┘\n",
        &["T [甲|1][乙|2]"],
    );
}

#[test]
fn a_pipe_in_prose_is_no_table() {
    expect(
        "首页 | 新闻\n某县报告。\n甲 \\| 乙\n",
        &["P 首页 | 新闻", "P 某县报告。", "P 甲 \\| 乙"],
    );
}

#[test]
fn pipe_cells() {
    expect(
        "第一项 |\n信息内容 |\n件数 |\n规章 |\n0 |\n|\n警告 |\n完。\n",
        &["C [第一项][信息内容][件数][规章][0][][警告]", "P 完。"],
    );
    expect("| 信息内容\n| 件数\n|\n| 0\n", &["C [信息内容][件数][][0]"]);
}

const WRAPPED: &str = "    一、总体情况
    2023年，某县人民政府办公室坚持以习近平新时代中国
特色社会主义思想为指导，全面贯彻党的二十大精神，认真贯彻
落实《中华人民共和国政府信息公开条例》，围绕中心工作，不
断加大公开力度，公开工作质量和实效不断提升，总体情况良
好，全年没有发生行政复议。
    （一）主动公开。坚持“公开为常态、不公开为例外”，
强化责任分解和督促推动，确保各重点领域政府信息应公开尽公
开，全年通过政府网站公开政府信息192条，其中政策文件16件，
比上年有所增加
- 3 -
\u{c}三、收到和处理情况
商业 科研 社会 法律 其他
1.属于国家秘密 0 0 0 0 0 0 0
2.其他 0 0 0 0 0 0 0
0 0 0 0 0
    （二）依申请公开。畅通申请渠道，规范办理流程，提高
答复质量，全年共收到申请14件，比上年减少6件，按时办结率
100%。
";

#[test]
fn hard_wrapped_prose_is_joined() {
    let doc = read("a.txt", WRAPPED.as_bytes()).unwrap();
    check(&doc).unwrap();
    let blocks: Vec<_> = doc.blocks.iter().map(|b| show_block(&doc, b)).collect();
    let starts: Vec<String> = blocks
        .iter()
        .map(|b| b.chars().take(10).collect())
        .collect();
    assert_eq!(
        starts,
        [
            "P 一、总体情况",
            "P 2023年，某县",
            "P （一）主动公开。",
            "O - 3 -",
            "P 三、收到和处理情",
            "P 商业 科研 社会",
            "P 1.属于国家秘密",
            "P 2.其他 0 0",
            "P 0 0 0 0 ",
            "P （二）依申请公开",
        ]
    );
    assert!(blocks[1].ends_with("没有发生行政复议。"));
    assert!(blocks[2].ends_with("比上年有所增加"));
    assert_eq!(doc.note(NoteKind::HardWrapped).unwrap().count, 9);
    let flowing = "坚持以人民为中心，全面贯彻上级部署，不断加大公开力度。".repeat(3);
    let doc = read("a.txt", format!("{flowing}\n").repeat(9).as_bytes()).unwrap();
    assert_eq!(doc.note(NoteKind::HardWrapped), None);
    assert_eq!(doc.blocks.len(), 9);
}

#[test]
fn page_numbers_are_other() {
    expect(
        "甲。\n— 3 —\nPage 9 - 某县\n第 3 页\n0\n乙\n",
        &[
            "P 甲。",
            "O — 3 —",
            "O Page 9 - 某县",
            "O 第 3 页",
            "P 0",
            "P 乙",
        ],
    );
    expect(
        "2024年1月8日\n某县人民政府\n1\n\n",
        &["P 2024年1月8日", "P 某县人民政府", "O 1"],
    );
    expect("总计\n\n0\n\n1\n", &["P 总计", "P 0", "P 1"]);
    expect(
        "甲\n1\n\u{c}乙\n0\n2\n\u{c}丙\n",
        &["P 甲", "O 1", "P 乙", "P 0", "O 2", "P 丙"],
    );
}

#[test]
fn residues_stay() {
    expect(
        "[bookmark: _GoBack]（三）管理\n索引号: x\n",
        &["P [bookmark: _GoBack]（三）管理", "P 索引号: x"],
    );
}

#[test]
fn notes_about_the_file() {
    for empty in ["", "\n \u{3000}\n", "- 1 -\n\u{c}- 2 -\n"] {
        assert!(
            read("a", empty.as_bytes())
                .unwrap()
                .note(NoteKind::Empty)
                .is_some()
        );
    }
    let long = "甲".repeat(400_000);
    let doc = read("a", long.as_bytes()).unwrap();
    assert_eq!(doc.note(NoteKind::LongLine).unwrap().count, 1);
    assert_eq!(doc.blocks.len(), 1);
    let spoilt =
        "锛堜竴锛変富鍔ㄥ叕寮€銆傚叏骞村叕寮€鏀垮簻淇℃伅锛屽叾涓€傦紙浜岋級渚濈敵璇峰叕寮€";
    assert!(
        read("a", spoilt.as_bytes())
            .unwrap()
            .note(NoteKind::Mojibake)
            .is_some()
    );
}

#[test]
fn files_that_are_no_text() {
    for (bytes, looks, word) in [
        (
            &b"PK\x03\x04\x14\0ppt/presentation.xml"[..],
            Looks::Pptx,
            "PowerPoint",
        ),
        (b"\0\x01\x02\x03\x04", Looks::Unknown, "UTF-8"),
    ] {
        let error = read("a.txt", bytes).unwrap_err();
        assert_eq!(error, ReadError::Binary { looks });
        for lang in [Lang::Zh, Lang::En] {
            assert!(error.message(lang).contains(word));
        }
    }
}

#[test]
fn large_files_take_linear_time() {
    let texts = [
        "甲".repeat(1_700_000),
        "\t0\n".repeat(200_000),
        "\t甲\n乙\n".repeat(100_000),
        "\t甲\n\n\t0\n\n\n".repeat(100_000),
        "甲\t0\t\n".repeat(200_000),
        "甲 | 0\n".repeat(100_000),
        "|".repeat(1_000_000),
        "\t".repeat(1_000_000),
        "<!--\n".repeat(200_000) + "--> x",
        "甲 | 乙\n\n".repeat(50_000),
        "第三页页页页".repeat(300_000),
        "坚持以人民为中心，全面贯彻落实各项决策部署，不断加\n".repeat(20_000),
        "\n".repeat(1_000_000),
        "\t甲".to_owned() + &"\n乙".repeat(200_000),
    ];
    for text in texts {
        check(&read("a", text.as_bytes()).unwrap()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(doc) = read("a", &bytes) {
            prop_assert_eq!(check(&doc), Ok(()));
        }
    }

    #[test]
    fn any_text_is_laid_out(text in "(\t|\n|\r\n|\r|\\||\u{a0}|\u{2003}| |#|-|0|3|三、|（五）|甲|。|，|\u{c}|\u{200b}|<!--|-->|页|第|│|\u{85}|商业企业科研机构){0,60}") {
        let doc = read("a", text.as_bytes()).unwrap();
        prop_assert_eq!(check(&doc), Ok(()));
        let kept: Vec<_> = doc.blocks.iter().map(|b| b.span).chain(doc.comments.iter().copied()).collect();
        let words = doc.text.char_indices().filter(|(_, c)| c.is_alphabetic());
        let dropped = words.filter(|(at, _)| !kept.iter().any(|s| s.range().contains(at)));
        prop_assert_eq!(dropped.count(), 0, "nothing is dropped");
    }

    #[test]
    fn any_string_is_laid_out(text in "\\PC{0,80}") {
        if let Ok(doc) = read("a", text.as_bytes()) {
            prop_assert_eq!(check(&doc), Ok(()));
        }
    }
}
