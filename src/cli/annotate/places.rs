//! Where marked copies go.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::messages::Say;
use crate::cli::args::AnnotateArgs;
use crate::cli::atomic::real;
use crate::cli::paths::first_free;
use crate::cli::read::Input;

/// What stands in front of the ending of a copy.
const MARKED: &str = ".marked";

/// An input and the place of its copy.
pub(super) struct Job {
    pub input: Input,
    pub copy: PathBuf,
    /// The copy as seen from the folder that is asked for.
    pub link: Option<PathBuf>,
}

/// Where the copies go; what is wrong with that.
pub(super) fn jobs(args: &AnnotateArgs, inputs: Vec<Input>) -> Result<Vec<Job>, Say<'_>> {
    let out = args.dir.as_deref().map(real);
    let mut jobs: Vec<Job> = Vec::new();
    let several = inputs.len() > 1;
    let files = inputs.iter().filter_map(|input| match input {
        Input::File(path) => Some(path.clone()),
        Input::Stdin => None,
    });
    let originals: HashSet<PathBuf> = files.collect();
    let mut taken = HashSet::new();
    for input in inputs {
        let Input::File(path) = &input else {
            return Err(Say::Stdin);
        };
        let copied = out.as_ref().is_some_and(|out| real(path).starts_with(out));
        if copied || several && originals.contains(&original(path)) {
            // a copy of an earlier run
            continue;
        }
        let mut link = None;
        let copy = match (&args.output, &args.dir) {
            (Some(_), _) if several => return Err(Say::OneOutput),
            (Some(file), _) => file.clone(),
            (None, Some(folder)) => {
                let place = free(&below(&args.paths, path).join(marked(path, false)), &taken);
                taken.insert(place.clone());
                let copy = folder.join(&place);
                link = Some(place);
                copy
            }
            (None, None) if args.in_place => path.clone(),
            (None, None) => copy_of(path),
        };
        if !args.in_place && real(&copy) == real(path) {
            let named = args.output.as_deref().and_then(Path::to_str);
            return Err(Say::OverInput(named.unwrap_or("--dir")));
        }
        jobs.push(Job { input, copy, link });
    }
    Ok(jobs)
}

/// Where the marked copy of a file stands that nobody has given another place.
pub(in crate::cli) fn copy_of(path: &Path) -> PathBuf {
    path.with_file_name(marked(path, true))
}

/// The folder of a file below the one that was named: empty where it stands in it, or was named itself.
fn below(named: &[PathBuf], path: &Path) -> PathBuf {
    let inside = named.iter().filter_map(|n| path.strip_prefix(n).ok());
    let folder = inside
        .filter_map(Path::parent)
        .next()
        .unwrap_or(Path::new(""));
    let plain = |c: Component<'_>| matches!(c, Component::Normal(_));
    match folder.components().all(plain) {
        true => folder.to_owned(),
        false => PathBuf::new(),
    }
}

/// Endings of documents that cannot carry marks: those of their text stand in a Word document.
const OLD: [&str; 2] = ["doc", "wps"];

/// Whether a document is of an old kind, by its ending.
pub(in crate::cli) fn is_old(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    OLD.iter().any(|old| ending.eq_ignore_ascii_case(old))
}

/// `report.docx` → `report.marked.docx`, `report.doc` → `report.marked.docx`.
fn marked(path: &Path, beside: bool) -> String {
    let part =
        |part: Option<&OsStr>| part.map_or_else(String::new, |p| p.to_string_lossy().into_owned());
    if is_old(path) {
        // a document of the same name in the new format has its own copy
        let other = path.with_extension("docx").exists();
        let stem = part(if other {
            path.file_name()
        } else {
            path.file_stem()
        });
        return format!("{stem}{MARKED}.docx");
    }
    let stem = part(path.file_stem());
    let stem = match beside {
        true => stem.as_str(),
        false => stem.strip_suffix(MARKED).unwrap_or(&stem),
    };
    match path.extension() {
        None => format!("{stem}{MARKED}"),
        ending => format!("{stem}{MARKED}.{}", part(ending)),
    }
}

/// `report.marked.docx` → `report.docx`; an empty path for a file that is no copy.
fn original(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    match (stem.strip_suffix(MARKED), ending) {
        (Some(stem), "") => path.with_file_name(stem),
        (Some(stem), ending) => path.with_file_name(format!("{stem}.{ending}")),
        (None, _) => PathBuf::new(),
    }
}

/// A path that no other copy has.
fn free(path: &Path, taken: &HashSet<PathBuf>) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let numbered = |n: usize| match n {
        1 => path.to_owned(),
        n => path.with_file_name(name.replacen(MARKED, &format!("-{n}{MARKED}"), 1)),
    };
    first_free(numbered, |p| taken.contains(p))
}
