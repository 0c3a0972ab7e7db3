//! `gouji pack add`: copies a pack beside `gouji.toml`.

use gouji_project::packs::added;

use super::messages::Say;
use crate::cli::args::AddArgs;
use crate::cli::console::Console;
use crate::cli::status::Status;

/// Runs the command.
pub(in crate::cli) fn run(args: &AddArgs) -> Option<Status> {
    let console = Console::new(&args.common)?;
    let config = args.common.config.as_deref();
    let added = match added::add(&args.source, config, args.replace) {
        Ok(added) => added,
        Err(why) => {
            console.tell(&why.message(console.lang));
            return None;
        }
    };
    let ids: Vec<&str> = added.packs.iter().map(|(id, _)| id.as_str()).collect();
    let paths = added.packs.iter().map(|(_, path)| format!("\"{path}\""));
    let paths: Vec<String> = paths.collect();
    let config = added.config.display().to_string();
    let said = Say::Added {
        ids: &ids.join(", "),
        written: added.written,
        same: added.same,
        config: &config,
        paths: &paths.join(", "),
    };
    console.tell(&said.say(console.lang));
    Some(Status::default())
}
