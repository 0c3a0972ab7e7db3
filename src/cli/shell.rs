//! `gouji completions` and `gouji man`: what shells and manuals know of the options.

use std::fs;
use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::args::{CompletionsArgs, ManArgs};
use super::console::Console;
use super::help;
use super::messages::Text;
use super::status::Status;
use crate::text::Lang;

/// `gouji completions`.
pub(super) fn completions(args: &CompletionsArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    // the generator ends the process where stdout is closed, so that it does not get stdout
    let mut script = Vec::new();
    let mut command = help::command_for_shells(console.lang);
    clap_complete::generate(args.shell, &mut command, "gouji", &mut script);
    console.print(&mut status, |out| out.write_all(&script));
    Some(status)
}

/// `gouji man`.
pub(super) fn man(args: &ManArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let command = help::command_for_manual(console.lang);
    match &args.folder {
        None => console.print(&mut status, |out| {
            out.write_all(&page(command, console.lang)?)
        }),
        Some(folder) => {
            let written =
                fs::create_dir_all(folder).and_then(|()| pages(command, folder, console.lang));
            if let Err(error) = written {
                console.say(&Text::CannotWriteTo(&folder.display().to_string(), &error));
                status.misuse = true;
            }
        }
    }
    Some(status)
}

/// Writes a page for a command and for each under it.
fn pages(command: Command, folder: &Path, lang: Lang) -> io::Result<()> {
    for under in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        pages(under.clone(), folder, lang)?;
    }
    let name = Man::new(command.clone()).get_filename();
    fs::write(folder.join(name), page(command, lang)?)
}

/// The page of a command.
fn page(command: Command, lang: Lang) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(help::manual(&String::from_utf8_lossy(&page), lang).into_bytes())
}
