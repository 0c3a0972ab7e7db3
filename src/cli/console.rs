//! The two ways to the person at the console: words on stderr, results on stdout.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use gouji_project::runner::Runner;
use gouji_project::{Gravity, Problem};

use super::args::{ColorWhen, Common};
use super::language;
use super::messages::Text;
use super::packs::Packs;
use super::read::Unread;
use super::status::Status;
use super::terminal;
use crate::fields::Problem as FileProblem;
use crate::output::flat;
use crate::output::human::{Human, HumanOptions};
use crate::text::Lang;

/// Who is spoken to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    /// In which language.
    pub lang: Lang,
}

/// How what is wrong with files is drawn.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// When there are colours.
    pub color: ColorWhen,
    /// With ASCII only.
    pub ascii: bool,
    /// Columns to use.
    pub width: Option<u16>,
}

impl Look {
    /// The usual one, in so many columns as the options want.
    pub fn of(common: &Common) -> Self {
        Look {
            color: ColorWhen::Auto,
            ascii: false,
            width: common.width,
        }
    }
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

    /// Finds the packs that the configuration of a file, or of the files of a folder, asks for; the empty path is the
    /// current folder. Says what is wrong with them; the rest works.
    pub fn packs(
        self,
        path: impl AsRef<Path>,
        common: &Common,
        look: Look,
        status: &mut Status,
    ) -> Packs {
        let (packs, problems) = Packs::load(path.as_ref(), common.request(self.lang));
        self.report(&problems, look, status);
        packs
    }

    /// So many threads; nothing where the system gives none, which is said.
    pub fn runner(self, jobs: usize) -> Option<Runner> {
        let runner = Runner::new(jobs);
        let said = |problem: Problem| self.tell(&problem.message(self.lang));
        runner.map_err(said).ok()
    }

    /// Says what is wrong outside of reports.
    pub fn report(self, problems: &[Problem], look: Look, status: &mut Status) {
        for problem in problems {
            self.draw(problem.files(), look);
            let message = problem.message(self.lang);
            if !message.is_empty() {
                self.tell(&message);
            }
            match problem.gravity() {
                Gravity::Remark => {}
                Gravity::Input => status.unread = true,
                Gravity::Setting => status.misuse = true,
            }
        }
    }

    /// Draws what is wrong with files.
    fn draw(self, files: &[FileProblem], look: Look) {
        if files.is_empty() {
            return;
        }
        let human = Human::new(HumanOptions {
            lang: self.lang,
            width: terminal::width_of_errors(look.width),
            color: terminal::color(look.color, &io::stderr()),
            ascii: look.ascii,
            show_unknown: false,
            coverage: false,
            show_accepted: false,
            many: false,
        });
        let mut err = io::stderr().lock();
        for FileProblem {
            document,
            diagnostics,
        } in files
        {
            for diagnostic in diagnostics {
                // there is nobody to report a failure to
                human.diagnostic(&mut err, document, diagnostic).ok();
            }
        }
        err.flush().ok();
    }

    /// Says why an input could not be read.
    pub fn unread(self, name: &str, why: &Unread) {
        self.tell(&why.message(name, self.lang));
    }

    /// Tells something on stderr that is in words already: in one line, without what steers a terminal, whatever names
    /// stand in it.
    pub fn tell(self, words: &str) {
        // there is nobody to report a failure to
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
