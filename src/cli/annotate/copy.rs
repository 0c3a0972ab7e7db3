//! An input → its marked copy.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;

use super::Fault;
use super::places::is_old;
#[cfg(feature = "pdf")]
use crate::annotate::pdf;
use crate::annotate::{Refusal, Remarks, docx, html, text};
use crate::cli::accept::AcceptanceFolders;
use crate::cli::args::AnnotateArgs;
use crate::cli::linters::Linters;
use crate::cli::read::{Input, STDIN, Unread};
use crate::cli::worker;
use crate::diagnostic::Checked;
use crate::document::{Document, Format, NoteKind};
use crate::input::{self, ReadError};
use crate::linter::autofix::tried;
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
    pub checked: Checked,
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
    let (bytes, document, checked) = match format {
        Format::Docx => word(marker, input, &name, &read)?,
        _ if rewritten && !marker.args.in_place => {
            let plain = input::docx::write::written(&input::docx::write::pieces(&document))?;
            word(marker, input, &name, &plain)?
        }
        Format::Html => {
            let clean = html::clean(&read)?;
            let (document, trace) = input::html::trace(&clean);
            let document = input::finished(document, &name);
            let checked = marker.check(input, &name, &document)?;
            let remarks = Remarks::new(&document, &checked, marker.lang);
            let marked = html::mark(&clean, &trace, &remarks)?;
            (marked, document, checked)
        }
        Format::Text => {
            let style = text::Style::of(&name);
            let clean = text::bytes(&text::clean(&document.text, style)?, &read)?;
            let document = input::read(&name, &clean)?;
            let checked = marker.check(input, &name, &document)?;
            let remarks = Remarks::new(&document, &checked, marker.lang);
            let marked = text::mark(&document, &remarks, style)?;
            (text::bytes(&marked, &clean)?, document, checked)
        }
        #[cfg(feature = "pdf")]
        Format::Pdf => paper(marker, input, &name, &read)?,
        format => return Err(Refusal::Format(format).into()),
    };
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

fn word(
    marker: &Marker<'_>,
    input: &Input,
    name: &str,
    bytes: &[u8],
) -> Result<(Vec<u8>, Document, Checked), Fault> {
    let clean = docx::clean(bytes)?;
    let (document, trace) = input::docx::trace(&clean)?;
    let document = input::finished(document, name);
    let checked = marker.check(input, name, &document)?;
    let remarks = Remarks::new(&document, &checked, marker.lang);
    let level = marker.args.level();
    let check = |d: &Document| marker.check(input, name, d).unwrap_or_default();
    let edits = level.map(|l| tried(&document, &checked, l, &check));
    let edits = edits.unwrap_or_default();
    let marked = |date: &str| {
        let marks = docx::Marks {
            remarks: &remarks,
            edits: &edits,
            date,
        };
        docx::mark(&clean, &document, &trace, marks)
    };
    let marked = marker.dated(bytes, docx::date(bytes), &marked)?;
    Ok((marked, document, checked))
}

#[cfg(feature = "pdf")]
fn paper(
    marker: &Marker<'_>,
    input: &Input,
    name: &str,
    bytes: &[u8],
) -> Result<(Vec<u8>, Document, Checked), Fault> {
    let clean = pdf::clean(bytes)?;
    let (document, trace) = input::pdf::trace(clean)?;
    let document = input::finished(document, name);
    let checked = marker.check(input, name, &document)?;
    let remarks = Remarks::new(&document, &checked, marker.lang);
    let marked = |date: &str| pdf::mark(clean, &trace, &remarks, date);
    let marked = marker.dated(bytes, pdf::date(bytes), &marked)?;
    Ok((marked, document, checked))
}

impl Marker<'_> {
    /// The marked copy: with the date of the marks of an earlier run where they say the same, else with that of today.
    fn dated(
        &self,
        bytes: &[u8],
        earlier: Option<String>,
        marked: &dyn Fn(&str) -> Result<Vec<u8>, Refusal>,
    ) -> Result<Vec<u8>, Refusal> {
        if let Some(earlier) = earlier {
            let same = marked(&earlier)?;
            if same == bytes {
                return Ok(same);
            }
        }
        marked(&format!("{}T00:00:00Z", self.acceptances.dated()))
    }

    fn check(&self, input: &Input, name: &str, document: &Document) -> Result<Checked, Fault> {
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
