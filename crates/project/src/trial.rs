//! A pattern or an expression that somebody tries. It is put into a pack of its own on top of the packs of a report, so that
//! it means there what it would mean in a rule.

mod leading;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_core::diagnostic::Diagnostic;
use gouji_core::document::Document;
use gouji_core::fields::{Problem as FileProblem, string};
use gouji_core::linter::{Linter, Options};
use gouji_core::pack::Library;
use gouji_core::rule::Rule;
use gouji_core::text::{LineIndex, Span};

use crate::packs::{Packs, Wanted};
use crate::problem::Problem;
use crate::request::Request;
use crate::settings::Settings;

pub use leading::leading;

/// The name of the file that the pack would have.
const FILE: &str = "gouji-try.toml";
/// The id of the pack, and how the ids of its rules begin.
const ID: &str = "gouji-try";
/// The name of the value that an expression has.
pub const VALUE: &str = "tried";

/// The packs that the reports of a folder get.
pub struct Base {
    /// Tells what a document is, and which of them it gets.
    pub linter: Linter,
    request: Request,
    settings: Option<Arc<Settings>>,
    areas: Vec<usize>,
    /// The files of packs that did not come with gouji, by id.
    files: BTreeMap<String, String>,
}

/// What a report stands for when something is tried on it: its packs, and the form of its tables.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Under {
    /// Ids of its packs.
    pub packs: Vec<String>,
    /// Id of the form.
    pub form: String,
}

/// What is tried.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// A pattern or an expression.
    pub text: String,
    /// What an expression goes through.
    pub each: Option<String>,
    /// Where a pattern is looked for.
    pub within: Vec<String>,
}

/// What a text is tried as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An expression with one value.
    Value,
    /// An expression with a list of values.
    List,
    /// A pattern.
    Pattern,
}

impl Base {
    /// Finds the packs for a file, and what is wrong with them.
    pub fn load(path: &Path, request: &Request) -> (Self, Vec<Problem>) {
        let (packs, problems) = Packs::load(path, request.clone());
        let own = packs.catalogue.packs().iter().filter(|p| p.foreign);
        let files = own.map(|p| (p.id.clone(), p.path.clone())).collect();
        let options = Options {
            lang: request.lang,
            ..Options::default()
        };
        let base = Base {
            files,
            request: request.clone(),
            settings: packs.settings.clone(),
            areas: packs.areas.clone(),
            linter: Linter::choosing(packs.catalogue, packs.by_place, options),
        };
        (base, problems)
    }

    /// A pack with these rules on top of the packs of a report. Its own rules are the first of the pair, in order.
    fn library(&self, under: &Under, rules: &str) -> (Library, String) {
        let named = |id: &String| string(self.files.get(id).unwrap_or(id));
        let extends: Vec<String> = under.packs.iter().map(named).collect();
        let text = format!(
            "[pack]\nid = \"{ID}\"\nextends = [{}]\n{rules}",
            extends.join(", ")
        );
        let mut request = self.request.clone();
        request.texts.insert(PathBuf::from(FILE), text.clone());
        let wanted = Wanted {
            packs: vec![FILE.to_owned()],
            ..Wanted::default()
        };
        let mut packs = Packs::gathered(&wanted, &request, &mut Vec::new());
        packs.settings.clone_from(&self.settings);
        let catalogue = packs.topped(self.areas.clone());
        let own: Vec<_> = catalogue.packs().iter().filter(|p| p.id == ID).collect();
        let mut library = catalogue.library(&own);
        library.problems.extend_from_slice(catalogue.problems());
        (library, text)
    }

    fn linter_of(&self, library: Library) -> Linter {
        let options = Options {
            lang: self.request.lang,
            ..Options::default()
        };
        Linter::new(library, options)
    }
}

impl Trial {
    /// The text as a rule of the packs of a report; the error is what is wrong with it.
    pub fn put(
        &self,
        base: &Base,
        under: &Under,
        shape: Shape,
    ) -> Result<Linter, Box<FileProblem>> {
        let text = literal(&self.text);
        let each = self.each.as_deref().map(literal);
        let each = each.map(|e| format!("each = {e}\n")).unwrap_or_default();
        let within: Vec<String> = self.within.iter().map(|w| string(w)).collect();
        let form = string(&under.form);
        let what = match shape {
            Shape::Pattern if within.is_empty() => format!("match = {text}\n"),
            Shape::Pattern => format!("match = {text}\nin = [{}]\n", within.join(", ")),
            // what is not itself is never there: the finding shows the value and what was read for it
            Shape::Value => format!(
                "forms = [{form}]\n{each}let = {{ {VALUE} = {text} }}\ncheck = \"{VALUE} != {VALUE}\"\n"
            ),
            Shape::List => format!(
                "forms = [{form}]\n{each}let = {{ {VALUE} = {text} }}\ncheck = \"count({VALUE}) < 0\"\n"
            ),
        };
        let message = match shape {
            Shape::Pattern => "{match}".to_owned(),
            Shape::Value | Shape::List => format!("{{{VALUE}}}"),
        };
        let rule = format!("[[rule]]\nid = \"{ID}\"\nmessage = \"{message}\"\n{what}");
        let (library, whole) = base.library(under, &rule);
        let own = |p: &&FileProblem| p.document.name == FILE;
        match library.problems.iter().find(own) {
            Some(problem) => Err(Box::new(self.problem(problem, &whole))),
            None => Ok(base.linter_of(library)),
        }
    }

    /// What is wrong, at its place in what somebody typed.
    fn problem(&self, problem: &FileProblem, whole: &str) -> FileProblem {
        let each = self.each.as_deref();
        let typed = [
            Some(("TEXT", self.text.as_str())),
            each.map(|e| ("--each", e)),
        ];
        for (name, text) in typed.into_iter().flatten() {
            let Some(at) = whole.find(&literal(text)) else {
                continue;
            };
            let start = at + literal(text).find(text).unwrap_or(0);
            let range = start..start + text.len();
            let inside = problem.diagnostics.iter().filter_map(|d| moved(d, &range));
            let inside: Vec<Diagnostic> = inside.collect();
            if !inside.is_empty() {
                let document = Document {
                    name: name.to_owned(),
                    lines: LineIndex::new(text),
                    text: text.to_owned(),
                    ..Document::default()
                };
                return FileProblem {
                    document,
                    diagnostics: inside,
                };
            }
        }
        problem.clone()
    }
}

/// A finding in a part of a text, as one in that part alone.
fn moved(diagnostic: &Diagnostic, part: &std::ops::Range<usize>) -> Option<Diagnostic> {
    let mut diagnostic = diagnostic.clone();
    let place = diagnostic.primary()?.span;
    let touches = place.start as usize <= part.end && part.start <= place.end as usize;
    for label in &mut diagnostic.labels {
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        // the quotes around it stand for all of it
        let start = start.clamp(part.start, part.end);
        let end = end.clamp(start, part.end);
        label.span = Span::new(start - part.start, end - part.start);
    }
    touches.then_some(diagnostic)
}

/// The rule of a linter that something is tried with.
pub fn rule(library: &Library) -> Option<&Rule> {
    rules(library).next()
}

fn rules(library: &Library) -> impl Iterator<Item = &Rule> {
    let all = library.all_rules();
    all.map(|(_, rule)| rule).filter(|rule| rule.pack == ID)
}

/// A text as it stands in a pack: to the letter wherever TOML can say it so.
fn literal(text: &str) -> String {
    let odd = |c: char| c.is_control() && c != '\t';
    match text.contains("'''") || text.contains(odd) {
        true => string(text),
        false => format!("'''{text}'''"),
    }
}
