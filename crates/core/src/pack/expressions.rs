//! The expressions of a rule: parsed once, compiled for each form.

use super::elsewhere::elsewhere;
use super::messages::Say;
use super::rules::{Context, SEVERITIES, groups, groups_of};
use crate::diagnostic::Severity;
use crate::fields::{At, Fields};
use crate::grammar::Expr;
use crate::report::Form;
use crate::rule::{Bound, Check, CompileError, InCondition, Names, Node, Program};
use crate::text::Pattern;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Whether a check has values, at one of which a finding is drawn.
pub(super) fn compares(check: Option<&Check>) -> bool {
    matches!(check, None | Some(Check::Expression | Check::Match(_)))
}

/// The expressions of a rule as they are written, parsed once for all forms.
pub(super) struct Sources {
    each: Option<At<String>>,
    when: Option<Source>,
    lets: Vec<(String, Source)>,
    check: Option<Source>,
    at: Option<Source>,
    soften: Option<(Source, Severity)>,
    /// The patterns in them that were made so far.
    patterns: RefCell<HashMap<String, Pattern>>,
}

/// An expression as it is written, and its syntax.
struct Source {
    text: At<String>,
    syntax: Result<Arc<Expr>, CompileError>,
}

impl Source {
    fn new(text: At<String>, context: &Context<'_>) -> Self {
        let syntax = context.shared.lexicon.made.syntax(&text.value);
        Source { text, syntax }
    }

    fn compiled(&self, names: &Names<'_>) -> Result<Node, CompileError> {
        names.compiled(self.syntax.as_ref().map_err(Clone::clone)?)
    }
}

impl Sources {
    pub fn read(fields: &Fields<'_, '_>, context: &Context<'_>, check: Option<&Check>) -> Self {
        let source = |text| Source::new(text, context);
        let own = |key: &'static str| compares(check).then(|| fields.text(key)).flatten();
        let lets = fields.table("let").map(|f| f.entries()).unwrap_or_default();
        let soften = fields.table("soften").and_then(|f| {
            let when = f.needed("when");
            let to = f.choice("to", SEVERITIES).unwrap_or(Severity::Info);
            f.finish();
            (!when.value.is_empty()).then_some((when, to))
        });
        Sources {
            each: match check {
                Some(Check::Match(_)) => None,
                _ => own("each"),
            },
            when: fields.text("when").map(source),
            lets: lets
                .into_iter()
                .filter_map(|(name, values)| Some((name.value, values.into_iter().next()?)))
                .map(|(name, text)| (name, source(text)))
                .collect(),
            check: fields.text("check").map(source),
            at: own("at").map(source),
            soften: soften.map(|(when, to)| (source(when), to)),
            patterns: RefCell::default(),
        }
    }

    /// Compiles all of them for a form; what is wrong is noted in the file.
    pub fn program(
        &self,
        fields: &Fields<'_, '_>,
        context: &Context<'_>,
        form: &Form,
        check: Option<&Check>,
    ) -> Option<Program> {
        let file = fields.file;
        let said = RefCell::new(None);
        let pattern = |text: &str| {
            if let Some(known) = self.patterns.borrow().get(text) {
                return Ok(known.clone());
            }
            let compiled = context.shared.lexicon.compiled(file, text);
            if let Ok(pattern) = &compiled {
                let mut patterns = self.patterns.borrow_mut();
                patterns.insert(text.to_owned(), pattern.clone());
            }
            compiled.map_err(|say| {
                said.replace(Some(say));
                String::new()
            })
        };
        let fault = |text: &At<String>, error: CompileError| {
            let elsewhere = || elsewhere(&error.fault, context.kind, form);
            let say = said.take().or_else(elsewhere);
            let say = say.unwrap_or_else(|| Say::Expression(error.fault.clone()));
            if context.conditions.fault(context.pack, &error, &say) {
                return;
            }
            match error.condition {
                Some(name) => file.fault(text.span, &Say::Condition(name, Box::new(say))),
                None => file.fault_inside(text, error.span, &say),
            }
        };
        let mut names = Names {
            pattern: &pattern,
            kind: context.kind,
            form,
            params: context.params,
            conditions: InCondition::of(&context.conditions.all),
            aliases: &context.shared.lexicon.aliases,
            locals: check.map(groups).unwrap_or_default(),
            lists: Vec::new(),
            bound: None,
            of_row: None,
        };
        let mut program = Program::default();
        let mut whole = true;
        if let Some(text) = &self.each {
            match names.each(&text.value) {
                Ok(each) => program.each = each,
                Err(error) => {
                    fault(text, error);
                    whole = false;
                }
            }
        }
        names.locals.extend(groups_of(&program.each, context.kind));
        names.bound = Bound::of(&program.each, form);
        let compile = |names: &Names<'_>, source: &Source| match source.compiled(names) {
            Ok(node) => Some(node),
            Err(error) => {
                fault(&source.text, error);
                None
            }
        };
        for (name, source) in &self.lets {
            let node = compile(&names, source);
            whole &= node.is_some();
            if node.as_ref().is_some_and(|n| n.is_list(&names.lists)) {
                names.lists.push(name.clone());
            }
            program.lets.extend(node.map(|n| (name.clone(), n)));
            // a later name may use an earlier one, never itself
            names.locals.push(name.clone());
        }
        let mut optional = |source: &Option<Source>| {
            let node = source.as_ref().map(|s| compile(&names, s));
            whole &= !matches!(node, Some(None));
            node.flatten()
        };
        program.when = optional(&self.when);
        program.check = optional(&self.check);
        program.at = optional(&self.at);
        if let Some((source, severity)) = &self.soften {
            let node = compile(&names, source);
            whole &= node.is_some();
            program.soften = node.map(|n| (n, *severity));
        }
        whole.then_some(program)
    }
}
