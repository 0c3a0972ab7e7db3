//! What may stand where a name is meant.

use lsp_types::CompletionItemKind;

use super::{Asked, Offer};
use crate::pack::hover::said;
use crate::pack::model::{AXIS, Model, Symbol};
use crate::pack::roles::{Kind, Role};
use crate::pack::words::{Said, kind};
use gouji_core::text::Lang;

/// Parts of the text that every report has.
const PARTS: [&str; 3] = ["head", "tail", "headings"];

impl Asked<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.session.project.lang()
    }

    pub(super) fn model(&self) -> &Model {
        &self.view.model
    }

    /// Something that has an id.
    pub(super) fn offer(&self, symbol: &Symbol) -> Offer {
        let said = said(self.model(), symbol);
        let detail = match said.first() {
            Some(said) => said.clone(),
            None => kind(symbol.kind, self.lang()).to_owned(),
        };
        Offer::new(&symbol.id, &detail, CompletionItemKind::REFERENCE)
    }

    /// Everything of a kind, each id once.
    pub(super) fn all(&self, kind: Kind) -> Vec<Offer> {
        let whole = |symbol| Offer {
            whole: true,
            ..self.offer(symbol)
        };
        self.model().all(kind).map(whole).collect()
    }

    /// The keys that a table may have besides those of the schema.
    pub(super) fn keys(&self, role: Role) -> Vec<Offer> {
        let mut keys = match role {
            Role::Names(Kind::Slot) => self.slots(),
            Role::Names(kind) => self.all(kind),
            Role::Cell | Role::Label if self.here.quoted => self.cells(),
            _ => Vec::new(),
        };
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        for key in keys.iter_mut().filter(|_| !self.here.quoted) {
            if !key.label.chars().all(bare) {
                key.label = format!("\"{}\"", key.label);
            }
        }
        keys
    }

    /// What the rule that this one is like leaves open.
    fn slots(&self) -> Vec<Offer> {
        let rules = &self.model().rules;
        let like = rules.get(&self.rule).and_then(|r| r.like.as_ref());
        let like = like.and_then(|like| rules.get(like));
        let slots = like.into_iter().flat_map(|like| {
            let slots = like.slots.iter();
            slots.map(|slot| {
                let of = Said::Of(&like.id).say(self.lang());
                Offer::new(slot, &of, CompletionItemKind::PROPERTY)
            })
        });
        slots.collect()
    }

    /// What may stand where a string means something.
    pub(super) fn of(&self, role: Role) -> Vec<Offer> {
        match role {
            Role::Names(Kind::Rule) => self.rules(),
            Role::Names(kind) => self.all(kind),
            Role::Like => {
                let mut all = self.all(Kind::Axis);
                all.extend(self.all(Kind::Table));
                all
            }
            Role::Lines(kind) => {
                let of = self.model().container(self.view.file, &self.here.steps);
                self.lines(&of.unwrap_or_default(), kind == Kind::Row)
            }
            Role::RuleRow => {
                let tables = self.model().tables_named(self.view.file, &self.here.steps);
                tables.iter().flat_map(|t| self.lines(t, true)).collect()
            }
            Role::Scope => self.scopes(),
            Role::Cell | Role::CellOrWords | Role::Label => self.cells(),
            Role::Expression => self.expression(),
            Role::Each => self.each(),
            Role::Pattern => self.pattern(),
            Role::Message => self.message(),
            Role::Drawing => self.drawing(),
            Role::Defines(_) | Role::Plain => Vec::new(),
        }
    }

    /// The rules that one may be like, those that are there for others first.
    fn rules(&self) -> Vec<Offer> {
        let rules = &self.model().rules;
        let others = self.model().all(Kind::Rule).filter(|r| r.id != self.rule);
        let offers = others.map(|symbol| {
            let mut offer = self.offer(symbol);
            offer.whole = true;
            let rule = rules.get(&symbol.id).filter(|r| r.is_abstract);
            if let Some(rule) = rule {
                let slots: Vec<String> = rule.slots.iter().map(|s| format!("{{{s}}}")).collect();
                let is = Said::Abstract.say(self.lang());
                offer.detail = format!("{is} {}: {}", slots.join(" "), offer.detail);
                offer.first = true;
            }
            offer
        });
        let mut offers: Vec<Offer> = offers.collect();
        offers.sort_by_key(|o| !o.first);
        offers
    }

    /// The rows (`true`) or columns of a table.
    pub(super) fn lines(&self, table: &str, row: bool) -> Vec<Offer> {
        let lines = self.model().lines(table, row).into_iter();
        lines.map(|symbol| self.offer(symbol)).collect()
    }

    fn scopes(&self) -> Vec<Offer> {
        let mut all = self.all(Kind::Section);
        all.extend(self.all(Kind::Zone));
        let part = |name: &&str| Offer::new(name, "", CompletionItemKind::KEYWORD);
        all.extend(PARTS.iter().map(part));
        let behind = Said::Behind.say(self.lang());
        all.extend(self.model().all(Kind::Table).map(|table| {
            let label = format!("after {}", table.id);
            Offer {
                whole: true,
                ..Offer::new(&label, &behind, CompletionItemKind::REFERENCE)
            }
        }));
        all
    }

    /// Cells, written `table[row, column]`.
    fn cells(&self) -> Vec<Offer> {
        let before = &self.here.before;
        if let Some((table, row)) = before.split_once('.').filter(|_| !before.contains('[')) {
            return match row {
                "" => self.lines(table, true),
                _ => Vec::new(),
            };
        }
        match before.split_once('[') {
            Some((table, inside)) => self.lines(table.trim(), !inside.contains(',')),
            None => self.all(Kind::Table),
        }
    }

    /// A table that is drawn: its id in the corner, columns on top, rows in front.
    fn drawing(&self) -> Vec<Offer> {
        let drawn = self.here.before.trim_start();
        let Some((table, _)) = drawn.split_once('|') else {
            return self.all(Kind::Table);
        };
        let table = table.trim();
        match drawn.rsplit_once('\n') {
            None => self.lines(table, false),
            Some((_, line)) if !line.contains('|') => self.lines(table, true),
            Some(_) => Vec::new(),
        }
    }

    /// The lines of tables and axes that are like each other, for what a rule goes through.
    pub(super) fn tables(&self) -> Vec<Offer> {
        let tables = self.model().all(Kind::Table);
        let tables = tables.filter(|t| !t.id.starts_with(AXIS));
        tables.map(|symbol| self.offer(symbol)).collect()
    }
}
