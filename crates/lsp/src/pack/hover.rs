//! What a name, a key or a function means.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position, Uri};

use super::context::context;
use super::file_name;
use super::model::{AXIS, Model, Symbol};
use super::reference;
use super::roles::Kind;
use super::schema::Schema;
use super::view::View;
use super::words::{Said, kind};
use crate::buffers::Buffer;
use crate::messages::Text;
use crate::serve::Session;
use crate::uri;
use gouji_core::rule::Function;
use gouji_core::text::Lang;

/// So many places are listed.
const MANY: usize = 12;

/// What a name, a key or a function means.
pub fn hover(session: &Session, uri: &Uri, buffer: &Buffer, at: Position) -> Option<Hover> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let lang = session.project.lang();
    let view = View::of(session, uri, buffer);
    let all = view.model.occurrences(false);
    let named = view.named(&all, offset);
    let here = context(&buffer.text, offset);
    let word = here.word.of(&buffer.text);
    let is_key = !here.quoted && here.key.is_none();
    let (span, value) = match named.first() {
        Some(first) => {
            let shown = named
                .iter()
                .map(|o| describe(session, uri, &view, &o.symbol));
            (first.span, shown.collect::<Vec<_>>().join("\n\n"))
        }
        None if is_key || !here.quoted => {
            let said = Schema::of(&file_name(uri))?.about(&here.table, word, lang)?;
            (here.word, said)
        }
        None => {
            let card = session.project.rule(&uri::name(uri), word)?;
            (here.word, card.title)
        }
    };
    (!value.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value,
        }),
        range: Some(buffer.lines.range(&buffer.text, span)),
    })
}

/// What something is, in Markdown.
fn describe(session: &Session, uri: &Uri, view: &View, symbol: &Symbol) -> String {
    let lang = session.project.lang();
    let model = &view.model;
    let mut lines = vec![head(symbol, lang)];
    match symbol.kind {
        Kind::Function => {
            let known = Function::ALL.iter().find(|(name, ..)| *name == symbol.id);
            let takes = known.map(|(name, _, least, most)| takes(name, *least, *most));
            lines = takes.into_iter().collect();
            lines.extend(reference::function(&symbol.id, lang).map(|e| e.shown()));
        }
        Kind::Value => lines.extend(reference::value(&symbol.id, lang).map(|e| e.shown())),
        Kind::RowPart => lines.extend(reference::row_part(&symbol.id, lang).map(|e| e.shown())),
        Kind::Row | Kind::Column | Kind::Section => {
            let mut said = said(model, symbol);
            let folded = folded(session, uri, view, symbol);
            said.retain(|label| !folded.iter().any(|f| f.contains(label)));
            lines.extend(said.into_iter().chain(folded));
        }
        Kind::Rule => {
            let card = session.project.rule(&uri::name(uri), &symbol.id);
            let title = card.map(|c| c.title).filter(|t| !t.is_empty());
            match title {
                Some(title) => lines.push(title),
                None => lines.extend(said(model, symbol)),
            }
            lines.extend(left_open(model, &symbol.id));
        }
        Kind::Slot => {
            lines.push(Said::UsedIn.say(lang));
            lines.extend(uses(model, symbol));
        }
        Kind::Local => lines.extend(stands_for(model, symbol)),
        Kind::Axis => {
            lines.extend(lines_of(model, &format!("{AXIS}{}", symbol.id), lang));
            let users = model.users_of(&format!("{AXIS}{}", symbol.id));
            if !users.is_empty() {
                lines.push(format!("{} {}", Said::SharedBy.say(lang), users.join(", ")));
            }
        }
        _ => lines.extend(said(model, symbol)),
    }
    lines.join("\n\n")
}

/// How a function is called.
pub fn takes(name: &str, least: usize, most: usize) -> String {
    match least == most {
        true => format!("`{name}` ({least})"),
        false => format!("`{name}` ({least}\u{2026}{most})"),
    }
}

fn head(symbol: &Symbol, lang: Lang) -> String {
    let what = kind(symbol.kind, lang);
    let of = symbol.of.strip_prefix(AXIS).unwrap_or(&symbol.of);
    let of = of.rsplit(':').next().unwrap_or(of);
    match of {
        "" => format!("**{what}** `{}`", symbol.id),
        of => {
            let of = Said::Of(of).say(lang);
            match lang {
                Lang::Zh => format!("**{what}** `{}`\u{ff08}{of}\u{ff09}", symbol.id),
                Lang::En => format!("**{what}** `{}` ({of})", symbol.id),
            }
        }
    }
}

/// What people call something, as its table says, in each place that defines it.
pub fn said(model: &Model, symbol: &Symbol) -> Vec<String> {
    let mut all = Vec::new();
    for place in model.defined.get(symbol).into_iter().flatten() {
        let Some(source) = model.sources.get(place.file) else {
            continue;
        };
        let of_key = place.table == 0 || matches!(symbol.kind, Kind::Words | Kind::Alias);
        let mine = source.atoms().iter().filter(|a| !a.is_key);
        let text = match of_key {
            true => {
                let values = mine.filter(|a| {
                    let names = a.names();
                    names.last() == Some(&symbol.id.as_str()) && names.len() == 2
                });
                let values = values.map(|a| a.span.of(source.text()));
                values.take(MANY).collect::<Vec<_>>().join(" | ")
            }
            false => {
                let keys = ["title", "label", "name", "default", "pattern", "from"];
                let mine: Vec<_> = mine.filter(|a| a.table() == place.table).collect();
                let of = |key: &&str| {
                    let is = |a: &&&_| last(a) == Some(key);
                    mine.iter().find(is).map(|a| a.span.of(source.text()))
                };
                keys.iter().find_map(of).unwrap_or_default().to_owned()
            }
        };
        if !text.is_empty() && !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

fn last(atom: &super::scan::Atom) -> Option<&str> {
    atom.path.last().map(|s| s.name.as_str())
}

/// The labels by which lines are found.
fn folded(session: &Session, uri: &Uri, view: &View, symbol: &Symbol) -> Vec<String> {
    let Some(leaf) = view.leaves.get(view.file) else {
        return Vec::new();
    };
    let open = |path: &std::path::Path| session.open_text(path);
    let names = session
        .project
        .names(&uri::name(uri), &leaf.read.text, &open);
    let users = view.model.users_of(&symbol.of);
    let is_of = |of: Option<&str>| match symbol.kind {
        Kind::Section => of.is_none(),
        _ => of.is_some_and(|of| of == symbol.of || users.iter().any(|u| u == of)),
    };
    let row = symbol.kind == Kind::Row;
    let mine = names
        .iter()
        .filter(|n| n.id == symbol.id && n.is_row == row && is_of(n.of.as_deref()));
    let keyed = mine.filter(|n| !n.key.is_empty());
    let lang = session.project.lang();
    let mut lines: Vec<String> = keyed
        .map(|n| format!("- {} ({})", n.said, Text::Folded(&n.key).say(lang)))
        .collect();
    lines.dedup();
    lines
}

/// What an abstract rule leaves open.
fn left_open(model: &Model, rule: &str) -> Option<String> {
    let rule = model.rules.get(rule)?;
    let slots = rule.slots.iter().map(|s| format!("`{{{s}}}`"));
    let slots: Vec<String> = slots.collect();
    (!slots.is_empty()).then(|| slots.join(" "))
}

/// The lines of a rule in which a name that it leaves open stands.
fn uses(model: &Model, symbol: &Symbol) -> Vec<String> {
    let Some(rule) = model.rules.get(&symbol.of) else {
        return Vec::new();
    };
    let Some(source) = model.sources.get(rule.file) else {
        return Vec::new();
    };
    let hole = format!("{{{}}}", symbol.id);
    let atoms = rule.atoms.iter().filter_map(|at| source.atoms().get(*at));
    let uses = atoms.filter_map(|atom| {
        let text = atom.span.of(source.text());
        let at = text.find(&hole)?;
        let line = text.get(..at)?.rsplit('\n').next()?.len();
        let line = text.get(at - line..)?.lines().next()?.trim();
        let names = atom.names();
        let key = names.get(1..).unwrap_or_default().join(".");
        Some(match atom.is_key {
            true => format!("- `{line}`"),
            false => format!("- {key}: `{line}`"),
        })
    });
    uses.take(MANY).collect()
}

/// What a name that is bound stands for, as it is written.
pub fn stands_for(model: &Model, symbol: &Symbol) -> Vec<String> {
    let Some(rule) = symbol.of.strip_prefix("rule:") else {
        return Vec::new();
    };
    let rules = model.family(rule).into_iter();
    let mut all = Vec::new();
    for rule in rules {
        let source = model.sources.get(rule.file);
        let atoms = source.map(|s| s.atoms()).unwrap_or_default();
        for atom in rule.atoms.iter().filter_map(|at| atoms.get(*at)) {
            let text = model.text_of(rule.file, atom.span);
            let binds = match (atom.names().as_slice(), atom.is_key) {
                (["rule", "let", name], false) => *name == symbol.id,
                (["rule", "each"], false) => {
                    super::refs::binds(&super::refs::each(text), &symbol.id)
                }
                (["rule", "match"], false) => {
                    super::refs::binds(&super::refs::pattern(text), &symbol.id)
                }
                _ => false,
            };
            if binds {
                all.push(format!("- `{text}`"));
            }
        }
    }
    all
}

fn lines_of(model: &Model, of: &str, lang: Lang) -> Vec<String> {
    let line = |row: bool, what: Kind| {
        let ids: Vec<&str> = model.lines(of, row).iter().map(|s| s.id.as_str()).collect();
        (!ids.is_empty()).then(|| format!("{}: {}", kind(what, lang), ids.join(", ")))
    };
    let lines = [line(true, Kind::Row), line(false, Kind::Column)];
    lines.into_iter().flatten().collect()
}
