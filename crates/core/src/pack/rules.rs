//! Rules: what all of them have, and their expressions.

use super::cases;
use super::checks::{self, Shared};
use super::conditions::Named;
use super::expressions::{Sources, compares};
use super::fixes;
use super::kind::years;
use super::others;
use super::texts;
use crate::diagnostic::{Class, Severity};
use crate::fields::{Fields, Wrong};
use crate::report::{Kind, Matcher};
use crate::rule::{Check, Each, Node, Place, Program, Rule, Tolerance};
use crate::text::{Deferred, Number, Span, near};
use std::collections::BTreeMap;

/// What rules are compiled against.
pub(super) struct Context<'c> {
    pub kind: &'c Kind,
    pub params: &'c BTreeMap<String, Node>,
    pub conditions: &'c Named<'c, 'c>,
    pub shared: &'c Shared,
    pub pack: &'c str,
    /// The form of the sample, for cases that name no other.
    pub sample_form: &'c str,
}

pub(super) const SEVERITIES: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("info", Severity::Info),
];

/// Reads one `[[rule]]`. A rule with a faulty check is left out; its faults are noted.
pub(super) fn rule(fields: &Fields<'_, '_>, context: &Context<'_>) -> Option<Rule> {
    let id = fields.needed("id");
    let check = checks::check(fields, context);
    let severity = fields
        .choice("severity", SEVERITIES)
        .unwrap_or(Severity::Warning);
    let class = class(fields).unwrap_or(default_class(severity));
    let sources = Sources::read(fields, context, check.as_ref());
    let chosen = forms(fields, context.kind);
    let before = fields.file.faults.borrow().len();
    let programs: Vec<Option<Deferred<Program>>> = context
        .kind
        .forms
        .iter()
        .map(|form| {
            let mut own = [Some(&form.id), form.base.as_ref()].into_iter().flatten();
            let wanted = chosen.is_empty() || own.any(|id| chosen.contains(id));
            // the faults of one form are those of all: say them once
            let quiet = fields.file.faults.borrow().len() > before;
            if !wanted || quiet {
                return None;
            }
            let program = sources.program(fields, context, form, check.as_ref());
            program.map(Deferred::from)
        })
        .collect();
    let en = fields.table("en");
    let english = |key: &'static str| en.as_ref().map(|f| f.plain(key)).unwrap_or_default();
    let words = |key: &'static str| crate::text::Bilingual {
        zh: fields.plain(key),
        en: english(key),
    };
    let rule = Rule {
        title: words("title").into(),
        fault: words("fault").into(),
        message: words("message").into(),
        help: words("help").into(),
        why: words("why").into(),
        source: fields.plain("source"),
        deprecated: fields.plain("deprecated"),
        formerly: Vec::new(),
        severity,
        class,
        years: years(fields, "years"),
        programs,
        explained: match compares(check.as_ref()) {
            true => fields.choice("explained", SEVERITIES),
            false => None,
        },
        joins: match compares(check.as_ref()) {
            true => context.shared.lexicon.one(fields, "joins"),
            false => None,
        },
        blank_is_zero: fields
            .choice("blank", &[("zero", true), ("unknown", false)])
            .unwrap_or(false),
        tolerance: tolerance(fields),
        fix: fixes::fix(fields, context, check.as_ref()),
        cases: cases::cases(fields, context, &fields.texts("in")),
        check: check?,
        id: id.value.clone(),
        pack: context.pack.to_owned(),
        place: place(fields, id.span).into(),
        except: Vec::new(),
        others: false,
        off: false,
        locked: false,
    };
    if let Some(en) = &en {
        en.finish();
    }
    fields.flag("lock");
    fields.finish();
    if id.value.is_empty() {
        return None;
    }
    let rule = Rule {
        others: others::reads(fields, &rule),
        ..rule
    };
    texts::texts(fields, &rule, context);
    Some(rule)
}

/// What may be done about findings, if the pack says so.
pub(super) fn class(fields: &Fields<'_, '_>) -> Option<Class> {
    let text = fields.text("class")?;
    let class = Class::parse(&text.value);
    if class.is_none() {
        let all = ["hard", "explain", "hint"].map(str::to_owned).to_vec();
        fields
            .file
            .fault(text.span, &Wrong::Choice(text.value, all));
    }
    class
}

/// What may be done about findings where the pack does not say so.
pub(super) fn default_class(severity: Severity) -> Class {
    match severity {
        Severity::Info => Class::Hint,
        Severity::Error | Severity::Warning => Class::Hard,
    }
}

/// The names that a pattern binds.
pub(super) fn groups(check: &Check) -> Vec<String> {
    match check {
        Check::Match(matcher) => matched(matcher),
        _ => Vec::new(),
    }
}

/// The names that the patterns of a mention bind, where a rule goes through its places.
pub(super) fn groups_of(each: &Each, kind: &Kind) -> Vec<String> {
    let spec = match each {
        Each::Mention(at) => kind.mentions.get(*at),
        _ => None,
    };
    spec.map(|m| matched(&m.matcher)).unwrap_or_default()
}

/// The names of the groups of patterns.
fn matched(matcher: &Matcher) -> Vec<String> {
    let names = matcher.patterns.iter().flat_map(|p| p.names());
    names.map(str::to_owned).collect()
}

/// Where something stands, as people count.
pub(super) fn place(fields: &Fields<'_, '_>, span: Span) -> Place {
    let at = fields.at(span).position();
    Place {
        path: fields.file.name.to_owned(),
        line: at.line as usize,
        column: at.column as usize,
        span,
    }
}

fn forms(fields: &Fields<'_, '_>, kind: &Kind) -> Vec<String> {
    let texts = fields.texts("forms");
    for text in &texts {
        if !kind.forms.iter().any(|f| f.id == text.value) {
            let close = near(&text.value, kind.forms.iter().map(|f| f.id.as_str()));
            fields
                .file
                .fault(text.span, &Wrong::Unknown(text.value.clone(), close));
        }
    }
    texts.into_iter().map(|t| t.value).collect()
}

fn tolerance(fields: &Fields<'_, '_>) -> Tolerance {
    let Some(text) = fields.text("tolerance") else {
        return Tolerance::Exact;
    };
    match (text.value.as_str(), Number::parse(&text.value)) {
        ("printed", _) => Tolerance::Printed,
        (_, Some(n)) if !n.is_negative() => Tolerance::Absolute(n),
        _ => {
            let all = ["printed", "0.5"].map(str::to_owned).to_vec();
            fields
                .file
                .fault(text.span, &Wrong::Choice(text.value, all));
            Tolerance::Exact
        }
    }
}
