//! Tables that are found by their captions, as pages show them: lists of contents, heads of several rows, merged cells,
//! pages that go on, numbers in another unit.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::text::Lang;

const PAGE: &str = r#"<html><body>
<h1>青禾县林业局2023年度部门决算</h1>
<p>目录</p>
<p>第二部分 2023年度部门决算表</p>
<p>一、收入支出决算总表</p>
<p>三、支出决算表</p>
<p>第三部分 2023年度部门决算情况说明</p>
<p>第四部分 名词解释</p>
<p>第二部分 2023年度部门决算表</p>
<p>三、支出决算表</p><p>公开03表</p><p>部门：青禾县林业局</p><p>单位：元</p>
<table>
<tr><td colspan="2">项目</td><td rowspan="2">本年支出合计</td><td rowspan="2">基本支出</td><td rowspan="2">项目支出</td><td rowspan="2">上缴上级支出</td><td rowspan="2">经营支出</td><td rowspan="2">对附属单位补助支出</td></tr>
<tr><td>功能分类科目编码</td><td>科目名称</td></tr>
<tr><td colspan="2">栏次</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td></tr>
<tr><td colspan="2">合计</td><td>1,020,000.00</td><td>600,000.00</td><td>420,000.00</td><td></td><td></td><td></td></tr>
<tr><td>213</td><td>农林水支出</td><td>1,020,000.00</td><td>600,000.00</td><td>420,000.00</td><td></td><td></td><td></td></tr>
<tr><td>21302</td><td>林业和草原</td><td>1,020,000.00</td><td>600,000.00</td><td>420,000.00</td><td></td><td></td><td></td></tr>
<tr><td>2130201</td><td>行政运行</td><td>600,000.00</td><td>600,000.00</td><td></td><td></td><td></td><td></td></tr>
</table>
<p>三、支出决算表</p><p>单位：元</p>
<table>
<tr><td colspan="2">项目</td><td rowspan="2">本年支出合计</td><td rowspan="2">基本支出</td><td rowspan="2">项目支出</td><td rowspan="2">上缴上级支出</td><td rowspan="2">经营支出</td><td rowspan="2">对附属单位补助支出</td></tr>
<tr><td>功能分类科目编码</td><td>科目名称</td></tr>
<tr><td>2130205</td><td>森林资源培育</td><td>420,000.00</td><td></td><td>420,000.00</td><td></td><td></td><td></td></tr>
</table>
<p>注：本表反映部门本年度各项支出情况。</p>
<p>第三部分 2023年度部门决算情况说明</p>
<p>本年支出合计102.00万元，其中：基本支出60.00万元，占58.8%。项目支出42.00万元，占41.2%。</p>
<p>第四部分 名词解释</p>
<p>基本支出，是指为保障机构正常运转而发生的支出。</p>
</body></html>"#;

/// The findings on a page: rules and the words that they mark.
fn found(page: &str) -> Vec<(String, String)> {
    let document = input::read("a.html", page.as_bytes()).unwrap();
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let checked = linter.check(&document);
    assert_eq!(checked.kind.as_deref(), Some("final-accounts"), "{page}");
    let marked = |d: &gouji::diagnostic::Diagnostic| {
        let span = d.primary().unwrap().span;
        (d.rule.clone(), document.slice(span).to_owned())
    };
    checked.diagnostics.iter().map(marked).collect()
}

#[test]
fn a_page_in_order_has_no_finding() {
    assert_eq!(found(PAGE), []);
}

#[test]
fn a_subject_that_does_not_add_up_is_found_over_pages() {
    let wrong = PAGE.replace(
        "<td>森林资源培育</td><td>420,000.00</td><td></td><td>420,000.00</td>",
        "<td>森林资源培育</td><td>402,000.00</td><td></td><td>402,000.00</td>",
    );
    let marks = found(&wrong);
    let rules: Vec<&str> = marks.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["fa-expense-table"]);
    let words: Vec<&str> = marks.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["1,020,000.00"]);
}

#[test]
fn a_row_that_does_not_add_up_is_found() {
    let wrong = PAGE.replace(
        "<td>行政运行</td><td>600,000.00</td><td>600,000.00</td>",
        "<td>行政运行</td><td>600,000.00</td><td>60,000.00</td>",
    );
    let rules: Vec<String> = found(&wrong).into_iter().map(|(rule, _)| rule).collect();
    assert!(rules.contains(&"fa-expense-table".to_owned()), "{rules:?}");
}

#[test]
fn a_row_of_another_year_is_passed_over() {
    let page = |spent: &str| {
        format!(
            "<html><body><h1>青禾县林业局2024年部门预算</h1><p>第二部分 部门预算表</p>\
            <p>一般公共预算“三公”经费支出表</p><p>单位：万元</p><table>\
            <tr><td>年度</td><td>合计</td><td>因公出国（境）费</td><td>小计</td><td>公务用车购置费</td><td>公务用车运行费</td><td>公务接待费</td></tr>\
            <tr><td>2023年</td><td>19.70</td><td>0.00</td><td>12.30</td><td>0.00</td><td>12.30</td><td>7.40</td></tr>\
            <tr><td>2024年</td><td>18.45</td><td>0.00</td><td>11.60</td><td>0.00</td><td>11.60</td><td>6.85</td></tr>\
            </table><p>第三部分 部门预算情况说明</p><p>公务接待费{spent}万元。</p></body></html>"
        )
    };
    let found = |spent: &str| {
        let document = input::read("a.html", page(spent).as_bytes()).unwrap();
        let linter = Linter::new(packs::library(Lang::Zh), Options::default());
        let checked = linter.check(&document);
        let wrong = checked.diagnostics.iter().filter(|d| d.rule == "bg-text");
        wrong.count()
    };
    assert_eq!((found("6.85"), found("7.40")), (0, 1));
}

/// A list of contents whose headings do not all come again, one of them in two lines.
#[test]
fn a_list_of_contents_gives_no_sections() {
    let listed = "<p>第三部分 2023年度部门决算情况说明</p>\n<p>第四部分 名词解释</p>\n<p>第二部分 2023年度部门决算表</p>\n<p>三、支出决算表</p><p>公开03表</p>";
    let other = "<p>第三部分 青禾县林业局2023年度部门决算情况</p>\n<p>说明</p>\n<p>第四部分 名词解释</p>\n<p>林业局主管造林。</p><p>公开03表</p><p>支出决算表</p>";
    let page = PAGE.replace(listed, other);
    assert_ne!(page, PAGE);
    let document = input::read("a.html", page.as_bytes()).unwrap();
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let opened = linter.open(&document).unwrap();
    let headings = opened.with(|report, _, _| {
        let all = report.kind.sections.ids();
        let found = all.filter_map(|at| report.heading(at).map(|h| h.paragraph));
        found.collect::<Vec<usize>>()
    });
    let sentence = page.split("</p>").position(|p| p.contains("主管造林"));
    let headings = headings.unwrap();
    assert_eq!(headings.len(), 2);
    assert!(
        headings.iter().all(|at| Some(*at) > sentence),
        "{headings:?}"
    );
}
