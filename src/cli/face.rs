//! The outputs of `check`.

use std::io::{self, IsTerminal, Write};

use super::args::{CheckArgs, Format};
use super::terminal;
use crate::diagnostic::{Checked, Summary};
use crate::document::Document;
use crate::output::human::{Human, HumanOptions};
use crate::output::{concise, json::JsonWriter, listing};
use crate::text::Lang;

/// One of the outputs, on the way to stdout.
pub(super) enum Face<'w> {
    /// For people, with boxes or with one line for each finding.
    People {
        out: &'w mut dyn Write,
        human: Human,
        style: Style,
    },
    /// For programs.
    Json { writer: JsonWriter<'w>, quiet: bool },
}

/// How people get it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    concise: bool,
    lang: Lang,
    quiet: bool,
    color: bool,
    show_unknown: bool,
}

impl<'w> Face<'w> {
    /// The output that the options ask for.
    pub fn new(args: &CheckArgs, lang: Lang, out: &'w mut dyn Write) -> io::Result<Self> {
        let color = terminal::color(args.color, &io::stdout());
        let human = Human::new(HumanOptions {
            lang,
            width: terminal::width(args.common.width),
            color,
            ascii: args.ascii,
            show_unknown: args.show_unknown,
        });
        let style = Style {
            concise: args.format == Format::Concise,
            lang,
            quiet: args.quiet,
            color,
            show_unknown: args.show_unknown,
        };
        Ok(match args.format {
            Format::Human | Format::Concise => Face::People { out, human, style },
            Format::Json => Face::Json {
                writer: JsonWriter::new(out)?,
                quiet: args.quiet,
            },
        })
    }

    /// Writes one result.
    pub fn report(&mut self, document: &Document, checked: &Checked) -> io::Result<()> {
        match self {
            Face::Json { quiet: true, .. } => Ok(()),
            Face::Json { writer, .. } => writer.report(document, checked),
            Face::People { style, .. } if style.quiet => Ok(()),
            Face::People { out, style, .. } if style.concise => {
                concise::report(out, document, checked, style.lang, style.color)?;
                match style.show_unknown {
                    true => listing::undecided(out, document, &checked.open, style.lang),
                    false => Ok(()),
                }
            }
            Face::People { out, human, .. } => human.report(out, document, checked),
        }
    }

    /// Makes visible what has been written.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Face::People { out, .. } => out.flush(),
            Face::Json { .. } => Ok(()),
        }
    }

    /// Writes the sums. Where lines of findings go to a program, the sums go to the person.
    pub fn finish(self, summary: &Summary) -> io::Result<()> {
        match self {
            Face::Json { writer, .. } => writer.finish(summary),
            Face::People { out, human, style } => {
                let apart = style.concise && !style.quiet && !io::stdout().is_terminal();
                match apart {
                    true => human.summary(&mut io::stderr().lock(), summary)?,
                    false => human.summary(out, summary)?,
                }
                out.flush()
            }
        }
    }
}
