//! Where outputs go: standard output, or files that take their places when they are complete.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::cli::atomic::{AtomicFile, real};
use crate::cli::console::Console;
use crate::cli::messages::Text;
use crate::cli::read::Input;
use crate::cli::status::Status;
use crate::output::Writer;

/// Some outputs. One that can no longer be written does not stop the others.
#[derive(Default)]
pub(in crate::cli) struct Sinks(Vec<Output>);

/// An output, and where it goes.
pub(in crate::cli) struct Output {
    pub writer: Box<dyn Writer>,
    /// Only the head and the end are written.
    pub quiet: bool,
    /// … and what could not be decided.
    pub open: bool,
    sink: Sink,
    /// Why nothing more can be written.
    broken: Option<io::Error>,
}

enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(PathBuf, AtomicFile),
}

impl Sink {
    fn open(file: Option<&Path>) -> io::Result<Self> {
        Ok(match file {
            None => Sink::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
            Some(path) => Sink::File(path.to_owned(), AtomicFile::new(path)?),
        })
    }

    fn out(&mut self) -> &mut dyn Write {
        match self {
            Sink::Stdout(out) => out,
            Sink::File(_, file) => file,
        }
    }
}

impl Output {
    /// Where it goes.
    pub fn out(&mut self) -> (&mut dyn Writer, &mut dyn Write) {
        (&mut *self.writer, self.sink.out())
    }
}

impl Sinks {
    /// Adds an output to a file, or to standard output. Says why that cannot be; then it is an error.
    pub fn add(
        &mut self,
        writer: Box<dyn Writer>,
        file: Option<&Path>,
        (quiet, open): (bool, bool),
        console: Console,
    ) -> Result<(), ()> {
        let sink = Sink::open(file).map_err(|error| {
            let name = file.map(|f| f.display().to_string()).unwrap_or_default();
            console.say(&Text::CannotWriteTo(&name, &error));
        })?;
        self.0.push(Output {
            writer,
            quiet,
            open,
            sink,
            broken: None,
        });
        Ok(())
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Lets each output that can still be written act; false when none is left.
    pub fn live(&mut self, mut act: impl FnMut(&mut Output) -> io::Result<()>) -> bool {
        for output in self.0.iter_mut().filter(|f| f.broken.is_none()) {
            output.broken = act(output).err();
        }
        self.0.iter().any(|f| f.broken.is_none())
    }

    /// Writes to each output; false when none is left.
    pub fn write(
        &mut self,
        mut act: impl FnMut(&mut dyn Writer, &mut dyn Write) -> io::Result<()>,
    ) -> bool {
        self.live(|output| {
            let (writer, out) = output.out();
            act(writer, out)
        })
    }

    /// Makes visible what people are waiting for; false when no output is left.
    pub fn flush(&mut self) -> bool {
        self.live(|output| match &mut output.sink {
            Sink::Stdout(out) => out.flush(),
            Sink::File(..) => Ok(()),
        })
    }

    /// Puts the files in their places, and says what could not be written; true when nobody reads standard output any
    /// more.
    pub fn close(mut self, console: Console, status: &mut Status) -> bool {
        self.flush();
        let mut gone = false;
        for output in self.0 {
            let (file, broken) = match (output.sink, output.broken) {
                (Sink::File(path, file), None) => (Some(path), file.keep().err()),
                (Sink::File(path, _), broken) => (Some(path), broken),
                (Sink::Stdout(out), broken) => {
                    if broken.is_some() {
                        // what is still in the buffer has no place to go
                        drop(out.into_parts());
                        gone = true;
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
        gone
    }
}

/// What is wrong with where outputs go: for each its file, and whether it is nothing for a terminal.
pub(in crate::cli) fn wrong<'a>(
    targets: impl Iterator<Item = (Option<&'a Path>, bool)> + Clone,
    inputs: &[Input],
) -> Option<Text<'a>> {
    let bare = targets.clone().filter(|(file, _)| file.is_none());
    if bare.clone().count() > 1 {
        return Some(Text::TwoToStdout);
    }
    if bare.into_iter().any(|(_, binary)| binary) && io::stdout().is_terminal() {
        return Some(Text::NotForTerminals);
    }
    let mut seen = BTreeSet::new();
    for path in targets.filter_map(|(file, _)| file) {
        let name = path.to_str().unwrap_or_default();
        if path.as_os_str().is_empty() {
            return Some(Text::NoFile);
        }
        let file = real(path);
        let same = |input: &Input| matches!(input, Input::File(own) if real(own) == file);
        if file.is_file() && inputs.iter().any(same) {
            return Some(Text::OutputIsInput(name));
        }
        if !seen.insert(file) {
            return Some(Text::TwoToFile(name));
        }
    }
    None
}
