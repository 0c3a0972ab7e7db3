//! `[override."rule"]`: what packs above change in a rule, and what a lock lets them.

use super::cases;
use super::config_layer::SeverityOverride;
use super::lock::{self, Lock, Resolved, Set, Strict, resolve};
use super::messages::Say;
use super::provenance::{Fate, Setting};
use super::rules::{self, Context, SEVERITIES};
use super::stack::Stack;
use super::texts;
use crate::fields::Fields;
use crate::rule::{Check, Rule, Term};
use crate::text::{Bilingual, Deferred, Pattern};

/// What a layer says of a rule: where it is defined, or what is changed in it.
pub(super) struct LayerEntry<'f, 's> {
    pub layer: usize,
    pub fields: Fields<'f, 's>,
}

/// A rule with all that was said of it, the definition first.
pub(super) struct LayeredRule<'a, 'f, 's> {
    pub stack: &'a Stack<'f, 's>,
    pub said: &'a [LayerEntry<'f, 's>],
    /// Who locks it.
    pub locks: &'a [Lock<'f, 's>],
}

/// A value that a configuration sets on top of all packs.
struct ConfigValue<'g, T> {
    /// Which of the words of the configuration about the rule.
    nth: usize,
    grading: &'g SeverityOverride<'g, 'g>,
    set: Set<T>,
}

impl<'g, T> ConfigValue<'g, T> {
    fn of(
        top: &'g [SeverityOverride<'g, 'g>],
        read: impl Fn(&SeverityOverride<'_, '_>) -> Option<T>,
    ) -> Vec<Self> {
        let one = |(nth, grading): (usize, &'g SeverityOverride<'g, 'g>)| {
            let (layer, value) = (grading.layer, read(grading)?);
            let set = Set { layer, value };
            Some(ConfigValue { nth, grading, set })
        };
        top.iter().enumerate().filter_map(one).collect()
    }
}

/// Keys that are no settings.
const NOT_SET: &[&str] = &["id", "case", "en"];

impl<'f, 's> LayeredRule<'_, 'f, 's> {
    /// Puts everything together, and returns the record of it.
    pub fn settle(&self, rule: &mut Rule, context: &Context<'_>) -> Vec<Setting> {
        let mut trail: Vec<(usize, Setting)> = Vec::new();
        for (at, said) in self.said.iter().enumerate() {
            for (key, span) in said.fields.written() {
                if !NOT_SET.contains(&key.as_str()) {
                    let pack = self.stack.id(said.layer);
                    trail.push((at, Setting::at(key, pack, said.fields.file, span)));
                }
            }
        }
        let top: Vec<SeverityOverride<'_, '_>> = self.stack.gradings(rule);
        for (nth, g) in top.iter().enumerate() {
            let setting = Setting::at("severity".to_owned(), g.file.name, g.file, g.span);
            trail.push((self.said.len() + nth, setting));
        }
        last_holds(&mut trail);
        self.grades(rule, &top, &mut trail);
        for (at, said) in self.said.iter().enumerate().skip(1) {
            self.texts(rule, &said.fields);
            self.exceptions(rule, at, said, context, &mut trail);
            let own = Context {
                pack: self.stack.id(said.layer),
                ..*context
            };
            rule.cases.extend(cases::cases(&said.fields, &own, &[]));
            texts::texts(&said.fields, rule, context);
            said.fields.finish();
        }
        rule.locked = !self.locks.is_empty();
        trail.into_iter().map(|(_, setting)| setting).collect()
    }

    /// What has a grade: severity, class, years, and whether it runs at all.
    fn grades(
        &self,
        rule: &mut Rule,
        top: &[SeverityOverride<'_, '_>],
        trail: &mut [(usize, Setting)],
    ) {
        let severity = |f: &Fields<'_, '_>| f.choice("severity", SEVERITIES);
        let first = rule.severity;
        let above = ConfigValue::of(top, |g| g.severity);
        let resolved = self.grade("severity", trail, severity, Some(first), &above, |_| None);
        rule.severity = resolved.value.unwrap_or(first);
        let class = |f: &Fields<'_, '_>| rules::class(f);
        // where no class is written, a lock protects the one that the severity gives
        let seen = |lock: usize| resolved.floors.get(lock).cloned().flatten();
        let unwritten = |lock| seen(lock).map(rules::default_class);
        let written = self
            .grade("class", trail, class, None, &[], unwritten)
            .value;
        let given = rules::default_class(rule.severity);
        rule.class = written.unwrap_or(given);
        let years = |f: &Fields<'_, '_>| f.has("years").then(|| super::kind::years(f, "years"));
        let all = rule.years;
        let kept = self.grade("years", trail, years, Some(all), &[], |_| None);
        rule.years = kept.value.unwrap_or(all);
        let runs = |f: &Fields<'_, '_>| f.has("off").then(|| !f.flag("off"));
        let above = ConfigValue::of(top, |g| g.runs());
        let runs = self.grade("off", trail, runs, Some(true), &above, |_| None);
        rule.off = !runs.value.unwrap_or(true);
        if let Some(lock) = self.locks.first().filter(|_| !rule.off) {
            for chapter in self.stack.top.iter() {
                rule.ids()
                    .for_each(|id| chapter.refuse_to_ignore(self.stack, id, lock));
            }
        }
    }

    fn grade<T: Strict>(
        &self,
        key: &'static str,
        trail: &mut [(usize, Setting)],
        read: impl Fn(&Fields<'_, '_>) -> Option<T>,
        first: Option<T>,
        above: &[ConfigValue<'_, T>],
        default: impl Fn(usize) -> Option<T>,
    ) -> Resolved<T> {
        let mut sets: Vec<Set<T>> = Vec::new();
        let mut owners = Vec::new();
        for (at, said) in self.said.iter().enumerate() {
            let value = match at {
                0 => first.clone().or_else(|| read(&said.fields)),
                _ => read(&said.fields),
            };
            if let Some(value) = value {
                let layer = said.layer;
                sets.push(Set { layer, value });
                owners.push(at);
            }
        }
        // of a configuration the nearest word counts, but no word may relax what is locked
        for one in above {
            self.rank(one, &sets, trail);
        }
        sets.extend(above.last().map(|a| a.set.clone()));
        let resolved = resolve(self.stack, &sets, self.locks, default);
        for (owner, (fate, lock)) in owners.into_iter().zip(resolved.fates.iter().copied()) {
            let mut own = trail.iter_mut();
            if let Some((_, setting)) = own.find(|(at, s)| *at == owner && s.key == key) {
                setting.fate = fate;
            }
            if let (Some(lock), Some(said)) = (lock, self.said.get(owner)) {
                self.refuse(&said.fields, key, lock);
            }
        }
        resolved
    }

    /// Finds out what comes of a word of a configuration on top of what is set.
    fn rank<T: Strict>(
        &self,
        one: &ConfigValue<'_, T>,
        sets: &[Set<T>],
        trail: &mut [(usize, Setting)],
    ) {
        let sets: Vec<Set<T>> = sets.iter().chain([&one.set]).cloned().collect();
        let resolved = resolve(self.stack, &sets, self.locks, |_| None);
        let Some((fate, lock)) = resolved.fates.last().copied() else {
            return;
        };
        if let Some(lock) = lock.and_then(|at| self.locks.get(at)) {
            let file = one.grading.file;
            lock::refuse(self.stack, lock, file, one.grading.span, "severity");
        }
        let own = trail
            .iter_mut()
            .find(|(at, _)| *at == self.said.len() + one.nth);
        if let Some((_, setting)) = own.filter(|_| fate != Fate::Holds) {
            setting.fate = fate;
        }
    }

    fn refuse(&self, fields: &Fields<'_, '_>, key: &'static str, lock: usize) {
        if let Some(lock) = self.locks.get(lock) {
            lock::refuse(self.stack, lock, fields.file, fields.place(key), key);
        }
    }

    /// Words: the last layer that says something is heard.
    fn texts(&self, rule: &mut Rule, fields: &Fields<'_, '_>) {
        let en = fields.table("en");
        let put = |deferred: &mut Deferred<Bilingual>, key: &'static str| {
            let mut words = std::mem::take(deferred).into_inner();
            if let Some(text) = fields.text(key) {
                words.zh = text.value;
            }
            if let Some(text) = en.as_ref().and_then(|f| f.text(key)) {
                words.en = text.value;
            }
            *deferred = words.into();
        };
        put(&mut rule.title, "title");
        put(&mut rule.fault, "fault");
        put(&mut rule.message, "message");
        put(&mut rule.help, "help");
        put(&mut rule.why, "why");
        if let Some(source) = fields.text("source") {
            rule.source = source.value;
        }
        if let Some(en) = &en {
            en.finish();
        }
    }

    /// Exceptions relax a rule, further terms tighten it.
    fn exceptions(
        &self,
        rule: &mut Rule,
        at: usize,
        said: &LayerEntry<'_, '_>,
        context: &Context<'_>,
        trail: &mut [(usize, Setting)],
    ) {
        let fields = &said.fields;
        let lexicon = &context.shared.lexicon;
        let patterns = lexicon.all(fields, "except");
        if fields.has("except") {
            let above = |lock: &Lock<'_, '_>| !self.stack.knows(lock.layer, said.layer);
            match self.locks.iter().position(above) {
                Some(lock) => {
                    self.refuse(fields, "except", lock);
                    let mut own = trail.iter_mut();
                    if let Some((_, s)) = own.find(|(o, s)| *o == at && s.key == "except") {
                        s.fate = Fate::Refused;
                    }
                }
                None if except(rule, patterns) => {}
                None => fields.file.fault(fields.place("except"), &Say::NoExcept),
            }
        }
        let Check::Terms(known) = &mut rule.check else {
            if fields.has("terms") {
                fields.file.fault(fields.place("terms"), &Say::NoTerms);
            }
            return;
        };
        let scope = known.first().map(|t| t.matcher.scope.clone());
        let more: Vec<Term> = super::checks::terms(fields, lexicon, &scope.unwrap_or_default());
        known.extend(more);
    }
}

/// Adds exceptions to a rule; false when it is of a kind that has none.
fn except(rule: &mut Rule, patterns: Vec<Pattern>) -> bool {
    match &mut rule.check {
        Check::Expression | Check::Match(_) => rule.except.extend(patterns),
        Check::Require { any_of, .. } => any_of.extend(patterns),
        Check::Terms(terms) => {
            for term in terms {
                term.matcher.except.extend(patterns.iter().cloned());
            }
        }
        _ => return false,
    }
    true
}

/// Of several settings of a key the last one holds; what adds to others always does.
fn last_holds(trail: &mut [(usize, Setting)]) {
    let adds = |key: &str| matches!(key, "except" | "terms" | "term" | "lock");
    let keys: Vec<String> = trail.iter().map(|(_, s)| s.key.clone()).collect();
    for (at, (_, setting)) in trail.iter_mut().enumerate() {
        let later = keys.iter().skip(at + 1).any(|k| *k == setting.key);
        if later && !adds(&setting.key) {
            setting.fate = Fate::Overridden;
        }
    }
}

/// The lock that a layer puts on a rule.
pub(super) fn own_lock<'f, 's>(said: &LayerEntry<'f, 's>) -> Option<Lock<'f, 's>> {
    said.fields.flag("lock").then(|| Lock {
        layer: said.layer,
        origin: said.fields.at(said.fields.place("lock")),
    })
}
