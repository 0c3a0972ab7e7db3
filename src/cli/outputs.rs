//! The outputs of `check`: which there are, and where each of them goes.

mod draw;
mod letters;
mod messages;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

use self::draw::Draw;
use self::letters::Letters;
use super::args::{CheckArgs, Format, Target};
use super::atomic::{AtomicFile, real};
use super::console::Console;
use super::fix::takes_stdout;
use super::messages::Text;
use super::read::Input;
use super::status::Status;
use crate::diagnostic::Checked;
use crate::document::Document;
use crate::output::human::Human;
use crate::output::{End, Unread, Writer};

/// All outputs of a run. One that can no longer be written does not stop the others.
pub(super) struct Outputs {
    outputs: Vec<Output>,
    /// Draws the sums for the person, where lines of findings go to a program.
    aside: Option<Human>,
    letters: Option<Letters>,
}

struct Output {
    writer: Box<dyn Writer>,
    /// Only the head and the end are written.
    quiet: bool,
    /// … and what could not be decided.
    open: bool,
    sink: Sink,
    /// Why nothing more can be written.
    broken: Option<io::Error>,
}

enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(PathBuf, AtomicFile),
}

impl Sink {
    fn out(&mut self) -> &mut dyn Write {
        match self {
            Sink::Stdout(out) => out,
            Sink::File(_, file) => file,
        }
    }
}

impl Outputs {
    /// Opens the outputs that the options ask for. Says what is wrong with them; then there are none.
    pub fn open(args: &CheckArgs, inputs: &[Input], console: Console) -> Option<Self> {
        let draw = Draw {
            args,
            console,
            many: inputs.len() > 1 && !args.listing.full,
        };
        if let Some(wrong) = wrong(&args.format, inputs) {
            console.say(&wrong);
            return None;
        }
        let letters = Letters::open(&args.format, console).ok()?;
        let mut outputs = Vec::new();
        let taken = takes_stdout(args.mend, inputs);
        for target in args.format.iter().filter(|t| !taken || t.file.is_some()) {
            let Some(writer) = draw.writer(target) else {
                continue;
            };
            let sink = match &target.file {
                None => Sink::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
                Some(path) => match AtomicFile::new(path) {
                    Ok(file) => Sink::File(path.clone(), file),
                    Err(error) => {
                        console.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                        return None;
                    }
                },
            };
            outputs.push(Output {
                writer,
                quiet: args.quiet && has_sums(target.format),
                open: args.show_unknown && lists_open(target.format),
                sink,
                broken: None,
            });
        }
        let lines = |t: &Target| t.format == Format::Concise && t.file.is_none();
        let apart = args.format.iter().any(lines) && !sums_behind_lines(args);
        let untold = args.statistics && !args.format.iter().any(|t| has_sums(t.format));
        let only_files = !args.quiet && args.format.iter().all(|t| t.file.is_some());
        let aside = (apart || taken || untold || only_files) && !args.mend.diff;
        let aside = aside.then(|| draw.human(false));
        Some(Outputs {
            outputs,
            aside,
            letters,
        })
    }

    /// Writes to each output; false when none is left.
    pub fn write(
        &mut self,
        mut act: impl FnMut(&mut dyn Writer, &mut dyn Write) -> io::Result<()>,
    ) -> bool {
        self.live(|output| act(&mut *output.writer, output.sink.out()))
    }

    /// Writes a report to each output: to a quiet one only what could not be decided, where that is wanted; false when
    /// no output is left.
    pub fn report(&mut self, document: &Document, checked: &Checked) -> bool {
        if let Some(letters) = &mut self.letters {
            letters.add(document, checked);
        }
        let open = LazyCell::new(|| Checked {
            open: checked.open.clone(),
            ..Checked::default()
        });
        self.live(|output| match (output.quiet, output.open) {
            (false, _) => output.writer.report(output.sink.out(), document, checked),
            (true, true) if !checked.open.is_empty() => {
                output.writer.report(output.sink.out(), document, &open)
            }
            (true, _) => Ok(()),
        })
    }

    /// Makes visible what people are waiting for; false when no output is left.
    pub fn flush(&mut self) -> bool {
        self.live(|output| match &mut output.sink {
            Sink::Stdout(out) => out.flush(),
            Sink::File(..) => Ok(()),
        })
    }

    fn live(&mut self, mut act: impl FnMut(&mut Output) -> io::Result<()>) -> bool {
        for output in self.outputs.iter_mut().filter(|f| f.broken.is_none()) {
            output.broken = act(output).err();
        }
        let none = self.outputs.is_empty() || self.letters.is_some();
        none || self.outputs.iter().any(|f| f.broken.is_none())
    }

    /// Writes why an input was not read; false when no output is left.
    pub fn unread(&mut self, input: &Unread<'_>) -> bool {
        self.live(|output| match output.quiet {
            true => Ok(()),
            false => output.writer.unread(output.sink.out(), input),
        })
    }

    /// Writes the ends, puts the files in their places, and says what could not be written.
    pub fn finish(mut self, end: &End<'_>, console: Console, status: &mut Status) {
        self.write(|writer, out| writer.finish(out, end));
        self.flush();
        for output in self.outputs {
            let (file, broken) = match (output.sink, output.broken) {
                (Sink::File(path, file), None) => (Some(path), file.keep().err()),
                (Sink::File(path, _), broken) => (Some(path), broken),
                (Sink::Stdout(out), broken) => {
                    if broken.is_some() {
                        // what is still in the buffer has no place to go, and nobody waits for the sums
                        drop(out.into_parts());
                        self.aside = None;
                    }
                    (None, broken)
                }
            };
            match (file, broken) {
                (_, None) => {}
                (None, Some(error)) => console.unwritten(status, &error),
                (Some(path), Some(error)) => {
                    console.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                    status.misuse = true;
                }
            }
        }
        if let Some(letters) = self.letters {
            let day = end.day.map(|d| d.to_string()).unwrap_or_default();
            letters.finish(&day, status);
        }
        if let Some(human) = self.aside {
            // nobody is left to be told when this fails
            human.summary(&mut io::stderr().lock(), end.summary).ok();
        }
    }
}

/// What is wrong with a list of outputs.
fn wrong<'a>(targets: &'a [Target], inputs: &[Input]) -> Option<Text<'a>> {
    let to_stdout = targets.iter().filter(|t| t.file.is_none()).count();
    if to_stdout > 1 {
        return Some(Text::TwoToStdout);
    }
    let bare = |t: &Target| t.file.is_none() && t.format.is_binary();
    if targets.iter().any(bare) && io::stdout().is_terminal() {
        return Some(Text::NotForTerminals);
    }
    let mut seen = BTreeSet::new();
    for path in targets.iter().filter_map(|t| t.file.as_deref()) {
        let name = path.to_str().unwrap_or_default();
        if path.as_os_str().is_empty() {
            return Some(Text::NoFile);
        }
        let file = real(path);
        let input = |input: &Input| match input {
            Input::File(input) => real(input) == file,
            Input::Stdin => false,
        };
        if file.is_file() && inputs.iter().any(input) {
            return Some(Text::OutputIsInput(name));
        }
        if !seen.insert(file) {
            return Some(Text::TwoToFile(name));
        }
    }
    None
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
        | Format::Letters => false,
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
