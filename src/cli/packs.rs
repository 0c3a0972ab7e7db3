//! Rule packs from files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::args::{ColorWhen, Common};
use super::desk::Desk;
use super::messages::Text;
use super::status::Status;
use super::terminal;
use crate::diagnostic::Severity;
use crate::output::human::{Human, HumanOptions};
use crate::pack::{self, Library, Role, Source};

/// Loads the packs that gouji brings along and those that are named. Says what is wrong with them; the rest works.
pub(super) fn load(
    common: &Common,
    color: ColorWhen,
    ascii: bool,
    desk: Desk,
    status: &mut Status,
) -> Library {
    let mut sources = Vec::new();
    for path in &common.pack {
        match source(path) {
            Ok(source) => sources.push(source),
            Err(error) => {
                desk.say(&Text::NoPack(&path.display().to_string(), &error));
                status.misuse = true;
            }
        }
    }
    let library = match sources.is_empty() {
        true => pack::builtin(desk.lang),
        false => pack::load(&sources, desk.lang),
    };
    let human = Human::new(HumanOptions {
        lang: desk.lang,
        width: terminal::width_of_errors(common.width),
        color: terminal::color(color, &io::stderr()),
        ascii,
        show_unknown: false,
    });
    let wrong = draw(&human, &library);
    if wrong > 0 {
        desk.say(&Text::PackErrors(wrong));
        status.misuse = true;
    }
    library
}

/// Draws the problems; how many of them are errors.
fn draw(human: &Human, library: &Library) -> usize {
    let mut wrong = 0;
    let mut err = io::stderr().lock();
    for problem in &library.problems {
        for diagnostic in &problem.diagnostics {
            wrong += usize::from(diagnostic.severity == Severity::Error);
            // nobody is left to be told when this fails
            human
                .diagnostic(&mut err, &problem.document, diagnostic)
                .ok();
        }
    }
    err.flush().ok();
    wrong
}

fn source(path: &Path) -> io::Result<Source> {
    let text = fs::read_to_string(path)?;
    Ok(Source {
        name: path.display().to_string(),
        text: text.trim_start_matches('\u{feff}').to_owned(),
        role: Role::Asked,
    })
}
