//! What people write in expressions where they do not parse, and what they meant.

use super::compile::{CompileError, Fault};
use crate::grammar::{Expr, ExprError, ExprKind, Path};
use crate::report::Form;
use crate::text::Span;

/// Signs and words of other languages, and those of this one. Longer ones come first.
const SIGNS: &[(&str, &str)] = &[
    ("===", "=="),
    ("=>", ">="),
    ("=<", "<="),
    ("<>", "!="),
    ("&&", "and"),
    ("||", "or"),
    ("&", "and"),
    ("|", "or"),
    ("=", "=="),
    ("!", "not"),
    ("\u{ff01}", "not"),
    ("AND", "and"),
    ("OR", "or"),
    ("NOT", "not"),
    ("IN", "in"),
    (";", ","),
    ("\u{ff1b}", ","),
    ("~", ".."),
    ("\u{ff5e}", ".."),
    ("\u{2026}", ".."),
    (":", ".."),
    ("\u{ff1a}", ".."),
];

/// Signs of which the first half is one of this language.
const TORN: &[(&str, &str)] = &[("<>", "!="), ("><", "!=")];

/// Why a text does not parse, and what was meant as far as that is known.
pub(super) fn misread(text: &str, error: ExprError) -> CompileError {
    let whole = error.span == Span::new(0, text.len());
    let slip = match error.expected.is_empty() && whole {
        true => None,
        false => find(text, error.span.start as usize),
    };
    match slip {
        Some((span, found, right)) => CompileError::new(span, Fault::Slip(found, right)),
        None => CompileError::new(error.span, Fault::Syntax(error.expected)),
    }
}

/// What stands where an expression does not parse, and what to write.
fn find(text: &str, at: usize) -> Option<(Span, String, String)> {
    let at = at.min(text.len());
    let rest = text.get(at..)?;
    let lead = rest.len() - rest.trim_start().len();
    let from = at + lead;
    let rest = rest.trim_start();
    let before = text.get(..from).and_then(|t| t.chars().next_back());
    if let Some(start) = before.map(|c| from - c.len_utf8())
        && let Some(rest) = text.get(start..)
        && let Some((wrong, right)) = TORN.iter().find(|(wrong, _)| rest.starts_with(wrong))
    {
        let span = Span::new(start, start + wrong.len());
        return Some((span, (*wrong).to_owned(), (*right).to_owned()));
    }
    let known = words()
        .chain(SIGNS.iter().copied())
        .find(|(wrong, _)| rest.starts_with(wrong));
    if let Some((wrong, right)) = known {
        let span = Span::new(from, from + wrong.len());
        return Some((span, wrong.to_owned(), right.to_owned()));
    }
    if let Some(name) = rest
        .strip_prefix('{')
        .and_then(|r| r.split_once('}'))
        .map(|(n, _)| n)
    {
        let span = Span::new(from, from + name.len() + 2);
        return Some((span, format!("{{{name}}}"), name.to_owned()));
    }
    if rest.starts_with('%') {
        return Some((
            Span::new(from, from + 1),
            "%".to_owned(),
            "pct(a, b)".to_owned(),
        ));
    }
    let open = |a: char, b: char| text.matches(a).count() > text.matches(b).count();
    let missing = match rest.is_empty() {
        true if open('[', ']') => "]",
        true if open('(', ')') => ")",
        _ => return quote(text),
    };
    Some((Span::new(from, from), String::new(), missing.to_owned()))
}

/// Chinese words for what has a word of its own.
fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    super::words::OPERATORS.iter().copied()
}

/// A quote that is not closed.
fn quote(text: &str) -> Option<(Span, String, String)> {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((_, quote)) if c == quote => open = None,
            None if matches!(c, '"' | '\'') => open = Some((at, c)),
            _ => {}
        }
    }
    let (at, quote) = open?;
    Some((
        Span::new(at, text.len()),
        quote.to_string(),
        format!("{quote}\u{2026}{quote}"),
    ))
}

/// A cell in round brackets.
pub(super) fn round(span: Span, table: &str, args: &[Expr]) -> CompileError {
    let names = args.iter().map(|a| match &a.kind {
        ExprKind::Name(path) => path.text.as_str(),
        _ => "\u{2026}",
    });
    let names = names.collect::<Vec<_>>().join(", ");
    CompileError::new(
        span,
        Fault::Slip(format!("{table}(\u{2026})"), format!("{table}[{names}]")),
    )
}

/// A cell with stops between table, row and column.
pub(super) fn dotted(path: &Path, form: &Form) -> Option<CompileError> {
    let mut parts = path.text.split('.');
    let table = parts.next()?;
    let known = form.tables.iter().any(|t| t.id == table);
    let (row, column) = (parts.next().filter(|_| known)?, parts.next());
    let right = format!("{table}[{row}, {}]", column.unwrap_or("\u{2026}"));
    Some(CompileError::new(
        path.span,
        Fault::Slip(path.text.clone(), right),
    ))
}
