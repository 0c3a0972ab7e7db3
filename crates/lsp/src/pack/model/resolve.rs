//! What a name means.

use super::{Model, Symbol};
use crate::pack::refs::What;
use crate::pack::roles::Kind;
use gouji_core::rule::Function;
use gouji_core::text::Span;

/// What is known of a row that no form prescribes.
pub const ROW_PARTS: [&str; 6] = ["code", "name", "level", "children", "parent", "key"];
/// Values that every report has, other reports, and parts of the text without an id.
pub const VALUES: [&str; 13] = [
    "year", "body", "class", "place", "form", "wrapped", "title", "previous", "below", "head",
    "tail", "headings", "sentence",
];

/// Names within a reference, by their places in it.
pub type Found = Vec<(Span, Symbol)>;

fn whole(text: &str, symbol: Symbol) -> (Span, Symbol) {
    (Span::new(0, text.len()), symbol)
}

impl Model {
    fn known(&self, kind: Kind, id: &str) -> Option<Symbol> {
        let symbol = Symbol::new(kind, id);
        self.defined.contains_key(&symbol).then_some(symbol)
    }

    /// The first of some kinds that has an id.
    fn one_of(&self, kinds: &[Kind], id: &str) -> Option<Symbol> {
        kinds.iter().find_map(|kind| self.known(*kind, id))
    }

    /// What a name means in a rule.
    pub fn meaning(&self, what: &What, rule: &str) -> Found {
        match what {
            What::Function(name) => {
                let symbol = self.known(Kind::Alias, name).or_else(|| {
                    let plain = self.plain(name);
                    let known = Function::ALL.iter().any(|(n, ..)| *n == plain);
                    known.then(|| Symbol::new(Kind::Function, &plain))
                });
                symbol.map(|s| whole(name, s)).into_iter().collect()
            }
            What::Value(name, of_row) => self.value(name, of_row.as_deref(), rule),
            What::Table(name) => self.table(name),
            What::Line(table, row, id) => self.picked(table, *row, id, rule),
            What::Over(table, line) => {
                let row = self.line(table, true, line);
                let found = row.or_else(|| self.line(table, false, line));
                found.map(|s| whole(line, s)).into_iter().collect()
            }
            What::Literal(of, text, of_row) => self.literal((of, of_row.as_deref()), text, rule),
            What::Scope(id) => {
                let found = self.one_of(&[Kind::Section, Kind::Zone, Kind::Alias], id);
                let found = found.or_else(|| self.builtin(id));
                found.map(|s| whole(id, s)).into_iter().collect()
            }
            What::List(name) => {
                let slot = self.slot(rule, name);
                let found =
                    slot.or_else(|| self.one_of(&[Kind::Words, Kind::Param, Kind::Alias], name));
                found.map(|s| whole(name, s)).into_iter().collect()
            }
            What::Local(name) => {
                let found = self.local(rule, name);
                found.map(|s| whole(name, s)).into_iter().collect()
            }
        }
    }

    /// What an abstract rule leaves open under a name.
    pub fn slot(&self, rule: &str, name: &str) -> Option<Symbol> {
        let symbol = Symbol::of(Kind::Slot, rule, name);
        self.defined.contains_key(&symbol).then_some(symbol)
    }

    fn builtin(&self, name: &str) -> Option<Symbol> {
        let plain = self.plain(name);
        let known = VALUES.contains(&plain.as_str());
        known.then(|| Symbol::new(Kind::Value, &plain))
    }

    fn row_part(&self, name: &str) -> Option<Symbol> {
        let plain = self.plain(name);
        let known = ROW_PARTS.contains(&plain.as_str());
        known.then(|| Symbol::new(Kind::RowPart, &plain))
    }

    /// A table; behind a dot, one of another report.
    fn table(&self, name: &str) -> Found {
        let (head, table) = match name.rsplit_once('.') {
            Some((head, table)) => (Some(head), table),
            None => (None, name),
        };
        let start = name.len() - table.len();
        let table = self.known(Kind::Table, table);
        let table = table.map(|s| (Span::new(start, name.len()), s));
        let head = head.and_then(|h| Some(whole(h, self.builtin(h)?)));
        head.into_iter().chain(table).collect()
    }

    fn picked(&self, table: &str, row: bool, id: &str, rule: &str) -> Found {
        let (head, part) = id.split_once('.').unwrap_or((id, ""));
        if let Some(bound) = self.local(rule, head) {
            return bound_part(head, bound, part, self.row_part(part));
        }
        let line = self.line(table, row, id);
        line.map(|s| whole(id, s)).into_iter().collect()
    }

    fn value(&self, name: &str, of_row: Option<&str>, rule: &str) -> Found {
        if let Some(table) = of_row {
            let column = self.line(table, false, name);
            if let Some(symbol) = column.or_else(|| self.row_part(name)) {
                return vec![whole(name, symbol)];
            }
        }
        if let Some(symbol) = self.slot(rule, name) {
            return vec![whole(name, symbol)];
        }
        if let Some((head, rest)) = name.split_once('.') {
            if let Some(bound) = self.local(rule, head) {
                return bound_part(head, bound, rest, self.row_part(rest));
            }
            let by = head.len() + 1;
            let head = self.builtin(head).map(|s| whole(head, s));
            let rest = self.value(rest, None, rule).into_iter();
            let rest = rest.map(|(s, symbol)| {
                let span = Span::new(s.start as usize + by, s.end as usize + by);
                (span, symbol)
            });
            return head.into_iter().chain(rest).collect();
        }
        let kinds = [Kind::Mention, Kind::Param, Kind::Condition, Kind::Alias];
        let places = [Kind::Section, Kind::Zone, Kind::Table];
        let found = self
            .local(rule, name)
            .or_else(|| self.one_of(&kinds, name))
            .or_else(|| self.builtin(name))
            .or_else(|| self.one_of(&places, name));
        found.map(|s| whole(name, s)).into_iter().collect()
    }

    /// A text that is compared with the class of the body, the form, or the level of a row.
    fn literal(&self, (of, of_row): (&str, Option<&str>), text: &str, rule: &str) -> Found {
        let last = of.rsplit('.').next().unwrap_or(of);
        let found = match self.plain(last).as_str() {
            "class" => self.known(Kind::Class, text),
            "form" => self.known(Kind::Form, text),
            "level" => {
                let over = self.over(rule);
                let table = of_row.or(over.as_deref());
                table.and_then(|table| self.line(table, true, text))
            }
            _ => None,
        };
        found.map(|s| whole(text, s)).into_iter().collect()
    }
}

/// A name that is bound to a row, and what is asked of it.
fn bound_part(head: &str, bound: Symbol, part: &str, known: Option<Symbol>) -> Found {
    let start = head.len() + 1;
    let part = known.map(|s| (Span::new(start, start + part.len()), s));
    std::iter::once(whole(head, bound)).chain(part).collect()
}
