//! What may stand in expressions.

use lsp_types::CompletionItemKind;

use super::{Asked, Offer};
use crate::pack::hover::{stands_for, takes};
use crate::pack::model::Symbol;
use crate::pack::reference;
use crate::pack::refs::{self, Mode, Within};
use crate::pack::roles::Kind;
use crate::pack::words::kind;
use crate::project::Named;
use crate::uri;
use gouji_core::rule::{Builtin, Function};

/// What can be asked of a row that no form prescribes …
const KNOWN: [&str; 3] = ["code", "name", "level"];
/// … and the rows that are found from it.
const NEAR: [&str; 3] = ["children", "parent", "key"];
/// Reports that are read besides the one at hand.
const OTHERS: [&str; 2] = ["previous", "below"];
/// What the condition of a parameter may ask for.
const OF_BODY: [&str; 4] = ["year", "body", "class", "place"];

/// The name in front of a dot that a text ends in.
pub(super) fn head(before: &str) -> Option<&str> {
    let ahead = before.strip_suffix('.').filter(|a| !a.ends_with('.'))?;
    let start = ahead
        .trim_end_matches(|c: char| c.is_alphanumeric() || c == '_')
        .len();
    ahead.get(start..).filter(|h| !h.is_empty())
}

impl Asked<'_> {
    /// A name of the language, and other words for it.
    pub(super) fn words(&self, plain: &str, detail: &str, kind: CompletionItemKind) -> Vec<Offer> {
        let aliases = self.model().aliases_of(plain);
        let all = std::iter::once(plain).chain(aliases);
        all.map(|name| Offer::new(name, detail, kind)).collect()
    }

    /// What may stand in an expression.
    pub(super) fn expression(&self) -> Vec<Offer> {
        let before = &self.here.before;
        if let Some(slots) = self.hole(before) {
            return slots;
        }
        let within = refs::within(before, &|name| self.model().plain(name));
        let last = within.last();
        if let Some(Within::Text(of)) = last {
            return self.literal(of.as_deref(), &within);
        }
        if let Some(head) = head(before) {
            return self.members(head, last);
        }
        let of_row = within.iter().rev().find_map(|w| match w {
            Within::Pick(table, _, Mode::Where) => Some(table),
            _ => None,
        });
        match last {
            Some(Within::Pick(table, row, Mode::Ids)) => self.picked(table, *row),
            Some(Within::Call(function, _)) if function == "empty" => self.tables(),
            _ => {
                let mut all = Vec::new();
                if let Some(table) = of_row {
                    all.extend(self.lines(table, false));
                    all.extend(KNOWN.iter().flat_map(|name| self.part(name)));
                }
                all.extend(self.values());
                all.extend(self.functions());
                all
            }
        }
    }

    /// What the rule leaves open, inside an open `{`.
    pub(super) fn hole(&self, before: &str) -> Option<Vec<Offer>> {
        let (_, inside) = before.rsplit_once('{')?;
        let rule = self.model().rules.get(&self.rule);
        let open = !inside.contains('}');
        let slots = rule.filter(|r| open && !r.slots.is_empty())?.slots.iter();
        let slot = |s: &String| {
            let detail = kind(Kind::Slot, self.lang());
            Offer::new(s, detail, CompletionItemKind::VARIABLE)
        };
        Some(slots.map(slot).collect())
    }

    fn part(&self, name: &str) -> Vec<Offer> {
        let said = reference::row_part(name, self.lang());
        let said = said.map_or("", |e| e.sentence);
        self.words(name, said, CompletionItemKind::FIELD)
    }

    /// What may stand behind a dot.
    fn members(&self, head: &str, last: Option<&Within>) -> Vec<Offer> {
        if OTHERS.contains(&self.model().plain(head).as_str()) {
            let mut all = self.tables();
            let mentions = self.model().all(Kind::Mention);
            all.extend(mentions.map(|symbol| self.offer(symbol)));
            return all;
        }
        let parts = match last {
            Some(Within::Pick(_, _, Mode::Ids)) => NEAR,
            _ => KNOWN,
        };
        match self.model().local(&self.rule, head) {
            Some(_) => parts.iter().flat_map(|name| self.part(name)).collect(),
            None => Vec::new(),
        }
    }

    /// Rows or columns of a table, and what stands for them.
    fn picked(&self, table: &str, row: bool) -> Vec<Offer> {
        let mut all = self.lines(table, row);
        let names = self.names();
        let of = names.iter().filter(|n| n.of.as_deref() == Some(table));
        let more = of.filter(|n| n.is_row == row);
        let more = more.map(|n| Offer::new(&n.id, &n.said, CompletionItemKind::REFERENCE));
        self.add(&mut all, more);
        let bound = self.bound().into_iter();
        all.extend(bound.filter(|(_, of)| *of == Some(row)).map(|(o, _)| o));
        all
    }

    /// Whether a name that is bound stands for rows (`true`) or columns; `None` where it stands for neither.
    fn is_row(&self, name: &str, each: &str) -> Option<bool> {
        let each = gouji_core::grammar::each(each).ok()?;
        let (table, over) = each.over.text.split_once('.')?;
        if each.column.is_some() {
            return Some(each.column.as_deref() != Some(name));
        }
        match self.model().plain(over).as_str() {
            "rows" => Some(true),
            "columns" => Some(false),
            _ => Some(self.model().line(table, true, over).is_some()),
        }
    }

    /// Names of packs whose files cannot be read: all others are in the model.
    fn names(&self) -> Vec<Named> {
        if self.model().all(Kind::Table).next().is_some() {
            return Vec::new();
        }
        let open = |path: &std::path::Path| self.session.open_text(path);
        let path = uri::name(self.uri);
        let text = &self.buffer.text;
        self.session.project.names(&path, text, &open)
    }

    /// Adds what is not there yet.
    pub(super) fn add(&self, all: &mut Vec<Offer>, more: impl Iterator<Item = Offer>) {
        for offer in more {
            if all.iter().all(|o| o.label != offer.label) {
                all.push(offer);
            }
        }
    }

    /// The names that the rule binds, and whether they stand for rows (`true`) or columns.
    fn bound(&self) -> Vec<(Offer, Option<bool>)> {
        let model = self.model();
        let family = model.family(&self.rule).into_iter();
        let mut all: Vec<(Offer, Option<bool>)> = Vec::new();
        for name in family.flat_map(|r| &r.locals) {
            if all.iter().any(|(o, _)| o.label == *name) {
                continue;
            }
            let Some(symbol) = model.local(&self.rule, name) else {
                continue;
            };
            let stands = stands_for(model, &symbol);
            let detail = stands.first().map_or("", String::as_str);
            let detail = detail.trim_start_matches("- ").trim_matches('`');
            let of = self.is_row(name, detail);
            let offer = Offer::new(name, detail, CompletionItemKind::VARIABLE);
            all.push((offer, of));
        }
        all
    }

    /// Values that every report has.
    fn facts<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<Offer> {
        let fact = |name| {
            let said = reference::value(name, self.lang()).map_or("", |e| e.sentence);
            self.words(name, said, CompletionItemKind::CONSTANT)
        };
        names.flat_map(fact).collect()
    }

    /// The values that an expression may name.
    pub(super) fn values(&self) -> Vec<Offer> {
        if self.here.table.last().is_some_and(|t| t == "by") {
            return self.facts(OF_BODY.into_iter());
        }
        let mut all: Vec<Offer> = self.bound().into_iter().map(|(o, _)| o).collect();
        let kinds = [
            Kind::Mention,
            Kind::Param,
            Kind::Condition,
            Kind::Table,
            Kind::Section,
            Kind::Zone,
            Kind::Alias,
        ];
        for kind in kinds {
            let more = self.model().all(kind).map(|symbol| self.offer(symbol));
            self.add(&mut all, more);
        }
        let names = self.names();
        let more = names.iter().filter(|n| n.of.is_none());
        let more = more.map(|n| Offer::new(&n.id, &n.said, CompletionItemKind::REFERENCE));
        self.add(&mut all, more);
        let facts = Builtin::ALL.iter().map(|(name, _)| *name).chain(OTHERS);
        self.add(&mut all, self.facts(facts).into_iter());
        all
    }

    fn functions(&self) -> Vec<Offer> {
        let functions = Function::ALL.iter().flat_map(|(name, _, least, most)| {
            let detail = takes(name, *least, *most)
                .replace('`', "")
                .replace(" (", "(");
            let said = reference::function(name, self.lang());
            let more = said.map(|e| e.shown()).unwrap_or_default();
            let all = self.words(name, &detail, CompletionItemKind::FUNCTION);
            all.into_iter().map(move |offer| Offer {
                more: more.clone(),
                ..offer
            })
        });
        functions.collect()
    }

    /// A text that is compared with a value, or a pattern.
    fn literal(&self, of: Option<&str>, within: &[Within]) -> Vec<Offer> {
        let of = of.map(|of| of.rsplit('.').next().unwrap_or(of));
        match of.map(|of| self.model().plain(of)).as_deref() {
            Some("class") => self.plain_ids(Kind::Class),
            Some("form") => self.plain_ids(Kind::Form),
            Some("level") => {
                let asked = within.iter().rev().find_map(|w| match w {
                    Within::Pick(table, ..) => Some(table.clone()),
                    _ => None,
                });
                let table = asked.or_else(|| self.model().over(&self.rule));
                self.levels(&table.unwrap_or_default())
            }
            _ => self.pattern(),
        }
    }

    pub(super) fn plain_ids(&self, kind: Kind) -> Vec<Offer> {
        let all = self.model().all(kind);
        all.map(|symbol| self.offer(symbol)).collect()
    }

    /// The levels of the rows of a table.
    fn levels(&self, table: &str) -> Vec<Offer> {
        let model = self.model();
        let is_level = |s: &&Symbol| {
            let places = model.defined.get(s).into_iter().flatten();
            // a level is a key, whose value names it
            places.into_iter().any(|p| p.table == 0)
        };
        let rows = model.lines(table, true).into_iter().filter(is_level);
        rows.map(|symbol| self.offer(symbol)).collect()
    }
}
