//! What all outputs of `check` have in common: they are written report by report, and keep nothing of what they wrote.

use std::io::{self, Write};

use super::human::Human;
use gouji_core::diagnostic::{LintResult, Summary};
use gouji_core::document::Document;
use gouji_core::rule::{Day, Rule};

/// An output on its way: the head, then each input as it comes, then the end. Without the end it is cut off.
pub trait Writer {
    /// Writes what stands before the first report.
    fn head(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one report.
    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()>;

    /// Writes that an input could not be read.
    fn unread(&mut self, _out: &mut dyn Write, _input: &Unread<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Writes what stands behind the last report.
    fn finish(&mut self, _out: &mut dyn Write, _end: &End<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// An input that could not be read.
#[derive(Clone, Copy, Debug)]
pub struct Unread<'a> {
    /// Its path as given.
    pub path: &'a str,
    /// Why, in a sentence.
    pub why: &'a str,
}

/// The rule of a run with an id, where a pack has it; remarks of the engine itself have none.
pub type Rules<'a> = dyn Fn(&str) -> Option<&'a Rule> + 'a;

/// What is known at the end of a run.
#[derive(Clone, Copy)]
pub struct End<'a> {
    /// The sums.
    pub summary: &'a Summary,
    /// The exit status that the run will have.
    pub exit: u8,
    /// The day that stands in what is written, where the host knows one: an output has no clock.
    pub day: Option<Day>,
    /// The rules that ran.
    pub rules: &'a Rules<'a>,
}

impl Writer for Human {
    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        Human::report(self, out, document, checked)
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        self.summary(out, end.summary)
    }
}
