//! `gouji cache`.

mod messages;

use gouji_project::cache::{clean, place};

use self::messages::Say;
use super::args::CacheCommand;
use super::console::Console;
use super::status::Status;

/// Runs the command.
pub(super) fn run(command: &CacheCommand) -> Option<Status> {
    let (CacheCommand::Dir(common) | CacheCommand::Clean(common)) = command;
    let mut status = Status::default();
    let console = Console::new(common)?;
    let Some(place) = place() else {
        console.tell(&Say::Nowhere.say(console.lang));
        return None;
    };
    let path = place.display().to_string();
    match command {
        CacheCommand::Dir(_) => console.print(&mut status, |out| writeln!(out, "{path}")),
        CacheCommand::Clean(_) => match clean(&place) {
            Ok(bytes) => console.tell(&Say::Cleaned(&path, bytes).say(console.lang)),
            Err(error) => {
                console.tell(&Say::Stuck(&path, &error).say(console.lang));
                status.misuse = true;
            }
        },
    }
    Some(status)
}
