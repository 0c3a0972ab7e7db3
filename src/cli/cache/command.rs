//! `gouji cache`.

use super::folder;
use super::messages::Say;
use crate::cli::args::CacheCommand;
use crate::cli::console::Console;
use crate::cli::status::Status;

/// Runs the command.
pub(in crate::cli) fn run(command: &CacheCommand) -> Status {
    let (CacheCommand::Dir(common) | CacheCommand::Clean(common)) = command;
    let mut status = Status::default();
    let Some(console) = Console::new(common) else {
        return Status::misused();
    };
    let Some(place) = folder::place() else {
        console.tell(&Say::Nowhere.say(console.lang));
        return Status::misused();
    };
    let path = place.display().to_string();
    match command {
        CacheCommand::Dir(_) => console.print(&mut status, |out| writeln!(out, "{path}")),
        CacheCommand::Clean(_) => match folder::clean(&place) {
            Ok(bytes) => console.tell(&Say::Cleaned(&path, bytes).say(console.lang)),
            Err(error) => {
                console.tell(&Say::Stuck(&path, &error).say(console.lang));
                status.misuse = true;
            }
        },
    }
    status
}
