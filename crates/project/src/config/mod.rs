//! `gouji.toml`, what people set once for a folder.
//!
//! Here is what concerns files and output. `[severity]` and `[param]` are the topmost layer on the packs and are read
//! with them, by [`gouji_core::pack::Catalogue::topped`].

mod globs;
mod messages;
mod output;
mod series;

pub use globs::Globs;
pub use messages::pattern as pattern_in_chinese;
pub use output::{OptionWords, Output};
pub use series::{Areas, Series};

use self::messages::{NoFile, Untrusted};
use gouji_core::diagnostic::Severity;
use gouji_core::fields::{At, Fields, File, Problem, Tree};
use gouji_core::text::Lang;

/// The name of the file.
pub const NAME: &str = "gouji.toml";

/// What a configuration file says. Paths begin in its folder.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Packs for every report: ids, or paths of files.
    pub packs: Vec<At<String>>,
    /// Packs for the reports of their places: paths, with wildcards.
    pub by_place: Vec<At<String>>,
    /// Whether packs are chosen by the place in a report's title.
    pub choose_by_place: Option<At<bool>>,
    /// Which rules run.
    pub choice: Choice,
    /// The files that are taken from folders; none means all.
    pub include: Globs,
    /// The files and folders that are not taken from folders.
    pub exclude: Globs,
    /// What holds for some files.
    pub areas: Vec<Area>,
    /// How results are written, where no option says so.
    pub output: Output,
    /// Which reports belong together.
    pub series: Series,
    /// Who reports to whom.
    pub reporting: Areas,
}

/// Which rules run: ids, or beginnings that end in `*`.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only these; none means all.
    pub select: Vec<At<String>>,
    /// Not these.
    pub ignore: Vec<At<String>>,
}

/// What holds for some files: a `[[path]]` table.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Which files.
    pub globs: Globs,
    /// Which rules run for them.
    pub choice: Choice,
}

/// Reads a configuration. What is wrong with it is in the second value; the rest holds.
///
/// A configuration that is not `trusted` chooses and tunes rules; what it says beyond that does not hold, and is said.
pub fn read(name: &str, text: &str, trusted: bool, lang: Lang) -> (Config, Option<Problem>) {
    let file = File::new(name, text, lang, false);
    let tree = Tree::parse(&file);
    let root = tree.root(&file);
    let mut config = Config {
        packs: root.texts("packs"),
        by_place: root.texts("by-place"),
        choose_by_place: flag(&root, "choose-by-place"),
        choice: choice(&root),
        include: Globs::read(&root, "include"),
        exclude: Globs::read(&root, "exclude"),
        areas: root.tables("path").iter().map(area).collect(),
        output: root.table("output").map(Output::read).unwrap_or_default(),
        series: root.table("series").map(Series::read).unwrap_or_default(),
        reporting: root.table("area").map(Areas::read).unwrap_or_default(),
    };
    layer(&root);
    gouji_core::waivers::known(&root);
    root.finish();
    no_files(&file, &mut config.output);
    if !trusted {
        restrict(&file, &root, &mut config);
    }
    (config, file.problem())
}

/// Outputs that name a file: a file is written only where the user says so.
fn no_files(file: &File<'_>, output: &mut Output) {
    for format in output.format.iter().filter(|f| f.value.contains('=')) {
        file.fault(format.span, &NoFile);
    }
    output.format.retain(|f| !f.value.contains('='));
}

/// What only a trusted configuration may say, besides packs that are files.
const TRUSTED: [&str; 8] = [
    "by-place",
    "choose-by-place",
    "include",
    "exclude",
    "output",
    "baseline",
    "series",
    "area",
];

fn restrict(file: &File<'_>, root: &Fields<'_, '_>, config: &mut Config) {
    let is_file = |pack: &At<String>| pack.value.contains(['.', '/', '\\']);
    for pack in config.packs.iter().filter(|p| is_file(p)) {
        file.remark(Severity::Warning, pack.span, &Untrusted("packs"));
    }
    for key in TRUSTED.into_iter().filter(|key| root.has(key)) {
        file.remark(Severity::Warning, root.place(key), &Untrusted(key));
    }
    config.packs.retain(|p| !is_file(p));
    *config = Config {
        packs: std::mem::take(&mut config.packs),
        choice: std::mem::take(&mut config.choice),
        areas: std::mem::take(&mut config.areas),
        ..Config::default()
    };
}

impl Config {
    /// The places of the `[[path]]` tables that mean a file. Its path begins in the folder of the configuration, with
    /// `/` on every system.
    pub fn areas_of(&self, path: &str) -> Vec<usize> {
        let all = self.areas.iter().enumerate();
        let here = all.filter(|(_, area)| area.globs.mean(path));
        here.map(|(at, _)| at).collect()
    }

    /// What is said of which rules run, in front of the tables and in some of the `[[path]]` tables.
    pub fn choices(&self, areas: &[usize]) -> Vec<&Choice> {
        let here = areas.iter().filter_map(|at| self.areas.get(*at));
        [&self.choice]
            .into_iter()
            .chain(here.map(|a| &a.choice))
            .collect()
    }

    /// Whether a file is taken from a folder.
    pub fn takes(&self, path: &str) -> bool {
        let wanted = self.include.is_empty() || self.include.mean(path);
        wanted && !self.exclude.mean(path)
    }
}

fn area(fields: &Fields<'_, '_>) -> Area {
    fields.needs("glob");
    let area = Area {
        globs: Globs::read(fields, "glob"),
        choice: choice(fields),
    };
    layer(fields);
    fields.finish();
    area
}

fn choice(fields: &Fields<'_, '_>) -> Choice {
    Choice {
        select: fields.texts("select"),
        ignore: fields.texts("ignore"),
    }
}

/// The tables that are read as a layer on the packs.
fn layer(fields: &Fields<'_, '_>) {
    let _ = (fields.has("severity"), fields.has("param"));
}

fn flag(fields: &Fields<'_, '_>, key: &'static str) -> Option<At<bool>> {
    fields.has(key).then(|| At {
        value: fields.flag(key),
        span: fields.place(key),
    })
}

#[cfg(test)]
mod tests;
