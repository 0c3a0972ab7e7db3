//! A report by itself.

use std::collections::BTreeMap;

use gouji_core::diagnostic::LintResult;
use gouji_core::document::Document;
use gouji_core::linter::{Keep, Linter, Neighbours, Options};
use gouji_core::pack::{Source, SourceOrigin};
use gouji_core::rule::Rule;
use gouji_core::text::Lang;
use gouji_formats::ReadError;

use crate::messages::Say;
use crate::shown::Shown;

/// The largest report that is read, in bytes, as on the command line.
const LARGEST: u64 = 64 << 20;

/// Rules, and the language of what is said.
pub struct Checker {
    pub(crate) linter: Linter,
    pub(crate) lang: Lang,
}

/// Why a file of so many bytes is not read, where it is too large.
pub fn too_large(bytes: u64, lang: Lang) -> Option<String> {
    let limit = LARGEST;
    let error = ReadError::TooLarge { bytes, limit };
    (bytes > limit).then(|| error.message(lang))
}

impl Checker {
    /// The rules that come along, with the text of another pack on top where there is one.
    pub fn new(pack: Option<&str>, lang: Lang) -> Self {
        let mut sources = gouji_packs::sources();
        sources.extend(pack.map(|text| Checker::source(text, lang)));
        let catalogue = gouji_packs::catalogue_of(sources, lang);
        let options = Options {
            lang,
            keep: Keep::Sums,
            records: true,
            ..Options::default()
        };
        Checker {
            linter: Linter::choosing(catalogue, true, options),
            lang,
        }
    }

    /// The text of a pack as a file that was asked for.
    pub(crate) fn source(text: &str, lang: Lang) -> Source {
        Source {
            name: Say::Pack.say(lang),
            text: text.to_owned().into(),
            origin: SourceOrigin::Explicit,
        }
    }

    /// Checks a report; the words say why it cannot be read. `number` is its own among those of a page, `day` today.
    ///
    /// # Errors
    ///
    /// Why the bytes cannot be read, in a sentence.
    pub fn check(
        &self,
        name: &str,
        bytes: &[u8],
        (number, day): (usize, &str),
    ) -> Result<Shown, String> {
        let (document, mut checked) = self.checked(name, bytes, None)?;
        let shown = self.shown(number, &document, &mut checked, day);
        Ok(shown)
    }

    /// The document that bytes are, and what is found in it.
    pub(crate) fn checked(
        &self,
        name: &str,
        bytes: &[u8],
        neighbours: Option<&Neighbours<'_>>,
    ) -> Result<(Document, LintResult), String> {
        let document = self.read(name, bytes)?;
        let checked = match neighbours {
            Some(neighbours) => self.linter.check_beside(&document, neighbours),
            None => self.linter.check(&document),
        };
        Ok((document, checked))
    }

    pub(crate) fn read(&self, name: &str, bytes: &[u8]) -> Result<Document, String> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if let Some(why) = too_large(size, self.lang) {
            return Err(why);
        }
        gouji_formats::read(name, bytes).map_err(|error| error.message(self.lang))
    }

    pub(crate) fn shown(
        &self,
        number: usize,
        document: &Document,
        checked: &mut LintResult,
        day: &str,
    ) -> Shown {
        self.with_rules(|rules| {
            let rules = |id: &str| rules.get(id).copied();
            Shown::new(number, document, checked, &rules, (day, self.lang))
        })
    }

    /// Does something with the rules that reports got so far, by id.
    pub(crate) fn with_rules<T>(&self, act: impl FnOnce(&BTreeMap<&str, &Rule>) -> T) -> T {
        let libraries = self.linter.libraries();
        let rules = libraries.iter().flat_map(|l| l.all_rules());
        let rules = rules.map(|(_, rule)| (rule.id.as_str(), rule)).collect();
        act(&rules)
    }
}
