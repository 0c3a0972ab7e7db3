//! A file, or a text that an assistant has written, as a document with the rules that hold for it.

use std::path::PathBuf;
use std::sync::Arc;

use gouji_core::document::Document;
use gouji_core::linter::{Linter, Options};
use gouji_project::linters::LinterCache;
use gouji_project::paths::Inputs;
use gouji_project::read::{self, Input};
use gouji_project::settings::Finder;
use gouji_project::walk::Ignored;

use crate::arguments::Arguments;
use crate::folders::Allowed;
use crate::messages::{Say, flat};
use crate::protocol::Server;

/// What a text in no file is called.
const DRAFT: &str = "draft.md";

/// So many files are read in one call.
const MOST_FILES: usize = 200;

/// A document, and what is said about it.
pub(crate) struct Source {
    pub document: Document,
    /// The file; `None` for a text.
    pub input: Option<Input>,
    /// Where it lies, or would lie.
    pub place: PathBuf,
}

impl Server {
    /// The document that a call is about.
    pub fn source(&self, arguments: &Arguments<'_>) -> Result<Source, String> {
        let lang = self.lang();
        match (arguments.text("path"), arguments.text("text")) {
            (Some(path), None) => {
                let file = self.folders.find(path)?;
                self.file(&file)
            }
            (None, Some(text)) => {
                let document = read::opened(DRAFT, text);
                Ok(Source {
                    document: document.ok_or_else(|| Say::NoText.say(lang))?,
                    input: None,
                    place: self.folders.first().join(DRAFT),
                })
            }
            _ => Err(Say::PathOrText.say(lang)),
        }
    }

    /// A file as a document.
    pub fn file(&self, file: &Allowed) -> Result<Source, String> {
        let lang = self.lang();
        if !file.path.is_file() {
            return Err(Say::NoFile(&flat(&file.name)).say(lang));
        }
        let input = Input::File(file.path.clone());
        match input.read(&file.name, false) {
            Ok(document) => Ok(Source {
                document,
                input: Some(input),
                place: file.path.clone(),
            }),
            Err(why) => Err(flat(&why.message(&file.name, lang))),
        }
    }

    /// The files that paths mean, those that lead out of the folders left out; and what is to be said about them.
    pub fn files(&self, paths: &[&str]) -> Result<(Vec<Allowed>, String), String> {
        let mut all: Vec<Allowed> = Vec::new();
        for path in paths {
            let found = self.folders.find(path)?;
            if found.path.is_file() {
                all.push(found);
                continue;
            }
            let mut finder = self.finder();
            let inputs = Inputs::find(&[found.path], Ignored::default(), &mut finder);
            let inside = inputs.list.iter().filter_map(|input| match input {
                Input::File(path) => self.folders.allowed(path).filter(|f| f.path.is_file()),
                Input::Stdin => None,
            });
            all.extend(inside);
        }
        let count = all.len();
        all.truncate(MOST_FILES);
        let note = match count > MOST_FILES {
            true => Say::TooMany(MOST_FILES, count).say(self.lang()),
            false => String::new(),
        };
        Ok((all, note))
    }

    /// What finds configurations, as they are now.
    pub fn finder(&self) -> Finder {
        Finder::new(self.request.clone())
    }

    /// What makes linters for files.
    pub fn linters(&self) -> LinterCache {
        LinterCache::new(Options {
            lang: self.lang(),
            ..Options::default()
        })
    }

    /// The linter for a document, and what is wrong with its configuration.
    pub fn linter(&self, source: &Source) -> (Arc<Linter>, String) {
        let mut finder = self.finder();
        let linter = self.linters().of(&source.place, &mut finder);
        (linter, self.problems(&mut finder))
    }

    /// What is wrong with configurations and packs, to stand in front of an answer.
    pub fn problems(&self, finder: &mut Finder) -> String {
        let lang = self.lang();
        let problems = finder.problems();
        let said = problems.iter().map(|p| {
            let mut words = p.message(lang);
            for file in p.files() {
                for diagnostic in &file.diagnostics {
                    words.push_str(&format!(" {}: {}", file.document.name, diagnostic.message));
                }
            }
            Say::Problem(&flat(&words)).say(lang)
        });
        said.collect()
    }
}
