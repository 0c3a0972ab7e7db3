//! Who has to report, and what came of it, year by year.

use std::io::{self, Write};

use super::messages::Say;
use super::text::names;
use super::{View, paint};
use gouji_core::series::{RollCall, RollYear};

/// How the bodies of the roll stand in a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct YearSum {
    /// How many reported.
    pub came: usize,
    /// Those that did not.
    pub missing: Vec<String>,
    /// Those that did more than once.
    pub twice: Vec<String>,
    /// Those whose report came too late, with its day where that is known.
    pub late: Vec<String>,
}

/// How the bodies of a roll stand in each year.
pub(super) fn sums(roll: &RollCall, years: usize) -> Vec<YearSum> {
    let mut all = vec![YearSum::default(); years];
    for entry in &roll.entries {
        for (sum, year) in all.iter_mut().zip(&entry.years) {
            let RollYear {
                reports,
                dated,
                late,
            } = year;
            match reports.len() {
                0 => sum.missing.push(entry.body.clone()),
                1 => sum.came += 1,
                _ => {
                    sum.came += 1;
                    sum.twice.push(entry.body.clone());
                }
            }
            if *late {
                let day = dated.as_ref().map(|day| format!(" {day}"));
                sum.late
                    .push(format!("{}{}", entry.body, day.unwrap_or_default()));
            }
        }
    }
    all
}

pub(super) fn write(view: &View<'_>, roll: &RollCall, out: &mut dyn Write) -> io::Result<()> {
    let (style, years) = (view.style, &view.overview.years);
    let lang = style.lang;
    writeln!(
        out,
        "{}",
        paint(style, "1", &Say::Roll(roll.entries.len()).say(lang))
    )?;
    for (year, sum) in years.iter().zip(sums(roll, years.len())) {
        let reported = Say::Reported(*year, sum.came, roll.entries.len()).say(lang);
        let all = [
            (Say::Missing, &sum.missing),
            (Say::Late, &sum.late),
            (Say::Twice, &sum.twice),
        ];
        let good = all.iter().all(|(_, names)| names.is_empty());
        match good {
            true => writeln!(out, "{reported}{}", Say::AllInTime.say(lang))?,
            false => writeln!(out, "{reported}")?,
        }
        for (what, bodies) in all {
            let what = what.say(lang);
            let said = Say::Named(&what, bodies.len());
            names(view, out, bodies, (2, said))?;
        }
    }
    let said = Say::NotOnRoll(roll.others.len());
    names(view, out, &roll.others, (0, said))
}
