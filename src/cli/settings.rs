//! What options and `gouji.toml` say together.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::args::Common;
use super::desk::Desk;
use super::messages::Text;
use super::status::Status;
use crate::config::{self, Config};
use crate::fields::Problem;

/// The packs that people want.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// For every report: ids or paths.
    pub packs: Vec<String>,
    /// For the reports of their places: paths.
    pub by_place: Vec<PathBuf>,
    /// Choose packs by the place in a report's title.
    pub by_place_wanted: bool,
}

/// Takes the options and the configuration: the one that is named, else the nearest one from the current folder up.
pub(super) fn find(
    common: &Common,
    desk: Desk,
    problems: &mut Vec<Problem>,
    status: &mut Status,
) -> Settings {
    let mut settings = Settings {
        by_place_wanted: !common.no_place_packs,
        ..Settings::default()
    };
    let named = common.config.clone();
    if let Some(path) = named.or_else(|| nearest().filter(|_| !common.no_config)) {
        match fs::read_to_string(&path) {
            Ok(text) => {
                let name = path.display().to_string();
                let (config, problem) = config::read(&name, &text, desk.lang);
                problems.extend(problem);
                settings.take(config, path.parent().unwrap_or(Path::new("")), desk, status);
            }
            Err(error) => {
                desk.say(&Text::NoConfig(&path.display().to_string(), &error));
                status.misuse = true;
            }
        }
    }
    settings.packs.extend(common.pack.iter().cloned());
    settings
}

impl Settings {
    fn take(&mut self, config: Config, folder: &Path, desk: Desk, status: &mut Status) {
        self.by_place_wanted &= !config.no_place_packs;
        for pack in config.packs {
            let path = folder.join(&pack.value);
            let file = pack.value.ends_with(".toml");
            let name = if file {
                path.display().to_string()
            } else {
                pack.value
            };
            self.packs.push(name);
        }
        for pattern in config.by_place {
            let whole = folder.join(&pattern.value).display().to_string();
            match glob::glob(&whole) {
                Ok(paths) => self.by_place.extend(paths.filter_map(Result::ok)),
                Err(error) => {
                    desk.say(&Text::BadPattern(&whole, &error.to_string()));
                    status.misuse = true;
                }
            }
        }
    }
}

/// The nearest configuration from the current folder up, with a path that is short to read.
fn nearest() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let found = here
        .ancestors()
        .map(|f| f.join(config::NAME))
        .find(|p| p.is_file())?;
    let short = found.strip_prefix(&here).map(Path::to_owned);
    Some(short.unwrap_or(found))
}
