//! A document → its marked copy, whatever its format.

use gouji_core::diagnostic::LintResult;
use gouji_core::document::{Document, Format};
use gouji_core::linter::autofix::{Level, tried};
use gouji_core::text::Lang;
use gouji_formats::docx::write;
use gouji_formats::{self as input, ReadError};

#[cfg(feature = "pdf")]
use crate::pdf;
use crate::{Refusal, Remarks, docx, html, text};

/// What is marked, and how.
pub struct Copying<'a> {
    /// The name of the document, whose extension distinguishes Markdown from other text.
    pub name: &'a str,
    /// Its bytes, perhaps with the marks of an earlier run.
    pub bytes: &'a [u8],
    /// A document that cannot carry marks becomes one of Word with its text.
    pub to_word: bool,
    /// Which corrections become tracked changes, where the format has them.
    pub level: Option<Level>,
    /// The language of the marks.
    pub lang: Lang,
    /// The day of the marks, as `2024-01-31`; those of an earlier run that say the same keep theirs.
    pub day: &'a str,
}

/// A marked copy, the document without marks, and what was found in it.
pub type Copy = (Vec<u8>, Document, LintResult);

impl Copying<'_> {
    /// Marks the document, which was read as it is. It is checked without the marks of an earlier run.
    ///
    /// # Errors
    ///
    /// A refusal, a document that cannot be read, or what the check says.
    pub fn copy<E: From<Refusal> + From<ReadError>>(
        &self,
        document: &Document,
        check: &dyn Fn(&Document) -> Result<LintResult, E>,
    ) -> Result<Copy, E> {
        let bytes = self.bytes;
        match document.format {
            Format::Docx => self.word(bytes, check),
            _ if self.to_word => {
                let plain = write::written(&write::pieces(document))?;
                self.word(&plain, check)
            }
            Format::Html => {
                let clean = html::clean(bytes)?;
                let (document, trace) = input::html::trace(&clean);
                let document = input::finished(document, self.name);
                let checked = check(&document)?;
                let remarks = Remarks::new(&document, &checked, self.lang);
                Ok((html::mark(&clean, &trace, &remarks)?, document, checked))
            }
            Format::Text => {
                let style = text::Style::of(self.name);
                let clean = text::bytes(&text::clean(&document.text, style)?, bytes)?;
                let document = input::read(self.name, &clean)?;
                let checked = check(&document)?;
                let remarks = Remarks::new(&document, &checked, self.lang);
                let marked = text::mark(&document, &remarks, style)?;
                Ok((text::bytes(&marked, &clean)?, document, checked))
            }
            #[cfg(feature = "pdf")]
            Format::Pdf => {
                let clean = pdf::clean(bytes)?;
                let (document, trace) = input::pdf::trace(clean)?;
                let document = input::finished(document, self.name);
                let checked = check(&document)?;
                let remarks = Remarks::new(&document, &checked, self.lang);
                let mark = |date: &str| pdf::mark(clean, &trace, &remarks, date);
                let marked = self.dated(bytes, pdf::date(bytes), &mark)?;
                Ok((marked, document, checked))
            }
            format => Err(Refusal::Format(format).into()),
        }
    }

    fn word<E: From<Refusal> + From<ReadError>>(
        &self,
        bytes: &[u8],
        check: &dyn Fn(&Document) -> Result<LintResult, E>,
    ) -> Result<Copy, E> {
        let clean = docx::clean(bytes)?;
        let (document, trace) = input::docx::trace(&clean)?;
        let document = input::finished(document, self.name);
        let checked = check(&document)?;
        let remarks = Remarks::new(&document, &checked, self.lang);
        let again = |d: &Document| check(d).unwrap_or_default();
        let edits = self.level.map(|l| tried(&document, &checked, l, &again));
        let edits = edits.unwrap_or_default();
        let mark = |date: &str| {
            let marks = docx::Marks {
                remarks: &remarks,
                edits: &edits,
                date,
            };
            docx::mark(&clean, &document, &trace, marks)
        };
        let marked = self.dated(bytes, docx::date(bytes), &mark)?;
        Ok((marked, document, checked))
    }

    /// The marked copy: with the date of the marks of an earlier run where they say the same, else with that of today.
    fn dated(
        &self,
        bytes: &[u8],
        earlier: Option<String>,
        mark: &dyn Fn(&str) -> Result<Vec<u8>, Refusal>,
    ) -> Result<Vec<u8>, Refusal> {
        if let Some(earlier) = earlier {
            let same = mark(&earlier)?;
            if same == bytes {
                return Ok(same);
            }
        }
        mark(&format!("{}T00:00:00Z", self.day))
    }
}
