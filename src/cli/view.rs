//! Writes what `compare` and `series` show to where it is wanted.

use std::io::{self, Write};
use std::path::Path;

use super::args::{Common, ViewFormat, Viewing};
use super::atomic::AtomicFile;
use super::console::Console;
use super::messages::Text;
use super::outputs::sinks;
use super::read::Input;
use super::status::Status;
use super::terminal;
use crate::output::why::Style;

/// What writes one output.
pub(super) type Show<'s> = dyn Fn(ViewFormat, Style, &mut dyn Write) -> io::Result<()> + 's;

/// What is wrong with where outputs go; then nothing is read.
pub(super) fn wrong<'a>(viewing: &'a Viewing, inputs: &[Input]) -> Option<Text<'a>> {
    let targets = viewing.format.iter();
    let targets = targets.map(|t| (t.file.as_deref(), t.format == ViewFormat::Xlsx));
    sinks::wrong(targets, inputs)
}

/// Writes each output.
pub(super) fn write(
    viewing: &Viewing,
    common: &Common,
    console: Console,
    status: &mut Status,
    show: &Show<'_>,
) {
    for target in &viewing.format {
        let style = Style {
            lang: console.lang,
            width: terminal::width(common.width),
            color: target.file.is_none() && terminal::color(viewing.color, &io::stdout()),
            ascii: viewing.ascii,
        };
        let show = |out: &mut dyn Write| show(target.format, style, out);
        put(target.file.as_deref(), console, status, show);
    }
}

/// Writes an output to a file, or to standard output; says why that cannot be.
pub(super) fn put(
    file: Option<&Path>,
    console: Console,
    status: &mut Status,
    show: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) {
    let Some(path) = file else {
        return console.print(status, show);
    };
    if let Err(error) = into_file(path, show) {
        let name = path.display().to_string();
        console.say(&Text::CannotWriteTo(&name, &error));
        status.misuse = true;
    }
}

fn into_file(path: &Path, show: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::new();
    show(&mut bytes)?;
    AtomicFile::new(path)?.keep_with(&bytes)
}
