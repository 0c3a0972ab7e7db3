//! `gouji init`: a configuration to begin with.

use std::fs::{self, OpenOptions};
use std::io::Write;

use super::args::InitArgs;
use super::desk::Desk;
use super::messages::Text;
use super::scaffold;
use super::settings::shown;
use super::status::Status;
use crate::config;

/// Writes it; one that is there is left alone, unless it is to be replaced.
pub(super) fn run(args: &InitArgs) -> Status {
    let mut status = Status::default();
    let Some(desk) = Desk::new(&args.common) else {
        return Status::misused();
    };
    let path = args.folder.join(config::NAME);
    let text = scaffold::configuration(desk.lang);
    let written = match args.force {
        true => fs::write(&path, text),
        false => {
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            file.and_then(|mut file| file.write_all(text.as_bytes()))
        }
    };
    let name = shown(&path);
    match written {
        Ok(()) => desk.say(&Text::NewConfig(&name)),
        Err(error) => {
            desk.say(&Text::NoNewConfig(&name, &error));
            status.misuse = true;
        }
    }
    status
}
