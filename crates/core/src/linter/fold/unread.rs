//! Cells that cannot be read: the sums around them may leave them one value only.

use super::{Item, add_help, words};
use crate::diagnostic::{Applicability, Fix, Label};
use crate::report::{FormCell, Report};
use crate::rule::Check;
use crate::rule::localise::{Run, forced};
use crate::text::{Edit, Lang, Number, Span};

/// Cells of one finding for which a value is looked for.
const MOST: usize = 8;

/// Adds the values that sums leave to the cells of findings about cells.
pub(super) fn suggest(report: &Report<'_>, runs: &[Run<'_>], items: &mut [Item], lang: Lang) {
    let about_cells = |item: &&mut Item| {
        let run = runs.get(item.at.0);
        run.is_some_and(|r| matches!(r.rule.check, Check::Cells { .. }))
    };
    for item in items.iter_mut().filter(about_cells) {
        let labels = item.diagnostic.labels.iter().filter(|l| l.cell.is_some());
        let known = labels.take(MOST).filter_map(|label| {
            let cell = at(report, label.span)?;
            Some((label.clone(), forced(report, runs, cell)?))
        });
        let known: Vec<(Label, Number)> = known.collect();
        if known.is_empty() {
            continue;
        }
        let said = words::forced(&known, lang);
        let diagnostic = &mut item.diagnostic;
        add_help(diagnostic, &said);
        if diagnostic.fixes.is_empty() {
            let mut edits: Vec<Edit> = known
                .iter()
                .map(|(label, value)| Edit {
                    span: label.span,
                    text: value.to_string(),
                })
                .collect();
            edits.sort_by_key(|e| e.span.start);
            diagnostic.fixes.push(Fix {
                message: words::fill_in(&known, lang),
                applicability: Applicability::Suggestion,
                edits,
            });
        }
    }
}

/// The cell of the form that stands at a place and holds no number.
fn at(report: &Report<'_>, span: Span) -> Option<FormCell> {
    let mut all = report.form.cells().iter();
    let here = |cell: &&FormCell| {
        let fact = report.at(**cell);
        fact.is_some_and(|f| f.span == span && !f.is_number())
    };
    all.find(here).copied()
}
