//! What is said of tables whose cells run together in the text: how they were read, and which row no reading fits; and
//! of a second report in the text.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::linter::words::plain;
use crate::report::{Glued, Report, RowId, TableFacts, TableSpec};
use crate::text::{Lang, Span, say};

/// How many rows are named.
const NAMED: usize = 4;

/// One note for each table with such cells, and one for rows that cannot be right.
pub(in crate::linter) fn notes(report: &Report<'_>, lang: Lang) -> Vec<Diagnostic> {
    let tables = report.form.tables.iter().zip(&report.tables);
    let notes = tables.flat_map(|(spec, facts)| {
        let glued = facts.glued.iter();
        glued.flat_map(move |glued| {
            let how = how(spec, facts, glued, lang);
            how.into_iter().chain(unfit(spec, facts, glued, lang))
        })
    });
    let other = report.prose.other.map(|span| other(span, lang));
    notes.chain(other).collect()
}

/// How the rows were read.
fn how(spec: &TableSpec, facts: &TableFacts, glued: &Glued, lang: Lang) -> Option<Diagnostic> {
    let first = glued.parted.iter().chain(&glued.open).min()?;
    let read = glued.parted.len();
    let title = &spec.title;
    let mut message = match (read, glued.by_sums) {
        (0, _) => say!(lang;
            "{title}各格的数字连在一起",
            "{title}: the cells of a row run together"),
        (n, true) => say!(lang;
            "{title}有 {n} 行各格的数字连在一起，已按合计关系分开：只有这一种分法各项合计都对得上",
            "{title}: the cells of {n} rows run together; they were parted in the one way that fulfils the sums"),
        (n, false) => say!(lang;
            "{title}有 {n} 行各格的数字连在一起，已分开：位数与格数相同，只有一种分法",
            "{title}: the cells of {n} rows run together; they were parted in the one way that there is"),
    };
    let open = glued.open.len();
    if open > 0 {
        let names = names(spec, &glued.open);
        message += &say!(lang;
            "；另有 {open} 行分不开，没有读取：{names}",
            "; {open} rows can be parted in several ways and were not read: {names}");
    }
    let help = say!(lang;
        "原文件里各格若是分开的，请直接检查原文件",
        "where the cells stand apart in the original, check the original");
    Some(Diagnostic {
        help: Some(help),
        labels: place(facts, *first)
            .map(Label::primary)
            .into_iter()
            .collect(),
        ..plain("cells-glued", Severity::Info, message, lang)
    })
}

/// The rows that no way to part them makes add up.
fn unfit(spec: &TableSpec, facts: &TableFacts, glued: &Glued, lang: Lang) -> Option<Diagnostic> {
    glued.unfit.first()?;
    let names = names(
        spec,
        match spec.flat {
            true => &[],
            false => &glued.unfit,
        },
    );
    let title = &spec.title;
    let message = match spec.flat {
        true => say!(lang;
            "{title}的数字连在一起，怎样分开，合计都对不上",
            "{title}: the figures run together, and no way to part them adds up"),
        false => say!(lang;
            "{title}「{names}」一行的数字连在一起，怎样分开，各格相加都不等于总计",
            "{title}, row {names}: the figures run together, and no way to part them adds up to the total"),
    };
    let help = say!(lang;
        "请对照原文件核对这一行的各格和总计",
        "compare the cells of this row and its total with the original");
    let places = glued.unfit.iter().filter_map(|row| place(facts, *row));
    let mut labels: Vec<Label> = Vec::new();
    for span in places {
        labels.push(Label {
            primary: labels.is_empty(),
            ..Label::primary(span)
        });
    }
    labels.truncate(if spec.flat { 1 } else { NAMED });
    Some(Diagnostic {
        help: Some(help),
        labels,
        ..plain("cells-glued-sum", Severity::Warning, message, lang)
    })
}

fn place(facts: &TableFacts, row: RowId) -> Option<Span> {
    facts.rows.get(row)?.label
}

/// The names of rows, as many as are worth reading.
fn names(spec: &TableSpec, rows: &[RowId]) -> String {
    let known = rows.iter().filter_map(|r| spec.rows.get(*r));
    let names: Vec<&str> = known.take(NAMED).map(|r| r.name.as_str()).collect();
    let more = if rows.len() > NAMED { "\u{2026}" } else { "" };
    names.join("\u{3001}") + more
}

/// Another report stands in the document, which was not looked at.
fn other(span: Span, lang: Lang) -> Diagnostic {
    let (message, help) = say!(lang;
        "文中有两份报告，或同一份报告出现了两次，只检查了一份；另一份从这里开始",
        "the text holds two reports, or one twice; one of them was checked, the other begins here";
        "两份要分别检查时，请拆成两个文件；网页上多余的一份请删去",
        "to check both, put each into a file; take away one that is there by accident");
    Diagnostic {
        help,
        labels: vec![Label::primary(span)],
        ..plain("report-repeated", Severity::Info, message, lang)
    }
}
