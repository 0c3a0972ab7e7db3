//! The outputs of `check`: which there are, and where each of them goes.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

use super::args::{CheckArgs, Format, Target};
use super::atomic::{AtomicFile, real};
use super::desk::Desk;
use super::mend::takes_stdout;
use super::messages::Text;
use super::read::Input;
use super::status::Status;
use super::terminal;
use crate::diagnostic::Checked;
use crate::document::Document;
use crate::output::checkstyle::Checkstyle;
use crate::output::concise::Concise;
use crate::output::github::Github;
use crate::output::gitlab::Gitlab;
use crate::output::html::Html;
use crate::output::human::{Human, HumanOptions};
use crate::output::json::{Json, JsonLines};
use crate::output::junit::Junit;
use crate::output::narrated::Narrated;
use crate::output::rdjson::Rdjson;
use crate::output::sarif::Sarif;
use crate::output::xlsx::Xlsx;
use crate::output::{End, Writer};

/// All outputs of a run. One that can no longer be written does not stop the others.
pub(super) struct Faces {
    faces: Vec<Face>,
    /// Draws the sums for the person, where lines of findings go to a program.
    aside: Option<Human>,
}

struct Face {
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

impl Faces {
    /// Opens the outputs that the options ask for. Says what is wrong with them; then there are none.
    pub fn open(args: &CheckArgs, inputs: &[Input], desk: Desk) -> Option<Self> {
        if let Some(wrong) = wrong(&args.format, inputs) {
            desk.say(&wrong);
            return None;
        }
        let mut faces = Vec::new();
        let taken = takes_stdout(args.mend, inputs);
        for target in args.format.iter().filter(|t| !taken || t.file.is_some()) {
            let sink = match &target.file {
                None => Sink::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
                Some(path) => match AtomicFile::new(path) {
                    Ok(file) => Sink::File(path.clone(), file),
                    Err(error) => {
                        desk.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                        return None;
                    }
                },
            };
            faces.push(Face {
                writer: writer(args, target, desk),
                quiet: args.quiet && has_sums(target.format),
                open: args.show_unknown && lists_open(target.format),
                sink,
                broken: None,
            });
        }
        let lines = |t: &Target| t.format == Format::Concise && t.file.is_none();
        let apart = args.format.iter().any(lines) && !sums_behind_lines(args);
        let untold = args.statistics && !args.format.iter().any(|t| has_sums(t.format));
        let aside = (apart || taken || untold) && !args.mend.diff;
        let aside = aside.then(|| human(args, desk, false));
        Some(Faces { faces, aside })
    }

    /// Writes to each output; false when none is left.
    pub fn write(
        &mut self,
        mut act: impl FnMut(&mut dyn Writer, &mut dyn Write) -> io::Result<()>,
    ) -> bool {
        self.live(|face| act(&mut *face.writer, face.sink.out()))
    }

    /// Writes to those from which more than the sums is wanted; false when no output is left.
    pub fn write_each(
        &mut self,
        mut act: impl FnMut(&mut dyn Writer, &mut dyn Write) -> io::Result<()>,
    ) -> bool {
        self.live(|face| match face.quiet {
            true => Ok(()),
            false => act(&mut *face.writer, face.sink.out()),
        })
    }

    /// Writes a report to each output: to a quiet one only what could not be decided, where that is wanted; false when
    /// no output is left.
    pub fn write_report(&mut self, document: &Document, checked: &Checked) -> bool {
        let open = LazyCell::new(|| Checked {
            open: checked.open.clone(),
            ..Checked::default()
        });
        self.live(|face| match (face.quiet, face.open) {
            (false, _) => face.writer.report(face.sink.out(), document, checked),
            (true, true) if !checked.open.is_empty() => {
                face.writer.report(face.sink.out(), document, &open)
            }
            (true, _) => Ok(()),
        })
    }

    /// Makes visible what people are waiting for; false when no output is left.
    pub fn flush(&mut self) -> bool {
        self.live(|face| match &mut face.sink {
            Sink::Stdout(out) => out.flush(),
            Sink::File(..) => Ok(()),
        })
    }

    fn live(&mut self, mut act: impl FnMut(&mut Face) -> io::Result<()>) -> bool {
        for face in self.faces.iter_mut().filter(|f| f.broken.is_none()) {
            face.broken = act(face).err();
        }
        self.faces.is_empty() || self.faces.iter().any(|f| f.broken.is_none())
    }

    /// Writes the ends, puts the files in their places, and says what could not be written.
    pub fn finish(mut self, end: &End<'_>, desk: Desk, status: &mut Status) {
        self.write(|writer, out| writer.finish(out, end));
        self.flush();
        for face in self.faces {
            let (file, broken) = match (face.sink, face.broken) {
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
                (None, Some(error)) => desk.unwritten(status, &error),
                (Some(path), Some(error)) => {
                    desk.say(&Text::CannotWriteTo(&path.display().to_string(), &error));
                    status.misuse = true;
                }
            }
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
        Format::Human | Format::Narrated | Format::Concise | Format::Json | Format::Jsonl => true,
        Format::Sarif
        | Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Checkstyle
        | Format::Rdjson
        | Format::Xlsx
        | Format::Html => false,
    }
}

/// Formats in which `--show-unknown` lists what could not be decided.
fn lists_open(format: Format) -> bool {
    matches!(format, Format::Human | Format::Narrated | Format::Concise)
}

/// Whether a person sees the lines and the sums in one place.
fn sums_behind_lines(args: &CheckArgs) -> bool {
    args.quiet || io::stdout().is_terminal()
}

fn human(args: &CheckArgs, desk: Desk, color: bool) -> Human {
    Human::new(HumanOptions {
        lang: desk.lang,
        width: terminal::width(args.common.width),
        color,
        ascii: args.ascii,
        show_unknown: args.show_unknown,
        show_accepted: args.show_accepted,
    })
}

fn writer(args: &CheckArgs, target: &Target, desk: Desk) -> Box<dyn Writer> {
    let lang = desk.lang;
    let color = target.file.is_none() && terminal::color(args.color, &io::stdout());
    let (show_unknown, show_accepted) = (args.show_unknown, args.show_accepted);
    match target.format {
        Format::Human => Box::new(human(args, desk, color)),
        Format::Narrated => Box::new(Narrated {
            lang,
            show_unknown,
            quiet: args.quiet,
            show_accepted,
        }),
        Format::Concise => {
            let sums = target.file.is_none() && sums_behind_lines(args);
            let sums = sums.then(|| human(args, desk, color));
            Box::new(Concise {
                lang,
                color,
                show_unknown,
                show_accepted,
                sums,
            })
        }
        Format::Json => Box::new(Json::default()),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::new(Sarif::new(lang)),
        Format::Github => Box::new(Github { lang }),
        Format::Gitlab => Box::new(Gitlab::new(lang)),
        Format::Junit => Box::new(Junit {
            lang,
            fail_on: args.fail_on.severity(),
        }),
        Format::Checkstyle => Box::new(Checkstyle { lang }),
        Format::Rdjson => Box::new(Rdjson::new(lang)),
        Format::Xlsx => Box::new(Xlsx::new(lang)),
        Format::Html => Box::new(Html::new(lang)),
    }
}
