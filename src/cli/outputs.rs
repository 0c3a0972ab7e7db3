//! The outputs of `check`: which there are, and where each of them goes.

mod draw;
mod letters;
mod messages;
pub(super) mod sinks;

use std::cell::LazyCell;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use self::draw::Draw;
use self::letters::Letters;
use self::sinks::{Sinks, wrong};
use super::args::{CheckArgs, Format, Target};
use super::console::Console;
use super::fix::takes_stdout;
use super::messages::Text;
use super::read::Input;
use super::status::Status;
use crate::diagnostic::LintResult;
use crate::document::Document;
use crate::output::human::Human;
use crate::output::tables::{self, Table};
use crate::output::{End, Unread, Writer};

/// All outputs of a run.
pub(super) struct Outputs {
    sinks: Sinks,
    /// Draws the sums for the person, where lines of findings go to a program.
    aside: Option<Human>,
    letters: Option<Letters>,
}

impl Outputs {
    /// Opens the outputs that the options ask for. Says what is wrong with them; then there are none.
    pub fn open(args: &CheckArgs, inputs: &[Input], console: Console) -> Option<Self> {
        let draw = Draw {
            args,
            console,
            many: inputs.len() > 1 && !args.listing.full,
        };
        let targets = args.format.iter();
        let targets = targets.map(|t| (t.file.as_deref(), t.format.is_binary()));
        if let Some(wrong) = wrong(targets, inputs) {
            console.say(&wrong);
            return None;
        }
        let letters = Letters::open(&args.format, console).ok()?;
        let mut sinks = Sinks::default();
        let taken = takes_stdout(args.fix, inputs);
        for target in args.format.iter().filter(|t| !taken || t.file.is_some()) {
            if let Some(format) = target.format.table().filter(|_| target.is_folder()) {
                folder(
                    &mut sinks,
                    format,
                    target.file.as_deref()?,
                    (&Table::ALL, true),
                    console,
                )?;
                continue;
            }
            let Some(writer) = draw.writer(target) else {
                continue;
            };
            let quiet = args.quiet && has_sums(target.format);
            let open = args.show_unknown && lists_open(target.format);
            let file = target.file.as_deref();
            sinks.add(writer, file, (quiet, open), console).ok()?;
        }
        let lines = |t: &Target| t.format == Format::Concise && t.file.is_none();
        let apart = args.format.iter().any(lines) && !sums_behind_lines(args);
        let without_sums = args.statistics && !args.format.iter().any(|t| has_sums(t.format));
        let only_files = !args.quiet && args.format.iter().all(|t| t.file.is_some());
        let aside = (apart || taken || without_sums || only_files) && !args.fix.diff;
        let aside = aside.then(|| draw.human(false));
        Some(Outputs {
            sinks,
            aside,
            letters,
        })
    }

    /// Writes to each output; false when none is left.
    pub fn write(
        &mut self,
        act: impl FnMut(&mut dyn Writer, &mut dyn Write) -> io::Result<()>,
    ) -> bool {
        let live = self.sinks.write(act);
        self.goes_on(live)
    }

    /// Writes a report to each output: to a quiet one only what could not be decided, where that is wanted; false when
    /// no output is left.
    pub fn report(&mut self, document: &Document, checked: &LintResult) -> bool {
        if let Some(letters) = &mut self.letters {
            letters.add(document, checked);
        }
        let undecided = LazyCell::new(|| LintResult {
            open: checked.open.clone(),
            ..LintResult::default()
        });
        let live = self.sinks.live(|output| {
            let (quiet, open) = (output.quiet, output.open);
            let (writer, out) = output.out();
            match (quiet, open) {
                (false, _) => writer.report(out, document, checked),
                (true, true) if !checked.open.is_empty() => {
                    writer.report(out, document, &undecided)
                }
                (true, _) => Ok(()),
            }
        });
        self.goes_on(live)
    }

    /// Makes visible what people are waiting for; false when no output is left.
    pub fn flush(&mut self) -> bool {
        let live = self.sinks.flush();
        self.goes_on(live)
    }

    /// Whether anybody waits for more.
    fn goes_on(&self, live: bool) -> bool {
        live || self.sinks.is_empty() || self.letters.is_some()
    }

    /// Writes why an input was not read; false when no output is left.
    pub fn unread(&mut self, input: &Unread<'_>) -> bool {
        let live = self.sinks.live(|output| match output.quiet {
            true => Ok(()),
            false => {
                let (writer, out) = output.out();
                writer.unread(out, input)
            }
        });
        self.goes_on(live)
    }

    /// Writes the ends, puts the files in their places, and says what could not be written.
    pub fn finish(mut self, end: &End<'_>, console: Console, status: &mut Status) {
        self.write(|writer, out| writer.finish(out, end));
        let gone = self.sinks.close(console, status);
        if let Some(letters) = self.letters {
            let day = end.day.map(|d| d.to_string()).unwrap_or_default();
            letters.finish(&day, status);
        }
        // nobody waits for the sums where nobody reads the rest
        if let Some(human) = self.aside.filter(|_| !gone) {
            // there is nobody to report a failure to
            human.summary(&mut io::stderr().lock(), end.summary).ok();
        }
    }
}

/// Opens a file for each table in a folder, which is made where it is not there; `run` says whether rules are run.
pub(super) fn folder(
    sinks: &mut Sinks,
    format: tables::Format,
    folder: &Path,
    (all, run): (&[Table], bool),
    console: Console,
) -> Option<()> {
    if let Err(error) = fs::create_dir_all(folder) {
        console.say(&Text::CannotWriteTo(&folder.display().to_string(), &error));
        return None;
    }
    for table in all {
        let writer = tables::Tables::new(format, *table, console.lang, run);
        let file = folder.join(format!("{}.{}", table.name(), format.ending()));
        let added = sinks.add(Box::new(writer), Some(&file), (false, false), console);
        added.ok()?;
    }
    Some(())
}

/// Formats that end with sums, which may be all that is wanted.
fn has_sums(format: Format) -> bool {
    match format {
        Format::Human
        | Format::Narrated
        | Format::Concise
        | Format::Agent
        | Format::Json
        | Format::Jsonl => true,
        Format::Sarif
        | Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Checkstyle
        | Format::Rdjson
        | Format::Xlsx
        | Format::Html
        | Format::Csv
        | Format::Letters => false,
        #[cfg(feature = "parquet")]
        Format::Parquet => false,
        #[cfg(feature = "arrow")]
        Format::Arrow => false,
    }
}

/// Formats in which `--show-unknown` lists what could not be decided.
fn lists_open(format: Format) -> bool {
    matches!(
        format,
        Format::Human | Format::Narrated | Format::Concise | Format::Agent
    )
}

/// Whether a person sees the lines and the sums in one place.
fn sums_behind_lines(args: &CheckArgs) -> bool {
    args.quiet || io::stdout().is_terminal()
}
