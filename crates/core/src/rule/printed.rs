//! Figures in the unit of the table that they stand in, as a reader sees them.

use super::comparison::Compared;
use crate::report::{TableFacts, TableId};
use crate::text::{IdVec, Number, Span};

/// The power of ten that the cells of all tables were multiplied by in which the spans stand, where it is one and the same.
pub(super) fn power(
    tables: &IdVec<TableId, TableFacts>,
    spans: impl Iterator<Item = Span>,
) -> Option<i64> {
    let of = |span: Span| {
        let mut all = tables.iter();
        let table = all.find(|t| t.span.is_some_and(|s| s.contains(span)));
        table.map_or(0, |t| t.power)
    };
    let mut powers = spans.map(of);
    let first = powers.next().filter(|p| *p != 0)?;
    powers.all(|p| p == first).then_some(first)
}

/// A comparison with its figures as they are printed.
pub(super) fn as_printed(compared: Compared, power: i64) -> Compared {
    Compared {
        text: shifted(&compared.text, power),
        left: shifted(&compared.left, power),
        right: shifted(&compared.right, power),
        delta: shifted(&compared.delta, power),
        ..compared
    }
}

/// A text whose figures are divided by ten to a power.
fn shifted(text: &str, power: i64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (figure, behind) = from.split_at(end.unwrap_or(from.len()));
        let number = Number::parse(figure).and_then(|n| n.shifted(-power));
        out.push_str(before);
        match number {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(figure),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::shifted;

    #[test]
    fn figures_are_those_of_the_table() {
        let sum = shifted("21.308387 + 0.000000 = 21.308387 \u{2260} -1.500000", -4);
        assert_eq!(sum, "213083.87 + 0.00 = 213083.87 \u{2260} -15000.00");
    }
}
