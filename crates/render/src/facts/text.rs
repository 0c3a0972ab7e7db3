//! Facts for people: one line for each row, in columns.

use std::io::{self, Write};

use super::days;
use crate::columns::{clip, flat, left, right, rows, width};
use crate::messages::{Caption, Text};
use crate::place::at;
use gouji_core::report::{Captured, Fit, Match, Report};
use gouji_core::text::{Lang, Span};

/// What cannot be read.
pub(super) const UNREADABLE: &str = "?";
/// So many mentions of a name without values are shown; others follow with `positions`.
const FEW: usize = 3;
/// Groups that say where a finding is drawn and what an exception may touch; they are no values.
const MARKERS: [&str; 2] = ["at", "core"];
/// Columns of a place.
pub(super) const PLACE: usize = 7;

/// How facts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactsOptions {
    /// The language of captions.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether each cell shows its line and column.
    pub positions: bool,
}

/// Writes the facts as text.
pub fn text(out: &mut dyn Write, report: &Report<'_>, options: FactsOptions) -> io::Result<()> {
    let mut page = Page {
        out,
        report,
        options,
    };
    page.head()?;
    page.sections()?;
    for (spec, facts) in report.form.tables.iter().zip(&report.tables) {
        page.table(spec, facts)?;
    }
    page.mentions()?;
    page.dates()
}

pub(super) struct Page<'p, 'r> {
    pub out: &'p mut dyn Write,
    pub report: &'p Report<'r>,
    pub options: FactsOptions,
}

impl Page<'_, '_> {
    pub(super) fn say(&self, caption: Caption<'_>) -> String {
        caption.say(self.options.lang)
    }

    pub(super) fn at(&self, span: Span) -> String {
        at(self.report.document, span, self.options.lang)
    }

    /// A row that is clipped to the width.
    pub(super) fn row(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", clip(text.trim_end(), self.options.width))
    }

    /// Rows of a text, indented; those after the first one further.
    pub(super) fn rows(&mut self, text: &str) -> io::Result<()> {
        let room = self.options.width.saturating_sub(4);
        for (nth, row) in rows(text, room).into_iter().enumerate() {
            let indent = if nth == 0 { "  " } else { "    " };
            let words = text.get(row).unwrap_or_default();
            writeln!(self.out, "{}", format!("{indent}{words}").trim_end())?;
        }
        Ok(())
    }

    pub(super) fn heading(&mut self, caption: Caption<'_>) -> io::Result<()> {
        let text = self.say(caption);
        writeln!(self.out)?;
        self.row(&flat(&text))
    }

    /// The kind of report: its name in Chinese, its id in English, which packs and programs use.
    fn kind(&self) -> &str {
        let kind = self.report.kind;
        match self.options.lang {
            Lang::Zh => kind.name.get(Lang::Zh),
            Lang::En => &kind.id,
        }
    }

    fn head(&mut self) -> io::Result<()> {
        let report = self.report;
        let title = report.title.as_ref();
        let words = |span: Span| flat(report.document.slice(span));
        let none = (String::new(), None);
        let year = report.stated_year.as_ref();
        let body = report.stated_body.as_ref();
        let plain = |text: &str| (text.to_owned(), None);
        let lines = [
            (
                Caption::Title,
                title.map_or(none.clone(), |t| (words(t.span), Some(t.span))),
            ),
            (
                Caption::Body,
                body.map_or(none.clone(), |b| (flat(&b.value), Some(b.span))),
            ),
            (Caption::Class, plain(report.class.unwrap_or_default())),
            (Caption::Place, plain(&super::division::line(report))),
            (
                Caption::Year,
                year.map_or(none, |y| (y.value.to_string(), Some(y.span))),
            ),
            (Caption::Kind, plain(self.kind())),
            (Caption::Form, plain(&report.form.id)),
            (Caption::Encoding, plain(report.document.encoding)),
        ];
        let captions = lines.iter().map(|(c, _)| width(&self.say(*c)));
        let (wide, mut rows) = (captions.max().unwrap_or(0), Vec::new());
        for (caption, (value, span)) in lines {
            let value = match value.is_empty() {
                true => UNREADABLE.to_owned(),
                false => value,
            };
            let place = span.map(|s| self.at(s)).unwrap_or_default();
            let caption = left(&self.say(caption), wide);
            rows.push(format!("{caption}  {}  {value}", right(&place, PLACE)));
        }
        rows.iter().try_for_each(|row| self.row(row))
    }

    fn sections(&mut self) -> io::Result<()> {
        self.heading(Caption::Sections)?;
        let report = self.report;
        let mut lines = Vec::new();
        for heading in report.outline() {
            let spec = heading.section.and_then(|s| report.kind.sections.get(s));
            let id = spec.map_or("", |s| s.id.as_str()).to_owned();
            let fit = self.say(Caption::Fit(heading.fit));
            let official = match (heading.fit, spec) {
                (Fit::Accepted | Fit::Renamed, Some(spec)) => {
                    format!("{fit} ({})", flat(&spec.title))
                }
                _ => fit,
            };
            let title = flat(&heading.title);
            lines.push([self.at(heading.span), id, title, official]);
        }
        for (at, spec) in report.kind.sections.iter_ids() {
            let around = spec.parent.is_none_or(|p| report.heading(p).is_some());
            if around && report.heading(at).is_none() {
                let missing = self.say(Caption::NotFound);
                lines.push([
                    UNREADABLE.into(),
                    spec.id.clone(),
                    flat(&report.kind.path(at)),
                    missing,
                ]);
            }
        }
        self.lines(&lines)
    }

    /// Lines under a heading, if there are any.
    fn block(&mut self, caption: Caption<'_>, lines: &[[String; 4]]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.heading(caption)?;
        self.lines(lines)
    }

    /// Lines of a place, a name and two texts, in columns.
    fn lines(&mut self, lines: &[[String; 4]]) -> io::Result<()> {
        let mut wide = [0; 4];
        for line in lines {
            for (most, text) in wide.iter_mut().zip(line) {
                *most = width(text).max(*most);
            }
        }
        let [place, name, first, _] = wide;
        let first = first.min(self.options.width / 2);
        for [at, id, text, rest] in lines {
            let (at, id) = (right(at, place.max(PLACE)), left(id, name));
            let text = left(&clip(text, first), first);
            self.row(&format!("  {at}  {id}  {text}  {rest}"))?;
        }
        Ok(())
    }

    fn mentions(&mut self) -> io::Result<()> {
        let report = self.report;
        let specs = report.kind.mentions.iter().zip(report.mentions.iter());
        // marks of the text as it was typed, such as punctuation, are there to be counted
        let specs = specs.filter(|(spec, _)| self.options.positions || !spec.matcher.raw);
        let mut lines = Vec::new();
        for (spec, found) in specs {
            let label = flat(spec.label.get(self.options.lang));
            let valued = found.iter().any(|hit| !groups(hit).is_empty());
            let most = if valued || self.options.positions {
                found.len()
            } else {
                FEW
            };
            for hit in found.iter().take(most) {
                let words = flat(report.document.slice(hit.span));
                lines.push([self.at(hit.span), label.clone(), groups(hit), words]);
            }
            if found.len() > most {
                let more = Text::More(found.len() - most).say(self.options.lang);
                lines.push([String::new(), label, String::new(), more]);
            }
        }
        self.block(Caption::Mentions, &lines)
    }

    fn dates(&mut self) -> io::Result<()> {
        let report = self.report;
        let lines: Vec<[String; 4]> = days(report)
            .into_iter()
            .map(|day| {
                let words = flat(report.document.slice(day.span));
                let part = report.part_name(day.part).to_owned();
                [self.at(day.span), part, day.text, words]
            })
            .collect();
        self.block(Caption::Dates, &lines)
    }
}

/// The values of a mention: `name=value`.
fn groups(hit: &Match) -> String {
    let named = |name: &str| !MARKERS.contains(&name);
    let groups = hit.groups.iter().filter(|group| named(&group.name));
    let groups = groups.map(|group| {
        let value = match &group.value {
            Captured::Number { value, approx } => match approx {
                true => format!("~{value}"),
                false => value.to_string(),
            },
            Captured::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            Captured::Text(text) => flat(text),
        };
        format!("{}={value}", group.name)
    });
    groups.collect::<Vec<_>>().join(" ")
}
