//! Configurations and packs as they stand in the editor.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use gouji_project::Request;

use crate::project::{CaseOutcome, Member, Named};
use gouji_core::linter::run_case;
use gouji_core::pack::Problem;
use gouji_core::report::{Axis, AxisGroup, Kind, TableSpec};
use gouji_core::text::Lang;
use gouji_core::waivers::{self, WAIVERS};
use gouji_project::config;
use gouji_project::copies::located;
use gouji_project::packs::Packs;
use gouji_project::packs::opened::{Open, made_up_by, of_file, text_of};
use gouji_project::settings::{Settings, shown};

/// What is wrong with a file; `None` for one that is no business of ours.
pub(super) fn inspect(
    request: &Request,
    path: &Path,
    text: &str,
    open: &Open<'_>,
) -> Option<Vec<Problem>> {
    let name = path.file_name()?.to_string_lossy();
    if name == config::NAME {
        return Some(configuration(request, path, text));
    }
    if name == WAIVERS {
        let (_, problem) = waivers::read(&shown(path), text, request.lang, false);
        return Some(problem.into_iter().collect());
    }
    if path.extension().is_none_or(|e| e != "toml") {
        return None;
    }
    let (catalogue, name) = of_file(request.lang, path, text, open);
    let packs = made_up_by(&catalogue, &name);
    let mine = |p: &Problem| p.document.name == name;
    if packs.is_empty() {
        // a pack whose header is broken still says so; a file of another program does not
        let looks = text.lines().any(|l| l.trim_start().starts_with("[pack]"));
        let problems = catalogue.problems().iter().filter(|p| mine(p)).cloned();
        return looks.then(|| problems.collect());
    }
    let mut problems = catalogue.check(&packs).problems;
    problems.retain(mine);
    Some(problems)
}

/// Runs the cases of the packs that a file makes up.
pub(super) fn cases(lang: Lang, path: &Path, text: &str, open: &Open<'_>) -> Vec<CaseOutcome> {
    let (catalogue, name) = of_file(lang, path, text, open);
    let mut outcomes = Vec::new();
    for pack in made_up_by(&catalogue, &name) {
        let library = catalogue.library(&[pack]);
        for example in library.cases_of(&pack.id) {
            let place = &example.rule.place;
            let (kind, sample) = (example.kind, example.sample);
            outcomes.push(CaseOutcome {
                rule: example.rule.id.clone(),
                line: (place.path == name).then_some(place.line),
                result: run_case(kind, sample, example.rule, example.case, lang),
            });
        }
    }
    outcomes
}

fn configuration(request: &Request, path: &Path, text: &str) -> Vec<Problem> {
    let settings = Arc::new(Settings::of(path, text.to_owned(), true, request));
    let packs = Packs::unread(Some(settings), request, &mut Vec::new());
    let (_, signed) = waivers::read(&shown(path), text, request.lang, true);
    let mut problems = packs.problems();
    problems.extend(signed);
    problems.retain(|p| p.document.name == shown(path));
    problems
}

/// The files of the pack that a file belongs to, and of those that it stands on.
pub(super) fn family(lang: Lang, path: &Path, text: &str, open: &Open<'_>) -> Vec<Member> {
    let (catalogue, name) = of_file(lang, path, text, open);
    let packs = made_up_by(&catalogue, &name);
    // a file of a pack that comes along, where somebody works on it, has the others beside it
    let whole = shown(path);
    let root = whole.strip_suffix(&name).filter(|r| !r.is_empty());
    let mut members = Vec::new();
    for pack in catalogue.with_bases(&packs) {
        let is_own = packs.iter().any(|p| p.id == pack.id);
        for name in catalogue.paths(pack) {
            let beside = root
                .map(|r| Path::new(r).join(name))
                .filter(|f| f.is_file());
            let Some(path) = beside.or_else(|| located(name)) else {
                continue;
            };
            let text = match shown(&path) == whole {
                true => Some(text.to_owned()),
                false => text_of(&path, open),
            };
            members.extend(text.map(|text| Member {
                path,
                text,
                own: is_own,
            }));
        }
    }
    members
}

/// The names that the rules of a pack may use.
pub(super) fn names(lang: Lang, path: &Path, text: &str, open: &Open<'_>) -> Vec<Named> {
    let (catalogue, name) = of_file(lang, path, text, open);
    let mut all: Vec<Named> = Vec::new();
    for pack in made_up_by(&catalogue, &name) {
        let library = catalogue.library(&[pack]);
        for kind in library.kinds.iter().filter(|k| k.id == pack.kind) {
            of_kind(kind, lang, &mut all);
        }
        let params = library.params.iter().map(|(id, _)| plain(id, ""));
        all.extend(params);
    }
    let mut seen = BTreeSet::new();
    all.retain(|n| seen.insert((n.id.clone(), n.said.clone(), n.of.clone(), n.is_row)));
    all
}

fn plain(id: &str, said: &str) -> Named {
    Named {
        id: id.to_owned(),
        said: said.to_owned(),
        ..Named::default()
    }
}

fn of_kind(kind: &Kind, lang: Lang, all: &mut Vec<Named>) {
    let sections = kind.sections.iter();
    all.extend(sections.map(|s| Named {
        key: s.keys.first().cloned().unwrap_or_default(),
        ..plain(&s.id, &s.title)
    }));
    let mentions = kind.mentions.iter();
    all.extend(mentions.map(|m| plain(&m.id, m.label.get(lang))));
    for table in kind.forms.iter().flat_map(|f| &f.tables) {
        all.push(plain(&table.id, &table.title));
        let rows = (table.rows.as_slice(), table.row_groups.as_slice());
        of_axis(table, rows, true, all);
        let columns = (table.columns.as_slice(), table.column_groups.as_slice());
        of_axis(table, columns, false, all);
    }
}

fn of_axis<I>(
    table: &TableSpec,
    (lines, groups): (&[Axis], &[AxisGroup<I>]),
    is_row: bool,
    all: &mut Vec<Named>,
) {
    let named = |id: &str, said: &str, keys: &[String]| Named {
        key: keys.first().cloned().unwrap_or_default(),
        of: Some(table.id.clone()),
        is_row,
        ..plain(id, said)
    };
    all.extend(lines.iter().map(|l| named(&l.id, &l.name, &l.keys)));
    all.extend(groups.iter().map(|g| named(&g.id, &g.label, &g.keys)));
}
