//! Writes what `compare` and `series` show to where it is wanted.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::args::{Common, ViewFormat, Viewing};
use super::atomic::{AtomicFile, real};
use super::console::Console;
use super::messages::Text;
use super::read::Input;
use super::status::Status;
use super::terminal;
use crate::output::why::Style;

/// What writes one output.
pub(super) type Show<'s> = dyn Fn(ViewFormat, Style, &mut dyn Write) -> io::Result<()> + 's;

/// What is wrong with where outputs go; then nothing is read.
pub(super) fn wrong<'a>(viewing: &'a Viewing, inputs: &[Input]) -> Option<Text<'a>> {
    let targets = &viewing.format;
    if targets.iter().filter(|t| t.file.is_none()).count() > 1 {
        return Some(Text::TwoToStdout);
    }
    let bare = targets
        .iter()
        .any(|t| t.file.is_none() && t.format == ViewFormat::Xlsx);
    if bare && io::stdout().is_terminal() {
        return Some(Text::NotForTerminals);
    }
    let mut seen = BTreeSet::new();
    for path in targets.iter().filter_map(|t| t.file.as_deref()) {
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
        match &target.file {
            None => console.print(status, |out| show(target.format, style, out)),
            Some(path) => {
                let done = into_file(path, |out| show(target.format, style, out));
                if let Err(error) = done {
                    let name = path.display().to_string();
                    console.say(&Text::CannotWriteTo(&name, &error));
                    status.misuse = true;
                }
            }
        }
    }
}

fn into_file(path: &Path, show: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::new();
    show(&mut bytes)?;
    AtomicFile::new(path)?.keep_with(&bytes)
}
