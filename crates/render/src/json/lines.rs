//! JSON Lines: the head, each report, each input that could not be read and the sums on lines of their own. The keys
//! are those of the whole: `version` on the first line, `summary` on the last.

use std::io::{self, Write};

use serde::Serialize;

use super::{ReportOut, SummaryOut, TOOL, Tool, UnreadOut, VERSION};
use crate::writer::{End, Unread, Writer};
use gouji_core::diagnostic::LintResult;
use gouji_core::document::Document;

/// Writes one JSON value on each line.
#[derive(Debug, Default)]
pub struct JsonLines;

#[derive(Serialize)]
struct Head {
    version: u32,
    tool: Tool,
}

#[derive(Serialize)]
struct Tail {
    summary: SummaryOut,
}

fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}

impl Writer for JsonLines {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let (version, tool) = (VERSION, TOOL);
        line(out, &Head { version, tool })
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        line(out, &ReportOut::new(document, checked))
    }

    fn unread(&mut self, out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        line(out, &UnreadOut::new(input))
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let summary = SummaryOut::new(end.summary);
        line(out, &Tail { summary })
    }
}
