//! Findings as boxes under the source text, for people at a terminal.
//!
//! miette draws; what it cannot do is done before it sees the text. `plan` decides which places are drawn and which
//! are listed, `window` cuts long lines to the terminal, `pen` replaces characters that would break the columns,
//! `view` hands the result to miette. No row is wider than the terminal.

mod accepted;
mod excerpt;
mod group;
mod list;
pub(super) mod pen;
mod plan;
mod tail;
mod view;
mod window;

use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};

use self::pen::Pen;
use self::plan::{Plan, Setting};
use self::view::{Drawing, View};
use super::messages::Text;
use super::{columns, coverage, sums};
use gouji_core::diagnostic::{Diagnostic, LintResult, Section, Severity, Summary};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// Narrower terminals are treated as this wide.
const NARROWEST: usize = 40;

/// How findings are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HumanOptions {
    /// The language of captions and sums.
    pub lang: Lang,
    /// Columns of the terminal; at least 40 are used.
    pub width: usize,
    /// Whether colours are used.
    pub color: bool,
    /// Whether only characters are used that every terminal draws equally wide: ASCII and full-width ones.
    pub ascii: bool,
    /// Whether evaluations that could not be decided are listed.
    pub show_unknown: bool,
    /// Whether it is said what was checked of each report, and what was not; where that is kept.
    pub coverage: bool,
    /// Whether findings that were accepted before are listed.
    pub show_accepted: bool,
    /// Whether there are many reports: each has a line over its findings, the worst of them first, and a line for each
    /// hint.
    pub many: bool,
}

impl Default for HumanOptions {
    fn default() -> Self {
        HumanOptions {
            lang: Lang::Zh,
            width: 80,
            color: false,
            ascii: false,
            show_unknown: false,
            coverage: false,
            show_accepted: false,
            many: false,
        }
    }
}

/// Draws findings.
#[derive(Clone, Debug)]
pub struct Human {
    options: HumanOptions,
    styles: ThemeStyles,
    pen: Pen,
}

impl Human {
    /// A drawer with these options.
    pub fn new(options: HumanOptions) -> Self {
        let width = options.width.max(NARROWEST);
        Human {
            options: HumanOptions { width, ..options },
            styles: if options.color {
                ThemeStyles::ansi()
            } else {
                ThemeStyles::none()
            },
            pen: Pen {
                ascii: options.ascii,
            },
        }
    }

    /// Draws the findings of one document, and what could not be decided if that is wanted.
    pub fn report(
        &self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        match self.options.many {
            true => self.grouped(out, document, checked)?,
            false => {
                for diagnostic in &checked.diagnostics {
                    self.draw(out, (document, &checked.sections), diagnostic)?;
                }
            }
        }
        if self.options.show_accepted && !checked.accepted.is_empty() {
            self.accepted(out, document, &checked.accepted)?;
        }
        if self.options.show_unknown && !checked.open.is_empty() {
            self.undecided(out, document, &checked.open)?;
        }
        if self.options.coverage {
            let style = (self.options.lang, self.options.width);
            coverage::write(out, document, checked, style)?;
        }
        Ok(())
    }

    /// Draws one finding about any text: a report, or a pack of rules.
    pub fn diagnostic(
        &self,
        out: &mut dyn Write,
        document: &Document,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        self.draw(out, (document, &[]), diagnostic)
    }

    fn draw(
        &self,
        out: &mut dyn Write,
        (document, sections): (&Document, &[Section]),
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let setting = Setting {
            document,
            sections,
            lang: self.options.lang,
            pen: self.pen,
        };
        let mut plan = Plan::new(setting, diagnostic);
        let (view, places) = View::build(
            setting,
            &mut plan,
            &diagnostic.elsewhere,
            self.options.width,
        );
        let drawing = Drawing {
            code: self.title(diagnostic),
            message: self.wrap(&diagnostic.message, 4).join("\n"),
            severity: diagnostic.severity,
            places,
            view,
        };
        let mut text = String::new();
        self.handler(diagnostic, &drawing)
            .render_report(&mut text, &drawing)
            .map_err(io::Error::other)?;
        for row in text.lines() {
            writeln!(out, "{}", row.trim_end())?;
        }
        self.excerpt(out, diagnostic)?;
        self.lists(out, setting, &plan, diagnostic)?;
        self.tail(out, document, diagnostic)?;
        writeln!(out)
    }

    /// Writes the sums, and how to see more.
    pub fn summary(&self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let lang = self.options.lang;
        if let Some(reports) = summary.by_report.as_deref().filter(|r| r.len() > 1) {
            sums::reports(out, reports, lang, self.options.width)?;
            writeln!(out)?;
        }
        let sums = sums::of_run(summary);
        let sums: Vec<String> = sums.iter().map(|t| t.say(lang)).collect();
        let joint = Text::Semicolon.say(lang);
        let one_line = sums.join(&joint);
        let sums = match self.pen.columns(&one_line) <= self.options.width {
            true => one_line,
            false => sums.join("\n"),
        };
        let style = if summary.errors > 0 {
            Some(self.styles.error)
        } else if summary.warnings > 0 {
            Some(self.styles.warning)
        } else {
            None
        };
        let rows = self.wrap(&sums, 0).into_iter();
        for row in rows.filter(|_| !sums.is_empty()) {
            match style {
                Some(style) => writeln!(out, "{}", style.style(row))?,
                None => writeln!(out, "{row}")?,
            }
        }
        let shown = self.options.show_accepted;
        let mut notes = Vec::new();
        if summary.accepted > 0 {
            notes.push(Text::Accepted(summary.accepted_by, shown));
        }
        if summary.fixed > 0 {
            notes.push(Text::Fixed(summary.fixed, summary.fixed_files));
        }
        if !summary.packs.is_empty() {
            notes.push(Text::Packs(&summary.packs));
        }
        if summary.unrecognised > 0 {
            let others = summary.reports > 0;
            notes.push(Text::Unrecognised(summary.unrecognised, others));
        }
        if summary.counts.unknown > 0 && !self.options.show_unknown {
            notes.push(Text::ShowUnknown);
        }
        for note in notes {
            for row in self.wrap(&note.say(lang), 0) {
                writeln!(out, "{row}")?;
            }
        }
        self.vanished(out, &summary.vanished)?;
        match &summary.statistics {
            Some(statistics) if summary.reports > 0 => {
                writeln!(out)?;
                sums::statistics(out, statistics, lang, self.options.width)
            }
            _ => Ok(()),
        }
    }

    /// `error[rule]`, clipped.
    fn title(&self, diagnostic: &Diagnostic) -> String {
        let word = Text::Severity(diagnostic.severity).say(self.options.lang);
        let rule = self.pen.flat(&diagnostic.rule);
        let room = self.options.width.saturating_sub(columns::width(&word) + 2);
        let rule = columns::clip_end(&rule, room, self.pen.ellipsis());
        format!("{word}[{rule}]")
    }

    /// Cleaned rows that leave `indent` columns free.
    fn wrap(&self, text: &str, indent: usize) -> Vec<String> {
        let room = self.options.width.saturating_sub(indent);
        columns::wrap(&self.pen.clean(text), room)
    }

    /// miette, with the colour of the severity for the primary place.
    fn handler(&self, diagnostic: &Diagnostic, drawing: &Drawing) -> GraphicalReportHandler {
        let mut styles = self.styles.clone();
        let own = match diagnostic.severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Info => styles.advice,
        };
        let main = diagnostic
            .labels
            .iter()
            .position(|l| l.primary)
            .unwrap_or(0);
        let other = match diagnostic.severity {
            Severity::Error | Severity::Warning => styles.help,
            Severity::Info => styles.linum,
        };
        let places = drawing.places.iter();
        styles.highlights = places
            .map(|p| if p.label == Some(main) { own } else { other })
            .chain([own])
            .collect();
        let characters = if self.options.ascii {
            ThemeCharacters::ascii()
        } else {
            ThemeCharacters::unicode()
        };
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .without_syntax_highlighting()
            .with_links(false)
            .without_primary_span_start()
            .with_wrap_lines(false)
            .with_width(self.options.width)
            .with_context_lines(1)
    }
}
