//! Questions about packs and configurations: what may stand at a place (`context`, `schema`), and what names mean.

mod bound;
mod cases;
mod context;
mod names;
mod schema;

pub(super) use cases::{lenses, run_cases};
pub(super) use names::{definition, prepare, references, rename};

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Hover,
    HoverContents, MarkupContent, MarkupKind, Position, TextEdit, Uri,
};

use self::bound::bound;
use self::context::{Context, context};
use self::schema::Schema;
use super::buffers::Buffer;
use super::messages::Text;
use super::project::Named;
use super::serve::Session;
use super::uri;
use gouji_core::rule::Function;

/// What may stand at a place.
pub(super) fn completion(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<CompletionResponse> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let here = context(&buffer.text, offset);
    let name = file_name(uri);
    let schema = Schema::of(&name)?;
    let mut offered: Vec<(String, String, CompletionItemKind)> = Vec::new();
    match &here.key {
        None => {
            let keys = schema.keys(&here.table, session.project.lang()).into_iter();
            offered.extend(keys.map(|(k, said)| (k, said, CompletionItemKind::PROPERTY)));
        }
        Some(key) => {
            let words = schema.choices(&here.table, key).into_iter();
            offered.extend(words.map(|w| (w, String::new(), CompletionItemKind::ENUM_MEMBER)));
            if offered.is_empty() && here.quoted {
                offered.extend(values(session, uri, buffer, &here));
            }
        }
    }
    let range = buffer.lines.range(&buffer.text, here.word);
    let items = offered
        .into_iter()
        .map(|(label, detail, kind)| CompletionItem {
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
                range,
                label.clone(),
            ))),
            label,
            detail: (!detail.is_empty()).then_some(detail),
            kind: Some(kind),
            ..CompletionItem::default()
        });
    Some(CompletionResponse::Array(items.collect()))
}

/// Names, and inside expressions functions.
fn values(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    here: &Context,
) -> Vec<(String, String, CompletionItemKind)> {
    if matches!(here.key.as_deref(), Some("rule" | "select" | "ignore")) {
        let rules = session.project.rules(&uri::name(uri)).into_iter();
        return rules
            .map(|id| (id, String::new(), CompletionItemKind::REFERENCE))
            .collect();
    }
    let names = names(session, uri, buffer);
    let offset = here.word.start as usize;
    let cell = cell(&here.before);
    let fits = |n: &&Named| match (&cell, n.of.as_deref()) {
        (Some((table, in_row)), Some(of)) => of == table && n.is_row == *in_row,
        (Some(_), None) => false,
        (None, of) => of.is_none(),
    };
    let chosen = names.iter().filter(fits);
    let mut all: Vec<_> = chosen
        .map(|n| (n.id.clone(), n.said.clone(), CompletionItemKind::REFERENCE))
        .collect();
    let bound = bound(&buffer.text, offset).into_iter();
    let bound = bound.filter(|b| cell.is_none() || b.is_line);
    all.extend(bound.map(|b| (b.name, b.stands, CompletionItemKind::VARIABLE)));
    if cell.is_none() {
        let functions = Function::ALL.iter();
        all.extend(functions.map(|(name, _, least, most)| {
            let detail = format!("{name}({least}\u{2026}{most})");
            ((*name).to_owned(), detail, CompletionItemKind::FUNCTION)
        }));
    }
    all
}

/// In `table[row, column]`: the table, and whether it is the row that is being written.
fn cell(before: &str) -> Option<(String, bool)> {
    let (ahead, inside) = before.rsplit_once('[')?;
    if inside.contains(']') {
        return None;
    }
    let start = ahead.trim_end_matches(context::is_name).len();
    Some((ahead.get(start..)?.to_owned(), !inside.contains(',')))
}

/// What a name, a key or a function means.
pub(super) fn hover(session: &Session, uri: &Uri, buffer: &Buffer, at: Position) -> Option<Hover> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let here = context(&buffer.text, offset);
    let word = here.word.of(&buffer.text);
    let lang = session.project.lang();
    let value = match here.quoted {
        false => Schema::of(&file_name(uri))?.about(&here.table, word, lang)?,
        true => {
            let names = names(session, uri, buffer);
            let said = names
                .iter()
                .filter(|n| n.id == word)
                .map(|n| match n.key.as_str() {
                    "" => format!("- {}", n.said),
                    key => format!("- {} ({})", n.said, Text::Folded(key).say(lang)),
                });
            let mut lines: Vec<String> = said.collect();
            lines.dedup();
            let bound = bound(&buffer.text, offset).into_iter();
            let bound = bound.filter(|b| b.name == word);
            lines.extend(bound.map(|b| format!("- `{}`", b.stands)));
            let function = Function::ALL.iter().find(|(name, ..)| *name == word);
            lines.extend(
                function.map(|(name, _, least, most)| format!("`{name}` ({least}\u{2026}{most})")),
            );
            if lines.is_empty() {
                lines.extend(
                    session
                        .project
                        .rule(&uri::name(uri), word)
                        .map(|card| card.title),
                );
            }
            lines.join("\n")
        }
    };
    (!value.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value,
        }),
        range: Some(buffer.lines.range(&buffer.text, here.word)),
    })
}

fn names(session: &Session, uri: &Uri, buffer: &Buffer) -> Vec<Named> {
    let open = |path: &std::path::Path| session.open_text(path);
    session.project.names(&uri::name(uri), &buffer.text, &open)
}

fn file_name(uri: &Uri) -> String {
    let path = uri::name(uri);
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}
