//! Rules that waivers and baselines name as they were called before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{AcceptanceFolder, AcceptanceFolders};
use crate::problem::Problem;
use gouji_core::diagnostic::Severity;
use gouji_core::fields::{File, Problem as FileProblem};
use gouji_core::pack::NowCalled;
use gouji_core::text::{Lang, Span};

impl AcceptanceFolders {
    /// Says what rules that are named by a former id are called now, once for each of them and each file; `None` where there
    /// is nothing to say. `former` are such ids, with the present ones.
    pub fn former(&self, former: &BTreeMap<String, String>) -> Option<Problem> {
        let all = self.list.iter().flat_map(|f| said(f, former, self.lang));
        let files: Vec<FileProblem> = all.collect();
        (!files.is_empty()).then_some(Problem::Acceptances(files))
    }
}

fn said(
    folder: &AcceptanceFolder,
    former: &BTreeMap<String, String>,
    lang: Lang,
) -> Vec<FileProblem> {
    let mut files = Vec::new();
    for paper in &folder.papers {
        let document = &paper.waivers.document;
        let file = File::new(&document.name, &document.text, lang, false);
        let mut seen = BTreeSet::new();
        for waiver in &paper.waivers.list {
            let now = former.get(&waiver.rule);
            if let Some(now) = now.filter(|_| seen.insert(&waiver.rule)) {
                file.remark(Severity::Info, waiver.span, &NowCalled(now.clone()));
            }
        }
        files.extend(file.problem());
    }
    files.extend(in_baseline(folder, former, lang));
    files
}

/// The same of a baseline: its file is read again where it has something to say.
fn in_baseline(
    folder: &AcceptanceFolder,
    former: &BTreeMap<String, String>,
    lang: Lang,
) -> Option<FileProblem> {
    let baseline = folder.baseline.as_ref()?;
    let rules: BTreeSet<&String> = baseline.entries.keys().map(|key| &key.rule).collect();
    let named = rules.iter().filter_map(|id| Some((*id, former.get(*id)?)));
    let named: Vec<(&String, &String)> = named.collect();
    if named.is_empty() {
        return None;
    }
    let text = fs::read_to_string(&folder.file).ok()?;
    let name = folder.file.display().to_string();
    let file = File::new(&name, &text, lang, false);
    for (id, now) in named {
        let word = format!("\"{id}\"");
        let Some(at) = text.find(&word) else {
            continue;
        };
        let span = Span::new(at, at + word.len());
        file.remark(Severity::Info, span, &NowCalled(now.clone()));
    }
    file.problem()
}
