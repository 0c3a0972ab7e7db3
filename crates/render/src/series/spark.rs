//! Small plots of figures over the years, drawn so that the last value stands beside them.

use crate::html::markup::Markup;
use gouji_core::text::Number;

/// The size of a plot, in units of its own.
const WIDE: i128 = 120;
const HIGH: i128 = 28;
const EDGE: i128 = 4;

/// Draws a line from year to year, broken where a value is missing; nothing where no two values are known. `marked` are
/// the years at which something does not fit.
pub(crate) fn spark(out: &mut Markup, values: &[Option<Number>], marked: &[bool], said: &str) {
    let whole = |n: &Option<Number>| n.and_then(|n| n.round(0)).and_then(Number::to_whole);
    let all: Vec<Option<i128>> = values.iter().map(whole).collect();
    let known = || all.iter().flatten().copied();
    let highest = known().max().unwrap_or(0).max(1);
    if known().count() == 0 {
        return;
    }
    let last = i128::try_from(all.len().saturating_sub(1))
        .unwrap_or(1)
        .max(1);
    let place = |at: usize, value: i128| {
        let x = EDGE + i128::try_from(at).unwrap_or(0) * (WIDE - 2 * EDGE) / last;
        let y = HIGH - EDGE - value.max(0) * (HIGH - 2 * EDGE) / highest;
        (count(x), count(y))
    };
    out.raw("<svg class=\"spark\" viewBox=\"0 0 120 28\" role=\"img\" aria-label=\"")
        .text(said)
        .raw("\"><title>")
        .text(said)
        .raw("</title>");
    let points: Vec<Option<(usize, usize)>> = all
        .iter()
        .enumerate()
        .map(|(at, value)| Some(place(at, (*value)?)))
        .collect();
    for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
        out.raw("<polyline points=\"");
        for (x, y) in run.iter().flatten() {
            out.number(*x).raw(",").number(*y).raw(" ");
        }
        out.raw("\"/>");
    }
    let ends = points.iter().rposition(Option::is_some);
    for (at, point) in points.iter().enumerate() {
        let bad = marked.get(at).copied().unwrap_or(false);
        if let Some((x, y)) = point.filter(|_| bad || Some(at) == ends) {
            out.raw("<circle class=\"")
                .raw(if bad { "e" } else { "end" });
            out.raw("\" cx=\"").number(x).raw("\" cy=\"").number(y);
            out.raw("\" r=\"")
                .raw(if bad { "3.5" } else { "2.5" })
                .raw("\"/>");
        }
    }
    out.raw("</svg>");
}

fn count(n: i128) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// The values as words: `2021 4, 2022 6`.
pub(crate) fn spoken(years: &[i32], values: &[Option<Number>]) -> String {
    let all = years.iter().zip(values);
    let known = all.filter_map(|(year, value)| Some(format!("{year} {}", (*value)?)));
    known.collect::<Vec<_>>().join(", ")
}
