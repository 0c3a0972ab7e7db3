//! What may stand at a place.

mod expressions;
mod offers;
mod texts;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, Position, TextEdit, Uri,
};

use super::context::{Context, context};
use super::file_name;
use super::roles::{Kind, Role};
use super::schema::Schema;
use super::view::View;
use crate::buffers::Buffer;
use crate::serve::Session;
use crate::uri;
use gouji_core::text::Span;

/// Something that may stand at a place.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// What is written.
    pub label: String,
    /// What is said of it.
    pub detail: String,
    /// More of that, in Markdown.
    pub more: String,
    /// What it is.
    pub kind: CompletionItemKind,
    /// It stands in quotes, where none are open.
    pub is_text: bool,
    /// It takes the place of the whole string so far, and not of the last word.
    pub whole: bool,
    /// It comes first.
    pub first: bool,
}

impl Offer {
    fn new(label: &str, detail: &str, kind: CompletionItemKind) -> Self {
        Offer {
            label: label.to_owned(),
            detail: detail.to_owned(),
            more: String::new(),
            kind,
            is_text: true,
            whole: false,
            first: false,
        }
    }
}

/// What is asked: a place in a file of a pack.
pub(super) struct Asked<'a> {
    /// The server.
    pub session: &'a Session,
    /// The address of the file.
    pub uri: &'a Uri,
    /// The file as it stands in the editor.
    pub buffer: &'a Buffer,
    /// Its pack.
    pub view: View,
    /// The place.
    pub here: Context,
    /// The rule that it lies in.
    pub rule: String,
}

/// What may stand at a place.
pub fn completion(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<CompletionResponse> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let mut here = context(&buffer.text, offset);
    if here.quoted && is_expression(&here) {
        here = here.in_expression(&buffer.text);
    }
    let schema = Schema::of(&file_name(uri))?;
    let offers = offers(session, uri, buffer, &here, schema);
    let start = (here.word.start as usize).saturating_sub(here.before.len());
    let whole = Span::new(start, here.word.end as usize);
    let items = offers.into_iter().map(|offer| {
        let text = match offer.is_text && !here.quoted && here.key.is_some() {
            true => format!("\"{}\"", offer.label),
            false => offer.label.clone(),
        };
        let span = if offer.whole { whole } else { here.word };
        let edit = TextEdit::new(buffer.lines.range(&buffer.text, span), text);
        let more = MarkupContent {
            kind: MarkupKind::Markdown,
            value: offer.more,
        };
        CompletionItem {
            sort_text: offer.first.then(|| format!(" {}", offer.label)),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            label: offer.label,
            detail: (!offer.detail.is_empty()).then_some(offer.detail),
            documentation: (!more.value.is_empty()).then_some(Documentation::MarkupContent(more)),
            kind: Some(offer.kind),
            ..CompletionItem::default()
        }
    });
    Some(CompletionResponse::Array(items.collect()))
}

/// Whether names have no `-` at a place.
fn is_expression(here: &Context) -> bool {
    matches!(
        here.role(),
        Role::Expression | Role::Each | Role::Message | Role::Pattern
    )
}

/// The words that the schema allows.
fn choices(here: &Context, schema: Schema) -> Vec<Offer> {
    let Some(key) = &here.key else {
        return Vec::new();
    };
    let words = schema.choices(&here.table, key).into_iter();
    let words = words.filter(|(_, is_text)| *is_text || !here.quoted);
    let offer = |(word, is_text): (String, bool)| Offer {
        is_text,
        ..Offer::new(&word, "", CompletionItemKind::ENUM_MEMBER)
    };
    words.map(offer).collect()
}

fn offers(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    here: &Context,
    schema: Schema,
) -> Vec<Offer> {
    let words = choices(here, schema);
    if !words.is_empty() {
        return words;
    }
    if here.quoted && matches!(here.key.as_deref(), Some("rule" | "select" | "ignore")) {
        let rules = session.project.rules(&uri::name(uri)).into_iter();
        return rules
            .map(|id| Offer::new(&id, "", CompletionItemKind::REFERENCE))
            .collect();
    }
    let view = View::of(session, uri, buffer);
    let rule = view.model.rule_at(view.file, &here.steps);
    let asked = Asked {
        session,
        uri,
        buffer,
        rule: rule.unwrap_or_default(),
        view,
        here: here.clone(),
    };
    asked.offers(schema)
}

impl Asked<'_> {
    fn offers(&self, schema: Schema) -> Vec<Offer> {
        let here = &self.here;
        match &here.key {
            Some(key) => match here.role() {
                Role::Plain | Role::Names(Kind::Pack) => {
                    let example = |word: String| Offer {
                        whole: true,
                        ..Offer::new(&word, "", CompletionItemKind::VALUE)
                    };
                    let examples = schema.examples(&here.table, key);
                    examples.into_iter().map(example).collect()
                }
                // outside of quotes, only ids are known to be meant
                role if here.quoted || matches!(role, Role::Names(_) | Role::Like) => self.of(role),
                _ => Vec::new(),
            },
            None => {
                let mut keys: Vec<Offer> = Vec::new();
                if !here.quoted {
                    let known = schema.keys(&here.table, self.lang()).into_iter();
                    keys.extend(
                        known.map(|(k, said)| Offer::new(&k, &said, CompletionItemKind::PROPERTY)),
                    );
                }
                keys.extend(self.keys(here.role()));
                keys
            }
        }
    }
}
