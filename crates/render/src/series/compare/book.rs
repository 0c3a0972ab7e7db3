//! Reports side by side as a workbook: what breaks, the cells, the sentences.

use std::io::{self, Write};

use rust_xlsxwriter::XlsxError;

use super::messages::Say;
use super::{View, steps};
use crate::series::book::{bytes, sheet, value};
use crate::series::messages::Say as Common;
use crate::xlsx::sheet::{Entry, Sheet, failed};

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = || bytes(vec![breaks(view)?, cells(view)?, texts(view)?]);
    out.write_all(&all().map_err(failed)?)
}

fn breaks(view: &View<'_>) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let heads = [
        (Common::Year.say(lang), 10),
        (Common::State.say(lang), 9),
        (Common::Rule.say(lang), 20),
        (Common::Message.say(lang), 60),
        (Common::File.say(lang), 28),
        (Common::OtherReport.say(lang), 28),
    ];
    let mut sheet = sheet(&Common::Findings.say(lang), &heads, lang)?;
    for finding in view.findings {
        let at = view
            .comparison
            .reports
            .iter()
            .position(|r| r.path == finding.path);
        let year = at.map(|at| view.head(at)).unwrap_or_default();
        sheet.add([
            Entry::Text(year.into()),
            Entry::Severity(finding.severity),
            Entry::text(&finding.rule),
            Entry::text(&finding.message),
            Entry::text(&finding.path),
            Entry::Text(finding.others.join("\n").into()),
        ])?;
    }
    Ok(sheet)
}

fn cells(view: &View<'_>) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let mut heads = vec![
        (Common::Table.say(lang), 24),
        (Common::Row.say(lang), 36),
        (Common::Column.say(lang), 14),
    ];
    let reports = view.comparison.reports.len();
    heads.extend((0..reports).map(|at| (view.head(at), 9)));
    let step = |to| {
        (
            format!("{} {}", Say::Change.say(lang), view.step(to, "→")),
            11,
        )
    };
    heads.extend((1..reports).map(step));
    let mut sheet = sheet(&Say::Cell.say(lang), &heads, lang)?;
    for (title, lines) in view.tables() {
        for line in lines {
            let names = [title, &line.name.row, &line.name.column].map(Entry::text);
            let values = line.values.iter().copied().chain(steps(line));
            let values = values.map(|v| -> Entry<'_> { value(v) });
            sheet.add(names.into_iter().chain(values))?;
        }
    }
    Ok(sheet)
}

fn texts(view: &View<'_>) -> Result<Sheet, XlsxError> {
    let lang = view.style.lang;
    let heads = [
        (Say::Section.say(lang), 28),
        (Say::From.say(lang), 14),
        (Say::Change.say(lang), 9),
        (Say::Sentence.say(lang), 80),
    ];
    let mut sheet = sheet(&Say::Texts.say(lang), &heads, lang)?;
    for (title, changes) in view.sections() {
        for change in changes {
            let both = [(Say::Removed, &change.removed), (Say::Added, &change.added)];
            for (what, sentences) in both {
                for (words, _) in sentences {
                    sheet.add([
                        Entry::text(title),
                        Entry::Text(view.step(change.to, "→").into()),
                        Entry::Text(what.say(lang).into()),
                        Entry::text(words),
                    ])?;
                }
            }
        }
    }
    Ok(sheet)
}
