//! A file, or a text that an assistant has written, as a document with the rules that hold for it.

use std::path::PathBuf;
use std::sync::Arc;

use gouji_core::document::Document;
use gouji_core::linter::{Linter, Options};
use gouji_project::linters::LinterCache;
use gouji_project::read::{self, Input};
use gouji_project::settings::Finder;

use crate::arguments::Arguments;
use crate::folders::Allowed;
use crate::messages::{Say, flat};
use crate::protocol::Server;

/// What a text in no file is called.
const DRAFT: &str = "draft.md";

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
