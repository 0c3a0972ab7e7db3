//! A folder in which a baseline and waivers stand.

use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::{Wanted, baseline};
use crate::atomic::real;
use crate::problem::Problem;
use crate::read as reading;
use crate::settings::Finder;
use gouji_core::diagnostic::{Baseline, Vanished};
use gouji_core::fields::Problem as FileProblem;
use gouji_core::waivers::{self, WAIVERS, Waiver, Waivers};

/// What stands in a folder.
pub struct AcceptanceFolder {
    /// The configuration, which need not be there.
    pub config: PathBuf,
    /// The file of the baseline, as it is shown.
    pub file: PathBuf,
    /// What it says, where it was read.
    pub baseline: Option<Baseline>,
    /// The files with waivers.
    pub papers: Vec<WaiverFile>,
    /// The folder of the baseline, without links.
    base: PathBuf,
}

/// A file with waivers.
pub struct WaiverFile {
    /// What it says.
    pub waivers: Waivers,
    /// Which reports each of them means.
    patterns: Vec<Option<Pattern>>,
}

/// As in a shell.
const LIKE_A_SHELL: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

impl AcceptanceFolder {
    /// Reads what stands beside a configuration.
    pub fn open(
        config: PathBuf,
        wanted: Wanted<'_>,
        finder: &mut Finder,
        files: &mut Vec<FileProblem>,
    ) -> Self {
        let no_config = finder.request.no_config;
        let folder = config.parent().unwrap_or(Path::new("")).to_owned();
        let mut papers = Vec::new();
        if !no_config {
            for (path, is_config) in [(config.clone(), true), (folder.join(WAIVERS), false)] {
                papers.extend(paper(&path, is_config, finder, files));
            }
        }
        let key = papers
            .iter()
            .find_map(|p: &WaiverFile| p.waivers.baseline.as_ref());
        let named = match (wanted.baseline, key) {
            (Some(path), _) => Some(path.to_owned()),
            (None, Some(key)) => Some(shown(&folder.join(key))),
            (None, None) => None,
        };
        let usual = shown(&folder.join(baseline::NAME));
        let expected = named.is_some() || (!no_config && usual.is_file());
        let file = named.unwrap_or(usual);
        let baseline = match wanted.read && expected {
            true => read(&file, finder, files),
            false => None,
        };
        let base = real(&file).parent().map(Path::to_owned).unwrap_or_default();
        AcceptanceFolder {
            config,
            file,
            baseline,
            papers,
            base,
        }
    }

    /// A report as the baseline names it.
    pub fn path(&self, report: &Path) -> String {
        relative(&self.base, report)
    }

    /// The waivers that mean a report, with the numbers of their file and of themselves.
    pub fn waivers(&self, report: &Path) -> Vec<((usize, usize), &Waiver)> {
        let folder = self.config.parent().unwrap_or(Path::new(""));
        let path = relative(folder, report);
        let mut all = Vec::new();
        for (at, paper) in self.papers.iter().enumerate() {
            for (nth, (waiver, pattern)) in
                paper.waivers.list.iter().zip(&paper.patterns).enumerate()
            {
                let means = |p: &Pattern| p.matches_with(&path, LIKE_A_SHELL);
                if pattern.as_ref().is_some_and(means) {
                    all.push(((at, nth), waiver));
                }
            }
        }
        all
    }

    /// Whether a report of the baseline is there.
    pub fn has(&self, path: &str) -> bool {
        self.base.join(path).exists()
    }

    /// The findings of the baseline in reports that are no longer there.
    pub fn gone(&self) -> Vec<Vanished> {
        let Some(baseline) = &self.baseline else {
            return Vec::new();
        };
        let gone = baseline.paths().into_iter().filter(|path| !self.has(path));
        let entries = gone.flat_map(|path| baseline.of(path));
        let vanished = entries.map(|(key, entry)| Vanished {
            path: key.path.clone(),
            rule: key.rule.clone(),
            at: entry.at.clone(),
            count: entry.count,
        });
        vanished.collect()
    }
}

/// Reads the waivers of a file, where there is one.
fn paper(
    path: &Path,
    is_config: bool,
    finder: &mut Finder,
    files: &mut Vec<FileProblem>,
) -> Option<WaiverFile> {
    let path = shown(path);
    let name = path.display().to_string();
    let text = match reading::text(&path) {
        Ok(text) => text,
        // a configuration that cannot be read is complained about where it is looked for
        Err(error) if is_config || error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            finder.problems.push(Problem::NoAcceptance(path, error));
            return None;
        }
    };
    let (waivers, problem) = waivers::read(&name, &text, finder.request.lang, is_config);
    files.extend(problem);
    let mut pattern = |waiver: &Waiver| match Pattern::new(&waiver.file) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            let problem = Problem::BadPattern(waiver.file.clone(), error.to_string());
            finder.problems.push(problem);
            None
        }
    };
    Some(WaiverFile {
        patterns: waivers.list.iter().map(&mut pattern).collect(),
        waivers,
    })
}

/// Reads a baseline.
fn read(path: &Path, finder: &mut Finder, files: &mut Vec<FileProblem>) -> Option<Baseline> {
    match fs::read_to_string(path) {
        Ok(text) => {
            let name = path.display().to_string();
            let (baseline, problem) = baseline::read(&name, &text, finder.request.lang);
            files.extend(problem);
            baseline
        }
        Err(error) => {
            let problem = Problem::NoAcceptance(path.to_owned(), error);
            finder.problems.push(problem);
            None
        }
    }
}

/// A path as it is short to read.
fn shown(path: &Path) -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    let short = path
        .strip_prefix(&here)
        .or_else(|_| path.strip_prefix(real(&here)));
    short.unwrap_or(path).to_owned()
}

/// The way from a folder to a file, with forward strokes. Both are without links.
pub fn relative(folder: &Path, file: &Path) -> String {
    let mut from = folder.components().peekable();
    let mut to = file.components().peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| "..".to_owned());
    let down = to.map(|c: Component<'_>| c.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    parts.join("/")
}

/// The pattern in a waiver that means one report.
pub fn pattern_of(report: &str) -> String {
    Pattern::escape(report)
}
