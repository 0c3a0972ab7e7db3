//! What stands for a year in the line of a body.

use super::messages::Say;
use crate::human::pen::Pen;
use crate::why::Style;
use gouji_core::diagnostic::Severity;
use gouji_core::series::{BodyYear, YearState};

/// Red, yellow, green and grey.
pub(super) const BAD: &str = "31";
pub(super) const FAIR: &str = "33";
pub(super) const GOOD: &str = "32";
pub(super) const SOFT: &str = "2";

/// A year of a body: a sign and words, and the colour of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub words: String,
    pub color: &'static str,
}

/// Draws a year, with what was carried over where there is room for it.
pub(super) fn cell(year: &BodyYear, roomy: bool, style: Style) -> Cell {
    let pen = Pen { ascii: style.ascii };
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|s| year.count(s));
    let (sign, color) = match (errors, warnings, year.state) {
        (0, 0, YearState::Outside) => ("", SOFT),
        (0, 0, YearState::Gap) => ("", BAD),
        (0, 0, YearState::First) => ("·", SOFT),
        (0, 0, YearState::Follows) => (if style.ascii { "+" } else { "✓" }, GOOD),
        (0, _, _) => ("!", FAIR),
        _ => (if style.ascii { "x" } else { "✗" }, BAD),
    };
    let mut words = pen.clean(sign);
    if errors + warnings > 1 {
        words.push_str(&(errors + warnings).to_string());
    }
    if year.state == YearState::Gap {
        words.push_str(&Say::Gap.say(style.lang));
    }
    if year.reports.len() > 1 {
        words.push_str(&format!(
            " {}",
            Say::Versions(year.reports.len()).say(style.lang)
        ));
    }
    if let Some((out, taken)) = year.carried.filter(|_| roomy) {
        let arrow = pen.clean(if year.is_broken() { "≠" } else { "→" });
        words.push_str(&format!(" {out}{arrow}{taken}"));
    }
    Cell {
        words: words.trim().to_owned(),
        color,
    }
}
