//! `gouji completions` and `gouji man`: what shells and manuals know of the options.

use std::fs;
use std::io;
use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::desk::Desk;
use super::messages::Text;
use super::status::Status;

/// `gouji completions`.
pub(super) fn completions(args: &CompletionsArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    // the generator ends the process where stdout is closed, so that it does not get stdout
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gouji", &mut script);
    desk.print(&mut status, |out| out.write_all(&script));
    status
}

/// `gouji man`.
pub(super) fn man(args: &ManArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    match &args.folder {
        None => desk.print(&mut status, |mut out| {
            // like the pages in a folder, of which none is about help
            Man::new(Cli::command().disable_help_subcommand(true)).render(&mut out)
        }),
        Some(folder) => {
            if let Err(error) = pages(folder) {
                desk.say(&Text::CannotWriteTo(&folder.display().to_string(), &error));
                status.misuse = true;
            }
        }
    }
    status
}

/// Writes a page for each command.
fn pages(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}
