//! Reads what files define.

use super::{AXIS, Model, Place, RuleText, Source, Symbol};
use crate::pack::refs::{self, What};
use crate::pack::roles::{Kind, Role, role};
use crate::pack::scan::Atom;
use gouji_core::pack::NAMES;

impl Atom {
    /// The names of the path.
    pub fn names(&self) -> Vec<&str> {
        self.path.iter().map(|s| s.name.as_str()).collect()
    }

    /// What it stands for.
    pub fn role(&self) -> Role {
        role(&self.names(), self.is_key, self.nth)
    }

    /// The number of the table that it stands in.
    pub fn table(&self) -> u32 {
        let table = self.path.len().checked_sub(2);
        table
            .and_then(|at| self.path.get(at))
            .map_or(0, |s| s.table)
    }
}

impl Model {
    /// What files define.
    pub fn new(sources: Vec<Source>) -> Self {
        let names = NAMES.iter();
        let mut model = Model {
            aliases: names
                .map(|(alias, name)| ((*alias).to_owned(), (*name).to_owned()))
                .collect(),
            ..Model::default()
        };
        let packs = || sources.iter().enumerate().filter(|(_, s)| !s.config);
        for (file, source) in packs() {
            model.take_ids(file, source);
        }
        for (file, source) in packs() {
            for (index, atom) in source.atoms_with_roles().enumerate() {
                model.take(file, source, atom, index);
            }
        }
        for (file, source) in packs() {
            for (atom, _) in source
                .atoms_with_roles()
                .filter(|(_, role)| *role == Role::Like)
            {
                model.take_like(file, source, atom);
            }
        }
        model.sources = sources;
        model.take_filled();
        model
    }

    /// What rules bind by strings that they take over and fill.
    fn take_filled(&mut self) {
        let mut all = Vec::new();
        for (rule, phrases) in self.all_taken() {
            let mut bound = RuleText::default();
            let mut patterns = Vec::new();
            for phrase in phrases {
                let (names, text) = (phrase.names(), self.whole_text(&phrase));
                let is_filled = phrase.pieces.iter().any(|p| p.filled);
                if is_filled && !matches!(names.as_slice(), ["rule", "like" | "abstract"]) {
                    of_rule(&mut bound, &names, phrase.is_key, &text);
                }
                if is_filled && names == ["rule", "match"] {
                    patterns.push(text);
                }
            }
            all.push((rule.id.clone(), bound, patterns));
        }
        for (id, bound, patterns) in all {
            for text in patterns {
                self.take_pattern(format!("rule:{id}"), &text);
            }
            if let Some(rule) = self.rules.get_mut(&id) {
                rule.locals.extend(bound.locals);
                rule.over = rule.over.take().or(bound.over);
                rule.over_lines = rule.over_lines.take().or(bound.over_lines);
            }
        }
    }

    fn take_pattern(&mut self, binder: String, text: &str) {
        let patterns = self.patterns.entry(binder).or_default();
        for found in refs::pattern(text) {
            match found.what {
                What::Local(name) => patterns.groups.push(name),
                What::List(name) => patterns.lists.push(name),
                _ => {}
            }
        }
    }

    fn take_ids(&mut self, file: usize, source: &Source) {
        for atom in source.atoms().iter().filter(|a| !a.is_key) {
            let text = atom.span.of(source.text());
            match atom.path.as_slice() {
                [.., last] if last.name == "id" => {
                    let key = (file, atom.table());
                    self.ids.entry(key).or_insert_with(|| text.to_owned());
                }
                [first, last] if first.name == "alias" => {
                    self.aliases.insert(last.name.clone(), text.to_owned());
                }
                _ => {}
            }
        }
    }

    fn take(&mut self, file: usize, source: &Source, (atom, role): (&Atom, Role), index: usize) {
        let text = atom.span.of(source.text());
        let rule = match atom.path.first() {
            Some(first) if first.name == "rule" => Some(self.rule_id(file, first.table)),
            _ => None,
        };
        if let Some(id) = &rule {
            let rule = self.rules.entry(id.clone()).or_insert_with(|| RuleText {
                id: id.clone(),
                file,
                ..RuleText::default()
            });
            if rule.file == file {
                rule.atoms.push(index);
            }
            // nothing that stands deeper says something of the rule
            if atom.path.len() <= 3 {
                of_rule(rule, &atom.names(), atom.is_key, text);
            }
        }
        if let Some(binder) = self.binder(file, &atom.path).filter(|_| !atom.is_key) {
            self.take_pattern(binder, text);
        }
        let Role::Defines(kind) = role else {
            return;
        };
        let of = match kind {
            Kind::Row | Kind::Column => self.container(file, &atom.path),
            Kind::Slot => rule,
            // these are found by the rules that bind them
            Kind::Local => None,
            _ => Some(String::new()),
        };
        let Some(of) = of else {
            return;
        };
        let own = atom.path.last().map_or(0, |s| s.table);
        let places = self.defined.entry(Symbol::of(kind, &of, text)).or_default();
        let new = places
            .iter()
            .all(|p| (p.file, p.table) != (file, own) || !atom.is_key || own == 0);
        if new {
            places.push(Place {
                file,
                span: atom.span,
                table: if atom.is_key { own } else { atom.table() },
            });
        }
    }

    fn take_like(&mut self, file: usize, source: &Source, atom: &Atom) {
        let Some(of) = self.container(file, &atom.path) else {
            return;
        };
        let like = self.table_or_axis(atom.span.of(source.text()));
        let likes = self.likes.entry(of).or_default();
        if !likes.contains(&like) {
            likes.push(like);
        }
    }

    /// How a table or axis is called where both may stand.
    pub(super) fn table_or_axis(&self, id: &str) -> String {
        match self.defined.contains_key(&Symbol::new(Kind::Table, id)) {
            true => id.to_owned(),
            false => format!("{AXIS}{id}"),
        }
    }
}

/// What the keys and strings of a rule say of it.
fn of_rule(rule: &mut RuleText, names: &[&str], is_key: bool, text: &str) {
    let is_local = |r: &refs::Ref| matches!(r.what, What::Local(_));
    match (names, is_key) {
        (["rule", "like"], false) => rule.like = Some(text.to_owned()),
        (["rule", "abstract"], true) => rule.is_abstract = true,
        (["rule", "abstract"], false) => rule.slots.push(text.to_owned()),
        (["rule", "let", name], true) => rule.locals.push((*name).to_owned()),
        (["rule", "each"], false) => {
            let found = refs::each(text);
            for each in &found {
                match &each.what {
                    What::Local(name) => rule.locals.push(name.clone()),
                    What::Table(over) | What::Value(over, _) => rule.over = Some(over.clone()),
                    What::Over(_, line) => {
                        rule.over_lines = Some(line.clone());
                        // the short form binds what it goes through
                        if !found.iter().any(is_local) {
                            rule.locals.push(line.clone());
                        }
                    }
                    _ => {}
                }
            }
        }
        (["rule", "match"] | ["rule", "fix", "part"], false) => {
            let found = refs::pattern(text).into_iter();
            rule.locals.extend(found.filter_map(|r| match r.what {
                What::Local(name) => Some(name),
                _ => None,
            }));
        }
        _ => {}
    }
}
