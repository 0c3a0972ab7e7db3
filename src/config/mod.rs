//! Layer 5: `gouji.toml`, what people set once for a folder.

mod waivers;

pub use waivers::{WAIVERS, Waiver, Waivers, waivers};

use crate::fields::{At, File, Problem, Tree};
use crate::text::Lang;

/// The name of the file.
pub const NAME: &str = "gouji.toml";

/// What a configuration file says. Paths begin in its folder.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Packs for every report: ids, or paths of files.
    pub packs: Vec<At<String>>,
    /// Packs for the reports of their places: paths, with wildcards.
    pub by_place: Vec<At<String>>,
    /// Do not choose packs by the place in a report's title.
    pub no_place_packs: bool,
}

/// Reads a configuration. What is wrong with it is in the second value; the rest holds.
pub fn read(name: &str, text: &str, lang: Lang) -> (Config, Option<Problem>) {
    let file = File::new(name, text, lang, false);
    let tree = Tree::parse(&file);
    let root = tree.root(&file);
    let config = Config {
        packs: root.texts("packs"),
        by_place: root.texts("by-place"),
        no_place_packs: root.has("choose-by-place") && !root.flag("choose-by-place"),
    };
    waivers::known(&root);
    root.finish();
    (config, file.problem())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_not_known_is_said_with_its_place() {
        let text = "packs = [\"hebei\", \"./ours.toml\"]\nchoose-by-plcae = false\n";
        let (config, problem) = read(NAME, text, Lang::En);
        assert_eq!(config.packs.len(), 2);
        assert!(!config.no_place_packs);
        let problem = problem.unwrap();
        let fault = problem.diagnostics.first().unwrap();
        assert_eq!(fault.message, "unknown key `choose-by-plcae`");
        assert_eq!(fault.help.as_deref(), Some("did you mean choose-by-place?"));
        assert_eq!(fault.primary().unwrap().span.of(text), "choose-by-plcae");
    }
}
