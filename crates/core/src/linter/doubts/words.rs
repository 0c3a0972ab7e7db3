//! What is said of such tables: part of the message catalogue.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::linter::words::plain;
use crate::text::{Lang, Span, say};

/// A row was read from running text.
pub(super) fn in_text(table: &str, row: &str, span: Span, lang: Lang) -> Diagnostic {
    let message = say!(lang;
        "「{table}」的「{row}」读自正文里的这一行，不在表里；不是这张表的，请改写",
        "“{row}” of “{table}” was read from this line of the text, not from the table; put it otherwise if it is no part of it");
    Diagnostic {
        labels: vec![Label::primary(span)],
        ..plain("row-in-text", Severity::Info, message, lang)
    }
}

/// One table of the report is what two tables of the form are looked for by.
pub(super) fn read_twice(table: &str, other: Option<&str>, span: Span, lang: Lang) -> Diagnostic {
    let message = match other {
        Some(other) => say!(lang;
            "「{table}」和「{other}」读的是同一张表：其中一张没有读到",
            "“{table}” and “{other}” were read from the same table: one of them was not found"),
        None => say!(lang;
            "这张表的表题也符合「{table}」，已当作另一张表读：「{table}」没有读到",
            "the caption of this table fits “{table}”, too; it was read as another table, and “{table}” was not found"),
    };
    Diagnostic {
        labels: vec![Label::primary(span)],
        ..plain("table-read-twice", Severity::Warning, message, lang)
    }
}
