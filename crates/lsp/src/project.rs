//! What the server asks of the machine that it runs on, which knows files, configurations and packs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gouji_core::diagnostic::{Diagnostic, LintResult};
use gouji_core::document::Document;
use gouji_core::linter::autofix::{Fixed, Level};
use gouji_core::linter::{EvaluatedReport, Stop};
use gouji_core::pack::Problem;
use gouji_core::rule::{CaseResult, Place};
use gouji_core::text::Lang;

/// What an editor may set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientOptions {
    /// The language of messages, where it is said.
    pub lang: Option<Lang>,
    /// Further packs, by id or path.
    pub packs: Vec<String>,
}

/// Where one can read about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulePage {
    /// A page that is published, by its address.
    Published(String),
    /// The file that defines it, where it lies on this machine, and the line, counted from 1.
    File(PathBuf, usize),
}

/// A document and what is found in it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// What is found.
    pub checked: LintResult,
}

/// What is known of a rule.
#[derive(Clone, Debug, Default)]
pub struct RuleCard {
    /// Where it is defined.
    pub place: Place,
    /// The file that it is defined in, where it lies on this machine.
    pub file: Option<PathBuf>,
    /// What it demands, in a line.
    pub title: String,
    /// The page that `gouji explain` shows.
    pub page: String,
}

/// A case of a pack, run.
#[derive(Clone, Debug)]
pub struct CaseOutcome {
    /// Id of the rule.
    pub rule: String,
    /// The line of the rule in the file that was asked about, counted from 1; `None` when it stands in another one.
    pub line: Option<usize>,
    /// What came of it.
    pub result: CaseResult,
}

/// A name that expressions of a pack may use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub id: String,
    /// What people call it.
    pub said: String,
    /// The key under which its label is found; empty where it has none.
    pub key: String,
    /// The table that it is a row or column of.
    pub of: Option<String>,
    /// It is a row, or a group of rows.
    pub is_row: bool,
}

/// A file of a pack, or of one that it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Where it lies; for a pack that comes along, its copy.
    pub path: PathBuf,
    /// Its text, as it stands in the editor.
    pub text: String,
    /// It belongs to the pack itself.
    pub own: bool,
}

/// What the server asks of the machine that it runs on. Nothing here fails as a whole: what cannot be read is left out.
pub trait Project: Send + Sync {
    /// The language of messages.
    fn lang(&self) -> Lang;

    /// Takes in what the editor sets, before anything is asked.
    fn configure(&self, wishes: ClientOptions);

    /// Forgets configurations, packs, baselines and waivers: they are read again when they are needed.
    fn reload(&self);

    /// Checks a text as `gouji check` would check the file; `None` where it cannot be read as text, or where it was stopped.
    fn check(&self, path: &Path, text: &str, stop: &Stop) -> Option<Analysis>;

    /// What there is to show of a document.
    fn evaluate(&self, path: &Path, document: &Document) -> EvaluatedReport;

    /// Puts all fixes of a level into a document.
    fn fix(&self, path: &Path, document: Document, level: Level) -> Fixed;

    /// What is known of a rule that holds for a file.
    fn rule(&self, path: &Path, id: &str) -> Option<RuleCard>;

    /// The ids of all rules that may hold for a file.
    fn rules(&self, path: &Path) -> Vec<String>;

    /// The file of the waivers for a report, its text so far, and the table that signs for a finding; `None` where a lock
    /// forbids that.
    fn waiver(
        &self,
        path: &Path,
        analysis: &Analysis,
        diagnostic: &Diagnostic,
    ) -> Option<(PathBuf, Option<String>, String)>;

    /// What is wrong with a configuration, a file of waivers or a pack; `None` for a file that is none of these. `open`
    /// gives the texts of other files that are open in the editor.
    fn inspect(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Option<Vec<Problem>>;

    /// Runs the cases of a pack.
    fn cases(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Vec<CaseOutcome>;

    /// The names that a pack may use.
    fn names(&self, path: &Path, text: &str, open: &dyn Fn(&Path) -> Option<String>) -> Vec<Named>;

    /// The files of the pack that a file belongs to, and of those that it stands on.
    fn family(
        &self,
        path: &Path,
        text: &str,
        open: &dyn Fn(&Path) -> Option<String>,
    ) -> Vec<Member>;

    /// The files of the packs that the configuration for a file asks for, or of all packs; `texts` are those that stand in
    /// the editor. What came with gouji is not its own.
    fn configured(&self, path: &Path, texts: BTreeMap<PathBuf, String>, all: bool) -> Vec<Member>;

    /// The configurations and files of waivers in some folders and below them, and in the folders above some packs.
    fn configurations(&self, folders: &[PathBuf], packs: &[PathBuf]) -> Vec<PathBuf>;

    /// What is wrong with the configurations and packs that were needed so far.
    fn problems(&self) -> Vec<(PathBuf, Problem)>;

    /// The reports below some folders that are text, as `gouji check` finds them.
    fn reports(&self, folders: &[PathBuf]) -> Vec<PathBuf>;

    /// Where one can read about a rule.
    fn page(&self, path: &Path, id: &str) -> Option<RulePage>;

    /// The text of a configuration or pack.
    fn text(&self, path: &Path) -> Option<String>;

    /// The text of a report, decoded.
    fn read(&self, path: &Path) -> Option<String>;

    /// Whether a folder was made a place of work: a configuration stands in it.
    fn is_project(&self, folder: &Path) -> bool;
}
