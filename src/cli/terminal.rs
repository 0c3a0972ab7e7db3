//! What the terminal can do.

use std::env;
use std::io::{self, IsTerminal};

use terminal_size::{Width, terminal_size, terminal_size_of};

use super::args::ColorWhen;

/// Wider rows are hard to read.
const WIDEST: u16 = 120;
/// Where there is no terminal.
const USUAL: u16 = 100;

/// Whether a stream gets colours.
pub(super) fn color(when: ColorWhen, stream: &impl IsTerminal) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => {
            let set = |name: &str| env::var_os(name).is_some_and(|v| !v.is_empty());
            let dumb = env::var_os("TERM").is_some_and(|t| t == "dumb");
            stream.is_terminal() && !set("NO_COLOR") && !dumb
        }
    }
}

/// How many columns rows have.
pub(super) fn width(wanted: Option<u16>) -> usize {
    let of_terminal = || {
        let stdout = io::stdout();
        let size = if stdout.is_terminal() {
            terminal_size_of(stdout)
        } else {
            None
        };
        size.map(|(Width(columns), _)| columns)
    };
    let columns = wanted.or_else(of_terminal).unwrap_or(USUAL);
    usize::from(columns.min(WIDEST))
}

/// How many columns the rows of a list have: a program gets them whole.
pub(super) fn width_of_list(wanted: Option<u16>) -> usize {
    match wanted.is_some() || io::stdout().is_terminal() {
        true => width(wanted),
        false => usize::MAX,
    }
}

/// How many columns rows on stderr have.
pub(super) fn width_of_errors(wanted: Option<u16>) -> usize {
    let of_terminal = || terminal_size().map(|(Width(columns), _)| columns);
    let columns = wanted.or_else(of_terminal).unwrap_or(USUAL);
    usize::from(columns.min(WIDEST))
}
