//! The layouts of domain.md §7, each as a way to write down the same parts.

use super::model::{Cell, Model, Part};

/// How a report came to be text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// L1: one cell a line behind a TAB, a blank line between rows.
    Tabs,
    /// L2, L17: as L1, with cells that are wrapped, hold an empty line, or begin with one.
    TabsWrapped,
    /// L3: as L1, values padded with no-break spaces.
    TabsNbsp,
    /// L4: one paragraph a cell, no row marks, em spaces, half-width punctuation, blank and merged cells lost.
    Paragraphs,
    /// L4 without the label of the group of rows and with split heads.
    ParagraphsSplit,
    /// L5: Markdown with TAB-parted rows.
    MarkdownTsv,
    /// L5 with spaces between Han and digits, uneven headings and a label pushed to the first column.
    MarkdownTsvDrifting,
    /// L6: pipes between cells, merged cells dropped.
    PipesDropped,
    /// L7: pipes, padded, with empty tails and a row of three hundred pipes before.
    PipesPadded,
    /// L8: pipes, one cell a line.
    PipeCells,
    /// L9: tables as tools write them.
    Gfm,
    /// L9 with table four as one row under a glued head.
    GfmFlat,
    /// L11: text of a PDF, prose broken at a fixed width, page numbers, labels in one line with their numbers.
    Pdf,
    /// L11 with running heads, form feeds, labels on two lines and the numbers on the first.
    PdfFirst,
    /// L11 with labels on two lines and the numbers on a line of their own between.
    PdfBetween,
    /// L11 with labels on two lines and the numbers on the second.
    PdfLast,
    /// L13: the chrome of a web page before and after.
    Chrome,
    /// L16: half-width punctuation throughout, over L1.
    HalfWidth,
    /// L18: marks of a word processor, over L1.
    WordMarks,
    /// L20: other spellings of labels, over L1.
    Variants,
}

pub const ALL: [Layout; 20] = [
    Layout::Tabs,
    Layout::TabsWrapped,
    Layout::TabsNbsp,
    Layout::Paragraphs,
    Layout::ParagraphsSplit,
    Layout::MarkdownTsv,
    Layout::MarkdownTsvDrifting,
    Layout::PipesDropped,
    Layout::PipesPadded,
    Layout::PipeCells,
    Layout::Gfm,
    Layout::GfmFlat,
    Layout::Pdf,
    Layout::PdfFirst,
    Layout::PdfBetween,
    Layout::PdfLast,
    Layout::Chrome,
    Layout::HalfWidth,
    Layout::WordMarks,
    Layout::Variants,
];

use Layout::*;

/// The report as text.
pub fn render(model: &Model, layout: Layout) -> String {
    render_parts(model, &model.parts(), layout)
}

/// Parts of a report as text.
pub fn render_parts(model: &Model, parts: &[Part], layout: Layout) -> String {
    let mut text = String::new();
    if layout == Chrome {
        text.push_str("您现在的位置：首页 > 政府信息公开 > 年度报告\n\n索 引 号：QH0001/2024-00031\n发布机构：县政府办公室\n");
        text.push_str(&format!("发布日期：{}-01-19 16:20\n来源：县政府办公室\n浏览次数：218\n【字体：大 中 小】 打印\n\n", model.year + 1));
    }
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Title(t) => title(model, t, layout, &mut text),
            Part::Heading(t) => heading(t, at, layout, &mut text),
            Part::Text(t) => paragraph(t, layout, &mut text),
            Part::Signature(t) => text.push_str(&format!("{}{t}\n", indent(layout))),
            Part::Table(rows) => table(rows, layout, &mut text),
        }
    }
    match layout {
        Chrome => text.push_str(
            "\n附件：年度报告.pdf\n\n扫一扫在手机打开当前页\n分享到：\n上一篇：没有了\n关闭窗口\n",
        ),
        Pdf | PdfFirst | PdfBetween | PdfLast => text = paged(&text, model, layout != Pdf),
        Paragraphs | ParagraphsSplit | HalfWidth => text = half_width(&text),
        MarkdownTsvDrifting => text = spaced(&text),
        _ => {}
    }
    text
}

fn indent(layout: Layout) -> &'static str {
    match layout {
        Paragraphs | ParagraphsSplit => "\n    \u{2003}\u{2003}",
        MarkdownTsv | MarkdownTsvDrifting | Gfm | GfmFlat => "\n",
        _ => "",
    }
}

fn title(model: &Model, title: &str, layout: Layout, out: &mut String) {
    match layout {
        MarkdownTsv | MarkdownTsvDrifting | Gfm | GfmFlat => out.push_str(&format!("# {title}\n")),
        Pdf => out.push_str(&format!(
            "{}\n{}年政府信息公开\n工作年度报告\n",
            model.body, model.year
        )),
        TabsWrapped | PdfFirst => out.push_str(&format!(
            "{}\n{}年政府信息公开工作年度报告\n",
            model.body, model.year
        )),
        PipesPadded => {
            out.push_str(&format!("索引号 |{}\n{title}\n", " |".repeat(300)));
        }
        _ => out.push_str(&format!("{title}\n\n")),
    }
}

fn heading(title: &str, at: usize, layout: Layout, out: &mut String) {
    match layout {
        MarkdownTsv | Gfm | GfmFlat => out.push_str(&format!("\n## {title}\n\n")),
        MarkdownTsvDrifting => out.push_str(&format!("\n{} {title}\n\n", "#".repeat(2 + at % 3))),
        WordMarks if title.starts_with('二') => {
            out.push_str(&format!("[bookmark: _Toc1234567]{title}\n\n"))
        }
        PdfFirst if title.starts_with('三') => {
            out.push_str("三、收到和处理政府信息公开\n申请情况\n")
        }
        _ => out.push_str(&format!("{}{title}\n\n", indent(layout))),
    }
}

fn paragraph(text: &str, layout: Layout, out: &mut String) {
    match layout {
        Pdf | PdfFirst | PdfBetween | PdfLast => {
            let chars: Vec<char> = format!("\u{3000}\u{3000}{text}").chars().collect();
            for line in chars.chunks(30) {
                out.extend(line);
                out.push('\n');
            }
        }
        WordMarks if text.starts_with("（三）") => {
            out.push_str(&format!("[bookmark: _GoBack]{text}\n"))
        }
        _ => out.push_str(&format!("{}{text}\n", indent(layout))),
    }
}

fn table(rows: &[Vec<Cell>], layout: Layout, out: &mut String) {
    out.push('\n');
    match layout {
        Tabs | TabsWrapped | TabsNbsp | Chrome | HalfWidth | WordMarks | Variants => {
            for row in rows {
                for cell in row {
                    out.push_str(&stacked(cell, layout));
                }
                out.push('\n');
            }
        }
        Paragraphs | ParagraphsSplit => {
            for text in rows.iter().flatten().filter_map(written) {
                match layout {
                    ParagraphsSplit if text == "三、本年度办理结果" => continue,
                    ParagraphsSplit => out.push_str(&format!(
                        "    {}\n\n",
                        split(text).replace('\n', "\n\n    ")
                    )),
                    _ => out.push_str(&format!("    {text}\n\n")),
                }
            }
        }
        MarkdownTsv | MarkdownTsvDrifting => {
            for row in rows {
                let line = expanded(row).join("\t");
                match layout {
                    MarkdownTsvDrifting if line.starts_with("\t\t3.其他") => {
                        out.push_str(&format!(
                            "{}\t\n",
                            line.trim_start().replacen('\t', "\t\t", 1)
                        ));
                    }
                    MarkdownTsvDrifting => out.push_str(&format!("{line}\t\n")),
                    _ => out.push_str(&format!("{line}\n")),
                }
            }
        }
        PipesDropped => {
            for row in rows {
                out.push_str(
                    &row.iter()
                        .filter_map(written)
                        .collect::<Vec<_>>()
                        .join(" | "),
                );
                out.push('\n');
            }
        }
        PipesPadded => {
            for row in rows {
                out.push_str(&format!("{}\n", expanded(row).join(" | ")));
                out.push_str(&format!("{}\n", " |".repeat(9)));
            }
        }
        PipeCells => {
            for cell in rows.iter().flatten() {
                out.push_str(&format!("{} |\n", written(cell).unwrap_or_default()));
            }
        }
        Gfm | GfmFlat => gfm(rows, layout == GfmFlat, out),
        Pdf | PdfFirst | PdfBetween | PdfLast => {
            for row in rows {
                pdf_row(row, layout, out);
            }
        }
    }
    out.push('\n');
}

fn written(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text, _) => Some(text),
        Cell::Covered(_) => None,
    }
}

/// The cells of a row, each column one.
fn expanded(row: &[Cell]) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row {
        let (text, wide) = match cell {
            Cell::Text(text, wide) => (text.clone(), *wide),
            Cell::Covered(wide) => (String::new(), *wide),
        };
        cells.push(text);
        cells.extend(vec![String::new(); wide - 1]);
    }
    cells
}

fn stacked(cell: &Cell, layout: Layout) -> String {
    let text = written(cell).unwrap_or_default();
    let number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    match layout {
        TabsWrapped if text == "（五）不予处理" => format!("\t\n{text}\n"),
        TabsWrapped if text == "5.要求行政机关确认或重新出具已获取信息" => {
            "\t5.要求行政机关确认或重新\n\n出具已获取信息\n".into()
        }
        TabsWrapped => format!("\t{}\n", split(text)),
        TabsNbsp if number && text.len().is_multiple_of(2) => format!("\t\u{a0}{text}\n"),
        TabsNbsp if number => format!("\t{text}\u{a0}\u{a0}\n"),
        TabsNbsp if text.is_empty() => "\t\u{a0}\n".into(),
        Variants => format!("\t{}\n", variant(text)),
        _ => format!("\t{text}\n"),
    }
}

/// Narrow heads, broken as a narrow column breaks them.
fn split(text: &str) -> String {
    match text {
        "商业企业" => "商业\n企业".into(),
        "法律服务机构" => "法律服\n务机构".into(),
        "结果维持" => "结果\n维持".into(),
        "其他结果" => "其他\n结果".into(),
        "本年新制作数量" => "本年新\n制作数量".into(),
        _ => text.into(),
    }
}

fn variant(text: &str) -> String {
    match text {
        "3.危及“三安全一稳定”" => "3.危及三安全一稳定".into(),
        "1.属于国家秘密" => "1. 属于国家秘密".into(),
        "（七）总计" => "七、总计".into(),
        "四、结转下年度继续办理" => "四、结转下一年度继续办理".into(),
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" => {
            "（二）部分公开".into()
        }
        _ => text.into(),
    }
}

fn gfm(rows: &[Vec<Cell>], flat: bool, out: &mut String) {
    let wide = rows.iter().map(|r| expanded(r).len()).max().unwrap_or(0);
    if flat && wide == 15 {
        let values = expanded(rows.last().unwrap()).join(" | ");
        out.push_str(&format!(
            "行政复议行政诉讼\n\n| {values} |\n|{}\n",
            " --- |".repeat(wide)
        ));
        return;
    }
    for (at, row) in rows.iter().enumerate() {
        out.push_str(&format!("| {} |\n", expanded(row).join(" | ")));
        if at == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(wide)));
        }
    }
}

fn pdf_row(row: &[Cell], layout: Layout, out: &mut String) {
    let cells: Vec<&str> = row.iter().filter_map(written).collect();
    let is_number = |t: &&&str| t.chars().all(|c| c.is_ascii_digit() || c == '-');
    let values = cells.iter().rev().take_while(is_number).count();
    let (labels, numbers) = cells.split_at(cells.len() - values);
    let (label, numbers) = (labels.join(" "), numbers.join("  "));
    let last = labels.last().map_or(0, |l| l.chars().count());
    if last <= 12 || numbers.is_empty() || layout == Pdf {
        out.push_str(&format!("{label}  {numbers}\n"));
        return;
    }
    let cut = label.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let (first, rest) = label.split_at(cut);
    match layout {
        PdfFirst => out.push_str(&format!("{first}  {numbers}\n{rest}\n")),
        PdfBetween => out.push_str(&format!("{first}\n{:30}{numbers}\n{rest}\n", "")),
        _ => out.push_str(&format!("{first}\n{rest}  {numbers}\n")),
    }
}

/// Page numbers, and with `rich` running heads and form feeds.
fn paged(text: &str, model: &Model, rich: bool) -> String {
    let mut out = String::new();
    let lines: Vec<&str> = text.lines().filter(|l| !l.is_empty()).collect();
    for (at, page) in lines.chunks(if rich { 29 } else { 34 }).enumerate() {
        if at > 0 && rich {
            out.push_str(&format!(
                "\u{c}{}{}年政府信息公开工作年度报告\n",
                model.body, model.year
            ));
        }
        out.push_str(&page.join("\n"));
        out.push_str(&format!("\n\n                    - {} -\n\n", at + 1));
    }
    out
}

fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        c => c,
    };
    text.chars().map(narrow).collect()
}

/// A space between Han and digits, as Markdown tools put it.
fn spaced(text: &str) -> String {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut out = String::new();
    let mut last = ' ';
    for c in text.chars() {
        if (han(last) && c.is_ascii_digit()) || (last.is_ascii_digit() && han(c)) {
            out.push(' ');
        }
        out.push(c);
        last = c;
    }
    out
}
