//! `gouji init`: a configuration to begin with.

use std::fs::{self, OpenOptions};
use std::io::Write;

use super::args::InitArgs;
use super::console::Console;
use super::messages::Text;
use super::scaffold;
use super::settings::shown;
use super::status::Status;
use crate::config;

/// Writes it; one that is there is left alone, unless it is to be replaced.
pub(super) fn run(args: &InitArgs) -> Option<Status> {
    let mut status = Status::default();
    let console = Console::new(&args.common)?;
    let path = args.folder.join(config::NAME);
    let text = scaffold::configuration(console.lang);
    let written = match args.force {
        true => fs::write(&path, text),
        false => {
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            file.and_then(|mut file| file.write_all(text.as_bytes()))
        }
    };
    let name = shown(&path);
    match written {
        Ok(()) => console.say(&Text::NewConfig(&name)),
        Err(error) => {
            console.say(&Text::NoNewConfig(&name, &error));
            status.misuse = true;
        }
    }
    Some(status)
}
