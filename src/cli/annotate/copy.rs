//! An input → its marked copy.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;

use super::Fault;
use super::places::is_old;
use crate::annotate::{Copying, Refusal};
use crate::cli::accept::AcceptanceFolders;
use crate::cli::args::AnnotateArgs;
use crate::cli::linters::Linters;
use crate::cli::read::{Input, STDIN, Unread};
use crate::cli::worker;
use crate::diagnostic::LintResult;
use crate::document::{Document, Format, NoteKind};
use crate::input::ReadError;
use crate::text::Lang;

/// What marks inputs.
pub(super) struct Marker<'a> {
    pub args: &'a AnnotateArgs,
    pub lang: Lang,
    pub linters: &'a Linters,
    pub acceptances: &'a AcceptanceFolders,
    /// The inputs that were named, and not met in a folder.
    pub named: &'a HashSet<Input>,
}

/// A marked copy.
pub(super) struct Copied {
    pub bytes: Vec<u8>,
    /// The input as it was read.
    pub read: Vec<u8>,
    /// What was read without marks, and what was found in it.
    pub document: Document,
    pub checked: LintResult,
    /// Corrections are tracked in it.
    pub tracks: bool,
    /// It is a Word document with the text of one that cannot carry marks.
    pub rewritten: bool,
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Fault::Refused(refusal)
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        Fault::Unread(Unread::Content(error))
    }
}

/// Marks an input. What is found is what is found without the marks of an earlier run.
pub(super) fn copy(marker: &Marker<'_>, input: &Input) -> Result<Copied, Fault> {
    let name = input.name(STDIN);
    let read = input.bytes().map_err(Fault::Unread)?;
    // what a worker can read within its limits can be read and marked here
    let document = worker::read(&name, &read)?;
    let copied = document.note(NoteKind::Marked).is_some();
    if copied && !marker.args.in_place && !marker.named.contains(input) {
        return Err(Fault::Unread(Unread::Marked));
    }
    let format = document.format;
    let to_word = is_old(Path::new(&name)) && !marker.args.in_place;
    let rewritten = format == Format::Doc || to_word && format != Format::Docx;
    let day = marker.acceptances.dated().to_string();
    let copying = Copying {
        name: &name,
        bytes: &read,
        to_word: rewritten && !marker.args.in_place,
        level: marker.args.level(),
        lang: marker.lang,
        day: &day,
    };
    let check = |document: &Document| marker.check(input, &name, document);
    let (bytes, document, checked) = copying.copy(&document, &check)?;
    // whoever names the copy wants it, whatever the file is
    let asked = marker.args.in_place || marker.args.output.is_some();
    if checked.kind.is_none() && !asked {
        return Err(Fault::NoReport);
    }
    Ok(Copied {
        bytes,
        read,
        tracks: document.format == Format::Docx,
        document,
        checked,
        rewritten,
    })
}

impl Marker<'_> {
    fn check(&self, input: &Input, name: &str, document: &Document) -> Result<LintResult, Fault> {
        let gone = || Fault::Unread(Unread::System(ErrorKind::NotFound.into()));
        let linter = self.linters.of(input).ok_or_else(gone)?;
        let checked = linter.check(document);
        let named = (input, name);
        Ok(self
            .acceptances
            .accept(linter, named, document, checked, true)
            .0)
    }
}
