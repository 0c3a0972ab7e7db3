//! The two ways to the person at the console: words on stderr, results on stdout.

use std::io::{self, BufWriter, ErrorKind, Write};

use gouji_project::{Gravity, Problem};

use super::args::Common;
use super::language;
use super::messages::Text;
use super::read::Unread;
use super::status::Status;
use crate::output::flat;
use crate::text::Lang;

/// Who is spoken to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    /// In which language.
    pub lang: Lang,
}

impl Console {
    /// Takes the language from the options, else from the environment; `None` when the environment is wrong.
    pub fn new(common: &Common) -> Option<Self> {
        if let Some(name) = common.lang {
            return Some(Console { lang: name.lang() });
        }
        match language::of_environment() {
            Ok(lang) => Some(Console { lang }),
            Err(said) => {
                let console = Console { lang: Lang::Zh };
                console.say(&Text::BadLanguage(&said));
                None
            }
        }
    }

    /// Says something on stderr.
    pub fn say(self, text: &Text<'_>) {
        self.tell(&text.say(self.lang));
    }

    /// Says what is wrong outside of reports.
    pub fn report(self, problems: &[Problem], status: &mut Status) {
        for problem in problems {
            self.tell(&problem.message(self.lang));
            match problem.gravity() {
                Gravity::Remark => {}
                Gravity::Input => status.unread = true,
                Gravity::Setting => status.misuse = true,
            }
        }
    }

    /// Says why an input could not be read.
    pub fn unread(self, name: &str, why: &Unread) {
        self.tell(&why.message(name, self.lang));
    }

    /// Tells something on stderr that is in words already: in one line, without what steers a terminal, whatever names
    /// stand in it.
    pub fn tell(self, words: &str) {
        // nobody is left to be told when this fails
        writeln!(io::stderr().lock(), "gouji: {}", flat(words)).ok();
    }

    /// Prints a result on stdout.
    pub fn print(self, status: &mut Status, show: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        let mut out = BufWriter::new(io::stdout().lock());
        let done = show(&mut out).and_then(|()| out.flush());
        if let Err(error) = done {
            self.unwritten(status, &error);
            // what is still in the buffer has no place to go
            drop(out.into_parts());
        }
    }

    /// Output that was not written: somebody stopped reading, which is fine, or it could not be.
    pub fn unwritten(self, status: &mut Status, error: &io::Error) {
        if error.kind() != ErrorKind::BrokenPipe {
            self.say(&Text::CannotWrite(error));
            status.misuse = true;
        }
    }
}
