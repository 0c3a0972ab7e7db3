//! Bodies over the years, and reports side by side: for terminals, programs, browsers and workbooks.
//!
//! - `View` is what all of them draw; `text` draws it for a terminal, with `cells` for its years and `rolls` for who has to
//!   report, `json` for programs, `page` for browsers, `book` as a workbook.
//! - `heat` is the table of bodies and years in a page, which the page of `check` has as well; `spark` its small plots.
//! - `compare` draws reports side by side.

mod book;
mod cells;
pub mod compare;
pub(crate) mod heat;
pub(crate) mod json;
pub(crate) mod messages;
pub(crate) mod page;
mod rolls;
mod spark;
mod text;

use std::io::{self, Write};

use crate::why::Style;
use gouji_core::series::Overview;

/// Bodies over the years, and what lay beside their reports.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The bodies.
    pub overview: &'a Overview,
    /// Files that are no reports.
    pub strangers: &'a [String],
    /// How it is shown.
    pub style: Style,
}

impl View<'_> {
    /// Writes it for people.
    pub fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, out)
    }

    /// Writes it for programs: one JSON value. Fields keep their meaning; more may be added.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }

    /// Writes a page for browsers, which needs nothing but itself.
    pub fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        page::write(self, out)
    }

    /// Writes a workbook.
    pub fn xlsx(&self, out: &mut dyn Write) -> io::Result<()> {
        book::write(self, out)
    }

    /// Bodies that break their series.
    fn broken(&self) -> usize {
        let bodies = self.overview.bodies.iter();
        bodies.filter(|line| !line.holds()).count()
    }
}

/// Text in a colour, by the code of terminals; plain where there are none.
fn paint(style: Style, code: &str, text: &str) -> String {
    match style.color && !text.is_empty() {
        true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}
