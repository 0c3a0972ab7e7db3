//! `gouji cache`.

use super::folder;
use super::messages::Say;
use crate::cli::args::CacheCommand;
use crate::cli::desk::Desk;
use crate::cli::status::Status;

/// Runs the command.
pub(in crate::cli) fn run(command: &CacheCommand) -> Status {
    let (CacheCommand::Dir(common) | CacheCommand::Clean(common)) = command;
    let mut status = Status::default();
    let Some(desk) = Desk::new(common) else {
        return Status::misused();
    };
    let Some(place) = folder::place() else {
        desk.tell(&Say::Nowhere.say(desk.lang));
        return Status::misused();
    };
    let path = place.display().to_string();
    match command {
        CacheCommand::Dir(_) => desk.print(&mut status, |out| writeln!(out, "{path}")),
        CacheCommand::Clean(_) => match folder::clean(&place) {
            Ok(bytes) => desk.tell(&Say::Cleaned(&path, bytes).say(desk.lang)),
            Err(error) => {
                desk.tell(&Say::Stuck(&path, &error).say(desk.lang));
                status.misuse = true;
            }
        },
    }
    status
}
