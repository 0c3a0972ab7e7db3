//! Parameters: what a pack leaves to the packs above it to set, and in which direction.

use super::config_layer::PathSection;
use super::lock::{Lock, Locks, Set, Strict, held, refuse, resolve};
use super::messages::Say;
use super::param_by::{Who, classes, conditions, in_order};
use super::param_value::{Directed, TIGHTER, TYPES, Tighter, Type, Value, guess, value};
use super::patterns::Lexicon;
use super::provenance::Setting;
use super::stack::{Defined, Space, Stack};
use crate::fields::{At, Fields, File, Mixed, Wrong};
use crate::rule::Node;
use crate::text::{Span, near};
use std::collections::BTreeMap;

/// One parameter with what every layer says of it.
struct Param {
    /// The layer that defines it.
    defined_in: usize,
    kind: Type,
    tighter: Option<Tighter>,
    /// For whom, value, and the record of it.
    sets: Vec<(Who, Set<Directed>, Setting, Span)>,
}

/// All parameters of a stack, with the values that hold.
#[derive(Clone, Default)]
pub(super) struct Params {
    /// Those that expressions use.
    pub nodes: BTreeMap<String, Node>,
    /// Those that patterns use.
    pub words: BTreeMap<String, Vec<String>>,
    /// What every layer set, by parameter.
    pub trail: BTreeMap<String, Vec<Setting>>,
}

/// What a layer says of a parameter.
struct Said<'a, 'f, 's> {
    /// What conditions are read with.
    lexicon: &'a Lexicon,
    layer: usize,
    name: &'a str,
    fields: &'a Fields<'f, 's>,
    /// It is for packs of all kinds, some of which may not know a class.
    top: bool,
}

fn lock<'f, 's>(fields: &Fields<'f, 's>, layer: usize) -> Option<Lock<'f, 's>> {
    fields.flag("lock").then(|| Lock {
        layer,
        origin: fields.at(fields.place("lock")),
    })
}

fn define(
    stack: &Stack<'_, '_>,
    (layer, lexicon): (usize, &Lexicon),
    name: &At<String>,
    fields: &Fields<'_, '_>,
) -> Option<Param> {
    fields.plain("why");
    let default = fields.texts_or_number("default");
    let given = fields.choice("type", TYPES);
    let Some(first) = default.first() else {
        let blank = fields.is_list("default") || !fields.has("default");
        if blank {
            fields.file.fault(name.span, &Wrong::Missing("default"));
        }
        return None;
    };
    let several = default.len() > 1 || fields.is_list("default");
    let kind = given.unwrap_or_else(|| match several {
        true => Type::Words,
        false => guess(&first.value),
    });
    let mut param = Param {
        defined_in: layer,
        kind,
        tighter: fields.choice("tighter", TIGHTER),
        sets: Vec::new(),
    };
    let said = Said {
        lexicon,
        layer,
        name: &name.value,
        fields,
        top: false,
    };
    param.read(stack, &said);
    Some(param)
}

impl Param {
    fn read(&mut self, stack: &Stack<'_, '_>, said: &Said<'_, '_, '_>) {
        let fields = said.fields;
        let default = fields.texts_or_number("default");
        self.set(stack, said, "default", Who::All, default);
        if self.kind == Type::Words {
            // patterns are the same for all bodies, so there are no values by class
            self.set(stack, said, "add", Who::All, fields.texts("add"));
            return;
        }
        let entries = fields.table("by-class").map(|f| f.entries());
        let classes = classes(stack);
        for (class, values) in entries.unwrap_or_default() {
            if !classes.contains(&class.value) {
                if said.top {
                    continue;
                }
                let close = near(&class.value, classes.iter().map(String::as_str));
                let fault = Wrong::Unknown(class.value, close);
                fields.file.fault(class.span, &fault);
                continue;
            }
            let key = format!("by-class.{}", class.value);
            self.set(stack, said, &key, Who::Class(class.value), values);
        }
        for (who, key, values) in conditions(fields, said.lexicon) {
            self.set(stack, said, &key, who, values);
        }
    }

    /// What a configuration sets: a value, or a table like those of packs.
    fn take(
        &mut self,
        (stack, lexicon): (&Stack<'_, '_>, &Lexicon),
        chapter: &PathSection<'_, '_>,
        name: &str,
        value: &Mixed<'_, '_>,
    ) {
        let said = |fields| Said {
            lexicon,
            layer: chapter.layer,
            name,
            fields,
            top: true,
        };
        match (value, &chapter.params) {
            (Mixed::Table(fields), _) => {
                self.read(stack, &said(fields));
                fields.finish();
            }
            (Mixed::Texts(texts), Some(params)) => {
                self.set(stack, &said(params), "default", Who::All, texts.clone());
            }
            (Mixed::Texts(_), None) => {}
        }
    }

    fn set(
        &mut self,
        stack: &Stack<'_, '_>,
        said: &Said<'_, '_, '_>,
        key: &str,
        who: Who,
        texts: Vec<At<String>>,
    ) {
        let Some(first) = texts.first() else { return };
        let span = first.span;
        let Some(value) = value(self.kind, said.fields, &texts) else {
            return;
        };
        let added = match (&value, key) {
            (Value::Words(words), "add") => words.clone(),
            _ => Vec::new(),
        };
        let mut value = Directed {
            value,
            tighter: self.tighter,
            added,
        };
        if value.adds() {
            let known = |s: &&Set<Directed>| stack.knows(said.layer, s.layer);
            let below: Vec<&Set<Directed>> =
                self.sets.iter().map(|(_, s, ..)| s).filter(known).collect();
            let below = held(stack, &below, &[]);
            value = below.map_or(value.clone(), |b| value.after(&b));
        }
        let set = Set {
            layer: said.layer,
            value,
        };
        let key = format!("{}.{key}", said.name);
        let setting = Setting::at(key, stack.id(said.layer), said.fields.file, span);
        self.sets.push((who, set, setting, span));
    }

    /// Finds out what holds, class by class, and says what a lock refuses.
    fn settle(
        mut self,
        stack: &Stack<'_, '_>,
        name: String,
        locks: &[Lock<'_, '_>],
        files: &[(usize, &File<'_>)],
        params: &mut Params,
    ) {
        let of = |sets: &[(Who, Set<Directed>, Setting, Span)], who: &Who| {
            let own = sets.iter().filter(|(w, ..)| w == who);
            own.map(|(_, s, ..)| s.clone()).collect::<Vec<_>>()
        };
        let defaults = resolve(stack, &of(&self.sets, &Who::All), locks, |_| None);
        let mut values: Vec<(Who, Value)> = Vec::new();
        for who in in_order(self.sets.iter().map(|(w, s, ..)| (w, s.layer))) {
            let sets = of(&self.sets, &who);
            let resolved = resolve(stack, &sets, locks, |lock| {
                defaults.floors.get(lock).cloned().flatten()
            });
            values.extend(resolved.value.map(|v| (who.clone(), v.value)));
            let own = self.sets.iter_mut().filter(|(w, ..)| *w == who);
            for ((_, set, setting, span), (fate, lock)) in own.zip(resolved.fates) {
                setting.fate = fate;
                let lock = lock.and_then(|at| locks.get(at));
                let file = files
                    .iter()
                    .find(|(l, f)| *l == set.layer && f.name == setting.path);
                if let (Some(lock), Some((_, file))) = (lock, file) {
                    refuse(stack, lock, file, *span, &name);
                }
            }
        }
        let trail = self.sets.into_iter().map(|(_, _, setting, _)| setting);
        params.trail.insert(name.clone(), trail.collect());
        params.put(name, values);
    }
}

impl Params {
    /// Reads `[param]` and `[override-param]`. `locks` are those of rules that use a parameter.
    pub fn read<'f, 's>(
        &mut self,
        (stack, lexicon): (&Stack<'f, 's>, &Lexicon),
        defined: &Defined<'f, 's>,
        locks: &Locks<'f, 's>,
    ) {
        let mut all: Vec<(String, Param, Vec<Lock<'f, 's>>)> = Vec::new();
        for (layer, name, fields) in stack.named("param") {
            if defined.owns(Space::Param, &name, &fields)
                && let Some(param) = define(stack, (layer, lexicon), &name, &fields)
            {
                let held = locks.of(&name.value).iter().copied();
                let held = held.chain(lock(&fields, layer)).collect();
                all.push((name.value, param, held));
                fields.finish();
            }
        }
        let mut files = Vec::new();
        for (layer, name, fields) in stack.named("override-param") {
            let known = all.iter_mut().find(|(n, ..)| *n == name.value);
            let Some((_, param, held)) = known else {
                let close = near(&name.value, all.iter().map(|(n, ..)| n.as_str()));
                let fault = Wrong::Unknown(name.value.clone(), close);
                fields.file.fault(name.span, &fault);
                continue;
            };
            if param.defined_in == layer || !stack.knows(layer, param.defined_in) {
                let pack = stack.id(param.defined_in).to_owned();
                fields.file.fault(name.span, &Say::NotBelow(pack));
                continue;
            }
            let said = Said {
                lexicon,
                layer,
                name: &name.value,
                fields: &fields,
                top: false,
            };
            param.read(stack, &said);
            held.extend(lock(&fields, layer));
            fields.plain("why");
            fields.finish();
            files.push((layer, fields.file));
        }
        for chapter in stack.top.iter() {
            for (name, value) in chapter.params.iter().flat_map(|p| p.mixed()) {
                let known = all.iter_mut().find(|(n, ..)| *n == name.value);
                // another kind or pack may have it; what no pack has is said elsewhere
                if let Some((_, param, _)) = known {
                    param.take((stack, lexicon), chapter, &name.value, &value);
                }
            }
            files.push((chapter.layer, chapter.file));
        }
        for (name, param, held) in all {
            param.settle(stack, name, &held, &files, self);
        }
    }
}
