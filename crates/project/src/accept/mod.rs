//! What was accepted before: for each report the baseline and the waivers beside the nearest `gouji.toml` from its folder
//! up, else those in the current folder.

pub mod baseline;
mod findings;
mod folder;
mod former;

pub use findings::{Renewal, ReportFindings, append};
pub use folder::{AcceptanceFolder, WaiverFile, pattern_of, relative};

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::atomic::real;
use crate::cache::Words;
use crate::config;
use crate::problem::Problem;
use crate::read::Input;
use crate::settings::Finder;
use gouji_core::diagnostic::{LintResult, Vanished};
use gouji_core::document::Document;
use gouji_core::linter::{Acceptances, Linter, Seen, settle};
use gouji_core::rule::Day;
use gouji_core::text::Lang;

/// What is known beside the reports of a run.
pub struct AcceptanceFolders {
    /// Each folder with what stands in it.
    pub list: Vec<AcceptanceFolder>,
    /// Which of them a folder with reports has, and its path without links.
    folders: HashMap<PathBuf, (usize, PathBuf)>,
    today: Day,
    lang: Lang,
}

/// What is wanted of the baselines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The baseline that is named.
    pub baseline: Option<&'a Path>,
    /// Whether it is read.
    pub read: bool,
    /// The name of stdin.
    pub stdin: &'a str,
    /// The day on which waivers are judged.
    pub today: Option<Day>,
}

/// What came of the waivers of one report: folder, file and number of each.
pub type Tally = Vec<((usize, usize, usize), Seen)>;

impl AcceptanceFolders {
    /// Finds and reads all that concerns some inputs. What is wrong with it is left with the finder.
    pub fn find(inputs: &[Input], wanted: Wanted<'_>, finder: &mut Finder) -> Self {
        let mut acceptances = AcceptanceFolders {
            list: Vec::new(),
            folders: HashMap::new(),
            today: wanted.today.unwrap_or_else(today),
            lang: finder.request.lang,
        };
        let mut files = Vec::new();
        for input in inputs {
            let folder = folder(input);
            if acceptances.folders.contains_key(folder) {
                continue;
            }
            let found = finder.of(&input.place(wanted.stdin));
            let config = found.map_or_else(here, |f| real(&f.settings.path));
            let known = acceptances.list.iter().position(|g| g.config == config);
            let at = known.unwrap_or_else(|| {
                let acceptance = AcceptanceFolder::open(config, wanted, finder, &mut files);
                acceptances.list.push(acceptance);
                acceptances.list.len() - 1
            });
            acceptances
                .folders
                .insert(folder.to_owned(), (at, without_links(folder)));
        }
        if !files.is_empty() {
            finder.problems.push(Problem::Acceptances(files));
        }
        acceptances
    }

    /// The day that stands in what is written: the one that the environment names, so that the same input gives the same
    /// bytes (<https://reproducible-builds.org/specs/source-date-epoch/>), else today.
    pub fn dated(&self) -> Day {
        let named = env::var("SOURCE_DATE_EPOCH").ok();
        let seconds = named.and_then(|s| s.parse::<i64>().ok());
        let day = seconds.and_then(|s| Day::after_epoch(s.div_euclid(86_400)));
        day.unwrap_or(self.today)
    }

    /// The folder of an input, and the input without links in its path.
    pub fn of(&self, input: &Input, name: &str) -> Option<(usize, PathBuf)> {
        let (at, folder) = self.folders.get(folder(input))?;
        let file = match input {
            Input::File(path) => folder.join(path.file_name()?),
            Input::Stdin => folder.join(name),
        };
        Some((*at, file))
    }

    /// Moves the findings of a report aside that were accepted before, by the baseline only where that is wanted.
    pub fn accept(
        &self,
        linter: &Linter,
        (input, name): (&Input, &str),
        document: &Document,
        checked: LintResult,
        by_baseline: bool,
    ) -> (LintResult, Vec<Seen>) {
        let Some((at, file)) = self.of(input, name) else {
            return (checked, Vec::new());
        };
        let Some(acceptance) = self.list.get(at) else {
            return (checked, Vec::new());
        };
        let path = acceptance.path(&file);
        let here = acceptance.waivers(&file);
        let given = Acceptances {
            baseline: acceptance
                .baseline
                .as_ref()
                .filter(|_| by_baseline)
                .map(|b| (b, path.as_str())),
            waivers: here.iter().map(|(_, waiver)| *waiver).collect(),
        };
        linter.accept(checked, document, &given, self.today)
    }

    /// What came of the waivers of a report, with their numbers.
    pub fn tally(&self, input: &Input, name: &str, seen: Vec<Seen>) -> Tally {
        if seen.is_empty() {
            return Tally::new();
        }
        let of = self.of(input, name);
        let acceptance = of.and_then(|(at, file)| Some((at, file, self.list.get(at)?)));
        let keys = acceptance.into_iter().flat_map(|(at, file, acceptance)| {
            let here = acceptance.waivers(&file).into_iter();
            here.map(move |((paper, nth), _)| (at, paper, nth))
        });
        keys.zip(seen).collect()
    }

    /// A report without links in its path, and all that its result depends on beside it.
    pub fn beside(&self, input: &Input, name: &str) -> Option<(PathBuf, Words)> {
        let (at, file) = self.of(input, name)?;
        let acceptance = self.list.get(at)?;
        let mut words = Words::default();
        if let Some(baseline) = &acceptance.baseline {
            let path = acceptance.path(&file);
            words.list(baseline.of(&path).map(|entry| format!("{entry:?}")));
        }
        let waivers = acceptance.waivers(&file);
        words.list(waivers.iter().map(|(_, waiver)| format!("{waiver:?}")));
        if !waivers.is_empty() {
            // the way to the report stands in what is said about them
            words.add(name);
        }
        if waivers.iter().any(|(_, waiver)| waiver.until.is_some()) {
            words.add(self.today.to_string());
        }
        Some((file, words))
    }

    /// What is wrong with the waivers, at the end of a run: for each file that has something wrong the file as a document,
    /// and the findings.
    pub fn settle(&self, tally: Tally) -> Vec<(Document, LintResult)> {
        let mut all: HashMap<(usize, usize, usize), Seen> = HashMap::new();
        for (key, seen) in tally {
            all.entry(key).or_default().take_in(seen);
        }
        let mut settled = Vec::new();
        for (at, acceptance) in self.list.iter().enumerate() {
            for (nth, paper) in acceptance.papers.iter().enumerate() {
                let numbers = 0..paper.waivers.list.len();
                let seen: Vec<Option<Seen>> = numbers.map(|w| all.remove(&(at, nth, w))).collect();
                let checked = settle(&paper.waivers, &seen, self.today, self.lang);
                if !checked.diagnostics.is_empty() {
                    settled.push((paper.waivers.document.clone(), checked));
                }
            }
        }
        settled
    }

    /// The findings of the baselines in reports that are no longer there.
    pub fn gone(&self) -> Vec<Vanished> {
        let of = |acceptance: &AcceptanceFolder| acceptance.gone();
        self.list.iter().flat_map(of).collect()
    }
}

/// The folder that an input stands in.
fn folder(input: &Input) -> &Path {
    match input {
        Input::File(path) => path.parent().unwrap_or(Path::new("")),
        Input::Stdin => Path::new(""),
    }
}

/// Where a configuration would stand in the current folder.
fn here() -> PathBuf {
    env::current_dir().unwrap_or_default().join(config::NAME)
}

/// A folder; the empty path is the current one.
fn without_links(folder: &Path) -> PathBuf {
    match folder.as_os_str().is_empty() {
        true => real(Path::new(".")),
        false => real(folder),
    }
}

/// The day in UTC.
fn today() -> Day {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    Day::after_epoch(days).unwrap_or(Day {
        year: 1970,
        month: 1,
        day: 1,
    })
}
